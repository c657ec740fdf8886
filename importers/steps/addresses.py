"""Postal addresses in their usual form: state codes, country codes, ZIP codes with their leading zero.

Not for: finding where an address is (`points.py`). The decision a reader would ask about: what is not recognised stays
as it was published, since foreign addresses are valid HSDS.
"""

from __future__ import annotations

import re
from functools import lru_cache

from directory.geography.states import state_code
from importers.drafts import Document, FlatRecord
from importers.steps.nested import children

_COUNTRIES = {"usa", "u.s.a.", "u.s.", "united states", "united states of america", "us"}
_NOT_GIVEN = {"-1", "n/a", "none", "unknown", "null", "-"}
_LONGEST_NOT_GIVEN = max(map(len, _NOT_GIVEN))  # texts are trimmed by now
_ZIP_LENGTH = 5
_MOST_STATES = 1024  # sixty states in a few spellings, and what else stands in the column
_SHORT_ZIP = re.compile(r"\d{4}")
_LONG_ZIP = re.compile(r"(\d{5})[- ]?(\d{4})")
_ZERO_STATES = {"CT", "MA", "ME", "NH", "NJ", "RI", "VT", "PR", "VI"}


def mend_addresses(record: FlatRecord) -> None:
    """Every address of a location."""
    if record.record_type != "location":
        return
    for address in children(record.document, "addresses"):
        _mend(address)


def _mend(address: Document) -> None:
    short = [name for name, value in address.items() if isinstance(value, str) and len(value) <= _LONGEST_NOT_GIVEN]
    for name in short:
        if address[name].strip().lower() in _NOT_GIVEN:
            del address[name]
    state = str(address.get("state_province") or "").strip()
    code = _state_code(state) if state else None
    if code:
        address["state_province"] = code
    country = str(address.get("country") or "").strip()
    if country.lower() in _COUNTRIES or (code and not country):
        address["country"] = "US"
    postal_code = str(address.get("postal_code") or "").strip()
    if len(postal_code) == _ZIP_LENGTH:
        return
    if _SHORT_ZIP.fullmatch(postal_code) and code in _ZERO_STATES:
        address["postal_code"] = f"0{postal_code}"
    elif (match := _LONG_ZIP.fullmatch(postal_code)) and address.get("country", "US") == "US":
        address["postal_code"] = f"{match[1]}-{match[2]}"


_state_code = lru_cache(maxsize=_MOST_STATES)(state_code)
