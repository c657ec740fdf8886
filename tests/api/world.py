"""A small directory, imported into a fresh SQLite file, with people, system clients and a client to ask with.

`world` is one for all tests of a session, which must not change it or bring records of their own; `own_world` is a copy
for tests that change what others rely on.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, cast

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from api.app import create_app
from api.auth.passwords import Passwords
from api.auth.scopes import Role, Scope
from api.auth.values import ClientSecret, NewPerson, NewSystemClient
from api.settings import Settings, read_settings
from api.wiring import Services
from importers.importing import run_import
from importers.request import ImportRequest
from tests.api.cast import MESA, RIO, SERVICES
from tests.referrals.cast import Clock

__all__ = ["imported", "own_world", "world"]

PASSWORD = "correct horse battery"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
COACH_SCOPES = frozenset({Scope.MATCH, Scope.REFERRALS_READ, Scope.REFERRALS_WRITE})
AGENCY_SCOPES = frozenset({Scope.REFERRALS_READ, Scope.REFERRALS_ANSWER, Scope.SERVICES_WRITE})
SOURCE = "world"


class Answer(Protocol):
    """A response as tests read it."""

    status_code: int
    headers: Headers
    json: Any

    def get_data(self, as_text: Literal[True]) -> str:
        """The body."""
        ...


@dataclass
class World:
    """One application over one database. `platform` makes referrals, `mesa` and `rio` answer those to their organization."""

    app: Flask
    services: Services
    clock: Clock
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.platform = self.system("platform", COACH_SCOPES)
        self.mesa = self.system("mesa", AGENCY_SCOPES, MESA)
        self.rio = self.system("rio", AGENCY_SCOPES, RIO)
        self.steward = self.system("steward", frozenset({Scope.DIRECTORY_WRITE}))

    @property
    def client(self) -> FlaskClient:
        """A client of nobody, with a cookie jar of its own."""
        return self.app.test_client()

    def system(self, name: str, scopes: frozenset[Scope], organization_id: str | None = None) -> dict[str, str]:
        """The headers of a new system client with a token for those scopes."""
        secret = self.system_client(name, scopes, organization_id)
        issued = self.services.system_clients.issue_token(secret.client_id, secret.secret)
        return {"Authorization": f"Bearer {issued.access_token}"}

    def system_client(self, name: str, scopes: frozenset[Scope], organization_id: str | None = None) -> ClientSecret:
        """A new system client."""
        return self.services.system_clients.add(
            NewSystemClient(name=name, scopes=scopes, organization_id=organization_id)
        )

    def person(self, role: Role, organization_id: str | None = None) -> str:
        """The e-mail address of a new person with the password `PASSWORD`."""
        email = f"{uuid.uuid4().hex}@example.org"
        new = NewPerson(email=email, name="Somebody", password=PASSWORD, role=role, organization_id=organization_id)
        self.services.people.add(new)
        return email

    def get(self, address: str, headers: dict[str, str] | None = None, **query: str) -> Answer:
        """A GET; further words are its query."""
        return cast(Answer, self.client.get(address, headers=headers, query_string=query or None))

    def post(self, address: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """A POST with a JSON body; as a system it brings a fresh Idempotency-Key."""
        keyed = {"Idempotency-Key": str(uuid.uuid4())} | (headers or {})
        return cast(Answer, self.client.post(address, json=body, headers=keyed))

    def open(self, method: str, address: str, headers: dict[str, str] | None = None, **more: Any) -> Answer:
        """Any request."""
        return cast(Answer, self.client.open(address, method=method, headers=headers, **more))

    def patch(self, address: str, body: Any, headers: dict[str, str]) -> Answer:
        """A merge patch."""
        content_type = "application/merge-patch+json"
        answer = self.client.patch(address, data=json.dumps(body), content_type=content_type, headers=headers)
        return cast(Answer, answer)


def settings_in(folder: Path, **given: str) -> Settings:
    """Settings that keep everything in that folder."""
    return read_settings(
        {
            "WRAPAROUND_DATABASE_URL": f"sqlite:///{folder / 'world.sqlite'}",
            "WRAPAROUND_VAR_DIR": str(folder),
            "WRAPAROUND_SIGN_IN_LIMIT": "1000 per minute",
            **given,
        }
    )


def open_world(folder: Path, **given: str) -> World:
    """A world over the database in that folder."""
    clock = Clock()
    services = Services(settings_in(folder, **given), clock, Passwords(CHEAP))
    services.migrate()
    app = create_app(services)
    app.testing = False
    return World(app, services, clock)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a database with the cast's services in it."""
    folder = tmp_path_factory.mktemp("imported")
    source = folder / "services.json"
    source.write_text(json.dumps(SERVICES), encoding="utf-8")
    services = Services(settings_in(folder), Clock())
    services.migrate()
    boundaries = services.settings.data_dir / "boundaries"
    request = ImportRequest(path=source, source=SOURCE)
    report = run_import(request, services.database, boundaries=boundaries, gazetteer=services.gazetteer)
    assert report.problem_count == 0, report.problems
    services.close()
    return folder


@pytest.fixture(scope="session")
def world(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world that tests share. They may add referrals and accounts of their own, and change no service."""
    made = copied(imported, tmp_path_factory.mktemp("world"))
    yield made
    made.services.close()


@pytest.fixture
def own_world(imported: Path, tmp_path: Path) -> Iterator[World]:
    """A world for one test."""
    made = copied(imported, tmp_path)
    yield made
    made.services.close()


def copied(imported: Path, folder: Path) -> World:
    """A world over a copy of the imported database."""
    for file in imported.glob("world.sqlite*"):
        shutil.copy(file, folder)
    return open_world(folder)
