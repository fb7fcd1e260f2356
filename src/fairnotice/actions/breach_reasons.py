"""The reasons of a case about a breach: its acts as brought into it, and the most that can follow."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from fairnotice.actions.parties import name_of, the_warehouse
from fairnotice.cases.ladder import SAID, Climb, RungStanding, Steps, climb
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.grounds import acts_of
from fairnotice.ledger.rungs import rungs_of
from fairnotice.ledger.violations import ViolationVersion
from fairnotice.notices.breach import BreachPart, BreachReasons, DatedAct, EarlierMeasure
from fairnotice.notices.stated_facts import Rule
from fairnotice.policy.rulebook import Counts, Policy
from fairnotice.warehouse.contracts import workers_of

SHREDDED = "The words about it have been erased."


def breach_reasons(row: Case, policy: Policy, *, now: datetime) -> BreachReasons:
    """
    Return the reasons of a case about a breach.

    Raises:
        FactsMissing: nothing was brought into the case.
    """
    found = climb_of(row, policy, now=now)
    return BreachReasons(
        rule=Rule.of_policy(policy, row.provision_id),
        acts=tuple(_act(version, row.account_id) for version in acts_of(row)),
        most=SAID[found.most],
        limits=found.most.restricts,
        why_most=found.why,
        earlier=tuple(_earlier(each) for each in found.rungs),
    )


def climb_of(row: Case, policy: Policy, *, now: datetime) -> Climb:
    """Return how far the rule's ladder may be climbed in this case: by what counts against its oldest act."""
    provision = policy.provision(row.provision_id)
    steps = Steps.of(provision) if provision else Steps(ladder=())
    acts = acts_of(row)
    return climb(
        rungs_of(row.account_id, row.provision_id, but_for=row),
        steps,
        now=now,
        acted_at=min((act.occurred_at for act in acts), default=now),
        satisfied=satisfied_ends(row.account_id, policy, now=now),
    )


def satisfied_ends(account_id: str, policy: Policy, *, now: datetime) -> tuple[datetime, ...]:
    """Return when each satisfied contract ended, as far as a look can tell: the end of its last day."""
    from fairnotice.actions.measuring import measure  # noqa: PLC0415  the engine has no place in a start-up

    try:
        explanation = measure(account_id, policy, now=now)
    except Refusal:
        return ()
    ended = [c.ended_on for c in explanation.contracts if c.counts == Counts.SATISFIED and c.ended_on]
    return tuple(sorted(datetime.combine(on + timedelta(days=1), time(), UTC) for on in ended))


def own_part(row: Case, person_account: str) -> BreachPart:
    """
    Return what of the evidence this member worked.

    Raises:
        FactsMissing: nothing of it.
    """
    acts = acts_of(row)
    theirs = [contract for contract, worker in workers_concerned(row).items() if worker == person_account]
    return BreachPart(tuple(theirs), acts[0].occurred_at.date() if acts else row.opened_at.date())


def workers_concerned(row: Case) -> dict[str, str]:
    """Return who worked each contract that the evidence names."""
    named = [reference for act in acts_of(row) for kind, reference in act.evidence if kind == "contract"]
    warehouse = the_warehouse()
    return workers_of(warehouse, warehouse.snapshot(), row.account_id, sorted(set(named)))


def _act(version: ViolationVersion, account_id: str) -> DatedAct:
    actor = version.actor_account_id
    return DatedAct(
        id=version.violation_id,
        on=version.occurred_at.date(),
        description=version.words.text if hasattr(version, "words") else SHREDDED,
        evidence=tuple((str(kind), str(reference)) for kind, reference in version.evidence),
        own_initiative=version.own_initiative,
        by_program=version.reported_by == "program",
        actor_name=name_of(actor) if actor and actor != account_id else "",
    )


def _earlier(standing: RungStanding) -> EarlierMeasure:
    rung = standing.rung
    return EarlierMeasure(
        reference=rung.reference,
        measure=SAID[rung.measure],
        delivered_on=rung.delivered_at.date() if rung.delivered_at else None,
        counts=standing.counts,
        why=standing.why,
        until=standing.counts_until.date() if standing.counts_until else None,
    )
