"""The four text formats that HSDS names: uuid, uri, email and date-time.

For yes or no about one text; the sentences that people read are in `schemas/fields.py`. The answers are those of the
`jsonschema` library's format checks, which the conformance test compares, so that a record passes here exactly when it
passes a JSON Schema validator. That is why an email needs no more than an @, and why HSDS dates such as `valid_from`,
which the published schemas give no format, are not checked at all. Written out here because `jsonschema` is a test
dependency and far too slow for an import.
"""

from __future__ import annotations

import calendar
import re
from uuid import UUID

_HEX = "[0-9A-Fa-f]"
_PLAIN_UUID = f"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"

is_plain_uuid = re.compile(_PLAIN_UUID).fullmatch
"""The way every UUID is written in practice; `is_uuid` also knows the few odd spellings that validators let through."""


def _address_v6() -> str:
    """A pattern of an IPv6 address, from the grammar in RFC 3986, section 3.2.2: `::` stands for one or more groups."""
    group = f"{_HEX}{{1,4}}"
    octet = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)"
    last_two = rf"(?:{group}:{group}|(?:{octet}\.){{3}}{octet})"
    forms = [f"(?:{group}:){{6}}{last_two}", f"::(?:{group}:){{5}}{last_two}"]
    forms += [f"(?:(?:{group}:){{,{n}}}{group})?::(?:{group}:){{{4 - n}}}{last_two}" for n in range(5)]
    forms += [f"(?:(?:{group}:){{,5}}{group})?::{group}", f"(?:(?:{group}:){{,6}}{group})?::"]
    return "(?:" + "|".join(forms) + ")"


def _uri() -> str:
    """A pattern of an absolute URI, from RFC 3986, appendix A. Possessive repeats, so that a long text costs one pass."""
    plain = r"a-zA-Z0-9_.~\-!$&'()*+,;="
    escape = f"%{_HEX}{{2}}"
    pchar, user = f"(?:[{plain}:@]|{escape})", f"(?:[{plain}:]++|{escape})*+"
    literal = rf"\[(?:{_address_v6()}|v{_HEX}+\.[{plain}:]+)\]"
    authority = rf"(?:{user}@)?(?:{literal}|(?:[{plain}]++|{escape})*+)(?::[0-9]*+)?"
    segments = f"(?:[{plain}:@/]++|{escape})*+"
    hierarchy = f"(?://{authority}(?:/{segments})?|/(?:{pchar}{segments})?|{pchar}{segments}|)"
    query = f"(?:[{plain}:@/?]++|{escape})*+"
    return rf"[a-zA-Z][a-zA-Z0-9+.\-]*:{hierarchy}(?:\?{query})?(?:#{query})?$"


is_uri = re.compile(_uri()).match
"""An absolute URI of RFC 3986, such as `https://example.org`. A bare `www.example.org` is none."""

is_email = re.compile("@").search
"""Any text with an @."""

_MOMENT = re.compile(
    r"([0-9]{4})-(0[1-9]|1[0-2])-([0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$",
    re.IGNORECASE | re.ASCII,
)


def is_uuid(text: str) -> bool:
    """Whether Python reads the text as a UUID and its dashes are where RFC 4122 puts them."""
    if is_plain_uuid(text):
        return True
    try:
        UUID(text)
    except ValueError:
        return False
    return all(text[position] == "-" for position in (8, 13, 18, 23))


def is_date_time(text: str) -> bool:
    """Whether the text is a moment of RFC 3339 with its offset, such as `2026-01-31T09:30:00Z`, on a day that exists."""
    found = _MOMENT.match(text)
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    return year > 0 and 1 <= day <= calendar.monthrange(year, month)[1]
