"""Who may call what: every route with nobody, with the wrong scopes, and with each of the right ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf

from api.auth.callers import open_session
from api.auth.guard import Access, access_of
from api.auth.scopes import Role, Scope
from tests.api.cast import EVENING_CARE, EVENING_CARE_AT_MESA, MESA
from tests.api.world import World

IDS = {"service_id": EVENING_CARE, "listing_id": EVENING_CARE_AT_MESA, "organization_id": MESA}
UNDECIDED = {401, 403}


def signed_in(world: World, email: str) -> FlaskClient:
    """A browser with the session of that person."""
    person = next(one for one in world.services.people.all() if one.email == email)
    with world.app.test_request_context("/"):
        open_session(person)
        kept = dict(session)
    client = world.app.test_client()
    with client.session_transaction() as into:
        into.update(kept)
    return client


def csrf_token(world: World, client: FlaskClient) -> str:
    """What a page of ours would carry for that browser."""
    with client.session_transaction() as kept:
        before = dict(kept)
    with world.app.test_request_context("/"):
        session.update(before)
        token: str = generate_csrf()
        after = dict(session)
    with client.session_transaction() as into:
        into.update(after)
    return token


def guarded(app: Flask) -> Iterator[tuple[str, str, Access]]:
    """Method, address and access of every route that is for programs."""
    for rule in app.url_map.iter_rules():
        access = access_of(app.view_functions[rule.endpoint])
        if access is not None and rule.rule.startswith(("/v1/", "/hsds")):
            address = rule.rule.replace("<uuid:", "{").replace(">", "}")
            values = {name: IDS.get(name, str(uuid4())) for name in rule.arguments}
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, address.format(**values), access


def test_every_guarded_route_is_closed_to_nobody_and_to_the_wrong_scopes(world: World) -> None:
    wrong = {scope: world.system(f"only {scope}", frozenset({scope}), MESA) for scope in Scope}
    for method, address, access in guarded(world.app):
        if not access.needs_caller:
            continue
        assert world.open(method, address).status_code == 401, address
        for scope in set(Scope) - set(access.scopes):
            answer = world.open(method, address, wrong[scope])
            assert (answer.status_code, answer.json["code"]) == (403, "not_permitted"), (address, scope)


def test_every_guarded_route_is_open_to_each_of_its_scopes(world: World) -> None:
    right = {scope: world.system(f"has {scope}", frozenset({scope}), MESA) for scope in Scope}
    for method, address, access in guarded(world.app):
        for scope in access.scopes:
            answer = world.open(method, address, right[scope])
            assert answer.status_code not in UNDECIDED, (address, scope, answer.get_data(as_text=True))


def test_the_public_directory_needs_nobody(world: World) -> None:
    open_to_all = {address for method, address, access in guarded(world.app) if not access.needs_caller}
    assert {"/v1/listings", "/v1/needs", "/v1/places", "/hsds/services", "/hsds/"} <= open_to_all
    for address in open_to_all:
        assert world.get(address).status_code not in UNDECIDED, address


def test_a_view_that_declares_nothing_is_closed(own_world: World) -> None:
    own_world.app.add_url_rule("/forgotten", "forgotten", lambda: "open")
    assert own_world.get("/forgotten").status_code == 403


def test_an_unknown_token_is_refused(world: World) -> None:
    answer = world.get("/v1/referrals", {"Authorization": "Bearer nonsense"})
    assert (answer.status_code, answer.json["code"]) == (401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_expired_token_is_refused(own_world: World) -> None:
    own_world.clock.now += timedelta(hours=2)
    assert own_world.get("/v1/referrals", own_world.platform).status_code == 401


def test_another_scheme_is_refused(world: World) -> None:
    assert world.get("/v1/referrals", {"Authorization": "Basic YTpi"}).status_code == 401


def test_a_person_calls_by_session(world: World) -> None:
    client = signed_in(world, world.person(Role.COACH))
    assert client.get("/v1/referrals").status_code == 200


def test_a_write_by_session_needs_the_token_of_our_pages(world: World) -> None:
    client = signed_in(world, world.person(Role.COACH))
    refused = client.post("/v1/matches", json={"needs": ["food"]})
    assert (refused.status_code, refused.get_json()["code"]) == (400, "form_expired")
    headers = {"X-CSRFToken": csrf_token(world, client)}
    assert client.post("/v1/matches", json={"needs": ["food"]}, headers=headers).status_code == 200


def test_a_cookie_beside_a_token_counts_for_nothing(world: World) -> None:
    client = signed_in(world, world.person(Role.COACH))
    assert client.post("/v1/matches", json={"needs": ["food"]}, headers=world.mesa).status_code == 403


def test_a_closed_account_is_out_with_the_next_request(world: World) -> None:
    email = world.person(Role.COACH)
    client = signed_in(world, email)
    person = next(one for one in world.services.people.all() if one.email == email)
    world.services.people.deactivate(person.id)
    assert client.get("/v1/referrals").status_code == 401


def test_a_person_may_do_what_their_role_brings(world: World) -> None:
    agency = signed_in(world, world.person(Role.AGENCY, MESA))
    assert agency.get("/v1/referrals").status_code == 200
    headers = {"X-CSRFToken": csrf_token(world, agency)}
    assert agency.post("/v1/matches", json={"needs": ["food"]}, headers=headers).status_code == 403


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    assert world.app.config["SESSION_COOKIE_HTTPONLY"] is True
    assert world.app.config["SESSION_COOKIE_SAMESITE"] == "Lax"
