"""The gallery of components, at ``/styleguide/`` of a demo."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fairnotice.cases.measures import Measure
from fairnotice.cases.standing import Standing, capabilities
from fairnotice.interfaces.portal.components import (
    Cell,
    Chip,
    Choice,
    Deed,
    EvidenceTable,
    LadderShown,
    Message,
    QueueRow,
    Status,
    Step,
    StepState,
    Tone,
)
from fairnotice.interfaces.portal.demo_only import demo_only
from fairnotice.interfaces.portal.standing_shown import context_of
from fairnotice.notices.understood import difference
from fairnotice.queries.standing import AccountStanding, AtWork

DUE = datetime(2026, 12, 9, 23, 59, 59, tzinfo=UTC)
RULE_WORDS = "Work that was found here is paid here for three years from the first contract with that client."
RULE_WORDS_BEFORE = "Work that was found here is paid here for two years from the first contract with that client."
DECIDED = {
    "what": "A hold on new work for 30 days",
    "by": "Ruth Amsel",
    "means": "While it lasts, the agency cannot take new contracts. Work that has begun goes on as agreed.",
    "begins": "It does not begin before Monday, November 16, 2026, 11:59 p.m., Accra time.",
    "ends": "It ends by itself 30 days after it began.",
    "exit": "Show that every running project has a second person.",
    "stays": "What was earned is paid, and every page, letter and file stays open.",
    "restricts": True,
}
NOTHING_COUNTS = "No earlier measure under this rule counts, so the most is a warning."


@demo_only
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    from fairnotice.interfaces.portal.styleguide import samples  # noqa: PLC0415  SciPy has no place in a start-up

    sure, unsure, good = samples.agency(), samples.newcomer(), samples.satisfied()
    return render(
        request,
        "portal/styleguide.html",
        {
            "statuses": _statuses(),
            "chips": _chips(),
            "sure": sure,
            "unsure": unsure,
            "good": good,
            "certain": samples.estimate(900, 30),
            "asked": 3,
            "events": ((date(2026, 10, 1), "heads-up, Oct 1"), (date(2026, 11, 1), "finding, Nov 1")),
            "steps": _steps(),
            "table": _table(),
            "ladder": _ladder(),
            "first_rung": LadderShown(
                "V1.2 Contact details", "Telephone numbers stay out of it.", NOTHING_COUNTS, None
            ),
            "rule_words": RULE_WORDS,
            "rule_changes": difference(RULE_WORDS_BEFORE, RULE_WORDS),
            "messages": _messages(),
            "choices": _choices(),
            "decision_panel": DECIDED,
            **_standing(),
            "rows": _rows(),
            "tags": (
                ("counted", "pro"),
                ("below the standard", "con"),
                ("left out", "plain"),
                ("you contest it", "wait"),
                ("done", "calm"),
                ("overdue", "grave"),
                ("heads-up", "note"),
            ),
        },
    )


def _choices() -> tuple[Choice, ...]:
    """Return measures that can be taken, one that is chosen, and one that cannot be taken with its reason."""
    return (
        Choice("warning", "A warning", "Limits nothing.", available=True, chosen=False),
        Choice("work_hold", "A hold on new work", "At most 30 days.", available=True, chosen=True),
        Choice("closure", "A closure", "The most there can be now is: work hold.", available=False, chosen=False),
    )


def _standing() -> dict[str, Any]:
    """Return two measures at work at once, and what they leave."""
    cells = capabilities((Standing.WORK_HOLD, Standing.SUSPENSION))
    standing = AccountStanding(
        account_id="a-quillfern",
        standing=Standing.SUSPENSION,
        at_work=(
            AtWork("WM-2611-0482", Measure.SUSPENSION, DUE, DUE + timedelta(days=90), interim=False),
            AtWork("WM-2611-0501", Measure.WORK_HOLD, DUE, DUE + timedelta(days=30), interim=False),
        ),
        capabilities=cells,
    )
    return context_of(standing, zone="Europe/Lisbon")


def _statuses() -> tuple[Status, ...]:
    """Return a status line in each tone."""
    deeds = (
        Deed("Answer case WM-2611-0482", "#status", primary=True),
        Deed("Read the notice of November 9", "#status"),
    )
    return (
        Status(
            Tone.WAIT,
            "Your turn",
            "We asked what will change, and we are waiting for your answer.",
            "Nothing is restricted and nothing is decided. If you answer, a person reads it.",
            _chips()[0],
            deeds,
        ),
        Status(
            Tone.NOTE,
            "Nothing to do",
            "There is too little recent work to say anything about its quality.",
            "That is an answer of its own, and it never counts against you.",
            _chips()[1],
        ),
        Status(Tone.CALM, "Nothing to do", "Your clients are satisfied.", "We look again on December 1, 2026."),
        Status(
            Tone.GRAVE,
            "On hold",
            "Work is on hold until December 16, 2026.",
            "Your money is not. You can object.",
            _chips()[3],
        ),
    )


def _chips() -> tuple[Chip, ...]:
    """Return a chip in each state: running, calm, not begun, overdue."""
    return (
        Chip("Answer by Wednesday, December 9, 2026", "11:59 p.m., Lisbon time · 17 days left", Tone.WAIT, DUE),
        Chip("We look again on December 1, 2026", "Nothing needed from you", Tone.CALM),
        Chip("Your time has not started", "It starts when this letter reaches you.", Tone.NOTE),
        Chip("Answer was due Wednesday, December 9, 2026", "Late answers are accepted and marked.", Tone.GRAVE, DUE),
    )


def _steps() -> tuple[Step, ...]:
    """Return a timeline with past, present and future."""
    return (
        Step("Heads-up on the stats page", "October 1, 2026", "Private, without consequence"),
        Step("Notice delivered to you", "November 9, 2026, 9:14 a.m.", "Opened while signed in."),
        Step(
            "Your answer",
            "due December 9, 2026, 11:59 p.m.",
            "17 days left. You can ask for more time.",
            StepState.NOW,
            DUE,
        ),
        Step("We reply with numbers", "at most 14 days after your answer", "", StepState.AHEAD),
        Step(
            "Review of the work since the notice",
            "February 8, 2027",
            "Only contracts that ended after November 9",
            StepState.AHEAD,
        ),
    )


def _table() -> EvidenceTable:
    """Return an evidence table with a link, a tag and an amount."""
    return EvidenceTable(
        "Names of people at your clients are masked. 2 of 10 shown.",
        ("Contract", "Member", "Ended", "Client said", "Weight", "Deed"),
        (
            (
                Cell("Shop relaunch", "C-88213 · Gable & Finch"),
                Cell("Teo Adeyemi"),
                Cell("Sep 24, 2026"),
                Cell("2 of 5. “Handed over three weeks late.”"),
                Cell("1", amount=True),
                Cell("Contest", url="#table"),
            ),
            (
                Cell("Trailer subtitles", "C-87760 · Marrow Films"),
                Cell("Teo Adeyemi"),
                Cell("Aug 30, 2026"),
                Cell("1 of 5. No comment."),
                Cell("0.62", amount=True),
                Cell("you contest it", tag="wait"),
            ),
        ),
    )


def _ladder() -> LadderShown:
    """Return a rule's ladder with a measure that counts and one that does not."""
    rows = (
        (
            Cell("WM-2603-0007", small="a warning"),
            Cell("March 9, 2026"),
            Cell("yes", small="It counts."),
            Cell("March 9, 2028"),
        ),
        (
            Cell("WM-2401-0003", small="a warning"),
            Cell("January 8, 2024"),
            Cell("no", small="Its time is over."),
            Cell("January 8, 2026"),
        ),
    )
    heads = ("Measure", "Delivered", "Counts today", "At the latest until")
    table = EvidenceTable("2 earlier measures under this rule.", heads, rows)
    why = "One earlier measure under this rule counts, a warning. So the most is a hold on new work."
    return LadderShown("V1.1 Payment outside the marketplace", RULE_WORDS, why, table)


