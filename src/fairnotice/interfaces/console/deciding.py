"""From a proposal to its end: a second view, the decision with its letter, the beginning, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fairnotice.actions.decide_measure import DecideMeasure, days_at_most, decide_measure
from fairnotice.actions.give_effect import GiveEffect, give_effect
from fairnotice.actions.look_at_evidence import LookAtEvidence, look_at_evidence
from fairnotice.actions.rehearsal import rehearse
from fairnotice.actions.second_measure import SecondMeasure, second_measure
from fairnotice.cases.measures import Measure
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.desk import answers_of, desk_frame, the_case
from fairnotice.interfaces.console.gate import Check
from fairnotice.interfaces.console.staff import for_reviewers, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import ANSWERS, UNPROCESSABLE, refused, sentence_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.notices.measures_said import NAMED
from fairnotice.queries.case_letters import LetterOnRecord
from fairnotice.queries.case_record import CaseRecord
from fairnotice.queries.case_threads import message_of, threads_of
from fairnotice.queries.decisions import (
    fact_of,
    facts_against,
    first_view,
    later_numbers,
    may_read_first_view,
    second_view,
)

NOTHING = "nothing"


@require_safe
@for_reviewers
def fact(request: HttpRequest, reference: str, fact_id: str) -> HttpResponse:
    """Show one fact with what was written about it, and record that it was opened."""
    record, zone, me = the_case(reference), zone_of(request), person_id_of(request)
    found = fact_of(record, fact_id, me)
    if found is None:
        raise Http404
    look_at_evidence(LookAtEvidence(record.id, me, fact_id), now=now())
    hidden = () if may_read_first_view(record, me) else ("MeasureProposed",)
    spoken = [message_of(record, e) for e in record.events if e.words and e.name not in hidden]
    about = [message for message in spoken if fact_id in message.words]
    context = {
        **desk_frame(request, record),
        "fact": found,
        "on": words.day(found.on),
        "about": [(message, words.moment(message.at, zone)) for message in about],
        "act": next((act for act in record.violations if act.id == fact_id), None),
    }
    return render(request, "console/fact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def second(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the view of a second person, who has not seen the first one's; then show both."""
    record, me = the_case(reference), person_id_of(request)
    chosen, reasons = request.POST.get("measure", ""), request.POST.get("reasons", "")
    faults: tuple[Check, ...] = ()
    if request.method == "POST":
        if chosen not in {*set(Measure), NOTHING}:
            faults = (Check(False, "Choose what you would do."),)
        else:
            measure = None if chosen == NOTHING else Measure(chosen)
            answer = _done(
                request,
                record,
                lambda: second_measure(SecondMeasure(record.id, me, measure, reasons), now=now()),
                "Your view is on record. Here are both.",
            )
            if isinstance(answer, HttpResponse):
                return answer
            faults = answer
    own = second_view(record)
    context = {
        **desk_frame(request, record),
        **_seen(request, record),
        "reasons": reasons,
        "chosen": chosen,
        "faults": faults,
        "choices": [(m.value, NAMED[m][:1].upper() + NAMED[m][1:]) for m in Measure],
        "nothing": NOTHING,
        "second": own,
        "first": first_view(record) if own else None,
        "may": record.stage == "proposed" and own is None and me not in record.state.participants,
        "names": NAMED,
    }
    return render(request, "console/second.html", context, status=UNPROCESSABLE if faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def decide_it(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what stands, then the letter, then decide: by the proposer, by name."""
    record, me = the_case(reference), person_id_of(request)
    first, proposal = first_view(record), record.state.proposal
    if first is None or proposal is None or record.stage != "proposed" or not may_read_first_view(record, me):
        raise Http404
    measure, at_most = proposal.measure, days_at_most(proposal.measure, record.policy.deadlines)
    post = request.POST
    days = int(post.get("days", "")) if post.get("days", "").isdigit() else at_most
    written = {"reasons": post.get("reasons", first.reasons), "exit": post.get("exit", ""), "days": days}
    frame = {
        **desk_frame(request, record),
        "measure": measure,
        "named": NAMED[measure],
        "at_most": at_most,
        "written": written,
        "first": first,
        "second": second_view(record),
        "names": NAMED,
    }
    if request.method != "POST" or post.get("step") == "change":
        return render(request, "console/decide_measure.html", frame)
    command = DecideMeasure(record.id, me, str(written["reasons"]), str(written["exit"]), days)
    try:
        if post.get("step") == "send":
            decide_measure(command, now=now())
            messages.success(request, "It is decided. The letter with all reasons is on its way; nothing works yet.")
            return redirect("console-case", reference)
        letters = rehearse(lambda: decide_measure(command, now=now()), lambda: _new_letters(record))
    except Refusal as refusal:
        if ANSWERS[refusal.code].status != UNPROCESSABLE:
            return refused(request, refusal, back=frame["here"], **frame)
        faults = (Check(False, sentence_of(refusal)),)
        return render(request, "console/decide_measure.html", {**frame, "faults": faults}, status=UNPROCESSABLE)
    return render(request, "console/decide_letter.html", {**frame, "letters": letters})


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the facts to be read again today, and the end that would be fixed; let the measure begin."""
    record, me, zone = the_case(reference), person_id_of(request), zone_of(request)
    read = "read" in request.POST
    command = GiveEffect(record.id, me, facts_read_today=read)
    faults: tuple[Check, ...] = ()
    if request.method == "POST":
        answer = _done(request, record, lambda: give_effect(command, now=now()), "It begins now. Everybody is told.")
        if isinstance(answer, HttpResponse):
            return answer
        faults = answer
    first, decision = first_view(record), record.state.decision
    if decision is None or first is None or record.stage != "decided":
        raise Http404
    tried = GiveEffect(record.id, me, facts_read_today=True)
    try:
        ends = rehearse(lambda: give_effect(tried, now=now()), lambda: _end(record))
        against = ""
    except Refusal as refusal:
        ends, against = None, sentence_of(refusal)
    facts = [found for each in first.facts if (found := fact_of(record, each, me)) is not None]
    context = {
        **desk_frame(request, record),
        **_seen(request, record),
        "decision": decision,
        "named": NAMED[decision.measure],
        "facts": [(each, words.day(each.on)) for each in facts],
        "ends": words.deadline(ends, zone) if ends else "",
        "against": against,
        "faults": faults,
    }
    return render(request, "console/begin.html", context, status=UNPROCESSABLE if faults else 200)


def _end(record: CaseRecord) -> Any:  # noqa: ANN401  an instant or nothing
    works = the_case(record.reference).state.restriction
    return works.ends_at if works else None


def _seen(request: HttpRequest, record: CaseRecord) -> dict[str, Any]:
    """Return what both who propose and who second see of the case."""
    me, zone = person_id_of(request), zone_of(request)
    return {
        "facts": [(each, words.day(each.on)) for each in facts_against(record, me)],
        "later": later_numbers(record),
        "answers": answers_of(record, threads_of(record), zone=zone),
    }


def _done(
    request: HttpRequest, record: CaseRecord, deed: Callable[[], object], said: str
) -> HttpResponse | tuple[Check, ...]:
    """Do a deed and lead back to the case; return what is missing where the reader can mend it."""
    try:
        deed()
    except Refusal as refusal:
        if ANSWERS[refusal.code].status == UNPROCESSABLE:
            return (Check(False, sentence_of(refusal)),)
        frame = desk_frame(request, record)
        return refused(request, refusal, back=frame["here"], **frame)
    messages.success(request, said)
    after = the_case(record.reference)
    return redirect("console-second" if after.stage == "proposed" else "console-case", record.reference)


def _new_letters(record: CaseRecord) -> tuple[LetterOnRecord, ...]:
    """Return the letters that the rehearsed deed brought."""
    before = {letter.id for letter in record.letters}
    return tuple(letter for letter in the_case(record.reference).letters if letter.id not in before)
