"""Puts the pages into the application: routes, what every template knows, pages for errors, headers.

Not for: any page itself. The decision a reader would ask about: a page of somebody who is signed in is never stored by the
browser, because coaches share computers; other pages may be kept, but are asked for again.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response

from api.auth.callers import signed_in_person
from api.pages import (
    listing_page,
    map_parts,
    my_services_page,
    person_page,
    refer_page,
    referrals_page,
    saved_page,
    search_page,
    sign_in_page,
)
from api.pages.known import known_to_every_page
from api.pages.problem_page import page_of_problem
from api.pages.rendering import HELPERS
from api.problems import PAGE_OF_PROBLEM

BLUEPRINTS = (
    search_page.blueprint,
    person_page.blueprint,
    saved_page.blueprint,
    listing_page.blueprint,
    sign_in_page.blueprint,
    refer_page.blueprint,
    referrals_page.blueprint,
    my_services_page.blueprint,
)


def register(app: Flask) -> None:
    """Register every page."""
    app.register_blueprint(_PAGES)
    app.register_blueprint(map_parts.blueprint)
    app.jinja_env.filters.update(HELPERS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[PAGE_OF_PROBLEM] = page_of_problem


def _not_kept_by_shared_browsers(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store" if signed_in_person() else "private, no-cache")
    return response


def _together() -> Blueprint:
    """All pages as one blueprint: what they share is said once, however many applications a process makes."""
    pages = Blueprint("pages", __name__)
    pages.context_processor(known_to_every_page)
    pages.after_request(_not_kept_by_shared_browsers)
    for blueprint in BLUEPRINTS:
        pages.register_blueprint(blueprint)
    return pages


_PAGES = _together()
