"""The facts of a listing, read from the words and fields of its records.

Not for: how words are read (`directory.facts`, one reader a fact). Here stands only which fields of HSDS, and which `x_`
fields of our importers, each reader is given. The decision a reader would ask about: what a record says of one place wins
over what it says of the service, and that over what it says of the building.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

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
from directory.search.document_fields import Document, items, number, text, texts
from directory.search.document_place import ListingPlace

_TEXTS_KEPT = 20_000
_hours_in_words = lru_cache(maxsize=_TEXTS_KEPT)(read_hours)
_wheelchair_in_words = lru_cache(maxsize=_TEXTS_KEPT)(read_wheelchair_access)


class FactReader:
    """Reads all facts of one listing as fields of `Listing`. Safe to share between threads."""

    def __init__(self, areas: AreaResolver) -> None:
        self._areas = areas
        self._areas_in_words = lru_cache(maxsize=_TEXTS_KEPT)(self._read_areas)

    def facts_of(self, service: Document, at: Document, location: Document, place: ListingPlace) -> dict[str, Any]:
        """The facts of the service at that place; `at` and `location` are empty for a service without one."""
        return {
            **self._of_clients(service, at, place),
            **_of_access(service, location, place),
            "hours": hours_of((at, service, location)),
            "hours_text": hours_text_of((at, service, location)),
            "cost": _cost(service),
            "fees_text": text(service, "fees_description", "fees"),
            "languages": _languages((service, location)),
            "capacity": _capacity(service),
        }

    def _of_clients(self, service: Document, at: Document, place: ListingPlace) -> dict[str, Any]:
        """Who is taken, and from where."""
        state = place.state or None
        eligibility = EligibilityTexts(
            eligibility=text(service, "eligibility_description", "eligibility"),
            name=text(service, "name"),
            description=text(service, "description"),
            minimum_age=number(service, "minimum_age"),
            maximum_age=number(service, "maximum_age"),
            state=state,
        )
        coverage = tuple(_coverage_texts(at) or _coverage_texts(service))
        return {
            "eligibility": read_eligibility(eligibility, self._areas),
            "eligibility_text": eligibility.eligibility,
            "service_areas": self._areas_in_words(coverage, state) if coverage else (),
        }

    def _read_areas(self, coverage: tuple[str, ...], state: str | None) -> tuple[ServiceArea, ...]:
        return read_service_areas(coverage, state, self._areas)


def _of_access(service: Document, location: Document, place: ListingPlace) -> dict[str, Any]:
    """How to get there and in, and whether one may at all."""
    name, description = text(service, "name"), text(service, "description")
    application = text(service, "application_process")
    documents = "; ".join(text(document, "document") for document in items(service, "required_documents"))
    status = "; ".join((text(service, "status"), *texts(service, "x_availability")))
    # A message with an end would outlive it here, because a listing is not read again when a date has passed.
    passing = "" if text(service, "x_temporary_message_expires") else text(service, "x_temporary_message")
    alert = text(service, "alert") or passing
    is_there = bool(place.street or place.confidential or place.point)
    delivery = DeliveryTexts(name, description, is_there, text(location, "location_type"))
    return {
        "application_text": application,
        "intake": read_intake(IntakeTexts(application, documents, text(service, "eligibility_description"))),
        "availability": read_availability(AvailabilityTexts(status, name, description, alert)),
        "delivery": read_delivery(delivery),
        "wheelchair_accessible": _wheelchair_in_words(tuple(_accessibility_texts(location))),
    }


def hours_of(owners: Sequence[Document]) -> Hours | None:
    """The weekly hours of the first record that gives any, as schedules or in words."""
    for owner in owners:
        schedules = items(owner, "schedules")
        if schedules and (hours := hours_of_schedules(schedules)):
            return hours
        if (words := text(owner, "x_hours_text")) and (hours := _hours_in_words(words)):
            return hours
    return None


def hours_text_of(owners: Sequence[Document]) -> str:
    """The words about hours of the first record that has any."""
    for owner in owners:
        described = dict.fromkeys(text(schedule, "description") for schedule in items(owner, "schedules"))
        if words := text(owner, "x_hours_text") or "; ".join(filter(None, described)):
            return words
    return ""


def _cost(service: Document) -> Cost:
    told = cost_texts(service)
    accepted = "; ".join(texts(service, "x_payments_accepted", "x_payment_methods"))
    return read_cost(CostTexts(told.fees, told.cost_options, accepted) if accepted else told)


def _languages(owners: Sequence[Document]) -> Languages:
    """Languages of the service and of the building; interpretation where any record says so."""
    entries = (language for owner in owners for language in items(owner, "languages"))
    # An entry at a time: one may be named, the next given by its code.
    read = [_language(entry) for entry in entries]
    interpreters = text(owners[0], "interpretation_services")
    if interpreters:
        read.append(_by_interpreter(read_languages(interpreters, "interpretation_services")))
    said = {each.interpretation for each in read}
    return Languages(
        codes=tuple(dict.fromkeys(code for each in read for code in each.codes)),
        interpretation=next((answer for answer in (Tri.YES, Tri.NO) if answer in said), Tri.UNKNOWN),
        evidence=tuple(dict.fromkeys(evidence for each in read for evidence in each.evidence)),
    )


def _language(entry: Document) -> Languages:
    named = read_languages(text(entry, "name"))
    return named if named.codes else read_languages(text(entry, "code", "name"))


def _by_interpreter(read: Languages) -> Languages:
    """The field is about interpreters: a language that it names is served by one."""
    return replace(read, interpretation=Tri.YES) if read.codes and read.interpretation is Tri.UNKNOWN else read


def _capacity(service: Document) -> Capacity:
    words = texts(service, "wait_time", "alert", "x_capacity_text", "description")
    return read_capacity(items(service, "capacities"), words)


def _coverage_texts(owner: Document) -> Iterable[str]:
    """Names of service areas, else the words of the publisher that they came from."""
    named = [found for area in items(owner, "service_areas") if (found := text(area, "name", "description"))]
    return dict.fromkeys(named) or texts(owner, "x_coverage_text")


def _accessibility_texts(location: Document) -> Iterable[str]:
    for entry in items(location, "accessibility"):
        yield from texts(entry, "description", "details")
    for attribute in items(location, "attributes"):
        term = attribute.get("taxonomy_term")
        yield from texts(attribute, "label", "value")
        if isinstance(term, dict):
            yield from texts(term, "name")
