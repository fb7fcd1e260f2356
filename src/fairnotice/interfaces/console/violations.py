"""Violations for staff: what waits for a person, one of them in full, and the form that records one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairnotice.actions.look_at_evidence import LookAtEvidence, look_at_evidence
from fairnotice.actions.open_violation_case import OpenViolationCase, open_violation_case
from fairnotice.actions.record_violation import RecordViolation, record_violation
from fairnotice.actions.withdraw_violation import WithdrawViolation, withdraw_violation
from fairnotice.facts.violation_report import EvidenceKind, ViolationReport, read_report
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.staff import for_reviewers, frame_of, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import ANSWERS, UNPROCESSABLE, refused, sentence_of
from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.notices.breach import EVIDENCE
from fairnotice.queries.case_record import case_id_of, reference_of
from fairnotice.queries.rules import rules_that_can_be_breached
from fairnotice.queries.violations import (
    ViolationOnRecord,
    refused_rows,
    violation,
    violations_of,
    violations_without_case,
)

FIELDS = {
    EvidenceKind.CONTRACT: ("Contracts", "By id, parted by commas."),
    EvidenceKind.MESSAGE: ("Messages", "By id, never their words: private talk is not stored."),
    EvidenceKind.FILE: ("Files", "By name or hash."),
    EvidenceKind.ADDRESS: ("Addresses", "https:// or http://."),
    EvidenceKind.NOTICE: ("Notices of others", "By number."),
}
"""What the form asks for as evidence, of which one is needed."""
NO_TIME = "00:00"
"""Where nobody knows the time, the day's first instant: it is the one in the account's favor."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the form holds."""

    violation_id: str
    account_id: str = ""
    provision: str = ""
    on: str = ""
    at: str = ""
    description: str = ""
    reported_by: str = ""
    actor_id: str = ""
    severity: str = ""
    evidence: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: QueryDict) -> Written:
        """Return what was sent."""
        names = ("account_id", "provision", "on", "at", "description", "reported_by", "actor_id", "severity")
        return cls(
            violation_id=sent.get("violation_id", ""),
            evidence={kind.value: sent.get(f"evidence_{kind.value}", "").strip() for kind in EvidenceKind},
            **{name: sent.get(name, "").strip() for name in names},
        )

    def report(self, *, now: datetime) -> ViolationReport:
        """
        Return the report it makes.

        Raises:
            BadInput: something is missing or malformed.
        """
        evidence = [
            {"kind": kind, "reference": reference.strip()}
            for kind, several in self.evidence.items()
            for reference in several.replace("\n", ",").split(",")
            if reference.strip()
        ]
        values = {
            "violation_id": self.violation_id,
            "account_id": self.account_id,
            "provision": self.provision,
            "occurred_at": f"{self.on}T{self.at or NO_TIME}" if self.on else "",
            "description": self.description,
            "reported_by": self.reported_by or "staff",
            "actor_id": self.actor_id,
            "severity": self.severity,
            "evidence": evidence,
        }
        return read_report(values, where="form", now=now)


