"""System clients and their access tokens: OAuth 2.0 client credentials (RFC 6749, 4.4). No HTTP here.

Why tokens are opaque stands in `tokens.py`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

from api.auth.errors import AccountNotFound, ClientRefused, InvalidAccount, ScopeRefused, TokenRefused
from api.auth.scopes import OF_AN_ORGANIZATION, Scope
from api.auth.tokens import digest, is_digest_of, new_secret, new_token
from api.auth.values import ClientSecret, IssuedToken, NewSystemClient, StoredToken, SystemClient
from api.store.systems import SystemClientRecords
from directory.store.database import Database
from referrals.actor import Actor
from referrals.words import is_uuid

TOKEN_LIFETIME = timedelta(hours=1)
"""What most OAuth servers give. A short life costs one more request an hour and bounds what a leaked token is worth."""

LONGEST_NAME = 200
_WRITER = "accounts"


class SystemClients:
    """The system clients of one database."""

    def __init__(self, database: Database, lifetime: timedelta = TOKEN_LIFETIME) -> None:
        self._database = database
        self._lifetime = lifetime

    def add(self, new: NewSystemClient) -> ClientSecret:
        """Add a client. The secret is in the answer and nowhere else. Raises InvalidAccount naming the field."""
        _check(new)
        secret = new_secret()
        with self._database.unit_of_work(actor=_WRITER) as unit:
            client = SystemClient(
                id=str(uuid.uuid4()),
                name=new.name.strip(),
                scopes=new.scopes,
                organization_id=new.organization_id,
                organization_name=new.organization_name,
                active=True,
                created_at=unit.now,
            )
            SystemClientRecords(unit.connection).add(client, digest(secret))
            unit.commit()
        return ClientSecret(client.id, secret)

    def issue_token(self, client_id: str, secret: str, scopes: Iterable[str] | None = None) -> IssuedToken:
        """A new token for those scopes, None for all of the client's. Raises ClientRefused, ScopeRefused."""
        granted = self._granted(self._known(client_id, secret), scopes)
        token = new_token()
        with self._database.unit_of_work(actor=_WRITER) as unit:
            records = SystemClientRecords(unit.connection)
            records.forget_expired(client_id, unit.now)
            records.add_token(StoredToken(digest(token), client_id, granted, unit.now, unit.now + self._lifetime))
            unit.commit()
        return IssuedToken(token, int(self._lifetime.total_seconds()), granted)

    def caller_of_token(self, token: str) -> Actor:
        """Who calls with this token, and for what. Raises TokenRefused."""
        with self._database.read() as view:
            records = SystemClientRecords(view.connection)
            stored = records.token(digest(token))
            found = records.with_digest(stored.client_id) if stored is not None else None
            now = view.now
        if stored is None or found is None or stored.expires_at <= now or not found[0].active:
            raise TokenRefused
        return found[0].actor(stored.scopes)

    def all(self) -> tuple[SystemClient, ...]:
        """Every client, active or not, by name."""
        with self._database.read() as view:
            return SystemClientRecords(view.connection).all()

    def deactivate(self, client_id: str) -> None:
        """Close a client: no new tokens, and those it has open nothing any more. Raises AccountNotFound."""
        with self._database.unit_of_work(actor=_WRITER) as unit:
            records = SystemClientRecords(unit.connection)
            if not records.set_active(client_id, active=False):
                raise AccountNotFound(client_id)
            records.forget_tokens(client_id)
            unit.commit()

    def renew_secret(self, client_id: str) -> ClientSecret:
        """Another secret for a client whose old one leaked: it and all its tokens end now. Raises AccountNotFound."""
        secret = new_secret()
        with self._database.unit_of_work(actor=_WRITER) as unit:
            records = SystemClientRecords(unit.connection)
            if not records.set_digest(client_id, digest(secret)):
                raise AccountNotFound(client_id)
            records.forget_tokens(client_id)
            unit.commit()
        return ClientSecret(client_id, secret)

    def _known(self, client_id: str, secret: str) -> SystemClient:
        with self._database.read() as view:
            found = SystemClientRecords(view.connection).with_digest(client_id) if is_uuid(client_id) else None
        client, kept = found or (None, None)
        if not is_digest_of(kept, secret) or client is None or not client.active:
            raise ClientRefused
        return client

    def _granted(self, client: SystemClient, asked: Iterable[str] | None) -> frozenset[Scope]:
        wanted = frozenset(asked) if asked is not None else frozenset[str](client.scopes)
        if not wanted or not wanted <= client.scopes:
            raise ScopeRefused(frozenset[str](client.scopes))
        return frozenset(Scope(word) for word in wanted)


def _check(new: NewSystemClient) -> None:
    for field, text in (("name", new.name), ("organization_name", new.organization_name)):
        if len(text) > LONGEST_NAME or not text.isprintable():
            raise InvalidAccount(field, f"must have at most {LONGEST_NAME} printable characters")
    if not new.name.strip():
        raise InvalidAccount("name", "is required")
    if new.organization_id is not None and not is_uuid(new.organization_id):
        raise InvalidAccount("organization_id", "must be a UUID")
    if not new.scopes:
        raise InvalidAccount("scopes", "name at least one")
    needs_one = new.scopes & OF_AN_ORGANIZATION and Scope.DIRECTORY_WRITE not in new.scopes
    if needs_one and not new.organization_id:
        raise InvalidAccount("organization_id", f"is required with {' and '.join(sorted(OF_AN_ORGANIZATION))}")
