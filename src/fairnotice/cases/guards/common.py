"""What must hold for many steps alike."""

from __future__ import annotations

from typing import Any

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.refusals import (
    NotYoursToTake,
    ProvisionActive,
    QuestionAnswered,
    ReasonsNeeded,
    RequestCannotWorsen,
    StatesFacts,
)
from fairnotice.cases.stages import Matter

PROOFS = frozenset({"opened", "seen", "signed_post"})
"""Opened while signed in, confirmed as seen, or signed for; a mail server's acceptance proves nothing."""


def question_answered(case: Case, _: e.Event) -> None:
    """P3: nothing goes on against the account while a question waits."""
    if case.questions:
        raise QuestionAnswered(thread=case.questions[0].thread)


def provision_active(case: Case | None, step: Any) -> None:  # noqa: ANN401  an opening says it itself
    """P18: a paused or retired rule moves and tightens nothing."""
    active = step.provision_active if case is None else not case.pause and not case.retired
    if not active:
        raise ProvisionActive


def reasons_given(_: Case, step: Any) -> None:  # noqa: ANN401  any step that carries reasons
    """P7: a person's decision carries its reasons."""
    if not step.reasoned:
        raise ReasonsNeeded


def request_cannot_worsen(case: Case, _: e.Event) -> None:
    """P7: who asks for something loses nothing by it."""
    if case.matter is Matter.REQUEST:
        raise RequestCannotWorsen


def quality_alone(case: Case, step: e.Event) -> None:
    """P6: time to improve belongs to a finding; a breach is a deed, not a level of work."""
    if case.matter is not Matter.QUALITY:
        raise NotYoursToTake(by=step.by, step=type(step).__name__)


def facts_of_this_case(case: Case, step: Any) -> None:  # noqa: ANN401  any step that rests on facts
    """P3: what a document rests on are facts of this case, at least one."""
    if not step.facts or not set(step.facts) <= set(case.facts):
        raise StatesFacts(facts=case.facts)
