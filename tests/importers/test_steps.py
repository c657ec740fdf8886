"""Each clean-up does its one thing, keeps the words, and leaves clean values alone."""

from __future__ import annotations

import ftfy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.drafts import Document, FlatRecord
from importers.pipeline import Cleaning, _is_bare_link
from importers.steps.addresses import mend_addresses
from importers.steps.contact_points import mend_contact_points, web_address
from importers.steps.encodings import _MENDING, mend_encoding
from importers.steps.languages import set_languages
from importers.steps.numbers import set_number_types
from importers.steps.points import set_point
from importers.steps.privacy import hide_confidential_place, speaks_of_hidden_shelter
from importers.steps.schedules import clock_time, set_schedules
from importers.steps.text import clean_text, clean_texts
from tests.importers.world import gazetteer


def record(record_type: str, document: Document) -> FlatRecord:
    return FlatRecord(record_type, "1", document, True)


@pytest.mark.parametrize(("words", "clean"), [
    ("  padded   inside ", "padded inside"),
    ("<p>Food<br/>and <b>shelter</b></p>", "Food\nand shelter"),
    ("Mothers &amp; children &#8217;s", "Mothers & children ’s"),
    ("First\\n\\nSecond", "First\n\nSecond"),
    ("JosÃ© MuÃ±oz", "José Muñoz"),
    ("zero\u200bwidth", "zerowidth"),
    ("Camp\n\n###MON###\n###COL###", "Camp"),
    ("ages < 5 & > 3", "ages < 5 & > 3"),
    ("“Quoted” – as it was", "“Quoted” – as it was"),
    ("Line one\nLine two", "Line one\nLine two"),
    ("one \n\n\n\n two\r\nthree\u00a0\tfour", "one\n\ntwo\nthree four"),
])  # fmt: skip
def test_words_are_put_right_and_clean_ones_stay(words: str, clean: str) -> None:
    assert clean_text(words) == clean


ASCII = st.text("aZ 9.,\n\r\t", max_size=20)
ODD = st.text("Ãâ€™Â£¥ÇÖ¬é’“–à²×³Œœ√‚вЂГРС\u00a0\u00ad\u0085\u2028\ufeff\x1b[31m", min_size=1, max_size=4)


@given(st.lists(ASCII | ODD).map("".join))
@settings(max_examples=500, deadline=None)
def test_what_is_not_shown_to_ftfy_would_not_have_been_changed_by_it(text: str) -> None:
    assert mend_encoding(text) == ftfy.fix_text(text, _MENDING)


@pytest.mark.parametrize("words", [
    " x", "x ", "a  b", "<b>x</b>", "é", "a\\nb", "&amp;", "x ###A###", "tab\there", "\nx", "x\n", "a\nb", "a\n  b",
    "\\\nx", 'say "\nx', "a \n b",
])  # fmt: skip
def test_quick_look_at_a_whole_record_misses_no_text_that_needs_cleaning(words: str) -> None:
    found = record("service", {"name": "A", "phones": [{"number": "1", "description": words}]})
    clean_texts(found)
    assert found.document["phones"][0]["description"] == clean_text(words)


@given(st.text('aZ 9\n"\\&<#n\t\r\u00e9', max_size=12))
@settings(max_examples=500, deadline=None)
def test_quick_look_and_long_one_agree(words: str) -> None:
    found = record("service", {"name": words} if words else {})
    clean_texts(found)
    assert found.document.get("name", "") == clean_text(words)


def test_nested_text_is_cleaned_also_where_its_owner_and_its_neighbour_are_or_are_not_clean() -> None:
    found = record("service", {"name": " A ", "phones": [{"number": "1"}, {"number": "2 "}], "languages": [None, {}]})
    clean_texts(found)
    assert found.document == {"name": "A", "phones": [{"number": "1"}, {"number": "2"}], "languages": [{}]}
    assert [note.field for note in found.notes] == ["languages"]


