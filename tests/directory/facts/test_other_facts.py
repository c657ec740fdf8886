"""Cost, languages, intake, coverage, capacity, availability, access and delivery, read from invented texts."""

from __future__ import annotations

from datetime import date

import pytest

from directory.facts.accessibility import read_wheelchair_access
from directory.facts.availability import AvailabilityTexts, read_availability
from directory.facts.capacity import read_capacity
from directory.facts.cost import CostTexts, cost_texts, read_cost
from directory.facts.coverage import read_service_areas
from directory.facts.delivery import DeliveryTexts, read_delivery
from directory.facts.intake import IntakeTexts, read_intake
from directory.facts.languages import read_languages
from directory.facts.values import AvailabilityStatus, CostKind, Delivery, Intake, Tri
from directory.geography.service_area import AreaKind, ServiceArea

FREE, SLIDING, FEE, INSURANCE = CostKind.FREE, CostKind.SLIDING_SCALE, CostKind.FEE, CostKind.INSURANCE


@pytest.mark.parametrize(
    ("fees", "kinds"),
    [
        ("No fee", (FREE,)),
        ("None", (FREE,)),
        ("Free of charge", (FREE,)),
        ("Gratis", (FREE,)),
        ("Sin costo", (FREE,)),
        ("No fee (donations accepted)", (FREE,)),
        ("Sliding scale", (SLIDING,)),
        ("Sliding fee", (SLIDING,)),
        ("Escala móvil según ingresos", (SLIDING,)),
        ("Rent is 30% of income", (SLIDING,)),
        ("Sliding scale; no one is turned away if they cannot afford the fees", (SLIDING,)),
        ("Flat fee", (FEE,)),
        ("Fees vary", (FEE,)),
        ("Flat fee, sliding scale", (SLIDING, FEE)),
        ("Accepts Medicaid and private insurance", (INSURANCE,)),
        ("Set fee. Accepts Medicare", (FEE, INSURANCE)),
        ("No insurance needed", ()),
        ("Please inquire", ()),
        ("Call the toll-free number", ()),
        ("Drug-free housing", ()),
        ("", ()),
    ],
)
def test_ways_of_paying_are_read(fees: str, kinds: tuple[CostKind, ...]) -> None:
    assert set(read_cost(CostTexts(fees)).kinds) == set(kinds)


@pytest.mark.parametrize(
    ("fees", "amount"),
    [
        ("$1,250 per term; $40 deposit", 40),
        ("Sliding scale, $0 to $80", 0),
        ("$10 donation requested", None),
        ("$12.50 a visit", 12.5),
    ],
)
def test_the_lowest_price_is_kept(fees: str, amount: float | None) -> None:
    assert read_cost(CostTexts(fees)).amount_dollars == amount


def test_hsds_cost_options_are_read() -> None:
    cost = read_cost(cost_texts({"fees_description": "", "cost_options": [{"option": "Adults", "amount": 15}]}))
    assert cost.kinds == (FEE,)
    assert cost.amount_dollars == 15


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("English; Spanish", ("en", "es")),
        ("Español e inglés", ("es", "en")),
        ("English, Haitian Creole & American Sign Language", ("en", "ht", "ase")),
        ("ASL, TDD", ("ase",)),
        ("en, es", ("en", "es")),
        ("eng;spa", ("en", "es")),
        ("Amharic/Tigrigna/Farsi", ("am", "ti", "fa")),
        ("English; literature in Spanish is offered", ("en",)),
        ("English (Spanish speaking clients are referred to another site)", ("en",)),
        ("Accommodated as needed", ()),
    ],
)
def test_languages_are_read_in_their_order(text: str, codes: tuple[str, ...]) -> None:
    assert read_languages(text).codes == codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Interpreters available", Tri.YES),
        ("140 languages through the AT&T Language Line", Tri.YES),
        ("Intérpretes disponibles", Tri.YES),
        ("Other languages available upon request", Tri.YES),
        ("English only", Tri.NO),
        ("No interpreter available", Tri.NO),
        ("English", Tri.UNKNOWN),
    ],
)
def test_interpretation_is_yes_no_or_unknown(text: str, expected: Tri) -> None:
    assert read_languages(text).interpretation is expected


