"""One case as a reviewer sees it: everything in one place, evidence beside the answer, what can be decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fairnotice.cases.stages import Matter
from fairnotice.evaluation.result import CountedContract, Estimate
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.conditions import ticked
from fairnotice.interfaces.console.evidence_items import context_of
from fairnotice.interfaces.console.history import history_of, letters_of
from fairnotice.interfaces.console.staff import for_reviewers, frame_of, zone_of
from fairnotice.interfaces.portal.case.facts import provenance_of, said
from fairnotice.interfaces.portal.case.goals import shown_goals
from fairnotice.interfaces.portal.components import Cell, Chip, EvidenceTable, Message, Tone
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.notices.breach import EVIDENCE
from fairnotice.queries.case_record import CaseRecord, case_record
from fairnotice.queries.case_threads import Message as Said
from fairnotice.queries.case_threads import Thread, message_of, threads_of
from fairnotice.queries.decisions import without_first_view
from fairnotice.queries.goals import goals_on_record
from fairnotice.queries.hearings import blind_to
from fairnotice.queries.violations import ViolationOnRecord

WAITS: Mapping[str, tuple[str, str]] = {
    "opened": ("{name}: the first letter is on its way.", "delivery"),
    "awaiting_response": ("{name}: we wait for the answer.", "response"),
    "under_review": ("{name}: {answer}. {choice}?", "review"),
    "improving": ("{name} has time to improve.", "improvement"),
    "re_evaluated": ("{name}: the result is on its way.", "delivery"),
    "proposed": ("{name}: a measure is proposed. It needs a decision.", "proposal"),
    "decided": ("{name}: the decision is made, and nothing of it works yet.", "delivery"),
    "in_effect": ("{name}: a restriction works.", "restriction_end"),
    "ended": ("{name}: this case is over.", ""),
}
"""Per stage the page's sentence and the clock that ends the wait."""
SIDES = {"account": "for the account", "member": "team member", "reviewer": "reviewer"}


def the_case(reference: str) -> CaseRecord:
    """
    Return everything on record about the case.

    Raises:
        Http404: there is none.
    """
    try:
        return case_record(reference)
    except Refusal as refusal:
        raise Http404 from refusal


def desk_frame(request: HttpRequest, record: CaseRecord) -> dict[str, Any]:
    """Return what every page about this case needs."""
    return {
        **frame_of(request, "queue"),
        "record": record,
        "here": reverse("console-case", args=[record.reference]),
        "seen": record.state.events,
    }


BEFORE_A_DECISION = frozenset({"opened", "awaiting_response", "under_review", "improving", "re_evaluated", "proposed"})
SHOWN_AT_ONCE = 10
"""Unsatisfied contracts on the page at once; the others are folded below them."""


