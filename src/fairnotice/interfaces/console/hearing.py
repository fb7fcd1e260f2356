"""Hear an objection: first one's own view, without the first opinion; then everything; then the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fairnotice.actions.answer_appeal import Answer, AnswerAppeal, answer_appeal
from fairnotice.actions.record_view import RecordView, record_view
from fairnotice.actions.rehearsal import rehearse
from fairnotice.cases.ladder import SAID
from fairnotice.cases.measures import Measure
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.desk import SHOWN_AT_ONCE, answers_of, desk_frame, evidence_of, the_case
from fairnotice.interfaces.console.evidence_items import context_of
from fairnotice.interfaces.console.staff import for_reviewers, frame_of, zone_of
from fairnotice.interfaces.portal.components import Chip, Message, Tone
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import ANSWERS, UNPROCESSABLE, refused, sentence_of
from fairnotice.kernel.naming import named_in
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.case_letters import LetterOnRecord
from fairnotice.queries.case_record import CaseRecord
from fairnotice.queries.case_threads import threads_of
from fairnotice.queries.hearings import Hearing, OwnView, hearing, view_of, who_can_hear
from fairnotice.queries.objections_lane import WaitingHearing, objections_lane

NOTHING = "nothing"
FIRST_OPINION = ("MeasureProposed", "Seconded", "DecisionMade", "InterimHoldImposed", "EffectGiven")
"""What a hearer is shown only after their own view."""
DEEDS = {
    "decision": "Answer the objection of {name}",
    "interim": "Answer the objection of {name} to the hold without notice",
    "fresh_review": "Look anew at the decision about {name}",
    "request": "Answer what {name} asks for",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What the form of the answer holds."""

    answer: str = ""
    """uphold, reverse, or the lighter measure."""
    text: str = ""

    @property
    def measure(self) -> Measure | None:
        """Return the lighter measure that was chosen, or None."""
        return Measure(self.answer) if self.answer in set(Measure) else None

    @property
    def kind(self) -> Answer | None:
        """Return how the objection is answered; None while nothing was chosen."""
        if self.measure is not None:
            return Answer.VARY
        return Answer(self.answer) if self.answer in {Answer.UPHOLD.value, Answer.REVERSE.value} else None


@require_safe
@for_reviewers
def lane(request: HttpRequest) -> HttpResponse:
    """Show what this reviewer can hear, and what nobody can."""
    found, zone, at = objections_lane(person_id_of(request)), zone_of(request), now()
    count = len(found.mine)
    sentence = "Nothing waits that you can hear."
    if count:
        sentence = (
            f"{words.counted(count, 'matter waits', 'matters wait')} for somebody new, "
            f"and you can hear {'it' if count == 1 else 'them'}."
        )
    context = {
        **frame_of(request, "objections"),
        "sentence": sentence,
        "mine": [_row(each, zone, at) for each in found.mine],
        "nobody": [_row(each, zone, at) for each in found.nobody],
        "others": found.others,
    }
    return render(request, "console/objections.html", context)


