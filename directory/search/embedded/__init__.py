"""The default engine: place-ordered rows, a covering table and full text in the SQLite file that holds the records.

Not for: deciding an order for a client. `schema.create_tables` makes the tables, `EmbeddedWriter` changes them in the
record's own transaction, `EmbeddedIndex` searches them from any thread. No second store has to be kept in step.
"""

from directory.search.embedded.reader import EmbeddedIndex
from directory.search.embedded.schema import INDEX_VERSION, create_tables
from directory.search.embedded.writer import EmbeddedWriter

__all__ = ["INDEX_VERSION", "EmbeddedIndex", "EmbeddedWriter", "create_tables"]