def _messages() -> tuple[Message, ...]:
    """Return a thread with both sides."""
    return (
        Message(
            "Mara Velling",
            "manager",
            "November 18, 2026, 4:20 p.m.",
            "Marrow Films rated the contract before we delivered the last file. Does that count?",
            ours=False,
            note="A person answers by November 23.",
        ),
        Message(
            "Ruth Amsel",
            "quality team",
            "November 20, 2026, 10:05 a.m.",
            "It counts for now: C-87760 was rated on September 2, and your last file is dated September 5.",
            ours=True,
        ),
    )


def _rows() -> tuple[QueueRow, ...]:
    """Return queue rows: to claim, claimed, without an estimate."""
    from fairnotice.interfaces.portal.styleguide import samples  # noqa: PLC0415  SciPy has no place in a start-up

    made = samples.estimate(7.4, 6.2)
    return (
        QueueRow(
            "Nov 23",
            "tomorrow",
            "Answer question: Quillfern Studio",
            "WM-2611-0482 · “Does a rating before delivery count?”",
            "#queue",
            claim_url="/styleguide/",
            estimate=made,
        ),
        QueueRow(
            "Nov 27",
            "5 days",
            "Reply to answer: Farrow Digital",
            "WM-2611-0491 · response in, 4 contracts named",
            "#queue",
            claimed_by="Ada Marsh",
            estimate=made,
        ),
        QueueRow(
            "Dec 1",
            "9 days",
            "Address missing: T. Okafor",
            "WM-2611-0502 · letter printed for the post",
            "#queue",
            claim_url="/styleguide/",
        ),
    )
