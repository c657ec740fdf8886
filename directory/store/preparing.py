"""From the stored texts of a service's records to rows of the index, as one pure function.

Not for: reading or writing rows (`indexing.py`). The decision a reader would ask about: the function takes texts as they
are stored, not documents, so that what was worked out ahead in another process can be compared with what is stored now,
and sent there, without being taken apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

from directory.geography.places import shared_gazetteer
from directory.needs.catalogue import NeedCatalogue
from directory.needs.crosswalk import Crosswalk
from directory.search.analysis import Analyzer
from directory.search.document import Projector, ServiceRecords, SourcedDocument
from directory.search.embedded.rows import PreparedListing, prepare
from directory.search.listing import Listing
from directory.store.documents import decode


class ServiceTexts(NamedTuple):
    """All that the listings of one service are made from; documents as stored text.

    `places` are the service's places in the order of their ids: the service_at_location and its location.
    """

    service: str
    source: str
    source_key: str
    assured_date: date | None
    organization: str | None
    places: tuple[tuple[str, str | None], ...]


Prepare = Callable[[ServiceTexts], Sequence[PreparedListing]]
"""The listings of a service as rows of the index: one for each place, or one without a place."""


class ListingProjector(Protocol):
    """Makes the listings of one service. `directory.search.document.Projector` is the real one."""

    def project(self, records: ServiceRecords) -> Sequence[Listing]:
        """One listing for each place, or one without a place."""
        ...


_ORGANIZATIONS_KEPT = 2048
"""Some 3 to 6 MB: an agency has three to five services, and in the order of places they do not all stand side by side."""


class Preparer:
    """A `Prepare` of a projector and an analyzer."""

    def __init__(self, projector: ListingProjector, analyzer: Analyzer) -> None:
        self.projector = projector
        self.analyzer = analyzer
        self._organization_of = lru_cache(maxsize=_ORGANIZATIONS_KEPT)(decode)

    def __call__(self, texts: ServiceTexts) -> list[PreparedListing]:
        """The listings of the service as rows of the index."""
        service = SourcedDocument(decode(texts.service), texts.source, texts.source_key, texts.assured_date)
        organization = self._organization_of(texts.organization) if texts.organization is not None else None
        places = [(decode(at), decode(where) if where is not None else None) for at, where in texts.places]
        records = ServiceRecords(service, organization, places)
        return [prepare(listing, self.analyzer) for listing in self.projector.project(records)]


@dataclass(frozen=True, slots=True)
class ReadPreparer:
    """Makes the `Preparer` of a folder `data`, as `api.wiring` makes it, in a process that has nothing yet.

    A value, and no closure: sent there twice it is the same, so it is obeyed once.
    """

    data: Path

    def __call__(self) -> Preparer:
        """The preparer; a second's work."""
        needs = self.data / "needs"
        gazetteer = shared_gazetteer(self.data / "boundaries")
        projector = Projector(NeedCatalogue.read(needs / "needs.csv"), Crosswalk.read(needs), gazetteer)
        return Preparer(projector, Analyzer.read(self.data / "lexicon"))
