"""Rendering with this room's helpers: filters of templates, the status of a form that is shown again, safe addresses.

Not for: what a page shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Response, make_response, render_template, request

from api.errors import ANSWERS, InvalidInput
from api.pages import wording
from api.pages.referral_view import reason_words

HELPERS: dict[str, Callable[..., Any]] = {
    "phone_words": wording.phone_words,
    "phone_link": wording.phone_link,
    "language": wording.language,
    "day_words": wording.day_words,
    "moment_words": wording.moment_words,
    "day_name": wording.day_name,
    "reason_words": reason_words,
}


def shown_again(template: str, **known: Any) -> Response:
    """A form with its problems and everything that was typed."""
    return make_response(render_template(template, **known), ANSWERS[InvalidInput].status)


def safe_path(path: str) -> str:
    """A path of this site to go on to; "/" for anything that could lead elsewhere."""
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and "\\" not in path
    return path if is_ours and path.isprintable() else "/"


def comes_from_our_page() -> bool:
    """Whether the browser says that one of our own pages sent the form (Fetch Metadata, else Origin)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host
