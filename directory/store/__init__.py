"""Records, history, outbox and the unit of work, on SQLite and PostgreSQL. SQLAlchemy stays in here."""
