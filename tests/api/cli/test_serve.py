"""Before the first request: what every request needs is there, and is not walked through by the garbage collector."""

from __future__ import annotations

import gc

from api.cli.serve import read_ahead
from tests.api.world import World


def test_what_a_server_has_read_is_left_alone_by_the_collector(own_world: World) -> None:
    thresholds = gc.get_threshold()
    try:
        read_ahead(own_world.services)
        assert {"gazetteer", "matcher"} <= own_world.services.__dict__.keys()
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[0] > thresholds[0]
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
