"""The frame of the site: its addresses, its headers, its error pages, and what exists in a demo only."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django.fixtures import Settings

from fairnotice.interfaces.portal.demo_chooser import chooser
from fairnotice.interfaces.portal.errors import our_fault
from fairnotice.urls import site

DEMO_PAGES = ("/demo/", "/styleguide/")


def broken(request: HttpRequest) -> HttpResponse:
    del request
    raise RuntimeError("a defect")


urlpatterns = [path("broken/", broken), *site(demo=False)]
handler404 = "fairnotice.interfaces.portal.errors.not_found"
handler500 = "fairnotice.interfaces.portal.errors.our_fault"


class TestOutsideADemo:
    @pytest.mark.parametrize("address", [*DEMO_PAGES, "/demo/enter/", "/demo/letters/"])
    def test_a_demo_s_address_does_not_exist(self, address: str, db: None) -> None:
        assert Client().get(address).status_code == 404
        assert Client().post(address).status_code == 404

    @pytest.mark.parametrize("address", DEMO_PAGES)
    def test_even_a_demo_s_address_answers_nothing(self, address: str, db: None, settings: Settings) -> None:
        settings.ROOT_URLCONF = "tests.support.demo_urls"
        assert Client().get(address).status_code == 404

    def test_nobody_is_signed_in_by_a_click(self, db: None, settings: Settings) -> None:
        settings.ROOT_URLCONF = "tests.support.demo_urls"
        client = Client()
        assert client.post("/demo/enter/", {"person": "staff-1"}).status_code == 404
        assert "_auth_user_id" not in client.session

    def test_no_page_says_that_data_is_invented(self) -> None:
        assert "Invented data" not in Client().get("/help/").content.decode()


class TestInADemo:
    @pytest.fixture(autouse=True)
    def _demo(self, settings: Settings) -> None:
        settings.DEMO = True
        settings.ROOT_URLCONF = "tests.support.demo_urls"

    @pytest.mark.parametrize("address", ["/", "/help/", "/styleguide/", "/nothing/", "/sign-in/"])
    def test_every_page_says_that_data_is_invented(self, address: str, db: None) -> None:
        assert "Invented data" in Client().get(address).content.decode()

    def test_only_people_on_offer_can_be_chosen(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("fairnotice.interfaces.portal.demo_chooser.demo_people", lambda now: ())
        client = Client()
        assert client.post("/demo/enter/", {"person": "staff-1"}).status_code == 404
        assert "_auth_user_id" not in client.session

    def test_the_chooser_is_not_cached(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("fairnotice.interfaces.portal.demo_chooser.demo_people", lambda now: ())
        assert chooser(RequestFactory().get("/demo/")).status_code == 200


class TestHeaders:
    @pytest.mark.parametrize("address", ["/", "/help/", "/nothing/"])
    def test_forbid_what_is_not_ours(self, address: str) -> None:
        policy = Client().get(address)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy

    def test_keep_pages_out_of_shared_caches(self) -> None:
        assert Client().get("/help/")["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("file", ["fairnotice.css", "scales.svg", "django_htmx/htmx-2.min.js"])
    def test_come_with_files_of_our_own(self, file: str) -> None:
        answer = Client().get(f"/static/{file}")
        assert answer.status_code == 200
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert len(answer.content) > 100


class TestErrorPages:
    def test_ask_a_lost_visitor_for_the_letter_s_reference(self) -> None:
        answer = Client().get("/nothing/")
        page = answer.content.decode()
        assert answer.status_code == 404
        assert "There is no page at this address." in page
        assert "If a letter brought you here, enter its reference:" in page

    def test_lead_from_a_reference_to_its_case(self) -> None:
        assert Client().get("/reference/", {"reference": " wm-2611-0482 "})["Location"] == "/cases/WM-2611-0482/"

    @pytest.mark.parametrize("reference", ["", "../../admin", "//evil.example", "a" * 300])
    def test_do_not_lead_anywhere_else(self, reference: str) -> None:
        assert Client().get("/reference/", {"reference": reference}).status_code == 404

    def test_say_that_we_failed_and_give_back_what_was_written(self, db: None) -> None:
        request = RequestFactory().post("/broken/", {"text": "My <long> answer", "code": "SECRET"})
        answer: Any = our_fault(request)
        page = answer.content.decode()
        assert answer.status_code == 500
        assert "We failed, not you." in page
        assert "My &lt;long&gt; answer" in page
        assert "SECRET" not in page
        assert re.search(r"Reference <b>E-[0-9A-F]{8}</b>", page)

    def test_are_shown_for_a_defect(self, settings: Settings) -> None:
        settings.ROOT_URLCONF = "tests.integration.test_site"
        client = Client(raise_request_exception=False)
        answer = client.get("/broken/")
        assert answer.status_code == 500
        assert "We failed, not you." in answer.content.decode()

    def test_say_when_a_form_is_too_old(self, db: None) -> None:
        answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "noor@people.example"})
        assert answer.status_code == 403
        assert "This form was not sent" in answer.content.decode()


class TestAWebWorker:
    def test_starts_without_the_engine(self) -> None:
        script = (
            "import sys; from fairnotice.asgi import application; from django.urls import get_resolver; "
            "[p.url_patterns for p in get_resolver().url_patterns]; "
            "print(sorted({'duckdb', 'deltalake', 'pyarrow', 'scipy'} & set(sys.modules)))"
        )
        started = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert started.stdout.strip() == "[]"
