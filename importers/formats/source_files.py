"""The files behind a path: one file, a folder or a zip, each openable as bytes or as decoded text.

Not for: deciding what they are (`detection.py`) or reading records. The decision a reader would ask about: members of
a zip are read in place, never unpacked to disk, so a hostile archive cannot write anywhere, and no more of a member is
read than the archive says it holds.
"""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast
from zlib import error as ZlibError  # noqa: N812  (a class, whatever zlib calls it)

from importers.errors import BrokenFile, InvalidImportRequest, SourceFileNotFound, TruncatedFile, WrongEncoding

_TEXT_CHUNK_BYTES = 1 << 18


class ReadMeter:
    """Tells whoever listens how many bytes were read; one for all files of a path."""

    def __init__(self) -> None:
        self.listener: Callable[[int], None] | None = None

    def read(self, count: int) -> None:
        """So many more bytes were read."""
        if self.listener is not None:
            self.listener(count)


MOST_FILES = 10_000  # far above any package; stops a home folder given by mistake


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One readable file. `name` is relative to the path given, with slashes; `folder` is its directory part."""

    name: str
    size_bytes: int
    open_bytes: Callable[[], BinaryIO]
    meter: ReadMeter = field(default_factory=ReadMeter)

    @property
    def folder(self) -> str:
        """The directory part of the name, "" at the top."""
        return self.name.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """The name without directory and ending, lower case: `services` of `csv/Services.csv`."""
        return self.name.rpartition("/")[2].rpartition(".")[0].lower()

    @property
    def ending(self) -> str:
        """What follows the last dot, lower case."""
        return self.name.rpartition(".")[2].lower()

    def head(self, size: int = 65_536) -> bytes:
        """The first bytes. Raises `BrokenFile`."""
        with self.reading() as stream:
            return stream.read(size)

    @contextmanager
    def reading(self) -> Iterator[BinaryIO]:
        """The bytes; what the archive or the disk finds wrong becomes `BrokenFile`."""
        try:
            with self.open_bytes() as stream:
                yield stream
        except EOFError as error:
            raise TruncatedFile(self.name, "it ends in the middle of its compressed data") from error
        except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError) as error:
            raise BrokenFile(self.name, f"the archive is damaged or locked ({error})") from error
        except OSError as error:
            raise BrokenFile(self.name, f"the disk says: {error.strerror or error}") from error

    def text_chunks(self, encoding: str = "utf-8") -> Iterator[str]:
        """The decoded text in pieces, without a byte order mark. Raises `WrongEncoding`."""
        decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding.lower() in {"utf-8", "utf8"} else encoding)()
        with self.reading() as stream:
            offset = 0
            while chunk := stream.read(_TEXT_CHUNK_BYTES):
                yield self._decoded(decoder, chunk, offset, final=False)
                offset += len(chunk)
                self.meter.read(len(chunk))
            yield self._decoded(decoder, b"", offset, final=True)

    def _decoded(self, decoder: codecs.IncrementalDecoder, chunk: bytes, offset: int, *, final: bool) -> str:
        try:
            text = decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            raise WrongEncoding(self.name, "UTF-8", offset + error.start) from error
        if "\x00" in text:
            raise WrongEncoding(self.name, "UTF-8", offset + text.index("\x00"))
        return text

    def lines(self, encoding: str = "utf-8") -> Iterator[str]:
        """Lines with their endings, as the csv module wants them."""
        held = ""
        for chunk in self.text_chunks(encoding):
            # Not str.splitlines: it also breaks at U+2028 and the like, which stand inside texts.
            pieces = list(io.StringIO(held + chunk, newline=""))
            # The last piece waits for what follows: "\r" at the end may be half of "\r\n".
            held = pieces.pop() if pieces else ""
            yield from pieces
        if held:
            yield held


def source_files(path: Path, stack: ExitStack, meter: ReadMeter) -> tuple[SourceFile, ...]:
    """All files behind `path`, in the order of their names. An archive stays open until `stack` closes."""
    return tuple(replace(file, meter=meter) for file in _files(path, stack))


def _files(path: Path, stack: ExitStack) -> tuple[SourceFile, ...]:
    if path.is_dir():
        return _of_folder(path)
    if not path.is_file():
        raise SourceFileNotFound(str(path))
    with _named_reading(path) as stream:
        looks_zipped = stream.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
    if looks_zipped or path.suffix.lower() == ".zip":
        return _of_zip(path, stack)
    return (SourceFile(path.name, path.stat().st_size, lambda: path.open("rb")),)


def _of_folder(folder: Path) -> tuple[SourceFile, ...]:
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        found.append(SourceFile("/".join(parts), path.stat().st_size, _opener(path)))
        if len(found) > MOST_FILES:
            raise InvalidImportRequest(
                str(folder), f"{folder} holds more than {MOST_FILES} files: name the right folder."
            )
    return tuple(found)


def _opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _of_zip(path: Path, stack: ExitStack) -> tuple[SourceFile, ...]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
    except zipfile.BadZipFile as error:
        raise TruncatedFile(str(path), "it is not a whole zip archive (cut off, or another kind of file)") from error
    members = [member for member in archive.infolist() if not member.is_dir()]
    kept = [member for member in members if not member.filename.startswith(("__MACOSX/", "."))]
    if len(kept) > MOST_FILES:
        raise InvalidImportRequest(str(path), f"{path} holds more than {MOST_FILES} files.")
    kept.sort(key=lambda member: member.filename)
    return tuple(SourceFile(m.filename, m.file_size, _member_opener(archive, m)) for m in kept)


def _member_opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, archive.open(member))


@contextmanager
def _named_reading(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise SourceFileNotFound(str(path)) from error
