"""What a letter about an interim hold rests on: the listed exception, its own evidence, and the two who decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.notices.stated_facts import require


@dataclass(frozen=True, slots=True)
class InterimFacts:
    """An interim hold as its letters state it; complete or not at all."""

    kind: str
    """``work_hold`` or ``full_hold``."""
    title: str
    """The exception, as the policy titles it."""
    text: str
    """The exception word for word."""
    evidence: tuple[str, ...]
    reasons: str
    decided_by: str
    approved_by: str
    begun_at: datetime
    review_by: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        require(
            exception=self.title,
            exception_text=self.text,
            evidence=self.evidence,
            reasons=self.reasons,
            decided_by=self.decided_by,
            approved_by=self.approved_by,
        )

    @property
    def takes_running_work(self) -> bool:
        """Say whether running work waits for its clients' choice."""
        return self.kind == "full_hold"
