"""How often one address may try to sign in or fetch a token: guessing passwords must be slow.

Not for: limits on searching. Counted in the memory of each process, which is enough to make guessing slow.
The decision a reader would ask about: a view is marked, and the limit itself is put on it per application, from settings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

View = TypeVar("View", bound=Callable[..., Any])


def limited(view: View) -> View:
    """Mark a view whose POST requests count against `WRAPAROUND_SIGN_IN_LIMIT`."""
    view.limited = True  # type: ignore[attr-defined]  # functions take attributes
    return view


def limit_marked_views(app: Flask, limit: str) -> None:
    """Put the limit on every marked view of the application. All of them share one count for each address."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://", headers_enabled=True)
    shared: Callable[[Any], Any] = limiter.shared_limit(limit, scope="sign-in", methods=["POST"])
    for name, view in app.view_functions.items():
        if getattr(view, "limited", False):
            app.view_functions[name] = shared(view)
