"""A served application over the bundled sample, and Debian's chromium to open it with.

The decision a reader would ask about: a machine without a browser skips with a sentence, and fails where CI=true.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from api.app import create_app
from api.auth.passwords import Passwords
from api.auth.scopes import Role
from api.auth.values import NewPerson
from api.settings import ROOT
from api.wiring import Services
from importers.importing import run_import
from importers.request import ImportRequest
from tests.api.world import PASSWORD, settings_in

NAMES = ("chromium", "chromium-browser", "google-chrome")
LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PATIENCE_MILLISECONDS = 10_000


@dataclass
class Site:
    """A served application. `sign_in` needs somebody whom `person` added."""

    address: str
    services: Services

    def person(self, role: Role, organization_id: str | None = None) -> str:
        """The e-mail address of a person of that role, the same one every time."""
        email = f"{role}-{organization_id or 'nowhere'}@example.org"
        known = {each.email for each in self.services.people.all()}
        if email not in known:
            new = NewPerson(email=email, name="Somebody", password=PASSWORD, role=role, organization_id=organization_id)
            self.services.people.add(new)
        return email

    def sign_in(self, page: Page, email: str) -> None:
        """Sign in by the page."""
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample, imported and served on a free port."""
    services = Services(settings_in(tmp_path_factory.mktemp("site")), passwords=Passwords(CHEAP))
    services.migrate()
    sample = ImportRequest(path=ROOT / "data" / "sample", source="sample")
    run_import(sample, services.database, boundaries=ROOT / "data" / "boundaries", gazetteer=services.gazetteer)
    server = make_server("127.0.0.1", 0, create_app(services), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", services)
    server.shutdown()
    thread.join()
    services.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, headless."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        sentence = f"No browser is installed under the names {', '.join(NAMES)}: the pages were not opened in one."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(sentence)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(Path(found)), args=list(LAUNCH))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser window."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context.new_page()
    context.close()
