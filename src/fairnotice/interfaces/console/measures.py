"""Propose a measure: the lightest first, those that cannot be taken shown with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fairnotice.actions.propose_measure import ProposeMeasure, propose_measure, what_stands_against
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import BeyondDoubt
from fairnotice.cases.weighing import Gravity, Intent
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.conflict import acted_first, conflict
from fairnotice.interfaces.console.desk import answers_of, desk_frame, the_case
from fairnotice.interfaces.console.gate import Check, missing
from fairnotice.interfaces.console.staff import for_reviewers, zone_of
from fairnotice.interfaces.portal.components import Choice
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import ANSWERS, UNPROCESSABLE, refused, sentence_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.notices.measures_said import NAMED
from fairnotice.policy.rulebook import Deadlines
from fairnotice.queries.case_record import CaseRecord
from fairnotice.queries.case_threads import threads_of
from fairnotice.queries.decisions import FactAgainst, facts_against, later_numbers

GRAVITY = (
    (Gravity.SLIGHT, "Slight", "A nuisance; nobody lost much."),
    (Gravity.SERIOUS, "Serious", "Somebody lost time or money that mattered."),
    (Gravity.GRAVE, "Grave", "Somebody was harmed in a way that is hard to put right."),
)
INTENT = (
    (Intent.NOT_SHOWN, "Not shown", "What is not shown is not held against anybody."),
    (Intent.CARELESS, "Careless", "More care would have prevented it."),
    (Intent.KNOWING, "Knowing", "They knew, and did it."),
)


CERTAINTY = "For quality a closure also needs certainty over all looks, which is not measured yet."


@dataclass(frozen=True, slots=True)
class Form:
    """What the reviewer has filled in so far."""

    measure: Measure | None = None
    facts: tuple[str, ...] = ()
    reasons: str = ""
    gravity: Gravity | None = None
    intent: Intent | None = None
    lesser: dict[Measure, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the panel and what it misses; record the proposal when nothing is missing."""
    record, me = the_case(reference), person_id_of(request)
    if request.method != "POST":
        return _page(request, record, Form())
    form = form_of(request)
    checks = checks_of(form, facts_against(record, me))
    if request.POST.get("step") == "check":
        return render(request, "console/gate.html", {"checks": checks})
    first = acted_first(record, seen=request.POST.get("seen", ""), person_id=me)
    if first is not None:
        return conflict(request, record, first, text=form.reasons)
    faults = missing(checks)
    return _page(request, record, form, faults=faults) if faults else _proposed(request, record, form)


def _proposed(request: HttpRequest, record: CaseRecord, form: Form) -> HttpResponse:
    """Record the proposal, or say what is wrong with it."""
    try:
        propose_measure(command_of(record, person_id_of(request), form), now=now())
    except Refusal as refusal:
        if ANSWERS[refusal.code].status == UNPROCESSABLE:
            return _page(request, record, form, faults=(Check(False, sentence_of(refusal)),))
        frame = desk_frame(request, record)
        return refused(request, refusal, back=frame["here"], **frame)
    messages.success(request, "The proposal is on record, inside. Nothing has been sent.")
    needs = form.measure is not None and form.measure.needs_second
    return redirect("console-case" if needs else "console-decide", record.reference)


def form_of(request: HttpRequest) -> Form:
    """Return what was posted; what is no measure, or no word for gravity or intent, is as if not chosen."""
    post = request.POST
    chosen = post.get("measure", "")
    gravity, intent = post.get("gravity", ""), post.get("intent", "")
    return Form(
        measure=Measure(chosen) if chosen in set(Measure) else None,
        facts=tuple(post.getlist("facts")),
        reasons=post.get("reasons", "").strip(),
        gravity=Gravity(gravity) if gravity in set(Gravity) else None,
        intent=Intent(intent) if intent in set(Intent) else None,
        lesser={m: text for m in Measure if (text := post.get(f"lesser-{m.value}", "").strip())},
    )


