"""The facts of a listing, read from the words and fields of its records.

Not for: how words are read (`directory.facts`, one reader a fact). Here stands only which fields of HSDS, and which `x_`
fields of our importers, each reader is given. The decision a reader would ask about: what a record says of one place wins
over what it says of the service, and that over what it says of the building.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from directory.facts.values import (
    Availability,
    Capacity,
    Cost,
    Delivery,
    Eligibility,
    Hours,
    Intake,
    Languages,
    Tri,
)
from directory.geography.service_area import ServiceArea
from directory.search.document_fields import Document, items, number, text, texts
from directory.search.document_views import PlaceView, ServiceView

_TEXTS_KEPT = 20_000
_LANGUAGES_KEPT = 4096
"""Lists of languages; of three real sources 90 % of the services have one that came before."""

_hours_in_words = lru_cache(maxsize=_TEXTS_KEPT)(read_hours)
_wheelchair_in_words = lru_cache(maxsize=_TEXTS_KEPT)(read_wheelchair_access)


def _intake(service: ServiceView) -> Intake:
    documents = "; ".join([text(document, "document") for document in items(service.document, "required_documents")])
    told = service.told
    return read_intake(IntakeTexts(told["application_process"], documents, told["eligibility_description"]))


def _availability(service: ServiceView) -> Availability:
    told = service.told
    status = told["status"]
    if "x_availability" in service.document:
        status = "; ".join((status, *texts(service.document, "x_availability")))
    # A message with an end would outlive it here, because a listing is not read again when a date has passed.
    passing = "" if told["x_temporary_message_expires"] else told["x_temporary_message"]
    return read_availability(AvailabilityTexts(status, told["name"], told["description"], told["alert"] or passing))


def _cost(service: ServiceView) -> Cost:
    told = cost_texts(service.document)
    accepted = "; ".join(texts(service.document, "x_payments_accepted", "x_payment_methods"))
    return read_cost(CostTexts(told.fees, told.cost_options, accepted) if accepted else told)


def _capacity(service: ServiceView) -> Capacity:
    words = texts(service.document, "wait_time", "alert", "x_capacity_text", "description")
    return read_capacity(items(service.document, "capacities"), words)


FACTS_OF_SERVICE: Mapping[str, Callable[[ServiceView], Any]] = {
    "application_text": lambda service: service.told["application_process"],
    "intake": _intake,
    "availability": _availability,
    "cost": _cost,
    "fees_text": lambda service: service.told["fees_description"] or service.told["fees"],
    "capacity": _capacity,
}
"""Readers of the facts that are the same at every place of a service, by the field of `Listing`."""


class FactReaders:
    """Readers of the facts of a service at one place. Safe to share between threads."""

    def __init__(self, areas: AreaResolver) -> None:
        self._areas = areas
        self._areas_in_words = lru_cache(maxsize=_TEXTS_KEPT)(self._read_areas)
        self.by_field: Mapping[str, Callable[[PlaceView], Any]] = {
            "eligibility": self._eligibility,
            "eligibility_text": _eligibility_text,
            "service_areas": self._service_areas,
            "delivery": _delivery,
            "wheelchair_accessible": lambda view: _wheelchair_in_words(_accessibility_texts(view.location)),
            "hours": _hours,
            "hours_text": _hours_text,
            "languages": _languages,
        }

    def _eligibility(self, view: PlaceView) -> Eligibility:
        told, document = view.service.told, view.service.document
        asked = EligibilityTexts(
            eligibility=_eligibility_text(view),
            name=told["name"],
            description=told["description"],
            minimum_age=number(document, "minimum_age"),
            maximum_age=number(document, "maximum_age"),
            state=view.place.state or None,
        )
        return read_eligibility(asked, self._areas)

    def _service_areas(self, view: PlaceView) -> tuple[ServiceArea, ...]:
        coverage = _coverage_texts(view.at) or _coverage_texts(view.service.document)
        return self._areas_in_words(coverage, view.place.state or None) if coverage else ()

    def _read_areas(self, coverage: tuple[str, ...], state: str | None) -> tuple[ServiceArea, ...]:
        return read_service_areas(coverage, state, self._areas)


def _eligibility_text(view: PlaceView) -> str:
    told = view.service.told
    return told["eligibility_description"] or told["eligibility"]


def _delivery(view: PlaceView) -> tuple[Delivery, ...]:
    told, place = view.service.told, view.place
    is_there = bool(place.street or place.confidential or place.point)
    return read_delivery(
        DeliveryTexts(told["name"], told["description"], is_there, text(view.location, "location_type"))
    )


def _hours(view: PlaceView) -> Hours | None:
    """The weekly hours of the first record that gives any, as schedules or in words."""
    for owner in _tellers_of_hours(view):
        hours = None
        if schedules := items(owner, "schedules"):
            hours = hours_of_schedules(schedules)
        if hours is None and (words := text(owner, "x_hours_text")):
            hours = _hours_in_words(words)
        if hours is not None:
            return hours
    return None


def _hours_text(view: PlaceView) -> str:
    """The words of the first record that has any."""
    for owner in _tellers_of_hours(view):
        if told := text(owner, "x_hours_text") or _described(items(owner, "schedules")):
            return told
    return ""


def _tellers_of_hours(view: PlaceView) -> list[Document]:
    owners = (view.at, view.service.document, view.location)
    return [owner for owner in owners if "schedules" in owner or "x_hours_text" in owner]


def _described(schedules: Sequence[Document]) -> str:
    described = [text(schedule, "description") for schedule in schedules if "description" in schedule]
    return "; ".join(filter(None, dict.fromkeys(described))) if described else ""


def _languages(view: PlaceView) -> Languages:
    """Languages of the service and of the building; interpretation where any record says so."""
    service = view.service.document
    entries = [
        (text(entry, "name"), text(entry, "code"))
        for owner in (service, view.location)
        if "languages" in owner
        for entry in items(owner, "languages")
    ]
    return _languages_told(tuple(entries), text(service, "interpretation_services"))


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
