"""Referrals as rows and as a page: whom one waits for, since when, what is late, what to do next.

Not for: states and who may do what (`referrals.transitions`). The decision a reader would ask about: every sentence is written
for the side that reads it, because "sent" means "wait" to a coach and "answer" to an agency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.pages.cards import Said
from api.pages.wording import ago
from referrals.model import Action, CancelReason, DeclineReason, Outcome, State
from referrals.transitions import Party
from referrals.views import ReferralView

ANSWER_WITHIN = timedelta(days=3)
"""From then on an answer counts as late. Our own choice until deadlines are kept for each agency."""

REFERENCE_LENGTH = 8

STATE_WORDS = {
    State.DRAFT: Said("Draft", "unknown"),
    State.SENT: Said("Sent", "unknown"),
    State.ACCEPTED: Said("Accepted", "yes"),
    State.DECLINED: Said("Declined", "no"),
    State.COMPLETED: Said("Completed", "yes"),
    State.CANCELLED: Said("Taken back", "unknown"),
}
DECLINE_WORDS = {
    DeclineReason.NO_CAPACITY: "No room at the moment",
    DeclineReason.WAITLIST_CLOSED: "The waiting list is closed",
    DeclineReason.NOT_ELIGIBLE: "The person does not meet our rules",
    DeclineReason.OUT_OF_AREA: "The person lives outside our area",
    DeclineReason.SERVICE_NOT_OFFERED: "We do not offer this",
    DeclineReason.MISSING_DOCUMENTS: "Documents are missing",
    DeclineReason.LANGUAGE_NOT_AVAILABLE: "We cannot help in the person's language",
    DeclineReason.ACCESSIBILITY_NOT_AVAILABLE: "Our place is not accessible to the person",
    DeclineReason.DUPLICATE: "We have this referral already",
    DeclineReason.ALREADY_SERVED: "We help the person already",
    DeclineReason.CONFLICT_OR_SAFETY: "A conflict or a safety reason",
    DeclineReason.OTHER: "Another reason",
}
OUTCOME_WORDS = {
    Outcome.GOT_HELP_FULL: "Got the help that was asked for",
    Outcome.GOT_HELP_PARTIAL: "Got part of the help",
    Outcome.ENROLLED: "Enrolled",
    Outcome.REFERRED_ELSEWHERE: "We sent the person to somebody else",
    Outcome.INFORMATION_GIVEN: "Got information only",
    Outcome.ALREADY_RESOLVED: "The need was met already",
    Outcome.COULD_NOT_HELP: "We could not help",
}
CANCEL_WORDS = {
    CancelReason.CLIENT_WITHDREW: "The person does not want it any more",
    CancelReason.NEED_RESOLVED: "The need was met otherwise",
    CancelReason.CLIENT_MOVED: "The person moved",
    CancelReason.ISSUED_WRONG_SERVICE: "Sent to the wrong service",
    CancelReason.CONSENT_REVOKED: "The person took back their consent",
    CancelReason.FILLED_ELSEWHERE: "Another agency helps",
    CancelReason.OTHER: "Another reason",
}
REASON_WORDS: Mapping[str, str] = {
    str(code): words for table in (DECLINE_WORDS, OUTCOME_WORDS, CANCEL_WORDS) for code, words in table.items()
}
CHOICES = {
    Action.DECLINE: [(code.value, words) for code, words in DECLINE_WORDS.items()],
    Action.COMPLETE: [(code.value, words) for code, words in OUTCOME_WORDS.items()],
    Action.CANCEL: [(code.value, words) for code, words in CANCEL_WORDS.items()],
}
EVENT_WORDS = {
    Action.CREATE: "Written",
    Action.SEND: "Sent",
    Action.ACCEPT: "Accepted",
    Action.DECLINE: "Declined",
    Action.COMPLETE: "Completed",
    Action.CANCEL: "Taken back",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names of records that referrals speak of, by id."""

    services: Mapping[str, str]
    organizations: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """One row of the list, in the order of its columns."""

    id: str
    reference: str
    waiting_for: str
    since: Said
    late: str
    next_action: str
    who: str
    service: str
    organization: str
    state: Said
    is_open: bool


def row_of(view: ReferralView, names: Names, now: datetime) -> ReferralRow:
    """The row for the side that reads it."""
    since = view.sent_at if view.state is State.SENT and view.sent_at else view.changed_at
    waiting_for, next_action = waiting(view, names)
    is_late = view.state is State.SENT and now - since > ANSWER_WITHIN
    return ReferralRow(
        id=view.id,
        reference=reference_of(view),
        waiting_for=waiting_for,
        since=Said(ago(since.date(), now.date()), title=since.date().isoformat()),
        late=f"No answer for {(now - since).days} days" if is_late else "",
        next_action=next_action,
        who=view.client.display_name if view.client else "Name not shared",
        service=names.services.get(view.recipient.service_id, "A service that was removed"),
        organization=names.organizations.get(view.recipient.organization_id, "the agency"),
        state=STATE_WORDS[view.state],
        is_open=view.state in (State.DRAFT, State.SENT, State.ACCEPTED),
    )


def reference_of(view: ReferralView) -> str:
    """What people say on the phone: the first letters of the id."""
    return view.id[:REFERENCE_LENGTH].upper()


def waiting(view: ReferralView, names: Names) -> tuple[str, str]:
    """Whom it waits for, and the next thing to do, both for the side that reads."""
    agency = names.organizations.get(view.recipient.organization_id, "the agency")
    is_sender = view.side is Party.SENDER
    told = {
        State.DRAFT: ("You", "Send it"),
        State.SENT: (agency, "Wait for the answer, or call") if is_sender else ("You", "Accept or decline"),
        State.ACCEPTED: (agency, "Ask the person how it goes") if is_sender else ("You", "Say what came of it"),
        State.DECLINED: ("You", "Find another service") if is_sender else ("Nobody", "Nothing: you declined it"),
        State.COMPLETED: ("Nobody", "Nothing: it is done"),
        State.CANCELLED: ("Nobody", "Nothing: it was taken back"),
    }
    return told[view.state]


def reason_words(code: str) -> str:
    """A reason or outcome in words."""
    return REASON_WORDS.get(code, code)
