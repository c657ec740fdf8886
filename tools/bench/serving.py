"""The whole match over HTTP: a real server process on loopback, requests one after the other and four at a time."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil

from tools.bench.measuring import resident_megabytes, time_calls
from tools.bench.settings import settings_of

NEEDS = (
    "childcare",
    "transportation",
    "food",
    "rent_assistance",
    "job_training",
    "legal_aid",
    "clothing",
    "health_care",
)
AT_A_TIME = 4
Point = tuple[float, float]


def time_matches(folder: Path, points: list[Point], count: int) -> None:
    """Print p50 and p95 of `POST /v1/matches` with three needs, the rate of four callers, and the server's memory."""
    with _server(folder) as (address, token, pid):
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=address, headers=headers, timeout=30) as client:
            bodies = _bodies(points, count)
            print(time_calls("match over HTTP, 3 needs, 20 shown", lambda body: _match(client, body), bodies).line())
            started = time.perf_counter()
            with ThreadPoolExecutor(AT_A_TIME) as callers:
                list(callers.map(lambda body: _match(client, body), bodies))
            rate = count / (time.perf_counter() - started)
        print(f"{AT_A_TIME} callers at a time: {rate:.0f} matches/s by one server process")
        print(f"resident memory of the server after that: {resident_megabytes(pid):.0f} MB")


def _match(client: httpx.Client, body: dict[str, Any]) -> int:
    answer = client.post("/v1/matches", json=body)
    answer.raise_for_status()
    return int(answer.json()["considered"])


def _bodies(points: list[Point], count: int) -> list[dict[str, Any]]:
    rng = random.Random(4)  # noqa: S311 – repeatable on purpose
    bodies = []
    for _ in range(count):
        latitude, longitude = rng.choice(points)
        client = {
            "place": {"latitude": latitude, "longitude": longitude},
            "age": rng.randrange(18, 70),
            "household": [{"age": rng.randrange(0, 17)}],
            "languages": [rng.choice(("en", "es"))],
            "travel": rng.choice(("car", "transit")),
            "available": [{"days": ["MO", "TU", "WE", "TH"], "from": "17:00", "to": "21:00"}],
        }
        bodies.append({"needs": rng.sample(NEEDS, 3), "client": client, "at": "2026-11-24T10:00:00", "limit": 20})
    return bodies


@contextmanager
def _server(folder: Path) -> Iterator[tuple[str, str, int]]:
    """`wraparound serve` over the benchmark's database: its address, a token for it, and the process that answers."""
    environment = {**os.environ, **settings_of(folder)}
    command = str(Path(sys.executable).with_name("wraparound"))
    added = subprocess.run(
        [command, "clients", "add", "bench", "--scope", "match", "--json"],
        env=environment,
        check=True,
        capture_output=True,
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([command, "serve", "--port", str(port)], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address)
        token = _token(address, httpx.Response(200, content=added.stdout).json())
        yield address, token, _answering(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_ready(address: str) -> None:
    for _ in range(200):
        try:
            if httpx.get(f"{address}/readyz").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit("The server of the benchmark was not ready within 20 s.")


def _token(address: str, client: dict[str, str]) -> str:
    pair = (client["client_id"], client["client_secret"])
    answer = httpx.post(f"{address}/oauth/token", data={"grant_type": "client_credentials"}, auth=pair)
    answer.raise_for_status()
    return str(answer.json()["access_token"])


def _answering(pid: int) -> int:
    """The process that answers requests: the child of gunicorn's arbiter."""
    children = psutil.Process(pid).children()
    return children[0].pid if children else pid
