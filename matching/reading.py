"""A listing's words as the factors see them: analysed terms and the subjects they name. Kept for a while, since the same
listings come up again and again.

Not for: facts (`directory.facts`) or the index's own tokens. The decision a reader would ask about: the cache is keyed by
the words themselves, so an edited listing is read anew without anybody having to tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from math import log
from typing import NamedTuple

from directory.facts.wording import sentences, tidied
from directory.search.analysis import Analyzer
from directory.search.listing import Listing
from matching.phrases import stems_of
from matching.words import FOR_ORGANIZATIONS, Lexicon, subjects_in

CACHED_LISTINGS = 8192  # about 10 MB
CACHED_FIELDS = (
    4096  # about 2 MB: of eligibility texts 38 to 74 % come again within a source, of agencies and categories most
)


class Words(NamedTuple):
    """The stems of name, categories and description, the subjects that they name, and whom the work is for.

    `communities`: languages of the communities that eligibility and first sentence speak of, `named_communities` of those in the
    names. `public_body`: the names are those of an office of a state, county or city.
    """

    stems: tuple[str, ...]
    subjects: frozenset[str]
    for_organizations: bool
    communities: frozenset[str] = frozenset()
    named_communities: frozenset[str] = frozenset()
    public_body: bool = False


_shared_stems = lru_cache(maxsize=CACHED_FIELDS)(stems_of)


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
        own, rules = stems_of(name), _shared_stems(eligibility)
        kinds = tuple([stem for category in categories for stem in _shared_stems(category)])
        told = stems_of(description)
        stems = own + stems_of(other_name) + told + rules + kinds
        names = own + _shared_stems(organization)
        subjects = subjects_in(stems, self._lexicon.given_subjects)
        return Words(
            stems=stems,
            subjects=subjects,
            for_organizations=FOR_ORGANIZATIONS in subjects,
            communities=self._communities_meant(description, told, rules),
            named_communities=self._communities_in(names),
            public_body=self._lexicon.public_bodies.is_in(names + kinds),
        )

    def _communities_meant(self, description: str, told: tuple[str, ...], rules: tuple[str, ...]) -> frozenset[str]:
        """Of the first sentence and the rules. Most descriptions have no word that begins the name of a community, and then
        none has to be cut at its sentences; an entity or an escape hides words until it is resolved.
        """
        hides_words = "&" in description or "\\" in description
        if hides_words or self._lexicon.communities.may_be_in(told):
            return self._communities_in(stems_of(_first_sentence(description)) + rules)
        return self._communities_in(rules)

    def _communities_in(self, stems: tuple[str, ...]) -> frozenset[str]:
        return frozenset(
            [code for hit in self._lexicon.communities.find(stems) for code in hit.phrase.target.split("|")]
        )

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

    `listings`: which of the asked terms each has.
    A term that none has counts as if one had it, so that a request in another language is not measured by one shared word.
    In alphabetical order, so that every process adds the weights up to the same last digit.
    """
    having = Counter(chain.from_iterable(listings))
    return {term: log(1 + len(listings) / max(1, having[term])) for term in sorted(asked)}
