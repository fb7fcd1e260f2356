"""Where a recorded look lies, for whoever wants to ask it something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from fairnotice.ledger.looks import Look
from fairnotice.policy.rulebook import Policy


@dataclass(frozen=True, slots=True)
class RecordedLook:
    """One look on record, with the policy it was conducted under."""

    as_of: datetime
    snapshot_number: int
    directory: Path
    """Relative to the warehouse."""
    previous_as_of: datetime | None
    policy: Policy


def recorded_look(on: date | None = None) -> RecordedLook | None:
    """Return the look recorded for the day *on*, or the last one; None where there is none."""
    looks = Look.objects.select_related("policy").order_by("-as_of")
    look = (looks if on is None else looks.filter(look_on=on)).first()
    if look is None:
        return None
    earlier = Look.objects.filter(policy__policy_id=look.policy.policy_id, as_of__lt=look.as_of).order_by("-as_of")
    return RecordedLook(
        as_of=look.as_of,
        snapshot_number=int(look.snapshot.split("-", 1)[0].removeprefix("s")),
        directory=Path(look.directory),
        previous_as_of=earlier.values_list("as_of", flat=True).first(),
        policy=look.policy.rulebook,
    )
