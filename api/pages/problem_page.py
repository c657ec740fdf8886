"""Errors as a page in the same look, and forms that outlive an ended session.

Not for: which error has which status (`api.errors`). The decision a reader would ask about: what somebody typed comes back in
the answer as hidden fields behind one button, so nothing is lost when a session ends. Only forms that our own pages sent are
offered again; a form from elsewhere would otherwise become valid by one click.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from api.errors import Problem
from api.pages.known import known_to_every_page
from api.pages.rendering import comes_from_our_page, safe_path

NEVER_CARRIED = frozenset({"csrf_token", "password"})
_POST = "POST"

_SENTENCES = {
    "not_found": ("There is nothing at this address", "It may have been moved, or cut off when it was copied."),
    "record_not_found": (
        "This listing is no longer here",
        "It was removed by its publisher. Search again for what is offered now.",
    ),
    "referral_not_found": ("This referral is not here", "It does not exist, or it belongs to another organization."),
    "not_permitted": (
        "You cannot use this page",
        "Your account is for other work. Ask whoever set up your account if you should have access.",
    ),
    "action_forbidden": (
        "You cannot do this",
        "Only the other side of this referral can. Go back to see what you can do.",
    ),
    "too_many_requests": ("Too many tries", "Wait a minute, then try again."),
    "internal_error": (
        "Something went wrong on our side",
        "It was noted for whoever runs this site. Try again in a minute.",
    ),
}


def page_of_problem(problem: Problem) -> Response:
    """The page; for somebody who is not signed in the way to sign in, with what they typed."""
    if problem.code == "not_authenticated":
        return _to_sign_in(problem)
    if problem.code == "form_expired" and comes_from_our_page():
        return _page("carry.html", problem, action=request.path, carried=carried_fields())
    heading, advice = _SENTENCES.get(problem.code, (problem.title, problem.detail))
    return _page("problem.html", problem, heading=heading, advice=advice)


def carried_fields() -> list[tuple[str, str]]:
    """What the form held, less what belongs to the old session."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_CARRIED]


def _to_sign_in(problem: Problem) -> Response:
    if request.method != _POST or not comes_from_our_page():
        target = safe_path(request.full_path.rstrip("?")) if request.method != _POST else "/"
        response: BaseResponse = redirect(f"/sign-in?next={quote(target, safe='/')}")
        return make_response(response)
    known = {"next": request.path, "carried": carried_fields(), "problem_words": "", "email": ""}
    return _page("sign_in.html", problem, **known)


def _page(template: str, problem: Problem, **known: object) -> Response:
    words = render_template(template, **{**known_to_every_page(), "problem": problem, **known})
    response = make_response(words, problem.status)
    response.headers["Cache-Control"] = "no-store"
    return response
