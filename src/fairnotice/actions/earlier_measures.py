"""How far a measure in a case may go at most, by what came before."""

from __future__ import annotations

from datetime import datetime

from fairnotice.actions.breach_reasons import climb_of as climb_of_breach
from fairnotice.cases.ladder import Climb, Rung, Steps, climb
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Matter
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.rungs import rungs_of
from fairnotice.policy.rulebook import Policy


def climb_of(docket: Docket, policy: Policy, *, now: datetime) -> Climb:
    """
    Return how far a measure in this case may go at most, and what of the past counts.

    For quality the first notice of the case itself is the warning; from there it is one step at a time:
    a hold on new work before a full hold before a suspension before a closure.
    """
    row, case = docket.row, docket.case
    provision = policy.provision(row.provision_id)
    if case.matter is not Matter.QUALITY or provision is None:
        return climb_of_breach(row, policy, now=now)
    named = tuple(Measure(name) for name in provision.measures)
    ladder = (Measure.WARNING, *(measure for measure in named if measure.restricts))
    own = Rung(row.reference, Measure.WARNING, case.warned_at)
    earlier = rungs_of(row.account_id, row.provision_id, but_for=row)
    return climb((*earlier, own), Steps(ladder, provision.rung_months), now=now)
