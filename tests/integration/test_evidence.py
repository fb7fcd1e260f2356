"""Files that support somebody's side: taken, kept once, handed out only as downloads, and found when they change."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from fairnotice.actions.add_evidence import AddEvidence, EvidenceRefused, HandedIn, add_evidence, plain_name
from fairnotice.ledger.evidence_files import EvidenceStore
from fairnotice.ledger.hearing import Evidence, EvidenceFile
from fairnotice.ledger.models import CaseEvent
from fairnotice.queries.evidence import files_of, opened_by
from fairnotice.queries.invariants import p15_evidence_kept
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, signed_in

pytestmark = pytest.mark.django_db
TODAY = OPENED_AT + timedelta(days=8)
PNG = b"\x89PNG\r\n\x1a\n" + b"a picture of a message" * 40
HASH = hashlib.sha256(PNG).hexdigest()


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, home: Path) -> CaseFile:
    return a_case_file(monkeypatch, clock=TODAY).opened_by_manager()


@pytest.fixture
def store(home: Path) -> EvidenceStore:
    return EvidenceStore.of_home(home)


def picture(name: str = "message.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def handed_in(case: CaseFile, *names: str) -> None:
    files = tuple(HandedIn(name, [PNG]) for name in names)
    add_evidence(AddEvidence(case.case_id, case.manager.pk, files), now=TODAY)


def content_of(client: Client, url: str) -> bytes:
    answer: Any = client.get(url)
    return b"".join(answer.streaming_content)


class TestHandingIn:
    def test_keeps_the_same_content_once_and_each_name_beside_its_event(
        self, case: CaseFile, store: EvidenceStore
    ) -> None:
        handed_in(case, "message.png", "the same.png")
        assert EvidenceFile.objects.get().sha256 == HASH
        assert store.path_of(HASH).read_bytes() == PNG
        assert store.path_of(HASH).parent.name == HASH[:2]
        assert [file.name for file in files_of(case.case_id)] == ["message.png", "the same.png"]
        events = CaseEvent.objects.filter(name="EvidenceAdded")
        assert [event.facts["sha256"] for event in events] == [HASH, HASH]
        assert "message" not in str([event.facts for event in events])

    def test_takes_all_of_them_or_none(self, case: CaseFile, store: EvidenceStore) -> None:
        files = (HandedIn("good.png", [PNG]), HandedIn("bad.exe", [b"MZ\x90\x00"]), HandedIn("empty.txt", []))
        with pytest.raises(EvidenceRefused) as refused:
            add_evidence(AddEvidence(case.case_id, case.manager.pk, files), now=TODAY)
        assert len(refused.value.problems) == 2
        assert "“bad.exe” is of a kind that we cannot take. Send it as PDF, JPEG, PNG or plain text." in str(
            refused.value
        )
        assert not Evidence.objects.exists()
        assert not list((store.root / "incoming").iterdir())

    def test_refuses_what_is_too_large_before_it_fills_the_disk(self, case: CaseFile, store: EvidenceStore) -> None:
        endless = (PNG for _ in range(10**9))
        with pytest.raises(EvidenceRefused, match="larger than 20 MB"):
            add_evidence(AddEvidence(case.case_id, case.manager.pk, (HandedIn("film.png", endless),)), now=TODAY)
        assert not list((store.root / "incoming").iterdir())

    def test_asks_the_check_of_the_settings(self, case: CaseFile, settings: Settings) -> None:
        settings.EVIDENCE_SCAN = "/bin/false"
        with pytest.raises(EvidenceRefused, match="harmful"):
            handed_in(case, "message.png")
        settings.EVIDENCE_SCAN = "/bin/true"
        handed_in(case, "message.png")

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\bill.pdf", "bill.pdf"),
            ('a"b\r\nSet-Cookie: x.png', 'a"bSet-Cookie: x.png'),
            ("", "file"),
            (f"{'n' * 300}.pdf", f"{'n' * 116}.pdf"),
        ],
    )
    def test_calls_a_file_by_its_plain_name(self, given: str, kept: str) -> None:
        assert plain_name(given) == kept


class TestThePage:
    def test_takes_several_files_at_once(self, case: CaseFile) -> None:
        visitor = signed_in(case.manager)
        sent = visitor.post(
            f"{case.url}evidence/", {"files": [picture(), picture("brief.txt", b"The brief.")]}, follow=True
        )
        page = sent.content.decode()
        assert "We have your files." in page
        assert "message.png" in page
        assert "brief.txt" in page
        assert "brief.txt" in visitor.get(case.url).content.decode()

    def test_says_what_is_wrong_with_a_file(self, case: CaseFile) -> None:
        answer = signed_in(case.manager).post(f"{case.url}evidence/", {"files": [picture("a.exe", b"MZ\x00")]})
        assert answer.status_code == 422
        assert "“a.exe” is of a kind that we cannot take." in answer.content.decode()

    def test_takes_files_with_an_answer_and_keeps_the_words_when_one_is_bad(self, case: CaseFile) -> None:
        visitor = signed_in(case.manager)
        words = {"text": "We agreed on a new date.", "files": [picture("a.exe", b"MZ\x00")]}
        answer = visitor.post(f"{case.url}answer/", words)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "We agreed on a new date." in page
        assert "<title>Error: " in page
        assert case.row.stage == "awaiting_response"
        visitor.post(f"{case.url}answer/", {**words, "files": [picture()]})
        assert case.row.stage == "under_review"
        assert Evidence.objects.count() == 1


class TestAFile:
    def test_is_only_ever_downloaded(self, case: CaseFile) -> None:
        handed_in(case, 'meß"age.png')
        url = f"{case.url}evidence/{Evidence.objects.get().pk}/"
        answer: Any = signed_in(case.manager).get(url)
        assert b"".join(answer.streaming_content) == PNG
        assert answer.headers["Content-Disposition"] == (
            "attachment; filename=\"me__age.png\"; filename*=UTF-8''me%C3%9F%22age.png"
        )
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert content_of(signed_in(case.manager), url) == PNG

    def test_of_the_manager_is_not_the_members_and_the_other_way_it_is(self, case: CaseFile) -> None:
        case.team_told()
        handed_in(case, "message.png")
        add_evidence(AddEvidence(case.case_id, case.member.pk, (HandedIn("mine.txt", [b"My side."]),)), now=TODAY)
        managers, members = (f"{case.url}evidence/{row.pk}/" for row in Evidence.objects.order_by("event__number"))
        assert signed_in(case.member).get(managers).status_code == 404
        assert content_of(signed_in(case.member), members) == b"My side."
        assert content_of(signed_in(case.manager), members) == b"My side."
        page = signed_in(case.member).get(case.url).content.decode()
        assert "mine.txt" in page
        assert "message.png" not in page

    def test_is_nothing_to_a_stranger(self, case: CaseFile) -> None:
        handed_in(case, "message.png")
        url = f"{case.url}evidence/{Evidence.objects.get().pk}/"
        assert signed_in(case.stranger).get(url).status_code == 404
        assert Client().get(url).status_code == 302


class TestStaff:
    def test_are_on_record_with_what_they_opened(self, case: CaseFile) -> None:
        handed_in(case, "message.png")
        desk, row = signed_in(case.reviewer), Evidence.objects.get()
        assert "You have opened 0 of" in desk.get(case.console).content.decode()
        assert content_of(desk, f"{case.console}files/{row.pk}/") == PNG
        contract = desk.get(f"{case.console}contracts/C-88213/").content.decode()
        assert "C-88213 counts as unsatisfied." in contract
        assert opened_by(case.case_id, case.reviewer.pk) == {"C-88213", str(row.pk)}
        assert "You have opened 2 of" in desk.get(case.console).content.decode()
        assert desk.get(f"{case.console}contracts/C-0/").status_code == 404

    def test_put_files_into_the_case_that_both_sides_see(self, case: CaseFile) -> None:
        signed_in(case.reviewer).post(f"{case.console}files/", {"files": [picture("chat.png")]})
        assert CaseEvent.objects.get(name="EvidenceAdded").actor_kind == "reviewer"
        assert "chat.png" in signed_in(case.manager).get(case.url).content.decode()


class TestTheStore:
    def test_leaves_nothing_that_a_crash_left(self, case: CaseFile, store: EvidenceStore) -> None:
        handed_in(case, "message.png")
        left = store.put(store.receive([b"nobody names this"], at_most=100))
        half = store.receive([b"half"], at_most=100).path
        assert store.collect(now=TODAY) == 0
        for path in (left, half, store.path_of(HASH)):
            os.utime(path, (0, 0))
        assert store.collect(now=TODAY) == 2
        assert store.path_of(HASH).exists()

    def test_is_asked_by_verify_whether_all_is_there_and_unchanged(self, case: CaseFile, store: EvidenceStore) -> None:
        handed_in(case, "message.png")
        assert not list(p15_evidence_kept.breaches())
        place = store.path_of(HASH)
        place.chmod(0o640)
        place.write_bytes(PNG + b"!")
        assert [breach.sentence for breach in p15_evidence_kept.breaches()] == [
            f"A file that was handed in has changed: {HASH[:12]}."
        ]
        place.unlink()
        assert "is gone" in next(iter(p15_evidence_kept.breaches())).sentence
