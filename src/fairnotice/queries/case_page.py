"""One case as one person of the account sees it: both sides' record, cut to what concerns them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from fairnotice.cases.measures import Measure
from fairnotice.cases.threads import Decision, Restriction
from fairnotice.evaluation.result import CountedContract, Estimate, Explanation
from fairnotice.ledger.casebook import NoSuchCase
from fairnotice.ledger.models import Person
from fairnotice.policy.rulebook import Counts, Policy, Provision
from fairnotice.queries.access import accounts_of
from fairnotice.queries.case_letters import LetterOnRecord
from fairnotice.queries.case_record import CaseRecord, case_record
from fairnotice.queries.case_threads import Message, Thread, message_of, threads_of
from fairnotice.queries.case_timeline import Step, timeline_of
from fairnotice.queries.evidence import FileOnRecord, files_of
from fairnotice.queries.goals import GoalOnRecord, goals_on_record
from fairnotice.queries.hearings import Objection, objectable, objections_of
from fairnotice.queries.representatives import representation
from fairnotice.queries.violations import ViolationOnRecord

MEMBER = "member"
REPRESENTATIVE, READER = "representative", "reader"
"""Whom the account let in: to act for it, or to read along."""
MEMBER_STEPS = frozenset(
    {"found", "recorded", "team_told", "improved", "withdrawn", "delivery_lapsed", "review_lapsed"}
)
"""What a member is shown of the agency's matter: that it began, that they were told, and how it ended."""


class Deed(StrEnum):
    """What a person of the account can do now."""

    READ = "read"
    ANSWER = "answer"
    ASK = "ask"
    MORE_TIME = "more-time"
    EVIDENCE = "evidence"
    OBJECT = "object"
    CALL = "call"
    REPRESENTATIVES = "representatives"
    STATEMENT = "statement"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that matters to the reader now."""

    kind: str
    due_at: datetime | None
    """None while it has not started."""
    was: datetime | None
    """The earlier date, when it was extended."""
    stopped: bool
    """Stands still until a question is answered."""


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The numbers of the look that the case rests on, for the whole account or one member's part."""

    rated: int
    clients: int
    satisfied: int
    adverse: int
    adverse_clients: int
    left_out: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the page shows to one person."""

    case_id: UUID
    reference: str
    account_id: str
    account_name: str
    matter: str
    is_agency: bool
    role: str
    is_member: bool
    stage: str
    outcome: str
    opened_at: datetime
    ended_at: datetime | None
    delivered_at: datetime | None
    handled_by: str
    policy: Policy
    provision: Provision
    explanation: Explanation | None
    """None for a member, as the agency's numbers are not theirs, and where the case rests on acts."""
    violations: tuple[ViolationOnRecord, ...]
    """The acts that the case rests on; none for a member, and none where it rests on numbers."""
    about_acts: bool
    look_on: datetime
    rests_on: RestsOn
    contracts: tuple[CountedContract, ...]
    """The contracts against the account, or the member's own among them."""
    contested: frozenset[str]
    threads: tuple[Thread, ...]
    statements: tuple[Message, ...]
    """Answers and statements this person may read, oldest first."""
    goals: tuple[GoalOnRecord, ...]
    """What is aimed at and how far it is; a member is not shown the agency's."""
    files: tuple[FileOnRecord, ...]
    """What was handed in; a member sees their own."""
    timeline: tuple[Step, ...]
    letters: tuple[LetterOnRecord, ...]
    deadline: Deadline | None
    question_open: bool
    answered: bool
    late_from: int | None
    """Number of the event that ended the time to answer unused; what was written after it is late, and read."""
    second_round: bool
    decided: Measure | None
    """What was decided, as it stands now."""
    decision: Decision | None
    """How far it has come: days, notice period, effect."""
    restriction: Restriction | None
    """What works now."""
    exit: str
    """What would end it earlier, in the decider's words; empty for a member."""
    decided_by: tuple[str, ...]
    objectable: tuple[str, ...]
    """What the reader can object to now: ``decision``, ``interim``."""
    object_until: datetime | None
    ends_at: datetime | None
    """When what restricts the account ends by itself."""
    objections: tuple[Objection, ...]
    may: frozenset[Deed]

    @property
    def estimate(self) -> Estimate | None:
        """Return the estimate of the look, where the reader may see it."""
        found = self.explanation.estimate if self.explanation else None
        return found if isinstance(found, Estimate) else None

    @property
    def represents(self) -> bool:
        """Say whether the reader was let in by the account, to act or to read along."""
        return self.role in {REPRESENTATIVE, READER}

    @property
    def may_plan(self) -> bool:
        """Say whether the answer may hold a plan: on a finding, and before its time to improve was used."""
        return not self.is_member and not self.second_round and self.matter == "quality"

    @property
    def unread(self) -> LetterOnRecord | None:
        """Return the newest letter to the reader that is not yet proven to have arrived."""
        return next((each for each in reversed(self.letters) if _asks_to_be_read(each)), None)

    def sent_by(self, person_id: int, event: int) -> Message | None:
        """Return what this person wrote as that event, or None."""
        theirs = (*(t.question for t in self.threads), *self.statements)
        return next((each for each in theirs if each.event == event and each.by_id == person_id), None)

    def last_by(self, person_id: int) -> Message | None:
        """Return what this person wrote last, or None."""
        theirs = [m for m in (*(t.question for t in self.threads), *self.statements) if m.by_id == person_id]
        return max(theirs, key=lambda message: message.event, default=None)


