"""The whole record of an account, the same for both sides: acts, letters, confirmations, reviews, measures, ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from fairnotice.cases.case import Case as CaseState
from fairnotice.cases.flow import fold
from fairnotice.cases.ladder import Climb, Steps, climb
from fairnotice.cases.record import event_from
from fairnotice.cases.standing import Standing, strictest
from fairnotice.evaluation.result import Explanation
from fairnotice.ledger.models import Acknowledgement, Case, CaseEvent
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.rungs import rungs_of
from fairnotice.policy.binding import versions_in_force
from fairnotice.policy.rulebook import VIOLATION, Counts, Provision
from fairnotice.queries.case_letters import LetterOnRecord, letters_on_record
from fairnotice.queries.violations import ViolationOnRecord, violations_of


@dataclass(frozen=True, slots=True)
class SignedText:
    """A confirmation that a text was read, and whether it was taken back."""

    reference: str
    case_reference: str
    name: str
    provision_id: str
    policy_title: str
    version: int
    signed_at: datetime
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of a case that both sides see, with who took it."""

    name: str
    at: datetime
    by: str
    """A person's name; empty for the clock and for programs."""


@dataclass(frozen=True, slots=True)
class CaseOnRecord:
    """One case of the account, as its record shows it."""

    reference: str
    matter: str
    provision_id: str
    provision_title: str
    stage: str
    outcome: str
    opened_at: datetime
    ended_at: datetime | None
    state: CaseState
    happened: tuple[Happened, ...]
    letters: tuple[LetterOnRecord, ...]


@dataclass(frozen=True, slots=True)
class LadderNow:
    """One rule, what of the past counts under it, and the most that could follow on a new breach today."""

    provision: Provision
    climb: Climb


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """Everything that is on record about one account."""

    account_id: str
    standing: Standing
    violations: tuple[ViolationOnRecord, ...]
    cases: tuple[CaseOnRecord, ...]
    signed: tuple[SignedText, ...]
    ladders: tuple[LadderNow, ...]

    @property
    def empty(self) -> bool:
        """Say whether nothing is on record."""
        return not (self.violations or self.cases or self.signed)


STEPS = (
    "CaseOpened", "NoticeServed", "TeamTold", "ResponseReceived", "ResponseWindowLapsed", "ImprovementStarted",
    "ReEvaluatedImproved", "ReEvaluatedNotImproved", "Acknowledged", "AcknowledgementWithdrawn", "DecisionMade",
    "DecisionServed", "EffectGiven", "RestrictionEnded", "ExitMet", "Lifted", "AppealFiled", "DecisionUpheld",
    "DecisionVaried", "DecisionReversed", "AppealUnanswered", "InterimHoldImposed", "InterimHoldReviewed",
    "InterimLapsed", "InterimEnded", "FreshReviewOwed", "FreshReviewKept", "FreshReviewUnanswered", "Withdrawn",
    "ReviewLapsed", "DeliveryLapsed", "EffectLapsed", "QuestionUnanswered", "FindingLapsed", "ImprovementLapsed",
)  # fmt: skip
"""What of a case its record shows; the case's own page shows the rest. A proposal is inside, so it is not shown."""


def account_record(account_id: str, *, now: datetime, satisfied: tuple[datetime, ...] = ()) -> AccountRecord:
    """Return the record; *satisfied* are the ends of satisfied contracts, which let earlier measures expire."""
    rows = Case.objects.filter(account_id=account_id).select_related("policy").order_by("-opened_at", "-reference")
    cases = tuple(_case(row) for row in rows)
    violations = violations_of(account_id)
    return AccountRecord(
        account_id=account_id,
        standing=strictest(case.state.standing for case in cases),
        violations=violations,
        cases=cases,
        signed=signed_by(account_id),
        ladders=_ladders(account_id, violations, cases, now=now, satisfied=satisfied),
    )


def satisfied_ends(explanation: Explanation | None) -> tuple[datetime, ...]:
    """Return when each satisfied contract of a look ended: the end of its last day, in the account's favor."""
    if explanation is None:
        return ()
    ended = [c.ended_on for c in explanation.contracts if c.counts == Counts.SATISFIED and c.ended_on]
    return tuple(sorted(datetime.combine(on + timedelta(days=1), time(), UTC) for on in ended))


def signed_by(account_id: str) -> tuple[SignedText, ...]:
    """Return every confirmation that was given for an account, the newest first."""
    found = Acknowledgement.objects.filter(account_id=account_id).select_related(
        "case", "policy", "person", "withdrawal"
    )
    return tuple(
        SignedText(
            reference=each.reference,
            case_reference=each.case.reference,
            name=str(each.person),
            provision_id=each.provision_id,
            policy_title=each.policy.title,
            version=each.policy.version,
            signed_at=each.signed_at,
            taken_back_at=each.withdrawal.withdrawn_at if hasattr(each, "withdrawal") else None,
        )
        for each in found.order_by("-signed_at")
    )


def _case(row: Case) -> CaseOnRecord:
    events = list(CaseEvent.objects.filter(case=row).select_related("actor").order_by("number"))
    provision = row.policy.rulebook.provision(row.provision_id)
    return CaseOnRecord(
        reference=row.reference,
        matter=row.matter,
        provision_id=row.provision_id,
        provision_title=provision.title if provision else "",
        stage=row.stage,
        outcome=row.outcome,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        state=fold(event_from(e.name, e.facts, at=e.occurred_at, by=e.actor_kind) for e in events),
        happened=tuple(
            Happened(e.name, e.occurred_at, str(e.actor) if e.actor else "") for e in events if e.name in STEPS
        ),
        letters=letters_on_record(row),
    )


def _ladders(
    account_id: str,
    violations: tuple[ViolationOnRecord, ...],
    cases: tuple[CaseOnRecord, ...],
    *,
    now: datetime,
    satisfied: tuple[datetime, ...],
) -> tuple[LadderNow, ...]:
    """Return the ladder of each rule that something on record is about."""
    named = {v.provision_id for v in violations} | {c.provision_id for c in cases if c.matter == VIOLATION}
    rulebooks = [version.rulebook for version in PolicyVersion.objects.filter(binds_from__lte=now.date())]
    provisions = {
        p.id: p
        for policy in versions_in_force(rulebooks, at=now)
        for p in policy.provisions
        if p.matter == VIOLATION and p.id in named
    }
    return tuple(
        LadderNow(p, climb(rungs_of(account_id, p.id), Steps.of(p), now=now, satisfied=satisfied))
        for _, p in sorted(provisions.items())
    )
