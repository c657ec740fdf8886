"""Stable ids for the sample: the same key gives the same UUID in every run."""

from __future__ import annotations

import uuid

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:wraparound:sample")


def make_id(kind: str, key: str) -> str:
    """The UUIDv5 of a record of the sample."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}/{key}"))
