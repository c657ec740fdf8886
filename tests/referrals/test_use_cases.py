"""From draft to outcome, as coach, agency and platform do it, on every database."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from referrals.consent import ConsentGiven
from referrals.errors import (
    ActionForbidden,
    ActionNotAllowed,
    ClientNotFound,
    ConsentRequired,
    DuplicateReferral,
    InvalidReferral,
    RecipientNotFound,
    ReferralNotFound,
    StaleVersion,
)
from referrals.model import Action, ConsentMethod, DataClass, Identity, NeedState, State
from referrals.store.records import PageOf, ReferralRecords
from referrals.transitions import Party, replay
from referrals.use_cases.accept import accept
from referrals.use_cases.acting import Step
from referrals.use_cases.cancel import cancel
from referrals.use_cases.complete import complete
from referrals.use_cases.create import Draft, KnownClient, NewClient, create
from referrals.use_cases.decline import decline
from referrals.use_cases.list import list_referrals
from referrals.use_cases.send import send
from referrals.use_cases.show import show
from referrals.work import work_of
from tests.referrals.cast import CHILDCARE, MARIA, SHELTER_FROM_VIOLENCE, World, person


def test_a_referral_goes_from_draft_to_outcome(world: World) -> None:
    made = world.created()
    assert (made.state, made.version, made.allowed_actions) == (State.DRAFT, 1, (Action.SEND, Action.CANCEL))
    sent = world.do(world.coach, send, Step(referral_id=made.id, expected_version=1), ConsentGiven())
    assert (sent.state, sent.allowed_actions) == (State.SENT, (Action.CANCEL,))
    accepted = world.do(world.agency, accept, Step(referral_id=made.id, expected_version=2))
    assert (accepted.state, accepted.allowed_actions) == (State.ACCEPTED, (Action.COMPLETE,))
    done = world.do(world.agency, complete, Step(referral_id=made.id, reason_code="enrolled"))
    assert (done.state, done.reason_code, done.allowed_actions, done.version) == (State.COMPLETED, "enrolled", (), 4)
    seen = world.do(world.coach, show, made.id)
    assert [event.action for event in seen.events] == [Action.CREATE, Action.SEND, Action.ACCEPT, Action.COMPLETE]
    assert replay(seen.events) is State.COMPLETED


def test_nothing_is_sent_without_consent(world: World) -> None:
    made = world.created()
    with pytest.raises(ConsentRequired) as refused:
        world.do(world.coach, send, Step(referral_id=made.id))
    assert refused.value.organization_id == world.agency_id
    assert world.do(world.coach, show, made.id).state is State.DRAFT


def test_a_consent_that_still_holds_is_enough_and_an_ended_one_is_not(world: World) -> None:
    first = world.sent()
    assert first.client is not None
    again = Draft(client=KnownClient(first.client.id), need=CHILDCARE, service_id=world.add_service(str(uuid.uuid4())))
    second = world.do(world.coach, create, again)
    world.do(world.coach, send, Step(referral_id=second.id))
    third = world.do(
        world.coach,
        create,
        Draft(client=KnownClient(first.client.id), need=SHELTER_FROM_VIOLENCE, service_id=world.service_id),
    )
    world.clock.advance(days=366)
    with pytest.raises(ConsentRequired, match="ended on"):
        world.do(world.coach, send, Step(referral_id=third.id))


def test_the_second_agency_asked_is_the_second_attempt_of_one_request(world: World) -> None:
    first = world.sent()
    assert first.client is not None
    world.do(world.agency, decline, Step(referral_id=first.id, reason_code="no_capacity"))
    second = world.do(world.coach, create, world.draft(KnownClient(first.client.id)))
    assert (second.request_id, second.attempt_no) == (first.request_id, 2)


@pytest.mark.parametrize(
    ("outcome", "still_open"), [("got_help_full", False), ("referred_elsewhere", True), ("could_not_help", True)]
)
def test_an_outcome_says_whether_the_need_still_waits(world: World, outcome: str, still_open: bool) -> None:
    accepted = world.accepted()
    world.do(world.agency, complete, Step(referral_id=accepted.id, reason_code=outcome))
    with world.database.read() as view:
        records = ReferralRecords(view.connection)
        attempt = records.attempt(accepted.id)
        assert attempt is not None
        need = records.open_need(attempt.client_id, "childcare")
    assert (need is not None and need.state is NeedState.OPEN) == still_open


def test_what_the_state_does_not_allow_is_refused_with_what_it_does(world: World) -> None:
    accepted = world.accepted()
    with pytest.raises(ActionNotAllowed) as refused:
        world.do(world.agency, decline, Step(referral_id=accepted.id, reason_code="no_capacity"))
    assert (refused.value.state, refused.value.allowed_actions) == ("accepted", ("complete",))


def test_a_coach_cannot_answer_and_an_agency_cannot_send(world: World) -> None:
    sent = world.sent()
    with pytest.raises(ActionForbidden, match="only the recipient"):
        world.do(world.coach, accept, Step(referral_id=sent.id))
    with pytest.raises(ActionForbidden, match="only the sender"):
        world.do(world.agency, send, Step(referral_id=sent.id), ConsentGiven(method=ConsentMethod.WRITTEN))
    reader = person(world.agency_id, frozenset({"referrals:read"}))
    with pytest.raises(ActionForbidden, match="referrals:answer"):
        world.do(reader, accept, Step(referral_id=sent.id))
    with pytest.raises(ActionForbidden, match="referrals:write"):
        world.do(reader, create, world.draft())


def test_somebody_elses_referral_does_not_exist(world: World) -> None:
    sent = world.sent()
    for stranger in (world.other_coach, world.other_agency, world.platform):
        with pytest.raises(ReferralNotFound):
            world.do(stranger, show, sent.id)
        with pytest.raises(ReferralNotFound):
            world.do(stranger, cancel, Step(referral_id=sent.id, reason_code="client_moved"))
        assert world.do(stranger, list_referrals).total == 0


def test_a_draft_does_not_exist_for_its_recipient(world: World) -> None:
    made = world.created()
    with pytest.raises(ReferralNotFound):
        world.do(world.agency, show, made.id)
    world.do(world.coach, cancel, Step(referral_id=made.id, reason_code="client_withdrew"))
    with pytest.raises(ReferralNotFound):
        world.do(world.agency, show, made.id)
    assert world.do(world.agency, list_referrals).referrals == ()


def test_an_old_version_is_refused(world: World) -> None:
    sent = world.sent()
    with pytest.raises(StaleVersion) as refused:
        world.do(world.agency, accept, Step(referral_id=sent.id, expected_version=1))
    assert (refused.value.expected, refused.value.found) == (1, 2)


def test_the_same_action_with_the_same_facts_happens_once(world: World) -> None:
    made = world.created()
    sending = Step(referral_id=made.id, expected_version=1)
    first = world.do(world.coach, send, sending, ConsentGiven())
    assert world.do(world.coach, send, sending, ConsentGiven()) == first
    answer = Step(referral_id=made.id, expected_version=2, reason_code="other", reason_text="closed for repairs")
    declined = world.do(world.agency, decline, answer)
    assert world.do(world.agency, decline, answer) == declined
    assert len(world.do(world.coach, show, made.id).events) == 3


def test_the_same_action_with_other_facts_is_not_the_same(world: World) -> None:
    sent = world.sent()
    more = ConsentGiven(data_classes=frozenset(DataClass))
    with pytest.raises(ActionNotAllowed):
        world.do(world.coach, send, Step(referral_id=sent.id), more)
    world.do(world.agency, decline, Step(referral_id=sent.id, reason_code="no_capacity"))
    with pytest.raises(ActionNotAllowed):
        world.do(world.agency, decline, Step(referral_id=sent.id, reason_code="out_of_area"))


def test_an_open_referral_is_not_doubled(world: World) -> None:
    made = world.created()
    assert made.client is not None
    again = world.draft(KnownClient(made.client.id))
    with pytest.raises(DuplicateReferral) as refused:
        world.do(world.coach, create, again)
    assert refused.value.existing_id == made.id
    world.do(world.coach, cancel, Step(referral_id=made.id, reason_code="issued_wrong_service"))
    assert world.do(world.coach, create, again).attempt_no == 2


def test_a_platforms_own_client_id_names_the_same_client(world: World) -> None:
    known = NewClient(MARIA, external_id="crm-77")
    first = world.do(world.platform, create, world.draft(known))
    with pytest.raises(DuplicateReferral):
        world.do(world.platform, create, world.draft(known))
    other = world.do(world.coach, create, world.draft(known))
    assert first.client is not None
    assert other.client is not None
    assert first.client.id != other.client.id


def test_somebody_elses_client_does_not_exist(world: World) -> None:
    made = world.created()
    assert made.client is not None
    with pytest.raises(ClientNotFound):
        world.do(world.other_coach, create, world.draft(KnownClient(made.client.id)))


def test_the_recipient_is_who_the_directory_says(world: World) -> None:
    assert world.created().recipient.organization_id == world.agency_id
    closed = world.add_service(str(uuid.uuid4()), status="defunct")
    elsewhere = str(uuid.uuid4())
    for service_id, location_id, reason in (
        (elsewhere, None, "no such service"),
        (closed, None, "defunct"),
        (world.service_id, elsewhere, "not given at"),
    ):
        draft = Draft(client=NewClient(MARIA), need=CHILDCARE, service_id=service_id, location_id=location_id)
        with pytest.raises(RecipientNotFound, match=reason):
            world.do(world.coach, create, draft)


def test_the_recipient_sees_what_the_consent_shares_while_it_holds(world: World) -> None:
    sent = world.sent()
    seen = world.do(world.agency, show, sent.id)
    assert seen.side is Party.RECIPIENT
    assert seen.client is not None
    assert seen.client.display_name == MARIA.display_name
    assert seen.need_code == "childcare"
    assert [event.action for event in seen.events] == [Action.SEND]
    world.clock.advance(days=366)
    later = world.do(world.agency, show, sent.id)
    assert (later.client, later.need_code) == (None, None)
    assert world.do(world.agency, list_referrals).referrals[0].client is None
    assert world.do(world.coach, show, sent.id).client is not None


def test_a_consent_without_contact_shares_no_name(world: World) -> None:
    sent = world.sent(ConsentGiven(data_classes=frozenset({DataClass.NEEDS})))
    seen = world.do(world.agency, show, sent.id)
    assert (seen.client, seen.need_code) == (None, "childcare")


def test_a_sensitive_need_stays_hidden_without_its_own_class(world: World) -> None:
    sent = world.sent(need=SHELTER_FROM_VIOLENCE)
    assert world.do(world.agency, show, sent.id).need_code is None
    assert world.do(world.coach, show, sent.id).need_code == "domestic_violence"


def test_people_of_one_organization_share_their_referrals(world: World) -> None:
    assert world.platform.organization_id is not None
    made = world.do(world.platform, create, world.draft())
    colleague = person(world.platform.organization_id, world.platform.scopes)
    assert world.do(colleague, show, made.id).allowed_actions == (Action.SEND, Action.CANCEL)


def test_lists_are_paged_filtered_and_newest_first(world: World) -> None:
    made = []
    for _ in range(3):
        made.append(world.created())
        world.clock.advance(minutes=1)
    world.do(world.coach, cancel, Step(referral_id=made[0].id, reason_code="need_resolved"))
    page = world.do(world.coach, list_referrals, PageOf(limit=2))
    assert [view.id for view in page.referrals] == [made[0].id, made[2].id]
    assert page.total == 3
    drafts = world.do(world.coach, list_referrals, PageOf(state=State.DRAFT))
    assert [view.id for view in drafts.referrals] == [made[2].id, made[1].id]
    assert made[1].client is not None
    one = world.do(world.coach, list_referrals, PageOf(client_id=made[1].client.id))
    assert [view.id for view in one.referrals] == [made[1].id]
    with pytest.raises(InvalidReferral, match="limit"):
        world.do(world.coach, list_referrals, PageOf(limit=0))


def test_a_recipient_cannot_ask_for_a_client(world: World) -> None:
    sent = world.sent()
    assert sent.client is not None
    assert world.do(world.agency, list_referrals).total == 1
    assert world.do(world.agency, list_referrals, PageOf(client_id=sent.client.id)).total == 0


def test_a_reason_may_not_name_the_client(world: World) -> None:
    sent = world.sent()
    for words in ("maria quintanilla-osei never called back", "wrote to Maria.Q@example.org"):
        with pytest.raises(InvalidReferral, match="reason_text") as refused:
            world.do(world.agency, decline, Step(referral_id=sent.id, reason_code="other", reason_text=words))
        assert "quintanilla" not in str(refused.value).lower()


def test_a_short_name_within_a_word_is_no_name(world: World) -> None:
    made = world.do(world.coach, create, world.draft(NewClient(Identity("Al"))))
    step = Step(referral_id=made.id, reason_code="other", reason_text="already helped")
    assert world.do(world.coach, cancel, step).state is State.CANCELLED


def test_nothing_happens_in_the_future(world: World) -> None:
    sent = world.sent()
    ahead = world.clock.now + timedelta(minutes=6)
    with pytest.raises(InvalidReferral, match="occurred_at"):
        world.do(world.agency, accept, Step(referral_id=sent.id, occurred_at=ahead))


def test_a_use_case_without_commit_leaves_no_trace(world: World) -> None:
    with world.database.unit_of_work(actor="test") as unit:
        create(work_of(unit, world.coach), world.draft())
    assert world.do(world.coach, list_referrals).total == 0


def test_a_read_view_is_enough_to_list_and_to_show(world: World) -> None:
    sent = world.sent()
    with world.database.read() as view:
        work = work_of(view, world.coach)
        assert show(work, sent.id) == world.do(world.coach, show, sent.id)
        assert [each.id for each in list_referrals(work).referrals] == [sent.id]


def test_a_new_client_needs_a_name(world: World) -> None:
    with pytest.raises(InvalidReferral, match="display_name"):
        world.do(world.coach, create, world.draft(NewClient(Identity("  "))))


@pytest.mark.parametrize("strange", ["\x00", "\ud800", "a\x1bb", "x" * 501])
def test_what_is_no_text_is_refused_before_the_database(world: World, strange: str) -> None:
    sent = world.sent()
    with pytest.raises(InvalidReferral, match="reason_text"):
        world.do(world.agency, decline, Step(referral_id=sent.id, reason_code="other", reason_text=strange + "."))
    with pytest.raises(InvalidReferral, match="display_name"):
        world.do(world.coach, create, world.draft(NewClient(Identity(strange + "."))))
    with pytest.raises(InvalidReferral, match="external_id"):
        world.do(world.coach, create, world.draft(NewClient(MARIA, external_id=strange)))


@pytest.mark.parametrize("strange", ["", "\x00", "\ud800", "' OR 1=1", "x" * 5000])
def test_what_is_no_id_is_not_found(world: World, strange: str) -> None:
    with pytest.raises(ReferralNotFound):
        world.do(world.coach, show, strange)
    with pytest.raises(ClientNotFound):
        world.do(world.coach, create, world.draft(KnownClient(strange)))
    with pytest.raises(RecipientNotFound):
        world.do(world.coach, create, Draft(client=NewClient(MARIA), need=CHILDCARE, service_id=strange))
    with pytest.raises(InvalidReferral, match="client_id"):
        world.do(world.coach, list_referrals, PageOf(client_id=strange))
