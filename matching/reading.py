"""A listing's words as the factors see them: analysed terms and the subjects they name. Kept for a while, since the same
listings come up again and again.

Not for: facts (`directory.facts`) or the index's own tokens. The decision a reader would ask about: the cache is keyed by
the words themselves, so an edited listing is read anew without anybody having to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from directory.search.analysis import Analyzer
from directory.search.listing import Listing
from matching.phrases import stems_of
from matching.words import FOR_ORGANIZATIONS, Lexicon, subjects_in

CACHED_LISTINGS = 8192  # about 10 MB


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of name, categories and description, the subjects that they name, and whom the work is for."""

    terms: frozenset[str]
    subjects: frozenset[str]
    for_organizations: bool


class ListingReader:
    """Reads listings' words with one lexicon. Safe to share between threads."""

    def __init__(self, analyzer: Analyzer, lexicon: Lexicon) -> None:
        self._analyzer = analyzer
        self._lexicon = lexicon
        self._read = lru_cache(maxsize=CACHED_LISTINGS)(self._read_words)

    def words_of(self, listing: Listing) -> Words:
        """What the words of the listing say."""
        text = f"{listing.description}. {listing.eligibility_text}"
        return self._read(listing.name, listing.alternate_name, text, listing.categories)

    def _read_words(self, name: str, alternate_name: str, description: str, categories: tuple[str, ...]) -> Words:
        text = ". ".join((name, alternate_name, description, *categories))
        stems = stems_of(text)
        subjects = subjects_in(stems, self._lexicon.given_subjects)
        return Words(frozenset(stems), subjects, FOR_ORGANIZATIONS in subjects)

    def terms_of_request(self, words: str) -> frozenset[str]:
        """The stems of a coach's sentence, without words that say nothing in a query.

        Synonyms are settled on this side alone ("guardería" gives "child" and "care"): there is one request and hundreds of listings.
        """
        terms = self._analyzer.query_terms(words) if words.strip() else ()
        return frozenset(stem for term in terms for stem in term.token.split("_"))


def weigh_terms(asked: frozenset[str], listings: Sequence[frozenset[str]]) -> dict[str, float]:
    """Each asked term with a weight that grows as fewer candidates have it (inverse document frequency).

    A term that none has counts as if one had it, so that a request in another language is not measured by one shared word.
    """
    return {term: log(1 + len(listings) / max(1, sum(term in terms for terms in listings))) for term in asked}
