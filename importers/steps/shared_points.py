"""Finds points that many different streets share: the middle of a ZIP or a town, given as if it were an address.

Not for: single records (`points.py`). The decision a reader would ask about: four streets at one point to five digits
cannot be one building, whatever the publisher's geocoder said (one real export puts 252 addresses on one point).
"""

from __future__ import annotations

from directory.geography.places import Gazetteer
from importers.drafts import Document
from importers.scratch.staging import Staging
from importers.steps.points import miles_from, place_of_address, replace_point

FEWEST_STREETS = 4
_REACH = 2  # an address may lie at one end of its ZIP and the shared point at the other
_UNKNOWN_RADIUS_MILES = 2.0  # the middle half of US ZIP codes in towns reach one to three miles


def mark_shared_points(staging: Staging, gazetteer: Gazetteer) -> int:
    """Mark the locations; how many."""
    staging.connection.execute("CREATE INDEX record_by_spot ON record (spot) WHERE spot IS NOT NULL")
    shared = """spot IN (SELECT spot FROM record WHERE spot IS NOT NULL
                         GROUP BY spot HAVING count(DISTINCT street) >= ?) ORDER BY seq"""
    marked = staging.documents(shared, (FEWEST_STREETS,))
    for seq, document in marked:
        _mark(document, gazetteer)
        staging.replace_document(seq, document)
    return len(marked)


def _mark(document: Document, gazetteer: Gazetteer) -> None:
    """A shared point is as good as its ZIP or city; one that lies outside of them is not even that."""
    place = place_of_address(document, gazetteer)
    document["x_point_precision"] = "postal_code"
    document["x_point_radius_miles"] = place.point.radius_miles if place else _UNKNOWN_RADIUS_MILES
    if place is not None and miles_from(document, place) > _REACH * place.point.radius_miles:
        replace_point(document, place)