@require_safe
@for_reviewers
def violations_page(request: HttpRequest) -> HttpResponse:
    """Show the violations that no case has dealt with, and the imported rows that were refused."""
    waiting, zone = violations_without_case(), zone_of(request)
    context = {
        **frame_of(request, "violations"),
        "waiting": [(each, reverse("console-violation", args=[each.id]), when(each, zone)) for each in waiting],
        "refused": refused_rows(),
    }
    return render(request, "console/violations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def record_page(request: HttpRequest) -> HttpResponse:
    """Show the form, and record what it says; sent twice, it is one violation."""
    problems: tuple[Problem, ...] = ()
    written, status = Written(violation_id=f"S-{secrets.token_hex(4)}", account_id=request.GET.get("account", "")), 200
    if request.method == "POST":
        written, instant = Written.of(request.POST), now()
        try:
            command = RecordViolation(written.report(now=instant), "staff", person_id_of(request))
            done = record_violation(command, now=instant)
        except BadInput as refusal:
            problems, status = refusal.problems, UNPROCESSABLE
        except Refusal as refusal:
            problems, status = (Problem("form", sentence_of(refusal), ""),), ANSWERS[refusal.code].status
        else:
            messages.success(request, "It is on record. By itself it has no effect.")
            return redirect("console-violation", done.violation_id)
    context = {
        **frame_of(request, "violations"),
        "written": written,
        "problems": [(problem.where.rpartition(", ")[2].split(" ")[0], problem) for problem in problems],
        "rules": rules_that_can_be_breached(now=now()),
        "evidence": [(kind.value, *said, written.evidence.get(kind.value, "")) for kind, said in FIELDS.items()],
    }
    return render(request, "console/violation_record.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def violation_page(request: HttpRequest, violation_id: str) -> HttpResponse:
    """Show one violation; a POST takes it back, with reasons."""
    zone, status, fault = zone_of(request), 200, ""
    if request.method == "POST":
        command = WithdrawViolation(violation_id, person_id_of(request), request.POST.get("reasons", ""))
        try:
            withdraw_violation(command, now=now())
        except Refusal as refusal:
            status, fault = ANSWERS[refusal.code].status, sentence_of(refusal)
        else:
            messages.success(request, "It is taken back, and never counts again.")
            return redirect("console-violation", violation_id)
    found = violation(violation_id)
    if found is None:
        raise Http404
    if found.case_reference:
        look_at_evidence(LookAtEvidence(case_id_of(found.case_reference), person_id_of(request), found.id), now=now())
    context = {
        **frame_of(request, "violations"),
        "one": found,
        "others": _others(found),
        "when": when(found, zone),
        "facts": facts_of(found, zone),
        "evidence": [
            (EVIDENCE[kind].format(reference), reference, kind == "url") for kind, reference in found.evidence
        ],
        "fault": fault,
        "reasons": request.POST.get("reasons", ""),
        "taken_back": words.moment(found.withdrawal.at, zone) if found.withdrawal else "",
    }
    return render(request, "console/violation.html", context, status=status)


@require_POST
@for_reviewers
def open_case_page(request: HttpRequest) -> HttpResponse:
    """Open a case about the chosen violations, and lead to it."""
    chosen = tuple(request.POST.getlist("violation"))
    back = reverse("console-violation", args=[chosen[0]]) if chosen else reverse("console-violations")
    try:
        opened = open_violation_case(OpenViolationCase(chosen, person_id_of(request)), now=now())
    except Refusal as refusal:
        return refused(request, refusal, back=back, **frame_of(request, "violations"))
    messages.success(request, "The case is open, and its first letter is on its way.")
    return redirect("console-case", reference_of(opened))


def when(found: ViolationOnRecord, zone: str) -> str:
    """Return the day of the act."""
    return words.day(words.local_date(found.occurred_at, zone))


def _others(found: ViolationOnRecord) -> tuple[ViolationOnRecord, ...]:
    """Return the other acts of the account under the same rule that no case has dealt with."""
    return tuple(
        each
        for each in violations_of(found.account_id)
        if each.provision_id == found.provision_id
        and each.id != found.id
        and not each.case_reference
        and each.withdrawal is None
    )


def facts_of(found: ViolationOnRecord, zone: str) -> tuple[tuple[str, Any], ...]:
    """Return what is known about a violation, for staff."""
    known = "Found by program" if found.by_program else "Found by staff"
    told = known if found.own_initiative else f"Reported by {found.reported_by}"
    corrected = f", corrected {words.moment(found.corrected_at, zone)}" if found.corrected_at else ""
    by = found.recorded_by or {"import": "an import", "api": "another program"}.get(found.source, "staff")
    rows = (
        ("Account", found.account_id),
        ("Rule", f"{found.provision_id} of the {found.policy_title}, version {found.policy_version}"),
        ("Happened", words.moment(found.occurred_at.astimezone(UTC), "UTC")),
        ("Who did it", found.actor_id or "the account as such"),
        ("How we know", told),
        ("Severity", found.severity),
        ("Recorded", f"{words.moment(found.recorded_at, zone)} by {by}{corrected}"),
    )
    return tuple((name, value) for name, value in rows if value)
