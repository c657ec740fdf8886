"""`GET /v1/needs`: the closed list of needs that matches, listings and referrals speak of."""

from __future__ import annotations

from flask import Response

from api.auth.guard import public
from api.errors import OK
from api.request_scope import reply, services
from api.smorest import Blueprint

blueprint = Blueprint("needs", __name__, url_prefix="/v1/needs", description="What people may need.")


@blueprint.route("")
@blueprint.response(OK, "NeedList")
@public
def list_needs() -> Response:
    """List all needs"""
    needs = [
        {"code": need.code, "name": need.name, "group": need.parent, "sensitive": need.sensitive}
        for need in services().catalogue.all()
    ]
    return reply({"needs": needs})
