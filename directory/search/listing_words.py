"""The words by which a listing is found, analysed: the same for every engine.

Not for: an engine's columns or weights. The decision a reader would ask about: facts are words too. "Evening child care" must
find the nursery whose hours say Mon-Fri until 22:00 and whose description says nothing of evenings; so hours, cost, access
and languages that we have read add their plain words, in English (other languages come by the lexicon).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from directory.facts.language_names import NAMES
from directory.facts.values import Hours
from directory.search.analysis import Analyzer
from directory.search.listing import Listing
from directory.search.reading import is_accessible, is_free, open_days

CLEAR_PURPOSE = 0.5
"""Strength from which the words of a need may find the listing: below it the need is only mentioned in passing."""

EVENING_MINUTES = 19 * 60
"""Open at seven is open in the evening: by then a day shift and the way home are over."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKEND = frozenset({5, 6})
_FACTS_KEPT = 4096
"""Hours, with languages and the like: a few hundred bytes each, and six in ten real listings have them as another had."""
_LANGUAGE_NAMES: dict[str, str] = {code: name for name, code in reversed(NAMES.items()) if code}
"""The first name of each code in that table: the English one."""


class ListingWords(NamedTuple):
    """Tokens, joined by spaces: of the names, of categories and needs, of the organization, of everything else.

    `forms` are the words as they are written, folded, each once, for prefixes and spelling.
    """

    name: str
    topic: str
    organization: str
    body: str
    forms: str


def words_of_listing(listing: Listing, analyzer: Analyzer) -> ListingWords:
    """The analysed words of a listing. A confidential place gives neither street nor ZIP."""
    name = analyzer.index_text(f"{listing.name} . {listing.alternate_name}")
    topic = analyzer.index_shared_text(" . ".join((*listing.categories, *_clear_needs(listing))))
    organization = analyzer.index_shared_text(listing.organization_name)
    body = analyzer.index_text(" . ".join(_body(listing)))
    forms = dict.fromkeys(name.forms + topic.forms + organization.forms + body.forms)  # in order, so always the same
    forms.pop("", None)
    return ListingWords(name.tokens, topic.tokens, organization.tokens, body.tokens, " ".join(forms))


def _clear_needs(listing: Listing) -> dict[str, None]:
    clear = [fit.code.replace("_", " ") for fit in listing.needs if fit.strength >= CLEAR_PURPOSE]
    return dict.fromkeys(clear)


def _body(listing: Listing) -> list[str]:
    return [
        listing.description,
        listing.eligibility_text,
        listing.application_text,
        listing.fees_text,
        listing.hours_text,
        listing.city,
        listing.state,
        *(() if listing.confidential else (listing.street, listing.postal_code)),
        *[area.name for area in listing.service_areas],
        _fact_words(listing.hours, is_free(listing), is_accessible(listing), listing.languages.codes),
    ]


@lru_cache(maxsize=_FACTS_KEPT)
def _fact_words(hours: Hours | None, free: bool, accessible: bool, languages: tuple[str, ...]) -> str:
    """What the facts say, in words that somebody would type."""
    found = _hour_words(hours) if hours else []
    if free:
        found.append("free")
    if accessible:
        found.append("wheelchair accessible")
    found.extend([_LANGUAGE_NAMES.get(code, "") for code in languages])
    return " . ".join(found)


def _hour_words(hours: Hours) -> list[str]:
    days = open_days(hours)
    found = [_DAYS[day] for day in sorted(days)]
    if days & _WEEKEND:
        found.append("weekend")
    if [period for period in hours.periods if period.closes >= EVENING_MINUTES]:
        found.append("evening")
    if hours.always_open:
        found.append("evening . 24 hours")
    return found
