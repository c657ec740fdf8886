"""The errors of the importers: what makes a whole file or run impossible. A broken row is never an error.

ImportingError
├── SourceFileNotFound       there is nothing at the path
├── UnknownFormat            no reader recognises the file, or the format's name is not one of ours
├── EmptyFile                the file, or every file of the package, holds no rows
├── BrokenFile               the file is not what it says it is
│   ├── TruncatedFile        it ends in the middle
│   └── WrongEncoding        its bytes are not text in the encoding it should have
├── InvalidImportRequest     the request itself cannot be carried out
└── WorkerLost               a process that cleaned rows was killed

All are raised before the directory is changed, so whoever sees one knows that nothing happened. Each has a stable `code`.
"""

from __future__ import annotations


class ImportingError(Exception):
    """Any error of this floor. `path` names the file as the person gave it."""

    code = "import_error"

    def __init__(self, path: str, sentence: str) -> None:
        self.path = path
        super().__init__(sentence)


class SourceFileNotFound(ImportingError):
    """There is nothing at the path, or it may not be read."""

    code = "source_file_not_found"

    def __init__(self, path: str) -> None:
        super().__init__(path, f"There is no readable file or folder at {path}.")


class UnknownFormat(ImportingError):
    """No reader recognises it. `formats` are the names that `--format` takes."""

    code = "unknown_format"

    def __init__(self, path: str, found: str, formats: tuple[str, ...]) -> None:
        self.formats = formats
        super().__init__(
            path, f"{path} {found}. Formats that can be read: {', '.join(name for name in formats if name != 'auto')}."
        )


class EmptyFile(ImportingError):
    """No rows at all."""

    code = "empty_file"

    def __init__(self, path: str) -> None:
        super().__init__(path, f"{path} is empty: it holds no rows, so nothing was changed.")


class BrokenFile(ImportingError):
    """The file cannot be read as what it says it is."""

    code = "broken_file"

    def __init__(self, path: str, reason: str) -> None:
        self.reason = reason
        super().__init__(path, f"{path} cannot be read: {reason}. Nothing was changed.")


class TruncatedFile(BrokenFile):
    """The file ends in the middle of a record."""

    code = "truncated_file"


class WrongEncoding(BrokenFile):
    """The bytes are not text in the expected encoding. `offset` is the first wrong byte."""

    code = "wrong_encoding"

    def __init__(self, path: str, encoding: str, offset: int) -> None:
        self.encoding = encoding
        self.offset = offset
        super().__init__(path, f"it is not {encoding} text (byte {offset} is wrong); save it as UTF-8 and try again")


class InvalidImportRequest(ImportingError):
    """The request cannot be carried out: a source without a name, a setting out of range."""

    code = "invalid_import_request"


class WorkerLost(ImportingError):
    """A process that cleaned rows was killed from outside, most often for want of memory."""

    code = "worker_lost"

    def __init__(self, path: str) -> None:
        super().__init__(
            path, f"A process that cleaned rows of {path} was killed; nothing was changed. Try with one job."
        )
