"""One sweep does everything that is due: looks, cases, deadlines, answers, deliveries, effects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from fairnotice.actions.conduct_look import Progress, conduct_look, look_due
from fairnotice.actions.read_violations import read_violations, unread_violations
from fairnotice.interfaces.jobs.chores import AFTER_CLOCKS, BEFORE_CLOCKS, Chore, clocks
from fairnotice.kernel.refusal import Refusal
from fairnotice.outbox.delivery import DeliveryReport, deliver_due
from fairnotice.outbox.webhooks import WebhookReport, tell_of_effects

T = TypeVar("T")

ROUNDS = 20
"""A default may start the next deadline, which may be due as well when the clock travels far."""


@dataclass(slots=True)
class SweepReport:
    """What one sweep did."""

    looks: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    """What became of findings."""
    steps: Counter[str] = field(default_factory=Counter)
    """Events by name."""
    answers: Counter[str] = field(default_factory=Counter)
    """Promised reviews answered."""
    violations: Counter[str] = field(default_factory=Counter)
    """What became of imported violations."""
    deliveries: DeliveryReport = field(default_factory=DeliveryReport)
    effects: WebhookReport = field(default_factory=WebhookReport)
    waiting: Counter[str] = field(default_factory=Counter)
    """Steps that due process did not allow yet, by the refusal's code."""
    faults: list[Exception] = field(default_factory=list)
    """Defects met on the way; they end no other deed, and are raised at the end."""

    @property
    def quiet(self) -> bool:
        """Say whether nothing was due."""
        done = (self.looks, self.findings, self.steps, self.answers, self.violations)
        return not (any(done) or self.deliveries.finished or self.effects.finished)

    def __str__(self) -> str:
        """Return one line that says what was done."""
        if self.quiet:
            return "Nothing was due."
        parts = [f"{self.looks} looks"] if self.looks else []
        parts += [f"{count} findings {fate.replace('_', ' ')}" for fate, count in sorted(self.findings.items())]
        parts += [f"{count} violations {fate}" for fate, count in sorted(self.violations.items())]
        parts += [f"{count} {name}" for name, count in sorted(self.steps.items())]
        parts += [f"{count} {name}" for name, count in sorted(self.answers.items())]
        parts += [f"{self.deliveries.finished} letters delivered"] if self.deliveries.finished else []
        parts += [f"{self.effects.finished} effects told"] if self.effects.finished else []
        return f"Done: {', '.join(parts)}."


def sweep(*, now: datetime, progress: Progress | None = None, stopping: Callable[[], bool] = bool) -> SweepReport:
    """
    Do everything that is due at *now*, and return what was done.

    Two sweeps at once share the work; each deed happens once. When *stopping*
    says so, the sweep ends after the deed at hand.

    Raises:
        ExceptionGroup: deeds failed for a reason that is a defect; all others were done.
    """
    report = SweepReport()
    if (due := look_due(now=now)) is not None and conduct_look(due, now=now, progress=progress) is not None:
        report.looks += 1
    if unread_violations() and not stopping():
        _read_violations(report, now=now)
    _do(report, BEFORE_CLOCKS, now=now, stopping=stopping)
    _run_clocks(report, now=now, stopping=stopping)
    _do(report, AFTER_CLOCKS, now=now, stopping=stopping)
    if not stopping():
        report.deliveries = deliver_due(now=now)
    if not stopping():
        report.effects = tell_of_effects(now=now)
    if report.faults:
        raise ExceptionGroup("Some deeds of this sweep failed.", report.faults)
    return report


def _do(report: SweepReport, chores: Iterable[Chore], *, now: datetime, stopping: Callable[[], bool]) -> None:
    """Do what is due of each kind, in order."""
    for tally, due in chores:
        for deed in _until(stopping, due(now)):
            _counted(report, getattr(report, tally), deed)


def _read_violations(report: SweepReport, *, now: datetime) -> None:
    """Bring imported violations onto record; a defect there keeps nobody else from their due."""
    try:
        reading = read_violations(now=now)
    except Exception as defect:  # noqa: BLE001  as for every other deed
        report.faults.append(defect)
        return
    done = {"recorded": reading.recorded, "corrected": reading.corrected, "refused": len(reading.refused)}
    report.violations.update({fate: count for fate, count in done.items() if count})


def _run_clocks(report: SweepReport, *, now: datetime, stopping: Callable[[], bool]) -> None:
    """Take every default that is due; stop when a round changes nothing."""
    for _ in range(ROUNDS):
        before = sum(report.steps.values())
        _do(report, [("steps", clocks)], now=now, stopping=stopping)
        if sum(report.steps.values()) == before or stopping():
            return


def _counted(report: SweepReport, tally: Counter[str], deed: Callable[[], str]) -> None:
    """Do one deed and count what came of it; a refusal is no fault, the next sweep tries again."""
    try:
        done = deed()
    except Refusal as refused:
        report.waiting[refused.code] += 1
        return
    except Exception as defect:  # noqa: BLE001  one broken case must not keep all others from their due
        report.faults.append(defect)
        return
    if done:
        tally[done] += 1


def _until(stopping: Callable[[], bool], items: Iterable[T]) -> Iterable[T]:
    """Yield *items* until somebody asks to stop."""
    for item in items:
        if stopping():
            return
        yield item
