"""JSON files as a stream of records: array, single object, page of an API, object of arrays, or one object a line.

Not for: telling which record an object is (`record_kinds.py`). The decision a reader would ask about: the scanner of
the standard library decodes one record at a time out of a growing window, so a file of any size needs the memory of
its largest record, without another dependency; and a file that stops short is seen at its end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from importers.errors import BrokenFile, TruncatedFile
from importers.formats.half_characters import mend_halves
from importers.formats.source_files import SourceFile

_DECODER = json.JSONDecoder()
_decode = msgspec.json.Decoder().decode
_BLANK = re.compile(r"[ \t\r\n]*")
_LARGEST_RECORD = 64 * 1024 * 1024  # characters; a larger one is a file that is not what it seems
_LONGEST_FIRST_LINE = 4 * 1024 * 1024
_LISTS = frozenset({"contents", "items", "results", "data", "organizations", "services"})


class JsonValue(NamedTuple):
    """One value that should be a record. `within` is the key of the list that held it ("" for the file's own list).

    `broken` says why there is no value, `mended` names its fields that held half a character.
    """

    number: int
    value: Any
    within: str = ""
    broken: str = ""
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stood beside the list in a page of an API (`page_number`, `total_pages` …)."""

    members: dict[str, Any]


def json_values(source: SourceFile, encoding: str = "utf-8") -> Iterator[JsonValue | Envelope]:
    """Every record in order, then the envelope if there is one. Raises `TruncatedFile`, `BrokenFile`, `WrongEncoding`."""
    window = _Window(source, encoding)
    first = window.peek()
    if first == "":
        return
    if first == "[":
        for number, value in enumerate(window.array(), start=1):
            yield _whole(number, value)
        window.expect_end()
    elif first == "{" and (source.ending in {"ndjson", "jsonl"} or window.starts_with_line_record()):
        yield from _lines(source, encoding)
    elif first == "{":
        yield from _object(window)
    else:
        raise BrokenFile(source.name, "it starts with neither [ nor {, so it is not JSON with records")


def _lines(source: SourceFile, encoding: str) -> Iterator[JsonValue]:
    number = 0
    for line in source.lines(encoding):
        if line.isspace():
            continue
        number += 1
        try:
            yield _value_of(number, line)
        except json.JSONDecodeError as error:
            if not line.endswith(("\n", "\r")):
                raise TruncatedFile(source.name, f"line {number}, its last one, stops in the middle") from error
            yield JsonValue(number, None, broken=f"the line is not JSON: {error.msg} at character {error.pos + 1}")
        except (ValueError, RecursionError):
            yield JsonValue(number, None, broken="the line holds a number or a nesting that cannot be read")


def _value_of(number: int, line: str) -> JsonValue:
    """What `json.loads` gives, or its errors, in half the time, and names of fields shared by all records.

    msgspec refuses more (NaN, half a surrogate pair): only what both read alike is taken from it.
    """
    try:
        return JsonValue(number, _decode(line))
    except (msgspec.MsgspecError, RecursionError):
        return _whole(number, json.loads(line))


def _object(window: _Window) -> Iterator[JsonValue | Envelope]:
    members: dict[str, Any] = {}
    listed = False
    number = 0
    for key in window.members():
        if window.peek() == "[" and (key in _LISTS or key.endswith(".csv")):
            listed = True
            for value in window.array():
                number += 1
                yield _whole(number, value, key)
        else:
            members[key] = window.value()
    window.expect_end()
    if listed:
        yield Envelope(members)
    elif members:
        yield _whole(1, members)


def _whole(number: int, value: Any, within: str = "") -> JsonValue:
    try:
        whole, mended = mend_halves(value)
    except RecursionError:
        return JsonValue(number, None, within, broken="the record is nested too deeply")
    return JsonValue(number, whole, within, mended=mended)


class _Window:
    """The part of the text that is being looked at; grows at its end and is dropped at its start."""

    def __init__(self, source: SourceFile, encoding: str) -> None:
        self._name = source.name
        self._chunks = source.text_chunks(encoding)
        self._text = ""
        self._at = 0

    def peek(self) -> str:
        """The next character that is not blank, "" at the end."""
        while True:
            match = _BLANK.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._grow():
                return ""

    def starts_with_line_record(self) -> bool:
        """Whether the first line is a whole object and another object follows it."""
        # A first line longer than this is taken for a whole file in one line, which must not be read into memory.
        while "\n" not in self._text and len(self._text) < _LONGEST_FIRST_LINE and self._grow():
            pass
        line, _, rest = self._text[self._at :].partition("\n")
        try:
            json.loads(line)
        except (ValueError, RecursionError):
            return False
        return rest.lstrip().startswith("{")

    def members(self) -> Iterator[str]:
        """The keys of an object; the caller takes each value before it asks for the next key."""
        self._take("{")
        if self.peek() == "}":
            self._take("}")
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise self._broken("a key of an object is not a text")
            self._take(":")
            yield key
            if self._take(",", "}") == "}":
                return

    def array(self) -> Iterator[Any]:
        """The elements of an array."""
        self._take("[")
        if self.peek() == "]":
            self._take("]")
            return
        while True:
            yield self.value()
            if self._take(",", "]") == "]":
                return

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                self._grow_for(error)
                continue
            except RecursionError as error:
                raise self._broken("a record is nested too deeply") from error
            except ValueError as error:  # Python refuses whole numbers of more than 4,300 digits
                raise self._broken(f"a number cannot be read: {error}") from error
            if end == len(self._text) and self._grow():
                continue  # a number at the end of the window may go on in the next chunk
            self._at = end
            return value

    def expect_end(self) -> None:
        """Nothing but blanks may follow."""
        if self.peek():
            raise self._broken("something follows the end of the JSON value")

    def _grow_for(self, error: json.JSONDecodeError) -> None:
        held = len(self._text) - self._at
        if held > _LARGEST_RECORD:
            raise self._broken(
                f"a record is larger than {_LARGEST_RECORD} characters, or not JSON: {error.msg}"
            ) from error
        # The window doubles, so that a record of any size is scanned a bounded number of times.
        while len(self._text) - self._at < 2 * held and self._grow():
            pass
        if len(self._text) - self._at > held:
            return
        stops_short = error.msg.startswith("Unterminated string") or error.pos >= len(self._text.rstrip()) - len(
            "false"
        )
        if stops_short:
            raise TruncatedFile(self._name, "the JSON stops in the middle of a record") from error
        raise self._broken(f"{error.msg}, near {self._text[max(error.pos - 20, 0) : error.pos + 20]!r}") from error

    def _grow(self) -> bool:
        for chunk in self._chunks:
            if chunk:
                self._text = self._text[self._at :] + chunk
                self._at = 0
                return True
        return False

    def _take(self, *allowed: str) -> str:
        found = self.peek()
        if not found:
            raise TruncatedFile(self._name, "the JSON stops in the middle")
        if found not in allowed:
            raise self._broken(f"{found!r} stands where {' or '.join(allowed)} should")
        self._at += 1
        return found

    def _broken(self, reason: str) -> BrokenFile:
        return BrokenFile(self._name, f"it is not valid JSON ({reason})")
