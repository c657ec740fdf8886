"""What may stand in an address, a title or a history, and what may not.

Not for: keeping it (`kept.py`). The decision a reader would ask about: words go into an address only if they are short, were
understood, and touch no sensitive need. A whole sentence may tell of a person, and words that nobody understood may tell
anything; both stay out.
"""

from __future__ import annotations

from api.pages.search_state import SearchState
from api.pages.searching import SearchResult
from directory.needs.catalogue import NeedCatalogue
from matching.client import Client, MatchRequest
from matching.matcher import Matcher

MOST_WORDS = 6
"""More than this is a sentence. Measured on what people type into 211 sites: searches have one to four words."""


def sensitive_codes(catalogue: NeedCatalogue) -> frozenset[str]:
    """Needs under 42 CFR Part 2 or VAWA."""
    return frozenset(need.code for need in catalogue.all() if need.sensitive)


def may_stand_in_address(state: SearchState, matcher: Matcher, catalogue: NeedCatalogue) -> bool:
    """Whether words and needs of this search may be seen in an address."""
    sensitive = sensitive_codes(catalogue)
    if sensitive & set(state.needs):
        return False
    if not state.words:
        return True
    understood = {need.code for need in matcher.understand(words_alone(state))}
    return bool(understood) and not understood & sensitive and len(state.words.split()) <= MOST_WORDS


def words_alone(state: SearchState) -> MatchRequest:
    """A request that asks only what the words mean."""
    from datetime import UTC, datetime

    return MatchRequest(client=Client(), words=state.words, at=datetime.now(UTC))


def states_of(result: SearchResult) -> tuple[str, ...]:
    """States whose county outlines the map needs, at most three: the searcher's first."""
    seen = [result.place.state] if result.place and result.place.state else []
    seen += [found.listing.state for found in result.page if found.listing.state]
    return tuple(dict.fromkeys(seen))[:3]
