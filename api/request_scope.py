"""What one request works with: the wired parts, its id, and JSON answers.

Not for: who is calling (`api.auth.callers`). Routes ask here, so that they need no globals and no import of the app.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import msgspec
from flask import Response, current_app, g

from api.errors import OK

if TYPE_CHECKING:
    from api.wiring import Services

EXTENSION = "wraparound"
JSON = "application/json"


def services() -> Services:
    """The parts of the process."""
    return cast("Services", current_app.extensions[EXTENSION])


def request_id() -> str:
    """The id that stands in the log lines and in the header `X-Request-Id` of this request."""
    return str(g.get("request_id", ""))


def reply(value: Any, status: int = OK, headers: Mapping[str, str] | None = None) -> Response:
    """The value as JSON, by msgspec and without a second look: values were checked where they came in."""
    return Response(msgspec.json.encode(value), status=status, content_type=JSON, headers=dict(headers or {}))
