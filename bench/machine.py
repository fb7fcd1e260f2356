"""What a benchmark ran on: a figure without its machine says nothing."""

from __future__ import annotations

import os
import platform
import resource
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("fairnotice", "duckdb", "deltalake", "pyarrow", "numpy", "scipy", "django")


def described() -> str:
    """Return machine, versions and day, one line each."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"machine   {_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}\n"
        f"versions  Python {platform.python_version()}, {packages}\n"
        f"day       {datetime.now(UTC):%Y-%m-%d}, load {os.getloadavg()[0]:.1f}"
    )


def peak_gigabytes() -> float:
    """Return the greatest resident memory of this process so far, in GiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**30 if sys.platform == "darwin" else 2**20)


def _processor() -> str:
    """Return the processor's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
