"""What must hold before a measure is proposed, decided and served."""

from __future__ import annotations

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.guards.common import PROOFS
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import (
    AsProposed,
    BeyondDoubt,
    EvidenceNotOpened,
    JoinedHeard,
    LadderLimit,
    LaterEvidence,
    LesserConsidered,
    NoticePeriodNotOver,
    OnlyOnce,
    PinnedVersion,
    ProvenDelivery,
    RecordsKept,
    SecondIsBlind,
    SecondIsOther,
    SecondPresent,
    TheProposer,
    WarnedBefore,
    WindowStillOpen,
    WithinLimit,
)
from fairnotice.cases.stages import Matter


def judged_on_later_work(case: Case, _: e.MeasureProposed) -> None:
    """P6: for quality, a measure follows only from later work that is below the standard."""
    if case.matter is Matter.QUALITY and case.round == 1:
        raise LaterEvidence("For quality a measure follows only when the work after the notice is still below.")


def warned_before(case: Case, step: e.MeasureProposed) -> None:
    """P1: a restriction needs a warning that counts; for quality the first notice and its time are one."""
    warned = bool(step.rungs) or (case.matter is Matter.QUALITY and case.warned_at is not None)
    if step.measure.restricts and not warned:
        raise WarnedBefore


def within_ladder(_: Case, step: e.MeasureProposed) -> None:
    """P1: one rung after the other, a hold before a closure."""
    if step.measure.weight > step.at_most.weight:
        raise LadderLimit(at_most=step.at_most)


def lesser_considered(_: Case, step: e.MeasureProposed) -> None:
    """P7: of each lesser measure it is said why it does not do."""
    said = {name for name, why in step.lesser if why.strip()}
    missing = tuple(measure for measure in step.measure.lesser if measure.value not in said)
    if missing:
        raise LesserConsidered(missing=missing)


def evidence_opened(_: Case, step: e.MeasureProposed) -> None:
    """P7: who proposes has opened everything that the measure rests on."""
    if unopened := tuple(fact for fact in step.facts if fact not in step.opened):
        raise EvidenceNotOpened(unopened=unopened)


def pinned_version(_: Case, step: e.MeasureProposed) -> None:
    """P14: a case is judged by the version that bound at the conduct."""
    if not step.pinned:
        raise PinnedVersion


def joined_heard(case: Case, step: e.MeasureProposed) -> None:
    """P1: only what the account could respond to counts."""
    added = case.supplement
    if added is not None and (added.respond_by is None or step.at < added.respond_by):
        raise JoinedHeard


def records_kept(_: Case, step: e.MeasureProposed) -> None:
    """P15: a missing record blocks a closure."""
    if step.measure is Measure.CLOSURE and step.missing_records:
        raise RecordsKept(missing=step.missing_records)


def beyond_doubt(case: Case, step: e.MeasureProposed) -> None:
    """P2: a closure for quality needs more certainty than a notice."""
    if step.measure is Measure.CLOSURE and case.matter is Matter.QUALITY and not step.beyond_doubt:
        raise BeyondDoubt


def proposal_over(case: Case, step: e.ProposalLapsed) -> None:
    """P17: a proposal is decided by its limit."""
    if case.proposal is None or step.at < case.proposal.decide_by:
        raise WindowStillOpen(until=case.proposal.decide_by if case.proposal else None)


def second_is_other(case: Case, step: e.Seconded) -> None:
    """P7: the second person took no part so far."""
    if step.person in case.participants:
        raise SecondIsOther


def second_is_blind(_: Case, step: e.Seconded) -> None:
    """P7: the second view is written before the first is shown."""
    if not step.blind:
        raise SecondIsBlind


def seconded_once(case: Case, _: e.Seconded) -> None:
    """P17: there is one second view."""
    if case.proposal is None or case.proposal.second is not None:
        raise OnlyOnce("A second view")


def the_proposer(case: Case, step: e.DecisionMade) -> None:
    """P7: who read the evidence and proposed decides, by name."""
    if case.proposal is None or step.person != case.proposal.person:
        raise TheProposer


def second_present(case: Case, step: e.DecisionMade) -> None:
    """P7: a suspension or closure needs a second view."""
    if step.measure.needs_second and (case.proposal is None or case.proposal.second is None):
        raise SecondPresent


def as_proposed(case: Case, step: e.DecisionMade) -> None:
    """P7: what stands after both views is decided, neither more nor something else."""
    if case.proposal is not None and step.measure is not case.proposal.measure:
        raise AsProposed(measure=case.proposal.measure)


def within_limit(_: Case, step: e.DecisionMade) -> None:
    """P17: a hold or suspension is decided for a number of days within the policy's limit."""
    if step.measure.has_end and not 1 <= step.days <= step.days_at_most:
        raise WithinLimit(days=step.days, at_most=step.days_at_most)


def decision_proven(case: Case, step: e.DecisionServed) -> None:
    """P4: notice period and appeal window start when a manager is proven to have the decision."""
    if step.proof not in PROOFS:
        raise ProvenDelivery(f"{step.proof} is no proof of delivery.")
    if step.person not in case.managers:
        raise ProvenDelivery("The decision is not addressed to this person.")


def decision_not_served_before(case: Case, step: e.DecisionServed) -> None:
    """P4: a second proof of the same delivery moves nothing."""
    if case.decision is not None and step.person in case.decision.served:
        raise OnlyOnce("Proof of this delivery")


def decision_delivery_over(case: Case, step: e.DeliveryLapsed) -> None:
    """P4: a decision that reached somebody does not lapse for want of delivery; we have until the limit otherwise."""
    if case.decision is None:
        return
    if case.decision.served:
        raise ProvenDelivery("The decision has been delivered.")
    if step.at < case.decision.deliver_by:
        raise WindowStillOpen(until=case.decision.deliver_by)


def decision_delivered(case: Case, _: e.Event) -> None:
    """P1: somebody who answers for the account is proven to have the decision."""
    if case.decision is None or not case.decision.served:
        raise ProvenDelivery("Nobody is proven to have the decision.")


def period_over(case: Case, step: e.NoticePeriodOver) -> None:
    """P1: the notice period lasts to the latest end of those who have the decision; it ends once."""
    decision = case.decision
    if decision is None or decision.period_over:
        raise OnlyOnce("The end of the notice period")
    if decision.period_until is None or step.at < decision.period_until:
        raise NoticePeriodNotOver(until=decision.period_until)
