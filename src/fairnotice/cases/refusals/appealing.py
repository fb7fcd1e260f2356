"""Why an appeal is not filed or not answered so, and why a case is not over yet."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals.plain import PlainRefusal
from fairnotice.kernel.refusal import Refusal


class NothingToAppeal(PlainRefusal):
    """Nothing stands that one could object to."""

    code: ClassVar[str] = "nothing_to_appeal"
    says: ClassVar[str] = "Nothing stands in this case that one could object to."


class AppealWindowOver(Refusal):
    """The time to object is over (P8)."""

    code: ClassVar[str] = "appeal_window_over"

    def __init__(self, *, until: datetime) -> None:
        super().__init__(f"The time to object ended on {until.isoformat()}. A request with new facts is always open.")
        self.until = until


class NoSuchAppeal(PlainRefusal):
    """Only an objection or a review that waits can be answered."""

    code: ClassVar[str] = "no_such_appeal"
    says: ClassVar[str] = "No such objection or review waits for an answer."


class HearerTookNoPart(PlainRefusal):
    """Somebody new hears an appeal (P8)."""

    code: ClassVar[str] = "hearer_took_no_part"
    says: ClassVar[str] = "You took part in this case. Somebody who did not answers."


class VaryOnlyLowers(Refusal):
    """Asking never worsens anything (P7)."""

    code: ClassVar[str] = "vary_only_lowers"

    def __init__(self, *, measure: Measure) -> None:
        name = measure.value.replace("_", " ")
        super().__init__(f"The decision is: {name}. Another one in its place must be lighter, and end no later.")
        self.measure = measure


class NothingToRestore(PlainRefusal):
    """Nothing waits to be put back."""

    code: ClassVar[str] = "nothing_to_restore"
    says: ClassVar[str] = "Nothing waits to be put back in this case."


class CaseFinal(PlainRefusal):
    """Records outlive the case (P15)."""

    code: ClassVar[str] = "case_final"
    says: ClassVar[str] = "The case is not final, or its time of keeping is not over; its words stay."
