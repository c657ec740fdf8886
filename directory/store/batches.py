"""Cuts long work into batches that fit one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

BATCH_SIZE = 500  # well under SQLite's 32,766 variables a statement; larger ones measured no faster


def batches(items: Iterable[Item], size: int = BATCH_SIZE) -> Iterator[tuple[Item, ...]]:
    """The items in order, `size` at a time; nothing for no items."""
    iterator = iter(items)
    while batch := tuple(islice(iterator, size)):
        yield batch
