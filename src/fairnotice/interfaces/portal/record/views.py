"""``/record/<account>/``: everything on record about an account, as both sides see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.frame import account_nav
from fairnotice.interfaces.portal.record.shown import cases_of, ladders_of, signed_of, status_of, violations_of
from fairnotice.interfaces.portal.standing_shown import context_of as standing_context
from fairnotice.interfaces.portal.viewing import Reader, of_account
from fairnotice.queries.account_record import AccountRecord, account_record, satisfied_ends
from fairnotice.queries.standing import standing_of
from fairnotice.queries.stats import stats_of


@require_safe
@of_account
def record(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the record to those who answer for the account, and to reviewers; a member has the case's page."""
    if not reader.access.sees_all:
        raise Http404
    instant, zone = now(), str(getattr(request.user, "timezone", ""))
    stats = stats_of(reader.person_id, reader.access)
    satisfied = satisfied_ends(stats.explanation if stats else None)
    found = account_record(reader.access.account_id, now=instant, satisfied=satisfied)
    return render(request, "portal/record.html", context_of(found, reader, zone=zone, instant=instant))


def context_of(found: AccountRecord, reader: Reader, *, zone: str, instant: datetime) -> dict[str, Any]:
    """Return everything the page shows."""
    staff = reader.access.role == "reviewer"
    standing = standing_of(found.account_id)
    return {
        **standing_context(standing, zone=zone),
        "standing": standing,
        "nav": account_nav(found.account_id, current="record"),
        "viewer": reader.viewer,
        "status": status_of(found, reader.access.name, zone=zone),
        "name": reader.access.name,
        "staff": staff,
        "record_url": reverse("console-violation-record") + f"?account={found.account_id}" if staff else "",
        "violations": violations_of(found, zone=zone, staff=staff),
        "cases": cases_of(found, zone=zone, staff=staff),
        "signed": signed_of(found, zone=zone),
        "ladders": ladders_of(found, zone=zone),
        "stands_at": instant,
    }
