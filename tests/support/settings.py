"""Settings of the test suite: a home of its own, the database asked for, no surprises."""

from __future__ import annotations

import os
import tempfile

from tests.support.postgres import ensure_database_url

os.environ.setdefault("FAIRNOTICE_HOME", tempfile.mkdtemp(prefix="fairnotice-tests-"))
os.environ.setdefault("FAIRNOTICE_SECRET_KEY", "tests-only")
if os.environ.get("FAIRNOTICE_TEST_DATABASE") == "postgres":
    ensure_database_url()

from fairnotice.settings import *  # noqa: F403  the environment must be ready before they are read
