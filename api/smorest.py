"""flask-smorest as we use it: strict JSON in, refusals as our own errors.

Not for: routes. The decision a reader would ask about: a body is read by msgspec, which refuses NaN and trailing words, and
only as `application/json`; an unknown field or parameter is a mistake of the caller and is named, never dropped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

import flask_smorest
import msgspec
from flask import Request, Response
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser

from api.errors import InvalidInput, MalformedRequest, WrongContentType
from directory.errors import FieldProblem
from importers.formats.half_characters import mend_halves

View = Callable[..., Response]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])

WHOLE_BODY = "(whole body)"


class StrictParser(FlaskParser):
    """Reads arguments and bodies."""

    DEFAULT_UNKNOWN_BY_LOCATION = FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION | {"query": RAISE, "json": RAISE}

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body as JSON values; no body at all is an empty object. Raises MalformedRequest, WrongContentType."""
        return json_body(req, "application/json") if req.get_data(cache=True) else {}

    def handle_error(self, error: ValidationError, req: Request, schema: Schema, **_: Any) -> NoReturn:
        """Every wrong field, by its dotted path."""
        assert isinstance(error.messages, dict)
        messages = error.messages  # {"json": {"client": {"age": ["…"]}}}
        problems = [problem for below in messages.values() for problem in _problems(below)]
        raise InvalidInput(problems) from error


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """A group of documented routes. The methods are those of flask-smorest, with their types said."""

    ARGUMENTS_PARSER = StrictParser()

    def route(self, rule: str, **options: Any) -> Callable[[AnyView], AnyView]:
        """The address of a view; the docstring of the view is its summary and description."""
        decorate: Callable[[AnyView], AnyView] = super().route(rule, **options)
        return decorate

    def arguments(self, schema: type[Schema], **options: Any) -> Callable[[View], View]:
        """What the view takes, as its first argument. One schema serves all requests: making one copies all its fields."""
        decorate: Callable[[View], View] = super().arguments(schema(), **options)
        return decorate

    def response(
        self, status_code: int, schema: type[Schema] | str | dict[str, Any], **options: Any
    ) -> Callable[[View], View]:
        """What the view answers: for the document only, views answer with a `Response`."""
        decorate: Callable[[View], View] = super().response(status_code, schema, **options)
        return decorate

    def alt_response(self, status_code: int, **options: Any) -> Callable[[View], View]:
        """What the view may answer instead, for the document."""
        decorate: Callable[[View], View] = super().alt_response(status_code, **options)
        return decorate

    def doc(self, **words: Any) -> Callable[[View], View]:
        """Further words for the document."""
        decorate: Callable[[View], View] = super().doc(**words)
        return decorate


def json_body(req: Request, content_type: str) -> Any:
    """The body's JSON value. Raises WrongContentType for another type, MalformedRequest for no JSON."""
    if req.mimetype != content_type:
        raise WrongContentType(content_type)
    body = req.get_data(cache=True)
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedRequest(_why_no_json(body, error)) from error


def _why_no_json(body: bytes, error: Exception) -> str:
    """A sentence that quotes nothing of the body, which may speak of a client."""
    if not body.strip():
        return "The body is empty; send a JSON value."
    if isinstance(error, UnicodeDecodeError):
        return "The body is not JSON: its text is not UTF-8."
    if isinstance(error, RecursionError):
        return "The body is not JSON that can be read: it is nested too deeply."
    if halves := _half_characters(body):
        return f"The body is not JSON: there is half a character (one of two surrogates) in {halves[0] or WHOLE_BODY}."
    return f"The body is not JSON: {error}."


def _half_characters(body: bytes) -> tuple[str, ...]:
    """Fields that hold half a character, which msgspec refuses without a word and Python's own reader lets pass."""
    try:
        return mend_halves(json.loads(body))[1]
    except ValueError:
        return ()


def _problems(messages: Any, path: tuple[str, ...] = ()) -> Iterator[FieldProblem]:
    """marshmallow's nested messages as a flat list; its key `_schema` means the value itself, not a field of it."""
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            yield from _problems(below, path if key == "_schema" else (*path, str(key)))
        return
    for reason in messages if isinstance(messages, list) else [messages]:
        yield FieldProblem(".".join(path) or WHOLE_BODY, str(reason))
