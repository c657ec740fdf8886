"""The search page: what was asked, what was understood, filters, results with reasons, map and what almost fits.

Not for: searching (`searching.py`). The decision a reader would ask about: the search form is sent by POST and answered by a
redirect to an address, so that only what may stand in an address ever does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from api.auth.guard import public
from api.pages.cards import card_of, near_miss_card
from api.pages.filters import label_of
from api.pages.kept import keep_search, kept_searches, person_facts, saved_listings
from api.pages.person import summary_of
from api.pages.person_page import form_choices
from api.pages.privacy import may_stand_in_address, sensitive_codes, states_of
from api.pages.search_state import SORTS, SearchState, read_state
from api.pages.searching import SearchResult, run_search
from api.request_scope import services
from directory.needs.catalogue import NeedCatalogue

blueprint = Blueprint("search_page", __name__)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that was understood or picked, and the search without it. `aside` says where it came from."""

    label: str
    without: SearchState
    aside: str = ""


@blueprint.get("/")
@public
def search() -> str | Response:
    """The page. An address that says too much is changed for one that does not."""
    state = read_state(request.args, kept_searches())
    if not state.kept and not may_stand_in_address(state, services().matcher, services().catalogue):
        return redirect(_kept(state).url)
    result = run_search(services(), state, person_facts())
    return render_template("search.html", **page_of(result, services().catalogue), ended=_has_ended(state))


@blueprint.post("/search")
@public
def send_search() -> Response:
    """The form of the search bar. What is sensitive is kept in the session, the rest goes into the address."""
    state = replace(read_state(request.form, kept_searches()), kept="", page=1)
    if not may_stand_in_address(state, services().matcher, services().catalogue):
        state = _kept(state)
    return redirect(state.url)


def _kept(state: SearchState) -> SearchState:
    return replace(state, kept=keep_search(state.words, state.needs))


def _has_ended(state: SearchState) -> bool:
    """Whether the address names a kept search that this browser does not remember any more."""
    return bool(request.args.get("kept")) and not state.kept


def page_of(result: SearchResult, catalogue: NeedCatalogue) -> dict[str, object]:
    """All that the template shows."""
    facts = person_facts()
    sensitive = sensitive_codes(catalogue)
    cards = [card_of(found, result.first_number + place, result.now) for place, found in enumerate(result.page)]
    return {
        "result": result,
        "state": result.state,
        "cards": cards,
        "near_misses": [near_miss_card(near) for near in result.near_misses],
        "chips": chips_of(result, catalogue),
        "sorts": SORTS,
        "counties": states_of(result),
        "tile_url": services().settings.tile_url,
        "tile_attribution": services().settings.tile_attribution,
        "needs_by_group": [(group, catalogue.children(group)) for group in catalogue.parents()],
        "understood": {need.code for need in result.needs},
        "is_sensitive": any(need.code in sensitive for need in result.needs),
        "facts": facts,
        "facts_summary": summary_of(facts),
        "saved": frozenset(saved_listings()),
        **form_choices(),
    }


def chips_of(result: SearchResult, catalogue: NeedCatalogue) -> list[Chip]:
    """What was understood and what is picked, each with the search that leaves it out."""
    state = result.state
    chips = []
    for understood in result.needs:
        others = tuple(need.code for need in result.needs if need.code != understood.code)
        need = catalogue.get(understood.code)
        # Without any need left the words would be understood as the same need again.
        without = replace(state, needs=others, words=state.words if others else "", page=1, kept="")
        aside = f"from “{', '.join(understood.words)}”" if understood.words else ""
        chips.append(Chip(need.name if need else understood.code, _address_of(without), aside))
    if state.words and not result.needs:
        chips.append(Chip(f"the words “{state.words}”", replace(state, words="", kept="", page=1)))
    if result.place:
        chips.append(Chip(f"near {place_words(result)}", replace(state, near="", page=1)))
    chips += [Chip(label_of(name, value), state.without(name, value)) for name, value in state.picked]
    return chips


def _address_of(state: SearchState) -> SearchState:
    return state if may_stand_in_address(state, services().matcher, services().catalogue) else _kept(state)


def place_words(result: SearchResult) -> str:
    """ "87105 Albuquerque, NM"."""
    place = result.place
    if place is None:
        return ""
    city = ", ".join(filter(None, (place.city, place.state)))
    return " ".join(filter(None, (place.postal_code, city))) or result.state.near
