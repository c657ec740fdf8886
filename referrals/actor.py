"""Who is asking: the caller as a value, made by the floor above from a session or a token.

Not for: checking passwords or tokens (api/auth). What a caller may do follows from two facts only: which of the three
scopes they hold, and whether a referral is theirs (`parties_of` in `transitions.py`). A person's role is turned into
scopes before it gets here, so that people and systems are judged by one rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

READ = "referrals:read"
WRITE = "referrals:write"
ANSWER = "referrals:answer"


class ActorKind(StrEnum):
    """A human being at the screen, or another platform by API."""

    PERSON = "person"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A caller. `organization_id` is the HSDS organization they act for, if any; `scopes` what they may do at all."""

    kind: ActorKind
    id: str
    organization_id: str | None = None
    scopes: frozenset[str] = frozenset()

    @property
    def reference(self) -> str:
        """The caller in one word, as history and outbox rows keep it: `person:…` or `system:…`. Never a name."""
        return f"{self.kind}:{self.id}"

    def has(self, scope: str) -> bool:
        """Whether the caller holds the scope."""
        return scope in self.scopes
