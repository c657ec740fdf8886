"""Takes the form "About the person" and leads back to the search. Not for: what the facts mean (`person.py`)."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from api.auth.guard import public
from api.pages.kept import remember_person
from api.pages.person import (
    GENDERS,
    SITUATIONS,
    SPOKEN,
    TIMES,
    TRAVEL,
    problems_of,
    read_person,
    summary_of,
)
from api.pages.rendering import safe_path, shown_again
from api.pages.wording import LANGUAGES

blueprint = Blueprint("person_page", __name__)


@blueprint.get("/person")
@public
def show_person() -> str:
    """The form on a page of its own, for narrow screens."""
    from api.pages.kept import person_facts

    facts = person_facts()
    back = safe_path(request.args.get("back", "/"))
    return render_template("person.html", facts=facts, back=back, facts_summary=summary_of(facts), **form_choices())


@blueprint.post("/person")
@public
def send_person() -> Response:
    """Remember the facts for this browser's session, or forget them."""
    back = safe_path(request.form.get("back", "/"))
    facts = {} if "clear" in request.form else read_person(request.form)
    problems = problems_of(facts)
    if problems:
        return shown_again("person.html", facts=facts, problems=problems, back=back, **form_choices())
    remember_person(facts)
    return redirect(back)


def form_choices() -> dict[str, object]:
    """The choices of the form, as pairs of value and label."""
    return {
        "travel_choices": TRAVEL.items(),
        "gender_choices": GENDERS.items(),
        "time_choices": [(name, label) for name, (label, _) in TIMES.items()],
        "situation_choices": SITUATIONS.items(),
        "spoken_choices": [(code, LANGUAGES.get(code, code)) for code in SPOKEN],
    }