def case_page(reference: str, person_id: int, *, now: datetime) -> CasePage:
    """
    Return the case as this person may see it.

    Raises:
        NoSuchCase: there is none, or it is another's.
    """
    record = case_record(reference)
    access = next((a for a in accounts_of(person_id, now=now) if a.account_id == record.account_id), None)
    own_letters = tuple(each for each in record.letters if each.recipient_id == person_id and each.not_before <= now)
    speaks = representation(record.id, person_id)
    if speaks is not None:
        letters = tuple(each for each in record.letters if each.recipient_id in record.state.managers)
        return _cut(record, person_id, REPRESENTATIVE if speaks.may_act else READER, letters, None, now)
    is_member = access is not None and access.role == MEMBER
    if access is None or (is_member and not own_letters):
        raise NoSuchCase(reference)
    worker = Person.objects.get(pk=person_id).account_id or "" if is_member else None
    return _cut(record, person_id, access.role, own_letters, worker, now)


def _cut(
    record: CaseRecord,
    person_id: int,
    role: str,
    letters: tuple[LetterOnRecord, ...],
    worker: str | None,
    now: datetime,
) -> CasePage:
    is_member = worker is not None
    counted = [c for c in record.explanation.contracts if worker is None or c.worker_id == worker]
    threads = tuple(t for t in threads_of(record) if not is_member or t.question.by_id == person_id)
    said = [
        e
        for e in record.named("ResponseReceived", "PlanProposed", "StatementAdded", "AppealFiled")
        if not is_member or e.actor_id == person_id
    ]
    theirs = [t.question for t in threads] + [message_of(record, e) for e in said]
    return CasePage(
        case_id=record.id,
        reference=record.reference,
        account_id=record.account_id,
        account_name=record.account_name,
        matter=record.state.matter.value,
        is_agency=record.is_agency,
        role=role,
        is_member=is_member,
        stage=record.stage,
        outcome=record.outcome,
        opened_at=record.opened_at,
        ended_at=record.ended_at,
        delivered_at=record.state.warned_at,
        handled_by=record.reviewer_name,
        policy=record.policy,
        provision=record.provision,
        explanation=None if is_member or record.about_acts else record.explanation,
        violations=() if is_member else record.violations,
        about_acts=record.about_acts,
        look_on=record.explanation.provenance.as_of,
        rests_on=_rests_on(counted),
        contracts=tuple(c for c in counted if c.counts == Counts.ADVERSE),
        contested=frozenset(each for message in theirs for each in message.contracts),
        threads=threads,
        statements=tuple(message_of(record, e) for e in said),
        goals=() if is_member else goals_on_record(record.id),
        files=tuple(f for f in files_of(record.id) if not is_member or f.by_id == person_id),
        timeline=tuple(s for s in timeline_of(record, now=now) if not is_member or s.code in MEMBER_STEPS),
        letters=letters,
        deadline=None if is_member else _deadline(record),
        question_open=bool(record.state.questions),
        answered=bool(record.named("ResponseReceived", "PlanProposed")),
        late_from=next((e.number for e in reversed(record.named("ResponseWindowLapsed"))), None),
        second_round=record.state.round > 1,
        decided=record.state.decision.measure if record.state.decision else None,
        decision=record.state.decision,
        restriction=record.state.restriction,
        exit="" if is_member else next((str(e.facts["exit"]) for e in reversed(record.named("DecisionMade"))), ""),
        decided_by=tuple(e.actor_name for e in record.named("DecisionMade", "Seconded") if e.actor_name),
        objectable=() if is_member else objectable(record.state, now=now),
        object_until=record.state.decision.appeal_until if record.state.decision else None,
        ends_at=works.ends_at if (works := record.state.restriction or record.state.interim) else None,
        objections=() if is_member else objections_of(record),
        may=frozenset(_deeds_of(role, record, letters, now=now)),
    )


