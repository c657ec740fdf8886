"""Keeps back what must not be shown: whole records marked private, and where confidential shelters are.

Not for: who may read a record (the API). The decision a reader would ask about: it is better to hide one address too
many than to publish the door of a shelter, so a record that speaks of a shelter for people who fled violence loses
street, ZIP and coordinates even where the publisher gave them (34 U.S.C. 12291(b)(2) binds such programmes themselves).
"""

from __future__ import annotations

import re

from importers.drafts import Document, FlatRecord
from importers.steps.nested import children

_YES = {"yes", "true", "1", "y"}
_PRIVATE_FLAGS = frozenset({"x_private", "private", "is_private", "excluded", "x_excluded", "exclude_from_website"})
_WAYS_TO_THE_DOOR = (
    "latitude",
    "longitude",
    "x_latitude",
    "x_longitude",
    "x_published_point",
    "x_point_precision",
    "x_point_radius_miles",
    "transportation",
)
_HARM = r"(?:domestic|family|dating|intimate partner)[\s-]+(?:and\s+\w+\s+)?(?:violence|abuse)|battered|sexual(?:ly)?[\s-]+(?:assault|abuse|exploit)|traffick(?:ed|ing)|abused women"
_SHELTER = r"shelters?\b|safe[\s-]?(?:house|home|haven)s?\b|safehouses?\b"
_SHELTER_FOR_HARMED = re.compile(
    rf"(?:{_HARM})[^.]{{0,60}}\b(?:{_SHELTER})|\b(?:{_SHELTER})[^.]{{0,60}}(?:{_HARM})", re.IGNORECASE
)
_HARM_WORDS = ("violence", "abuse", "battered", "assault", "exploit", "traffick")
"""No text matches `_SHELTER_FOR_HARMED` without one of these and "shelter" or "safe"."""
_HIDDEN_WORDS = ("confidential", "disclosed", "unpublished")  # `_HIDDEN_ADDRESS` matches nothing without one
_HIDDEN_ADDRESS = re.compile(r"\b(?:confidential|undisclosed|not disclosed|unpublished)\b", re.IGNORECASE)


def skip_private(record: FlatRecord) -> None:
    """End a record that its publisher marked as private or excluded."""
    if _PRIVATE_FLAGS.isdisjoint(record.document):
        return
    for name in _PRIVATE_FLAGS & record.document.keys():
        if str(record.document[name]).strip().lower() in _YES:
            record.skip = f"its publisher marks it as not to be published ({name})"


def speaks_of_hidden_shelter(*texts: object) -> bool:
    """Whether the words tell of a shelter whose place must stay hidden."""
    for text in texts:
        if isinstance(text, str) and _may_speak_of_one(text) and _SHELTER_FOR_HARMED.search(text[:1000]):
            return True
    return False


def _may_speak_of_one(text: str) -> bool:
    """Whether a pattern that needs a word of each is worth running: in few texts it is, and it costs far more.

    Only ASCII is ruled out: beyond it, letters that are no s or i match them where case is ignored.
    """
    if not text.isascii():
        return True
    lower = text.lower()
    return ("shelter" in lower or "safe" in lower) and _holds_one(_HARM_WORDS, lower)


def _holds_one(marks: tuple[str, ...], lower: str) -> bool:
    for mark in marks:  # noqa: SIM110  any() with a generator costs twice as much
        if mark in lower:
            return True
    return False


def hide_confidential_place(record: FlatRecord) -> None:
    """Take the way to the door out of a confidential location; city and state stay."""
    document = record.document
    if record.record_type != "location":
        return
    hidden = "x_confidential" in document and str(document["x_confidential"]).strip().lower() in _YES
    hidden = hidden or any(map(_hides_its_street, children(document, "addresses")))
    hidden = hidden or speaks_of_hidden_shelter(document.get("name"), document.get("description"))
    if not hidden:
        document.pop("x_confidential", None)
        return
    if _has_door(document):
        record.note("addresses", "the place is confidential; street, ZIP code and coordinates are not stored")
    hide_door(document)


def _hides_its_street(address: Document) -> bool:
    street = str(address.get("address_1", ""))
    may_say_so = not street.isascii() or _holds_one(_HIDDEN_WORDS, street.lower())
    return may_say_so and _HIDDEN_ADDRESS.search(street) is not None


def hide_door(document: Document) -> None:
    """Street, ZIP and coordinates taken out, `x_confidential` set."""
    document["x_confidential"] = True
    for name in _WAYS_TO_THE_DOOR:
        document.pop(name, None)
    if document.get("name") in {address.get("address_1") for address in children(document, "addresses")}:
        del document["name"]
    for address in children(document, "addresses"):
        for name in ("address_1", "address_2", "attention", "postal_code"):
            address.pop(name, None)


def _has_door(document: Document) -> bool:
    return "latitude" in document or any(a.get("address_1") for a in children(document, "addresses"))
