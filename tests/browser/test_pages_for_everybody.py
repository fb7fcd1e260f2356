"""Every page serves every reader: screen reader, keyboard, narrow screen, dark room, no JavaScript."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from fairnotice.ledger.people import Person
from tests.browser.conftest import OpenPage
from tests.support.case_files import CaseFile, a_case_file
from tests.support.invented import AGENCY, EARLY, MANAGER, MEMBER, NEWCOMER, SATISFIED, STRANGER, invent, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (1280, "light"),
    (1280, "dark"),
    (390, "dark"),
    (390, "light"),
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = {
    "door": ("/sign-in/", None),
    "start": ("/", None),
    "help": ("/help/", None),
    "no such page": ("/nothing/", None),
    "choice of accounts": ("/", MANAGER),
    "agency found": (f"/stats/{AGENCY}/", MANAGER),
    "agency, a what-if": (f"/stats/{AGENCY}/?more=3", MANAGER),
    "agency, own row": (f"/stats/{AGENCY}/", MEMBER),
    "agency's contracts": (f"/stats/{AGENCY}/contracts/", MANAGER),
    "agency's clients": (f"/stats/{AGENCY}/clients/", MANAGER),
    "left-out contracts": (f"/stats/{NEWCOMER}/contracts/?show=left-out", NEWCOMER),
    "not enough evidence": (f"/stats/{NEWCOMER}/", NEWCOMER),
    "satisfied clients": (f"/stats/{SATISFIED}/", SATISFIED),
    "early word": (f"/stats/{EARLY}/", EARLY),
    "nothing yet": (f"/stats/{STRANGER}/", STRANGER),
    "letters": ("/letters/", MANAGER),
    "sign out": ("/sign-out/", MANAGER),
    "style guide": ("/styleguide/", None),
    "demo chooser": ("/demo/", None),
}


@pytest.fixture
def who(monkeypatch: pytest.MonkeyPatch, settings: Settings, home: Any) -> dict[str, Person]:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.support.demo_urls"
    invent(monkeypatch)
    return people()


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]


def show(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


class TestEveryPage:
    @pytest.mark.parametrize("name", PAGES)
    def test_serves_every_reader(self, name: str, open_page: OpenPage, who: dict[str, Person]) -> None:
        address, reader = PAGES[name]
        page = open_page("about:blank", who[reader] if reader else None)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(address)
        found = {}
        for width, scheme in LOOKS:
            show(page, width, scheme)
            found[f"{width} {scheme}"] = faults(page)
        assert {where: what for where, what in found.items() if what} == {}
        show(page, 320, "light")
        assert sideways(page) == 0
        headings = page.locator("h1").all_inner_texts()
        assert len(headings) == 1
        assert headings[0][-1] in ".?"
        assert [complaint for complaint in complaints if "Security Policy" in complaint] == []

    def test_is_looked_at_by_an_axe_that_cuts(self, open_page: OpenPage, who: dict[str, Person]) -> None:
        page = open_page("/help/")
        page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input><img src=x>')")
        assert {fault.split(":")[0] for fault in faults(page)} >= {"image-alt", "label"}

    def test_may_run_no_script_but_its_own(self, open_page: OpenPage, who: dict[str, Person]) -> None:
        page = open_page("/help/")
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.evaluate(
            "document.head.appendChild(Object.assign(document.createElement('script'), {text: 'window.x = 1'}))"
        )
        assert page.evaluate("window.x") is None
        assert any("Security Policy" in complaint for complaint in complaints)


class TestWhatAnOpenCaseShows:
    @pytest.fixture
    def case(self, monkeypatch: pytest.MonkeyPatch, home: Any) -> CaseFile:
        return a_case_file(monkeypatch).opened_by_manager()

    @pytest.mark.parametrize("which", ["letter", "stats"])
    def test_serves_every_reader(self, which: str, open_page: OpenPage, case: CaseFile) -> None:
        address = f"/letters/{case.letter_to(case.manager).id}/" if which == "letter" else f"/stats/{AGENCY}/"
        page = open_page(address, case.manager)
        for width, scheme in LOOKS:
            show(page, width, scheme)
            assert faults(page) == []
        show(page, 320, "light")
        assert sideways(page) == 0

    def test_prints_without_what_only_a_screen_needs(self, open_page: OpenPage, case: CaseFile) -> None:
        page = open_page(f"/letters/{case.letter_to(case.manager).id}/", case.manager)
        page.emulate_media(media="print")
        assert page.locator("article.letter").is_visible()
        for unwanted in (".nav-holder", ".who", ".deeds"):
            assert not page.locator(unwanted).first.is_visible()


class TestTheKeyboard:
    def test_skips_to_the_content_first(self, open_page: OpenPage, who: dict[str, Person]) -> None:
        page = open_page(f"/stats/{AGENCY}/", who[MANAGER])
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        assert page.locator(".skip").bounding_box() is not None
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"

    def test_shows_where_it_is(self, open_page: OpenPage, who: dict[str, Person]) -> None:
        page = open_page(f"/stats/{AGENCY}/", who[MANAGER])
        for _ in range(6):
            page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px"


class TestTheWhatIfStrip:
    def test_answers_without_javascript(self, open_page: OpenPage, who: dict[str, Person]) -> None:
        page = open_page(f"/stats/{AGENCY}/", who[MANAGER], scripts=False)
        page.locator(".whatif a").nth(3).click()
        assert "With 3 more: 78 in 100. Today: 92 in 100." in page.locator("#what-if").inner_text()

    def test_answers_with_javascript_and_keeps_the_page(self, open_page: OpenPage, who: dict[str, Person]) -> None:
        page = open_page(f"/stats/{AGENCY}/", who[MANAGER])
        page.evaluate("window.kept = true")
        page.locator(".whatif a").nth(3).click()
        page.get_by_text("With 3 more: 78 in 100.").wait_for()
        assert page.evaluate("window.kept") is True
        assert faults(page) == []
