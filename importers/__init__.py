"""Other people's listings into the directory: formats, cleaning steps, merge, report.

`run_import` is the one way in. Not here: what the words of a record mean (`directory.facts`), how records are stored
(`directory.store`).
"""

from importers.errors import ImportingError
from importers.formats.detection import FORMAT_NAMES, Format
from importers.importing import run_import
from importers.progress import ImportObserver, ProgressBar
from importers.report import ImportReport, Problem
from importers.request import ImportRequest

__all__ = [
    "FORMAT_NAMES",
    "Format",
    "ImportObserver",
    "ImportReport",
    "ImportRequest",
    "ImportingError",
    "Problem",
    "ProgressBar",
    "run_import",
]
