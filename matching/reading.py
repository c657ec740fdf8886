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

from directory.facts.wording import sentences, tidied
from directory.search.analysis import Analyzer
from directory.search.listing import Listing
from matching.phrases import stems_of
from matching.words import FOR_ORGANIZATIONS, Lexicon, subjects_in

CACHED_LISTINGS = 8192  # about 10 MB


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of name, categories and description, the subjects that they name, and whom the work is for.

    `communities`: languages of the communities that eligibility and first sentence speak of, `named_communities` of those in the
    names. `public_body`: the names are those of an office of a state, county or city.
    """

    terms: frozenset[str]
    subjects: frozenset[str]
    for_organizations: bool
    communities: frozenset[str] = frozenset()
    named_communities: frozenset[str] = frozenset()
    public_body: bool = False


class ListingReader:
    """Reads listings' words with one lexicon. Safe to share between threads."""

    def __init__(self, analyzer: Analyzer, lexicon: Lexicon) -> None:
        self._analyzer = analyzer
        self._lexicon = lexicon
        self._read = lru_cache(maxsize=CACHED_LISTINGS)(self._read_words)

    def words_of(self, listing: Listing) -> Words:
        """What the words of the listing say."""
        # By its own texts, whose hashes Python remembers, not by texts put together of them.
        return self._read(
            listing.name,
            listing.alternate_name,
            listing.organization_name,
            listing.description,
            listing.eligibility_text,
            listing.categories,
        )

    def _read_words(
        self,
        name: str,
        other_name: str,
        organization: str,
        description: str,
        eligibility: str,
        categories: tuple[str, ...],
    ) -> Words:
        names = f"{name}. {organization}"
        opening = f"{_first_sentence(description)}. {eligibility}"
        stems = stems_of(". ".join((f"{name}. {other_name}. {description}. {eligibility}", *categories)))
        subjects = subjects_in(stems, self._lexicon.given_subjects)
        publishers = stems_of(". ".join((names, *categories)))
        return Words(
            terms=frozenset(stems),
            subjects=subjects,
            for_organizations=FOR_ORGANIZATIONS in subjects,
            communities=self._communities_in(opening),
            named_communities=self._communities_in(names),
            public_body=any(True for _ in self._lexicon.public_bodies.find(publishers)),
        )

    def _communities_in(self, text: str) -> frozenset[str]:
        found = self._lexicon.communities.find(stems_of(text))
        return frozenset(code for hit in found for code in hit.phrase.target.split("|"))

    def terms_of_request(self, words: str) -> frozenset[str]:
        """The stems of a coach's sentence, without words that say nothing in a query.

        Synonyms are settled on this side alone ("guardería" gives "child" and "care"): there is one request and hundreds of listings.
        """
        terms = self._analyzer.query_terms(words) if words.strip() else ()
        return frozenset(stem for term in terms for stem in term.token.split("_"))


def _first_sentence(description: str) -> str:
    return next(iter(sentences(tidied(description))), "")


def weigh_terms(asked: frozenset[str], listings: Sequence[frozenset[str]]) -> dict[str, float]:
    """Each asked term with a weight that grows as fewer candidates have it (inverse document frequency).

    A term that none has counts as if one had it, so that a request in another language is not measured by one shared word.
    In alphabetical order, so that every process adds the weights up to the same last digit.
    """
    return {term: log(1 + len(listings) / max(1, sum(term in terms for terms in listings))) for term in sorted(asked)}
