"""A need as the catalogue knows it, and how well a listing meets one. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct


@dataclass(frozen=True, slots=True)
class Need:
    """One row of `data/needs/needs.csv`. `sensitive` is empty, "part2" (42 CFR Part 2) or "vawa"."""

    code: str
    name: str
    parent: str
    sensitive: str = ""
    gravity: tuple[str, ...] = ()
    open_eligibility: tuple[str, ...] = ()
    wioa_supportive_service: str = ""


class NeedFit(Struct, frozen=True, omit_defaults=True, gc=False):
    """That a listing meets a need. `strength` 0…1: 1 is the service's main purpose, 0.3 a mention in passing.

    `evidence` are the words or the category that said so.
    """

    code: str
    strength: float
    evidence: tuple[str, ...] = ()
