"""Whether the installation says truly that it works."""

from __future__ import annotations

from pathlib import Path

from api.app import create_app
from api.wiring import Services
from tests.api.world import World, settings_in


def test_a_working_installation_is_ready(world: World) -> None:
    assert world.get("/healthz").json["status"] == "ok"
    assert world.get("/readyz").status_code == 200


def test_a_database_that_was_not_upgraded_is_not_ready_and_yet_lives(tmp_path: Path) -> None:
    app = create_app(Services(settings_in(tmp_path)))
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert "the log of this process says why" in answer.get_json()["detail"]
    assert app.test_client().get("/healthz").status_code == 200


def test_a_database_that_cannot_be_opened_is_not_ready_and_its_address_not_told(tmp_path: Path) -> None:
    tmp_path.joinpath("world.sqlite").mkdir()
    answer = create_app(Services(settings_in(tmp_path))).test_client().get("/readyz")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.get_json()["detail"]
