"""Which records a page of the HSDS interface holds.

Not for: their nesting (`assembling.py`). The decision a reader would ask about: `search` asks the same index as everything
else, so the published directory and our own search find the same; lists without it come straight from the records.
"""

from __future__ import annotations

from api.hsds.paging import PageAsked
from directory.facts.values import AvailabilityStatus
from directory.search.checks import LARGEST_LIMIT
from directory.search.listing import Listing
from directory.search.protocol import ListingIndex
from directory.search.query import Filter, ListingQuery
from directory.store.documents import encode
from directory.store.record_reading import RecordReader
from directory.store.values import RecordFilter, RecordPage, RecordType, StoredRecord

_EVERY_STATUS = tuple(status.value for status in AvailabilityStatus)


def records_asked(records: RecordReader, index: ListingIndex, record_type: RecordType, asked: PageAsked) -> RecordPage:
    """The page's records and how many there are in all. Raises `InvalidQuery`."""
    if record_type in {RecordType.TAXONOMY, RecordType.TAXONOMY_TERM}:
        return _page(_matching_terms(records, record_type, asked), asked)
    if asked.search.strip():
        found = records.get_many(record_type, _found_ids(index, record_type, asked.search))
        return _page([record for record in found if _meets(record, asked.where)], asked)
    return records.list(record_type, asked.where, asked.per_page, asked.offset)


def _page(found: list[StoredRecord], asked: PageAsked) -> RecordPage:
    return RecordPage(tuple(found[asked.offset : asked.offset + asked.per_page]), len(found))


def _found_ids(index: ListingIndex, record_type: RecordType, words: str) -> list[str]:
    """Ids in the order of relevance, each once."""
    query = ListingQuery(words=words, filter=Filter(statuses=_EVERY_STATUS), limit=LARGEST_LIMIT)
    ids = (_id_in(hit.listing, record_type) for hit in index.search(query).hits)
    return list(dict.fromkeys(ids))


def _id_in(listing: Listing, record_type: RecordType) -> str:
    if record_type is RecordType.SERVICE:
        return listing.service_id
    return listing.organization_id if record_type is RecordType.ORGANIZATION else listing.id


def _meets(record: StoredRecord, where: RecordFilter) -> bool:
    """The conditions that the routes can ask, on a record that the index found."""
    if where.organization_id is not None and record.organization_id != where.organization_id:
        return False
    if where.modified_after is not None and record.last_changed <= where.modified_after:
        return False
    return where.mentions is None or f'"{where.mentions}"' in encode(record.document)


def _matching_terms(records: RecordReader, record_type: RecordType, asked: PageAsked) -> list[StoredRecord]:
    """Taxonomies are not in the index: a few thousand names are looked through."""
    words = asked.search.casefold().split()
    return [
        record
        for record in records.stream(record_type)
        if all(word in record.name.casefold() for word in words) and _is_term_asked(record, asked)
    ]


def _is_term_asked(record: StoredRecord, asked: PageAsked) -> bool:
    if asked.taxonomy_id and record.document.get("taxonomy_id") != asked.taxonomy_id:
        return False
    if asked.parent_id and record.document.get("parent_id") != asked.parent_id:
        return False
    return not (asked.top_only and record.document.get("parent_id"))
