"""A real PostgreSQL server for the tests, where one is installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

MISSING = "PostgreSQL is not installed (looked for initdb): not tested against a server"


def programs() -> Path | None:
    """Return the folder with the server's programs."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return installed[-1].parent if installed else None


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run a server that listens on a socket in its own folder; give the address of one database.

    It refuses to be run by root: then it runs as another user.
    """
    user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    with tempfile.TemporaryDirectory(prefix="pg") as home:
        data = Path(home) / "data"
        if os.geteuid() == 0:
            shutil.chown(home, user)
            Path(home).chmod(0o700)

        def run(name: str, *arguments: str) -> None:
            subprocess.run(
                [str(folder / name), "-D", str(data), *arguments],
                user=user if os.geteuid() == 0 else None,
                cwd=home,
                check=True,
                stdout=subprocess.DEVNULL,
                timeout=60,
            )

        run("initdb", "--auth=trust", "--username=clinic", "--encoding=UTF8", "--no-sync")
        options = f"-k {home} -c listen_addresses='' -c fsync=off -c shared_buffers=16MB"
        run("pg_ctl", "-w", "-l", f"{home}/log", "-o", options, "start")
        try:
            yield f"postgresql://clinic@/postgres?host={home}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")


def new_database(address: str, name: str) -> str:
    """Make an empty database on a server; return its address."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return address.replace("/postgres?", f"/{name}?")
