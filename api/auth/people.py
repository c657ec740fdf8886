"""People who sign in: adding them, knowing them by e-mail and password, closing their accounts.

Not for: sessions and cookies (the HTTP glue), or limiting how often somebody may try (flask-limiter, on the route). A hash
is always worked out before a transaction is opened, because it takes long and SQLite has one writer.
"""

from __future__ import annotations

import re
import uuid

from api.auth.errors import AccountNotFound, InvalidAccount, SignInFailed
from api.auth.passwords import Passwords
from api.auth.scopes import Role
from api.auth.values import NewPerson, Person
from api.store.people import PeopleRecords
from directory.store.database import Database
from referrals.words import is_uuid

LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
LONGEST_NAME = 200
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WRITER = "accounts"


class People:
    """The people of one database."""

    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords

    def authenticate(self, email: str, password: str) -> Person:
        """The active person of that e-mail address and password. Raises SignInFailed, whatever the reason."""
        person, kept = self._found(email)
        matches = self._passwords.matches(kept, password)
        if person is None or kept is None or not matches or not person.active:
            raise SignInFailed
        if self._passwords.is_outdated(kept):
            self._keep_hash(person.id, self._passwords.hash(password))
        return person

    def active(self, person_id: str) -> Person | None:
        """The person of a session, asked at every request: a closed account is out with the next one."""
        with self._database.read() as view:
            person = PeopleRecords(view.connection).get(person_id)
        return person if person is not None and person.active else None

    def all(self) -> tuple[Person, ...]:
        """Everybody, active or not, by e-mail address."""
        with self._database.read() as view:
            return PeopleRecords(view.connection).all()

    def add(self, new: NewPerson) -> Person:
        """Open an account. Raises InvalidAccount naming the field."""
        _check(new)
        kept = self._passwords.hash(new.password)
        with self._database.unit_of_work(actor=_WRITER) as unit:
            person = Person(
                id=str(uuid.uuid4()),
                email=_normal(new.email),
                name=new.name.strip(),
                role=new.role,
                organization_id=new.organization_id,
                active=True,
                created_at=unit.now,
            )
            if not PeopleRecords(unit.connection).add(person, kept):
                raise InvalidAccount("email", "has an account already")
            unit.commit()
        return person

    def change_password(self, person_id: str, password: str) -> None:
        """Give a person another password. Raises InvalidAccount, AccountNotFound."""
        self._keep_hash(person_id, self._passwords.hash(password))

    def set_active(self, person_id: str, active: bool) -> None:
        """Close an account, or open it again. Raises AccountNotFound."""
        with self._database.unit_of_work(actor=_WRITER) as unit:
            if not PeopleRecords(unit.connection).set_active(person_id, active):
                raise AccountNotFound(person_id)
            unit.commit()

    def deactivate(self, person_id: str) -> None:
        """Close an account: no sign-in, and the sessions that run end with their next request."""
        self.set_active(person_id, active=False)

    def _found(self, email: str) -> tuple[Person, str] | tuple[None, None]:
        """Without asking the database for what it could not hold (a NUL, half a surrogate pair)."""
        if not _normal(email).isprintable():
            return None, None
        with self._database.read() as view:
            return PeopleRecords(view.connection).with_hash(_normal(email)) or (None, None)

    def _keep_hash(self, person_id: str, kept: str) -> None:
        with self._database.unit_of_work(actor=_WRITER) as unit:
            if not PeopleRecords(unit.connection).set_hash(person_id, kept):
                raise AccountNotFound(person_id)
            unit.commit()


def _normal(email: str) -> str:
    """Upper and lower case are one in every mail system in use, so they are one account."""
    return email.strip().lower()


def _check(new: NewPerson) -> None:
    email = _normal(new.email)
    if not _EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL or not email.isprintable():
        raise InvalidAccount("email", "must be an e-mail address")
    if not new.name.strip() or len(new.name) > LONGEST_NAME or not new.name.isprintable():
        raise InvalidAccount("name", f"must have 1 to {LONGEST_NAME} printable characters")
    if new.organization_id is not None and not is_uuid(new.organization_id):
        raise InvalidAccount("organization_id", "must be a UUID")
    if new.role is Role.AGENCY and not new.organization_id:
        raise InvalidAccount("organization_id", "is required for people of an agency")
    if email == new.password.lower():
        raise InvalidAccount("password", "must not be the e-mail address")
