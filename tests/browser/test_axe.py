"""What axe-core finds on every page, light and dark.

The decision a reader would ask about: a search is looked at twice, with the map and without. Over a map axe cannot tell the
colours behind a pin and answers "incomplete"; without it, "incomplete" contrast counts as a failure like any other.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from api.auth.scopes import Role
from tests.browser.conftest import Site
from tests.browser.test_walk import SEARCH

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PUBLIC = ("/", SEARCH, "/?q=childcare&near=87105&day=6&language=ru", "/sign-in", "/person", "/saved", "/nothing-here")


def problems_on(page: Page, *, is_incomplete_allowed: bool = False) -> list[str]:
    """Each violation with the first element; contrast that could not be told too, unless allowed."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    faults = found["violations"]
    if not is_incomplete_allowed:
        faults += [each for each in found["incomplete"] if each["id"] == "color-contrast"]
    return [f"{each['id']}: {node['html'][:160]}" for each in faults for node in each["nodes"][:3]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_public_pages(site: Site, browser: Browser, scheme: Any) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": 1000, "height": 900}
    )  # the map is folded away
    page = context.new_page()
    page.goto(f"{site.address}{SEARCH}")
    listing = page.locator("li.card h2 a").first.get_attribute("href") or ""
    found = {}
    for path in (*PUBLIC, listing):
        page.goto(f"{site.address}{path}")
        page.evaluate("for (const map of document.querySelectorAll('.map')) map.remove()")
        if problems := problems_on(page):
            found[path] = problems
    context.close()
    assert found == {}


def test_axe_finds_nothing_with_the_map_shown(site: Site, page: Page) -> None:
    page.goto(f"{site.address}{SEARCH}")
    page.locator(".pin").first.wait_for()
    assert problems_on(page, is_incomplete_allowed=True) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_of_people_signed_in(site: Site, browser: Browser, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site.address}{SEARCH}")
    listing_id = (page.locator("li.card h2 a").first.get_attribute("href") or "").split("/")[2].split("?")[0]
    listing = site.services.index.get((listing_id,))[0]
    found = {}
    for email, paths in (
        (site.person(Role.COACH), ("/referrals", f"/listings/{listing_id}/refer")),
        (
            site.person(Role.AGENCY, listing.organization_id),
            ("/referrals", "/my/services", f"/my/services/{listing.service_id}"),
        ),
    ):
        context.clear_cookies()
        site.sign_in(page, email)
        for path in paths:
            page.goto(f"{site.address}{path}")
            if problems := problems_on(page):
                found[path] = problems
    context.close()
    assert found == {}
