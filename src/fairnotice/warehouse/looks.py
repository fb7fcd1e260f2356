"""A look evaluates everybody as of one instant, from one snapshot, under one policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.explaining import explain
from fairnotice.warehouse.home import Snapshot, Warehouse
from fairnotice.warehouse.look import FoundAccount, LookPast, LookRef, LookResult

__all__ = ["FoundAccount", "LookPast", "LookRef", "LookResult", "conduct", "explain"]

Progress = Callable[[str, int, int], None]
"""Told (what, done, of how many)."""


def conduct(
    warehouse: Warehouse,
    policy: Policy,
    *,
    as_of: datetime,
    past: LookPast,
    into: Path,
    snapshot: Snapshot | None = None,
    progress: Progress | None = None,
) -> LookResult:
    """Evaluate everybody as of *as_of* and leave the look's tables in *into*."""
    raise NotImplementedError
