"""A freelancer reads a rule, signs that they did, and takes it back, in a real browser, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from fairnotice.actions.admit_person import AdmitPerson, admit_person
from fairnotice.actions.open_violation_case import OpenViolationCase, open_violation_case
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.ledger.models import Acknowledgement, Case, Notice, Person
from fairnotice.queries.access import forget_facts
from tests.browser.conftest import OpenPage
from tests.browser.test_cases_in_a_browser import serves_every_reader
from tests.support.breaches import RECORDED_AT, a_town, recorded
from tests.support.builders import a_reviewer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOORS = ("portal.case.page", "portal.case.sign", "portal.record.views", "portal.viewing", "console.violations")
PAGES = {
    "sign": ("{case}sign/", "freelancer"),
    "case": ("{case}", "freelancer"),
    "record": ("/record/member-0/", "freelancer"),
    "record, for staff": ("/record/member-0/", "reviewer"),
    "violations": ("/console/violations/", "reviewer"),
    "record a violation": ("/console/violations/record/", "reviewer"),
    "one violation": ("/console/violations/of/V-18/", "reviewer"),
}


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, settings: Settings, home: Path) -> Iterator[Case]:
    a_town(home)
    forget_facts()
    for door in DOORS:
        monkeypatch.setattr(f"fairnotice.interfaces.{door}.now", lambda: RECORDED_AT + timedelta(days=1))
    admit_person(AdmitPerson(account_id="member-0"), now=RECORDED_AT)
    recorded()
    recorded("V-18", provision="V2.1", evidence=[{"kind": "url", "reference": "https://evidence.example/18"}])
    case_id = open_violation_case(OpenViolationCase(("V-17",), a_reviewer().pk), now=RECORDED_AT)
    notice = Notice.objects.get(case_id=case_id)
    prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=RECORDED_AT)
    yield Case.objects.get(pk=case_id)
    forget_facts()


def somebody(who: str) -> Person:
    return Person.objects.get(role="reviewer") if who == "reviewer" else Person.objects.get(account_id="member-0")


class TestSigning:
    @pytest.mark.parametrize("scripts", [True, False])
    def test_is_done_by_keyboard_and_taken_back(self, case: Case, open_page: OpenPage, scripts: bool) -> None:
        page = open_page(f"/cases/{case.reference}/sign/", somebody("freelancer"), scripts=scripts)
        expect(page.get_by_role("heading", level=1)).to_contain_text("confirm it if you want to")
        first, second = page.get_by_role("button", name="I have read it"), page.get_by_role("link", name="Not now")
        boxes = [each.bounding_box() for each in (first, second)]
        assert boxes[0] is not None and boxes[1] is not None  # noqa: PT018  the types want both
        assert boxes[0]["height"] == boxes[1]["height"]
        page.get_by_label("Your name").fill("Member Zero")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("You confirmed that you read rule V1.1.")
        assert Acknowledgement.objects.get().person == somebody("freelancer")
        page.get_by_role("button", name="Take back my confirmation").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("You took it back.")

    def test_not_now_leads_back_to_the_case_and_leaves_nothing(self, case: Case, open_page: OpenPage) -> None:
        page = open_page(f"/cases/{case.reference}/sign/", somebody("freelancer"))
        page.get_by_role("link", name="Not now").click()
        page.wait_for_url(f"**/cases/{case.reference}/")
        assert not Acknowledgement.objects.exists()


class TestThePages:
    @pytest.mark.parametrize("name", PAGES)
    def test_serve_every_reader(self, case: Case, open_page: OpenPage, name: str) -> None:
        address, who = PAGES[name]
        page = open_page(address.format(case=f"/cases/{case.reference}/"), somebody(who))
        assert page.get_by_role("heading", level=1).count() == 1
        serves_every_reader(page)
