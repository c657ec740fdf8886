"""The errors of the interfaces, and which status and title every error of every floor answers with (RFC 9457).

ApiError
├── InvalidSetting        a `WRAPAROUND_*` variable cannot be used
├── NotAuthenticated      nobody is signed in, or the token is missing, wrong or expired
├── NotPermitted          signed in, but without the scope or role for this
├── PreconditionMissing   the route wants `If-Match` or `Idempotency-Key`
├── ChangedInBetween      the document is not the one that `If-Match` names
├── FormExpired           a write by cookie without the token of our own pages
├── MalformedRequest      the body is not JSON, or not what the content type says
├── WrongContentType      the body is of a type that the route does not take
├── InvalidInput          a field is missing or wrong; `problems` names each
└── NoSuchPage            no such address

The only module with status numbers. `problem_of` turns any of our errors into a problem document with a stable `code`;
no sentence holds a person's data, because error bodies end up in other people's logs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from werkzeug.exceptions import HTTPException

from api.auth import errors as auth_errors
from api.store import errors as idempotency_errors
from directory import errors as directory_errors
from directory.errors import FieldProblem
from matching import errors as matching_errors
from referrals import errors as referral_errors


class ApiError(Exception):
    """Any error of this floor."""

    code = "api_error"


class InvalidSetting(ApiError):
    """A setting that cannot be used. Raised at start, before anything is opened."""

    code = "invalid_setting"

    def __init__(self, variable: str, reason: str) -> None:
        self.variable = variable
        self.reason = reason
        super().__init__(f"{variable}: {reason}")


class NotAuthenticated(ApiError):
    """Who is asking is not known."""

    code = "not_authenticated"


class NotPermitted(ApiError):
    """Who is asking is known and may not."""

    code = "not_permitted"


class PreconditionMissing(ApiError):
    """A header without which the change would be unsafe."""

    code = "precondition_missing"

    def __init__(self, header: str, reason: str) -> None:
        self.header = header
        super().__init__(f"Send the header {header}: {reason}")


class ChangedInBetween(ApiError):
    """The document was changed by somebody else since the caller read it."""

    code = "stale_version"

    def __init__(self) -> None:
        super().__init__("The document was changed in between: read it again, and send its new ETag in If-Match.")


class FormExpired(ApiError):
    """A write that only a cookie vouches for, without the token that our own pages carry."""

    code = "form_expired"

    def __init__(self) -> None:
        super().__init__("The form has expired. Load the page again; programs send the header X-CSRFToken.")


class MalformedRequest(ApiError):
    """The body cannot be read at all."""

    code = "malformed_request"


class WrongContentType(ApiError):
    """The body is of a type that the route does not take."""

    code = "unsupported_media_type"

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(f"Send the body as {expected}.")


class InvalidInput(ApiError):
    """Fields that are missing or wrong."""

    code = "invalid_input"

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.field}: {problem.reason}" for problem in self.problems))


class NoSuchPage(ApiError):
    """No such address."""

    code = "not_found"


@dataclass(frozen=True, slots=True)
class Answer:
    """How one class of error is answered: HTTP status and the title, which is the same for every case of it."""

    status: int
    title: str


ANSWERS: dict[type[Exception], Answer] = {
    NotAuthenticated: Answer(401, "Sign in first"),
    NotPermitted: Answer(403, "Not permitted"),
    PreconditionMissing: Answer(428, "A header is missing"),
    ChangedInBetween: Answer(412, "Changed in between"),
    FormExpired: Answer(400, "The form has expired"),
    MalformedRequest: Answer(400, "The request cannot be read"),
    WrongContentType: Answer(415, "The content type is not taken here"),
    InvalidInput: Answer(422, "The input is not valid"),
    NoSuchPage: Answer(404, "Not found"),
    directory_errors.InvalidRecord: Answer(422, "The record is not valid HSDS"),
    directory_errors.RecordNotFound: Answer(404, "Not found"),
    directory_errors.StaleVersion: Answer(412, "Changed in between"),
    directory_errors.PlaceNotFound: Answer(422, "The place is not known"),
    directory_errors.InvalidQuery: Answer(422, "The search is not valid"),
    directory_errors.StoreUnusable: Answer(503, "The store cannot be used"),
    referral_errors.ReferralNotFound: Answer(404, "Not found"),
    referral_errors.ClientNotFound: Answer(404, "Not found"),
    referral_errors.RecipientNotFound: Answer(422, "There is nobody to refer to"),
    referral_errors.ActionNotAllowed: Answer(409, "The state does not allow this"),
    referral_errors.ActionForbidden: Answer(403, "Not permitted"),
    referral_errors.StaleVersion: Answer(412, "Changed in between"),
    referral_errors.ConsentRequired: Answer(422, "The client's consent is missing"),
    referral_errors.DuplicateReferral: Answer(409, "The referral exists already"),
    referral_errors.InvalidReferral: Answer(422, "The referral is not valid"),
    auth_errors.SignInFailed: Answer(401, "Sign-in failed"),
    auth_errors.AccountNotFound: Answer(404, "Not found"),
    auth_errors.InvalidAccount: Answer(422, "The account is not valid"),
    idempotency_errors.InvalidIdempotencyKey: Answer(400, "The Idempotency-Key cannot be one"),
    idempotency_errors.IdempotencyKeyReused: Answer(422, "The Idempotency-Key was used before"),
    matching_errors.UnknownNeed: Answer(422, "The match request is not valid"),
    matching_errors.NothingToMatch: Answer(422, "The match request is not valid"),
}

UNEXPECTED = Answer(500, "Something went wrong on our side")
UNAVAILABLE = 503
CREATED = 201
OK = 200
NOT_FOUND = 404
FOUND_ELSEWHERE = 302

OAUTH_STATUSES = {
    "invalid_request": 400,
    "invalid_client": 401,
    "invalid_scope": 400,
    "unsupported_grant_type": 400,
}
"""RFC 6749, 5.2."""

HTTP_PROBLEMS: dict[int, tuple[str, str, str]] = {
    400: ("malformed_request", "The request cannot be read", "The request is not well formed."),
    404: ("not_found", "Not found", "There is nothing at this address."),
    405: ("method_not_allowed", "Not here", "This address does not take that method; Allow names those it takes."),
    406: ("not_acceptable", "Not in that form", "This address has no answer of the type that was asked for."),
    413: ("body_too_large", "Too large", "The body is larger than this address takes."),
    414: ("address_too_long", "Too long", "The address is too long."),
    415: (
        "unsupported_media_type",
        "The content type is not taken here",
        "The body is of a type that is not taken here.",
    ),
    422: ("invalid_input", "The input is not valid", "Some fields are missing or wrong."),
    429: ("too_many_requests", "Too many tries", "That was too often. Wait as long as Retry-After says."),
}
"""What the framework itself refuses: status → code, title, detail."""

WITHOUT_INPUT: dict[type[Exception], str] = {
    directory_errors.PlaceNotFound: "That place is not known. Give a five-digit ZIP code, or a city with its state.",
    directory_errors.StoreUnusable: "The database or its search index cannot be used now; the log of this process says why.",
    matching_errors.UnknownNeed: "That need is not in the catalogue; `known` lists those that are.",
}
"""Sentences for errors whose own words repeat what somebody typed, which may be a client's address or name, or tell
strangers where the database is."""

# Facts of an error that a program needs beside its code; nothing else of an error reaches the body.
FACTS = ("existing_id", "allowed_actions", "field", "expected", "found", "header", "action", "state", "known")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem document (RFC 9457): `code` is stable, `detail` a sentence, `errors` the single fields."""

    status: int
    title: str
    code: str
    detail: str
    errors: tuple[FieldProblem, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The body, as `application/problem+json`."""
        body: dict[str, Any] = {
            "type": f"urn:wraparound:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [{"field": each.field, "reason": each.reason} for each in self.errors]
        return body | self.facts


def answer_of(error: Exception) -> Answer:
    """The answer of the error's class, or of the nearest class above it."""
    for kind in type(error).__mro__:
        if kind in ANSWERS:
            return ANSWERS[kind]
    return UNEXPECTED


def problem_of(error: Exception) -> Problem:
    """The problem document of one of our errors; anything unknown is answered without its words."""
    answer = answer_of(error)
    if answer is UNEXPECTED:
        return Problem(answer.status, answer.title, "internal_error", "The fault is logged. Try again in a minute.")
    return Problem(
        status=answer.status,
        title=answer.title,
        code=str(getattr(error, "code", "error")),
        detail=WITHOUT_INPUT.get(type(error), str(error)),
        errors=tuple(getattr(error, "problems", ())),
        facts={name: getattr(error, name) for name in FACTS if getattr(error, name, None) is not None},
    )


def http_problem(error: HTTPException) -> Problem:
    """The problem document of what the framework refused. Its own words are not repeated: they may echo input."""
    status = error.code or UNEXPECTED.status
    if status not in HTTP_PROBLEMS:
        return problem_of(error)
    code, title, detail = HTTP_PROBLEMS[status]
    return Problem(status, title, code, detail)


def every_code() -> dict[str, tuple[int, str]]:
    """Every stable code that an answer can carry → its status and title; for the documentation and its test."""
    codes = {code: (status, title) for status, (code, title, _) in HTTP_PROBLEMS.items()}
    codes |= {str(vars(kind)["code"]): (answer.status, answer.title) for kind, answer in _answered_kinds()}
    return codes | {"internal_error": (UNEXPECTED.status, UNEXPECTED.title)}


def _answered_kinds() -> list[tuple[type[Exception], Answer]]:
    """Every class of error that has an answer, of its own or by a class above it."""
    found: list[tuple[type[Exception], Answer]] = []
    waiting = list(ANSWERS)
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        answer = next(ANSWERS[above] for above in kind.__mro__ if above in ANSWERS)
        if "code" in vars(kind):
            found.append((kind, answer))
    return found
