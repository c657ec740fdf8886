"""Log lines as JSON: one a request, with its route, status and time. Ids instead of people.

Not for: metrics. The decision a reader would ask about: neither the query string nor the path is logged, only the route's
pattern (`/v1/referrals/<id>`): what somebody searches for, and near which address, is personal.
"""

from __future__ import annotations

import logging
import sys
import time

import structlog
from flask import Flask, Response, g, request

from api.request_scope import request_id

log = structlog.get_logger(__name__)

_QUIET = frozenset({"static", "health.healthz", "health.readyz"})


def configure_logs(level: str) -> None:
    """Make every logger of the process write JSON lines of at least that level to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def log_requests(app: Flask) -> None:
    """Write a line after each request of the application."""
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    if request.endpoint not in _QUIET:
        log.info(
            "request",
            request_id=request_id(),
            method=request.method,
            route=request.url_rule.rule if request.url_rule else "",
            status=response.status_code,
            milliseconds=round((time.perf_counter() - g.started) * 1000, 1),
        )
    return response
