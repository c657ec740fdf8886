"""The wired parts for one command, migrated, and closed when it ends. Not for: settings (`api.settings`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.logs import configure_logs
from api.settings import read_settings
from api.wiring import Services
from directory.errors import RecordNotFound
from directory.store.values import RecordType


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


def require_organization(services: Services, organization_id: str | None) -> None:
    """Raise `RecordNotFound` for an organization that the directory lacks: an account tied to none can do nothing."""
    if organization_id is None:
        return
    with services.database.read() as view:
        if not view.records.get_many(RecordType.ORGANIZATION, [organization_id]):
            raise RecordNotFound(RecordType.ORGANIZATION.value, organization_id)
