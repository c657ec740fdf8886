"""The Flask application: blueprints, error documents, security headers. Made from wired parts, never at import.

Not for: wiring (`api.wiring`), routes (`api.routes`). The decision a reader would ask about: access is denied unless a view
says who may use it (`api.auth.guard`), so a forgotten line is a locked door, not an open one.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import msgspec
from flask import Flask, Response, g, request
from flask.json.provider import JSONProvider
from flask_smorest import Api
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from api.auth.callers import keep_sessions
from api.auth.guard import CSRF, check_access, public
from api.limits import limit_marked_views
from api.logs import log_requests
from api.problems import answer_errors
from api.request_scope import EXTENSION, request_id
from api.routes import register_routes
from api.settings import Settings
from api.wiring import Services

LARGEST_BODY_BYTES = 1_000_000  # the longest legitimate body is one HSDS service, some 50 kB

CONTENT_SECURITY_POLICY = (
    "default-src 'self'",
    "img-src 'self' data: {tiles}",
    "style-src 'self'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
)


class MsgspecProvider(JSONProvider):
    """JSON by msgspec: dates and dataclasses as they are, and fast enough for a page of full records."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """The JSON text of the value."""
        return msgspec.json.encode(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The value of the JSON text; Flask expects ValueError, which msgspec's error is."""
        return msgspec.json.decode(s)


def create_app(services: Services) -> Flask:
    """The application over these services. Opens no database by itself."""
    settings = services.settings
    app = Flask("api", static_folder="static", template_folder="templates")
    app.json = MsgspecProvider(app)
    app.extensions[EXTENSION] = services
    app.config.update(_configuration(services))
    app.before_request(_name_the_request)
    log_requests(app)
    app.extensions[CSRF] = CSRFProtect(app)
    keep_sessions(app)
    app.before_request(check_access)
    app.after_request(_securing(settings))
    register_routes(app, Api(app))
    public(app.view_functions["static"])
    answer_errors(app)
    limit_marked_views(app, settings.sign_in_limit)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _configuration(services: Services) -> dict[str, Any]:
    settings = services.settings
    return {
        "SECRET_KEY": services.secret_key,
        "MAX_CONTENT_LENGTH": LARGEST_BODY_BYTES,
        "SESSION_COOKIE_NAME": "wraparound_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "PERMANENT_SESSION_LIFETIME": settings.session_hours * 3600,
        "WTF_CSRF_CHECK_DEFAULT": False,  # the guard checks: only where a cookie vouches for the caller
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session
        "API_TITLE": "Wraparound",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
        "API_SPEC_OPTIONS": {"servers": [{"url": settings.public_url}]},
    }


def _name_the_request() -> None:
    given = request.headers.get("X-Request-Id", "")
    is_usable = given.isascii() and given.isprintable() and 8 <= len(given) <= 64
    g.request_id = given if is_usable else uuid.uuid4().hex


def _securing(settings: Settings) -> Callable[[Response], Response]:
    policy = "; ".join(CONTENT_SECURITY_POLICY).format(tiles=tile_origin(settings.tile_url)).replace(" ;", ";")

    def secure(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers["X-Request-Id"] = request_id()
        if "Authorization" in request.headers or request.path.startswith("/v1/referrals"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return secure


def tile_origin(tile_url: str) -> str:
    """Scheme and host of the tile URL, which may hold {s}, {z}, {x}, {y}; empty where there is none."""
    scheme, _, rest = tile_url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}".replace("{s}", "*") if rest else ""
