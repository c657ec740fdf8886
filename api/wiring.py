"""Puts the parts together: one `Services` for each process, each part made when it is first asked for.

Not for: what a part does. The only place that knows every constructor. The decision a reader would ask about: parts are
made once under a lock, because two threads of one server would otherwise read the gazetteer, or open the database, twice.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from api.auth.passwords import Passwords
from api.auth.people import People
from api.auth.systems import SystemClients
from api.errors import InvalidSetting
from api.settings import Settings
from api.store import migration as accounts_store
from directory.errors import StoreUnusable
from directory.geography.finding import OfflineFinder, PlaceFinder
from directory.geography.geocoder import geopy_finder
from directory.geography.places import Gazetteer
from directory.needs.catalogue import NeedCatalogue
from directory.needs.crosswalk import Crosswalk
from directory.search.analysis import Analyzer
from directory.search.document import Projector
from directory.search.embedded import EmbeddedIndex
from directory.search.query import ListingQuery
from directory.store import database as directory_store
from directory.store.database import Database, utc_now
from directory.store.indexing import embedded_indexing
from directory.store.migration import is_current
from directory.store.preparing import ReadPreparer
from matching.matcher import Matcher
from matching.words import read_lexicon
from referrals.store import migration as referrals_store

Made = TypeVar("Made")

_ROOMS = (
    (directory_store.MIGRATIONS, directory_store.VERSION_TABLE),
    (referrals_store.SCRIPTS, referrals_store.VERSION_TABLE),
    (accounts_store.SCRIPTS, accounts_store.VERSION_TABLE),
)
"""Every room that keeps tables, with the table that counts its version."""

SECRET_KEY_FILE = "secret-key"  # noqa: S105  the name of the file, not the key
SHORTEST_SECRET_KEY = 32
"""Characters: what signs a session must not be guessable. 256 bits as hexadecimal digits are 64."""


class _Part(cached_property[Made]):
    """A cached property that is worked out once, also when two threads ask at the same moment."""

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Made:  # type: ignore[override]  # never asked of the class
        assert self.attrname is not None
        if self.attrname not in instance.__dict__:
            with instance.making:
                if self.attrname not in instance.__dict__:
                    instance.__dict__[self.attrname] = self.func(instance)
        return cast(Made, instance.__dict__[self.attrname])


class Services:
    """The parts of one process over one set of settings. `clock` gives the moment, with its zone.

    `passwords` carries the cost of hashing; tests give a cheap one.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime] = utc_now,
        passwords: Passwords | None = None,
    ) -> None:
        if settings.search_url:
            reason = "this version has the embedded index only; leave the setting empty"
            raise InvalidSetting("WRAPAROUND_SEARCH_URL", reason)
        if settings.secret_key and len(settings.secret_key) < SHORTEST_SECRET_KEY:
            raise InvalidSetting("WRAPAROUND_SECRET_KEY", f"must have at least {SHORTEST_SECRET_KEY} characters")
        self.settings = settings
        self.clock = clock
        self._passwords = passwords or Passwords()
        self.making = threading.RLock()

    @_Part
    def catalogue(self) -> NeedCatalogue:
        """The closed list of needs."""
        return NeedCatalogue.read(self.settings.data_dir / "needs" / "needs.csv")

    @_Part
    def crosswalk(self) -> Crosswalk:
        """From other people's categories and words to needs."""
        return Crosswalk.read(self.settings.data_dir / "needs")

    @_Part
    def gazetteer(self) -> Gazetteer:
        """Places of the United States."""
        return Gazetteer(self.settings.data_dir / "boundaries")

    @_Part
    def place_finder(self) -> PlaceFinder:
        """From words to a place: offline, or by the geocoder of the settings. Raises `GeocoderUnusable`."""
        if not self.settings.geocoder:
            return OfflineFinder(self.gazetteer)
        return geopy_finder(self.settings.geocoder, self.settings.geocoder_options, self.gazetteer, {})

    @_Part
    def analyzer(self) -> Analyzer:
        """Words → tokens."""
        return Analyzer.read(self.settings.data_dir / "lexicon")

    @_Part
    def projector(self) -> Projector:
        """Records → listings."""
        return Projector(self.catalogue, self.crosswalk, self.gazetteer)

    @_Part
    def database(self) -> Database:
        """Records, referrals and accounts. Raises `StoreUnusable`."""
        return Database(
            self.settings.database_url,
            index_path=self.settings.index_path,
            indexing=embedded_indexing(self.projector, self.analyzer, ReadPreparer(self.settings.data_dir.absolute())),
            clock=self.clock,
        )

    @_Part
    def index(self) -> EmbeddedIndex:
        """The listings, to search."""
        return EmbeddedIndex(cast(Path, self.database.index_path), self.analyzer)

    @_Part
    def matcher(self) -> Matcher:
        """Matches clients."""
        lexicon = read_lexicon(self.settings.data_dir / "lexicon")
        return Matcher(self.index, self.catalogue.all(), lexicon, self.analyzer)

    @_Part
    def people(self) -> People:
        """Who signs in."""
        return People(self.database, self._passwords)

    @_Part
    def system_clients(self) -> SystemClients:
        """Other platforms and their tokens."""
        return SystemClients(self.database, timedelta(seconds=self.settings.token_lifetime_seconds))

    @_Part
    def secret_key(self) -> str:
        """The key of the settings, or the one in the var folder, made there at the first start."""
        return self.settings.secret_key or _kept_secret_key(self.settings.var_dir)

    def migrate(self) -> None:
        """Bring every room's tables, and the index, to the shape of this program. Raises `StoreUnusable`."""
        self.database.migrate()
        referrals_store.upgrade_referrals(self.database.engine)
        accounts_store.upgrade_accounts(self.database.engine)

    def check(self) -> None:
        """Raise `StoreUnusable` unless the database answers and is upgraded, and the index can be read."""
        for scripts, version_table in _ROOMS:
            if not is_current(self.database.engine, scripts, version_table):
                raise StoreUnusable("The database was not upgraded to this version of the program.")
        self.index.search(ListingQuery(limit=1))

    def close(self) -> None:
        """Close what was opened."""
        if "index" in self.__dict__:
            self.index.close()
        if "database" in self.__dict__:
            self.database.close()


def _kept_secret_key(folder: Path) -> str:
    """Read the key; where there is none, make it for this user alone. Of two processes that start at once, one makes it."""
    path = folder / SECRET_KEY_FILE
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        made = folder / f"{SECRET_KEY_FILE}.{secrets.token_hex(8)}"
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(made, path)  # fails where another process was faster: its key then holds for both
        except FileExistsError:
            pass
        finally:
            made.unlink()
    key = path.read_text(encoding="utf-8").strip()
    if len(key) < SHORTEST_SECRET_KEY:
        raise InvalidSetting(
            "WRAPAROUND_SECRET_KEY", f"the key kept in {path} is damaged; delete the file to make another"
        )
    return key
