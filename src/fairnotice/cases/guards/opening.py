"""What must hold before a matter is opened or joined."""

from __future__ import annotations

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.refusals import (
    AlreadyJudged,
    EnoughEvidence,
    NotOurOwnEffect,
    OnlyOnce,
    OwnConduct,
    RuleBoundThen,
    StatesFacts,
)
from fairnotice.cases.stages import Matter

OPENS = {Matter.QUALITY: "finding", Matter.VIOLATION: "recorded"}
"""What must be known for a matter to be opened."""


def enough_evidence(_: None, step: e.CaseOpened) -> None:
    """P2: only a finding, or a breach recorded with evidence, opens a case."""
    if step.verdict != OPENS.get(step.matter):
        raise EnoughEvidence(verdict=step.verdict)


def rule_bound_then(_: None, step: e.CaseOpened) -> None:
    """P14: a rule binds only for what came after its notice period."""
    if step.bound_since is None or step.conduct_from is None or step.conduct_from < step.bound_since:
        raise RuleBoundThen


def own_conduct(_: Case | None, step: e.CaseOpened | e.MeasureProposed) -> None:
    """P13: nobody answers for what somebody else did."""
    if step.others_conduct:
        raise OwnConduct(facts=step.others_conduct)


def not_our_own_effect(_: None, step: e.CaseOpened) -> None:
    """P19: what our measures brought about opens nothing."""
    if step.own_effects:
        raise NotOurOwnEffect(facts=step.own_effects)


def joins_new_facts(case: Case, step: e.FindingJoined) -> None:
    """P17: what is judged already does not join again, and one supplement is heard before the next."""
    if case.supplement is not None:
        raise OnlyOnce("A supplement before the last one is heard")
    if not set(step.facts) - set(case.facts):
        raise AlreadyJudged


def already_judged(_: None, step: e.CaseOpened) -> None:
    """P17: the same facts do not open a second case."""
    if not step.new_adverse:
        raise AlreadyJudged


def notice_states_facts(_: None, step: e.CaseOpened) -> None:
    """P3: a notice names what it rests on."""
    if not step.facts:
        raise StatesFacts
