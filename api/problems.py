"""Answers to everything that goes wrong: problem documents (RFC 9457) for programs, a page for people.

Not for: which error has which status (`errors.py`). The decision a reader would ask about: what nobody foresaw is logged
with its trace and answered without its words, because those may hold somebody's data.
"""

from __future__ import annotations

import msgspec
import structlog
from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from api.errors import UNAVAILABLE, Problem, http_problem, problem_of
from api.request_scope import request_id

log = structlog.get_logger(__name__)

JSON_PROBLEM = "application/problem+json"
PAGE_OF_PROBLEM = "wraparound_page_of_problem"
"""Key of `app.extensions`: a function from `Problem` to a page, put there by the pages."""

_FOR_PROGRAMS = ("/v1/", "/hsds", "/oauth/", "/openapi", "/healthz", "/readyz")


def answer_errors(app: Flask) -> None:
    """Register the handlers, over those of the framework."""
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(Exception, _answer_error)


def _answer_http_error(error: HTTPException) -> Response:
    response = _respond(http_problem(error))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _answer_error(error: Exception) -> Response:
    problem = problem_of(error)
    if problem.code == "internal_error":
        log.error("request failed", request_id=request_id(), endpoint=request.endpoint, exc_info=error)
    elif problem.status == UNAVAILABLE:
        log.error("store unusable", request_id=request_id(), endpoint=request.endpoint, error=str(error))
    return _respond(problem)


def _respond(problem: Problem) -> Response:
    page_of = current_app.extensions.get(PAGE_OF_PROBLEM)
    if page_of is not None and _is_for_people():
        page: Response = page_of(problem)
        return page
    response = Response(msgspec.json.encode(problem.as_json()), status=problem.status, content_type=JSON_PROBLEM)
    if problem.code == "not_authenticated":
        response.headers["WWW-Authenticate"] = 'Bearer realm="wraparound"'
    return response


def _is_for_people() -> bool:
    """Everything under /v1, /hsds and /oauth answers programs, whatever they say they accept."""
    if request.path.startswith(_FOR_PROGRAMS):
        return False
    return request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"
