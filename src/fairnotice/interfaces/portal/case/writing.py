"""Where an account writes in its case: an answer, a question, its side of things; each kept as a draft until sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fairnotice.actions.add_evidence import EvidenceRefused
from fairnotice.actions.add_statement import AddStatement, add_statement
from fairnotice.actions.ask import Ask, ask
from fairnotice.actions.file_appeal import FileAppeal, file_appeal
from fairnotice.actions.propose_plan import ProposePlan, goals_in, propose_plan
from fairnotice.actions.request_call import RequestCall, request_call
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.save_draft import SaveDraft, forget_draft, save_draft
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.case.evidence import files_said, hand_in
from fairnotice.interfaces.portal.case.forms import Words
from fairnotice.interfaces.portal.case.objecting import named
from fairnotice.interfaces.portal.case.page import frame_of, own_case, zone_of
from fairnotice.interfaces.portal.case.standing import chip_of, unrestricted
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.case_page import CasePage, Deed
from fairnotice.queries.drafts import Draft, draft_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one of these pages says and does."""

    deed: Deed
    title: str
    heading: str
    lede: str
    """With the names of `_names`."""
    label: str
    hints: tuple[str, ...]
    button: str
    next_steps: tuple[str, ...]
    """With the names of `_names`."""
    once_ended: tuple[str, ...]
    """What comes next where the case is over; empty where nothing can be sent then."""
    send: Callable[[CasePage, int, Words, datetime], object]


def _names(page: CasePage) -> dict[str, str]:
    """Return the facts that the sheets' sentences name."""
    days = page.policy.deadlines
    return {
        "unrestricted": unrestricted(page),
        "review": words.counted(days.review, "day"),
        "question": words.counted(days.question, "day"),
        "appeal": words.counted(days.appeal_answer, "day"),
        "contested": named(page, page.objectable[0]) if page.objectable else "the decision",
    }


def _answer(page: CasePage, person_id: int, form: Words, at: datetime) -> object:
    text, goals = form.composed, goals_in(form.cleaned_data["plan"])
    if goals and page.may_plan:
        return propose_plan(ProposePlan(page.case_id, person_id, text, goals), now=at)
    return respond(Respond(case_id=page.case_id, person_id=person_id, text=text), now=at)


def _ask(page: CasePage, person_id: int, form: Words, at: datetime) -> object:
    return ask(Ask(case_id=page.case_id, person_id=person_id, text=form.composed), now=at)


def _call(page: CasePage, person_id: int, form: Words, at: datetime) -> object:
    return request_call(RequestCall(page.case_id, person_id, form.composed), now=at)


def _statement(page: CasePage, person_id: int, form: Words, at: datetime) -> object:
    return add_statement(AddStatement(case_id=page.case_id, person_id=person_id, text=form.composed), now=at)


def _object(page: CasePage, person_id: int, form: Words, at: datetime) -> object:
    against = page.objectable[0] if page.objectable else "decision"
    return file_appeal(FileAppeal(page.case_id, person_id, form.composed, against), now=at)


