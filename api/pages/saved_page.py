"""Listings put aside in this browser, to look at together or to print for a client.

Not for: accounts. The decision a reader would ask about: the list lives in the session cookie, so it needs no account and
nobody else can see it.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from api.auth.guard import public
from api.pages.cards import card_of
from api.pages.filters import Found
from api.pages.kept import forget_listing, save_listing, saved_listings
from api.pages.rendering import safe_path
from api.request_scope import services
from referrals.words import is_uuid

blueprint = Blueprint("saved_page", __name__)


@blueprint.get("/saved")
@public
def show_saved() -> str:
    """The list."""
    now = services().clock()
    listings = services().index.get(saved_listings())
    cards = [card_of(Found(listing, None), number, now) for number, listing in enumerate(listings, start=1)]
    return render_template("saved.html", cards=cards, saved=frozenset(saved_listings()), here="/saved")


@blueprint.post("/saved")
@public
def change_saved() -> Response:
    """Put one aside, take one back, or take back all; then back to where the button was."""
    listing_id = request.form.get("listing", "")
    if request.form.get("do") == "clear":
        forget_listing()
    elif request.form.get("do") == "remove":
        forget_listing(listing_id)
    elif is_uuid(listing_id):
        save_listing(listing_id)
    return redirect(safe_path(request.form.get("back", "/saved")))
