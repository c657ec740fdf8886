"""What a caller may do, as a closed set, and which role brings what.

A system client is given scopes when it is added; a person gets those of their role. Routes ask for scopes and never for
roles, so both kinds of callers are judged by one rule. The published directory needs none.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from api.auth.errors import InvalidAccount
from referrals import actor


class Scope(StrEnum):
    """One thing that a caller may do."""

    MATCH = "match"
    REFERRALS_READ = actor.READ
    REFERRALS_WRITE = actor.WRITE
    REFERRALS_ANSWER = actor.ANSWER
    SERVICES_WRITE = "services:write"
    DIRECTORY_WRITE = "directory:write"
    ADMIN = "admin"


SENTENCES: dict[Scope, str] = {
    Scope.MATCH: "Find services that fit a client, with reasons.",
    Scope.REFERRALS_READ: "See the referrals that one sent or received.",
    Scope.REFERRALS_WRITE: "Make, send and cancel referrals.",
    Scope.REFERRALS_ANSWER: "Accept, decline and complete referrals sent to one's own organization.",
    Scope.SERVICES_WRITE: "Change the listings of one's own organization.",
    Scope.DIRECTORY_WRITE: "Change any listing.",
    Scope.ADMIN: "Add and deactivate people and system clients. Shows no client.",
}


class Role(StrEnum):
    """What a person is here."""

    COACH = "coach"
    AGENCY = "agency"
    STEWARD = "steward"
    ADMIN = "admin"


SCOPES_OF_ROLE: dict[Role, frozenset[Scope]] = {
    Role.COACH: frozenset({Scope.MATCH, Scope.REFERRALS_READ, Scope.REFERRALS_WRITE}),
    Role.AGENCY: frozenset({Scope.REFERRALS_READ, Scope.REFERRALS_ANSWER, Scope.SERVICES_WRITE}),
    Role.STEWARD: frozenset({Scope.MATCH, Scope.SERVICES_WRITE, Scope.DIRECTORY_WRITE}),
    Role.ADMIN: frozenset({Scope.ADMIN}),
}

OF_AN_ORGANIZATION = frozenset({Scope.REFERRALS_ANSWER, Scope.SERVICES_WRITE})
"""Scopes that mean nothing without an organization, unless `DIRECTORY_WRITE` comes with them."""


def scopes_named(words: Iterable[str]) -> frozenset[Scope]:
    """The scopes of those names. Raises InvalidAccount naming the one that is none."""
    found = set()
    for word in words:
        if word not in set(Scope):
            raise InvalidAccount("scopes", f"{word!r} is not one of {', '.join(Scope)}")
        found.add(Scope(word))
    return frozenset(found)