@require_safe
@for_reviewers
def desk(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the case with all its evidence, and what this reviewer can do."""
    record, zone = the_case(reference), zone_of(request)
    if record.matter == "request":
        return redirect("console-request", reference)
    if (waits := blind_to(record, person_id_of(request))) is not None:
        return redirect("console-hear", reference, waits.against)
    record = without_first_view(record, person_id_of(request))
    threads = threads_of(record)
    mine = record.reviewer_id == request.user.pk
    evidence, more_evidence = evidence_of(record).parted(SHOWN_AT_ONCE)
    context = {
        **desk_frame(request, record),
        **context_of(request, record),
        **deeds_of(record, person_id_of(request)),
        "sentence": sentence_of(record, threads),
        "chip": chip_of(record, threads, zone=zone, now=now()),
        "estimate": record.explanation.estimate if isinstance(record.explanation.estimate, Estimate) else None,
        "evidence": evidence,
        "more_evidence": more_evidence,
        "answers": answers_of(record, threads, zone=zone),
        "conditions": ticked(record.explanation.conditions),
        "goals_shown": shown_goals(goals_on_record(record.id), zone=zone),
        "history": history_of(record, zone=zone),
        "letters": letters_of(record, zone=zone),
        "open_threads": [thread for thread in threads if thread.open],
        "mine": mine,
        "taken": record.reviewer_name if record.reviewer_id and not mine else "",
        "may_withdraw": record.stage in BEFORE_A_DECISION,
        "may_improve": record.stage == "under_review" and not record.about_acts and not record.state.improvements,
        "may_extend": record.stage == "awaiting_response" and "reviewer" not in record.state.extended_by,
        "look_on": words.day(record.explanation.provenance.as_of.date()),
        "provenance": "" if record.about_acts else provenance_of(record.explanation.provenance),
    }
    return render(request, "console/case.html", context)


def sentence_of(record: CaseRecord, threads: tuple[Thread, ...]) -> str:
    """Return the deed that is due, or what the case waits for."""
    if any(thread.open for thread in threads):
        return f"{record.account_name}: a question waits for our reply."
    answer = "the answer is in" if record.named("ResponseReceived", "PlanProposed") else "no answer came"
    first_round = not record.about_acts and not record.state.improvements
    choice = "Withdraw, or time to improve" if first_round else "What follows, if anything"
    return WAITS[record.stage][0].format(name=record.account_name, answer=answer, choice=choice)


def chip_of(record: CaseRecord, threads: tuple[Thread, ...], *, zone: str, now: datetime) -> Chip | None:
    """Return the next legal date and what happens by itself after it."""
    waiting = [thread.answer_by for thread in threads if thread.answer_by]
    kind = _kind_of(record)
    clock = record.clock(kind) if kind else None
    deed, after, due = {
        "delivery": ("Arrive", "after that the case closes in their favor"),
        "response": ("Answered", "after that a person reads the case"),
        "review": ("Decide", "after that the case closes in their favor"),
        "improvement": ("Look again", "better work ends it before"),
        "proposal": ("Decide", "after that the case closes in their favor"),
        "notice_period": ("Not before", "then a person may let it begin"),
        "effect": ("Let it begin", "after that the decision falls"),
        "restriction_end": ("Ends", "nothing makes it longer"),
        "": ("", ""),
    }[kind] + (clock.due_at if clock else None,)
    if waiting:
        deed, after, due = "Reply", "after that the case closes in their favor", min(waiting)
    if due is None:
        return None
    tone = Tone.WAIT if deed in {"Reply", "Decide", "Let it begin"} else Tone.NOTE
    if clock and clock.stopped_at and not waiting:
        after = "the time stands still"
    day = words.weekday(words.deadline_day(due, zone))
    headline = f"{deed} by {day}" if deed not in {"Not before", "Ends"} else f"{deed} {day}"
    return Chip(headline, f"{words.time_left(due, now=now)} · {after}", tone, due)


def _kind_of(record: CaseRecord) -> str:
    """Return the clock that ends what the case waits for; a delivered decision waits for its time, then for us."""
    decision = record.state.decision
    if record.stage == "decided" and decision is not None and decision.served:
        return "effect" if decision.period_over else "notice_period"
    return WAITS[record.stage][1]


def deeds_of(record: CaseRecord, person_id: int) -> dict[str, bool]:
    """Return which steps of a measure this person could take next."""
    state, proposal, decision = record.state, record.state.proposal, record.state.decision
    proposed = record.stage == "proposed" and proposal is not None
    lacks = proposed and proposal is not None and proposal.measure.needs_second and proposal.second is None
    return {
        "may_propose": record.stage == "under_review" and state.matter is not Matter.REQUEST,
        "may_second": proposed and proposal is not None and not proposal.second and person_id not in state.participants,
        "may_decide": proposed and proposal is not None and proposal.person == person_id and not lacks,
        "may_begin": record.stage == "decided" and decision is not None and decision.period_over,
        "may_lift": record.stage == "in_effect",
    }


def evidence_of(record: CaseRecord) -> EvidenceTable:
    """Return each unsatisfied contract, or each act: what is said about it beside what the account says."""
    spoken = [
        message_of(record, e)
        for e in record.named("ResponseReceived", "PlanProposed", "StatementAdded", "QuestionAsked")
        if e.actor_kind != "reviewer"
    ]
    if record.about_acts:
        return EvidenceTable(
            caption=f"{words.counted(len(record.violations), 'act')} on record, newest first.",
            heads=("Act", "What happened", "What supports it", "Account says"),
            rows=tuple(_act_row(each, spoken) for each in record.violations),
        )
    return EvidenceTable(
        caption=f"{words.counted(len(record.adverse), 'unsatisfied contract')}, newest first.",
        heads=("Contract", "Client says", "Account says", "Weight"),
        rows=tuple(_evidence_row(record, contract, spoken) for contract in record.adverse),
    )


def _evidence_row(record: CaseRecord, contract: CountedContract, spoken: list[Said]) -> tuple[Cell, ...]:
    about = [message for message in spoken if contract.contract_id in message.contracts]
    ended = f"ended {words.day(contract.ended_on)}" if contract.ended_on else "open"
    named = (ended, contract.worker_name if record.is_agency else "", contract.client_name)
    return (
        Cell(
            contract.contract_id,
            small=" · ".join(filter(None, named)),
            url=reverse("console-contract", args=[record.reference, contract.contract_id]),
        ),
        Cell(said(contract)),
        Cell(" ".join(_shortened(m.words) for m in about) or "no word about it"),
        Cell(f"{contract.weight:.2f}", amount=True),
    )


def _act_row(each: ViolationOnRecord, spoken: list[Said]) -> tuple[Cell, ...]:
    supported = words.listed([EVIDENCE[kind].format(reference) for kind, reference in each.evidence])
    named = {each.id, *(reference for _, reference in each.evidence)}
    about = [message for message in spoken if named & set(message.contracts)]
    return (
        Cell(each.id, small=words.day(each.occurred_at.date()), url=reverse("console-violation", args=[each.id])),
        Cell(each.description or "The words were erased."),
        Cell(supported),
        Cell(" ".join(_shortened(m.words) for m in about) or "no word that names it"),
    )


def _shortened(text: str, longest: int = 160) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[:longest].rstrip()} …"


def answers_of(record: CaseRecord, threads: tuple[Thread, ...], *, zone: str) -> tuple[Message, ...]:
    """Return everything that was written in the case, oldest first."""
    due = {thread.question.event: thread.answer_by for thread in threads}
    names = (
        "QuestionAsked",
        "ReplySent",
        "ResponseReceived",
        "PlanProposed",
        "StatementAdded",
        "Withdrawn",
        "ImprovementStarted",
    )
    shown = []
    for event in record.named(*names):
        answer_by = due.get(event.number)
        note = f"We reply by {words.deadline(answer_by, zone)}" if answer_by else ""
        shown.append(
            Message(
                by=event.actor_name or "Somebody",
                role=SIDES.get(event.actor_kind, ""),
                when=words.moment(event.at, zone),
                text=event.words or "(no words)",
                ours=event.actor_kind == "reviewer",
                at=event.at,
                note=note,
            )
        )
    return tuple(shown)
