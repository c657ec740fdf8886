"""Who may use a route. Every view says so with one decorator; a view that says nothing is closed.

`@requires(Scope.A, Scope.B)`: a caller with at least one of the scopes. `@signed_in`: any caller. `@public`: everybody.
`@cookieless` beside them: the view never looks at the session, so forms need no CSRF token (the token endpoint).

Not for: whether *this* record is the caller's; use cases judge that. The decision a reader would ask about: denial is the
default and stands in one hook before all views, so that a forgotten line is a locked door, not an open one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from api.auth.callers import caller, comes_by_cookie
from api.auth.scopes import Scope
from api.errors import FormExpired, NotAuthenticated, NotPermitted

View = TypeVar("View", bound=Callable[..., Any])

CSRF = "wraparound_csrf"
_HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Access:
    """What a view asks of its caller. `scopes`: at least one of them, unless empty."""

    needs_caller: bool
    scopes: tuple[Scope, ...] = ()


def requires(*scopes: Scope) -> Callable[[View], View]:
    """Only for callers with at least one of the scopes."""
    return _declare(Access(needs_caller=True, scopes=scopes))


def signed_in(view: View) -> View:
    """Only for callers who are known, whatever they may do."""
    return _declare(Access(needs_caller=True))(view)


def public(view: View) -> View:
    """For everybody."""
    return _declare(Access(needs_caller=False))(view)


def cookieless(view: View) -> View:
    """Never looks at the session, so nobody's browser can be made to misuse it."""
    view.cookieless = True  # type: ignore[attr-defined]  # functions take attributes
    return view


def access_of(view: Callable[..., Any]) -> Access | None:
    """What the view declares, None for nothing."""
    declared = getattr(view, "access", None)
    return declared if isinstance(declared, Access) else None


def check_access() -> None:
    """The hook before every request. Raises NotAuthenticated, NotPermitted, FormExpired."""
    if request.endpoint is None:
        return  # no such address: answered as that
    view = current_app.view_functions[request.endpoint]
    access = access_of(view)
    if access is None:
        raise NotPermitted("This address does not say who may use it, and is closed therefore.")
    if access.needs_caller:
        _check_caller(access)
    if request.method not in _HARMLESS and not getattr(view, "cookieless", False):
        _check_form()


def _check_caller(access: Access) -> None:
    actor = caller()
    if actor is None:
        raise NotAuthenticated("Sign in, or send an access token: Authorization: Bearer …")
    if access.scopes and not any(actor.has(scope) for scope in access.scopes):
        raise NotPermitted(f"This needs the scope {' or '.join(access.scopes)}.")


def _check_form() -> None:
    """A write that a browser's cookie vouches for must come from our own pages (OWASP, cross-site request forgery)."""
    if not comes_by_cookie():
        return
    protection: CSRFProtect = current_app.extensions[CSRF]
    try:
        protection.protect()
    except CSRFError as error:
        raise FormExpired from error


def _declare(access: Access) -> Callable[[View], View]:
    def declare(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]  # functions take attributes
        return view

    return declare
