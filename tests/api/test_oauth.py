"""`POST /oauth/token` as RFC 6749 has it."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from api.auth.scopes import Scope
from tests.api.world import Answer, World, open_world

GRANT = {"grant_type": "client_credentials"}
TOKEN = "/oauth/token"


def basic(client_id: str, secret: str) -> dict[str, str]:
    words = f"{quote_plus(client_id)}:{quote_plus(secret)}".encode()
    return {"Authorization": f"Basic {b64encode(words).decode()}"}


def ask(world: World, form: Any, headers: dict[str, str] | None = None) -> Answer:
    return world.open("POST", TOKEN, headers, data=form)


def test_a_token_by_http_basic_opens_what_its_scopes_say(world: World) -> None:
    made = world.system_client("reader", frozenset({Scope.REFERRALS_READ, Scope.MATCH}))
    answer = ask(world, GRANT, basic(made.client_id, made.secret))
    assert answer.status_code == 200
    assert answer.json["token_type"] == "Bearer"
    assert answer.json["scope"] == "match referrals:read"
    assert answer.headers["Cache-Control"] == "no-store"
    bearer = {"Authorization": f"Bearer {answer.json['access_token']}"}
    assert world.get("/v1/referrals", bearer).status_code == 200


def test_a_token_with_credentials_in_the_form(world: World) -> None:
    made = world.system_client("poster", frozenset({Scope.MATCH}))
    form = GRANT | {"client_id": made.client_id, "client_secret": made.secret}
    assert ask(world, form).json["expires_in"] == world.services.settings.token_lifetime_seconds


def test_a_token_for_fewer_scopes_opens_no_more(world: World) -> None:
    made = world.system_client("fewer", frozenset({Scope.MATCH, Scope.REFERRALS_READ}))
    answer = ask(world, GRANT | {"scope": "match"}, basic(made.client_id, made.secret))
    bearer = {"Authorization": f"Bearer {answer.json['access_token']}"}
    assert world.get("/v1/referrals", bearer).status_code == 403


@pytest.mark.parametrize(
    ("form", "error", "status"),
    [
        (GRANT | {"scope": "admin"}, "invalid_scope", 400),
        (GRANT | {"scope": "nonsense"}, "invalid_scope", 400),
        ({"grant_type": "password"}, "unsupported_grant_type", 400),
        ({}, "invalid_request", 400),
        (GRANT | {"client_secret": "x"}, "invalid_request", 400),
        ("grant_type=client_credentials&grant_type=client_credentials", "invalid_request", 400),
    ],
)
def test_what_is_refused_has_the_word_of_the_rfc(world: World, form: Any, error: str, status: int) -> None:
    made = world.system_client("refused", frozenset({Scope.MATCH}))
    headers = basic(made.client_id, made.secret) | {"Content-Type": "application/x-www-form-urlencoded"}
    answer = ask(world, form, headers)
    assert (answer.status_code, answer.json["error"]) == (status, error)
    assert answer.json["error_description"]


@pytest.mark.parametrize(
    "headers", [basic("nobody", "nothing"), {"Authorization": "Basic ???"}, {"Authorization": "Bearer x"}, {}]
)
def test_unknown_credentials_are_refused_alike(world: World, headers: dict[str, str]) -> None:
    answer = ask(world, GRANT, headers)
    assert (answer.status_code, answer.json["error"]) == (401, "invalid_client")
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


def test_a_json_body_is_refused(world: World) -> None:
    assert world.open("POST", TOKEN, json=GRANT).json["error"] == "invalid_request"


def test_guessing_is_slowed_down(imported: Path, tmp_path: Path) -> None:
    world = open_world(tmp_path, WRAPAROUND_SIGN_IN_LIMIT="3 per minute")
    answers = [ask(world, GRANT, basic("nobody", "nothing")) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert answers[-1].json["code"] == "too_many_requests"
    assert int(answers[-1].headers["Retry-After"]) > 0
    world.services.close()