def _rests_on(counted: list[CountedContract]) -> RestsOn:
    rated = [c for c in counted if c.counts in {Counts.SATISFIED, Counts.ADVERSE}]
    adverse = [c for c in rated if c.counts == Counts.ADVERSE]
    return RestsOn(
        rated=len(rated),
        clients=len({c.client_id for c in rated}),
        satisfied=len(rated) - len(adverse),
        adverse=len(adverse),
        adverse_clients=len({c.client_id for c in adverse}),
        left_out=sum(c.counts == Counts.LEFT_OUT for c in counted),
    )


def _deadline(record: CaseRecord) -> Deadline | None:
    if record.ended:
        return None
    kind = _deadline_kind(record)
    clock = record.clock(kind)
    return Deadline(
        kind=kind,
        due_at=clock.due_at if clock else None,
        was=_before_extension(record) if kind == "response" else None,
        stopped=bool(clock and clock.stopped_at),
    )


def _deadline_kind(record: CaseRecord) -> str:
    """Return the kind of clock that matters to the account now."""
    decision = record.state.decision
    if record.stage == "decided" and decision is not None and decision.served:
        return "effect" if decision.period_over else "notice_period"
    return {
        "under_review": "review",
        "improving": "improvement",
        "proposed": "proposal",
        "decided": "decision",
        "in_effect": "restriction_end",
    }.get(record.stage, "response")


def _asks_to_be_read(letter: LetterOnRecord) -> bool:
    """Say whether the letter is new to its reader; a receipt tells them only what they did."""
    return letter.proven_at is None and letter.document != "answer_receipt"


def _before_extension(record: CaseRecord) -> datetime | None:
    """Return the deadline that the last extension replaced; None without one in this round."""
    if not record.state.extended_by:
        return None
    last = record.named("Extended")[-1]
    set_by = [e for e in record.named("NoticeServed", "Extended", "ReplySent") if e.number < last.number]
    dates = [e.facts.get("respond_by") or e.facts.get("goes_on_until") for e in set_by]
    return next((datetime.fromisoformat(each) for each in reversed(dates) if each), None)


def _deeds_of(role: str, record: CaseRecord, letters: tuple[LetterOnRecord, ...], *, now: datetime) -> list[Deed]:
    """Return what somebody in that role can do: a reader nothing, a representative what the account can."""
    if role == READER:
        return []
    deeds = _deeds(record, letters, is_member=role == MEMBER, now=now)
    if role == REPRESENTATIVE:
        return [deed for deed in deeds if deed is not Deed.READ]
    return deeds if role == MEMBER or record.state.warned_at is None else [*deeds, Deed.REPRESENTATIVES]


def _deeds(record: CaseRecord, letters: tuple[LetterOnRecord, ...], *, is_member: bool, now: datetime) -> list[Deed]:
    state = record.state
    deeds = [Deed.READ] if any(map(_asks_to_be_read, letters)) else []
    if state.warned_at is None:
        return deeds
    deeds += [Deed.ASK, Deed.EVIDENCE, Deed.CALL]
    deeds += [Deed.OBJECT] if objectable(state, now=now) and not is_member else []
    if record.provision.acknowledge and not is_member:
        deeds.append(Deed.SIGN)
    if not state.open:
        return deeds
    if is_member or record.stage != "awaiting_response":
        return [*deeds, Deed.STATEMENT]
    deeds.append(Deed.ANSWER)
    if "account" not in state.extended_by:
        deeds.append(Deed.MORE_TIME)
    return deeds
