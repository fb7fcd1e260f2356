"""Settings of the test suite: a home of its own, quick password hashing, no surprises."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("FAIRNOTICE_HOME", tempfile.mkdtemp(prefix="fairnotice-tests-"))
os.environ.setdefault("FAIRNOTICE_SECRET_KEY", "tests-only")

from fairnotice.settings import *  # noqa: F403