def _row(waits: WaitingHearing, zone: str, at: datetime) -> dict[str, Any]:
    url = reverse("console-hear", args=[waits.reference, waits.against])
    if waits.against == "request":
        url = reverse("console-request", args=[waits.reference])
    return {
        "deed": DEEDS[waits.against].format(name=waits.account_name),
        "reference": waits.reference,
        "due": words.weekday(words.deadline_day(waits.due_at, zone)),
        "left": words.time_left(waits.due_at, now=at),
        "at": waits.due_at,
        "url": url,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def hear(request: HttpRequest, reference: str, against: str) -> HttpResponse:
    """Take the hearer's own view, then show everything, then take the answer."""
    record, me = the_case(reference), person_id_of(request)
    waits = hearing(record, against)
    if waits is None:
        raise Http404
    if me in record.state.participants:
        return render(request, "console/took_part.html", _took_part(request, record), status=403)
    own = view_of(record, waits, me)
    if own is None:
        return _first_view(request, record, waits)
    if request.method != "POST":
        return _everything(request, record, waits, own, Written())
    return _answer(request, record, waits, own)


def _took_part(request: HttpRequest, record: CaseRecord) -> dict[str, Any]:
    names = [str(person) for person in who_can_hear(record.state)]
    return {**desk_frame(request, record), "names": words.listed(names)}


def _first_view(request: HttpRequest, record: CaseRecord, waits: Hearing) -> HttpResponse:
    """Show the case without the first opinion, and take the hearer's own."""
    chosen, text, fault = request.POST.get("measure", ""), request.POST.get("text", ""), ""
    if request.method == "POST":
        if chosen not in {NOTHING, *Measure}:
            fault = "Choose what you would do."
        else:
            measure = None if chosen == NOTHING else Measure(chosen)
            view = RecordView(record.id, person_id_of(request), waits.against, measure, text)
            try:
                record_view(view, now=now())
            except Refusal as refusal:
                fault = sentence_of(refusal)
            else:
                messages.success(request, "Your view is on record. Now you see what others have written.")
                return redirect("console-hear", record.reference, waits.against)
    context = {
        **_common(request, record, waits),
        "choices": [(NOTHING, "Nothing should be done"), *((m.value, _capital(SAID[m])) for m in Measure)],
        "chosen": chosen,
        "text": text,
        "fault": fault,
    }
    return render(request, "console/hear_first.html", context, status=UNPROCESSABLE if fault else 200)


def _common(request: HttpRequest, record: CaseRecord, waits: Hearing) -> dict[str, Any]:
    zone = zone_of(request)
    evidence, more = evidence_of(record).parted(SHOWN_AT_ONCE)
    day = words.weekday(words.deadline_day(waits.answer_by, zone))
    left = words.time_left(waits.answer_by, now=now())
    return {
        **desk_frame(request, record),
        **context_of(request, record),
        "waits": waits,
        "points": named_in(waits.words, record.state.facts),
        "chip": Chip(f"Answer by {day}", f"{left} · after that it is undone by itself", Tone.WAIT, waits.answer_by),
        "evidence": evidence,
        "more_evidence": more,
        "said": [message for message in answers_of(record, threads_of(record), zone=zone) if not message.ours],
    }


def _everything(
    request: HttpRequest, record: CaseRecord, waits: Hearing, own: OwnView, written: Written, fault: str = ""
) -> HttpResponse:
    """Show what others wrote beside the hearer's view, and the form of the answer."""
    decided = record.state.decision.measure if record.state.decision else None
    lighter = [m for m in reversed(Measure) if decided and m.weight < decided.weight and waits.against != "interim"]
    context = {
        **_common(request, record, waits),
        "own": own,
        "own_said": _capital(SAID[own.measure]) if own.measure else "Nothing should be done",
        "agrees": decided is not None and own.measure is decided,
        "decided": SAID[decided] if decided else "a hold without notice",
        "first": first_opinion(record, zone_of(request)),
        "answers": [
            (Answer.UPHOLD.value, "It stands"),
            *((m.value, f"{_capital(SAID[m])} takes its place") for m in lighter),
            (Answer.REVERSE.value, "It is withdrawn, as if it had never been made"),
        ],
        "written": written,
        "fault": fault,
    }
    return render(request, "console/hear.html", context, status=UNPROCESSABLE if fault else 200)


def first_opinion(record: CaseRecord, zone: str) -> tuple[Message, ...]:
    """Return what was proposed, seconded and decided, by whom and why."""
    return tuple(
        Message(
            by=event.actor_name or "Somebody",
            role=_stated(event.facts),
            when=words.moment(event.at, zone),
            text=event.words or "(no words)",
            ours=True,
            at=event.at,
        )
        for event in record.named(*FIRST_OPINION)
    )


def _stated(facts: Mapping[str, Any]) -> str:
    measure = facts.get("measure") or facts.get("kind")
    return SAID[Measure(measure)] if measure else ""


def _answer(request: HttpRequest, record: CaseRecord, waits: Hearing, own: OwnView) -> HttpResponse:
    """Show the letters the answer brings, or send them."""
    written = Written(request.POST.get("answer", ""), request.POST.get("text", ""))
    step = request.POST.get("step", "preview")
    if step == "change":
        return _everything(request, record, waits, own, written)
    if written.kind is None:
        return _everything(request, record, waits, own, written, "Choose how you answer.")
    command = AnswerAppeal(
        case_id=record.id,
        hearer_id=person_id_of(request),
        answer=written.kind,
        text=written.text,
        against=waits.against,
        measure=written.measure,
    )
    at = now()
    deed: Callable[[], None] = lambda: answer_appeal(command, now=at)  # noqa: E731  done or rehearsed
    try:
        if step == "send":
            deed()
            messages.success(request, "The answer is on its way.")
            return redirect("console-case", record.reference)
        letters = rehearse(deed, lambda: _new_letters(record))
    except Refusal as refusal:
        if ANSWERS[refusal.code].status == UNPROCESSABLE:
            return _everything(request, record, waits, own, written, sentence_of(refusal))
        frame = desk_frame(request, record)
        return refused(request, refusal, back=frame["here"], **frame)
    context = {**desk_frame(request, record), "letters": letters, "written": written, "waits": waits}
    return render(request, "console/hear_preview.html", context)


def _new_letters(record: CaseRecord) -> tuple[LetterOnRecord, ...]:
    known = {letter.id for letter in record.letters}
    return tuple(letter for letter in the_case(record.reference).letters if letter.id not in known)


def _capital(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"
