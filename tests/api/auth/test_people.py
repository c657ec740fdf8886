"""People sign in with e-mail and password, and nothing tells who has an account."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Literal

import pytest
from argon2 import PasswordHasher

from api.auth.errors import AccountNotFound, InvalidAccount, SignInFailed
from api.auth.passwords import Passwords
from api.auth.people import People
from api.auth.scopes import Role
from api.auth.values import NewPerson
from api.store.people import PeopleRecords
from referrals.actor import ActorKind
from tests.api.account_worlds import CHEAP, Accounts

PASSWORD = "correct horse battery"


def somebody(role: Role = Role.COACH, organization_id: str | None = None) -> NewPerson:
    return NewPerson(
        email=f"Ines.{uuid.uuid4().hex}@Example.org",
        name="Ines Vandersloot",
        password=PASSWORD,
        role=role,
        organization_id=organization_id,
    )


def test_a_person_signs_in_whatever_the_case_of_the_address(accounts: Accounts) -> None:
    new = somebody()
    added = accounts.people.add(new)
    for email in (new.email, new.email.upper(), f"  {new.email.lower()} "):
        assert accounts.people.authenticate(email, PASSWORD) == added


def test_unknown_wrong_and_deactivated_fail_alike(accounts: Accounts) -> None:
    new = somebody()
    added = accounts.people.add(new)
    told = set()
    with pytest.raises(SignInFailed) as wrong:
        accounts.people.authenticate(new.email, "correct horse batterz")
    told.add(str(wrong.value))
    with pytest.raises(SignInFailed) as unknown:
        accounts.people.authenticate("nobody@example.org", PASSWORD)
    told.add(str(unknown.value))
    accounts.people.deactivate(added.id)
    with pytest.raises(SignInFailed) as deactivated:
        accounts.people.authenticate(new.email, PASSWORD)
    told.add(str(deactivated.value))
    assert len(told) == 1


class CountingHasher(PasswordHasher):
    """Counts the expensive part of a sign-in, which a hash of another cost would not be."""

    checked = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.checked += not self.check_needs_rehash(hash)
        return super().verify(hash, password)


def test_an_unknown_address_costs_the_same_work_as_a_known_one(accounts: Accounts) -> None:
    hasher = CountingHasher(time_cost=1, memory_cost=8, parallelism=1)
    people = People(accounts.database, Passwords(hasher))
    added = people.add(somebody())
    for email in (added.email, "nobody@example.org", "no\x00body"):
        before = hasher.checked
        with pytest.raises(SignInFailed):
            people.authenticate(email, "a wrong password")
        assert hasher.checked == before + 1


@pytest.mark.parametrize("strange", ["", "\x00", "\ud800", "x" * 100_000])
def test_strange_addresses_and_passwords_just_fail(accounts: Accounts, strange: str) -> None:
    added = accounts.people.add(somebody())
    for email, password in ((strange, PASSWORD), (added.email, strange), (strange, strange)):
        with pytest.raises(SignInFailed):
            accounts.people.authenticate(email, password)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "a@b"}, "email"),
        ({"email": "a" * 250 + "@b.org"}, "email"),
        ({"name": " "}, "name"),
        ({"password": "elevenchars"}, "password"),
        ({"password": "a" * 20}, "password"),
        ({"password": "ab c" * 100}, "password"),
        ({"role": Role.AGENCY}, "organization_id"),
        ({"organization_id": "not an id"}, "organization_id"),
    ],
)
def test_an_account_that_cannot_be_is_refused_by_field(accounts: Accounts, change: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidAccount) as refused:
        accounts.people.add(replace(somebody(), **change))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_an_address_has_one_account(accounts: Accounts) -> None:
    new = somebody()
    accounts.people.add(new)
    with pytest.raises(InvalidAccount, match="account already"):
        accounts.people.add(replace(new, email=new.email.upper()))


def test_a_password_may_not_be_the_address(accounts: Accounts) -> None:
    new = somebody()
    with pytest.raises(InvalidAccount, match="password"):
        accounts.people.add(replace(new, password=new.email))


def test_a_deactivated_person_is_out_of_running_sessions_at_once(accounts: Accounts) -> None:
    added = accounts.people.add(somebody())
    assert accounts.people.active(added.id) == added
    accounts.people.deactivate(added.id)
    assert accounts.people.active(added.id) is None
    accounts.people.set_active(added.id, active=True)
    assert accounts.people.active(added.id) == added


def test_who_is_not_there_cannot_be_changed(accounts: Accounts) -> None:
    for change in (accounts.people.deactivate, lambda person_id: accounts.people.change_password(person_id, PASSWORD)):
        with pytest.raises(AccountNotFound):
            change(str(uuid.uuid4()))


def test_a_changed_password_opens_and_the_old_one_does_not(accounts: Accounts) -> None:
    added = accounts.people.add(somebody())
    accounts.people.change_password(added.id, "another long passphrase")
    assert accounts.people.authenticate(added.email, "another long passphrase") == added
    with pytest.raises(SignInFailed):
        accounts.people.authenticate(added.email, PASSWORD)


def test_passwords_are_kept_as_argon2id_and_renewed_at_todays_cost(accounts: Accounts) -> None:
    added = accounts.people.add(somebody())
    dearer = People(accounts.database, Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)))

    def kept() -> str:
        with accounts.database.read() as view:
            found = PeopleRecords(view.connection).with_hash(added.email)
        assert found is not None
        return found[1]

    first = kept()
    assert first.startswith("$argon2id$")
    dearer.authenticate(added.email, PASSWORD)
    assert kept() != first
    assert "t=2" in kept()
    assert accounts.people.authenticate(added.email, PASSWORD) == added


def test_the_same_word_typed_on_another_keyboard_is_the_same_password() -> None:
    passwords = Passwords(CHEAP)
    assert passwords.matches(passwords.hash("contrasen\u0303a segura"), "contrase\u00f1a segura")


def test_a_person_calls_with_the_scopes_of_their_role(accounts: Accounts) -> None:
    organization_id = str(uuid.uuid4())
    actor = accounts.people.add(somebody(Role.AGENCY, organization_id)).actor
    assert (actor.kind, actor.organization_id) == (ActorKind.PERSON, organization_id)
    assert actor.scopes == {"referrals:read", "referrals:answer", "services:write"}
    assert accounts.people.add(somebody(Role.ADMIN)).actor.scopes == {"admin"}


def test_people_and_secrets_stay_out_of_what_is_logged(accounts: Accounts) -> None:
    new = somebody()
    added = accounts.people.add(new)
    for shown in (repr(new), repr(added), str(SignInFailed())):
        assert not any(word in shown for word in (added.email, new.email, "Vandersloot", PASSWORD))
