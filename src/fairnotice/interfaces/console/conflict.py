"""Two reviewers at once: the second one reads what the first one wrote, and nothing is sent twice."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fairnotice.interfaces.console.desk import desk_frame
from fairnotice.interfaces.console.history import EVENTS
from fairnotice.interfaces.console.staff import zone_of
from fairnotice.interfaces.refusals import CONFLICT
from fairnotice.notices import words
from fairnotice.queries.case_record import CaseRecord, Happening
from fairnotice.queries.decisions import without_first_view

DECIDING = frozenset(
    {
        "ReplySent",
        "Withdrawn",
        "ImprovementStarted",
        "Extended",
        "MeasureProposed",
        "DecisionMade",
        "EffectGiven",
        "Lifted",
    }
)


def acted_first(record: CaseRecord, *, seen: str, person_id: int) -> Happening | None:
    """Return what another reviewer did after the reader's page was shown, or None."""
    last = int(seen) if seen.isdigit() else record.state.events
    seen_by_them = without_first_view(record, person_id).events
    later = (e for e in seen_by_them if e.number > last and e.name in DECIDING and e.actor_kind == "reviewer")
    return next((event for event in later if event.actor_id != person_id), None)


def conflict(request: HttpRequest, record: CaseRecord, first: Happening, *, text: str) -> HttpResponse:
    """Return the page that says who acted first and what they wrote."""
    zone = zone_of(request)
    deed = "decided" if first.name in {"Withdrawn", "ImprovementStarted"} else "acted on"
    context = {
        **desk_frame(request, record),
        "sentence": f"{first.actor_name or 'Someone'} {deed} this case at {words.clock_time(first.at, zone)}.",
        "what": EVENTS[first.name],
        "first": first,
        "when": words.moment(first.at, zone),
        "text": text,
    }
    return render(request, "console/conflict.html", context, status=CONFLICT)
