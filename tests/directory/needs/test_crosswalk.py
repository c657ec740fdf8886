"""Codes, categories and words become needs with a strength that says main purpose or mention in passing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from directory.errors import InvalidReferenceData
from directory.needs.catalogue import NeedCatalogue
from directory.needs.crosswalk import CODE_SCHEME, WORD_SCHEME, Crosswalk, NeedSource
from tests.shared_data import shared_path

NEEDS = Path(__file__).resolve().parents[3] / "data" / "needs"
NO_211_CODE = {"needs_related_payment"}  # paid by workforce boards; directories file no code for it

TOO_BROAD_TERM = {
    "senior_services",
    "expungement_reentry",
}  # share "Support Network" and "Legal Aid"; reached by others


@pytest.fixture(scope="module")
def crosswalk() -> Crosswalk:
    return Crosswalk.read(NEEDS)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(NEEDS.glob("crosswalk-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found.extend(csv.DictReader(file))
    return found


def strengths(crosswalk: Crosswalk, **source: object) -> dict[str, float]:
    fits = crosswalk.needs_of(NeedSource(**{"name": "", **source}))  # type: ignore[arg-type]
    return {fit.code: fit.strength for fit in fits}


def test_every_row_points_to_a_need_of_the_catalogue(rows: list[dict[str, str]]) -> None:
    codes = NeedCatalogue.read(NEEDS / "needs.csv").codes()
    assert {row["need"] for row in rows if row["need"]} == codes


def test_every_need_is_reached_from_codes_categories_and_words(rows: list[dict[str, str]]) -> None:
    codes = NeedCatalogue.read(NEEDS / "needs.csv").codes()
    reached = {
        scheme: {row["need"] for row in rows if row["scheme"] == scheme}
        for scheme in (CODE_SCHEME, WORD_SCHEME, "open eligibility")
    }
    assert codes - reached[CODE_SCHEME] == NO_211_CODE
    assert codes <= reached[WORD_SCHEME]
    assert codes <= reached["open eligibility"]


def test_every_need_is_reached_from_its_own_open_eligibility_terms(crosswalk: Crosswalk) -> None:
    needs = NeedCatalogue.read(NEEDS / "needs.csv").all()
    pointed = {
        need.code: {p.need for t in need.open_eligibility for p in crosswalk.of_label(t) or ()} for need in needs
    }
    assert {code for code, reached in pointed.items() if code not in reached} == TOO_BROAD_TERM


def test_every_need_has_spanish_words(rows: list[dict[str, str]]) -> None:
    spanish = {"comida": "food", "abogado": "legal_aid", "guarderia": "childcare", "albergue": "housing_shelter"}
    by_term = {row["term"]: row["need"] for row in rows if row["scheme"] == WORD_SCHEME}
    assert {term: by_term.get(term) for term in spanish} == spanish


def test_codes_carry_no_names(rows: list[dict[str, str]]) -> None:
    for row in rows:
        if row["scheme"] == CODE_SCHEME:
            assert row["term"].replace("-", "").replace(".", "").isalnum()
            assert row["note"] in ("", "names no need of its own")


def test_the_name_says_the_main_purpose(crosswalk: Crosswalk) -> None:
    assert strengths(crosswalk, name="Hope Food Pantry")["food"] == 1.0


def test_a_mention_late_in_the_description_is_weak(crosswalk: Crosswalk) -> None:
    found = strengths(crosswalk, name="Job Center", description="Helps adults find work. Coffee and lunch are there.")
    assert found["job_search"] == 1.0
    assert found["food"] < 0.5


def test_a_sentence_read_before_still_counts_by_where_it_stands(crosswalk: Crosswalk) -> None:
    first, second = "Gives out food boxes.", "The office is on Main Street."
    early, late = (
        strengths(crosswalk, description=words)["food"] for words in (f"{first} {second}", f"{second} {first}")
    )
    assert early > late
    assert strengths(crosswalk, description=f"{first} {second}")["food"] == early


def test_a_category_twice_says_nothing_twice(crosswalk: Crosswalk) -> None:
    once, other = ("", "", "Food Pantries"), ("", "", "Job Search")
    assert strengths(crosswalk, categories=(once, other)) == strengths(crosswalk, categories=(once, other, once))


def test_the_longest_prefix_of_a_code_wins(crosswalk: Crosswalk) -> None:
    assert [p.need for p in crosswalk.of_code("BD-1800.2000-640")] == ["food"]
    assert [p.need for p in crosswalk.of_code("BM-6500.1500-150")] == ["diapers_baby_supplies"]
    assert crosswalk.of_code("LJ-5000.8000-250") == ()  # a blocked branch of a mapped one
    assert crosswalk.of_code("ZZ-9999") == ()


def test_a_code_for_a_target_group_is_no_need(crosswalk: Crosswalk) -> None:
    assert strengths(crosswalk, categories=(("211", "YB-8000", ""),)) == {}


@pytest.mark.parametrize(
    ("label", "need"),
    [
        ("Childcare General", "childcare"),
        ("Legal-Immigration", "immigration_legal"),
        ("Food > Free Meals", "food"),
        ("Help Pay for Utilities", "utilities"),
        ("Community Food Pantries", "food"),
    ],
)
def test_category_labels_are_understood_whole_by_leaf_or_by_words(crosswalk: Crosswalk, label: str, need: str) -> None:
    assert strengths(crosswalk, categories=(("", "", label),))[need] >= 0.7


def test_many_categories_say_less_each_than_one(crosswalk: Crosswalk) -> None:
    one = (("", "", "Food*"),)
    many = tuple(("", "", label) for label in ("Food*", "Clothing", "Veterans", "Legal-Aid", "Transportation", "Camps"))
    assert strengths(crosswalk, categories=many)["food"] < strengths(crosswalk, categories=one)["food"]


def test_two_sources_that_agree_are_stronger_than_one(crosswalk: Crosswalk) -> None:
    alone = strengths(crosswalk, categories=(("211", "BD-1800", ""),))["food"]
    both = strengths(crosswalk, description="Food for families.", categories=(("211", "BD-1800", ""),))["food"]
    assert alone < both <= 1.0


@pytest.mark.parametrize(
    "description",
    [
        "We do not provide shelter or food.",
        "Inspects kitchens to prevent food poisoning.",
        "The animal shelter takes dogs.",
        "Interprets the rules on food safety.",
    ],
)
def test_words_about_something_else_are_no_need(crosswalk: Crosswalk, description: str) -> None:
    found = strengths(crosswalk, name="Office", description=description)
    assert "food" not in found
    assert "housing_shelter" not in found


def test_a_referral_to_help_is_less_than_help(crosswalk: Crosswalk) -> None:
    given = strengths(crosswalk, name="Office", description="Offers rent assistance.")["rent_assistance"]
    referred = strengths(crosswalk, name="Office", description="Makes referrals for rent assistance.")
    assert referred.get("rent_assistance", 0) < given


def test_who_may_come_is_less_than_what_is_given(crosswalk: Crosswalk) -> None:
    found = strengths(crosswalk, name="Noon Table", description="Hot meals for disabled and elderly people.")
    assert found["food"] > 2 * found.get("senior_services", 0)
    assert strengths(crosswalk, name="Senior Services")["senior_services"] == 1.0


@pytest.mark.parametrize(
    ("name", "need"),
    [
        ("Despensa de alimentos gratis", "food"),
        ("Clases de inglés", "esl"),
        ("Ayuda con la renta", "rent_assistance"),
        ("Guardería infantil", "childcare"),
        ("Violencia doméstica: línea de ayuda", "domestic_violence"),
        ("Servicios de inmigración", "immigration_legal"),
        ("Pañales para su bebé", "diapers_baby_supplies"),
    ],
)
def test_spanish_names_are_understood(crosswalk: Crosswalk, name: str, need: str) -> None:
    assert strengths(crosswalk, name=name)[need] >= 0.7


def test_the_strongest_comes_first_with_its_evidence(crosswalk: Crosswalk) -> None:
    fits = crosswalk.needs_of(NeedSource("Legal Aid Clinic", description="Also helps with food stamps."))
    assert [fit.strength for fit in fits] == sorted((fit.strength for fit in fits), reverse=True)
    assert (fits[0].code, fits[0].evidence[0]) == ("legal_aid", "legal aid")


def test_nothing_said_is_no_need(crosswalk: Crosswalk) -> None:
    assert crosswalk.needs_of(NeedSource("")) == ()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("words,food,food,lots,", "strength 'lots' is not a number"),
        ("words,food,food,2,", "strength 2.0 is not above 0"),
        ("words,,food,1,", "scheme and term must not be empty"),
    ],
)
def test_an_unusable_row_is_named(tmp_path: Path, row: str, reason: str) -> None:
    (tmp_path / "crosswalk-x.csv").write_text(f"scheme,term,need,strength,note\n{row}\n", encoding="utf-8")
    with pytest.raises(InvalidReferenceData, match=f"line 2: {reason}"):
        Crosswalk.read(tmp_path)


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidReferenceData, match=r"no crosswalk-\*\.csv"):
        Crosswalk.read(tmp_path)


def test_most_real_services_get_a_strong_need(crosswalk: Crosswalk) -> None:
    codes: dict[str, list[tuple[str, str, str]]] = {}
    with shared_path("data", "real", "miami-211-hsds1", "services_taxonomy.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            codes.setdefault(row["service_id"], []).append(("211", row["taxonomy_id"], ""))
    with shared_path("data", "real", "miami-211-hsds1", "services.csv").open(encoding="utf-8") as file:
        services = list(csv.DictReader(file))[::4]
    strong = 0
    for row in services:
        categories = tuple(codes.get(row["id"], ()))
        fits = crosswalk.needs_of(NeedSource(row["name"], row["alternate_name"], row["description"], categories))
        strong += bool(fits) and fits[0].strength >= 0.6
    assert strong / len(services) > 0.7


def test_the_agencys_name_before_the_services_says_less(crosswalk: Crosswalk) -> None:
    name = "Harbor Legal Services - Home Purchase Program"
    alone = strengths(crosswalk, name=name)
    known = strengths(crosswalk, name=name, organization="Harbor Legal Services, Inc.")
    assert alone["legal_aid"] == 1
    assert known["legal_aid"] <= 0.5 < known["housing_counseling"]


def test_the_agencys_name_counts_where_the_rest_names_no_need(crosswalk: Crosswalk) -> None:
    assert strengths(crosswalk, name="River Food Bank - East", organization="River Food Bank")["food"] == 1
    assert strengths(crosswalk, name="River Food Bank", organization="River Food Bank")["food"] == 1


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("Well-Child Care", "childcare", "health_care"),
        ("Geriatric Day Care", "childcare", "dependent_care"),
        ("Clinica Legal", "health_care", "legal_aid"),
        ("Health Insurance Counseling", "mental_health", "health_insurance"),
        ("Wage and Hour Unit", "job_search", "legal_aid"),
        ("Employment Law Project", "job_search", "legal_aid"),
        ("Refugee Resettlement", "immigration_legal", "job_search"),
    ],
)
def test_a_phrase_wins_over_its_words(crosswalk: Crosswalk, name: str, wrong: str, right: str) -> None:
    found = strengths(crosswalk, name=name)
    assert found[right] >= 0.6
    assert found.get(wrong, 0) < 0.5


@pytest.mark.parametrize("name", ["Police ride-along", "Animal Shelter", "Small business counseling", "Bus shelters"])
def test_what_is_no_help_for_people_names_no_need(crosswalk: Crosswalk, name: str) -> None:
    assert strengths(crosswalk, name=name) == {}
