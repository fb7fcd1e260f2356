"""How often decisions under each rule were overturned, counted from the events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from fairnotice.cases import events as e
from fairnotice.evaluation.shares import Share
from fairnotice.ledger.dockets import CaseEvent
from fairnotice.ledger.rules import RulePause

OVERTURNED = frozenset({e.DecisionVaried.__name__, e.DecisionReversed.__name__})
ANSWERS = OVERTURNED | {e.DecisionUpheld.__name__}
"""Answers of a person to an objection or a fresh review; our silence is counted apart."""

Clause = tuple[str, str]
"""Id of the rulebook and of the clause."""


def overturned_shares() -> Mapping[Clause, Share]:
    """
    Return how many answered objections overturned a decision, for each rule.

    Counted since the rule was last taken up again: it is not paused twice for the same decisions.
    An interim hold is no decision about the matter and is not counted.
    """
    resumed: dict[Clause, datetime] = {}
    for pause in RulePause.objects.exclude(resumed_at=None).order_by("resumed_at"):
        if pause.resumed_at is not None:
            resumed[pause.policy_id, pause.provision_id] = pause.resumed_at
    answered: Counter[Clause] = Counter()
    fell: Counter[Clause] = Counter()
    kept = CaseEvent.objects.filter(name__in=ANSWERS).values_list(
        "case__policy__policy_id", "case__provision_id", "name", "facts", "occurred_at"
    )
    for policy_id, provision_id, name, facts, at in kept.iterator():
        clause = (policy_id, provision_id)
        if facts.get("against") == "interim" or (clause in resumed and at <= resumed[clause]):
            continue
        answered[clause] += 1
        fell[clause] += name in OVERTURNED
    return {clause: Share(fell[clause], count) for clause, count in answered.items()}
