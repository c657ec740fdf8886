"""Who can call: people, system clients, and the tokens of the latter. Values only; what is personal stays out of `repr`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from api.auth.scopes import SCOPES_OF_ROLE, Role, Scope
from referrals.actor import Actor, ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signs in. `organization_id` is the HSDS organization they work for; agency people always have one."""

    id: str
    email: str = field(repr=False)
    name: str = field(repr=False)
    role: Role
    organization_id: str | None
    active: bool
    created_at: datetime

    @property
    def actor(self) -> Actor:
        """The person as a caller."""
        return Actor(ActorKind.PERSON, self.id, self.organization_id, frozenset[str](SCOPES_OF_ROLE[self.role]))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person to add, with their first password in plain."""

    email: str = field(repr=False)
    name: str = field(repr=False)
    password: str = field(repr=False)
    role: Role
    organization_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemClient:
    """Another platform. `organization_name` says whose it is, also where the directory does not know that organization."""

    id: str
    name: str
    scopes: frozenset[Scope]
    organization_id: str | None
    organization_name: str
    active: bool
    created_at: datetime

    def actor(self, scopes: frozenset[Scope]) -> Actor:
        """The system as a caller with a token for those scopes. What was taken from the client is gone at once."""
        return Actor(ActorKind.SYSTEM, self.id, self.organization_id, frozenset[str](scopes & self.scopes))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSystemClient:
    """A system client to add."""

    name: str
    scopes: frozenset[Scope]
    organization_id: str | None = None
    organization_name: str = ""


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """What a new system client signs in with. The secret is shown once and cannot be read again."""

    client_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """An access token (RFC 6749, 5.1) and how long it holds."""

    access_token: str = field(repr=False)
    expires_in_seconds: int
    scopes: frozenset[Scope]


@dataclass(frozen=True, slots=True)
class StoredToken:
    """A token as it is kept: by its digest."""

    digest: str = field(repr=False)
    client_id: str
    scopes: frozenset[Scope]
    issued_at: datetime
    expires_at: datetime
