"""Which moment it is where a listing or a searcher is. Not for: hours (`directory.facts.opening`)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from directory.geography.place import Place
from directory.geography.places import Gazetteer
from directory.search.listing import Listing


def local_to(listing: Listing, now: datetime) -> datetime:
    """The moment on the listing's own clock; where its zone is not known, on the one `now` came with."""
    try:
        return now.astimezone(ZoneInfo(listing.time_zone)) if listing.time_zone else now
    except (ZoneInfoNotFoundError, ValueError):
        return now


def local_now(now: datetime, place: Place | None, gazetteer: Gazetteer) -> datetime:
    """The moment on the clock of the searcher's place, so that "today" ends there at midnight."""
    zone = gazetteer.time_zone(place.point.latitude, place.point.longitude) if place else ""
    return now.astimezone(ZoneInfo(zone)) if zone else now
