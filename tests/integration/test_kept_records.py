"""What a case relies on is kept with it, once, bound by the chain; a missing record is named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from fairnotice.evaluation.record import explanation_to_json
from fairnotice.interfaces.portal.styleguide import samples
from fairnotice.kernel.canonical import canonical
from fairnotice.ledger.casebook import lock_docket
from fairnotice.ledger.models import EvidenceSnapshot, Finding, ReliedOn
from fairnotice.ledger.snapshots import content_of, missing_records, records_by_then
from fairnotice.queries.chain_check import case_faults
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file

pytestmark = pytest.mark.django_db


def finding_of(case: CaseFile) -> Finding:
    finding = case.row.finding
    assert finding is not None
    return finding


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, home: Path) -> CaseFile:
    return a_case_file(monkeypatch).opened_by_manager()


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


class TestTheRecordsOfACase:
    def test_begin_with_the_look_it_was_opened_upon(self, case: CaseFile) -> None:
        (use,) = ReliedOn.objects.all()
        assert (use.event.number, use.what) == (1, "look")
        assert content_of(use.sha256) == finding_of(case).explanation

    def test_are_not_stored_twice(self, case: CaseFile) -> None:
        kept = EvidenceSnapshot.objects.get()
        assert (kept.content, kept.finding) == ("", case.row.finding)

    def test_are_all_there(self, case: CaseFile) -> None:
        assert missing_records(case.row) == ()

    def test_are_kept_with_a_step_that_brings_fresh_ones(self, case: CaseFile) -> None:
        later = explanation_to_json(samples.agency())
        with transaction.atomic():
            docket = lock_docket(case.case_id)
            from fairnotice.cases.events import StatementAdded  # noqa: PLC0415  any step will do
            from fairnotice.cases.stages import Who  # noqa: PLC0415  the same

            step = StatementAdded(at=OPENED_AT + timedelta(hours=1), by=Who.ACCOUNT, person=case.manager.pk)
            relied_on = {"later": later, "v-1": {"what": "late delivery"}}
            docket.append(step, actor=None, now=step.at, policy=docket.row.policy, relied_on=relied_on)
        assert [use.what for use in ReliedOn.objects.filter(event__number=3).order_by("what")] == ["later", "v-1"]
        assert EvidenceSnapshot.objects.count() == (
            2 if canonical(later) == canonical(finding_of(case).explanation) else 3
        )
        assert [record.what for record in records_by_then(case.row)] == ["later", "look", "v-1"]
        assert case_faults() == []

    @pytest.mark.usefixtures("unguarded")
    def test_are_bound_by_the_chain(self, case: CaseFile) -> None:
        run("UPDATE relied_on SET what = 'other'")
        assert [fault.number for fault in case_faults()] == [1]

    @pytest.mark.parametrize(
        ("damage", "said"),
        [
            ("DELETE FROM evidence_snapshot", "What event 1 relies on as look is gone."),
            ("UPDATE finding SET explanation = '{}'", "What event 1 relies on as look was changed."),
            ("UPDATE policy_version SET text = 'x'", "is not the one that was published."),
        ],
    )
    @pytest.mark.usefixtures("unguarded")
    def test_are_named_where_they_are_missing(self, case: CaseFile, damage: str, said: str) -> None:
        run(damage)
        (missing,) = missing_records(case.row)
        assert missing.endswith(said)

    @pytest.mark.parametrize(
        "statement",
        ["UPDATE evidence_snapshot SET content = 'x'", "DELETE FROM evidence_snapshot", "DELETE FROM relied_on"],
    )
    def test_cannot_be_changed_or_removed(self, case: CaseFile, statement: str) -> None:
        with pytest.raises(DatabaseError, match=r"append-only|a record goes only"), transaction.atomic():
            run(statement)
