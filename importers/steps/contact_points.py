"""Phones, web addresses and e-mail addresses as HSDS wants them.

Not for: numbers in running text. The decision a reader would ask about: what cannot be dialled, opened or written to
is kept under `x_` beside it and named in the report, because a person may still make sense of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from directory.hsds.formats import is_uri
from importers.drafts import Document, FlatRecord
from importers.steps.nested import parts

_WEB_FIELDS: dict[str, tuple[str, ...]] = {
    "organization": ("website", "uri", "logo"),
    "service": ("url",),
    "location": ("url",),
    "url": ("url",),
    "accessibility": ("url",),
    "required_document": ("uri",),
    "schedule": ("schedule_link",),
    "taxonomy": ("uri",),
    "taxonomy_term": ("term_uri",),
    "service_area": ("uri",),
    "unit": ("uri",),
}
_EMAIL_FIELDS: dict[str, tuple[str, ...]] = {
    "organization": ("email",),
    "service": ("email", "assurer_email"),
    "contact": ("email",),
}
_LISTS = ("phones", "additional_urls", "additional_websites")
_NOTHING_HERE = frozenset(_LISTS).isdisjoint
_NOTHING_IN = {
    table: frozenset((*_WEB_FIELDS.get(table, ()), *_EMAIL_FIELDS.get(table, ()), *_LISTS)).isdisjoint
    for table in _WEB_FIELDS.keys() | _EMAIL_FIELDS.keys()
}
"""For each table: whether an object has none of the fields that are mended."""
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#].*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]+")
_NOTHING = re.compile(r"(?:https?:/*)?(?:n/?a|none|null|unknown|tbd|-|\.)?/?", re.IGNORECASE)
_EXTENSION = re.compile(r"[\s,;]*(?:x|ext\.?|extension|#)[\s.:]*(\d{1,6})\s*$", re.IGNORECASE)
_LOST_SLASH = re.compile(r"https?:/?[^/]", re.IGNORECASE)
_FEWEST_DIGITS = 3  # 211, 911, 988
_MOST_ADDRESSES = 4096  # an organization's page stands in each of its services


def mend_contact_points(record: FlatRecord) -> None:
    """All phones, web and e-mail addresses of the record."""
    for table, found in parts(record):
        if _NOTHING_IN.get(table, _NOTHING_HERE)(found):
            continue
        for name in _WEB_FIELDS.get(table, ()):
            if isinstance(found.get(name), str):
                _mend_web(record, found, name)
        for name in _EMAIL_FIELDS.get(table, ()):
            if isinstance(found.get(name), str):
                _mend_email(record, found, name)
        if isinstance(found.get("phones"), list):
            found["phones"] = [phone for phone in found["phones"] if _mend_phone(record, phone)]
        for name in ("additional_urls", "additional_websites"):
            if isinstance(found.get(name), list):
                found[name] = [item for item in found[name] if not isinstance(item, dict) or _has_address(item)]


@lru_cache(maxsize=_MOST_ADDRESSES)
def web_address(words: str) -> str | None:
    """The words as an absolute URI, or None. A bare domain gets `http://`, which every server still answers."""
    if is_uri(words) and not _LOST_SLASH.match(words) and not _NOTHING.fullmatch(words):
        return words
    tidy = re.sub(r"\s+", "", words).replace("http//", "http://").replace("http:/www", "http://www")
    tidy = re.sub(r"^(https?):/*(https?:)?/*", r"\1://", tidy, flags=re.IGNORECASE)
    if _NOTHING.fullmatch(tidy):
        return None
    if _DOMAIN.fullmatch(tidy):
        tidy = f"http://{tidy}"
    tidy = quote(tidy, safe=":/?#[]@!$&'()*+,;=%~")
    return tidy if "://" in tidy and is_uri(tidy) else None


def _mend_web(record: FlatRecord, found: Document, name: str) -> None:
    words = found[name]
    if name == "logo":  # HSDS gives it no format
        return
    address = web_address(words)
    if address is None:
        _set_aside(record, found, name, "is no web address")
    elif address != words:
        found[name] = address


def _has_address(item: Document) -> bool:
    return isinstance(item.get("url"), str) or "x_url" not in item


def _mend_email(record: FlatRecord, found: Document, name: str) -> None:
    words = found[name]
    if _EMAIL.fullmatch(words):
        return
    match = _EMAIL.search(words.replace("mailto:", ""))
    if match is None:
        _set_aside(record, found, name, "is no e-mail address")
    else:
        found[name] = match[0]
        found[f"x_{name}"] = words


def _mend_phone(record: FlatRecord, phone: object) -> bool:
    """Mend one phone; False when there is nothing to dial."""
    if not isinstance(phone, dict) or not isinstance(phone.get("number"), str):
        return True
    number = phone["number"]
    match = _EXTENSION.search(number) if _may_have_extension(number) else None
    if match and "extension" not in phone and _digits(number[: match.start()]) >= 7:
        phone["number"] = number[: match.start()].strip()
        phone["extension"] = int(match[1])
    if not _can_be_dialled(phone["number"]):
        record.note("phones", f"{number[:40]!r} cannot be dialled; left out")
        return False
    return True


def _may_have_extension(number: str) -> bool:
    """Every word for one is written with an x or a hash mark; a plain look spares most numbers the pattern."""
    return "x" in number or "X" in number or "#" in number


def _can_be_dialled(number: str) -> bool:
    # Nearly all numbers end in as many digits as are needed; counting all of them takes ten times as long.
    return (number[-_FEWEST_DIGITS:].isdigit() and len(number) >= _FEWEST_DIGITS) or _digits(number) >= _FEWEST_DIGITS


def _digits(words: str) -> int:
    return sum(map(str.isdigit, words))


def _set_aside(record: FlatRecord, found: Document, name: str, reason: str) -> None:
    words = found.pop(name)
    found[f"x_{name}"] = words
    record.note(name, f"{words[:80]!r} {reason}; kept as x_{name}")
