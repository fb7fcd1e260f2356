"""Let a person switch early private words on or off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.ledger.people import Person


@dataclass(frozen=True, slots=True)
class SwitchHeadsUps:
    """Whose switch, and which way."""

    person_id: int
    wanted: bool


def switch_heads_ups(command: SwitchHeadsUps, *, now: datetime) -> None:
    """Record whether the person wants early words; their stats page shows the same either way."""
    del now
    Person.objects.filter(pk=command.person_id).update(heads_ups=command.wanted)
