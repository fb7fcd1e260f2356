"""How we answer: how long accounts wait, and how often the gate sends a draft back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.staff import for_reviewers, frame_of
from fairnotice.notices import words
from fairnotice.queries.agreement import agreement
from fairnotice.queries.reply_figures import ReplyFigures, reply_figures

PERIODS = (30, 90, 365)
"""Days that can be looked at."""
WHY: Mapping[str, str] = {
    "near_copy": "was sent to another account already",
    "own_words_needed": "had nothing in it but a placeholder or the rule",
    "part_unanswered": "left a question unanswered",
    "states_facts": "named no fact of the case",
}


@require_safe
@for_reviewers
def replies(request: HttpRequest) -> HttpResponse:
    """Show the figures of the last days."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked.isdigit() and int(asked) in PERIODS else PERIODS[0]
    at, seconds = now(), agreement()
    figures = reply_figures(since=at - timedelta(days=days), until=at + timedelta(microseconds=1))
    context = {
        **frame_of(request, "replies"),
        "days": days,
        "periods": PERIODS,
        "sentence": sentence_of(figures, days),
        "lede": lede_of(figures),
        "figures": figures,
        "agreement": seconds,
        "agreement_low": words.of_100(seconds.low),
        "agreement_high": words.of_100(seconds.high),
        "rows": [(name, said(value)) for name, value in _times(figures)],
        "refused": [(WHY.get(code, code), number) for code, number in figures.refused_drafts.items()],
    }
    return render(request, "console/replies.html", context)


def sentence_of(figures: ReplyFigures, days: int) -> str:
    """Return how quickly we answered, as a sentence."""
    if figures.median is None:
        return f"No question was answered in the last {days} days."
    return f"Half of the questions of the last {days} days were answered within {said(figures.median)}."


def lede_of(figures: ReplyFigures) -> str:
    """Return what became of the questions and the drafts."""
    asked = f"{words.counted(figures.asked, 'question')} came in; {figures.waiting} still wait."
    if figures.refused_of_100 is None:
        return asked
    return f"{asked} The gate sent {figures.refused_of_100} of 100 drafts back to their writers."


def said(time: timedelta | None) -> str:
    """Return a time in the largest fitting unit, such as ``2.5 days``; a dash where there is none."""
    if time is None:
        return "\N{EN DASH}"
    hours = time.total_seconds() / 3600
    if hours < 1:
        return words.counted(max(round(60 * hours), 1), "minute")
    number, unit = (hours, "hour") if hours < 48 else (hours / 24, "day")  # noqa: PLR2004  two days
    return f"{number:.1f} {unit}s" if round(number, 1) != 1 else f"1 {unit}"


def _times(figures: ReplyFigures) -> tuple[tuple[str, timedelta | None], ...]:
    return (
        ("Half of them within", figures.median),
        ("On average", figures.mean),
        ("Nine of ten within", figures.ninth_tenth),
    )
