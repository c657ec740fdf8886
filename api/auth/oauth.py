"""`POST /oauth/token`: an access token for a system client (OAuth 2.0 client credentials, RFC 6749, 4.4).

Not for: what clients are or how tokens are kept (`systems.py`). Errors have the shape of RFC 6749, 5.2, not of our problem
documents, because OAuth libraries read that one.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from dataclasses import dataclass
from urllib.parse import unquote_plus

import structlog
from flask import Response, request

from api.auth.errors import ClientRefused, ScopeRefused
from api.auth.guard import cookieless, public
from api.errors import OAUTH_STATUSES, OK
from api.limits import limited
from api.request_scope import reply, request_id, services
from api.smorest import Blueprint

log = structlog.get_logger(__name__)

blueprint = Blueprint("oauth", __name__, url_prefix="/oauth", description="Access tokens for systems.")

FORM = "application/x-www-form-urlencoded"
_NOT_TO_KEEP = {"Cache-Control": "no-store", "Pragma": "no-cache"}  # RFC 6749, 5.1

_FORM_SCHEMA = {
    "type": "object",
    "required": ["grant_type"],
    "properties": {
        "grant_type": {"type": "string", "enum": ["client_credentials"]},
        "client_id": {"type": "string", "description": "Only where HTTP Basic is not used."},
        "client_secret": {"type": "string", "description": "Only where HTTP Basic is not used."},
        "scope": {"type": "string", "description": "Scopes with spaces between. Left out: all that the client has."},
    },
}


class OAuthRefused(Exception):
    """A token request that is refused; `error` is the word of RFC 6749, 5.2."""

    def __init__(self, error: str, description: str) -> None:
        self.error = error
        self.description = description
        super().__init__(error)


@dataclass(frozen=True, slots=True)
class _Credentials:
    client_id: str
    secret: str


@blueprint.route("/token", methods=["POST"])
@blueprint.doc(
    requestBody={"required": True, "content": {FORM: {"schema": _FORM_SCHEMA}}},
    security=[{}, {"clientSecret": []}],
    responses={
        str(status): {
            "description": "Refused (RFC 6749, 5.2).",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/OAuthError"}}},
        }
        for status in sorted(set(OAUTH_STATUSES.values()))
    },
)
@blueprint.response(OK, "AccessToken")
@limited
@cookieless
@public
def issue_token() -> Response:
    """Get an access token

    With the client id and secret by HTTP Basic, or in the form. The token holds for the time that `expires_in` names.
    """
    try:
        credentials = _credentials()
        issued = services().system_clients.issue_token(credentials.client_id, credentials.secret, _scopes())
    except (OAuthRefused, ClientRefused, ScopeRefused) as error:
        return _refusal(error)
    return reply(
        {
            "access_token": issued.access_token,
            "token_type": "Bearer",
            "expires_in": issued.expires_in_seconds,
            "scope": " ".join(sorted(issued.scopes)),
        },
        headers=_NOT_TO_KEEP,
    )


def _credentials() -> _Credentials:
    if request.mimetype != FORM:
        raise OAuthRefused("invalid_request", f"Send the request as a form ({FORM}).")
    if any(len(values) > 1 for values in request.form.to_dict(flat=False).values()):
        raise OAuthRefused("invalid_request", "No field may be sent twice.")
    given = _from_header()
    in_form = "client_secret" in request.form
    if given and in_form:
        raise OAuthRefused("invalid_request", "Send the client's secret in one way only.")
    if not given and not in_form:
        raise OAuthRefused("invalid_client", "Send the client's id and secret, by HTTP Basic or in the form.")
    grant_type = request.form.get("grant_type", "")
    if not grant_type:
        raise OAuthRefused("invalid_request", "The field grant_type is missing.")
    if grant_type != "client_credentials":
        raise OAuthRefused("unsupported_grant_type", "Only client_credentials is supported.")
    return given or _Credentials(request.form.get("client_id", ""), request.form["client_secret"])


def _from_header() -> _Credentials | None:
    """HTTP Basic, both parts form-encoded before (RFC 6749, 2.3.1)."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        return None
    try:
        words = b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        words = ""
    client_id, colon, secret = words.partition(":")
    if scheme.lower() != "basic" or not colon:
        raise OAuthRefused("invalid_client", "The Authorization header is not HTTP Basic with id and secret.")
    return _Credentials(unquote_plus(client_id), unquote_plus(secret))


def _scopes() -> list[str] | None:
    words = request.form.get("scope", "").split()
    return words or None


def _refusal(error: OAuthRefused | ClientRefused | ScopeRefused) -> Response:
    word = error.error if isinstance(error, OAuthRefused) else error.code
    description = error.description if isinstance(error, OAuthRefused) else str(error)
    log.info("token refused", error=word, request_id=request_id())
    headers = dict(_NOT_TO_KEEP)
    if word == "invalid_client":
        headers["WWW-Authenticate"] = 'Basic realm="wraparound"'
    return reply({"error": word, "error_description": description}, OAUTH_STATUSES[word], headers)
