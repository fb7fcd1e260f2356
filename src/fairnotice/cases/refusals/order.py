"""Why a step does not come now, or not from this person."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from fairnotice.cases.stages import Stage, Who
from fairnotice.kernel.refusal import Refusal


class StepOutOfOrder(Refusal):
    """The case's stage does not lead there."""

    code: ClassVar[str] = "step_out_of_order"

    def __init__(self, *, stage: Stage | None, step: str) -> None:
        where = f"in stage {stage.value}" if stage else "not opened"
        super().__init__(f"The case is {where}; {step} does not follow from there.")
        self.stage = stage
        self.step = step


class NotYoursToTake(Refusal):
    """This step belongs to somebody else."""

    code: ClassVar[str] = "not_yours_to_take"

    def __init__(self, *, by: Who, step: str) -> None:
        super().__init__(f"{step} is not a step of the {by.value}.")
        self.by = by
        self.step = step


class OnlyOnce(Refusal):
    """Some steps are taken once, so that no review is endless (P17)."""

    code: ClassVar[str] = "only_once"

    def __init__(self, step: str) -> None:
        super().__init__(f"{step} happens once.")
        self.step = step


class WindowStillOpen(Refusal):
    """A deadline's default is not taken before the deadline (P4)."""

    code: ClassVar[str] = "window_still_open"

    def __init__(self, *, until: datetime | None) -> None:
        super().__init__(f"The time runs until {until.isoformat()}." if until else "No such time is running.")
        self.until = until


class ProvenDelivery(Refusal):
    """Only proof that a notice reached its recipient starts a clock (P4)."""

    code: ClassVar[str] = "proven_delivery"

    def __init__(self, why: str) -> None:
        super().__init__(why)


class ManagerKnows(Refusal):
    """The team hears after its managers knew and had their head start (P5)."""

    code: ClassVar[str] = "manager_knows"

    def __init__(self, *, not_before: datetime | None) -> None:
        when = f"before {not_before.isoformat()}" if not_before else "before a manager is proven to know"
        super().__init__(f"The team is not told {when}.")
        self.not_before = not_before


class TeamHeard(Refusal):
    """Nobody goes on before the members had their time to speak (P5)."""

    code: ClassVar[str] = "team_heard"

    def __init__(self, *, until: datetime | None) -> None:
        when = f"may speak until {until.isoformat()}" if until else "have not been told yet"
        super().__init__(f"The members {when}.")
        self.until = until


class ClaimedByAnother(Refusal):
    """One reviewer works a case at a time."""

    code: ClassVar[str] = "claimed_by_another"

    def __init__(self, *, reviewer: int | None) -> None:
        super().__init__("Another reviewer works on this case." if reviewer else "Nobody works on this case.")
        self.reviewer = reviewer
