"""What a reviewer sends: a reply, a withdrawal, time to improve; each letter is seen before it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fairnotice.actions.answer_call import AnswerCall, answer_call
from fairnotice.actions.goals import goals_of
from fairnotice.actions.lift import Lift, lift
from fairnotice.actions.own_words import NearCopy
from fairnotice.actions.rehearsal import rehearse
from fairnotice.actions.reply import Reply, reply
from fairnotice.actions.start_improvement import StartImprovement, start_improvement
from fairnotice.actions.withdraw import Withdraw, withdraw
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.conflict import acted_first, conflict
from fairnotice.interfaces.console.desk import desk_frame, the_case
from fairnotice.interfaces.console.gate import Check, checks_of, missing
from fairnotice.interfaces.console.refused_drafts import count_missing, count_refused
from fairnotice.interfaces.console.staff import for_reviewers
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import ANSWERS, CONFLICT, UNPROCESSABLE, refused, sentence_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.queries.case_letters import LetterOnRecord
from fairnotice.queries.case_record import CaseRecord
from fairnotice.queries.case_threads import Thread, threads_of


@dataclass(frozen=True, slots=True)
class Written:
    """What the form holds."""

    text: str = ""
    cites: tuple[str, ...] = ()
    what_would_change: bool = False
    times: tuple[str, ...] = ()
    """When we can call, for somebody who asked to be called."""
    answers: tuple[str, ...] = ()
    """One for each part, where the question asks several things."""

    @property
    def everything(self) -> str:
        """Return all that was written."""
        return "\n\n".join(filter(None, (*self.answers, self.text)))


@dataclass(frozen=True, slots=True)
class Decision:
    """What one of these pages says and does."""

    kind: str
    heading: str
    lede: str
    label: str
    hint: str
    button: str
    done: str


DECISIONS: Mapping[str, Decision] = {
    "reply": Decision(
        kind="reply",
        heading="Reply to {who}.",
        lede="The reply names at least one contract of this case, or what would change the result.",
        label="Your reply",
        hint="It is sent as written. Answer the question first, then say why.",
        button="Send the reply",
        done="The reply is on its way.",
    ),
    "withdraw": Decision(
        kind="withdraw",
        heading="Take the case about {who} back.",
        lede="The case ends in their favor, and everybody who was told of it hears so.",
        label="Your reasons",
        hint="They are sent as written, and they stay on record.",
        button="Withdraw the case",
        done="The case is withdrawn.",
    ),
    "lift": Decision(
        kind="lift",
        heading="Lift the restriction of {who}.",
        lede="It ends now, and everybody who was told of it hears so. The decision stays on record.",
        label="Your reasons",
        hint="They are sent as written. Name what was remedied, or what you see differently now.",
        button="Lift the restriction",
        done="The restriction is lifted.",
    ),
    "improvement": Decision(
        kind="improvement",
        heading="Give {who} time to improve.",
        lede="The goals below are what would change the result. Only later work is judged.",
        label="Your reasons and advice",
        hint="They are sent as written. Answer their main point, and name what would help most.",
        button="Start the time to improve",
        done="The time to improve starts when the letter reaches them.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def decide(request: HttpRequest, reference: str, kind: str, thread: int = 0) -> HttpResponse:
    """Show the form and what the gate misses, then the letter, then send it."""
    record = the_case(reference)
    question = next((t for t in threads_of(record) if t.number == thread), None)
    if kind == "reply" and question is None:
        raise Http404
    if request.method != "POST":
        return _form(request, record, kind, question, Written())
    written, step = _written(request, record), request.POST.get("step", "preview")
    if step == "check":
        checks = checks_of(record, kind, written, parts=question.parts if question else ())
        return render(request, "console/gate.html", {"checks": checks})
    first = acted_first(record, seen=request.POST.get("seen", ""), person_id=person_id_of(request))
    if first is not None:
        return conflict(request, record, first, text=written.text)
    if step == "change":
        return _form(request, record, kind, question, written)
    faults = missing(checks_of(record, kind, written, parts=question.parts if question else ()))
    if faults:
        count_missing(request, record, kind, question, written)
        return _form(request, record, kind, question, written, faults=faults)
    return _preview_or_send(request, record, kind, question, written, send=step == "send")


def _written(request: HttpRequest, record: CaseRecord) -> Written:
    text, answers = request.POST.get("text", ""), tuple(request.POST.getlist("answers"))
    named = {*request.POST.getlist("cites"), *record.contracts_in("\n".join((*answers, text)))}
    return Written(
        text=text,
        answers=answers,
        times=tuple(line.strip() for line in request.POST.get("times", "").splitlines() if line.strip()),
        cites=tuple(each for each in record.state.facts if each in named),
        what_would_change="what_would_change" in request.POST,
    )


def _deed(
    request: HttpRequest, record: CaseRecord, kind: str, thread: int, written: Written, at: datetime
) -> Callable[[], None]:
    """Return the deed, ready to be done or rehearsed."""
    case_id, me, text = record.id, person_id_of(request), written.text.strip()
    if kind == "withdraw":
        return lambda: withdraw(Withdraw(case_id=case_id, reviewer_id=me, reasons=text), now=at)
    if kind == "lift":
        return lambda: lift(Lift(case_id=case_id, reviewer_id=me, reasons=text), now=at)
    if kind == "improvement":
        wish = StartImprovement(case_id=case_id, reviewer_id=me, guidance=text)
        return lambda: start_improvement(wish, now=at)
    if written.times:
        offer = AnswerCall(case_id, me, thread, text, written.times, written.cites)
        return lambda: answer_call(offer, now=at)
    answer = Reply(
        case_id=case_id,
        reviewer_id=me,
        thread=thread,
        text=text,
        cites=written.cites,
        what_would_change=written.what_would_change,
        answers=written.answers,
    )
    return lambda: reply(answer, now=at)


def _preview_or_send(
    request: HttpRequest, record: CaseRecord, kind: str, question: Thread | None, written: Written, *, send: bool
) -> HttpResponse:
    deed = _deed(request, record, kind, question.number if question else 0, written, now())
    frame = desk_frame(request, record)
    try:
        if send:
            deed()
            messages.success(request, DECISIONS[kind].done)
            return redirect("console-case", record.reference)
        letters = rehearse(deed, lambda: _new_letters(record))
    except Refusal as refusal:
        status = ANSWERS[refusal.code].status
        if status == UNPROCESSABLE:
            count_refused(request, record, kind, question, written.everything, refusal)
            faults, twin = (Check(False, sentence_of(refusal)),), refusal if isinstance(refusal, NearCopy) else None
            return _form(request, record, kind, question, written, faults=faults, twin=twin)
        first = acted_first(
            the_case(record.reference), seen=request.POST.get("seen", ""), person_id=person_id_of(request)
        )
        if status == CONFLICT and first is not None:
            return conflict(request, record, first, text=written.text)
        return refused(request, refusal, back=frame["here"], **frame)
    context = {**frame, **_about(record, kind, question), "written": written, "letters": letters}
    return render(request, "console/preview.html", context)


def _new_letters(record: CaseRecord) -> tuple[LetterOnRecord, ...]:
    """Return the letters that the rehearsed deed brought."""
    before = {letter.id for letter in record.letters}
    return tuple(letter for letter in the_case(record.reference).letters if letter.id not in before)


def _about(record: CaseRecord, kind: str, question: Thread | None) -> dict[str, Any]:
    who = question.question.by_name if question else record.account_name
    decision = DECISIONS[kind]
    return {"decision": decision, "heading": decision.heading.format(who=who), "question": question}


def _form(
    request: HttpRequest,
    record: CaseRecord,
    kind: str,
    question: Thread | None,
    written: Written,
    *,
    faults: tuple[Check, ...] = (),
    twin: NearCopy | None = None,
) -> HttpResponse:
    parts = question.parts if question and len(question.parts) > 1 else ()
    context = {
        **desk_frame(request, record),
        **_about(record, kind, question),
        "written": written,
        "parts": [(part, each) for part, each in zip_longest(parts, written.answers[: len(parts)], fillvalue="")],
        "twin": twin,
        "faults": faults,
        "checks": checks_of(record, kind, written, parts=parts),
        "contracts": record.adverse,
        "goals": goals_of(record.explanation) if kind == "improvement" else (),
    }
    return render(request, "console/decide.html", context, status=UNPROCESSABLE if faults else 200)
