"""`GET /v1/listings` and `GET /v1/listings/{id}`: the public directory as a searcher sees it.

Not for: fit to a person (`matches.py`).
"""

from __future__ import annotations

from uuid import UUID

from flask import Response

from api.auth.guard import public
from api.errors import OK
from api.request_scope import reply, services
from api.smorest import Blueprint
from api.v1.listing_query import ListingQueryArguments
from api.v1.listing_shapes import page_of, whole_listing
from directory.errors import RecordNotFound
from directory.search.query import ListingQuery

blueprint = Blueprint("listings", __name__, url_prefix="/v1/listings", description="Search the directory.")


@blueprint.route("")
@blueprint.arguments(ListingQueryArguments, location="query")
@blueprint.response(OK, "ListingPage")
@public
def search_listings(query: ListingQuery) -> Response:
    """Search listings

    By words, needs, place and filters. Services without a place are found when they serve the area. Sorted by distance
    where a place and no words are given, else by relevance.
    """
    return reply(page_of(services().index.search(query), query))


@blueprint.route("/<uuid:listing_id>")
@blueprint.response(OK, "Listing")
@public
def show_listing(listing_id: UUID) -> Response:
    """Show one listing

    Every fact with the words it came from. What is unknown is left out. Minutes are counted from midnight, days from Monday 0.
    """
    found = services().index.get((str(listing_id),))
    if not found:
        raise RecordNotFound("listing", str(listing_id))
    return reply(whole_listing(found[0]))
