"""An agency keeps its listings right by a plain form."""

from __future__ import annotations

import re
from typing import Any

from api.auth.scopes import Role
from tests.api.cast import EVENING_CARE, EVENING_CARE_AT_MESA, MESA, RIO
from tests.api.pages.visitor import Visitor, visitor
from tests.api.world import World

FORM = f"/my/services/{EVENING_CARE}"


def fields_of(agency: Visitor) -> dict[str, Any]:
    """What the form would send untouched."""
    main = agency.page[agency.page.index("<main") :]
    fields: dict[str, Any] = dict(re.findall(r'<input [^>]*?name="([^"]+)"[^>]*? value="([^"]*)"', main))
    fields |= dict(re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>(.*?)</textarea>', main, re.DOTALL))
    fields |= {"status": "active"}
    fields.pop("csrf_token", None)
    return fields


def test_changed_hours_are_in_the_next_search(own_world: World) -> None:
    agency = visitor(own_world, Role.AGENCY, MESA).visit(FORM)
    fields = fields_of(agency)
    assert (fields["opens-0-0"], fields["closes-0-0"]) == ("15:00", "22:00")
    agency.send(FORM, **{**fields, "opens-5-0": "10:00", "closes-5-0": "14:30"})
    assert agency.says("Saved.")
    listing = visitor(own_world).visit(f"/listings/{EVENING_CARE_AT_MESA}")
    assert listing.says("Saturday 10 am to 2:30 pm")
    assert listing.says("Monday 3 pm to 10 pm")
    assert visitor(own_world).visit("/?q=childcare&near=87102&day=5").says("Evening childcare")


def test_saving_an_untouched_form_changes_only_the_date_of_the_check(own_world: World) -> None:
    agency = visitor(own_world, Role.AGENCY, MESA).visit(FORM)
    before = own_world.get(f"/v1/services/{EVENING_CARE}").json
    agency.send(FORM, **fields_of(agency))
    after = own_world.get(f"/v1/services/{EVENING_CARE}").json
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed <= {"assured_date"}


def test_an_age_of_weeks_can_be_saved_as_it_is_shown(own_world: World) -> None:
    agency = visitor(own_world, Role.AGENCY, MESA).visit(FORM)
    agency.send(FORM, **{**fields_of(agency), "minimum_age": str(1 / 12)[:10]})
    assert agency.says("Saved.")
    shown = fields_of(agency.visit(FORM))
    assert shown["minimum_age"] == "0.0833333"
    assert agency.send(FORM, **shown).says("Saved.")


def test_still_right_counts_as_checked_today(own_world: World) -> None:
    agency = visitor(own_world, Role.AGENCY, MESA).visit("/my/services")
    assert agency.send(f"{FORM}/assure").says("Checked today")


def test_still_right_counts_as_checked_today_where_it_is_still_the_day_before(own_world: World) -> None:
    own_world.clock.now = own_world.clock.now.replace(hour=3)  # UTC; eight or nine in the evening in New Mexico
    agency = visitor(own_world, Role.AGENCY, MESA).visit("/my/services")
    assert agency.send(f"{FORM}/assure").says("Checked today")


def test_a_problem_is_told_at_the_field_and_nothing_typed_is_lost(own_world: World) -> None:
    agency = visitor(own_world, Role.AGENCY, MESA).visit(FORM)
    fields = {**fields_of(agency), "email": "no address", "opens-6-0": "09:00", "description": "Newly typed words."}
    agency.send(FORM, **fields)
    assert agency.status == 422
    assert agency.says("Sunday: type both times")
    agency.send(FORM, **{**fields, "opens-6-0": ""})
    assert agency.status == 422
    assert 'href="#email"' in agency.page
    assert agency.says("Newly typed words.")


def test_somebody_who_was_faster_is_named_by_field_and_saving_again_replaces_knowingly(own_world: World) -> None:
    agency = visitor(own_world, Role.AGENCY, MESA).visit(FORM)
    slow = fields_of(agency) | {"fees_description": "Free on Fridays"}
    agency.send(FORM, **{**fields_of(agency), "fees_description": "Ten dollars"})
    agency.send(FORM, **slow)
    assert agency.status == 412
    assert agency.says("Cost: now “Ten dollars”")
    agency.send(FORM, **{**fields_of(agency), "fees_description": "Free on Fridays"})
    assert own_world.get(f"/v1/services/{EVENING_CARE}").json["fees_description"] == "Free on Fridays"


def test_another_agency_cannot_change_it(world: World) -> None:
    stranger = visitor(world, Role.AGENCY, RIO).visit(FORM)
    assert (stranger.status, stranger.says("You cannot use this page")) == (403, True)
