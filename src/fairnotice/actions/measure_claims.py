"""What a proposal claims about its case, computed from the record and from nothing that somebody typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fairnotice.actions.earlier_measures import climb_of
from fairnotice.actions.taking_steps import ours
from fairnotice.cases.events import MeasureProposed
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Matter, Who
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.grounds import explanation_behind
from fairnotice.ledger.hearing import EvidenceLook
from fairnotice.ledger.snapshots import missing_records
from fairnotice.policy.rulebook import Policy

ON_RECORD = "on record"
"""Stands in the event for a reason whose words lie beside it, where they can be shredded."""


def claim(
    docket: Docket,
    policy: Policy,
    *,
    person_id: int,
    measure: Measure,
    facts: tuple[str, ...],
    lesser: Mapping[Measure, str],
    reasoned: bool,
    now: datetime,
) -> MeasureProposed:
    """Return the proposal as the record has it: what was opened, what counts, what is missing, whose deeds it names."""
    reached = climb_of(docket, policy, now=now)
    return MeasureProposed(
        at=now,
        by=Who.REVIEWER,
        person=person_id,
        measure=measure,
        facts=facts,
        opened=tuple(sorted(set(facts) & opened_by(docket, person_id))),
        lesser=tuple((m.value, ON_RECORD) for m in measure.lesser if lesser.get(m, "").strip()),
        reasoned=reasoned,
        pinned=policy.provision(docket.row.provision_id) is not None,
        rungs=reached.references,
        at_most=reached.most,
        decide_by=ours(docket, days=policy.deadlines.proposal, now=now),
        others_conduct=others_conduct(docket, facts),
        missing_records=missing_records(docket.row),
        beyond_doubt=beyond_doubt(docket),
    )


def opened_by(docket: Docket, person_id: int) -> set[str]:
    """Return the facts of the case that this person has opened."""
    looks = EvidenceLook.objects.filter(case=docket.row, person_id=person_id)
    return set(looks.values_list("subject", flat=True))


def others_conduct(docket: Docket, facts: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return those of *facts* that are somebody else's deeds (P13).

    A freelancer answers for their own contracts alone; an agency for what its whole team delivered, and for breaches
    by those who stand for it, which nothing else lets onto its record.
    """
    row = docket.row
    if docket.case.matter is not Matter.QUALITY or row.account_kind == "agency":
        return ()
    contracts = explanation_behind(row).contracts
    others = {c.contract_id for c in contracts if c.worker_id not in {"", row.account_id}}
    return tuple(fact for fact in facts if fact in others)


def beyond_doubt(docket: Docket) -> bool:
    """
    Say whether a closure for quality is certain without any two clients and over all looks together.

    The process of evidence over all looks is not measured yet, so nothing is: no agency and no freelancer can be
    closed for quality, whatever the numbers.
    """
    del docket
    return False
