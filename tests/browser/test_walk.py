"""The main job by clicking: find, refer, answer, change hours, find again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from api.auth.scopes import Role
from tests.browser.conftest import Site

SEARCH = "/?q=evening+childcare&near=87105"


def organization_of(site: Site, page: Page, listing_path: str) -> str:
    listing_id = listing_path.split("/listings/")[1].split("?")[0]
    return site.services.index.get((listing_id,))[0].organization_id


def test_a_coach_finds_refers_and_the_agency_accepts_and_completes(site: Site, browser: Browser, page: Page) -> None:
    site.sign_in(page, site.person(Role.COACH))
    page.get_by_label("What is needed").fill("evening childcare")
    page.get_by_label("ZIP code or city").fill("87105")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{site.address}{SEARCH}")
    first = page.locator("li.card").first
    expect(first.get_by_label("Why it fits").locator("li").first).to_be_visible()
    expect(page.locator(".pin").first).to_be_visible()
    path = first.locator("h2 a").get_attribute("href") or ""

    first.get_by_role("link", name=re.compile("^Refer")).click()
    page.get_by_label("Yes, they agreed").check()
    page.get_by_label("Name, phone and e-mail").check()
    page.get_by_label("What help is asked for").check()
    page.get_by_label("They said so").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name", exact=True).fill("Ana Example")
    page.get_by_label("Phone").fill("505-555-0100")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check before it is sent")).to_be_visible()
    page.get_by_role("button", name="Send the referral").click()
    expect(page.get_by_role("status")).to_contain_text("Sent. The reference is")
    referral = page.url.split("?")[0]

    organization_id = organization_of(site, page, path)
    other = browser.new_context()
    agency = other.new_page()
    site.sign_in(agency, site.person(Role.AGENCY, organization_id))
    agency.get_by_role("link", name="Referrals").click()
    agency.get_by_role("link", name="Ana Example").first.click()
    agency.get_by_role("button", name="Accept").click()
    agency.get_by_text("Complete", exact=True).first.click()
    agency.get_by_label("Got the help that was asked for").check()
    agency.get_by_role("button", name="Complete").click()
    expect(agency.get_by_text("Nothing: it is done")).to_be_visible()
    other.close()

    page.goto(referral)
    expect(page.get_by_text("Got the help that was asked for").first).to_be_visible()


def test_an_agency_changes_its_hours_and_the_next_search_shows_it(site: Site, page: Page) -> None:
    page.goto(f"{site.address}{SEARCH}")
    path = page.locator("li.card h2 a").first.get_attribute("href") or ""
    site.sign_in(page, site.person(Role.AGENCY, organization_of(site, page, path)))
    page.goto(f"{site.address}{path}")
    page.get_by_role("link", name="Change this listing").click()
    page.get_by_label("Sunday opens", exact=True).fill("10:15")
    page.get_by_label("Sunday closes", exact=True).fill("14:45")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.goto(f"{site.address}{SEARCH}&day=6")
    page.locator("li.card h2 a").first.click()
    expect(page.get_by_text("10:15 am to 2:45 pm")).to_be_visible()


def test_pins_and_list_mark_each_other(site: Site, page: Page) -> None:
    page.goto(f"{site.address}{SEARCH}")
    pin = page.locator(".pin:not(.cluster)").first
    number = pin.inner_text()
    pin.hover()
    expect(page.locator(f"#result-{number}")).to_have_class(re.compile("is-marked"))


def test_a_filter_applies_when_it_is_ticked_and_stands_in_the_address(site: Site, page: Page) -> None:
    page.goto(f"{site.address}{SEARCH}")
    page.get_by_role("checkbox", name=re.compile("^Free")).check()
    expect(page).to_have_url(re.compile("cost=free"))
    expect(page.get_by_label("Remove Free")).to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1280, 1920])
@pytest.mark.parametrize("path", ["/", SEARCH, "first result", "/sign-in", "/person"])
def test_no_page_is_wider_than_its_window(site: Site, page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.address}{SEARCH if path == 'first result' else path}")
    if path == "first result":
        page.locator("li.card h2 a").first.click()
        page.get_by_role("heading", name="What to do next").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_search_works_without_javascript(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address)
    page.get_by_label("What is needed").fill("evening childcare")
    page.get_by_label("ZIP code or city").fill("87105")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("checkbox", name=re.compile("^Free")).check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("cost=free"))
    context.close()


def test_the_keyboard_reaches_the_results_past_the_header(site: Site, page: Page) -> None:
    page.goto(f"{site.address}{SEARCH}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
