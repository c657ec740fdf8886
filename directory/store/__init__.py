"""Records, history, outbox and the unit of work, on SQLite and PostgreSQL. SQLAlchemy stays in here.

Start at `database.py`; `values.py` has what goes in and comes out.
"""
