"""System clients get tokens for their secret, and tokens stop when they should."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from sqlalchemy import text

from api.auth.errors import AccountNotFound, ClientRefused, InvalidAccount, ScopeRefused, TokenRefused
from api.auth.scopes import OF_AN_ORGANIZATION, SCOPES_OF_ROLE, SENTENCES, Role, Scope, scopes_named
from api.auth.values import NewSystemClient
from api.store.systems import SystemClientRecords
from referrals.actor import ActorKind
from tests.api.account_worlds import Accounts

PLATFORM = NewSystemClient(
    name="Workforce platform",
    scopes=frozenset({Scope.MATCH, Scope.REFERRALS_READ, Scope.REFERRALS_WRITE}),
    organization_name="Workforce Board",
)


def test_a_client_calls_with_its_token(accounts: Accounts) -> None:
    secret = accounts.systems.add(PLATFORM)
    issued = accounts.systems.issue_token(secret.client_id, secret.secret)
    assert issued.expires_in_seconds == 3600
    caller = accounts.systems.caller_of_token(issued.access_token)
    assert (caller.kind, caller.id, caller.scopes) == (ActorKind.SYSTEM, secret.client_id, PLATFORM.scopes)


def test_a_token_holds_what_was_asked_and_no_more(accounts: Accounts) -> None:
    secret = accounts.systems.add(PLATFORM)
    issued = accounts.systems.issue_token(secret.client_id, secret.secret, ["match"])
    assert accounts.systems.caller_of_token(issued.access_token).scopes == {"match"}
    for asked in (["match", "admin"], ["everything"], []):
        with pytest.raises(ScopeRefused) as refused:
            accounts.systems.issue_token(secret.client_id, secret.secret, asked)
        assert refused.value.allowed == PLATFORM.scopes


def test_a_wrong_secret_and_an_unknown_client_are_refused_alike(accounts: Accounts) -> None:
    secret = accounts.systems.add(PLATFORM)
    other = accounts.systems.add(PLATFORM)
    for client_id, tried in (
        (secret.client_id, other.secret),
        (secret.client_id, ""),
        (str(uuid.uuid4()), secret.secret),
        (str(uuid.uuid4()), ""),
        ("\x00", "\ud800"),
    ):
        with pytest.raises(ClientRefused):
            accounts.systems.issue_token(client_id, tried)


def test_a_token_ends_after_its_hour(accounts: Accounts) -> None:
    secret = accounts.systems.add(PLATFORM)
    issued = accounts.systems.issue_token(secret.client_id, secret.secret)
    accounts.clock.advance(seconds=3599)
    accounts.systems.caller_of_token(issued.access_token)
    accounts.clock.advance(seconds=1)
    with pytest.raises(TokenRefused):
        accounts.systems.caller_of_token(issued.access_token)


@pytest.mark.parametrize("token", ["", "wrt_guessed", "\x00", "\ud800"])
def test_a_guessed_token_opens_nothing(accounts: Accounts, token: str) -> None:
    with pytest.raises(TokenRefused):
        accounts.systems.caller_of_token(token)


def test_a_deactivated_client_is_out_at_once(accounts: Accounts) -> None:
    secret = accounts.systems.add(PLATFORM)
    issued = accounts.systems.issue_token(secret.client_id, secret.secret)
    accounts.systems.deactivate(secret.client_id)
    with pytest.raises(TokenRefused):
        accounts.systems.caller_of_token(issued.access_token)
    with pytest.raises(ClientRefused):
        accounts.systems.issue_token(secret.client_id, secret.secret)


def test_a_token_that_was_issued_while_its_client_was_deactivated_opens_nothing(accounts: Accounts) -> None:
    secret = accounts.systems.add(PLATFORM)
    issued = accounts.systems.issue_token(secret.client_id, secret.secret)
    with accounts.database.unit_of_work(actor="test") as unit:
        SystemClientRecords(unit.connection).set_active(secret.client_id, active=False)
        unit.commit()
    with pytest.raises(TokenRefused):
        accounts.systems.caller_of_token(issued.access_token)


def test_a_renewed_secret_ends_the_old_one_and_its_tokens(accounts: Accounts) -> None:
    old = accounts.systems.add(PLATFORM)
    issued = accounts.systems.issue_token(old.client_id, old.secret)
    new = accounts.systems.renew_secret(old.client_id)
    with pytest.raises(ClientRefused):
        accounts.systems.issue_token(old.client_id, old.secret)
    with pytest.raises(TokenRefused):
        accounts.systems.caller_of_token(issued.access_token)
    accounts.systems.issue_token(new.client_id, new.secret)


def test_no_secret_and_no_token_is_kept_in_plain(accounts: Accounts) -> None:
    secret = accounts.systems.add(PLATFORM)
    issued = accounts.systems.issue_token(secret.client_id, secret.secret)
    with accounts.database.read() as view:
        kept = [
            str(view.connection.execute(text(f"SELECT * FROM {table}")).all())
            for table in ("account_system_client", "account_token")
        ]
    assert secret.client_id in kept[0]
    for shown in (*kept, repr(secret), repr(issued)):
        assert secret.secret not in shown
        assert issued.access_token not in shown


def test_expired_tokens_do_not_pile_up(accounts: Accounts) -> None:
    secret = accounts.systems.add(PLATFORM)
    for _ in range(3):
        accounts.systems.issue_token(secret.client_id, secret.secret)
        accounts.clock.advance(hours=2)
    counted = text("SELECT count(*) FROM account_token WHERE client_id = :id")
    with accounts.database.read() as view:
        assert view.connection.execute(counted, {"id": secret.client_id}).scalar_one() == 1


@pytest.mark.parametrize("scope", sorted(OF_AN_ORGANIZATION))
def test_who_answers_for_an_organization_must_name_it(accounts: Accounts, scope: Scope) -> None:
    with pytest.raises(InvalidAccount, match="organization_id"):
        accounts.systems.add(NewSystemClient(name="Agency software", scopes=frozenset({scope})))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(PLATFORM, name=" "),
        replace(PLATFORM, name="a\x00b"),
        replace(PLATFORM, organization_name="x" * 201),
        replace(PLATFORM, organization_id="42"),
        replace(PLATFORM, scopes=frozenset()),
    ],
)
def test_a_client_that_cannot_be_is_refused(accounts: Accounts, wrong: NewSystemClient) -> None:
    with pytest.raises(InvalidAccount):
        accounts.systems.add(wrong)


def test_a_client_that_is_not_there_cannot_be_changed(accounts: Accounts) -> None:
    for change in (accounts.systems.deactivate, accounts.systems.renew_secret):
        with pytest.raises(AccountNotFound):
            change(str(uuid.uuid4()))


def test_every_scope_has_its_sentence_and_every_role_its_scopes() -> None:
    assert set(SENTENCES) == set(Scope)
    assert set(SCOPES_OF_ROLE) == set(Role)
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())


def test_an_administrator_sees_no_referral() -> None:
    assert not any(scope.startswith("referrals:") for scope in SCOPES_OF_ROLE[Role.ADMIN])


def test_an_unknown_scope_is_named() -> None:
    assert scopes_named(["match", "admin"]) == {Scope.MATCH, Scope.ADMIN}
    with pytest.raises(InvalidAccount, match="'matches'"):
        scopes_named(["match", "matches"])
