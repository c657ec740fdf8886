"""What a search page shows, as one value that goes to and from the address bar.

Not for: facts about a person (`person.py`) or searching (`searching.py`). The decision a reader would ask about: words and
needs that touch 42 CFR Part 2 or VAWA never stand in an address; they are kept in the session under a token, and the
address holds the token (docs/decisions, "What a search leaves behind").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

LONGEST_WORDS = 300
LONGEST_PLACE = 120
MOST_PICKED = 40
LAST_PAGE = 50

SORTS = {"fit": "Best fit", "distance": "Nearest", "name": "Name, A to Z"}
FILTERS = ("open", "day", "language", "cost", "access", "way", "within", "age", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """A search. `picked` are pairs of filter and value; `kept` is the token of words and needs that the session holds."""

    words: str = ""
    needs: tuple[str, ...] = ()
    near: str = ""
    picked: tuple[tuple[str, str], ...] = ()
    sort: str = "fit"
    page: int = 1
    kept: str = ""

    @property
    def asks(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.words or self.needs or self.near)

    def values(self, name: str) -> tuple[str, ...]:
        """The values picked in one filter."""
        return tuple(value for filter_name, value in self.picked if filter_name == name)

    def without(self, name: str, value: str | None = None) -> SearchState:
        """The same search without one picked value, or without the whole filter."""
        kept = tuple(pair for pair in self.picked if pair[0] != name or value not in (None, pair[1]))
        return replace(self, picked=kept, page=1)

    @property
    def bare(self) -> SearchState:
        """The same search without filters."""
        return replace(self, picked=(), page=1)

    @property
    def anywhere(self) -> SearchState:
        """The same search without a place."""
        return replace(self.without("within"), near="")

    def at_page(self, page: int) -> SearchState:
        """Another page of the same search."""
        return replace(self, page=page)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the address and of hidden fields, defaults left out."""
        own = [("q", self.words), *(("need", need) for need in self.needs)]
        found = [("kept", self.kept)] if self.kept else own
        found += [("near", self.near), *self.picked]
        found += [("sort", "" if self.sort == "fit" else self.sort), ("page", "" if self.page == 1 else str(self.page))]
        return [(name, value) for name, value in found if value]

    def query(self) -> str:
        """The query string with its "?", or nothing."""
        encoded = urlencode(self.pairs())
        return f"?{encoded}" if encoded else ""

    @property
    def url(self) -> str:
        """The address of the search page in this state."""
        return "/" + self.query()


Kept = Mapping[str, tuple[str, tuple[str, ...]]]
"""Token → words and needs that stay out of addresses."""


def read_state(arguments: MultiDict[str, str], kept: Kept) -> SearchState:
    """The state of an address or form; what cannot be used is left out, because an address may be old or cut."""
    token = arguments.get("kept", "")
    words, needs = arguments.get("q", ""), tuple(dict.fromkeys(arguments.getlist("need")))
    if token in kept and not words and not needs:
        words, needs = kept[token]
    else:
        token = ""
    return SearchState(
        words=_plain(words, LONGEST_WORDS),
        needs=needs[:20],
        near=_plain(arguments.get("near", ""), LONGEST_PLACE),
        picked=tuple(_picked(arguments))[:MOST_PICKED],
        sort=arguments.get("sort", "fit") if arguments.get("sort") in SORTS else "fit",
        page=_page(arguments.get("page", "1")),
        kept=token,
    )


def _picked(arguments: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    for name in FILTERS:
        for value in dict.fromkeys(arguments.getlist(name)):
            if value.strip():
                yield name, value.strip()[:80]


def _page(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _plain(text: str, longest: int) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:longest]
