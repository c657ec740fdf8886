"""What the map in the browser loads: county outlines from our own data, and Leaflet from its package.

Not for: pins; they stand in the page as data of the list. The decision a reader would ask about: the map library is served
from the installed package and never from a foreign host, so a search tells nobody else where somebody looked.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from flask import Blueprint, Response, send_from_directory
from xstatic.pkg import leaflet, leaflet_markercluster

from api.auth.guard import public
from api.errors import NoSuchPage
from api.request_scope import JSON, services
from directory.geography.states import STATE_BY_FIPS

blueprint = Blueprint("map_parts", __name__)

PACKAGES = {"leaflet": Path(leaflet.BASE_DIR), "markercluster": Path(leaflet_markercluster.BASE_DIR)}
A_DAY = 24 * 3600
_STATES = frozenset(STATE_BY_FIPS.values())


@blueprint.get("/map/counties/<state>.json")
@public
def show_counties(state: str) -> Response:
    """GeoJSON outlines of a state's counties. Raises NoSuchPage for what is no state."""
    if state not in _STATES:
        raise NoSuchPage(f"There is no state {state!r}.")
    outlines = services().gazetteer.boundaries.county_outlines(state)
    response = Response(msgspec.json.encode(outlines), content_type=JSON)
    response.cache_control.max_age = A_DAY
    response.cache_control.public = True
    return response


@blueprint.get("/vendor/<package>/<path:name>")
@public
def show_vendor(package: str, name: str) -> Response:
    """A file of a front-end package that we depend on. Raises NoSuchPage for any other package."""
    if package not in PACKAGES:
        raise NoSuchPage("There is no such package.")
    return send_from_directory(PACKAGES[package], name, max_age=A_DAY)
