"""Steps whose end depends on the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.events import Event
from fairnotice.cases.stages import Stage


@dataclass(frozen=True, slots=True)
class Fork:
    """A step whose end depends on the case; it leads to one of *stages*, or stays where it is."""

    choose: Callable[[Case, Any], Stage]
    stages: tuple[Stage, ...]


def ends_without_restriction(case: Case, _: e.DecisionServed) -> Stage:
    """Advice and warnings are done once they are known."""
    light = case.decision is not None and not case.decision.measure.restricts
    return Stage.ENDED if light else Stage.DECIDED


def ends_when_nothing(_: Case, event: e.Seconded) -> Stage:
    """The second view that nothing should be done ends the case."""
    return Stage.PROPOSED if event.measure else Stage.ENDED


def ends_before_effect(case: Case, _: Event) -> Stage:
    """Silence of ours ends what does not work yet."""
    return Stage.ENDED if case.before_effect else case.stage


def ends_when_restriction_falls(case: Case, event: e.DecisionVaried) -> Stage:
    """What no longer restricts is over; a decision not yet served is served first."""
    if event.measure.restricts or case.stage is Stage.ENDED:
        return case.stage
    known = case.decision is not None and case.decision.served
    return Stage.ENDED if case.stage is Stage.IN_EFFECT or known else case.stage


def ends_unless_interim(case: Case, event: e.DecisionReversed | e.AppealUnanswered) -> Stage:
    """Undoing the decision ends the case; undoing an interim hold does not."""
    return case.stage if event.against == "interim" else Stage.ENDED


def begins_anew(case: Case, _: e.Transferred) -> Stage:
    """Once, the new owner is told anew; a second time the matter is moot."""
    if case.transfers:
        return Stage.ENDED
    return Stage.DECIDED if case.stage is Stage.DECIDED else Stage.OPENED
