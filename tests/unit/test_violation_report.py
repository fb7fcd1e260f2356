"""A report of a breach is complete, or says everything it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from fairnotice.facts.violation_report import EvidenceItem, EvidenceKind, ViolationReport, read_report, report_of_row
from fairnotice.kernel.problem import BadInput

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "violation_id": "V-17",
    "account_id": "freelancer-7",
    "provision": "V1.1",
    "occurred_at": "2026-10-28T14:00:00Z",
    "description": "Asked the client to pay by bank transfer.",
    "evidence": [{"kind": "message", "reference": "M-5512"}],
    "reported_by": "client-3",
}


def read(**changes: Any) -> ViolationReport:
    values = {name: value for name, value in {**GOOD, **changes}.items() if value is not ...}
    return read_report(values, where="request", now=NOW)


def refused(**changes: Any) -> str:
    with pytest.raises(BadInput) as refusal:
        read(**changes)
    return refusal.value.sentence


class TestAReport:
    def test_keeps_what_was_said(self) -> None:
        report = read()
        assert report.evidence == (EvidenceItem(EvidenceKind.MESSAGE, "M-5512"),)
        assert report.occurred_at == datetime(2026, 10, 28, 14, tzinfo=UTC)
        assert not report.own_initiative

    def test_of_nobody_else_is_our_own_initiative(self) -> None:
        assert read(reported_by=...).own_initiative
        assert read(reported_by="program").own_initiative

    @pytest.mark.parametrize("name", ["violation_id", "account_id", "provision", "occurred_at", "description"])
    def test_needs_each_of_its_facts(self, name: str) -> None:
        assert f"request, {name}" in refused(**{name: ...})

    @pytest.mark.parametrize("evidence", [..., [], None])
    def test_needs_evidence(self, evidence: Any) -> None:
        assert "Nothing supports it." in refused(evidence=evidence)

    def test_says_everything_at_once_with_where_what_and_what_to_do(self) -> None:
        with pytest.raises(BadInput) as refusal:
            read(account_id="", description=" ", occurred_at="yesterday")
        assert {p.where for p in refusal.value.problems} == {
            "request, account_id",
            "request, description",
            "request, occurred_at",
        }
        assert all(p.what and p.hint for p in refusal.value.problems)

    @pytest.mark.parametrize("name", ["mental_health", "union_member", "private_message", "religion", "gps_trail"])
    def test_has_no_place_for_what_the_law_keeps_out(self, name: str) -> None:
        assert "the law forbids" in refused(**{name: "x"})
        assert "the law forbids" in refused(evidence=[{"kind": "message", "reference": "M-1", name: "x"}])

    def test_has_no_place_for_the_words_of_a_private_message(self) -> None:
        said = refused(evidence=[{"kind": "message", "reference": "Pay me by bank, please"}])
        assert "name the message by its id" in said

    def test_is_of_something_that_has_happened(self) -> None:
        assert "lies in the future" in refused(occurred_at="2026-11-03")

    @pytest.mark.parametrize(
        "evidence",
        ["C-1", [3], [{"kind": "rumor", "reference": "x"}], [{"kind": "url", "reference": "evidence.example"}], [{}]],
    )
    def test_knows_its_kinds_of_evidence(self, evidence: Any) -> None:
        assert "request, evidence" in refused(evidence=evidence)


class TestItsFingerprint:
    def test_is_equal_for_the_same_report(self) -> None:
        assert read().fingerprint == read(occurred_at="2026-10-28T16:00:00+02:00").fingerprint

    @pytest.mark.parametrize("name", ["description", "reported_by", "actor_id", "severity", "provision"])
    def test_changes_with_each_fact(self, name: str) -> None:
        changes: dict[str, Any] = {name: "other"}
        assert replace(read(), **changes).fingerprint != read().fingerprint


class TestARowOfTheImport:
    ROW: dict[str, Any] = {
        **{name: value for name, value in GOOD.items() if name != "evidence"},
        "severity": None,
        "evidence_url": "https://evidence.example/V-17",
    }

    def test_makes_a_report_with_its_address_as_evidence(self) -> None:
        report = report_of_row(self.ROW, now=NOW)
        assert report.evidence == (EvidenceItem(EvidenceKind.ADDRESS, "https://evidence.example/V-17"),)

    def test_without_evidence_makes_none(self) -> None:
        with pytest.raises(BadInput, match="violations, V-17"):
            report_of_row({**self.ROW, "evidence_url": None}, now=NOW)
