"""``python -m supply page | check | notices FOLDER | bill FILE | audit``."""

import sys
from pathlib import Path

from supply import audit, bill, notices, page
from supply.parts import LOCK, MissingPartError
from supply.rules import UnknownLicenceError


def main(arguments: list[str]) -> int:
    """Do what is asked for; return the exit status."""
    match arguments:
        case ["page"]:
            page.write()
        case ["check"]:
            return _check()
        case ["notices", folder]:
            notices.write_notices(Path(folder))
        case ["bill", file]:
            bill.write(Path(file))
        case ["audit"]:
            said, status = audit.report(audit.audit(LOCK), [LOCK.name])
            sys.stdout.write(f"{said}\n")
            return status
        case _:
            sys.stderr.write(f"usage: {__doc__}\n")
            return 2
    return 0


def _check() -> int:
    faults = page.faults()
    sys.stdout.writelines(f"supply: {one}\n" for one in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (MissingPartError, UnknownLicenceError) as error:
        sys.exit(f"supply: {error}")
