"""Cleaning rows in other processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from importers.drafts import Draft, Note, Outcome
from importers.errors import WorkerLost
from importers.pipeline import Cleaning, prepare, prepare_many
from importers.preparing import preparing_in, worker_pool
from importers.request import ImportRequest
from tests.importers.world import BOUNDARIES, World, gazetteer, other_pantry

ROOT = BOUNDARIES.parents[1]


A_NUMBER_OF_70_BITS = 2**70 - 1  # JSON has no largest number


def drafts(count: int) -> list[Draft]:
    note = Note("service", "x_visits", "counted by hand")
    return [
        Draft("service", other_pantry(number, x_visits=number or A_NUMBER_OF_70_BITS), number, (), (note,))
        for number in range(count)
    ]


def test_rows_come_back_in_their_order_and_the_same(world: World) -> None:
    request = ImportRequest(world.folder, "cast", jobs=2)
    chunks = [drafts(40)[start : start + 5] for start in range(0, 40, 5)]
    alone = Cleaning("cast", gazetteer())
    with worker_pool(request, BOUNDARIES) as pool:
        found = [row for rows in preparing_in(pool, request)(iter(chunks)) for row in rows]
    assert found == [prepare(draft, alone) for draft in drafts(40)]


def test_rows_cleaned_together_are_what_they_are_alone() -> None:
    """Among them rows that end early, at their own record or at one nested in it, and more than go together."""
    ends: list[dict[str, Any]] = [
        {"name": None},
        {"private": "yes"},
        {"organization": {"id": "9", "name": "Kept back", "is_private": "yes"}},
        {"organization": {"id": "10"}},
        {"organization": "no object"},
        {"phones": [{"number": "none"}]},
    ]

    def mixed() -> list[Draft]:
        changes = (ends[number % 8] if number % 8 < len(ends) else {} for number in range(80))
        return [Draft("service", other_pantry(number, **change), number) for number, change in enumerate(changes)]

    together = prepare_many(mixed(), Cleaning("cast", gazetteer()))
    assert together == [prepare(draft, Cleaning("cast", gazetteer())) for draft in mixed()]
    assert {row.outcome for row in together} == {None, Outcome.REJECTED, Outcome.SKIPPED}


def test_killed_process_is_said_in_one_sentence(world: World) -> None:
    request = ImportRequest(world.folder, "cast", jobs=2)
    with pytest.raises(WorkerLost, match="nothing was changed"):
        prepare_and_kill(request)


def prepare_and_kill(request: ImportRequest) -> None:
    before = set(psutil.Process().children())
    with worker_pool(request, BOUNDARIES) as pool:
        for number, _ in enumerate(preparing_in(pool, request)(drafts(1) for _ in range(100_000))):
            if number == 3:
                for child in set(psutil.Process().children()) - before:
                    child.kill()


HOLD_A_POOL = """
import sys, time
from pathlib import Path
from importers.preparing import worker_pool
from importers.request import ImportRequest
if __name__ == "__main__":
    with worker_pool(ImportRequest(Path(), "cast", jobs=2), Path(sys.argv[1])) as pool:
        print(pool.submit(abs, -1).result(), pool.submit(abs, -1).result(), flush=True)
        time.sleep(60)
"""


def test_killed_import_leaves_no_process_behind(tmp_path: Path) -> None:
    script = tmp_path / "hold_a_pool.py"
    script.write_text(HOLD_A_POOL)
    command = [sys.executable, str(script), str(BOUNDARIES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as run:
        assert run.stdout is not None
        run.stdout.readline()
        workers = psutil.Process(run.pid).children()
        run.kill()
    assert len(workers) >= 2
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive
