"""What the events of notice, answer and improvement change in a case besides its stage."""

from __future__ import annotations

from dataclasses import replace

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.stages import Matter, Stage
from fairnotice.cases.threads import Plan, Supplement

BEFORE_PROPOSAL = frozenset(
    {Stage.OPENED, Stage.AWAITING_RESPONSE, Stage.UNDER_REVIEW, Stage.IMPROVING, Stage.RE_EVALUATED}
)


def took_part(case: Case, *people: int) -> tuple[int, ...]:
    """Return everybody who took part so far, and *people*; 0 is nobody."""
    return tuple(sorted({*case.participants, *(person for person in people if person)}))


def opened(event: e.CaseOpened) -> Case:
    """Return the case that an opening makes."""
    return Case(
        stage=Stage.OPENED,
        managers=event.managers,
        has_team=event.has_team,
        facts=event.facts,
        opened_at=event.at,
        deliver_by=event.deliver_by,
        stands_until=event.stands_until,
        matter=event.matter,
        events=1,
    )


def asked_for(event: e.RequestOpened) -> Case:
    """Return the case that a request makes: somebody new must answer."""
    return Case(
        stage=Stage.UNDER_REVIEW,
        managers=event.managers,
        has_team=False,
        facts=event.facts,
        opened_at=event.at,
        deliver_by=event.answer_by,
        stands_until=None,
        matter=Matter.REQUEST,
        review_by=event.answer_by,
        participants=event.participants,
        events=1,
    )


def notice_served(case: Case, event: e.NoticeServed) -> Case:
    """One more manager has this round's notice; the latest deadline of those served holds."""
    return replace(
        case,
        served=(*case.served, event.person),
        warned_at=case.warned_at or event.at,
        respond_by=max(filter(None, (case.respond_by, event.respond_by))),
        team_after=case.team_after or event.team_after,
    )


def team_told(case: Case, event: e.TeamTold) -> Case:
    """The members concerned know of the newest document."""
    everybody = tuple(sorted({*case.members_told, *event.members}))
    return replace(case, team_told=True, speak_until=event.speak_until, members_told=everybody)


def finding_joined(case: Case, event: e.FindingJoined) -> Case:
    """More facts wait to be heard; they are not the case's own before."""
    return replace(case, supplement=Supplement(event.facts, event.deliver_by))


def supplement_served(case: Case, event: e.SupplementServed) -> Case:
    """What was added is known, with its own time; a deadline only moves to later."""
    if case.supplement is None:
        return case
    after = replace(
        case,
        supplement=replace(case.supplement, respond_by=event.respond_by),
        facts=tuple(sorted({*case.facts, *case.supplement.facts})),
    )
    if case.stage is Stage.AWAITING_RESPONSE:
        return replace(after, respond_by=max(filter(None, (case.respond_by, event.respond_by))))
    return after


def supplement_lapsed(case: Case, _: e.SupplementLapsed) -> Case:
    """What reached nobody is dropped."""
    return replace(case, supplement=None)


def transferred(case: Case, event: e.Transferred) -> Case:
    """Begin anew with the new managers; what the old ones were told carries no deadline over to them."""
    decision = case.decision
    if decision is not None:
        decision = replace(
            decision,
            deliver_by=event.deliver_by,
            served=(),
            period_until=None,
            period_over=False,
            effect_by=None,
            appeal_until=None,
            appealed=case.appeal("decision") is not None,  # whoever comes new has an objection of their own
        )
    return replace(
        case,
        managers=event.managers,
        transfers=case.transfers + 1,
        deliver_by=event.deliver_by,
        round=1,
        served=(),
        warned_at=None if decision is None else case.warned_at,
        respond_by=None,
        team_after=None,
        team_told=False,
        speak_until=None,
        extended_by=(),
        review_by=None,
        plan=None,
        improve_from=None,
        improve_by=None,
        improvement_served=False,
        improvements=0,
        prolonged=False,
        reminders=(),
        supplement=None,
        proposal=None,
        decision=decision,
        representatives=(),
    )


def extended(case: Case, event: e.Extended) -> Case:
    """The right to respond lasts longer."""
    return replace(case, respond_by=event.respond_by, extended_by=(*case.extended_by, event.by.value))


def to_review(case: Case, event: e.ResponseReceived | e.ResponseWindowLapsed) -> Case:
    """A reviewer must act."""
    return replace(case, review_by=event.review_by)


def plan_proposed(case: Case, event: e.PlanProposed) -> Case:
    """A reviewer must act, or silence accepts the plan."""
    return replace(case, review_by=event.review_by, plan=Plan(event.goals, event.accepted_by))


def improvement_started(case: Case, event: e.ImprovementStarted | e.PlanAccepted) -> Case:
    """Time to improve begins; it counts once a manager is proven to know."""
    person = event.person if isinstance(event, e.ImprovementStarted) else 0
    return replace(
        case,
        improve_from=event.at,
        improve_by=event.improve_by,
        improvements=case.improvements + 1,
        plan=None,
        participants=took_part(case, person),
    )


def improvement_served(case: Case, event: e.ImprovementServed) -> Case:
    """A manager knows; the time counts from here."""
    return replace(case, improvement_served=True, improve_from=event.at, improve_by=event.improve_by)


def reminded(case: Case, event: e.Reminded) -> Case:
    """A reminder was sent."""
    return replace(case, reminders=(*case.reminders, event.which))


def not_improved(case: Case, event: e.ReEvaluatedNotImproved) -> Case:
    """Begin the second round: a new notice, nobody served or told yet."""
    return replace(
        case,
        round=2,
        facts=tuple(sorted({*case.facts, *event.contracts})),
        deliver_by=event.deliver_by,
        served=(),
        respond_by=None,
        team_after=None,
        team_told=False,
        speak_until=None,
        extended_by=(),
    )


def prolonged(case: Case, event: e.ImprovementProlonged) -> Case:
    """The same time is given again."""
    return replace(case, improve_from=event.at, improve_by=event.improve_by, prolonged=True, reminders=())


def stands(case: Case, event: e.FindingStands) -> Case:
    """The finding lapses later."""
    return replace(case, stands_until=event.stands_until)


def claimed(case: Case, event: e.CaseClaimed) -> Case:
    """Somebody works on the case; before anything is proposed that is reviewing it."""
    reviews = case.stage in BEFORE_PROPOSAL and case.matter is not Matter.REQUEST
    people = took_part(case, event.reviewer) if reviews else case.participants
    return replace(case, reviewer=event.reviewer, participants=people)


def given_back(case: Case, _: e.CaseGivenBack) -> Case:
    """Nobody works on the case."""
    return replace(case, reviewer=None)
