"""The bodies and parameters of the referral routes → values of `referrals`.

Not for: rules (`referrals.use_cases`). Closed sets are those of `referrals.model`, said once there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from api.request_scope import services
from directory.needs.values import Need
from matching.errors import UnknownNeed
from referrals.consent import DEFAULT_CLASSES, ConsentGiven
from referrals.model import (
    CancelReason,
    ConsentMethod,
    DataClass,
    DeclineReason,
    GivenBy,
    Identity,
    Outcome,
    Purpose,
    State,
)
from referrals.store.records import PageOf
from referrals.use_cases.acting import LONGEST_REASON
from referrals.use_cases.create import LONGEST_EXTERNAL_ID, LONGEST_NAME, Draft, KnownClient, NewClient
from referrals.use_cases.list import LARGEST_PAGE

LONGEST_CONTACT = 254  # an e-mail address has no more (RFC 5321)

CREATE_EXAMPLE: dict[str, Any] = {
    "client": {"display_name": "Ana Example", "phone": "+1 505-555-0199", "external_id": "case-1042"},
    "need": "childcare",
    "service_id": "28da9988-0a20-5f79-b504-2b7c3e9774d1",
}
SEND_EXAMPLE: dict[str, Any] = {
    "consent": {"given_by": "client", "method": "verbal", "data_classes": ["contact", "needs"]}
}


class AwareDateTime(fields.AwareDateTime):
    """A moment with its offset, kept in UTC."""

    def __init__(self, **options: Any) -> None:
        super().__init__(format="iso", **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> datetime:
        try:
            return super()._deserialize(value, *args, **kwargs).astimezone(UTC)
        except OverflowError as error:
            raise self.make_error("invalid", input=value, obj_type="datetime") from error


class Words(fields.String):
    """Text of people: without control characters, which no database or mail takes well."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, *args, **kwargs)
        if any(ord(letter) < 32 and letter not in "\n\t" for letter in text):
            raise ValidationError("Control characters are not taken.")
        return text


class ClientBody(Schema):
    """A known client by `id`, or a new one by name. An `external_id` is your own id: it names the same client every time."""

    id = fields.UUID()
    display_name = Words(validate=validate.Length(1, LONGEST_NAME))
    email = Words(validate=validate.Length(0, LONGEST_CONTACT))
    phone = Words(validate=validate.Length(0, LONGEST_CONTACT))
    external_id = Words(validate=validate.Length(0, LONGEST_EXTERNAL_ID))

    @post_load
    def as_client(self, data: dict[str, Any], **_: object) -> KnownClient | NewClient:
        """The value."""
        if "id" in data:
            if len(data) > 1:
                raise ValidationError("A known client is named by id alone.", "id")
            return KnownClient(str(data["id"]))
        if "display_name" not in data:
            raise ValidationError("Give the id of a known client, or a name for a new one.", "display_name")
        identity = Identity(data["display_name"], data.get("email", ""), data.get("phone", ""))
        return NewClient(identity, data.get("external_id", ""))


class ConsentBody(Schema):
    """The client's yes. It covers the recipient alone; without `ends_at` it holds for 12 months."""

    given_by = fields.Enum(GivenBy, by_value=True, load_default=GivenBy.CLIENT)
    purpose = fields.Enum(Purpose, by_value=True, load_default=Purpose.REFERRAL)
    data_classes = fields.List(
        fields.Enum(DataClass, by_value=True),
        validate=validate.Length(1),
        metadata={"description": f"Left out: {', '.join(sorted(DEFAULT_CLASSES))}."},
    )
    method = fields.Enum(ConsentMethod, by_value=True, load_default=ConsentMethod.VERBAL)
    starts_at = AwareDateTime()
    ends_at = AwareDateTime()

    @post_load
    def as_consent(self, data: dict[str, Any], **_: object) -> ConsentGiven:
        """The value."""
        classes = frozenset(data.pop("data_classes", DEFAULT_CLASSES))
        return ConsentGiven(data_classes=classes, **data)


class CreateBody(Schema):
    """A new referral, as a draft. `location_id` only where the service has several places and one is meant."""

    client = fields.Nested(ClientBody, required=True)
    need = fields.String(
        required=True, validate=validate.Length(1, 60), metadata={"description": "A code of /v1/needs."}
    )
    service_id = fields.UUID(required=True)
    location_id = fields.UUID()

    @post_load
    def as_draft(self, data: dict[str, Any], **_: object) -> Draft:
        """The value. Raises `UnknownNeed`."""
        location_id = data.get("location_id")
        return Draft(
            client=data["client"],
            need=_need(data["need"]),
            service_id=str(data["service_id"]),
            location_id=str(location_id) if location_id else None,
        )


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What an action brings: when it happened, its reason, and for sending the consent."""

    occurred_at: datetime | None = None
    reason_code: str = ""
    reason_text: str = ""
    consent: ConsentGiven | None = None


class AcceptBody(Schema):
    """Nothing is needed; `occurred_at` where it happened earlier."""

    occurred_at = AwareDateTime()

    @post_load
    def as_facts(self, data: dict[str, Any], **_: object) -> ActionFacts:
        """The value."""
        code = data.pop("reason", None) or data.pop("outcome", None)
        return ActionFacts(reason_code=code.value if code else "", **data)


class SendBody(AcceptBody):
    """The client's consent, unless an earlier one for the same organization still holds."""

    consent = fields.Nested(ConsentBody)


class DeclineBody(AcceptBody):
    """Why not. `other` needs words."""

    reason = fields.Enum(DeclineReason, by_value=True, required=True)
    reason_text = Words(validate=validate.Length(0, LONGEST_REASON), load_default="")


class CancelBody(AcceptBody):
    """Why it is taken back. `other` needs words."""

    reason = fields.Enum(CancelReason, by_value=True, required=True)
    reason_text = Words(validate=validate.Length(0, LONGEST_REASON), load_default="")


class CompleteBody(AcceptBody):
    """What came of it."""

    outcome = fields.Enum(Outcome, by_value=True, required=True)
    reason_text = Words(validate=validate.Length(0, LONGEST_REASON), load_default="")


class ReferralQuery(Schema):
    """Which of the caller's referrals."""

    state = fields.Enum(State, by_value=True)
    client_id = fields.UUID()
    limit = fields.Integer(load_default=50, validate=validate.Range(1, LARGEST_PAGE))
    offset = fields.Integer(load_default=0, validate=validate.Range(0, 1_000_000))

    @post_load
    def as_page(self, data: dict[str, Any], **_: object) -> PageOf:
        """The value."""
        client_id = data.get("client_id")
        return PageOf(
            state=data.get("state"),
            client_id=str(client_id) if client_id else None,
            limit=data["limit"],
            offset=data["offset"],
        )


def _need(code: str) -> Need:
    need = services().catalogue.get(code)
    if need is None:
        raise UnknownNeed(code, tuple(sorted(services().catalogue.codes())))
    return need
