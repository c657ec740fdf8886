"""Reads and writes of people on one open connection. It never commits, and knows nothing of passwords but their hashes."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, select, update
from sqlalchemy.dialects import postgresql, sqlite

from api.auth.scopes import Role
from api.auth.values import Person
from api.store.tables import person


class PeopleRecords:
    """The stored people as values."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def with_hash(self, email: str) -> tuple[Person, str] | None:
        """The person of that e-mail address (in lower case) and the hash of their password."""
        row = self._connection.execute(select(person).where(person.c.email == email)).mappings().first()
        return (_person(row), row["password_hash"]) if row else None

    def get(self, person_id: str) -> Person | None:
        """The person of that id, active or not."""
        row = self._connection.execute(select(person).where(person.c.id == person_id)).mappings().first()
        return _person(row) if row else None

    def all(self) -> tuple[Person, ...]:
        """Everybody, by e-mail address."""
        return tuple(
            _person(row) for row in self._connection.execute(select(person).order_by(person.c.email)).mappings()
        )

    def add(self, added: Person, password_hash: str) -> bool:
        """Keep a new person. False if the e-mail address has an account already."""
        row = {
            "id": added.id,
            "email": added.email,
            "name": added.name,
            "password_hash": password_hash,
            "role": added.role.value,
            "organization_id": added.organization_id,
            "active": added.active,
            "created_at": added.created_at,
        }
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        insert = dialect.insert(person).values(row).on_conflict_do_nothing().returning(person.c.id)
        return self._connection.execute(insert).first() is not None

    def set_hash(self, person_id: str, password_hash: str) -> bool:
        """Keep another hash. False if there is no such person."""
        changed = update(person).where(person.c.id == person_id).values(password_hash=password_hash)
        return self._connection.execute(changed.returning(person.c.id)).first() is not None

    def set_active(self, person_id: str, active: bool) -> bool:
        """Open or close the account. False if there is no such person."""
        changed = update(person).where(person.c.id == person_id).values(active=active)
        return self._connection.execute(changed.returning(person.c.id)).first() is not None


def _person(row: RowMapping) -> Person:
    return Person(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        role=Role(row["role"]),
        organization_id=row["organization_id"],
        active=row["active"],
        created_at=row["created_at"],
    )
