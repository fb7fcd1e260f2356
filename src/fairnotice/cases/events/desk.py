"""What happens at the desk of those who review."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.cases.events.base import Event


@dataclass(frozen=True, slots=True)
class ReviewLapsed(Event):
    """No reviewer acted in time."""


@dataclass(frozen=True, slots=True)
class CaseClaimed(Event):
    """A reviewer took the case on."""

    reviewer: int


@dataclass(frozen=True, slots=True)
class CaseGivenBack(Event):
    """The reviewer gave the case back to the queue."""

    reviewer: int
