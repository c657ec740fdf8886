"""From the stored texts of a service's records to rows of the index, as one pure function.

Not for: reading or writing rows (`indexing.py`). The decision a reader would ask about: the function takes texts as they
are stored, not documents, so that what was worked out ahead in another process can be compared with what is stored now,
and sent there, without being taken apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from directory.geography.places import shared_gazetteer
from directory.needs.catalogue import NeedCatalogue
from directory.needs.crosswalk import Crosswalk
from directory.search.analysis import Analyzer
from directory.search.document import Projector, ServiceRecords, SourcedDocument
from directory.search.embedded.rows import PreparedListing, prepare
from directory.search.listing import Listing
from directory.store.batches import batches
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


Prepare = Callable[[Sequence[ServiceTexts]], Sequence[Sequence[PreparedListing]]]
"""The listings of each service as rows of the index: one for each place, or one without a place."""


class ListingProjector(Protocol):
    """Makes the listings of services. `directory.search.document.Projector` is the real one."""

    def project(self, services: Sequence[ServiceRecords]) -> Sequence[Sequence[Listing]]:
        """Of each service one listing for each place, or one without a place."""
        ...


_ORGANIZATIONS_KEPT = 2048
"""Some 3 to 6 MB: an agency has three to five services, and in the order of places they do not all stand side by side."""


SERVICES_TOGETHER = 50
"""Read side by side; with 16 or 64 it is much the same, one by one it takes a third to a half more."""


class Preparer:
    """A `Prepare` of a projector and an analyzer."""

    def __init__(self, projector: ListingProjector, analyzer: Analyzer) -> None:
        self.projector = projector
        self.analyzer = analyzer
        self._organization_of = lru_cache(maxsize=_ORGANIZATIONS_KEPT)(decode)

    def __call__(self, services: Sequence[ServiceTexts]) -> list[list[PreparedListing]]:
        """The listings of each service as rows of the index."""
        return [each for together in batches(services, SERVICES_TOGETHER) for each in self._prepare(together)]

    def _prepare(self, services: Sequence[ServiceTexts]) -> Iterator[list[PreparedListing]]:
        projected = self.projector.project([self._records(texts) for texts in services])
        rows = iter(prepare([listing for listings in projected for listing in listings], self.analyzer))
        for listings in projected:
            yield list(islice(rows, len(listings)))

    def _records(self, texts: ServiceTexts) -> ServiceRecords:
        service = SourcedDocument(decode(texts.service), texts.source, texts.source_key, texts.assured_date)
        organization = self._organization_of(texts.organization) if texts.organization is not None else None
        places = [(decode(at), decode(where) if where is not None else None) for at, where in texts.places]
        return ServiceRecords(service, organization, places)


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
