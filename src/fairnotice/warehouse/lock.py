"""One import at a time: another waits until the first has ended, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAITING = "Another import is running; waiting until it has ended"


@contextmanager
def only_one(folder: Path, *, progress: Callable[[str], None]) -> Iterator[None]:
    """
    Hold the right to write below *folder* for the length of the block.

    The operating system gives it back when the process ends, even by SIGKILL.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress(WAITING)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