@pytest.mark.parametrize(("words", "address"), [
    ("www.example.org", "http://www.example.org"),
    ("example.org/a b", "http://example.org/ab"),
    ("http:/www.example.org", "http://www.example.org"),
    ("https://example.org/x?y=1#z", "https://example.org/x?y=1#z"),
    ("http://n/a", None),
    ("none", None),
    ("see our page", None),
])  # fmt: skip
def test_web_address_is_mended_or_set_aside(words: str, address: str | None) -> None:
    assert web_address(words) == address


def test_contact_point_that_cannot_be_used_is_kept_beside_and_noted() -> None:
    found = record("service", {"url": "see our page", "email": "ask at the desk", "phones": [{"number": "call us"}]})
    mend_contact_points(found)
    assert found.document == {"x_url": "see our page", "x_email": "ask at the desk", "phones": []}
    assert [note.field for note in found.notes] == ["url", "email", "phones"]


def test_extension_is_taken_out_of_the_number() -> None:
    found = record(
        "service",
        {
            "phones": [
                {"number": "305-555-0100 ext. 12"},
                {"number": "211"},
                {"number": "202-MISSION"},
                {"number": "305-555-0100 #7"},
                {"number": "11"},
            ]
        },
    )
    mend_contact_points(found)
    assert found.document["phones"] == [
        {"number": "305-555-0100", "extension": 12},
        {"number": "211"},
        {"number": "202-MISSION"},
        {"number": "305-555-0100", "extension": 7},
    ]


def test_number_as_text_becomes_a_number_and_nonsense_is_kept_beside() -> None:
    found = record("service", {"minimum_age": "18", "maximum_age": "none"})
    set_number_types(found)
    assert found.document == {"minimum_age": 18, "x_maximum_age": "none"}


@pytest.mark.parametrize(("words", "time"), [
    ("8:00am", "08:00"), ("12:30 PM", "12:30"), ("12:00am", "00:00"), ("9:00", "09:00"), ("17:00", "17:00"),
    ("10:00:00", "10:00:00"), ("noon", "noon"),
])  # fmt: skip
def test_clock_time_is_written_as_hsds_wants_it(words: str, time: str) -> None:
    assert clock_time(words) == time


def test_weekdays_with_other_times_stay_apart() -> None:
    days = [
        {"weekday": "Monday", "opens_at": "9:00"},
        {"weekday": "3", "opens_at": "9:00"},
        {"weekday": "Fri", "opens_at": "10:00"},
    ]
    found = record("service", {"schedules": days})
    set_schedules(found)
    assert [(s["byday"], s["opens_at"]) for s in found.document["schedules"]] == [("MO,WE", "09:00"), ("FR", "10:00")]


def test_languages_in_one_cell_become_several() -> None:
    found = record("service", {"languages": [{"id": "1", "name": "English, Spanish and Amharic"}, {"name": "Klingon"}]})
    set_languages(found)
    assert [(x["name"], x.get("code")) for x in found.document["languages"]] == [
        ("English", "en"), ("Spanish", "es"), ("Amharic", "am"), ("Klingon", None),
    ]  # fmt: skip


def test_address_is_brought_into_its_usual_form() -> None:
    address = {"state_province": "Massachusetts", "country": "USA", "postal_code": "2134", "city": "-1"}
    found = record("location", {"addresses": [address]})
    mend_addresses(found)
    assert found.document["addresses"] == [{"state_province": "MA", "country": "US", "postal_code": "02134"}]


def address(**parts: str) -> list[Document]:
    return [{"address_1": "1 Invented St", "country": "US", **parts}]


@pytest.mark.parametrize("point", [{}, {"latitude": 0, "longitude": 0}, {"latitude": 100, "longitude": 101}])
def test_place_without_a_possible_point_gets_its_zip(point: Document) -> None:
    found = record("location", {"addresses": address(postal_code="20010"), **point})
    set_point(found, gazetteer())
    assert found.document["x_point_precision"] == "postal_code"
    assert 0 < found.document["x_point_radius_miles"] < 5


def test_place_without_a_zip_gets_its_city() -> None:
    found = record("location", {"addresses": address(city="Miami", state_province="FL")})
    set_point(found, gazetteer())
    assert found.document["x_point_precision"] == "city"


