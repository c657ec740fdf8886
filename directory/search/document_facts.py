"""The facts of a listing, read from the words and fields of its records.

Not for: how words are read (`directory.facts`, one reader a fact). Here stands only which fields of HSDS, and which `x_`
fields of our importers, each reader is given. The decision a reader would ask about: what a record says of one place wins
over what it says of the service, and that over what it says of the building.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from msgspec import structs

from directory.facts.accessibility import read_wheelchair_access
from directory.facts.availability import AvailabilityTexts, read_availability
from directory.facts.capacity import read_capacity
from directory.facts.cost import CostTexts, cost_texts, read_cost
from directory.facts.coverage import read_service_areas
from directory.facts.delivery import DeliveryTexts, read_delivery
from directory.facts.eligibility import EligibilityTexts, read_eligibility
from directory.facts.hours import read_hours
from directory.facts.intake import IntakeTexts, read_intake
from directory.facts.languages import read_languages
from directory.facts.residence import AreaResolver
from directory.facts.schedules import hours_of_schedules
from directory.facts.values import Capacity, Cost, Hours, Languages, Tri
from directory.geography.service_area import ServiceArea
from directory.search.document_fields import Document, Words, items, number, text, texts
from directory.search.document_place import ListingPlace

_TEXTS_KEPT = 20_000
_LANGUAGES_KEPT = 4096
"""Lists of languages; of three real sources 90 % of the services have one that came before."""

_hours_in_words = lru_cache(maxsize=_TEXTS_KEPT)(read_hours)
_wheelchair_in_words = lru_cache(maxsize=_TEXTS_KEPT)(read_wheelchair_access)


def facts_of_service(service: Document, told: Words) -> dict[str, Any]:
    """The facts that are the same at every place of the service, as fields of `Listing`; `told` are its words."""
    name, description, application = told["name"], told["description"], told["application_process"]
    documents = "; ".join([text(document, "document") for document in items(service, "required_documents")])
    status = told["status"]
    if "x_availability" in service:
        status = "; ".join((status, *texts(service, "x_availability")))
    # A message with an end would outlive it here, because a listing is not read again when a date has passed.
    passing = "" if told["x_temporary_message_expires"] else told["x_temporary_message"]
    alert = told["alert"] or passing
    return {
        "application_text": application,
        "intake": read_intake(IntakeTexts(application, documents, told["eligibility_description"])),
        "availability": read_availability(AvailabilityTexts(status, name, description, alert)),
        "cost": _cost(service),
        "fees_text": told["fees_description"] or told["fees"],
        "capacity": _capacity(service),
    }


class FactReader:
    """Reads the facts of one listing as fields of `Listing`. Safe to share between threads."""

    def __init__(self, areas: AreaResolver) -> None:
        self._areas = areas
        self._areas_in_words = lru_cache(maxsize=_TEXTS_KEPT)(self._read_areas)

    def facts_at(
        self, service: Document, told: Words, at: Document, location: Document, place: ListingPlace
    ) -> dict[str, Any]:
        """The facts of the service at that place; `at` and `location` are empty for a service without one."""
        is_there = bool(place.street or place.confidential or place.point)
        delivery = DeliveryTexts(told["name"], told["description"], is_there, text(location, "location_type"))
        hours, hours_text = _hours((at, service, location))
        return {
            **self._of_clients(service, told, at, place),
            "delivery": read_delivery(delivery),
            "wheelchair_accessible": _wheelchair_in_words(_accessibility_texts(location)),
            "hours": hours,
            "hours_text": hours_text,
            "languages": _languages((service, location)),
        }

    def _of_clients(self, service: Document, told: Words, at: Document, place: ListingPlace) -> dict[str, Any]:
        """Who is taken, and from where."""
        state = place.state or None
        eligibility = EligibilityTexts(
            eligibility=told["eligibility_description"] or told["eligibility"],
            name=told["name"],
            description=told["description"],
            minimum_age=number(service, "minimum_age"),
            maximum_age=number(service, "maximum_age"),
            state=state,
        )
        coverage = _coverage_texts(at) or _coverage_texts(service)
        return {
            "eligibility": read_eligibility(eligibility, self._areas),
            "eligibility_text": eligibility.eligibility,
            "service_areas": self._areas_in_words(coverage, state) if coverage else (),
        }

    def _read_areas(self, coverage: tuple[str, ...], state: str | None) -> tuple[ServiceArea, ...]:
        return read_service_areas(coverage, state, self._areas)


def _hours(owners: Sequence[Document]) -> tuple[Hours | None, str]:
    """The weekly hours of the first record that gives any, as schedules or in words; the words of the first that has any."""
    hours, told = None, ""
    for owner in owners:
        if "schedules" not in owner and "x_hours_text" not in owner:
            continue
        schedules, words = items(owner, "schedules"), text(owner, "x_hours_text")
        if hours is None and schedules:
            hours = hours_of_schedules(schedules)
        if hours is None and words:
            hours = _hours_in_words(words)
        told = told or words or _described(schedules)
    return hours, told


def _described(schedules: Sequence[Document]) -> str:
    described = [text(schedule, "description") for schedule in schedules if "description" in schedule]
    return "; ".join(filter(None, dict.fromkeys(described))) if described else ""


def _cost(service: Document) -> Cost:
    told = cost_texts(service)
    accepted = "; ".join(texts(service, "x_payments_accepted", "x_payment_methods"))
    return read_cost(CostTexts(told.fees, told.cost_options, accepted) if accepted else told)


def _languages(owners: Sequence[Document]) -> Languages:
    """Languages of the service and of the building; interpretation where any record says so."""
    entries = [
        (text(entry, "name"), text(entry, "code"))
        for owner in owners
        if "languages" in owner
        for entry in items(owner, "languages")
    ]
    return _languages_told(tuple(entries), text(owners[0], "interpretation_services"))


@lru_cache(maxsize=_LANGUAGES_KEPT)
def _languages_told(entries: tuple[tuple[str, str], ...], interpreters: str) -> Languages:
    """The languages of entries, each a name and a code, and of a text about interpreters."""
    # An entry at a time: one may be named, the next given by its code.
    read = [_language(name, code) for name, code in entries]
    if interpreters:
        read.append(_by_interpreter(read_languages(interpreters, "interpretation_services")))
    said = {each.interpretation for each in read}
    return Languages(
        codes=tuple(dict.fromkeys(code for each in read for code in each.codes)),
        interpretation=next((answer for answer in (Tri.YES, Tri.NO) if answer in said), Tri.UNKNOWN),
        evidence=tuple(dict.fromkeys(evidence for each in read for evidence in each.evidence)),
    )


def _language(name: str, code: str) -> Languages:
    named = read_languages(name)
    return named if named.codes else read_languages(code or name)


def _by_interpreter(read: Languages) -> Languages:
    """The field is about interpreters: a language that it names is served by one."""
    return structs.replace(read, interpretation=Tri.YES) if read.codes and read.interpretation is Tri.UNKNOWN else read


def _capacity(service: Document) -> Capacity:
    words = texts(service, "wait_time", "alert", "x_capacity_text", "description")
    return read_capacity(items(service, "capacities"), words)


def _coverage_texts(owner: Document) -> tuple[str, ...]:
    """Names of service areas, else the words of the publisher that they came from."""
    if "service_areas" not in owner and "x_coverage_text" not in owner:
        return ()
    areas = items(owner, "service_areas")
    named = [found for area in areas if (found := text(area, "name") or text(area, "description"))]
    return tuple(dict.fromkeys(named) if named else texts(owner, "x_coverage_text"))


def _accessibility_texts(location: Document) -> tuple[str, ...]:
    if "accessibility" not in location and "attributes" not in location:
        return ()
    found: list[str] = []
    for entry in items(location, "accessibility"):
        found.extend(texts(entry, "description", "details"))
    for attribute in items(location, "attributes"):
        found.extend(texts(attribute, "label", "value"))
        term = attribute.get("taxonomy_term")
        if isinstance(term, dict):
            found.extend(texts(term, "name"))
    return tuple(found)
