"""Doing a request once however often it is sent: the key, the effect and the answer share one transaction.

The key's row goes in first. On PostgreSQL a second request with the same key waits at that insert until the first has
committed (and then finds its answer) or rolled back (and then does the work itself); on SQLite writers stand in line
anyway. So there is no "in flight" to report, and a crash leaves either everything or nothing. A request that fails rolls
its key back with the rest: what was wrong can be put right under the same key. Asked of PostgreSQL: READ COMMITTED, its
default. The answer is kept as the HTTP glue gives it: ids rather than people, for this table is not `referral_identity`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from api.store.errors import IdempotencyKeyReused, InvalidIdempotencyKey
from api.store.tables import idempotency_key

KEPT_FOR = timedelta(hours=24)
"""How long an answer can be asked for again. Later, the same key is a new one."""

LONGEST_KEY = 255
_UNFINISHED = 0
"""The status of a row whose work is not done. Only its own transaction ever sees it."""


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request that is to happen once. `caller` is `Actor.reference`: keys of different callers never meet."""

    caller: str
    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered, and whether it was answered before."""

    status: int
    body: str
    is_repeated: bool = False


def request_digest(method: str, path: str, body: bytes) -> str:
    """What makes two requests the same: 64 hexadecimal digits over method, path and body."""
    parts = (method.upper().encode(), path.encode(), body)
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def answer_once(connection: Connection, request: KeyedRequest, now: datetime, do: Callable[[], Answer]) -> Answer:
    """The answer of `do`, or of the time it was done before. The caller commits.

    Raises InvalidIdempotencyKey, IdempotencyKeyReused, and whatever `do` raises.
    """
    _check(request.key)
    forget_before(connection, now, request)
    if not _claim(connection, request, now):
        return _kept(connection, request)
    answer = do()
    finished = {"status": answer.status, "body": answer.body}
    connection.execute(update(idempotency_key).where(_is(request)).values(finished))
    return answer


def forget_before(connection: Connection, now: datetime, request: KeyedRequest | None = None) -> int:
    """Delete keys that are kept no longer, of one request or (a worker's job) of all; how many."""
    old = idempotency_key.c.created_at <= now - KEPT_FOR
    where = old if request is None else and_(old, _is(request))
    return connection.execute(delete(idempotency_key).where(where)).rowcount


def _claim(connection: Connection, request: KeyedRequest, now: datetime) -> bool:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {
        "caller": request.caller,
        "key": request.key,
        "request_digest": request.digest,
        "status": _UNFINISHED,
        "body": "",
        "created_at": now,
    }
    claimed = dialect.insert(idempotency_key).values(row).on_conflict_do_nothing().returning(idempotency_key.c.key)
    return connection.execute(claimed).first() is not None


def _kept(connection: Connection, request: KeyedRequest) -> Answer:
    row = connection.execute(select(idempotency_key).where(_is(request))).mappings().one()
    if row["request_digest"] != request.digest:
        raise IdempotencyKeyReused
    return Answer(row["status"], row["body"], is_repeated=True)


def _is(request: KeyedRequest) -> ColumnElement[bool]:
    return and_(idempotency_key.c.caller == request.caller, idempotency_key.c.key == request.key)


def _check(key: str) -> None:
    if not 1 <= len(key) <= LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise InvalidIdempotencyKey
