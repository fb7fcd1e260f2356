"""The same report by two doors at once is one violation, and the same act opens one case."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from fairnotice.actions.admit_person import AdmitPerson, admit_person
from fairnotice.actions.open_violation_case import OpenViolationCase, open_violation_case
from fairnotice.cases.refusals import AlreadyJudged, CaseAlreadyOpen
from fairnotice.ledger.models import Case, Notice, ViolationVersion
from tests.support.breaches import RECORDED_AT, a_town, recorded
from tests.support.builders import a_reviewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
DOORS = 4


@pytest.fixture(autouse=True)
def _a_server() -> None:
    """Threads of one process share the tests' SQLite in memory, whose locks do not wait as those of a file do."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (FAIRNOTICE_TEST_DATABASE=postgres)")


def at_once(deed: Callable[[], Any]) -> list[Any]:
    """Do the deed in several threads that begin together; an exception is an answer."""
    gate = Barrier(DOORS)

    def one(_: int) -> Any:
        gate.wait()
        try:
            return deed()
        except Exception as refused:  # noqa: BLE001  the answer that is looked at
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(DOORS) as pool:
        return list(pool.map(one, range(DOORS)))


class TestTwoDoorsAtOnce:
    def test_record_one_violation(self, home: Path) -> None:
        a_town(home)
        answers = at_once(recorded)
        assert [each for each in answers if isinstance(each, Exception)] == []
        assert sum(each.fresh for each in answers) == 1
        assert ViolationVersion.objects.count() == 1

    def test_open_one_case_with_one_letter(self, home: Path) -> None:
        a_town(home)
        recorded()
        admit_person(AdmitPerson(account_id="member-0"), now=RECORDED_AT)
        reviewer = a_reviewer().pk
        answers = at_once(lambda: open_violation_case(OpenViolationCase(("V-17",), reviewer), now=RECORDED_AT))
        refused = [each for each in answers if isinstance(each, Exception)]
        assert len(refused) == DOORS - 1
        assert {type(each) for each in refused} <= {AlreadyJudged, CaseAlreadyOpen}
        assert (Case.objects.count(), Notice.objects.count()) == (1, 1)
