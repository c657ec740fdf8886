"""One listing on a page of its own, with its fit to the search that led there.

Not for: what it says (`listing_view.py`). The decision a reader would ask about: the address carries the search, so the page
can answer "does it take this client" by the same request as the list did, with the same score.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, render_template, request

from api.auth.callers import caller
from api.auth.guard import public
from api.auth.scopes import Scope
from api.pages.cards import is_sensitive
from api.pages.filters import Found
from api.pages.kept import kept_searches, person_facts, saved_listings
from api.pages.listing_view import detail_of
from api.pages.local_time import local_to
from api.pages.person import client_of, summary_of
from api.pages.privacy import sensitive_codes
from api.pages.search_state import SearchState, read_state
from api.pages.searching import find_place, match_request
from api.request_scope import services
from directory.errors import RecordNotFound
from directory.geography.distance import distance_miles
from directory.search.listing import Listing
from directory.search.query import Filter, ListingQuery, Sort
from matching.match import Match, NearMiss

blueprint = Blueprint("listing_page", __name__)

MOST_OTHERS = 8


@dataclass(frozen=True, slots=True)
class Fit:
    """How the listing fits the search: a match, a near miss, or neither (nothing was asked, or several rules say no)."""

    match: Match | None = None
    near_miss: NearMiss | None = None
    was_asked: bool = False
    distance_miles: float | None = None


@blueprint.get("/listings/<uuid:listing_id>")
@public
def show_listing(listing_id: UUID) -> str:
    """The page. Raises RecordNotFound."""
    listing = listing_of(str(listing_id))
    state = read_state(request.args, kept_searches())
    fit = fit_of(listing, state)
    now = services().clock()
    sensitive = sensitive_codes(services().catalogue)
    found = Found(listing, fit.match.distance_miles if fit.match else fit.distance_miles, fit.match)
    return render_template(
        "listing.html",
        detail=detail_of(found, local_to(listing, now), services().catalogue),
        fit=fit,
        state=state,
        others=others_of(listing),
        facts_summary=summary_of(person_facts()),
        saved=frozenset(saved_listings()),
        is_sensitive=is_sensitive(listing, sensitive),
        may_edit=may_edit(listing),
        tile_url=services().settings.tile_url,
        tile_attribution=services().settings.tile_attribution,
    )


def listing_of(listing_id: str) -> Listing:
    """The listing. Raises RecordNotFound."""
    found = services().index.get((listing_id,))
    if not found:
        raise RecordNotFound("listing", listing_id)
    return found[0]


def fit_of(listing: Listing, state: SearchState) -> Fit:
    """The fit by the same request as the list's."""
    place, _ = find_place(services().place_finder, state.near)
    away = distance_miles(place.point, listing.point) if place and listing.point else None
    if not (state.words or state.needs):
        return Fit(distance_miles=away)
    known = tuple(code for code in state.needs if services().catalogue.get(code))
    if not (state.words or known):
        return Fit(distance_miles=away)
    request_ = match_request(state, client_of(person_facts(), place), local_to(listing, services().clock()))
    result = services().matcher.match(request_)
    match = next((one for one in result.matches if listing.id in (one.listing.id, *one.other_listing_ids)), None)
    near = next((one for one in result.near_misses if one.listing.id == listing.id), None)
    if match is not None and match.listing.id != listing.id:
        return Fit(match=None, was_asked=True, distance_miles=away)
    return Fit(match, near, was_asked=True, distance_miles=away)


def others_of(listing: Listing) -> tuple[Listing, ...]:
    """Other services of the organization, each once; those at the same place first."""
    query = ListingQuery(filter=Filter(organization_id=listing.organization_id), sort=Sort.NAME, limit=60)
    others = [
        hit.listing for hit in services().index.search(query).hits if hit.listing.service_id != listing.service_id
    ]
    others.sort(key=lambda one: one.location_id != listing.location_id)
    return tuple({one.service_id: one for one in reversed(others)}.values())[::-1][:MOST_OTHERS]


def may_edit(listing: Listing) -> bool:
    """Whether the caller's organization offers it, or they may change any listing."""
    actor = caller()
    if actor is None:
        return False
    owns = actor.organization_id is not None and actor.organization_id == listing.organization_id
    return actor.has(Scope.DIRECTORY_WRITE) or (owns and actor.has(Scope.SERVICES_WRITE))
