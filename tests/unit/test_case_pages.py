"""The case as its account sees it, through the pages and the deeds behind them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.support.case_files import OPENED_AT, CaseFile, a_case_file

pytestmark = pytest.mark.django_db
TODAY = OPENED_AT + timedelta(days=6)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    return a_case_file(monkeypatch, clock=TODAY)


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # a Person
    return client


class TestThePage:
    def test_leads_to_the_letter_before_it_was_opened(self, case: CaseFile) -> None:
        page = signed_in(case.manager).get(case.url).content.decode()
        assert "There is a letter for you" in page
        assert "Your time has not started" in page
        assert "Write the answer" not in page
