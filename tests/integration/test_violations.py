"""A violation is recorded once, corrected beside itself, withdrawn beside itself, and does nothing by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from fairnotice.actions.read_violations import read_violations, unread_violations
from fairnotice.actions.record_violation import (
    AnotherViolation,
    NobodyThere,
    OwnConduct,
    ViolationWithdrawn,
)
from fairnotice.actions.withdraw_violation import NoSuchViolation, WithdrawViolation, withdraw_violation
from fairnotice.cases.refusals import OnlyOnce, ReasonsNeeded
from fairnotice.ledger.models import Case, Notice, Violation, ViolationReading, ViolationText, ViolationVersion
from fairnotice.policy.binding import RuleBoundThen
from tests.support.breaches import RECORDED_AT, a_town, recorded
from tests.support.builders import a_reviewer
from tests.support.parties import lay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_town")]
LATER = RECORDED_AT + timedelta(days=1)


@pytest.fixture
def _town(home: Path) -> None:
    a_town(home)


class TestRecording:
    def test_puts_the_act_its_evidence_and_the_rule_that_bound_on_record(self) -> None:
        recorded()
        version = ViolationVersion.objects.select_related("words", "policy").get()
        assert (version.violation_id, version.number, version.source) == ("V-17", 1, "staff")
        assert version.evidence == [["message", "M-5512"], ["contract", "C-88213"]]
        assert (version.reported_by, version.own_initiative) == ("client-3", False)
        assert version.words.text.startswith("Asked the client")
        assert version.policy.policy_id == "marketplace-quality"

    def test_has_no_effect_by_itself(self) -> None:
        recorded()
        assert not Case.objects.exists()
        assert not Notice.objects.exists()

    def test_the_same_report_again_writes_nothing(self) -> None:
        assert recorded().fresh
        assert not recorded(now=LATER).fresh
        assert ViolationVersion.objects.count() == 1

    def test_another_content_is_a_correction_and_no_second_violation(self) -> None:
        recorded()
        corrected = recorded(description="Asked the client of C-88213 to pay in cash.", now=LATER)
        assert (corrected.version, corrected.fresh) == (2, True)
        assert Violation.objects.count() == 1
        assert list(ViolationVersion.objects.values_list("number", flat=True)) == [1, 2]

    def test_going_back_to_what_was_said_first_is_a_third_version(self) -> None:
        recorded()
        recorded(severity="high")
        assert recorded().version == 3

    @pytest.mark.parametrize("changes", [{"account_id": "member-1"}, {"provision": "V1.2"}])
    def test_another_account_or_rule_is_another_violation(self, changes: dict[str, Any]) -> None:
        recorded()
        with pytest.raises(AnotherViolation):
            recorded(**changes)

    def test_needs_an_account_of_the_marketplace(self) -> None:
        with pytest.raises(NobodyThere):
            recorded(account_id="nobody")


class TestARule:
    def test_binds_only_what_happened_in_its_time(self) -> None:
        with pytest.raises(RuleBoundThen):
            recorded(occurred_at="2024-02-01T11:59:59Z")
        assert recorded(occurred_at="2024-02-01T12:00:00Z").fresh

    @pytest.mark.parametrize("provision", ["Q2.1", "Q1.1", "V9.9"])
    def test_that_measures_explains_or_does_not_exist_cannot_be_breached(self, provision: str) -> None:
        with pytest.raises(RuleBoundThen):
            recorded(provision=provision)


class TestOwnConduct:
    def test_of_an_agency_is_what_its_owner_or_a_manager_did(self) -> None:
        assert recorded(account_id="agency-1", actor_id="manager-1").fresh

    def test_of_an_agency_is_not_what_a_member_did_alone(self) -> None:
        with pytest.raises(OwnConduct) as refused:
            recorded(account_id="agency-1", actor_id="member-0")
        assert refused.value.actor_id == "member-0"
        assert not Violation.objects.exists()

    def test_of_an_agency_is_not_what_an_outsider_did(self) -> None:
        with pytest.raises(OwnConduct):
            recorded(account_id="agency-1", actor_id="stranger")

    def test_of_a_person_is_nobody_elses(self) -> None:
        assert recorded("V-1", account_id="manager-0", actor_id="manager-0").fresh
        with pytest.raises(OwnConduct):
            recorded("V-2", account_id="manager-0", actor_id="member-0")


class TestWithdrawing:
    def test_keeps_the_violation_on_record_with_who_when_and_why(self) -> None:
        recorded()
        reviewer = a_reviewer()
        withdraw_violation(WithdrawViolation("V-17", reviewer.pk, "The client mixed up two people."), now=LATER)
        kept = Violation.objects.select_related("withdrawal__words").get()
        assert (kept.withdrawal.withdrawn_by, kept.withdrawal.withdrawn_at) == (reviewer, LATER)
        assert kept.withdrawal.words.text == "The client mixed up two people."

    def test_is_done_once_by_a_person_with_reasons(self) -> None:
        recorded()
        reviewer = a_reviewer()
        with pytest.raises(ReasonsNeeded):
            withdraw_violation(WithdrawViolation("V-17", reviewer.pk, "  "), now=LATER)
        with pytest.raises(NoSuchViolation):
            withdraw_violation(WithdrawViolation("V-18", reviewer.pk, "Wrong."), now=LATER)
        withdraw_violation(WithdrawViolation("V-17", reviewer.pk, "Wrong."), now=LATER)
        with pytest.raises(OnlyOnce):
            withdraw_violation(WithdrawViolation("V-17", reviewer.pk, "Wrong."), now=LATER)

    def test_is_not_undone_by_a_correction_but_the_same_file_may_come_again(self) -> None:
        recorded()
        withdraw_violation(WithdrawViolation("V-17", a_reviewer().pk, "Wrong."), now=LATER)
        assert not recorded(now=LATER).fresh
        with pytest.raises(ViolationWithdrawn):
            recorded(severity="high", now=LATER)


class TestTheRecord:
    @pytest.mark.parametrize("table", ["violation", "violation_version", "violation_withdrawal"])
    def test_cannot_be_changed_or_removed(self, table: str) -> None:
        recorded()
        withdraw_violation(WithdrawViolation("V-17", a_reviewer().pk, "Wrong."), now=LATER)
        column = {"violation_version": "severity", "violation": "provision_id"}.get(table, "withdrawn_at")
        for statement in (f"UPDATE {table} SET {column} = '2026-01-01'", f"DELETE FROM {table}"):  # noqa: S608  our own
            with (
                pytest.raises(DatabaseError, match="append-only"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

    def test_keeps_personal_words_apart_so_that_they_can_be_shredded(self) -> None:
        recorded()
        ViolationText.objects.all().delete()
        assert ViolationVersion.objects.count() == 1


class TestImportedViolations:
    ROW = {
        "violation_id": "V-1",
        "account_id": "member-0",
        "provision": "V1.2",
        "occurred_at": datetime(2026, 9, 1, 12),  # noqa: DTZ001  tables rest in UTC without saying so
        "description": "Shared a telephone number in a first proposal.",
        "evidence_url": "https://evidence.example/V-1",
        "reported_by": "program",
    }

    def laid(self, home: Path, *rows: dict[str, object]) -> None:
        a_town(home)
        lay(home, **a_towns_tables(home), violations=[*rows])

    def test_are_recorded_once_however_often_they_are_read(self, home: Path) -> None:
        self.laid(home, self.ROW)
        assert unread_violations()
        assert read_violations(now=RECORDED_AT).recorded == 1
        assert not unread_violations()
        again = read_violations(now=LATER)
        assert (again.rows, again.recorded, again.corrected, ViolationVersion.objects.count()) == (1, 0, 0, 1)
        version = ViolationVersion.objects.get()
        assert (version.source, version.own_initiative) == ("import", True)
        assert version.occurred_at == datetime(2026, 9, 1, 12, tzinfo=UTC)

    def test_become_a_correction_when_the_row_changes(self, home: Path) -> None:
        self.laid(home, self.ROW)
        read_violations(now=RECORDED_AT)
        self.laid(home, {**self.ROW, "severity": "low"})
        assert unread_violations()
        assert read_violations(now=LATER).corrected == 1
        assert Violation.objects.count() == 1

    def test_are_refused_row_by_row_with_the_reason_kept(self, home: Path) -> None:
        old = {**self.ROW, "violation_id": "V-2", "occurred_at": datetime(2020, 1, 1)}  # noqa: DTZ001  as above
        bare = {**self.ROW, "violation_id": "V-3", "evidence_url": None}
        self.laid(home, self.ROW, old, bare)
        reading = read_violations(now=RECORDED_AT)
        assert reading.recorded == 1
        kept = ViolationReading.objects.get()
        assert [(each["id"], each["code"]) for each in kept.refused] == [
            ("V-2", "rule_bound_then"),
            ("V-3", "bad_input"),
        ]


def a_towns_tables(home: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of the town's accounts and memberships, to be laid again beside others."""
    import duckdb  # noqa: PLC0415  for this helper alone

    tables = {}
    for name in ("accounts", "memberships"):
        file = home / "warehouse" / "tables" / name / "all.parquet"
        with duckdb.connect() as reader:
            found = reader.execute(f"SELECT * FROM '{file}'")  # noqa: S608  our own
            columns = [column[0] for column in found.description]
            tables[name] = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    return tables
