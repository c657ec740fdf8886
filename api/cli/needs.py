"""Need codes as arguments: refused where there is no such need, because a search for none finds nothing and says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from directory.errors import InvalidQuery
from directory.needs.catalogue import NeedCatalogue
from directory.needs.values import Need


def known_needs(catalogue: NeedCatalogue, codes: Sequence[str]) -> list[Need]:
    """The needs of these codes. Raises `InvalidQuery` for a code that is none, with the nearest that is one."""
    return [_known(catalogue, code) for code in codes]


def _known(catalogue: NeedCatalogue, code: str) -> Need:
    need = catalogue.get(code)
    if need is None:
        near = get_close_matches(code, [each.code for each in catalogue.all()], n=1)
        hint = f"did you mean {near[0]!r}?" if near else "docs/needs.md lists them"
        raise InvalidQuery("need", f"{code!r} is not a need; {hint}")
    return need
