"""`/healthz`: the process lives. `/readyz`: it can serve: database reachable and migrated, index readable.

Not for: metrics. The decision a reader would ask about: readiness does the cheapest real thing of each kind, because a
process that answers pings and cannot search is worse than one that is taken out of the row.
"""

from __future__ import annotations

import structlog
from flask import Response

from api.auth.guard import public
from api.errors import OK, UNAVAILABLE, problem_of
from api.request_scope import reply, services
from api.smorest import Blueprint
from directory.errors import StoreUnusable

log = structlog.get_logger(__name__)

blueprint = Blueprint("health", __name__, description="Whether this installation works.")


@blueprint.route("/healthz")
@blueprint.response(OK, "Health")
@public
def healthz() -> Response:
    """Is the process alive?"""
    return reply({"status": "ok", "detail": "The process lives."})


@blueprint.route("/readyz")
@blueprint.response(OK, "Health")
@blueprint.alt_response(UNAVAILABLE, schema="Health", description="Not ready; `detail` says why.")
@public
def readyz() -> Response:
    """Can it answer searches and take referrals?"""
    try:
        services().check()
    except StoreUnusable as error:
        log.warning("not ready", error=str(error))
        return reply({"status": "unavailable", "detail": problem_of(error).detail}, UNAVAILABLE)
    return reply({"status": "ok", "detail": "Database and index answer."})
