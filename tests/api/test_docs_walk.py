"""The walk in docs/api.md does what it says, command by command, against a running server over the bundled sample."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from api.app import create_app
from api.wiring import Services
from importers.importing import run_import
from importers.request import ImportRequest
from tests.api.world import settings_in

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server over the sample, as `wraparound demo` starts one."""
    settings = settings_in(tmp_path)
    services = Services(settings)
    services.migrate()
    boundaries = settings.data_dir / "boundaries"
    request = ImportRequest(path=settings.data_dir / "sample", source="sample")
    run_import(request, services.database, boundaries=boundaries, gazetteer=services.gazetteer)
    listening = make_server("127.0.0.1", 0, create_app(services), threaded=True)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.port}"
    listening.shutdown()
    thread.join()
    listening.server_close()
    services.close()


def script(address: str, database: Path) -> str:
    """All commands of the page, with the three names that differ here."""
    commands = "\n".join(re.findall(r"```sh\n(.*?)```", DOCS, re.DOTALL))
    names = {
        "http://127.0.0.1:8000": address,
        "sqlite:///var/demo/wraparound.sqlite": f"sqlite:///{database}",
        ".venv/bin/wraparound": str(Path(sys.executable).with_name("wraparound")),
    }
    for name, here in names.items():
        assert name in commands
        commands = commands.replace(name, here)
    return f"set -euo pipefail\n{commands}"


@pytest.mark.skipif(
    not shutil.which("curl") or not shutil.which("bash"), reason="The walk is written for bash and curl."
)
def test_the_walk_in_the_docs_works(server: str, tmp_path: Path) -> None:
    commands = script(server, tmp_path / "world.sqlite")
    walked = subprocess.run(
        ["bash", "-c", commands], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert walked.returncode == 0, walked.stderr
    *_, sent, client, accepted, completed, outcome, day, hours = walked.stdout.splitlines()
    assert (sent, client, accepted, completed, outcome) == ("sent", "Ana Example", "accepted", "completed", "enrolled")
    assert day == "SU"
    assert "SU 08:00-20:00" in hours
