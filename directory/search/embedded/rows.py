"""The index rows of a listing. Pure: no connection, no transaction.

Not for: where a row goes (`grid.py`, `writer.py`). The decision a reader would ask about: the work of a listing is done
before its row id is known (`prepare`), so that other processes can do it; only numbers are put in afterwards (`place`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from math import cos, radians, sin
from typing import NamedTuple

from directory.geography.point import Point
from directory.search.analysis import Analyzer
from directory.search.embedded.packing import age_masks, flags_of, id_prefix, words_of
from directory.search.listing import Listing, encode_listing
from directory.search.listing_words import words_of_listing
from directory.search.reading import area_keys_of, has_place, strengths_of
from directory.search.stemming import fold

EVERY_LISTING = ""
"""The code under which `listing_need` holds every listing once."""

LISTING_COLUMNS = (
    "rid", "id", "service_id", "organization_id", "name", "sort_name", "codes", "areas", "version", "document",
)  # fmt: skip

Row = tuple[object, ...]


class PreparedListing(NamedTuple):
    """All that the index keeps of a listing but its row id and the number of its source.

    `listing`, `need` and `tokens` are the columns of those tables without them; `strengths` holds each code with its
    strength, the empty code first. A plain tuple of plain values: it is sent between processes by the thousand.
    """

    id: str
    source: str
    point: tuple[float, float] | None
    listing: Row
    areas: tuple[str, ...]
    flags: int
    strengths: tuple[tuple[str, float], ...]
    need: Row
    tokens: tuple[str, ...]


def prepare(listings: Sequence[Listing], analyzer: Analyzer) -> list[PreparedListing]:
    """The listings as rows that have no place in the index yet. Some fifty at a time are the fastest (`side_by_side`)."""
    tokens = [tuple(words_of_listing(listing, analyzer)) for listing in listings]
    points = [listing.point if has_place(listing) else None for listing in listings]
    needs = [strengths_of(listing) for listing in listings]
    areas = [
        () if point else tuple(sorted(area_keys_of(listing))) for listing, point in zip(listings, points, strict=True)
    ]
    documents = [encode_listing(listing) for listing in listings]
    return [_prepared(*each) for each in zip(listings, points, needs, areas, documents, tokens, strict=True)]


def _prepared(
    listing: Listing,
    point: Point | None,
    needs: Mapping[str, float],
    areas: tuple[str, ...],
    document: bytes,
    tokens: tuple[str, ...],
) -> PreparedListing:
    return PreparedListing(
        id=listing.id,
        source=listing.source,
        point=(point.latitude, point.longitude) if point else None,
        listing=_listing_columns(listing, (EVERY_LISTING, *needs), areas, document),
        areas=areas,
        flags=flags_of(listing),
        strengths=((EVERY_LISTING, 1.0), *needs.items()),
        need=_need_columns(listing, needs, point),
        tokens=tokens,
    )


class IndexRows:
    """Rows of all tables, gathered for `executemany`."""

    def __init__(self) -> None:
        self.listings: list[Row] = []
        self.needs: list[Row] = []
        self.areas: list[tuple[str, int]] = []
        self.tokens: list[Row] = []
        self.forms: set[str] = set()

    def place(self, rid: int, prepared: PreparedListing, source: int) -> None:
        """Add the rows of one listing; `source` is the number of its source."""
        self.listings.append((rid, *prepared.listing))
        for code, strength in prepared.strengths:
            self.needs.append((code, rid, prepared.flags, source, strength, *prepared.need))
        self.areas.extend([(key, rid) for key in prepared.areas])
        self.tokens.append((rid, *prepared.tokens))
        self.forms.update(prepared.tokens[-1].split())


def _listing_columns(listing: Listing, codes: tuple[str, ...], areas: tuple[str, ...], document: bytes) -> Row:
    version = int.from_bytes(blake2b(document, digest_size=8).digest(), "big", signed=True)
    keys = (listing.id, listing.service_id, listing.organization_id, listing.name, fold(listing.name))
    return (*keys, "\n".join(codes), "\n".join(areas), version, document)


def _need_columns(listing: Listing, needs: Mapping[str, float], point: Point | None) -> Row:
    place: tuple[float | None, ...] = (None, None, None, None, None)
    if point is not None:
        place = (*unit_vector(point.latitude, point.longitude), point.latitude, point.longitude)
    texts = (words_of(listing.languages.codes), words_of(tuple(needs)))
    return (id_prefix(listing.id), *age_masks(listing), *place, *texts)


def unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point on the unit sphere. The squared distance of two such points is a chord: no trigonometry a row."""
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)