def test_point_of_the_zip_itself_is_no_address() -> None:
    middle = gazetteer().place_of_postal_code("20010").point
    found = record(
        "location",
        {"latitude": middle.latitude, "longitude": middle.longitude, "addresses": address(postal_code="20010")},
    )
    set_point(found, gazetteer())
    assert found.document["x_point_precision"] == "postal_code"


def test_lost_minus_sign_is_put_back() -> None:
    found = record("location", {"latitude": 38.93, "longitude": 77.03, "addresses": address(postal_code="20010")})
    set_point(found, gazetteer())
    assert found.document["longitude"] == -77.03


def test_point_in_another_city_than_its_address_is_not_believed() -> None:
    home = address(city="Washington", state_province="DC", postal_code="20010")
    found = record("location", {"latitude": 26.2029, "longitude": -80.1665, "addresses": home})
    set_point(found, gazetteer())
    assert 38.9 < found.document["latitude"] < 39.0
    assert found.document["x_published_point"] == [26.2029, -80.1665]
    assert [note.field for note in found.notes] == ["latitude"]


def test_point_that_only_the_zip_contradicts_is_kept() -> None:
    abroad = address(city="Hollywood", state_province="FL", postal_code="20010")
    found = record("location", {"latitude": 26.2029, "longitude": -80.1665, "addresses": abroad})
    set_point(found, gazetteer())
    assert found.document["latitude"] == 26.2029


def test_reach_of_a_zip_is_not_measured_for_a_point_near_its_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    places = gazetteer()
    monkeypatch.setattr(type(places), "place_of_postal_code", lambda *_: pytest.fail("the reach was measured"))
    set_point(
        record("location", {"latitude": 38.9301, "longitude": -77.0371, "addresses": address(postal_code="20010")}),
        places,
    )


def test_exact_point_stays_untouched() -> None:
    document = {"latitude": 38.9301, "longitude": -77.0371, "addresses": address(postal_code="20010")}
    found = record("location", dict(document))
    set_point(found, gazetteer())
    assert found.document == document


@pytest.mark.parametrize(("words", "hidden"), [
    ("Emergency shelter for battered women", True),
    ("Domestic violence safe house and hotline", True),
    ("Safe home for trafficked youth", True),
    ("Legal help for victims of domestic violence", False),
    ("Animal shelter", False),
    ("\u017fafe house for battered women", True),
    ("Shelter for men. Counselling on many things, also domestic violence.", False),
])  # fmt: skip
def test_shelter_that_must_stay_hidden_is_known_by_its_words(words: str, hidden: bool) -> None:
    assert speaks_of_hidden_shelter(words) is hidden


@pytest.mark.parametrize("shelter", ["Shelter", "safe house", "safe-home", "safehaven", "SAFEHOUSES"])
@pytest.mark.parametrize("harm", [
    "domestic violence", "family abuse", "battered women", "sexual assault", "sexually exploited", "sexual-abuse",
    "Trafficking", "abused women",
])  # fmt: skip
def test_no_word_for_harm_is_missed_by_the_look_before_the_pattern(shelter: str, harm: str) -> None:
    assert speaks_of_hidden_shelter(f"{shelter} for {harm}")


def test_bare_link_would_pass_the_steps_that_it_is_spared() -> None:
    cleaning = Cleaning("a source", gazetteer())
    link = record("service_at_location", {"id": "1@2", "service_id": "1", "location_id": "2"})
    assert _is_bare_link(link)
    for name, step in cleaning.steps.items():
        if name != "ids":
            step(link)
    assert link.document == {"id": "1@2", "service_id": "1", "location_id": "2"}
    assert not link.notes
    link.document["phones"] = []
    assert not _is_bare_link(link)


def test_confidential_place_keeps_its_city_and_loses_its_door() -> None:
    found = record(
        "location",
        {
            "x_confidential": True,
            "name": "1 Invented St",
            "transportation": "two doors from the bank",
            "latitude": 38.9,
            "longitude": -77.0,
            "addresses": address(city="Washington", postal_code="20010"),
        },
    )
    hide_confidential_place(found)
    set_point(found, gazetteer())
    assert found.document == {"x_confidential": True, "addresses": [{"country": "US", "city": "Washington"}]}
