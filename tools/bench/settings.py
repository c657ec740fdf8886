"""The settings of everything that the benchmark starts: all files in one temporary folder."""

from __future__ import annotations

from pathlib import Path


def settings_of(folder: Path) -> dict[str, str]:
    """`WRAPAROUND_*` variables for one process of the benchmark."""
    return {
        "WRAPAROUND_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}",
        "WRAPAROUND_VAR_DIR": str(folder),
        "WRAPAROUND_LOG_LEVEL": "error",
    }
