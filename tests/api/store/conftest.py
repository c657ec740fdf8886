"""The databases of these tests."""

from __future__ import annotations

from tests.api.account_worlds import accounts, postgres_server

__all__ = ["accounts", "postgres_server"]
