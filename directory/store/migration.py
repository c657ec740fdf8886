"""Brings a database to the shape that this program needs, or refuses it.

Not for: what the shape is (`migrations/versions/`). Used by every room that keeps tables, each with its own folder
and its own version table in the same database. The decision a reader would ask about: there is no `env.py` and no
`alembic.ini`; all steps that a database lacks run in one transaction with the program's own engine, so that an
upgrade that fails half way changes nothing, and two programs that start at once do not both run it.
"""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, MigrationStep, RevisionStep
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from sqlalchemy import Connection, Engine, text

from directory.errors import StoreUnusable
from directory.store.engine import reading, writing

_UPGRADE_LOCK = 0x77726170  # "wrap": one upgrade at a time on a PostgreSQL server's database


def run_migrations(engine: Engine, script_location: Path, version_table: str) -> None:
    """Run the steps of that folder that the database lacks. Raises `StoreUnusable` if it has one we do not know."""
    _, scripts = _scripts(script_location)
    with reading(engine) as connection:
        if not _missing_steps(connection, scripts, version_table):
            return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        _upgrade(connection, script_location, version_table)
        connection.commit()


def is_current(engine: Engine, script_location: Path, version_table: str) -> bool:
    """Whether nothing has to be run. Raises `StoreUnusable` where the database does not answer or is too new."""
    _, scripts = _scripts(script_location)
    with reading(engine) as connection:
        return not _missing_steps(connection, scripts, version_table)


def _scripts(script_location: Path) -> tuple[Config, ScriptDirectory]:
    config = Config()
    # ConfigParser reads a per cent sign as the start of a variable.
    config.set_main_option("script_location", str(script_location).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config, ScriptDirectory.from_config(config)


def _upgrade(connection: Connection, script_location: Path, version_table: str) -> None:
    config, scripts = _scripts(script_location)

    def steps(_heads: object, _context: MigrationContext) -> list[RevisionStep]:
        return _missing_steps(connection, scripts, version_table)

    with EnvironmentContext(config, scripts, fn=steps) as environment:
        environment.configure(connection=connection, version_table=version_table, transactional_ddl=True)
        environment.run_migrations()


def _missing_steps(connection: Connection, scripts: ScriptDirectory, version_table: str) -> list[RevisionStep]:
    """The steps from what the database has to the newest, oldest first."""
    context = MigrationContext.configure(connection, opts={"version_table": version_table})
    present = context.get_current_revision()
    try:
        missing = list(scripts.iterate_revisions("heads", present or "base"))
    except ResolutionError as error:
        raise StoreUnusable(
            f"The database was upgraded by a newer program ({version_table} is at {present}): install that version."
        ) from error
    return [MigrationStep.upgrade_from_script(scripts.revision_map, script) for script in reversed(missing)]
