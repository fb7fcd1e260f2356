"""When its time is over, what people wrote in a case goes for good, and the record still proves what happened."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from fairnotice.actions.add_evidence import AddEvidence, HandedIn, add_evidence
from fairnotice.actions.request_erasure import RequestErasure, request_erasure
from fairnotice.actions.shred import Gone, KeptUntil, Shred, cases_past_their_time, shred
from fairnotice.actions.withdraw import Withdraw, withdraw
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.models import EventText, EvidenceSnapshot, Shredding
from fairnotice.ledger.snapshots import missing_records
from fairnotice.queries.case_export.contents import contents
from fairnotice.queries.case_export.cut import for_person, for_staff
from fairnotice.queries.chain_check import case_faults, journal_fault
from fairnotice.queries.evidence import files_of
from fairnotice.queries.invariants import p15_evidence_kept
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, signed_in

pytestmark = pytest.mark.django_db
ENDED_AT = OPENED_AT + timedelta(days=6)
OVER = datetime.fromisoformat("2029-11-08T10:00:00+00:00")


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, home: Path) -> CaseFile:
    return a_case_file(monkeypatch).opened_by_manager().asked().team_told().answered()


@pytest.fixture
def final(case: CaseFile) -> CaseFile:
    from fairnotice.actions.claim_case import ClaimCase, claim_case  # noqa: PLC0415  the way there
    from fairnotice.actions.reply import Reply, reply  # noqa: PLC0415  the same

    claim_case(ClaimCase(case.case_id, case.reviewer.pk), now=ENDED_AT)
    reply(Reply(case.case_id, case.reviewer.pk, 1, "C-87760 counts: it was rated.", ("C-87760",)), now=ENDED_AT)
    withdraw(Withdraw(case.case_id, case.reviewer.pk, "The ratings were explained."), now=ENDED_AT)
    return case


class TestShredding:
    def test_takes_the_words_and_leaves_the_chain(self, final: CaseFile) -> None:
        texts = EventText.objects.count()
        assert texts >= 4
        assert shred(Shred(final.case_id), now=OVER) == Gone(texts, 1)
        assert not EventText.objects.exists()
        assert not EvidenceSnapshot.objects.exists()
        assert final.row.events.exclude(words_digest="").count() == texts
        assert [*case_faults(), journal_fault(), *missing_records(final.row)] == [""]

    def test_is_on_record_with_its_day_and_its_ground(self, final: CaseFile) -> None:
        request_erasure(RequestErasure(final.case_id, final.manager.pk), now=ENDED_AT + timedelta(days=400))
        shred(Shred(final.case_id), now=OVER)
        assert {(row.ground, row.shredded_at) for row in Shredding.objects.all()} == {("request", OVER)}
        last = final.row.events.order_by("number").last()
        assert last is not None
        assert (last.name, last.actor_kind) == ("Shredded", "clock")

    def test_happens_once(self, final: CaseFile) -> None:
        shred(Shred(final.case_id), now=OVER)
        assert shred(Shred(final.case_id), now=OVER) == Gone(0, 0)

    def test_waits_for_three_years_even_where_somebody_asked(self, final: CaseFile) -> None:
        request_erasure(RequestErasure(final.case_id, final.manager.pk), now=ENDED_AT + timedelta(days=1))
        with pytest.raises(KeptUntil, match="kept until 2029-11-08"):
            shred(Shred(final.case_id), now=OVER - timedelta(seconds=1))
        assert cases_past_their_time(now=OVER - timedelta(seconds=1)) == ()
        assert cases_past_their_time(now=OVER) == (final.case_id,)

    def test_is_asked_for_once_by_each_of_those_concerned(self, final: CaseFile) -> None:
        for person in (final.manager, final.manager, final.member):
            request_erasure(RequestErasure(final.case_id, person.pk), now=ENDED_AT)
        asked = final.row.events.filter(name="ErasureRequested")
        assert list(asked.values_list("actor_id", flat=True)) == [final.manager.pk, final.member.pk]

    def test_is_not_asked_for_by_staff_or_strangers(self, final: CaseFile) -> None:
        for person in (final.reviewer, final.stranger):
            with pytest.raises(Refusal):
                request_erasure(RequestErasure(final.case_id, person.pk), now=ENDED_AT)

    def test_waits_for_the_end_of_the_case(self, case: CaseFile) -> None:
        with pytest.raises(KeptUntil, match="while it runs"):
            shred(Shred(case.case_id), now=OVER)

    def test_takes_the_files_that_no_other_case_keeps(
        self, final: CaseFile, home: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        handed_in = HandedIn("calendar.txt", [b"Monday: nothing."])
        add_evidence(AddEvidence(final.case_id, final.manager.pk, (handed_in,)), now=ENDED_AT)
        (file,) = files_of(final.case_id)
        assert file.path.is_file()
        with django_capture_on_commit_callbacks(execute=True):
            assert shred(Shred(final.case_id), now=OVER).files == 1
        assert not file.path.exists()
        assert [*missing_records(final.row), *p15_evidence_kept.breaches()] == []
        assert files_of(final.case_id)[0].name == "file"

    def test_is_the_only_way_that_words_go(self, final: CaseFile) -> None:
        with (
            pytest.raises(DatabaseError, match="only where their shredding"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM event_text")


class TestAskingForErasure:
    def test_is_done_on_the_case_s_page(self, final: CaseFile) -> None:
        answer = signed_in(final.manager).post(f"{final.url}erase/")
        assert answer["Location"] == final.url
        assert final.row.events.filter(name="ErasureRequested", actor_id=final.manager.pk).count() == 1
        assert signed_in(final.stranger).post(f"{final.url}erase/").status_code == 404

    def test_lets_staff_take_no_words_along(self, final: CaseFile) -> None:
        request_erasure(RequestErasure(final.case_id, final.manager.pk), now=ENDED_AT)
        cut = for_staff(final.reference)
        said = contents(cut, letters=[], files=[], now=OVER)
        assert (cut.letters, cut.evidence) == ((), ())
        assert {str(event["text"]) for event in said["events"]} == {"None"}
        own = contents(for_person(final.reference, final.manager.pk, now=OVER), letters=[], files=[], now=OVER)
        assert any(event["text"] for event in own["events"])
