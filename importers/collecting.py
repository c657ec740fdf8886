"""Rarer garbage collection in the processes that do much at a time: an import, and the server.

Not for: freeing memory, which counting references does. The decision a reader would ask about: an import makes and drops
millions of objects that refer to nothing in a circle, beside a gazetteer that stays; Python's usual thresholds walk
through all of it again and again and took a seventh of the time of an import. In a server that keeps 20,000 listings, one
such walk held a request up for 240 to 850 ms.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (50_000, 20, 100)  # objects of a few chunks; a whole collection every hundred million objects


def collect_rarely() -> None:
    """For the rest of this process: what there is now stays for good, and what is to come is looked at rarely."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """`collect_rarely` for the length of the block."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
