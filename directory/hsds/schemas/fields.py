"""The kinds of field that HSDS knows, as marshmallow fields with JSON Schema's meaning.

A value is kept as it came (12 stays 12, a date stays text); a field only says whether it may stand. marshmallow's own
fields convert, take bytes for text and "1" for a number, so each kind here checks for itself. The sentences are for
people who keep listings, not for programmers. Values are not repeated in them, since they may be somebody's address;
the exception are values that should have come from a fixed list.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import Schema, fields, validate

from directory.hsds import formats

Words = dict[str, str | list[Any] | dict[Any, Any]]


def _sentences(**sentences: str) -> Words:
    """The sentences of a field kind by marshmallow's error key, the one for a missing field always among them."""
    return {"required": "This field is required and is missing.", **sentences}


def kind_of(value: object) -> str:
    """What a JSON value is, in words for a sentence: "a number", "a list"."""
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        (str, "text"),
        ((int, float), "a number"),
        (list, "a list"),
        (dict, "a group of fields"),
    )
    return next(
        (words for kind, words in kinds if isinstance(value, kind)), "empty" if value is None else "something else"
    )


class Text(fields.String):
    """Any text, empty included."""

    format: ClassVar[str | None] = None
    default_error_messages = _sentences(kind="This must be text, but it is {kind}.")

    def __init__(self, **options: Any) -> None:
        metadata = {"format": self.format} if self.format else {}
        super().__init__(metadata=metadata, **options)

    def is_right(self, text: str) -> bool:
        """Whether the text has the format of this kind of field."""
        return True

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("kind", kind=kind_of(value))
        if not self.is_right(value):
            raise self.make_error("format")
        return value


class Uuid(Text):
    """An identifier."""

    format = "uuid"
    default_error_messages = _sentences(
        format="This must be an identifier of the UUID form, such as 3f7b145d-84af-42d7-8fae-eaca714b02b2."
    )

    def is_right(self, text: str) -> bool:
        """See `formats.is_uuid`."""
        return bool(formats.is_uuid(text))


class Uri(Text):
    """A web address in full."""

    format = "uri"
    default_error_messages = _sentences(
        format="This must be a web address in full, without spaces, such as https://example.org/help."
    )

    def is_right(self, text: str) -> bool:
        """See `formats.is_uri`."""
        return bool(formats.is_uri(text))


class Email(Text):
    """An email address."""

    format = "email"
    default_error_messages = _sentences(format="This must be an email address, such as help@example.org.")

    def is_right(self, text: str) -> bool:
        """See `formats.is_email`."""
        return bool(formats.is_email(text))


class DateTime(Text):
    """A moment, kept as text."""

    format = "date-time"
    default_error_messages = _sentences(
        format="This must be a date and time with its offset, such as 2026-01-31T09:30:00Z."
    )

    def is_right(self, text: str) -> bool:
        """See `formats.is_date_time`."""
        return bool(formats.is_date_time(text))


class OneOf(validate.OneOf):
    """A closed list of words; the sentence names the wrong one and the right ones."""

    def _format_error(self, value: Any) -> str:
        allowed = ", ".join(repr(choice) for choice in self.choices)
        return f"This must be one of {allowed}, but it is {str(value)[:40]!r}."


class Choice(Text):
    """One word of a closed list, as published."""

    def __init__(self, *choices: str, **options: Any) -> None:
        super().__init__(validate=OneOf(choices), **options)
        self.choices = frozenset(choices)


class Number(fields.Float):
    """A whole or decimal number; true and false are none, and neither are the infinities, which JSON cannot carry."""

    default_error_messages = _sentences(kind="This must be a number, but it is {kind}.")

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.make_error("kind", kind=kind_of(value))
        if isinstance(value, float) and not math.isfinite(value):
            raise self.make_error("kind", kind="not finite")
        return value

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value


class Record(fields.Nested):
    """Another record, nested."""

    default_error_messages = _sentences()


class Records(fields.List[Any]):
    """A list of nested records of one type."""

    default_error_messages = _sentences(kind="This must be a list, but it is {kind}.")

    def __init__(self, schema: type[Schema], **options: Any) -> None:
        super().__init__(Record(schema), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("kind", kind=kind_of(value))
        return super()._deserialize(value, attr, data, **kwargs)
