"""Whatever goes wrong, the answer is a problem document without personal data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import structlog

from api.auth.guard import public
from tests.api.cast import EVENING_CARE
from tests.api.world import Answer, World, open_world


def assert_is_problem(answer: Answer, status: int, code: str) -> None:
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.json["status"], answer.json["code"]) == (status, code)
    assert answer.json["title"]
    assert answer.json["detail"]
    assert answer.json["type"] == f"urn:wraparound:problem:{code}"


def test_an_unknown_address(world: World) -> None:
    assert_is_problem(world.get("/v1/nothing"), 404, "not_found")


def test_an_id_that_is_none(world: World) -> None:
    assert_is_problem(world.get("/v1/listings/not-a-uuid"), 404, "not_found")


def test_a_method_that_is_not_taken_names_those_that_are(world: World) -> None:
    answer = world.open("DELETE", "/v1/listings")
    assert_is_problem(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_a_body_that_is_too_large(world: World) -> None:
    body = json.dumps({"words": "x" * 1_100_000})
    answer = world.open("POST", "/v1/matches", world.platform, data=body, content_type="application/json")
    assert_is_problem(answer, 413, "body_too_large")


def test_a_body_of_another_type(world: World) -> None:
    answer = world.open("POST", "/v1/matches", world.platform, data={"words": "food"})
    assert_is_problem(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize("body", ["{", '{"words": NaN}', "[" * 100_000, b"\xff\xfe", '{"a": 1} x'])
def test_a_body_that_is_no_json(world: World, body: Any) -> None:
    answer = world.open("POST", "/v1/matches", world.platform, data=body, content_type="application/json")
    assert_is_problem(answer, 400, "malformed_request")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b" ", "is empty"),
        (b'{"words": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"words": "\\ud83d"}', "half a character (one of two surrogates) in words."),
        (b'{"words" 5}', "expected ':' (byte 9)"),
    ],
)
def test_a_body_that_is_no_json_is_told_why(world: World, body: bytes, words: str) -> None:
    answer = world.open("POST", "/v1/matches", world.platform, data=body, content_type="application/json")
    assert_is_problem(answer, 400, "malformed_request")
    assert words in answer.json["detail"]


def test_a_wrong_field(world: World) -> None:
    answer = world.post("/v1/matches", {"words": 5}, world.platform)
    assert_is_problem(answer, 422, "invalid_input")
    assert answer.json["errors"] == [{"field": "words", "reason": "Not a valid string."}]


def test_an_unforeseen_fault_is_logged_and_not_told(own_world: World) -> None:
    @public
    def broken() -> str:
        raise RuntimeError("Ana Secret lives at 5 Elm Street")

    own_world.app.add_url_rule("/v1/broken", "broken", broken)
    with structlog.testing.capture_logs() as lines:
        answer = own_world.get("/v1/broken")
    assert_is_problem(answer, 500, "internal_error")
    assert "Ana" not in answer.get_data(as_text=True)
    assert [line["event"] for line in lines if line["log_level"] == "error"] == ["request failed"]


def test_a_store_that_is_gone_is_said_as_that(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    world.services.close()
    for file in tmp_path.glob("world.sqlite*"):
        file.unlink()
    tmp_path.joinpath("world.sqlite").mkdir()
    assert_is_problem(world.get(f"/hsds/services/{EVENING_CARE}"), 503, "store_unusable")


def test_the_request_id_is_echoed_and_made_where_there_is_none(world: World) -> None:
    assert world.get("/v1/needs", {"X-Request-Id": "trace-12345"}).headers["X-Request-Id"] == "trace-12345"
    assert len(world.get("/v1/needs", {"X-Request-Id": "x"}).headers["X-Request-Id"]) == 32


def test_log_lines_hold_the_route_and_nothing_that_was_asked(world: World) -> None:
    with structlog.testing.capture_logs() as lines:
        world.get("/v1/listings", q="eviction", near="5 Elm Street, Albuquerque, NM")
        world.get(f"/hsds/services/{EVENING_CARE}")
    assert [line["route"] for line in lines if line["event"] == "request"] == [
        "/v1/listings",
        "/hsds/services/<uuid:service_id>",
    ]
    assert "Elm" not in str(lines)
    assert "eviction" not in str(lines)


def test_every_answer_carries_the_security_headers(world: World) -> None:
    for address in ("/v1/needs", "/v1/nothing", "/docs"):
        headers = world.get(address).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("text", ['"\\ud800"', '"\\udfff lone"'])
def test_half_a_character_is_refused_or_searched_and_never_a_fault(world: World, text: str) -> None:
    body = f'{{"words": {text}, "needs": ["food"]}}'
    answer = world.open("POST", "/v1/matches", world.platform, data=body, content_type="application/json")
    assert answer.status_code in {200, 400}


def test_an_address_without_its_slash_is_sent_on(world: World) -> None:
    answer = world.get("/hsds")
    assert answer.headers["Location"].endswith("/hsds/")
