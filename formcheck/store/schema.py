"""Which version the schema of a database has, and bringing it up to date.

The steps are in ``migrations``; all that are missing run in one transaction, so that a process
killed amid them leaves the old schema.
"""

from importlib import import_module
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from formcheck.language import _
from formcheck.store.errors import NewerStoreError, StoreError
from formcheck.store.tables import METADATA

REVISIONS: Final = ("0001", "0002", "0003")
"""Every version there ever was, the newest last; a test compares it with the steps."""
HEAD: Final = REVISIONS[-1]
_VERSIONS: Final = "alembic_version"
_LOCK: Final = 0x666F726D
"""Any number, the same for everybody: who upgrades a server's database has it."""


def revision(connection: Connection, name: str) -> str:
    """Return the version of a database; empty when there is nothing in it.

    Raises
    ------
    NewerStoreError
        When this program does not know it.
    StoreError
        When it is a database of something else.
    """
    there = set(inspect(connection).get_table_names())
    if _VERSIONS not in there:
        if there & set(METADATA.tables) or (there and connection.dialect.name == "sqlite"):
            raise StoreError(
                _(
                    "{name} is a database of another program: expected one of formcheck. Choose "
                    "another place."
                ).format(name=name)
            )
        return ""
    found = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar() or ""
    if found and found not in REVISIONS:
        raise NewerStoreError(
            _(
                "{name} was written by a newer formcheck (version {found} of the store, this one "
                "knows up to {known}): update formcheck. Nothing was changed."
            ).format(name=name, found=found, known=HEAD)
        )
    return str(found)


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Run the steps that are missing, inside the connection's transaction."""
    # Late: most days no step is missing, and it takes eleven megabytes.
    command = import_module("alembic.command")
    config = import_module("alembic.config").Config()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