SHEETS: Mapping[str, Sheet] = {
    "answer": Sheet(
        deed=Deed.ANSWER,
        title="Write the answer",
        heading="Tell us what will change.",
        lede="A few sentences are enough. {unrestricted}",
        label="Your answer",
        hints=("What happened?", "What will change, and from when?", "Is a contract described wrongly? Say which."),
        button="Send answer",
        next_steps=(
            "You get a receipt with time and reference, and a person reads your answer within {review}.",
            "They withdraw the case, or they give you time to improve, with written goals. Nothing else can follow.",
            "If we are late, the case ends in your favor.",
        ),
        once_ended=(),
        send=_answer,
    ),
    "ask": Sheet(
        deed=Deed.ASK,
        title="Ask a question",
        heading="Ask us, or tell us what should not count.",
        lede="A person replies with facts within {question}. No proof is needed.",
        label="Your question",
        hints=("What would you like to know?", "If a contract should not count: why not?"),
        button="Send question",
        next_steps=(
            "While you wait for our reply, the time to answer stands still.",
            "The reply names the contracts and the rule it rests on.",
            "If nobody replies within {question}, the case ends in your favor.",
        ),
        once_ended=(
            "The case stays ended, whatever you ask.",
            "The reply names the contracts and the rule it rests on.",
        ),
        send=_ask,
    ),
    "call": Sheet(
        deed=Deed.CALL,
        title="Ask to be called",
        heading="Ask us to call you.",
        lede="A person offers you times within {question}. What is decided is always put in writing.",
        label="What is it about, and when can we reach you?",
        hints=("On which number?", "Which days and hours suit you?", "In which language?"),
        button="Ask for a call",
        next_steps=(
            "While you wait for our times, the time to answer stands still.",
            "If nobody offers you times within {question}, the case ends in your favor.",
        ),
        once_ended=("The case stays ended, whatever is said.", "A person offers you times within {question}."),
        send=_call,
    ),
    "statement": Sheet(
        deed=Deed.STATEMENT,
        title="Tell your side",
        heading="Tell us your side of it.",
        lede="You need do nothing. What you write is read before the case goes on.",
        label="Your statement",
        hints=("What happened?", "Did the client change the job on the way?"),
        button="Send statement",
        next_steps=(
            "Your statement is put on record with its date.",
            "Nothing begins or ends by it.",
        ),
        once_ended=(),
        send=_statement,
    ),
    "object": Sheet(
        deed=Deed.OBJECT,
        title="Object",
        heading="Tell us what is wrong with it.",
        lede="You object to {contested}. It is free, and nothing gets worse by it. You need no proof and no signature.",
        label="Your objection",
        hints=(
            "What is wrong, or missing?",
            "What should have been done instead?",
            "Which contracts should not count?",
        ),
        button="Send objection",
        next_steps=(
            "You get a receipt with time and reference.",
            "Somebody who took no part reads the whole case, and writes down a view of their own first.",
            "They answer you in writing within {appeal}, and go through each point.",
            "It stands, something lighter takes its place, or it is withdrawn. Nothing harder can come of it.",
            "If nobody answers in time, it is undone by itself.",
        ),
        once_ended=(
            "You get a receipt with time and reference.",
            "Somebody who took no part answers you in writing within {appeal}. If not, it is undone by itself.",
            "Nothing harder can come of it.",
        ),
        send=_object,
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, reference: str, sheet: str) -> HttpResponse:
    """Show the sheet with its draft; keep what was written, or send it and lead to the receipt."""
    kind, page, at = SHEETS[sheet], own_case(request, reference), now()
    if request.method != "POST" and kind.deed is Deed.ANSWER and _is_late(page):
        return redirect("case-statement", reference)
    if request.method != "POST":
        kept = draft_of(page.case_id, person_id_of(request), sheet)
        return _page(request, page, sheet, draft=kept or Draft(contracts=tuple(request.GET.getlist("contract"))))
    draft = _keep(request, page, sheet, at)
    if "keep" in request.POST:
        if request.headers.get("HX-Request"):
            return render(request, "case/kept.html", {"kept": words.clock_time(at, zone_of(request))})
        return _page(request, page, sheet, draft=draft)
    return _send(request, page, sheet, draft)


def _keep(request: HttpRequest, page: CasePage, sheet: str, at: datetime) -> Draft:
    """Keep what the form holds now, in place of what was kept before."""
    text, contracts = request.POST.get("text", ""), tuple(request.POST.getlist("contracts"))
    save_draft(SaveDraft(page.case_id, person_id_of(request), sheet, text, contracts), now=at)
    if "plan" in request.POST:
        plan = request.POST["plan"]
        save_draft(SaveDraft(page.case_id, person_id_of(request), f"{sheet}-plan", plan), now=at)
    return Draft(text, contracts, at)


def _send(request: HttpRequest, page: CasePage, sheet: str, draft: Draft) -> HttpResponse:
    """Send what was written and lead to its receipt, or say what is missing."""
    form = Words(request.POST, about=page.contracts)
    if not form.is_valid():
        return _page(request, page, sheet, draft=draft, form=form)
    person_id = person_id_of(request)
    try:
        hand_in(request, page.case_id, at=now())
        SHEETS[sheet].send(page, person_id, form, now())
    except EvidenceRefused as refusal:
        return _page(request, page, sheet, draft=draft, problems=refusal.problems)
    except Refusal as refusal:
        frame = frame_of(request, page)
        return refused(request, refusal, back=frame["here"], **frame)
    forget_draft(page.case_id, person_id, sheet)
    forget_draft(page.case_id, person_id, f"{sheet}-plan")
    sent = own_case(request, page.reference).last_by(person_id)
    return redirect("case-sent", page.reference, sent.event if sent else 0)


def _plan(request: HttpRequest, page: CasePage, sheet: str) -> str:
    """Return the plan that was written so far; empty where there is none."""
    kept = draft_of(page.case_id, person_id_of(request), f"{sheet}-plan")
    return kept.text if kept else ""


UNPROVEN = frozenset({"opened", "re_evaluated"})
"""Stages in which the letter that starts the time to answer was not opened yet."""


def _is_late(page: CasePage) -> bool:
    """Say whether the time to answer ended unused: a late answer is a statement, and it is read."""
    return page.late_from is not None and not page.answered and Deed.STATEMENT in page.may


def _page(
    request: HttpRequest,
    page: CasePage,
    sheet: str,
    *,
    draft: Draft,
    form: Words | None = None,
    problems: tuple[str, ...] = (),
) -> HttpResponse:
    kind = SHEETS[sheet]
    context = {
        **frame_of(request, page),
        "sheet": kind,
        "lede": kind.lede.format(**_names(page)),
        "next_steps": [step.format(**_names(page)) for step in (kind.once_ended if page.outcome else kind.next_steps)],
        "chip": chip_of(page, zone_of(request), now()) if kind.deed is Deed.ANSWER else None,
        "draft": draft,
        "kept": words.clock_time(draft.kept_at, zone_of(request)) if draft.kept_at else "",
        "form": form,
        "problems": problems,
        "files_hint": files_said(page.policy),
        "plan": _plan(request, page, sheet) if kind.deed is Deed.ANSWER and page.may_plan else None,
        "contracts": page.contracts,
        "closed": kind.deed not in page.may,
        "first": page.unread if page.stage in UNPROVEN else None,
        "may_ask": Deed.ASK in page.may,
        "may_state": Deed.STATEMENT in page.may,
    }
    return render(request, "case/write.html", context, status=422 if form or problems else 200)
