"""How the rules fare: which decisions were overturned how often, which rules are paused, and taking one up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fairnotice.actions.resume_rule import ResumeRule, resume_rule
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.staff import ANALYST, COMPLIANCE, REVIEWER, for_staff, frame_of, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import UNPROCESSABLE, sentence_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.rule_pauses import RuleRecord, rules_on_record


@dataclass(frozen=True, slots=True)
class Row:
    """One rule as the page shows it."""

    rule: RuleRecord
    figures: str
    limit: str
    until: str
    """By when its owner answers, where it is paused."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(REVIEWER, ANALYST, COMPLIANCE)
def rules(request: HttpRequest) -> HttpResponse:
    """Show each rule, paused ones first; take up the one that the reader answers for."""
    if request.method != "POST":
        return _page(request)
    number, reasons = request.POST.get("pause", ""), request.POST.get("reasons", "")
    if number not in {str(rule.pause.pk) for rule in rules_on_record() if rule.pause}:
        raise Http404
    try:
        resume_rule(ResumeRule(int(number), person_id_of(request), reasons), now=now())
    except Refusal as refusal:
        return _page(request, sentence_of(refusal), number, reasons)
    messages.success(request, "The rule goes on, and every account under it has back the time it had left.")
    return redirect("console-rules")


def _page(request: HttpRequest, fault: str = "", of: str = "", reasons: str = "") -> HttpResponse:
    """Return the page; *fault* belongs to the pause *of*, with what was written."""
    rows = [_row(rule, zone_of(request)) for rule in rules_on_record()]
    paused = sum(row.rule.state == "paused" for row in rows)
    sentence = f"{words.counted(paused, 'rule')} {'is' if paused == 1 else 'are'} paused." if paused else ""
    context = {
        **frame_of(request, "rules"),
        "sentence": sentence or "No rule is paused.",
        "rows": rows,
        "fault": fault,
        "fault_of": int(of) if of else None,
        "reasons": reasons,
    }
    return render(request, "console/rules.html", context, status=UNPROCESSABLE if fault else 200)


def _row(rule: RuleRecord, zone: str) -> Row:
    """Return one rule with its figures in words."""
    share = rule.share
    figures = "No objection has been answered since."
    if share is not None and share.of:
        low, high = share.interval()
        figures = (
            f"{share.count} of {words.counted(share.of, 'answered objection')} overturned the decision. "
            f"The true share is very likely (95 in 100) {words.between(low, high)} of 100."
        )
    limit = rule.policy.overturn
    until: datetime | None = rule.pause.retire_by if rule.pause and rule.state == "paused" else None
    return Row(
        rule,
        figures,
        f"It pauses at {words.of_100(limit.share)} of 100, once {limit.least} are answered.",
        words.deadline(until, zone) if until else "",
    )
