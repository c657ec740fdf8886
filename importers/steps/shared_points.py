"""Finds points that many different streets share: the middle of a ZIP or a town, given as if it were an address.

Not for: single records (`points.py`). The decision a reader would ask about: four streets at one point to five digits
cannot be one building, whatever the publisher's geocoder said (one real export puts 252 addresses on one point).
"""

from __future__ import annotations

import re

from directory.geography.places import Gazetteer
from importers.drafts import Document
from importers.scratch.staging import Staging
from importers.steps.points import miles_from, place_of_address, replace_point

FEWEST_STREETS = 4
_UNIT = re.compile(r"[\s,#.]*(?:suite|ste|unit|apt|room|rm|floor|fl|bldg)\b.*$", re.IGNORECASE)
_REACH = 2  # an address may lie at one end of its ZIP and the shared point at the other
_UNKNOWN_RADIUS_MILES = 2.0  # the middle half of US ZIP codes in towns reach one to three miles


def mark_shared_points(staging: Staging, gazetteer: Gazetteer) -> int:
    """Mark the locations; how many."""
    sql = staging.connection
    sql.execute("CREATE TEMP TABLE point (seq INTEGER, spot TEXT, street TEXT)")
    located = sql.execute(
        """SELECT seq, document ->> '$.latitude', document ->> '$.longitude', document ->> '$.addresses[0].address_1'
           FROM record WHERE type = 'location' AND document ->> '$.latitude' IS NOT NULL
             AND document ->> '$.longitude' IS NOT NULL AND document ->> '$.x_point_precision' IS NULL"""
    )
    spots = ((seq, f"{north:.5f},{east:.5f}", _street(words)) for seq, north, east, words in located)
    sql.executemany("INSERT INTO point VALUES (?, ?, ?)", spots)
    shared = sql.execute(
        """SELECT seq FROM point WHERE spot IN (
             SELECT spot FROM point GROUP BY spot HAVING count(DISTINCT street) >= ?)""",
        (FEWEST_STREETS,),
    ).fetchall()
    for (seq,) in shared:
        ((_, document),) = staging.documents("seq = ?", (seq,))
        _mark(document, gazetteer)
        staging.replace_document(seq, document)
    return len(shared)


def _street(words: str | None) -> str | None:
    """The street as far as it tells buildings apart; None, which SQL does not count, where there is none."""
    if not words:
        return None
    return re.sub(r"\W+", " ", _UNIT.sub("", words)).strip().lower()


def _mark(document: Document, gazetteer: Gazetteer) -> None:
    """A shared point is as good as its ZIP or city; one that lies outside of them is not even that."""
    place = place_of_address(document, gazetteer)
    document["x_point_precision"] = "postal_code"
    document["x_point_radius_miles"] = place.point.radius_miles if place else _UNKNOWN_RADIUS_MILES
    if place is not None and miles_from(document, place) > _REACH * place.point.radius_miles:
        replace_point(document, place)