def intake(application: str, documents: str = "") -> Intake:
    return read_intake(IntakeTexts(application, documents))


def test_ways_in_are_read_and_the_rest_is_unknown() -> None:
    read = intake("Telephone, By Appointment")
    assert (read.phone, read.appointment) == (Tri.YES, Tri.YES)
    assert (read.walk_in, read.online, read.referral_required) == (Tri.UNKNOWN, Tri.UNKNOWN, Tri.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "walk_in", "appointment"),
    [
        ("Walk-ins welcome", Tri.YES, Tri.UNKNOWN),
        ("No appointment necessary", Tri.YES, Tri.NO),
        ("By appointment. Absolutely no walk-ins", Tri.NO, Tri.YES),
        ("Sin cita previa", Tri.YES, Tri.NO),
        ("Llame para hacer una cita", Tri.UNKNOWN, Tri.YES),
    ],
)
def test_walking_in_and_appointments(text: str, walk_in: Tri, appointment: Tri) -> None:
    assert (intake(text).walk_in, intake(text).appointment) == (walk_in, appointment)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Referral required", Tri.YES),
        ("Clients must be referred by a physician", Tri.YES),
        ("Referral Required, telephone referrals accepted", Tri.YES),
        ("No referral needed", Tri.NO),
        ("Self-referral", Tri.NO),
        ("Referrals accepted", Tri.NO),
        ("Telephone, Walk-In, Referral", Tri.UNKNOWN),
    ],
)
def test_a_referral_is_required_only_where_it_is_said(text: str, expected: Tri) -> None:
    assert intake(text).referral_required is expected


def test_documents_are_listed() -> None:
    assert intake("", "Photo ID; proof of income, TB test and lease").documents == (
        "Photo ID",
        "proof of income",
        "TB test",
        "lease",
    )
    assert intake("Call first. Must bring photo ID and proof of address.").documents == ("photo ID", "proof of address")
    assert intake("", "None").documents == ()


