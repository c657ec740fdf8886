"""The index rows of a listing. Pure: no connection, no transaction.

Not for: where a row goes (`grid.py`, `writer.py`).
"""

from __future__ import annotations

import zlib
from hashlib import blake2b
from math import cos, radians, sin

from directory.search.analysis import Analyzer
from directory.search.embedded.packing import age_masks, flags_of, id_prefix, words_of
from directory.search.listing import Listing, decode_listing, encode_listing
from directory.search.listing_words import words_of_listing
from directory.search.reading import area_keys_of, has_place, strengths_of
from directory.search.stemming import fold

EVERY_LISTING = ""
"""The code under which `listing_need` holds every listing once."""

LISTING_COLUMNS = (
    "rid", "id", "service_id", "organization_id", "name", "sort_name", "codes", "areas", "version", "document",
)  # fmt: skip

Vector = tuple[float | None, float | None, float | None]


class IndexRows:
    """Rows of all tables, gathered for `executemany`."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self.listings: list[tuple[object, ...]] = []
        self.needs: list[tuple[object, ...]] = []
        self.areas: list[tuple[str, int]] = []
        self.tokens: list[tuple[object, ...]] = []
        self.forms: set[str] = set()

    def add(self, rid: int, listing: Listing, source: int) -> None:
        """Add the rows of one listing; `source` is the number of its source."""
        strengths = strengths_of(listing)
        areas = sorted(area_keys_of(listing)) if not has_place(listing) else []
        self._add_listing(rid, listing, (EVERY_LISTING, *strengths), areas)
        self._add_needs(rid, listing, source, strengths)
        self.areas.extend((key, rid) for key in areas)
        self._add_tokens(rid, listing)

    def _add_listing(self, rid: int, listing: Listing, codes: tuple[str, ...], areas: list[str]) -> None:
        document = packed(listing)
        version = int.from_bytes(blake2b(document, digest_size=8).digest(), "big", signed=True)
        keys = (listing.id, listing.service_id, listing.organization_id, listing.name, fold(listing.name))
        self.listings.append((rid, *keys, "\n".join(codes), "\n".join(areas), version, document))

    def _add_needs(self, rid: int, listing: Listing, source: int, strengths: dict[str, float]) -> None:
        place: tuple[float | None, ...] = (None, None, None, None, None)
        if has_place(listing) and listing.point is not None:
            at = listing.point
            place = (*unit_vector(at.latitude, at.longitude), at.latitude, at.longitude)
        flags, prefix, ages = flags_of(listing), id_prefix(listing.id), age_masks(listing)
        texts = (words_of(listing.languages.codes), words_of(strengths))
        for code, strength in ((EVERY_LISTING, 1.0), *strengths.items()):
            self.needs.append((code, rid, flags, source, strength, prefix, *ages, *place, *texts))

    def _add_tokens(self, rid: int, listing: Listing) -> None:
        words = words_of_listing(listing, self._analyzer)
        self.forms.update(words.forms)
        self.tokens.append(
            (rid, words.name, words.topic, words.organization, words.body, " ".join(sorted(words.forms)))
        )


def packed(listing: Listing) -> bytes:
    """The listing as it is stored: half the size, so that three lie on a page instead of one, for 30 µs a listing."""
    return zlib.compress(encode_listing(listing), level=1)


def unpacked(document: bytes) -> Listing:
    """The listing that `packed` wrote."""
    return decode_listing(zlib.decompress(document))


def unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point on the unit sphere. The squared distance of two such points is a chord: no trigonometry a row."""
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)
