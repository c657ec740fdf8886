"""How long the way there is, by the client's own means of travel.

Not for: too far (`matching/rules/distance.py`). The decision a reader would ask about: a distance between ZIP centroids
is not a distance between doors, so the expected distance is taken, √(d² + r²/2), which stops a centroid of the client's
own ZIP from beating a known door half a mile away. Help that needs no journey counts nearly as next door.
"""

from __future__ import annotations

from math import sqrt

from directory.facts.values import Delivery
from directory.search.listing import Listing
from matching.case import REMOTE, Case, uncertainty_of
from matching.client import Client, TravelMode
from matching.sentences import say, spoken_miles, spoken_mode

DETOUR = 1.3  # streets against the straight line, the usual figure for American cities
MILES_PER_HOUR = {TravelMode.CAR: 20.0, TravelMode.TRANSIT: 10.0, TravelMode.WALK: 3.0}  # door to door, in town
START_MINUTES = {
    TravelMode.CAR: 5.0,
    TravelMode.TRANSIT: 10.0,
    TravelMode.WALK: 0.0,
}  # parking; walking to the stop and waiting
HALF_AT_MINUTES = 30.0  # a journey that halves the value: the average American way to work is 27 minutes
REMOTE_VALUE = 0.9  # a phone line is next door, but a person near by can still do more
BEYOND_LIMIT = 0.3  # what is left of the value beyond the distance that the client named


def value(case: Case) -> float | None:
    """1 next door, one half at `HALF_AT_MINUTES`; None without both points."""
    return case.way


def way_of(client: Client, listing: Listing, distance: float | None) -> float | None:
    """The value, by the miles between them."""
    if not REMOTE.isdisjoint(listing.delivery) and (distance is None or Delivery.IN_PERSON not in listing.delivery):
        return REMOTE_VALUE
    if distance is None:
        return None
    expected = expected_miles(distance, uncertainty_of(client, listing))
    near = 1 / (1 + (minutes_for(expected, client.travel) / HALF_AT_MINUTES) ** 2)
    return near * BEYOND_LIMIT if client.max_miles is not None and distance > client.max_miles else near


def sentence(case: Case, _value: float | None) -> str:
    """Miles, and minutes when the way of travel is known."""
    if case.distance_miles is None or case.comes_to_client:
        return say("travel.remote" if REMOTE.intersection(case.listing.delivery) else "travel.unknown")
    miles, mode = spoken_miles(case.distance_miles), case.person.client.travel
    if mode is None:
        return say("travel.miles", miles=miles)
    minutes = max(5, 5 * round(minutes_for(case.distance_miles, mode) / 5))
    return say("travel.minutes", miles=miles, minutes=minutes, mode=spoken_mode(mode))


def expected_miles(distance: float, uncertainty: float) -> float:
    """The root mean square of the distance to a point anywhere in a disc of that radius."""
    return sqrt(distance**2 + uncertainty**2 / 2)


def minutes_for(miles: float, mode: TravelMode | None) -> float:
    """Minutes door to door; a client who has not said how they travel is taken to use the bus."""
    way = mode or TravelMode.TRANSIT
    return START_MINUTES[way] + 60 * miles * DETOUR / MILES_PER_HOUR[way]
