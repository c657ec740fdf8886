"""An empty schema on a test server for as long as a block runs, where a whole test session shares one database.

Not for: starting the server (`postgres.py`, whose `postgres_url` gives each test a schema of its own).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url


@contextmanager
def empty_schema(server_url: str) -> Iterator[str]:
    """The address of a new schema; it is dropped at the end."""
    schema = f"test_{uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA "{schema}"'.encode())
        yield make_url(server_url).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(False)
        connection.execute(f'DROP SCHEMA "{schema}" CASCADE'.encode())
