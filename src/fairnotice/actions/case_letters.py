"""The letters that events of a case owe: to whom, from when on, queued in the event's own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fairnotice.actions import letter_facts_decisions, letter_facts_requests
from fairnotice.actions.breach_reasons import breach_reasons, own_part
from fairnotice.actions.letter_facts import LETTERS, measured
from fairnotice.actions.letter_matter import Matter, Said
from fairnotice.actions.queue_notice import envelope_for, queue_notice
from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.duties import OWED, recipients
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Matter as CaseMatter
from fairnotice.cases.stages import Who
from fairnotice.evaluation.result import Explanation, InsufficientEvidence
from fairnotice.kernel.deadlines import account_deadline, zone_named
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.grounds import explanation_behind
from fairnotice.ledger.hearings import Request
from fairnotice.ledger.letters import Notice
from fairnotice.ledger.people import Person
from fairnotice.notices.breach import BreachReasons
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.stated_facts import FactsMissing
from fairnotice.notices.statement import MemberPart, StatementOfReasons
from fairnotice.notices.words import listed
from fairnotice.notices.writing import Part, Reasons
from fairnotice.policy.rulebook import VIOLATION, Policy

__all__ = ["Said", "measured", "send_owed"]

STAFF = frozenset({Who.REVIEWER.value, Who.HEARER.value, Who.OWNER.value})
"""In whose names letters are signed."""
WRITERS = {**LETTERS, **letter_facts_decisions.LETTERS, **letter_facts_requests.ABOUT_REQUESTS}
"""How each document of a case is written."""


def send_owed(
    docket: Docket,
    before: CaseValue | None,
    event: e.Event,
    written: CaseEvent,
    *,
    policy: Policy,
    now: datetime,
    said: Said | None = None,
    roles: Mapping[int, str] | None = None,
) -> tuple[Notice, ...]:
    """
    Queue every letter that *event* owes, managers first, within the caller's transaction.

    *roles* says what each recipient is to the account; without it, what earlier letters of the case said.
    """
    people = recipients(before, event)
    if not people:
        return ()
    row = docket.row
    found = explanation_behind(row)
    reasons = _reasons(row, policy, found, now=now)
    matter = Matter(docket, before, event, written, policy, found, reasons, said or Said(), now)
    known = dict(Notice.objects.filter(case=row).order_by("created_at").values_list("recipient_id", "recipient_role"))
    sent = []
    for person in sorted(Person.objects.filter(pk__in=people), key=lambda p: people.index(p.pk)):
        role = (roles or {}).get(person.pk) or known.get(person.pk) or "manager"
        if (letter := _letter_to(matter, person, role)) is not None:
            sent.append(_queued(matter, person, role, *letter))
    return tuple(sent)


def _reasons(row: Case, policy: Policy, found: Explanation, *, now: datetime) -> Reasons | None:
    """Return what the letters of a case rest on; a request rests on what the case it is about does."""
    if row.matter == CaseMatter.REQUEST.value:
        asked = Request.objects.select_related("about").filter(case=row).first()
        return _reasons(asked.about, policy, found, now=now) if asked and asked.about else None
    if row.matter == VIOLATION:
        return breach_reasons(row, policy, now=now)
    return StatementOfReasons.of(found, policy, checked_by=row.reviewer.name if row.reviewer else "")


def _part(matter: Matter, person_account: str) -> Part:
    """Return what concerns one member, or refuse."""
    if isinstance(matter.reasons, BreachReasons):
        return own_part(matter.docket.row, person_account)
    return MemberPart.of(matter.reasons, person_account)


def _queued(matter: Matter, person: Person, role: str, to: Envelope, letter: Letter) -> Notice:
    """Lay one letter into the portal and queue word of it."""
    return queue_notice(
        letter=letter,
        recipient=person,
        role=role,
        not_before=to.written_at,
        now=matter.now,
        case=matter.docket.row,
        event=matter.written,
    )


def _letter_to(matter: Matter, person: Person, role: str) -> tuple[Envelope, Letter] | None:
    """Return the letter to one person; None for a member whom the facts do not concern."""
    document = _document(matter)
    part: Part | None = None
    if role == "member":
        try:
            part = _part(matter, person.account_id or "")
        except FactsMissing:
            return None
    row = matter.docket.row
    case = matter.docket.case
    reference = row.reference
    if role == "member":
        members = case.members_told
        number = members.index(person.pk) + 1 if person.pk in members else len(members) + 1
        reference = f"{row.reference}-M{number}"
    if isinstance(matter.event, e.Acknowledged | e.AcknowledgementWithdrawn):
        reference = receipt_reference(row)
    to = envelope_for(
        policy=matter.policy,
        document=document,
        recipient=person,
        role=role,
        account_id=row.account_id,
        account_name=row.account_name,
        account_kind=row.account_kind,
        reference=reference,
        case_reference=row.reference,
        now=_not_ahead_of_managers(matter, role),
        signed_by=_signer(matter),
    )
    return to, WRITERS[document](matter, to, person, part)


def _signer(matter: Matter) -> str:
    """Return whose name stands under a letter: who took the step; of a decision, everybody who decided."""
    row, written = matter.docket.row, matter.written
    names = [written.actor.name] if written.actor and written.actor_kind in STAFF else []
    if isinstance(matter.event, e.DecisionMade):
        seconds = row.events.filter(name=e.Seconded.__name__).order_by("number")
        names += [second.actor.name for second in seconds if second.actor]
    return listed(names) or (row.reviewer.name if row.reviewer else "")


def receipt_reference(row: Case) -> str:
    """Return the reference of the newest confirmation in a case, such as WM-2611-0482-A1."""
    return f"{row.reference}-A{row.events.filter(name=e.Acknowledged.__name__).count()}"


def _not_ahead_of_managers(matter: Matter, role: str) -> datetime:
    """Return from when a letter may arrive: members hear of each further step after the managers' head start (P5)."""
    if role != "member" or isinstance(matter.event, e.TeamTold | e.ReplySent):
        return matter.now
    return account_deadline(
        matter.now, days=matter.policy.deadlines.head_start, zone=zone_named(""), day_off=lambda _: False
    )


def _document(matter: Matter) -> Document:
    """Return which letter tells of the event: the one that is owed, or the one in its place."""
    owed = OWED[type(matter.event)]
    if owed.instead and _in_its_place(matter):
        return Document(owed.instead)
    return Document(owed.of(CaseMatter(matter.docket.row.matter)))


def _in_its_place(matter: Matter) -> bool:
    """Say whether the other letter tells it: advice for a decision, a decision for a notice, numbers side by side."""
    event = matter.event
    if isinstance(event, e.InterimHoldReviewed):
        return not event.keep
    if isinstance(event, e.DecisionMade):
        return event.measure is Measure.ADVICE
    if isinstance(event, e.TeamTold):
        return matter.docket.case.decision is not None
    return matter.said.later is None or isinstance(matter.said.later.estimate, InsufficientEvidence)
