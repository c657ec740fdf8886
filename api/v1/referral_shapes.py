"""Referrals as JSON shapes, for the caller that the view was made for."""

from __future__ import annotations

from api.v1.shapes import ClientShape, EventShape, ReferralList, ReferralShape
from referrals.model import Event
from referrals.views import ClientView, ReferralPage, ReferralView


def referral_shape(view: ReferralView) -> ReferralShape:
    """One referral."""
    return ReferralShape(
        id=view.id,
        request_id=view.request_id,
        attempt_no=view.attempt_no,
        state=view.state.value,
        version=view.version,
        side=view.side.value,
        allowed_actions=[action.value for action in view.allowed_actions],
        client=_client(view.client) if view.client else None,
        need=view.need_code,
        service_id=view.recipient.service_id,
        organization_id=view.recipient.organization_id,
        location_id=view.recipient.location_id,
        sender_organization_id=view.sender.organization_id,
        reason_code=view.reason_code,
        reason_text=view.reason_text,
        created_at=view.created_at,
        changed_at=view.changed_at,
        sent_at=view.sent_at,
        shared=sorted(data_class.value for data_class in view.shared),
        events=[_event(event) for event in view.events],
    )


def referral_list(page: ReferralPage) -> ReferralList:
    """One page, without histories."""
    return ReferralList(
        total=page.total,
        limit=page.limit,
        offset=page.offset,
        referrals=[referral_shape(view) for view in page.referrals],
    )


def _client(client: ClientView) -> ClientShape:
    return ClientShape(id=client.id, display_name=client.display_name, email=client.email, phone=client.phone)


def _event(event: Event) -> EventShape:
    return EventShape(
        seq=event.seq,
        action=event.action.value,
        to=event.to_state.value,
        actor=event.actor,
        occurred_at=event.occurred_at,
        recorded_at=event.recorded_at,
        organization_id=event.organization_id,
        reason_code=event.reason_code,
        reason_text=event.reason_text,
    )
