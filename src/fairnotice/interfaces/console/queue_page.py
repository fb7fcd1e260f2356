"""The queue: what needs a person next, by legal date; claim and give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from fairnotice.actions.claim_case import ClaimCase, claim_case
from fairnotice.actions.give_back import GiveBack, give_back
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.staff import for_reviewers, frame_of, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.case_record import case_id_of
from fairnotice.queries.objections_lane import objections_lane
from fairnotice.queries.queue import Lane, Need, Queue, QueueRow, queue

LANES: tuple[tuple[str, tuple[tuple[Lane, str], ...]], ...] = (
    (
        "",
        (
            (Lane.NEEDS_PERSON, "Needs a person"),
            (Lane.MINE, "Claimed by me"),
            (Lane.QUESTIONS, "Questions"),
            (Lane.REVIEWS, "Reviews"),
            (Lane.SECOND_VIEWS, "Second views"),
            (Lane.DECISIONS, "Decisions"),
            (Lane.BEGINNINGS, "To begin"),
            (Lane.UNDELIVERED, "Letters to post"),
        ),
    ),
    (
        "Waiting on others",
        (
            (Lane.ON_THE_WAY, "Letter to arrive"),
            (Lane.ANSWER_AWAITED, "Account to answer"),
            (Lane.IMPROVING, "Work to be rated"),
            (Lane.NOTICE_PERIODS, "Time before it begins"),
            (Lane.AT_WORK, "Restrictions at work"),
        ),
    ),
    ("Health", ((Lane.OVERDUE, "Overdue"), (Lane.RELEASED, "Released by silence, 30 days"))),
)
DEEDS: Mapping[Need, str] = {
    Need.QUESTION: "Answer question",
    Need.REVIEW: "Decide what follows",
    Need.SECOND: "Write a second view",
    Need.DECIDE: "Decide what was proposed",
    Need.BEGIN: "Let the measure begin, or not",
    Need.PERIOD: "Waits for its notice period",
    Need.AT_WORK: "Restricted",
    Need.POST: "Send on paper",
    Need.ANSWER: "Waits for an answer",
    Need.PROOF: "Waits for proof of delivery",
    Need.WORK: "Waits for rated work",
    Need.NOTHING: "Released by silence",
}
LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as the page shows it."""

    row: QueueRow
    number: int
    due: str
    left: str
    deed: str
    fact: str
    url: str
    mine: bool


@require_safe
@for_reviewers
def queue_page(request: HttpRequest) -> HttpResponse:
    """Show one lane of the queue."""
    person_id, instant, zone = person_id_of(request), now(), zone_of(request)
    asked = request.GET.get("lane", Lane.NEEDS_PERSON.value)
    lane = Lane(asked) if asked in set(Lane) else Lane.NEEDS_PERSON
    search = request.GET.get("search", "").strip()
    found = queue(person_id, lane=lane, search=search, now=instant)
    context = {
        **frame_of(request, "queue"),
        "objections": objections_lane(person_id),
        "sentence": sentence_of(found, zone=zone, now=instant),
        "lane": lane,
        "lane_name": next(name for _, lanes in LANES for each, name in lanes if each == lane),
        "lanes": [(head, [(each, name, found.counts[each]) for each, name in lanes]) for head, lanes in LANES],
        "rows": [_shown(row, i, person_id, zone, instant) for i, row in enumerate(found.rows, 1)],
        "beyond": found.counts[lane] - len(found.rows),
        "search": search,
        "next_row": request.GET.get("next", ""),
    }
    return render(request, "console/queue.html", context)


def sentence_of(found: Queue, *, zone: str, now: datetime) -> str:
    """Return the count as a sentence, with the first legal date."""
    if not found.needing:
        if found.next_legal_at is None:
            return "No case needs a person."
        return (
            "No case needs a person. The next legal date is "
            f"{words.day(words.deadline_day(found.next_legal_at, zone))}."
        )
    what = "1 thing needs" if found.needing == 1 else f"{found.needing} things need"
    if found.first_due_at is None:
        return f"{what} a person."
    return f"{what} a person. The first is due {day_said(found.first_due_at, zone=zone, now=now)}."


def day_said(due_at: datetime, *, zone: str, now: datetime) -> str:
    """Return ``today``, ``tomorrow``, ``in 3 days``, or since when it is overdue."""
    days = (words.deadline_day(due_at, zone) - words.local_date(now, zone)).days
    if due_at <= now:
        return "already"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def short(on: date) -> str:
    """Return a date as ``Nov 23``."""
    return format_date(on, format="MMM d", locale="en")


def _shown(row: QueueRow, number: int, person_id: int, zone: str, instant: datetime) -> Shown:
    due = short(words.deadline_day(row.due_at, zone)) if row.due_at else "No date"
    left = ""
    if row.due_at and row.need is not Need.NOTHING:
        left = "overdue" if row.overdue(instant) else day_said(row.due_at, zone=zone, now=instant)
    return Shown(
        row=row,
        number=number,
        due=due,
        left=left,
        deed=f"{DEEDS[row.need]}: {row.account_name}",
        fact=f"{row.reference} · {_fact(row)}",
        url=reverse("console-case", args=[row.reference]),
        mine=row.claimed_by_id == person_id,
    )


def _fact(row: QueueRow) -> str:
    if row.need is Need.QUESTION:
        quote = row.quote if len(row.quote) <= LONGEST_QUOTE else f"{row.quote[:LONGEST_QUOTE].rstrip()} …"
        return f"“{quote}”"
    if row.need is Need.POST:
        return f"no mail reaches {row.quote}"
    counted = f"{words.counted(row.contracts, 'contract')}, {words.counted(row.clients, 'client')}"
    if row.need is Need.REVIEW:
        return f"{'answer in' if row.answered else 'no answer'} · {counted}"
    return counted


@require_POST
@for_reviewers
def claim(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the reviewer's name on the case."""
    return _deed(request, reference, ClaimCase, f"You claimed {reference}.")


@require_POST
@for_reviewers
def hand_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the reviewer's name off the case."""
    return _deed(request, reference, GiveBack, f"You gave {reference} back.")


def _deed(request: HttpRequest, reference: str, kind: type[ClaimCase | GiveBack], said: str) -> HttpResponse:
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("console-queue")
    try:
        command = kind(case_id=case_id_of(reference), reviewer_id=person_id_of(request))
        if isinstance(command, ClaimCase):
            claim_case(command, now=now())
        else:
            give_back(command, now=now())
    except Refusal as refusal:
        return refused(request, refusal, back=back, **frame_of(request, "queue"))
    messages.success(request, said)
    return redirect(back)
