"""Every route of the application, in one list.

Not for: what a route does. A new group of routes is one line here.
"""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api

from api import docs_page, health, pages
from api.auth import oauth
from api.hsds import routes as hsds
from api.openapi import complete_openapi
from api.v1 import listings, matches, needs, places, referrals
from api.v1 import services as partner_services

DOCUMENTED = (
    oauth.blueprint,
    matches.blueprint,
    listings.blueprint,
    needs.blueprint,
    places.blueprint,
    referrals.blueprint,
    partner_services.blueprint,
    hsds.blueprint,
    health.blueprint,
)


def register_routes(app: Flask, api: Api) -> None:
    """Register every blueprint; the order is that of the documentation."""
    for blueprint in DOCUMENTED:
        api.register_blueprint(blueprint)
    app.register_blueprint(docs_page.blueprint)
    app.extensions[docs_page.API_EXTENSION] = api
    pages.register(app)
    complete_openapi(app, api)
