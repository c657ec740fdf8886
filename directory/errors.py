"""The errors of the directory, one class for each thing a caller can do something about.

DirectoryError
├── InvalidRecord            the record breaks HSDS; `problems` names each field
├── RecordNotFound           no record of that type and id (or it is a tombstone)
├── StaleVersion             the record changed since the caller read it (If-Match)
├── PlaceNotFound            the words name no place that the geocoder knows
├── GeocoderUnusable         the geocoder named in the settings does not exist or refuses its options
├── InvalidReferenceData     a file under data/ (needs, crosswalk) is not usable; names file, line and reason
├── InvalidQuery             a search that cannot be answered as asked
└── StoreUnusable            the database cannot be opened, or is newer than this program

Each has a stable `code` that interfaces show beside the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong with one field. `field` is a dotted HSDS path such as `phones.0.number`."""

    field: str
    reason: str


class DirectoryError(Exception):
    """Any error of this floor."""

    code = "directory_error"


class InvalidRecord(DirectoryError):
    """A record that breaks the published HSDS shape."""

    code = "invalid_record"

    def __init__(self, record_type: str, record_id: str | None, problems: tuple[FieldProblem, ...]) -> None:
        self.record_type = record_type
        self.record_id = record_id
        self.problems = problems
        listed = "; ".join(f"{problem.field}: {problem.reason}" for problem in problems)
        super().__init__(f"{record_type} {record_id or 'without id'} is not valid HSDS: {listed}")


class RecordNotFound(DirectoryError):
    """No such record, or it was retired."""

    code = "record_not_found"

    def __init__(self, record_type: str, record_id: str) -> None:
        self.record_type = record_type
        self.record_id = record_id
        super().__init__(f"There is no {record_type} with the id {record_id}.")


class StaleVersion(DirectoryError):
    """The record was changed by somebody else in between."""

    code = "stale_version"

    def __init__(self, record_type: str, record_id: str, expected: int, found: int) -> None:
        self.record_type = record_type
        self.record_id = record_id
        self.expected = expected
        self.found = found
        super().__init__(f"The {record_type} {record_id} is at version {found}, not {expected}: read it again.")


class PlaceNotFound(DirectoryError):
    """The words name no place that we know."""

    code = "place_not_found"

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(f"No place is known as {words!r}. Give a five-digit ZIP code or a city with its state.")


class GeocoderUnusable(DirectoryError):
    """The geocoder named in the settings does not exist, or refuses its options."""

    code = "geocoder_unusable"

    def __init__(self, service: str, reason: str) -> None:
        self.service = service
        self.reason = reason
        super().__init__(f"The geocoder {service!r} cannot be used: {reason}")


class InvalidReferenceData(DirectoryError):
    """A file of needs or of a crosswalk that cannot be used."""

    code = "invalid_reference_data"

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path}, line {line}: {reason}")


class InvalidQuery(DirectoryError):
    """A search that cannot be answered as asked."""

    code = "invalid_query"

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field}: {reason}")


class StoreUnusable(DirectoryError):
    """The database cannot be opened or does not fit this program."""

    code = "store_unusable"
