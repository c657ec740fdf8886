"""What every template knows: who is signed in, and what the header shows of them. Not for: anything of one page."""

from __future__ import annotations

from typing import Any

from api.auth.callers import caller, signed_in_person
from api.auth.scopes import Scope
from api.pages import wording
from api.pages.search_state import SearchState


def known_to_every_page() -> dict[str, Any]:
    """Who is signed in, and what the header shows of them. A page gives its own `state` where it has one."""
    person = signed_in_person()
    actor = caller() if person else None
    scopes = actor.scopes if actor else frozenset()
    return {
        "person": person,
        "may_refer": actor is None or Scope.REFERRALS_WRITE in scopes,
        "has_referrals": Scope.REFERRALS_READ in scopes,
        "has_services": Scope.SERVICES_WRITE in scopes and bool(actor and actor.organization_id),
        "state": SearchState(),
        "is_sensitive": False,
        "counted": wording.counted,
    }
