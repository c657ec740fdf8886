"""The main job once over on a PostgreSQL server, where the index is a file of its own beside the application."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from importers.importing import run_import
from importers.request import ImportRequest
from tests.api.cast import EVENING_CARE, SERVICES
from tests.api.world import SOURCE, World, open_world
from tests.servers.postgres import postgres_server
from tests.servers.schemas import empty_schema

__all__ = ["postgres_server"]


@pytest.fixture
def on_postgresql(postgres_server: Any, tmp_path: Path) -> Iterator[World]:
    source = tmp_path / "services.json"
    source.write_text(json.dumps(SERVICES), encoding="utf-8")
    with empty_schema(postgres_server) as url:
        index = str(tmp_path / "listings.sqlite")
        world = open_world(tmp_path, WRAPAROUND_DATABASE_URL=url, WRAPAROUND_INDEX_PATH=index)
        services = world.services
        boundaries = services.settings.data_dir / "boundaries"
        request = ImportRequest(path=source, source=SOURCE)
        run_import(request, services.database, boundaries=boundaries, gazetteer=services.gazetteer)
        yield world
        services.close()


def test_match_refer_answer_and_edit(on_postgresql: World) -> None:
    world = on_postgresql
    assert world.get("/readyz").status_code == 200
    match = world.post("/v1/matches", {"words": "evening childcare"}, world.platform).json["matches"][0]
    assert match["listing"]["service_id"] == EVENING_CARE
    body = {"client": {"display_name": "Ana Test"}, "need": "childcare", "service_id": EVENING_CARE}
    headers = {**world.platform, "Idempotency-Key": str(uuid.uuid4())}
    made, again = (world.post("/v1/referrals", body, headers).json for _ in range(2))
    assert made == again
    sent = world.post(f"/v1/referrals/{made['id']}/send", {"consent": {}}, world.platform)
    assert sent.json["state"] == "sent"
    assert world.post(f"/v1/referrals/{made['id']}/accept", None, world.mesa).json["state"] == "accepted"
    address = f"/v1/services/{EVENING_CARE}"
    tag = {**world.mesa, "If-Match": world.get(address).headers["ETag"]}
    assert world.patch(address, {"description": "With trapeze lessons."}, tag).status_code == 200
    assert world.patch(address, {"alert": "late"}, tag).status_code == 412
    assert world.get("/v1/listings", q="trapeze").json["total"] == 2


@pytest.mark.parametrize("words", ["nul \0 inside", "\0"])
def test_text_that_postgresql_cannot_hold_is_no_fault_of_ours(on_postgresql: World, words: str) -> None:
    world = on_postgresql
    client = {"display_name": words, "external_id": words}
    body = {"client": client, "need": "childcare", "service_id": EVENING_CARE}
    assert world.post("/v1/referrals", body, world.platform).status_code == 422
    form = {"grant_type": "client_credentials", "client_id": words, "client_secret": words}
    assert world.open("POST", "/oauth/token", data=form).status_code == 401
    assert world.get("/v1/listings", q=words, near="87102", source=words).status_code == 200
    address = f"/v1/services/{EVENING_CARE}"
    tag = {**world.mesa, "If-Match": world.get(address).headers["ETag"]}
    assert world.patch(address, {"name": words, "alert": words}, tag).status_code in {200, 422}
