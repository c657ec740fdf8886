"""An import killed in the middle, and run again, ends where one clean run ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from directory.store.values import RecordType
from importers.merge import BATCH_RECORDS
from tests.importers.world import World, counts, new_world, other_pantry

ROOT = Path(__file__).resolve().parents[2]
SERVICES = 5000  # three batches: 3 records a service and the organization

# Stops for good after the second batch, so that the kill always falls between a committed batch and the next.
IMPORT_AND_HANG = """
    import sys, time
    from pathlib import Path
    from directory.store.database import Database
    from importers.importing import run_import
    from importers.request import ImportRequest

    class Watcher:
        batches = 0
        def begin(self, phase, total): self.phase = phase
        def end(self): pass
        def advance(self, count):
            if self.phase == "Storing":
                self.batches += 1
                if self.batches == 2:
                    print("half", flush=True)
                    time.sleep(60)

    path, url, boundaries = sys.argv[1:]
    run_import(ImportRequest(Path(path), "cast"), Database(url), boundaries=Path(boundaries), observer=Watcher())
"""


@pytest.fixture
def clean_world(tmp_path: Path) -> Iterator[World]:
    (tmp_path / "clean").mkdir()
    with contextmanager(partial(new_world, tmp_path / "clean"))() as world:
        yield world


@pytest.fixture
def killed_world(tmp_path: Path) -> Iterator[World]:
    (tmp_path / "killed").mkdir()
    with contextmanager(partial(new_world, tmp_path / "killed"))() as world:
        yield world


def import_and_kill(world: World, path: Path) -> None:
    arguments = [str(path), str(world.database.engine.url), str(ROOT / "data" / "boundaries")]
    command = [sys.executable, "-c", textwrap.dedent(IMPORT_AND_HANG), *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)


def test_killed_import_run_again_ends_as_one_clean_run(clean_world: World, killed_world: World) -> None:
    path = clean_world.json("services.json", [other_pantry(number) for number in range(SERVICES)])
    clean_world.bring(path)
    import_and_kill(killed_world, path)
    stored = sum(len(killed_world.records(kind)) for kind in RecordType)
    assert 2 * BATCH_RECORDS <= stored < 3 * SERVICES
    report = killed_world.bring(path)
    assert report.outcomes["unchanged"] + report.outcomes["created"] == SERVICES
    assert report.outcomes["unchanged"] > 0
    assert killed_world.state() == clean_world.state()
    assert counts(killed_world.bring(path)) == {"unchanged": SERVICES}


def test_killed_run_stays_on_record_without_an_end(killed_world: World) -> None:
    path = killed_world.json("services.json", [other_pantry(number) for number in range(SERVICES)])
    import_and_kill(killed_world, path)
    with killed_world.database.read() as view:
        (run,) = view.imports.latest("cast")
    assert run.finished is None
