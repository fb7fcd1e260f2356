"""What must hold of delivery, and of the order in which people hear."""

from __future__ import annotations

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.guards.common import PROOFS
from fairnotice.cases.refusals import ManagerKnows, OnlyOnce, ProvenDelivery, TeamHeard, WindowStillOpen
from fairnotice.kernel.deadlines import NotLater


def proven_delivery(case: Case, step: e.NoticeServed | e.ImprovementServed | e.SupplementServed) -> None:
    """P4: a clock starts when a manager to whom the notice is addressed is proven to have it."""
    if step.proof not in PROOFS:
        raise ProvenDelivery(f"{step.proof} is no proof of delivery.")
    if step.person not in case.managers:
        raise ProvenDelivery("The notice is not addressed to this person.")


def not_served_before(case: Case, step: e.NoticeServed) -> None:
    """P4: a second proof of the same delivery moves nothing."""
    if step.person in case.served:
        raise OnlyOnce("Proof of this delivery")


def improvement_not_served_before(case: Case, _: e.ImprovementServed) -> None:
    """P17: the first proof starts the time to improve; later ones move nothing."""
    if case.improvement_served:
        raise OnlyOnce("The start of the time to improve")


def improvement_only_later(case: Case, step: e.ImprovementServed) -> None:
    """P4: proof of delivery never shortens the time to improve."""
    if case.improve_by is not None and step.improve_by < case.improve_by:
        raise NotLater(due_at=case.improve_by, asked_for=step.improve_by)


def delivery_over(case: Case, step: e.DeliveryLapsed) -> None:
    """P4: we have until the limit to reach somebody."""
    if case.decision is None and step.at < case.deliver_by:
        raise WindowStillOpen(until=case.deliver_by)


def manager_knows(case: Case, step: e.TeamTold) -> None:
    """P5: the managers of the account know of the newest document, and had their head start."""
    if not (case.decision.served if case.decision else case.served):
        raise ManagerKnows(not_before=None)
    if case.team_after is not None and step.at < case.team_after:
        raise ManagerKnows(not_before=case.team_after)


def team_told_once(case: Case, _: e.TeamTold) -> None:
    """P16: a team is told once per notice, and a freelancer has none."""
    if case.team_told or not case.has_team:
        raise OnlyOnce("Telling the team")


def team_heard(case: Case, step: e.ResponseWindowLapsed | e.MeasureProposed) -> None:
    """P5: the members were told and had their time to speak."""
    if not case.has_team:
        return
    if not case.team_told or (case.speak_until is not None and step.at < case.speak_until):
        raise TeamHeard(until=case.speak_until)


def supplement_waits(case: Case, _: e.SupplementServed) -> None:
    """P4: a supplement is served while it waits, once."""
    if case.supplement is None or case.supplement.respond_by is not None:
        raise OnlyOnce("Proof of this delivery")


def supplement_over(case: Case, step: e.SupplementLapsed) -> None:
    """P4: we have until the limit to reach somebody with a supplement; a delivered one does not lapse."""
    if case.supplement is None or case.supplement.respond_by is not None or step.at < case.supplement.deliver_by:
        raise WindowStillOpen(until=case.supplement.deliver_by if case.supplement else None)
