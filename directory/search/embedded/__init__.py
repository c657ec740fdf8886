"""The embedded engine: SQLite with place-ordered row ids. Nothing outside knows its tables."""
