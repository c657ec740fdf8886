"""Referrals over HTTP, from a draft to an outcome."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.api.cast import CLOSED_CARE, EVENING_CARE, MESA, MESA_HOUSE, PANTRY, RIO_DOOR
from tests.api.world import Answer, World

NAME = "Ana Quintanilla-Test"
CONSENT = {"consent": {"method": "verbal"}}


def body(**fields: Any) -> dict[str, Any]:
    client = {"display_name": NAME, "phone": "+1 505-555-0199", "external_id": uuid.uuid4().hex}
    return {"client": client, "need": "childcare", "service_id": EVENING_CARE} | fields


def created(world: World, **fields: Any) -> dict[str, Any]:
    answer = world.post("/v1/referrals", body(**fields), world.platform)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    made: dict[str, Any] = answer.json
    return made


def act(world: World, referral: dict[str, Any], action: str, said: Any = None, who: Any = None) -> Answer:
    return world.post(f"/v1/referrals/{referral['id']}/{action}", said, who or world.platform)


def sent(world: World, **fields: Any) -> dict[str, Any]:
    answer = act(world, created(world, **fields), "send", CONSENT)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    made: dict[str, Any] = answer.json
    return made


def test_a_draft_is_seen_by_its_sender_alone(world: World) -> None:
    draft = created(world)
    assert (draft["state"], draft["organization_id"], draft["side"]) == ("draft", MESA, "sender")
    assert draft["allowed_actions"] == ["send", "cancel"]
    assert world.get(f"/v1/referrals/{draft['id']}", world.platform).status_code == 200
    assert world.get(f"/v1/referrals/{draft['id']}", world.mesa).status_code == 404


def test_a_referral_is_sent_accepted_and_completed(world: World) -> None:
    referral = sent(world)
    assert act(world, referral, "accept", who=world.mesa).json["state"] == "accepted"
    done = act(world, referral, "complete", {"outcome": "got_help_full"}, world.mesa).json
    assert (done["state"], done["reason_code"], done["allowed_actions"]) == ("completed", "got_help_full", [])
    history = world.get(f"/v1/referrals/{referral['id']}", world.platform).json["events"]
    assert [event["action"] for event in history] == ["create", "send", "accept", "complete"]


def test_a_referral_is_declined_with_a_reason(world: World) -> None:
    declined = act(world, sent(world), "decline", {"reason": "no_capacity"}, world.mesa).json
    assert (declined["state"], declined["reason_code"]) == ("declined", "no_capacity")


def test_a_referral_is_cancelled_by_its_sender(world: World) -> None:
    assert act(world, sent(world), "cancel", {"reason": "client_withdrew"}).json["state"] == "cancelled"


def test_nothing_is_sent_without_consent(world: World) -> None:
    answer = act(world, created(world), "send")
    assert (answer.status_code, answer.json["code"]) == (422, "consent_required")


def test_the_recipient_sees_what_the_consent_shares(world: World) -> None:
    referral = sent(world)
    seen = world.get(f"/v1/referrals/{referral['id']}", world.mesa).json
    assert (seen["client"]["display_name"], seen["need"], seen["side"]) == (NAME, "childcare", "recipient")
    only_need = act(world, created(world), "send", {"consent": {"data_classes": ["needs"]}}).json
    assert "client" not in world.get(f"/v1/referrals/{only_need['id']}", world.mesa).json


def test_another_agency_does_not_learn_that_the_referral_exists(world: World) -> None:
    referral = sent(world)
    assert world.get(f"/v1/referrals/{referral['id']}", world.rio).json["code"] == "referral_not_found"
    assert act(world, referral, "accept", who=world.rio).status_code == 404


def test_the_other_side_may_not_act(world: World) -> None:
    referral = sent(world)
    answer = act(world, referral, "cancel", {"reason": "client_withdrew"}, world.mesa)
    assert answer.status_code == 403


def test_what_the_state_does_not_allow_says_what_it_does(world: World) -> None:
    answer = act(world, sent(world), "complete", {"outcome": "enrolled"}, world.mesa)
    assert (answer.status_code, answer.json["code"]) == (409, "action_not_allowed")
    assert answer.json["allowed_actions"] == ["accept", "decline"]


def test_a_repeated_action_gives_the_same_answer(world: World) -> None:
    referral = sent(world)
    first, again = (act(world, referral, "accept", who=world.mesa) for _ in range(2))
    assert first.json == again.json


def test_a_stale_if_match_is_refused(world: World) -> None:
    referral = sent(world)
    stale = {**world.mesa, "If-Match": '"1"'}
    assert act(world, referral, "accept", who=stale).status_code == 412
    fresh = {**world.mesa, "If-Match": f'"{referral["version"]}"'}
    assert act(world, referral, "accept", who=fresh).headers["ETag"] == '"3"'


@pytest.mark.parametrize("tag", ["3", '"x"', '"1", "2"', '""', '"99999999999999999999"'])
def test_an_if_match_that_is_no_version_is_refused(world: World, tag: str) -> None:
    answer = act(world, sent(world), "accept", who={**world.mesa, "If-Match": tag})
    assert (answer.status_code, answer.json["code"]) == (400, "malformed_request")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"service_id": CLOSED_CARE}, "recipient_not_found"),
        ({"service_id": str(uuid.uuid4())}, "recipient_not_found"),
        ({"location_id": RIO_DOOR}, "recipient_not_found"),
        ({"need": "happiness"}, "unknown_need"),
        ({"client": {"id": str(uuid.uuid4()), "phone": "1"}}, "invalid_input"),
        ({"client": {}}, "invalid_input"),
        ({"organization_id": MESA}, "invalid_input"),
    ],
)
def test_what_cannot_be_referred_is_refused(world: World, fields: dict[str, Any], code: str) -> None:
    answer = world.post("/v1/referrals", body(**fields), world.platform)
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_known_client_of_somebody_else_is_not_found(world: World) -> None:
    answer = world.post("/v1/referrals", body(client={"id": str(uuid.uuid4())}), world.platform)
    assert (answer.status_code, answer.json["code"]) == (404, "client_not_found")


def test_a_known_client_gets_a_second_referral(world: World) -> None:
    client_id = created(world)["client"]["id"]
    second = created(world, client={"id": client_id}, need="food", service_id=PANTRY, location_id=RIO_DOOR)
    assert (second["client"]["id"], second["location_id"]) == (client_id, RIO_DOOR)


def test_the_same_referral_twice_names_the_open_one(world: World) -> None:
    first = created(world)
    answer = world.post("/v1/referrals", body(client={"id": first["client"]["id"]}), world.platform)
    assert (answer.status_code, answer.json["existing_id"]) == (409, first["id"])


def test_the_list_holds_both_sides_and_pages(world: World) -> None:
    referral = sent(world, location_id=MESA_HOUSE)
    assert referral["id"] in [one["id"] for one in world.get("/v1/referrals", world.platform).json["referrals"]]
    received = world.get("/v1/referrals?state=sent&limit=1", world.mesa).json
    assert (received["limit"], len(received["referrals"])) == (1, 1)
    of_client = f"/v1/referrals?client_id={referral['client']['id']}"
    assert world.get(of_client, world.platform).json["total"] == 1


def test_the_same_key_twice_makes_one_referral(world: World) -> None:
    headers, said = {**world.platform, "Idempotency-Key": str(uuid.uuid4())}, body()
    first, again = (world.post("/v1/referrals", said, headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert first.headers["Location"] == f"/v1/referrals/{first.json['id']}"


def test_the_same_key_for_something_else_is_refused(world: World) -> None:
    headers = {**world.platform, "Idempotency-Key": str(uuid.uuid4())}
    world.post("/v1/referrals", body(), headers)
    answer = world.post("/v1/referrals", body(), headers)
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_key_reused")


def test_a_refused_request_does_not_use_up_its_key(world: World) -> None:
    headers = {**world.platform, "Idempotency-Key": str(uuid.uuid4())}
    assert world.post("/v1/referrals", body(service_id=CLOSED_CARE), headers).status_code == 422
    assert world.post("/v1/referrals", body(), headers).status_code == 201


def test_the_same_key_at_the_same_moment_makes_one_referral(world: World) -> None:
    headers, said = {**world.platform, "Idempotency-Key": str(uuid.uuid4())}, body()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: world.post("/v1/referrals", said, headers), range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1


def test_a_system_without_a_key_is_told_to_send_one(world: World) -> None:
    answer = world.open("POST", "/v1/referrals", world.platform, json=body())
    assert (answer.status_code, answer.json["header"]) == (428, "Idempotency-Key")


def test_a_key_that_cannot_be_one_is_refused(world: World) -> None:
    answer = world.post("/v1/referrals", body(), {**world.platform, "Idempotency-Key": "x" * 300})
    assert answer.json["code"] == "invalid_idempotency_key"


def test_no_answer_about_a_referral_is_kept_by_caches(world: World) -> None:
    assert world.get("/v1/referrals", world.platform).headers["Cache-Control"] == "no-store"


def test_no_error_repeats_a_name(world: World) -> None:
    for fields in ({"service_id": CLOSED_CARE}, {"need": NAME}, {"service_id": NAME}, {"extra": NAME}):
        said = world.post("/v1/referrals", body(**fields), world.platform)
        assert said.status_code == 422
        assert NAME not in said.get_data(as_text=True)
    named = act(world, sent(world), "decline", {"reason": "other", "reason_text": f"{NAME} called"}, world.mesa)
    assert named.json["code"] == "invalid_referral"
    assert NAME not in named.get_data(as_text=True)
