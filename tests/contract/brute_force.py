"""The meaning of a `ListingQuery`, written as plainly as possible: every engine must agree with it.

Not for: speed. It reads `directory.search.query` line by line; of words it knows only what our own analysis says.
"""

from __future__ import annotations

from collections.abc import Iterable

from directory.geography.distance import great_circle_miles
from directory.geography.point import Box, Circle
from directory.search.analysis import Analyzer, QueryTerm
from directory.search.listing import Listing
from directory.search.listing_words import words_of_listing
from directory.search.query import Filter, ListingQuery
from directory.search.reading import (
    ANYWHERE,
    admitted_ages,
    area_keys_of,
    is_accessible,
    is_free,
    open_days_of,
)


def expected_ids(listings: Iterable[Listing], query: ListingQuery, analyzer: Analyzer) -> set[str]:
    """The ids of the listings that a search must find."""
    terms = analyzer.query_terms(query.words)
    return {each.id for each in listings if _meets(each, query) and _has_words(each, terms, analyzer)}


def miles(listing: Listing, circle: Circle) -> float:
    """Miles from the centre to the listing's point."""
    assert listing.point is not None
    return great_circle_miles(circle.latitude, circle.longitude, listing.point.latitude, listing.point.longitude)


def _meets(listing: Listing, query: ListingQuery) -> bool:
    return _meets_need(listing, query.needs) and _is_there(listing, query) and _passes(listing, query.filter)


def _has_words(listing: Listing, terms: tuple[QueryTerm, ...], analyzer: Analyzer) -> bool:
    words = words_of_listing(listing, analyzer)
    tokens = {*words.name.split(), *words.topic.split(), *words.organization.split(), *words.body.split()}
    missing = [term for term in terms if term.token not in tokens]
    return all(term.prefix and any(form.startswith(term.prefix) for form in words.forms.split()) for term in missing)


def _meets_need(listing: Listing, needs: tuple[str, ...]) -> bool:
    return not needs or any(fit.code in needs for fit in listing.needs)


def _is_there(listing: Listing, query: ListingQuery) -> bool:
    if query.within is None:
        return True
    if listing.point is None or listing.confidential:
        return bool(query.area_keys) and bool(area_keys_of(listing) & {*query.area_keys, ANYWHERE})
    if isinstance(query.within, Circle):
        return miles(listing, query.within) <= query.within.radius_miles
    return is_in_box(listing.point.latitude, listing.point.longitude, query.within)


def is_in_box(latitude: float, longitude: float, box: Box) -> bool:
    """Edges included; the meridian of 180° is also that of -180°."""
    names = {longitude, -longitude} if abs(longitude) == 180 else {longitude}
    spans = [(box.west, box.east)] if box.west <= box.east else [(box.west, 180.0), (-180.0, box.east)]
    return box.south <= latitude <= box.north and any(w <= name <= e for name in names for w, e in spans)


def _passes(listing: Listing, asked: Filter) -> bool:
    ages = admitted_ages(listing)
    return all(
        (
            not asked.languages or bool(set(asked.languages) & set(listing.languages.codes)),
            not asked.open_days or bool(set(asked.open_days) & open_days_of(listing)),
            not asked.free or is_free(listing),
            not asked.accessible or is_accessible(listing),
            asked.age is None or ages is None or asked.age in ages,
            not asked.sources or listing.source in asked.sources,
            asked.organization_id is None or listing.organization_id == asked.organization_id,
            not asked.statuses or listing.availability.status.value in asked.statuses,
        )
    )
