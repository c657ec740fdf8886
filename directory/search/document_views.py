"""What the readers of a listing's fields are given: a service, and a service at one place.

Not for: reading (`document_facts.py`, `document_categories.py`). The decision a reader would ask about: every reader takes the
same value, so that one table says which reader makes which field, and all can go over many services in turn.
"""

from __future__ import annotations

from typing import NamedTuple

from directory.needs.crosswalk import Category
from directory.search.document_fields import Document, Words
from directory.search.document_place import ListingPlace


class ServiceView(NamedTuple):
    """A service for its readers: the document, its words, its categories, and its organization (empty for none)."""

    document: Document
    told: Words
    categories: tuple[Category, ...]
    organization: Document


class PlaceView(NamedTuple):
    """A service at one place for its readers; `at` and `location` are empty for a service without a place."""

    service: ServiceView
    at: Document
    location: Document
    place: ListingPlace
