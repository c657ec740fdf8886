"""Signing in and out.

Not for: passwords (`api.auth`). The decision a reader would ask about: what a session that ended left half done comes along
through the sign-in as hidden fields, and is offered again afterwards by one button.
"""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from api.auth.callers import close_session, open_session, signed_in_person
from api.auth.errors import SignInFailed
from api.auth.guard import public, signed_in
from api.auth.scopes import Role
from api.errors import answer_of
from api.limits import limited
from api.pages.kept import carried, put_back
from api.pages.problem_page import NEVER_CARRIED
from api.pages.rendering import safe_path
from api.request_scope import services

blueprint = Blueprint("sign_in_page", __name__)

_OWN = NEVER_CARRIED | {"email", "next"}
_CARRIED = "carried."
AFTER_SIGN_IN = {Role.AGENCY: "/referrals", Role.STEWARD: "/", Role.COACH: "/", Role.ADMIN: "/"}


@blueprint.get("/sign-in")
@public
def show_sign_in() -> str | Response:
    """The form."""
    target = safe_path(request.args.get("next", "/"))
    if signed_in_person():
        return redirect(target)
    return render_template("sign_in.html", next=target, carried=[], problem_words="", email="")


@blueprint.post("/sign-in")
@public
@limited
def sign_in() -> Response:
    """Sign in, then go on where one was going, with what was typed there."""
    target, email = safe_path(request.form.get("next", "/")), request.form.get("email", "").strip()
    fields = [
        (name.removeprefix(_CARRIED), value) for name, value in request.form.items(multi=True) if name not in _OWN
    ]
    try:
        person = services().people.authenticate(email, request.form.get("password", ""))
    except SignInFailed as error:
        known = {"next": target, "carried": fields, "problem_words": str(error), "email": email}
        return make_response(render_template("sign_in.html", **known), answer_of(error).status)
    values = carried()
    open_session(person)
    put_back(values)
    if fields:
        return make_response(render_template("carry.html", action=target, carried=fields, is_back=True))
    return redirect(target if target != "/" else AFTER_SIGN_IN[person.role])


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """Sign out. Everything that the session remembered is gone: the next person at this computer starts anew."""
    close_session()
    return redirect("/")
