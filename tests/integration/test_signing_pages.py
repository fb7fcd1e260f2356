"""The case about a breach on both sides' pages, and the page on which an account confirms that it read the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fairnotice.actions.admit_person import AdmitPerson, admit_person
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.ledger.models import Acknowledgement, Case, EvidenceLook, Notice, Person
from fairnotice.queries.access import forget_facts
from tests.support.breaches import RECORDED_AT, a_town, recorded
from tests.support.builders import a_reviewer
from tests.support.case_files import signed_in

pytestmark = pytest.mark.django_db
DOORS = (
    "console.violations", "console.desk", "console.evidence", "portal.record.views", "portal.viewing",
    "portal.case.page", "portal.case.sign", "portal.letters",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _present(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    a_town(home)
    forget_facts()
    for door in DOORS:
        monkeypatch.setattr(f"fairnotice.interfaces.{door}.now", lambda: RECORDED_AT + timedelta(days=1))
    yield
    forget_facts()


def person(account_id: str) -> Person:
    admit_person(AdmitPerson(account_id=account_id), now=RECORDED_AT)
    return Person.objects.get(account_id=account_id)


def words_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def opened(**changes: Any) -> Case:
    """Open a case by the console's button, and let the addressees read the letter."""
    recorded(**changes)
    staff = signed_in(a_reviewer())
    response = staff.post("/console/violations/open/", {"violation": "V-17"})
    assert response.status_code == 302
    case = Case.objects.get()
    for notice in Notice.objects.filter(case=case):
        prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=RECORDED_AT)
    return case


def sign(case: Case, who: str = "member-0", **changes: Any) -> Any:
    url = f"/cases/{case.reference}/sign/"
    client = signed_in(person(who))
    shown = re.findall(r'name="fingerprint" value="([^"]+)"', client.get(url).content.decode())
    return client.post(url, {"fingerprint": shown[0], "name": "Member Zero", **changes}, follow=True)


class TestTheCase:
    def test_shows_the_account_each_act_with_its_evidence_and_no_number(self) -> None:
        case = opened()
        said = words_of(signed_in(person("member-0")).get(f"/cases/{case.reference}/"))
        assert "We asked how it was, and we are waiting for your answer." in said
        assert "Nothing is restricted and nothing is decided." in said
        assert "Asked the client of C-88213 to pay by bank transfer." in said
        assert "message M-5512 and contract C-88213" in said
        assert "Recorded, and read by a person" in said
        assert "Read the rule and confirm it" in said
        for number in ("of 100", "monthly look", "unsatisfied", "client-3"):
            assert number not in said

    def test_shows_staff_the_act_beside_the_answer_and_counts_it_as_opened_once_read(self) -> None:
        case = opened()
        staff = signed_in(Person.objects.get(role="reviewer"))
        said = words_of(staff.get(f"/console/cases/{case.reference}/"))
        assert "What supports it" in said
        assert "no word that names it" in said
        assert "Conditions of the rule" not in said
        assert not EvidenceLook.objects.exists()
        staff.get("/console/violations/of/V-17/")
        assert EvidenceLook.objects.get().subject == "V-17"

    def test_is_in_the_queue_like_any_other(self) -> None:
        case = opened()
        assert case.reference in words_of(
            signed_in(Person.objects.get(role="reviewer")).get("/console/?lane=account-to-answer")
        )

    def test_is_opened_once(self) -> None:
        opened()
        staff = signed_in(Person.objects.get(role="reviewer"))
        assert staff.post("/console/violations/open/", {"violation": "V-17"}).status_code == 409
        assert staff.post("/console/violations/open/", {}).status_code == 422


class TestTheSignPage:
    def test_shows_the_exact_text_what_it_does_not_mean_and_that_not_now_has_no_consequence(self) -> None:
        case = opened()
        said = words_of(signed_in(person("member-0")).get(f"/cases/{case.reference}/sign/"))
        assert "Work that was found here is paid here for two years" in said
        assert "“Not now” has no consequence, now or later" in said
        assert "It admits nothing" in said
        assert "I have read rule V1.1 of the Quality policy, version 1, and I know what it asks." in said
        assert "I have read it Not now" in said

    def test_records_the_confirmation_and_leads_to_its_receipt(self) -> None:
        case = opened()
        said = words_of(sign(case))
        assert "You confirmed that you read rule V1.1." in said
        assert f"{case.reference}-A1" in said
        kept = Acknowledgement.objects.get()
        assert kept.session_kind == "session"
        receipt = Notice.objects.get(document="acknowledgement_receipt")
        paper = signed_in(person("member-0")).get(f"/letters/{receipt.pk}.pdf")
        assert paper.content.startswith(b"%PDF")

    def test_takes_it_back(self) -> None:
        case = opened()
        sign(case)
        client = signed_in(person("member-0"))
        response = client.post(f"/cases/{case.reference}/sign/", {"take_back": "1"}, follow=True)
        assert "You took it back." in words_of(response)
        said = words_of(client.get("/record/member-0/"))
        assert "Taken back Tuesday, November 3, 2026" in said

    def test_says_what_is_missing_and_keeps_the_form(self) -> None:
        case = opened()
        response = sign(case, name=" ")
        assert response.status_code == 422
        assert "Type your name." in words_of(response)
        assert sign(case, fingerprint="x").status_code == 409
        assert not Acknowledgement.objects.exists()

    def test_is_for_those_who_answer_for_the_account(self) -> None:
        case = opened(account_id="agency-1")
        url = f"/cases/{case.reference}/sign/"
        assert signed_in(person("manager-1")).get(url).status_code == 200
        assert signed_in(person("member-0")).get(url).status_code == 404
        assert signed_in(Person.objects.get(role="reviewer")).get(url).status_code == 404

    def test_does_not_exist_where_the_rule_does_not_ask(self) -> None:
        case = opened(provision="V2.3")
        assert signed_in(person("member-0")).get(f"/cases/{case.reference}/sign/").status_code == 404
        said = words_of(signed_in(person("member-0")).get(f"/cases/{case.reference}/"))
        assert "Read the rule and confirm it" not in said

    def test_knows_how_the_reader_signed_in(self) -> None:
        from django.test import RequestFactory  # noqa: PLC0415  for this test alone

        from fairnotice.interfaces.portal.case.sign import METHODS_KEY, session_kind  # noqa: PLC0415  the same

        request = RequestFactory().get("/")
        for methods, kind in (
            ([{"method": "code", "at": 1.0}], "code"),
            ([{"method": "mfa", "type": "webauthn"}], "passkey"),
            ([{"method": "socialaccount", "provider": "x"}], "single_sign_on"),
            ([], "session"),
        ):
            request.session = {METHODS_KEY: methods}  # type: ignore[assignment]
            assert session_kind(request) == kind
