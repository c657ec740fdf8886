"""`POST /v1/matches`: which services fit this client, and why.

Not for: ranking (`matching`). A POST, because facts about a person do not belong into addresses, which end up in logs.
Nothing of the request is kept.
"""

from __future__ import annotations

from flask import Response

from api.auth.guard import requires
from api.auth.scopes import Scope
from api.errors import OK
from api.request_scope import reply, services
from api.smorest import Blueprint
from api.v1.match_input import EXAMPLE, MatchBody
from api.v1.match_shapes import match_page
from matching.client import MatchRequest

blueprint = Blueprint("matches", __name__, url_prefix="/v1/matches", description="What fits one client, with reasons.")


@blueprint.route("", methods=["POST"])
@blueprint.arguments(MatchBody, example=EXAMPLE)
@blueprint.response(OK, "MatchPage")
@requires(Scope.MATCH)
def match_client(request: MatchRequest) -> Response:
    """Match a client

    Services that the client may use, best first, each with the points that make up its score, reasons, and the question that
    would settle what is unknown. Near misses come with the first page. Send no names or contacts.
    """
    result = services().matcher.match(request)
    return reply(match_page(result, request, services().catalogue))
