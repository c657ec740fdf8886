r"""Half characters in JSON: `"\ud83d"`, what is left of an emoji where a program cut a text by the byte.

Not for: other broken encodings (`steps.encodings`). The decision a reader would ask about: no file, database or page can
hold half a character, but the record around it is whole; so it is shown as U+FFFD and reported, and the record is kept.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

_HALF = re.compile("[\ud800-\udfff]")  # two that belong together are one character already
_encode = msgspec.json.Encoder().encode


def mend_halves(value: Any) -> tuple[Any, tuple[str, ...]]:
    """The value with U+FFFD for each half character, and the fields where one stood: `phones.number`.

    Raises `RecursionError` where it is nested too deeply to be looked through.
    """
    try:
        _encode(value)
    except (UnicodeEncodeError, OverflowError):  # a number of 70 bits hides what stands behind it
        fields: dict[str, None] = {}
        return _mended(value, "", fields), tuple(fields)
    return value, ()


def _mended(value: Any, path: str, fields: dict[str, None]) -> Any:
    """A copy; the paths of the texts that were mended are added to `fields`, in order."""
    if isinstance(value, str):
        whole = _HALF.sub("\ufffd", value)
        if whole != value:
            fields[path] = None
        return whole
    if isinstance(value, list):
        return [_mended(item, path, fields) for item in value]
    if isinstance(value, dict):
        return dict([_mended_member(name, below, path, fields) for name, below in value.items()])
    return value


def _mended_member(name: str, value: Any, path: str, fields: dict[str, None]) -> tuple[str, Any]:
    """A field's name may be cut too."""
    whole = _HALF.sub("\ufffd", name)
    within = f"{path}.{whole}" if path else whole
    if whole != name:
        fields[within] = None
    return whole, _mended(value, within, fields)
