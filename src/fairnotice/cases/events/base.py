"""What every event has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.stages import Who


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a case."""

    at: datetime
    by: Who