class FakeAreas:
    """DC, one county of Maryland, and names."""

    def resolve(self, words: str, state: str | None = None) -> tuple[ServiceArea, ...]:
        """One area for the whole text."""
        known = {"DC": "state:DC", "Washington": "city:DC:washington", "MD - Hill County": "county:99002"}
        key = known.get(words) if state == "DC" else None
        return (ServiceArea(AreaKind.COUNTY if key else AreaKind.NAMED, words, (key,) if key else ()),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DC; ", [("state:DC",)]),
        ("MD - Washington County; ", [("city:DC:washington",)]),
        ("MD - Hill County; ", [("county:99002",)]),
        ("MD - Old Mill County; ", [()]),
        ("MD - Unknown County; ", []),
        ("Please inquire", []),
    ],
)
def test_coverage_labels_are_looked_for_in_the_records_own_state(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [area.keys for area in read_service_areas([text], "DC", FakeAreas())] == expected


def test_an_unresolved_neighbourhood_keeps_its_bare_name() -> None:
    assert read_service_areas(["MD - Old Mill County"], "DC", FakeAreas())[0].name == "Old Mill"


def test_a_dated_number_wins_over_words() -> None:
    capacity = read_capacity(
        [{"available": 0, "updated": "2026-05-01"}, {"available": 3, "updated": "2026-06-01"}], ["Currently full"]
    )
    assert capacity.has_room is Tri.YES
    assert capacity.updated == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "room", "waiting"),
    [
        ("Currently full", Tri.NO, Tri.UNKNOWN),
        ("Not accepting new clients", Tri.NO, Tri.UNKNOWN),
        ("Openings available", Tri.YES, Tri.UNKNOWN),
        ("There is a waiting list", Tri.UNKNOWN, Tri.YES),
        ("No waiting list", Tri.UNKNOWN, Tri.NO),
        ("Hay lista de espera", Tri.UNKNOWN, Tri.YES),
        ("Full-day care", Tri.UNKNOWN, Tri.UNKNOWN),
    ],
)
def test_words_about_room(text: str, room: Tri, waiting: Tri) -> None:
    capacity = read_capacity((), [text])
    assert (capacity.has_room, capacity.waiting_list) == (room, waiting)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (AvailabilityTexts("active"), AvailabilityStatus.OPEN),
        (AvailabilityTexts(""), AvailabilityStatus.OPEN),
        (AvailabilityTexts("Inactive"), AvailabilityStatus.INACTIVE),
        (AvailabilityTexts("Active, but do not refer"), AvailabilityStatus.DO_NOT_REFER),
        (AvailabilityTexts("defunct"), AvailabilityStatus.ENDED),
        (AvailabilityTexts("temporarily closed"), AvailabilityStatus.TEMPORARILY_CLOSED),
        (AvailabilityTexts("active", name="CLOSED - Corner Pantry"), AvailabilityStatus.ENDED),
        (AvailabilityTexts(description="Hot meals. This program has ended."), AvailabilityStatus.ENDED),
        (AvailabilityTexts(description="This service is no longer available."), AvailabilityStatus.ENDED),
        (AvailabilityTexts(description="Este programa ya no existe."), AvailabilityStatus.ENDED),
        (AvailabilityTexts(alert="Closed for renovations"), AvailabilityStatus.TEMPORARILY_CLOSED),
    ],
)
def test_services_that_may_not_be_offered(texts: AvailabilityTexts, expected: AvailabilityStatus) -> None:
    assert read_availability(texts).status is expected


@pytest.mark.parametrize(
    "description",
    [
        "The office is closed on holidays.",
        "Closed Mondays.",
        "Helps people who no longer qualify for other aid.",
        "The waiting list is closed until further notice.",
        "Liquidation and out of business sales.",
        "Care for those whose job has ended.",
        "A closed group for survivors.",
    ],
)
def test_closings_of_other_things_close_no_service(description: str) -> None:
    assert read_availability(AvailabilityTexts("active", "Help Desk", description)).status is AvailabilityStatus.OPEN


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Wheelchair accessible"], Tri.YES),
        (["Handicap accessible"], Tri.YES),
        (["Ramp", "Elevator"], Tri.YES),
        (["Not wheelchair accessible"], Tri.NO),
        (["Limited access"], Tri.UNKNOWN),
        (["NW"], Tri.UNKNOWN),
        (["No"], Tri.NO),
        ([], Tri.UNKNOWN),
        (["Accesible para sillas de ruedas"], Tri.YES),
    ],
)
def test_wheelchair_access(texts: list[str], expected: Tri) -> None:
    assert read_wheelchair_access(texts) is expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (DeliveryTexts("Corner Pantry", "Food boxes. Apply online."), (Delivery.IN_PERSON,)),
        (DeliveryTexts("Night Hotline", "Somebody listens."), (Delivery.PHONE,)),
        (DeliveryTexts("Good Start", "Home visits for new parents."), (Delivery.IN_PERSON, Delivery.AT_HOME)),
        (DeliveryTexts("Law Desk", "Online workshops.", has_place=False), (Delivery.ONLINE,)),
        (DeliveryTexts("Law Desk", location_type="virtual"), (Delivery.ONLINE,)),
        (DeliveryTexts("Law Desk", has_place=False), ()),
        (DeliveryTexts("Law Desk", "Advice. <br>Home visits: Old Mill"), (Delivery.IN_PERSON,)),
    ],
)
def test_where_the_help_happens(texts: DeliveryTexts, expected: tuple[Delivery, ...]) -> None:
    assert read_delivery(texts) == expected
