"""The world of these tests."""

from __future__ import annotations

from tests.api.world import imported, own_world, world

__all__ = ["imported", "own_world", "world"]
