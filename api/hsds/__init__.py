"""The directory as HSDS, read-only and public."""
