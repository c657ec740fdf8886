"""The errors of referrals, one class for each thing a caller can do something about.

ReferralsError
├── ReferralNotFound     no such referral, or it is somebody else's (the two look the same on purpose)
├── ClientNotFound       no such client, or somebody else's
├── RecipientNotFound    the directory has no such service to refer to
├── ActionNotAllowed     the referral's state does not allow this; `allowed_actions` names what does
├── ActionForbidden      the state may allow it, but not to this caller
├── StaleVersion         the referral changed since the caller read it (If-Match)
├── ConsentRequired      nothing is sent without the client's consent for this recipient
├── DuplicateReferral    the same client, need and service is still open; `existing_id` names it
└── InvalidReferral      a field is missing or not one of the closed set

Each has a stable `code`. No sentence here ever holds a name, a contact or words that somebody typed: messages end up in logs.
"""

from __future__ import annotations

from datetime import datetime


class ReferralsError(Exception):
    """Any error of this floor."""

    code = "referrals_error"


class ReferralNotFound(ReferralsError):
    """There is no such referral for this caller."""

    code = "referral_not_found"

    def __init__(self, referral_id: str) -> None:
        self.referral_id = referral_id
        super().__init__(f"There is no referral with the id {referral_id}.")


class ClientNotFound(ReferralsError):
    """There is no such client for this caller."""

    code = "client_not_found"

    def __init__(self, client_id: str) -> None:
        self.client_id = client_id
        super().__init__(f"There is no client with the id {client_id}.")


class RecipientNotFound(ReferralsError):
    """The directory has no such service, or not at that place."""

    code = "recipient_not_found"

    def __init__(self, service_id: str, reason: str) -> None:
        self.service_id = service_id
        self.reason = reason
        super().__init__(f"The service {service_id} cannot be referred to: {reason}.")


class ActionNotAllowed(ReferralsError):
    """The state does not allow the action."""

    code = "action_not_allowed"

    def __init__(self, action: str, state: str, allowed_actions: tuple[str, ...]) -> None:
        self.action = action
        self.state = state
        self.allowed_actions = allowed_actions
        allowed = ", ".join(allowed_actions) or "nothing further"
        super().__init__(f"A referral that is {state} does not allow {action}. Allowed for you now: {allowed}.")


class ActionForbidden(ReferralsError):
    """The caller may see the referral and yet not do this."""

    code = "action_forbidden"

    def __init__(self, action: str, reason: str) -> None:
        self.action = action
        self.reason = reason
        super().__init__(f"You may not {action}: {reason}.")


class StaleVersion(ReferralsError):
    """Somebody changed the referral in between."""

    code = "stale_version"

    def __init__(self, referral_id: str, expected: int, found: int) -> None:
        self.referral_id = referral_id
        self.expected = expected
        self.found = found
        super().__init__(f"The referral {referral_id} is at version {found}, not {expected}: read it again.")


class ConsentRequired(ReferralsError):
    """The client has not agreed that this organization learns about them."""

    code = "consent_required"

    def __init__(self, referral_id: str, organization_id: str, lapsed_at: datetime | None = None) -> None:
        self.referral_id = referral_id
        self.organization_id = organization_id
        self.lapsed_at = lapsed_at
        lapsed = f" The last consent ended on {lapsed_at.date().isoformat()}." if lapsed_at else ""
        super().__init__(
            f"The referral {referral_id} was not sent: no consent of the client covers the organization {organization_id}.{lapsed}"
            " Record the client's consent with the sending."
        )


class DuplicateReferral(ReferralsError):
    """The client is already referred to this service for this need, and the referral is still open."""

    code = "duplicate_referral"

    def __init__(self, existing_id: str) -> None:
        self.existing_id = existing_id
        super().__init__(f"The same client, need and service is still open as referral {existing_id}.")


class InvalidReferral(ReferralsError):
    """One field is missing or cannot be what it is."""

    code = "invalid_referral"

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field}: {reason}")
