"""The wired parts for one command, migrated, and closed when it ends. Not for: settings (`api.settings`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.logs import configure_logs
from api.settings import read_settings
from api.wiring import Services


@contextmanager
def opened(*, migrate: bool = True) -> Iterator[Services]:
    """The services over the settings of the environment, their tables brought up to date."""
    settings = read_settings()
    configure_logs(settings.log_level)
    services = Services(settings)
    try:
        if migrate:
            services.migrate()
        yield services
    finally:
        services.close()
