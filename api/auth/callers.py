"""Who calls: a system by its token, a person by their session, as one `Actor`.

Not for: what they may do (`guard.py`). The decision a reader would ask about: a request with an `Authorization` header is
judged by it alone; a cookie that a browser adds then counts for nothing, so that a token's request needs no CSRF token.
"""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, g, request
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from api.auth.errors import TokenRefused
from api.auth.values import Person
from api.errors import NotAuthenticated
from api.request_scope import services
from referrals.actor import Actor

_BEARER = "bearer"


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """A person as flask-login knows them."""

    def __init__(self, person: Person) -> None:
        self.id = person.id
        self.person = person


def caller() -> Actor | None:
    """The caller of this request, None for nobody. Raises NotAuthenticated for a token that opens nothing."""
    if "caller" not in g:
        g.caller = _caller()
    return cast("Actor | None", g.caller)


def known_caller() -> Actor:
    """The caller, on routes that the guard lets only callers use."""
    actor = caller()
    if actor is None:
        raise NotAuthenticated("Sign in first.")
    return actor


def signed_in_person() -> Person | None:
    """The person of the session, for pages; None for systems and for nobody."""
    if not comes_by_cookie():
        return None
    user: Any = current_user
    return user.person if isinstance(user._get_current_object(), SignedIn) else None


def comes_by_cookie() -> bool:
    """Whether the request can only be vouched for by a cookie."""
    return "Authorization" not in request.headers


def open_session(person: Person) -> None:
    """Sign a person in. The session is renewed, so that one set before cannot be ridden on."""
    from flask import session

    session.clear()
    session.permanent = True
    login_user(SignedIn(person))
    g.pop("caller", None)


def close_session() -> None:
    """Sign the person out."""
    from flask import session

    logout_user()
    session.clear()
    g.pop("caller", None)


def keep_sessions(app: Flask) -> None:
    """Let the application know its sessions."""
    login = LoginManager(app)
    login.user_loader(_loaded)


def _loaded(person_id: str) -> SignedIn | None:
    person = services().people.active(person_id)
    return SignedIn(person) if person is not None else None


def _caller() -> Actor | None:
    if comes_by_cookie():
        person = signed_in_person()
        return person.actor if person is not None else None
    scheme, _, token = request.headers["Authorization"].partition(" ")
    if scheme.lower() != _BEARER:
        raise NotAuthenticated("Only access tokens open this: Authorization: Bearer …")
    try:
        return services().system_clients.caller_of_token(token.strip())
    except TokenRefused as error:
        raise NotAuthenticated(str(error)) from error
