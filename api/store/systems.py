"""Reads and writes of system clients and their tokens on one open connection. It never commits and sees only digests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from api.auth.scopes import Scope
from api.auth.values import StoredToken, SystemClient
from api.store.tables import system_client, token


class SystemClientRecords:
    """The stored system clients and tokens as values. Scopes are stored as words with spaces between."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def with_digest(self, client_id: str) -> tuple[SystemClient, str] | None:
        """The client of that id and the digest of its secret."""
        query = select(system_client).where(system_client.c.id == client_id)
        row = self._connection.execute(query).mappings().first()
        return (_client(row), row["secret_digest"]) if row else None

    def all(self) -> tuple[SystemClient, ...]:
        """Every client, by name."""
        query = select(system_client).order_by(system_client.c.name, system_client.c.id)
        return tuple(_client(row) for row in self._connection.execute(query).mappings())

    def add(self, client: SystemClient, secret_digest: str) -> None:
        """Keep a new client."""
        row = {
            "id": client.id,
            "name": client.name,
            "secret_digest": secret_digest,
            "scopes": _words(client.scopes),
            "organization_id": client.organization_id,
            "organization_name": client.organization_name,
            "active": client.active,
            "created_at": client.created_at,
        }
        self._connection.execute(insert(system_client).values(row))

    def set_active(self, client_id: str, active: bool) -> bool:
        """Open or close the client. False if there is no such client."""
        changed = update(system_client).where(system_client.c.id == client_id).values(active=active)
        return self._connection.execute(changed.returning(system_client.c.id)).first() is not None

    def set_digest(self, client_id: str, secret_digest: str) -> bool:
        """Keep another secret's digest. False if there is no such client."""
        changed = update(system_client).where(system_client.c.id == client_id).values(secret_digest=secret_digest)
        return self._connection.execute(changed.returning(system_client.c.id)).first() is not None

    def add_token(self, issued: StoredToken) -> None:
        """Keep a token."""
        row = {
            "digest": issued.digest,
            "client_id": issued.client_id,
            "scopes": _words(issued.scopes),
            "issued_at": issued.issued_at,
            "expires_at": issued.expires_at,
        }
        self._connection.execute(insert(token).values(row))

    def token(self, digest: str) -> StoredToken | None:
        """The token of that digest, expired or not."""
        row = self._connection.execute(select(token).where(token.c.digest == digest)).mappings().first()
        if row is None:
            return None
        return StoredToken(digest, row["client_id"], _scopes(row["scopes"]), row["issued_at"], row["expires_at"])

    def forget_tokens(self, client_id: str) -> None:
        """Delete all tokens of a client."""
        self._connection.execute(delete(token).where(token.c.client_id == client_id))

    def forget_expired(self, client_id: str, now: datetime) -> None:
        """Delete the tokens of a client that have run out."""
        self._connection.execute(delete(token).where(token.c.client_id == client_id, token.c.expires_at <= now))


def _client(row: RowMapping) -> SystemClient:
    return SystemClient(
        id=row["id"],
        name=row["name"],
        scopes=_scopes(row["scopes"]),
        organization_id=row["organization_id"],
        organization_name=row["organization_name"],
        active=row["active"],
        created_at=row["created_at"],
    )


def _words(scopes: frozenset[Scope]) -> str:
    return " ".join(sorted(scopes))


def _scopes(words: str) -> frozenset[Scope]:
    return frozenset(Scope(word) for word in words.split())
