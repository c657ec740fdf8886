"""The published HSDS 3.2.3 shape, once: marshmallow schemas by family, and ids.

`load` takes a document in, `dump` gives one out; `split` and `assemble` (modules) turn nested documents into records of
their own and back; `ids` makes identifiers. Not here: what the words of a record mean (`directory.facts`).
"""

from directory.hsds.documents import Loaded, dump, load

__all__ = ["Loaded", "dump", "load"]
