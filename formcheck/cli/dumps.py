"""No dump of the memory: pictures of a camera would be in it."""

import sys

if sys.platform != "win32":
    import resource


def leave_no_dump() -> None:
    """Have a crash of this program and of those it starts leave nothing of its memory on the disk.

    Linux and macOS write the whole memory to a file, or hand it to a service that keeps it for
    days; both heed this limit. Windows keeps none unless an administrator has switched it on.
    """
    if sys.platform != "win32":
        # The hard limit is left, for whoever looks for a mistake of ours: prlimit sets it anew.
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
