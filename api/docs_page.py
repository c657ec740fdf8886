"""`/openapi.json`, and a readable page of it at `/docs`: Swagger UI from its package, served by us.

Not for: the document's content (`openapi.py`). Only the files that the page needs are served, by name.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, render_template, send_from_directory
from swagger_ui import __file__ as swagger_ui_file
from werkzeug.exceptions import NotFound

from api.auth.guard import public
from api.openapi import document_of
from api.request_scope import reply

blueprint = Blueprint("docs", __name__)

SWAGGER_UI = Path(swagger_ui_file).parent / "static"
FILES = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})
API_EXTENSION = "wraparound_openapi"
ONE_DAY_SECONDS = 86_400


@blueprint.route("/openapi.json")
@public
def openapi_json() -> Response:
    """The OpenAPI document."""
    return reply(_document(current_app.extensions[API_EXTENSION]))


@blueprint.route("/docs")
@public
def docs() -> str:
    """The document for people."""
    return render_template("docs.html")


@blueprint.route("/docs/assets/<name>")
@public
def docs_asset(name: str) -> Response:
    """A file of Swagger UI."""
    if name not in FILES:
        raise NotFound
    return send_from_directory(SWAGGER_UI, name, max_age=ONE_DAY_SECONDS)


@cache
def _document(api: Any) -> dict[str, Any]:
    return document_of(api)
