"""Prepares the listings of services in other processes before their records are stored.

Not for: deciding what is stored or indexed. The decision a reader would ask about: what comes back is used only where
the stored texts are, to the letter, those that were sent; anything else (a partner's edit kept, an organization that
another file named better) is prepared here as always. So this can make an import faster and never different, and a
process that dies costs time and nothing else.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import msgspec

from directory.search.embedded.rows import PreparedListing
from directory.store.batches import batches
from directory.store.preparing import SERVICES_TOGETHER, Prepare, ReadPreparer, ServiceTexts
from directory.store.values import EncodedDraft, RecordType

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[list[PreparedListing]])
_decoder_of_texts = msgspec.msgpack.Decoder(list[ServiceTexts])

_KEPT = {RecordType.ORGANIZATION: 30_000, RecordType.LOCATION: 5_000}
"""How many texts are kept that later services may name again, some 20 MB: a service comes soon after its place, but an
organization may have others at the other end of the country."""


class _Expected(NamedTuple):
    """What was sent, and where its listings will be."""

    texts: ServiceTexts
    answer: _Answer
    place: int


class _Answer:
    """The listings of a batch of services, from the process that makes them. They travel as MessagePack, at half the cost of pickling."""

    def __init__(self, future: Future[bytes]) -> None:
        self._future = future
        self._listings: list[list[PreparedListing]] | None = None

    def at(self, place: int) -> Sequence[PreparedListing]:
        """The listings of one service; waits for them. Raises `BrokenProcessPool`."""
        if self._listings is None:
            self._listings = _decoder.decode(self._future.result())
        return self._listings[place]


class Ahead:
    """Listings under way in an executor, by the text of their service. Used by one thread."""

    def __init__(self, executor: Executor, read_preparer: ReadPreparer, here: Prepare) -> None:
        self._executor = executor
        self._read_preparer = read_preparer
        self._here = here
        self._expected: dict[str, _Expected] = {}
        self._texts: dict[RecordType, OrderedDict[str | None, str]] = {kind: OrderedDict() for kind in _KEPT}
        self._is_lost = False

    def expect(self, drafts: Sequence[EncodedDraft]) -> None:
        """These are about to be stored together, each service with its places: prepare what they will probably say."""
        if self._is_lost:
            return
        for batch in batches(self._services(drafts), SERVICES_TOGETHER):
            try:
                future = self._executor.submit(_prepare_elsewhere, self._read_preparer, _encoder.encode(batch))
            except BrokenProcessPool:
                self._is_lost = True
                return
            answer = _Answer(future)
            for place, texts in enumerate(batch):
                self._expected[texts.service] = _Expected(texts, answer, place)

    def forget(self, drafts: Sequence[EncodedDraft]) -> None:
        """These are stored; what was prepared of them and not needed can go."""
        for draft in drafts:
            if draft.record_type is RecordType.SERVICE:
                self._expected.pop(draft.text, None)

    def prepare(self, services: Sequence[ServiceTexts]) -> list[Sequence[PreparedListing]]:
        """A `Prepare` that takes what is there."""
        found = [self._answer_for(texts) for texts in services]
        missing = [texts for texts, listings in zip(services, found, strict=True) if listings is None]
        here = iter(self._here(missing) if missing else ())
        return [next(here) if listings is None else listings for listings in found]

    def _answer_for(self, texts: ServiceTexts) -> Sequence[PreparedListing] | None:
        expected = self._expected.pop(texts.service, None)
        if expected is None or expected.texts != texts:
            return None
        try:
            return expected.answer.at(expected.place)
        except BrokenProcessPool:
            self._is_lost = True
            return None

    def _services(self, drafts: Sequence[EncodedDraft]) -> Iterator[ServiceTexts]:
        """Each service of the drafts, put together as it will be read back."""
        places: dict[str | None, list[tuple[str, str, str | None]]] = {}
        for draft in drafts:
            if draft.record_type in _KEPT:
                self._keep(draft)
            elif draft.record_type is RecordType.SERVICE_AT_LOCATION:
                places.setdefault(draft.service_id, []).append((draft.id, draft.text, draft.location_id))
        organizations, locations = self._texts[RecordType.ORGANIZATION], self._texts[RecordType.LOCATION]
        for draft in drafts:
            if draft.record_type is RecordType.SERVICE:
                found = sorted(places.get(draft.id, ()), key=itemgetter(0))
                yield ServiceTexts(
                    draft.text,
                    draft.source,
                    draft.source_key,
                    draft.assured_date,
                    organizations.get(draft.organization_id),
                    tuple((at, locations.get(where)) for _, at, where in found),
                )

    def _keep(self, draft: EncodedDraft) -> None:
        texts = self._texts[draft.record_type]
        texts[draft.id] = draft.text
        texts.move_to_end(draft.id)
        if len(texts) > _KEPT[draft.record_type]:
            texts.popitem(last=False)


def _prepare_elsewhere(read_preparer: ReadPreparer, services: bytes) -> bytes:
    prepare = _prepare_of(read_preparer)
    return _encoder.encode(prepare(_decoder_of_texts.decode(services)))


@cache
def _prepare_of(read_preparer: ReadPreparer) -> Prepare:
    """Made once in each process; it stays for good, so the collector need not walk through it again and again."""
    prepare = read_preparer()
    gc.freeze()
    return prepare
