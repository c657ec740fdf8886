"""Between rows and values: one pair of functions for each table. Not for: queries (`records.py`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping

from referrals import model


def client_of(row: RowMapping) -> model.Client:
    """A client without their identity."""
    owner = model.Owner(row["owner"], row["owner_organization_id"])
    return model.Client(row["id"], owner, row["external_id"], row["created_at"])


def need_of(row: RowMapping) -> model.Need:
    """A need."""
    return model.Need(row["id"], row["client_id"], row["code"], model.NeedState(row["state"]), row["created_at"])


def attempt_of(row: RowMapping) -> model.Attempt:
    """An attempt."""
    return model.Attempt(
        id=row["id"],
        request_id=row["request_id"],
        client_id=row["client_id"],
        need_code=row["need_code"],
        need_sensitive=row["need_sensitive"],
        attempt_no=row["attempt_no"],
        recipient=model.Recipient(row["organization_id"], row["service_id"], row["location_id"]),
        sender=model.Owner(row["sender"], row["sender_organization_id"]),
        state=model.State(row["state"]),
        version=row["version"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        sent_at=row["sent_at"],
        reason_code=row["reason_code"],
        reason_text=row["reason_text"],
    )


def attempt_row(attempt: model.Attempt) -> dict[str, Any]:
    """The row of an attempt."""
    return {
        "id": attempt.id,
        "request_id": attempt.request_id,
        "client_id": attempt.client_id,
        "need_code": attempt.need_code,
        "need_sensitive": attempt.need_sensitive,
        "attempt_no": attempt.attempt_no,
        "organization_id": attempt.recipient.organization_id,
        "service_id": attempt.recipient.service_id,
        "location_id": attempt.recipient.location_id,
        "sender": attempt.sender.reference,
        "sender_organization_id": attempt.sender.organization_id,
        "state": attempt.state.value,
        "version": attempt.version,
        "created_at": attempt.created_at,
        "changed_at": attempt.changed_at,
        "sent_at": attempt.sent_at,
        "reason_code": attempt.reason_code,
        "reason_text": attempt.reason_text,
    }


def event_of(row: RowMapping) -> model.Event:
    """An event."""
    return model.Event(
        attempt_id=row["attempt_id"],
        seq=row["seq"],
        action=model.Action(row["action"]),
        from_state=model.State(row["from_state"]) if row["from_state"] else None,
        to_state=model.State(row["to_state"]),
        actor=row["actor"],
        organization_id=row["organization_id"],
        occurred_at=row["occurred_at"],
        recorded_at=row["recorded_at"],
        reason_code=row["reason_code"],
        reason_text=row["reason_text"],
    )


def event_row(event: model.Event) -> dict[str, Any]:
    """The row of an event."""
    return {
        "attempt_id": event.attempt_id,
        "seq": event.seq,
        "action": event.action.value,
        "from_state": event.from_state.value if event.from_state else None,
        "to_state": event.to_state.value,
        "actor": event.actor,
        "organization_id": event.organization_id,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "reason_code": event.reason_code,
        "reason_text": event.reason_text,
    }


def consent_of(row: RowMapping) -> model.Consent:
    """A consent. Classes are stored as words with spaces between: a closed set that is never searched by."""
    return model.Consent(
        id=row["id"],
        client_id=row["client_id"],
        given_by=model.GivenBy(row["given_by"]),
        purpose=model.Purpose(row["purpose"]),
        organization_id=row["organization_id"],
        data_classes=frozenset(model.DataClass(word) for word in row["data_classes"].split()),
        method=model.ConsentMethod(row["method"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        recorded_by=row["recorded_by"],
        recorded_at=row["recorded_at"],
        revoked_at=row["revoked_at"],
    )


def consent_row(consent: model.Consent) -> dict[str, Any]:
    """The row of a consent."""
    return {
        "id": consent.id,
        "client_id": consent.client_id,
        "given_by": consent.given_by.value,
        "purpose": consent.purpose.value,
        "organization_id": consent.organization_id,
        "data_classes": " ".join(sorted(consent.data_classes)),
        "method": consent.method.value,
        "starts_at": consent.starts_at,
        "ends_at": consent.ends_at,
        "recorded_by": consent.recorded_by,
        "recorded_at": consent.recorded_at,
        "revoked_at": consent.revoked_at,
    }