def checks_of(form: Form, facts: tuple[FactAgainst, ...]) -> tuple[Check, ...]:
    """Return what a proposal needs, and whether it is there: the button's own sentence."""
    chosen = form.measure
    named = [fact for fact in facts if fact.id in form.facts]
    unopened = [fact.id for fact in named if not fact.opened]
    found = [
        Check(chosen is not None, f"Measure: {NAMED[chosen]}" if chosen else "Choose a measure"),
        Check(bool(named), f"Rests on {words.counted(len(named), 'fact')}" if named else "Tick what it rests on"),
        Check(bool(form.reasons), "Reasons are written" if form.reasons else "Write your reasons"),
        Check(form.gravity is not None, "Gravity is weighed" if form.gravity else "Say how grave it is"),
        Check(form.intent is not None, "Intent is weighed" if form.intent else "Say what intent is shown"),
    ]
    if unopened:
        pieces = "1 fact is" if len(unopened) == 1 else f"{len(unopened)} facts are"
        found.append(Check(False, f"{pieces} not opened: {words.some_of(unopened, rest='listed beside')}"))
    for lesser in chosen.lesser if chosen else ():
        there = lesser in form.lesser
        found.append(Check(there, f"Says why not {NAMED[lesser]}" if there else f"Say why not {NAMED[lesser]}"))
    return tuple(found)


def command_of(record: CaseRecord, person_id: int, form: Form) -> ProposeMeasure:
    """Return the command of a complete form."""
    return ProposeMeasure(
        case_id=record.id,
        reviewer_id=person_id,
        measure=form.measure or Measure.ADVICE,
        facts=form.facts,
        reasons=form.reasons,
        gravity=form.gravity or Gravity.SLIGHT,
        intent=form.intent or Intent.NOT_SHOWN,
        lesser=form.lesser,
    )


def choices_of(record: CaseRecord, person_id: int, chosen: Measure | None) -> tuple[Choice, ...]:
    """Return every measure, the lightest first; what cannot be taken now stays, with the refusal's own sentence."""
    found = []
    for measure, against in what_stands_against(record.id, person_id=person_id, now=now()).items():
        says = sentence_of(against) if against else length_of(measure, record.policy.deadlines)
        if measure is Measure.CLOSURE and not record.about_acts and not isinstance(against, BeyondDoubt):
            says += f" {CERTAINTY}"
        label = f"{NAMED[measure][:1].upper()}{NAMED[measure][1:]}"
        found.append(Choice(measure.value, label, says, against is None, measure is chosen))
    return tuple(found)


def length_of(measure: Measure, deadlines: Deadlines) -> str:
    """Return how long a measure may last and when it could begin, in a line."""
    if not measure.restricts:
        return "Limits nothing."
    if measure is Measure.CLOSURE:
        return f"For good; {deadlines.notice_closure} days after delivery at the earliest; needs a second person."
    days = deadlines.suspension_at_most if measure is Measure.SUSPENSION else deadlines.hold_at_most
    second = "; needs a second person" if measure.needs_second else ""
    return f"At most {days} days; {deadlines.notice_hold} days after delivery at the earliest{second}."


def _page(request: HttpRequest, record: CaseRecord, form: Form, *, faults: tuple[Check, ...] = ()) -> HttpResponse:
    me, zone = person_id_of(request), zone_of(request)
    facts, later = facts_against(record, me), later_numbers(record)
    context: dict[str, Any] = {
        **desk_frame(request, record),
        "heading": f"{record.account_name}: which measure, if any?",
        "form": form,
        "faults": faults,
        "facts": [(fact, fact.id in form.facts, words.day(fact.on), _open_url(record, fact)) for fact in facts],
        "later": later,
        "choices": choices_of(record, me, form.measure),
        "lesser": [(m, NAMED[m], form.lesser.get(m, "")) for m in Measure.CLOSURE.lesser],
        "gravity": [(g, label, says, g is form.gravity) for g, label, says in GRAVITY],
        "intent": [(i, label, says, i is form.intent) for i, label, says in INTENT],
        "checks": checks_of(form, facts),
        "answers": answers_of(record, threads_of(record), zone=zone),
        "may_improve": record.stage == "under_review" and not record.state.improvements,
    }
    return render(request, "console/measure.html", context, status=UNPROCESSABLE if faults else 200)


def _open_url(record: CaseRecord, fact: FactAgainst) -> str:
    return reverse("console-fact", args=[record.reference, fact.id])
