"""Referring somebody by the pages: consent first, nothing lost, each side sees only what it can do."""

from __future__ import annotations

from typing import Any

import pytest

from api.auth.scopes import Role
from tests.api.cast import EVENING_CARE_AT_MESA, MESA, RIO
from tests.api.pages.visitor import Visitor, visitor
from tests.api.world import PASSWORD, World

REFER = f"/listings/{EVENING_CARE_AT_MESA}/refer"
CONSENT: dict[str, Any] = {"agreed": "yes", "share": ["contact", "needs"], "given_by": "client", "method": "verbal"}


def referred(world: World, name: str) -> Visitor:
    """A coach who has just sent a referral, at its page."""
    coach = visitor(world, Role.COACH).visit(REFER)
    coach.send(REFER, **coach.hidden(), **CONSENT, go="person")
    answers = {**coach.hidden(), **CONSENT, "name": name, "phone": "505-555-0100"}
    coach.send(REFER, **answers, go="check")
    return coach.send(REFER, **answers, go="send")


def test_a_referral_is_sent_accepted_and_completed_and_each_side_sees_it(world: World) -> None:
    coach = referred(world, "Ana Example")
    path = coach.path.partition("?")[0]
    assert coach.says("Sent. The reference is")
    agency = visitor(world, Role.AGENCY, MESA).visit("/referrals")
    assert agency.says("Ana Example")
    assert agency.says("Accept or decline")
    agency.visit(path).send(f"{path}/accept", version="2")
    assert agency.says("Say what came of it")
    agency.send(f"{path}/complete", version="3", reason="got_help_full")
    assert agency.says("Got the help that was asked for")
    assert coach.visit("/referrals").says("Nothing: it is done")


def test_without_consent_nothing_is_sent_and_the_person_is_left_with_the_phone_number(world: World) -> None:
    coach = visitor(world, Role.COACH).visit(REFER)
    coach.send(REFER, **coach.hidden(), agreed="no", go="person")
    assert coach.says("Nothing was sent or stored")
    assert coach.says("(505) 555-0111")
    assert coach.visit("/referrals").says("Nothing is open")


def test_a_page_with_a_problem_keeps_what_was_typed_and_links_to_the_field(world: World) -> None:
    coach = visitor(world, Role.COACH).visit(REFER)
    coach.send(REFER, **coach.hidden(), **CONSENT, email="ana example", external_id="case 7", go="check")
    assert coach.status == 422
    assert 'href="#name"' in coach.page
    assert 'value="ana example"' in coach.page
    assert 'value="case 7"' in coach.page


def test_what_was_typed_outlives_the_session(world: World) -> None:
    email = world.person(Role.COACH)
    coach = visitor(world).send("/sign-in", email=email, password=PASSWORD, next="/").visit(REFER)
    answers = {**coach.hidden(), **CONSENT, "name": "Ana Example", "phone": "505-555-0100", "go": "check"}
    coach.client.delete_cookie("wraparound_session")
    coach.send(REFER, **answers)
    assert coach.says("What you typed is kept")
    coach.send("/sign-in", **coach.hidden(), email=email, password=PASSWORD)
    assert coach.says("You are signed in")
    coach.send(REFER, **coach.hidden())
    assert coach.says("Check before it is sent")
    assert coach.says("Ana Example")


def test_a_form_from_elsewhere_is_not_offered_again(world: World) -> None:
    coach = visitor(world, Role.COACH)
    coach.headers["Sec-Fetch-Site"] = "cross-site"
    answer = coach.client.post(REFER, data={"name": "Eve", "go": "send"}, headers=coach.headers)
    assert answer.status_code == 400
    assert "Eve" not in answer.get_data(as_text=True)


def test_sending_the_same_form_twice_makes_one_referral(world: World) -> None:
    coach = visitor(world, Role.COACH).visit(REFER)
    answers = {**coach.hidden(), **CONSENT, "name": "Twice Example", "phone": "505-555-0100", "go": "send"}
    first = coach.send(REFER, **answers).path.partition("?")[0]
    coach.send(REFER, **answers)
    assert coach.path.partition("?")[0] == first
    assert coach.says("already referred")


def test_the_agency_sees_no_name_that_was_not_shared(world: World) -> None:
    coach = visitor(world, Role.COACH).visit(REFER)
    answers = {**coach.hidden(), **CONSENT, "share": ["needs"], "name": "Hidden Example", "go": "send"}
    path = coach.send(REFER, **answers).path.partition("?")[0]
    agency = visitor(world, Role.AGENCY, MESA).visit(path)
    assert not agency.says("Hidden Example")
    assert agency.says("Not shared")


def test_declining_needs_a_reason_and_keeps_the_words(world: World) -> None:
    path = referred(world, "Ben Example").path.partition("?")[0]
    agency = visitor(world, Role.AGENCY, MESA).visit(path)
    agency.send(f"{path}/decline", version="2", reason_text="Come back in May")
    assert (agency.status, agency.says("Choose one.")) == (422, True)
    assert agency.says("Come back in May")
    agency.send(f"{path}/decline", version="2", reason="no_capacity", reason_text="Come back in May")
    assert agency.says("No room at the moment")


def test_two_who_answer_at_once_are_told(world: World) -> None:
    path = referred(world, "Cleo Example").path.partition("?")[0]
    agency = visitor(world, Role.AGENCY, MESA).visit(path)
    agency.send(f"{path}/accept", version="2")
    agency.send(f"{path}/decline", version="2", reason="no_capacity")
    assert agency.says("Somebody changed this referral in the meantime")


def test_another_agency_does_not_learn_that_the_referral_exists(world: World) -> None:
    path = referred(world, "Dee Example").path.partition("?")[0]
    stranger = visitor(world, Role.AGENCY, RIO).visit(path)
    assert (stranger.status, stranger.says("This referral is not here")) == (404, True)


def test_only_what_is_allowed_is_offered(world: World) -> None:
    coach = referred(world, "Eli Example")
    assert "/accept" not in coach.page
    assert "/cancel" in coach.page


@pytest.mark.parametrize("path", ["/referrals", "/my/services", REFER])
def test_somebody_who_is_not_signed_in_is_led_to_the_sign_in_and_back(world: World, path: str) -> None:
    assert visitor(world).visit(path).path == f"/sign-in?next={path}"


def test_a_page_of_somebody_signed_in_is_not_kept_by_the_browser(world: World) -> None:
    coach = visitor(world, Role.COACH)
    assert coach.client.get("/referrals", headers=coach.headers).headers["Cache-Control"] == "no-store"


def test_signing_out_forgets_the_person_at_the_desk(world: World) -> None:
    coach = visitor(world, Role.COACH).visit("/person")
    coach.send("/person", back="/person", age="31")
    assert 'value="31"' in coach.page
    coach.send("/sign-out").visit("/person")
    assert 'value="31"' not in coach.page


def test_a_wrong_password_says_so_and_keeps_the_address(world: World) -> None:
    someone = visitor(world).send("/sign-in", email="who@example.org", password="nothing at all", next="/")
    assert someone.status == 401
    assert 'value="who@example.org"' in someone.page
