"""Timing many different calls of one kind, and how much memory this process holds. Values and clocks only."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean, quantiles
from typing import Any

import psutil


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one class of calls. `mean_total` is the mean number of hits: a query that finds nothing is fast."""

    name: str
    p50: float
    p95: float
    mean_total: float

    def line(self, other: Timing | None = None) -> str:
        """One row of the table, with the other engine's figures and the ratio of p95 where there is one."""
        own = f"{self.name:<34}{self.p50:>9.2f}{self.p95:>9.2f}{self.mean_total:>10.1f}"
        if other is None:
            return own
        return f"{own}{other.p50:>11.2f}{other.p95:>9.2f}{other.mean_total:>10.1f}{self.p95 / other.p95:>9.2f}"


def time_calls(name: str, call: Callable[[Any], int], arguments: Sequence[Any]) -> Timing:
    """Call once for each argument, after a tenth of them to warm up; `call` returns how many it found."""
    for argument in arguments[: max(1, len(arguments) // 10)]:
        call(argument)
    milliseconds: list[float] = []
    totals: list[int] = []
    for argument in arguments:
        started = time.perf_counter()
        totals.append(call(argument))
        milliseconds.append((time.perf_counter() - started) * 1000)
    cuts = quantiles(milliseconds, n=20)
    return Timing(name, cuts[9], cuts[18], mean(totals))


def resident_megabytes(pid: int | None = None) -> float:
    """Resident memory of this process, or of another."""
    return float(psutil.Process(pid).memory_info().rss) / 1_000_000
