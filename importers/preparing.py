"""Runs the pipeline over chunks of drafts, in this process or in several.

Not for: the steps. The decision a reader would ask about: results come back in the order of the rows whatever the
number of processes, because which row owns a record must not depend on the machine.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from directory.geography.places import Gazetteer, shared_gazetteer
from importers.collecting import collect_rarely
from importers.drafts import Draft, PreparedRow
from importers.errors import WorkerLost
from importers.pipeline import Cleaning, prepare_many

if TYPE_CHECKING:  # it knows all formats, which a process that only cleans rows need not
    from importers.request import ImportRequest

Chunks = Iterable[list[Draft]]
Prepare = Callable[[Chunks], Iterator[list[PreparedRow]]]
_T = TypeVar("_T")

_encoder = msgspec.msgpack.Encoder()
_decoder_of_drafts = msgspec.msgpack.Decoder(list[Draft])
_decoder_of_rows = msgspec.msgpack.Decoder(list[PreparedRow])
_WAITING_PER_JOB = 3  # chunks in flight: enough to keep a process busy, few enough to bound memory


@contextmanager
def worker_pool(request: ImportRequest, boundaries: Path) -> Iterator[Executor]:
    """`request.jobs` processes that stay for the length of the block, each with a gazetteer."""
    # "spawn" alone is safe beside threads and open databases.
    pool = ProcessPoolExecutor(
        request.jobs, get_context("spawn"), initializer=_start_worker, initargs=(request.source, boundaries)
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def preparing_here(request: ImportRequest, gazetteer: Gazetteer) -> Prepare:
    """A function from chunks of drafts to chunks of prepared rows."""
    cleaning = Cleaning(request.source, gazetteer)
    return lambda chunks: (prepare_many(chunk, cleaning) for chunk in chunks)


def preparing_in(pool: Executor, request: ImportRequest) -> Prepare:
    """The same by the processes of a `worker_pool`, in order. Raises `WorkerLost` where one of them dies."""
    return lambda chunks: _in_pool(pool, chunks, request)


def _in_pool(pool: Executor, chunks: Chunks, request: ImportRequest) -> Iterator[list[PreparedRow]]:
    waiting: deque[Future[bytes | list[PreparedRow]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_work, _packed(chunk)))
            if len(waiting) >= request.jobs * _WAITING_PER_JOB:
                yield _unpacked(waiting.popleft().result(), _decoder_of_rows)
        while waiting:
            yield _unpacked(waiting.popleft().result(), _decoder_of_rows)
    except BrokenProcessPool as error:
        raise WorkerLost(str(request.path)) from error


_worker: list[Cleaning] = []  # one for each worker process, set when it starts
_GIVES_WAY = 5
"""Steps of niceness: the one process that writes is what an import waits for, so the others leave it the processor."""


def _start_worker(source: str, boundaries: Path) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.nice(_GIVES_WAY)
    _worker.append(Cleaning(source, shared_gazetteer(boundaries)))
    collect_rarely()


def _end_with_parent() -> None:
    """A parent that is killed says nothing: without this its workers would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _packed(chunk: list[_T]) -> bytes | list[_T]:
    """The chunk as it travels fastest (pickled 13 µs a row, so 3); itself where that cannot hold it: a number of 70 bits."""
    try:
        return _encoder.encode(chunk)
    except (OverflowError, UnicodeEncodeError, TypeError):
        return chunk


def _unpacked(chunk: bytes | list[_T], decoder: msgspec.msgpack.Decoder[list[_T]]) -> list[_T]:
    return decoder.decode(chunk) if isinstance(chunk, bytes) else chunk


def _work(chunk: bytes | list[Draft]) -> bytes | list[PreparedRow]:
    return _packed(prepare_many(_unpacked(chunk, _decoder_of_drafts), _worker[0]))
