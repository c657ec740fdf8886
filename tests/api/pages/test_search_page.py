"""The search page: understood, narrowed, explained, and discreet."""

from __future__ import annotations

import re

import pytest

from tests.api.cast import EVENING_CARE_AT_HALL, EVENING_CARE_AT_MESA
from tests.api.pages.visitor import visitor
from tests.api.world import World


def test_searching_by_words_and_place_shows_the_service_with_reasons_and_its_pin(world: World) -> None:
    someone = visitor(world).send("/search", q="evening childcare", near="87102")
    assert someone.status == 200
    assert someone.path == "/?q=evening+childcare&near=87102"
    assert someone.says("Evening childcare")
    assert 'aria-label="Why it fits"' in someone.page
    assert re.search(r'data-number="1"\s+data-latitude="35\.\d+"', someone.page)


def test_what_was_understood_can_be_removed(world: World) -> None:
    someone = visitor(world).visit("/?q=childcare&near=87102")
    assert 'aria-label="Remove Child care"' in someone.page
    assert 'href="/?near=87102" aria-label="Remove Child care"' in someone.page
    assert 'href="/?q=childcare" aria-label="Remove near 87102 Albuquerque, NM"' in someone.page


def test_a_closed_service_is_never_on_the_page(world: World) -> None:
    assert not visitor(world).visit("/?q=childcare&near=87102").says("Closed childcare")


def test_the_count_beside_a_filter_is_the_number_of_results_that_it_brings(world: World) -> None:
    someone = visitor(world).visit("/?near=87102")
    found = re.search(r'name="language" value="es".*?class="count"[^>]*>(\d+)<', someone.page, re.DOTALL)
    assert found is not None
    narrowed = visitor(world).visit("/?near=87102&language=es")
    assert narrowed.says(f"{found[1]} result")


def test_when_filters_leave_nothing_the_page_says_which_one_to_leave_out(world: World) -> None:
    someone = visitor(world).visit("/?q=childcare&near=87102&day=6")
    assert someone.says("0 results")
    assert someone.says("Without “Sunday”")


@pytest.mark.parametrize(
    "words", ["domestic violence shelter", "addiction recovery", "my husband hurts me and I have to go tonight"]
)
def test_sensitive_words_and_sentences_never_stand_in_the_address_or_the_title(world: World, words: str) -> None:
    someone = visitor(world).send("/search", q=words, near="87102")
    assert someone.path.startswith("/?kept=")
    assert words.split()[0] not in someone.path + someone.title()
    assert f'value="{words}"' in someone.page


def test_an_address_with_a_sensitive_need_is_changed_for_one_without(world: World) -> None:
    someone = visitor(world).visit("/?need=domestic_violence&near=87102")
    assert "violence" not in someone.path
    assert someone.title() == "Page · Wraparound"
    assert "data-quick-exit" in someone.page


def test_a_kept_search_of_another_session_asks_to_type_it_again(world: World) -> None:
    assert visitor(world).visit("/?kept=abcdefgh&near=87102").says("Type it again")


def test_facts_about_the_person_are_matched_and_never_stand_in_the_address(world: World) -> None:
    someone = visitor(world).visit("/?q=childcare&near=87102")
    someone.send("/person", back="/?q=childcare&near=87102", children="4", when=["evening"])
    assert someone.path == "/?q=childcare&near=87102"
    assert someone.says("lives with ages 4, weekday evenings, 5 to 9")
    assert someone.says("Open for all the hours asked for")


def test_a_fact_that_cannot_be_read_is_shown_again_with_what_to_type(world: World) -> None:
    someone = visitor(world).send("/person", back="/", age="thirty", children="2, 7")
    assert someone.status == 422
    assert someone.says("Type the age in whole years, such as 31.")
    assert 'value="thirty"' in someone.page
    assert 'value="2, 7"' in someone.page


def test_what_almost_fits_says_the_one_change(world: World) -> None:
    someone = visitor(world).visit("/?q=childcare&near=87102")
    someone.send("/person", back="/?q=childcare&near=87102", when=["weekend"])
    assert someone.says("Almost fits")
    assert someone.says("It would fit")


def test_an_unknown_place_is_told_and_the_search_goes_on(world: World) -> None:
    someone = visitor(world).visit("/?q=childcare&near=nowhereville")
    assert someone.says("No place is known as “nowhereville”.")
    assert someone.says("Evening childcare")


@pytest.mark.parametrize(
    "query", ["?page=-4", "?page=9999999", "?sort=;drop", "?day=x&day=99", "?age=old&within=far", "?need=none"]
)
def test_an_address_that_was_cut_or_made_up_still_gives_a_page(world: World, query: str) -> None:
    assert visitor(world).visit(f"/{query}&near=87102").status == 200


def test_the_page_runs_no_inline_script_or_style(world: World) -> None:
    page = visitor(world).visit("/?q=childcare&near=87102").page
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page)


def test_the_listing_says_what_to_do_whom_it_takes_and_how_the_score_adds_up(world: World) -> None:
    someone = visitor(world).visit(f"/listings/{EVENING_CARE_AT_MESA}?q=childcare&near=87102")
    if not someone.says("Why it stands"):  # the service's other place may be the better one
        someone.visit(f"/listings/{EVENING_CARE_AT_HALL}?q=childcare&near=87102")
    order = [
        someone.text.index(words)
        for words in ("What to do next", "Does it take this person?", "Hours", "Contact", "Where this comes from")
    ]
    assert order == sorted(order)
    figures = re.findall(r'data-label="Points">([\d.]+)<', someone.page)
    assert sum(map(float, figures[:-1])) == pytest.approx(float(figures[-1]), abs=0.051)


def test_a_listing_that_is_gone_says_so_in_the_same_look(world: World) -> None:
    someone = visitor(world).visit("/listings/00000000-0000-4000-8000-000000000000")
    assert (someone.status, someone.says("This listing is no longer here")) == (404, True)


def test_a_listing_can_be_put_aside_and_taken_back(world: World) -> None:
    someone = visitor(world).send("/saved", listing=EVENING_CARE_AT_MESA, do="add", back="/saved")
    assert someone.says("1 saved service")
    assert someone.send("/saved", listing=EVENING_CARE_AT_MESA, do="remove", back="/saved").says("Nothing is saved yet")


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_form_leads_to_another_site(world: World, target: str) -> None:
    answer = world.client.get("/sign-in", query_string={"next": target}, headers={"Accept": "text/html"})
    assert 'name="next" value="/"' in answer.get_data(as_text=True)


def test_outlines_and_the_map_library_come_from_us(world: World) -> None:
    assert world.get("/map/counties/NM.json").json["type"] == "FeatureCollection"
    assert world.get("/map/counties/XX.json").status_code == 404
    with world.client.get("/vendor/leaflet/leaflet.css") as library:
        assert ".leaflet" in library.get_data(as_text=True)
    assert world.get("/vendor/leaflet/../__init__.py").status_code == 404
