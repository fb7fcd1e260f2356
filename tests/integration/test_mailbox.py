"""The demo's mailbox: the letters as people got them, in a demo and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve
from pytest_django.fixtures import Settings

from fairnotice.interfaces import clock
from tests.support.case_files import CaseFile, a_case_file, signed_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, settings: Settings, home: Path) -> CaseFile:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.support.demo_urls"
    return a_case_file(monkeypatch)


class TestTheMailbox:
    def test_lists_each_letter_with_its_recipient(self, case: CaseFile) -> None:
        page = signed_out().get("/demo/letters/").content.decode()
        assert case.letter_to(case.manager).subject in page
        assert "Mara Velling" in page
        assert "1 letter was written, and 1 is not opened yet." in page
        assert "Invented data." in page

    def test_shows_a_letter_as_text_and_in_a_frame_that_runs_nothing(self, case: CaseFile) -> None:
        letter = case.letter_to(case.manager)
        page = signed_out().get(f"/demo/letters/{letter.pk}/").content.decode()
        assert "THE RULE" in page
        framed = signed_out().get(f"/demo/letters/{letter.pk}/html/")
        assert framed.content.decode() == letter.html
        assert "default-src 'none'" in framed.headers["Content-Security-Policy"]
        assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"

    def test_does_not_prove_delivery_by_being_looked_at(self, case: CaseFile) -> None:
        letter = case.letter_to(case.manager)
        signed_out().get(f"/demo/letters/{letter.pk}/")
        assert not letter.proofs.exists()

    def test_lets_one_day_pass(self, case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
        swept = []
        monkeypatch.setattr("fairnotice.interfaces.jobs.sweep.sweep", lambda *, now: swept.append(now))
        before = clock.now()
        signed_out().post("/demo/next-day/")
        assert timedelta(days=1) <= clock.now() - before < timedelta(days=1, minutes=5)
        assert len(swept) == 1

    def test_has_no_letter_that_was_never_written(self, case: CaseFile) -> None:
        assert signed_out().get("/demo/letters/00000000-0000-4000-8000-000000000000/").status_code == 404

    def test_is_not_there_outside_a_demo(self, case: CaseFile, settings: Settings) -> None:
        settings.DEMO = False
        for url in ("/demo/letters/", f"/demo/letters/{case.letter_to(case.manager).pk}/"):
            assert signed_out().get(url).status_code == 404
        assert signed_out().post("/demo/next-day/").status_code == 404
        with pytest.raises(Resolver404):
            resolve("/demo/letters/", urlconf="fairnotice.urls")
