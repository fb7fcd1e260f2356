"""Cases in a real browser: a manager answers, a reviewer decides, and every page serves every reader."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.fixtures import Settings

from fairnotice.ledger.models import Outgoing, Person
from tests.browser.conftest import OpenPage
from tests.browser.test_pages_for_everybody import faults, show, sideways
from tests.support.builders import a_reviewer
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = OPENED_AT + timedelta(days=8)
expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
Looks = tuple[tuple[int, Literal["light", "dark"]], ...]
LOOKS: Looks = ((1280, "light"), (390, "dark"))
SAME_IN_OTHER_COLORS: Looks = ((1280, "dark"), (390, "light"))
"""The same page, so that only its contrast is looked at again."""
PAGES = {
    "unopened": ("{case}", "manager", "opened"),
    "your turn": ("{case}", "manager", "awaiting"),
    "question waits": ("{case}", "manager", "asked"),
    "under review": ("{case}", "manager", "answered"),
    "a member's part": ("{case}", "member", "awaiting"),
    "answer": ("{case}answer/", "manager", "awaiting"),
    "answer, too late": ("{case}answer/", "manager", "answered"),
    "contest": ("{case}ask/?contract=C-88213", "manager", "awaiting"),
    "statement": ("{case}statement/", "member", "awaiting"),
    "files": ("{case}evidence/", "manager", "awaiting"),
    "call": ("{case}call/", "manager", "awaiting"),
    "representatives": ("{case}representatives/", "manager", "awaiting"),
    "a contract opened by staff": ("{console}contracts/C-88213/", "reviewer", "answered"),
    "staff put files into the case": ("{console}files/", "reviewer", "awaiting"),
    "how we answer": ("/console/replies/", "reviewer", "busy"),
    "rules": ("/console/rules/", "reviewer", "busy"),
    "an interim hold to ask for": ("{console}interim/", "reviewer", "answered"),
    "more time": ("{case}more-time/", "manager", "awaiting"),
    "refused": ("{case}more-time/", "manager", "answered"),
    "queue, empty": ("/console/", "reviewer", "awaiting"),
    "queue": ("/console/", "reviewer", "busy"),
    "queue, waiting": ("/console/?lane=account-to-answer", "reviewer", "awaiting"),
    "desk, waiting": ("{console}", "reviewer", "awaiting"),
    "desk, question": ("{console}", "reviewer", "busy"),
    "desk, review": ("{console}", "reviewer", "answered"),
    "reply": ("{console}reply/1/", "reviewer", "busy"),
    "improvement": ("{console}improvement/", "reviewer", "answered"),
    "withdraw": ("{console}withdraw/", "reviewer", "answered"),
    "staff give time": ("{console}more-time/", "reviewer", "awaiting"),
    "accounts": ("/console/accounts/", "reviewer", "awaiting"),
    "letter on paper": ("{console}letters/{letter}/", "reviewer", "busy"),
    "mailbox": ("/demo/letters/", None, "awaiting"),
    "letter in the mailbox": ("/demo/letters/{letter}/", None, "awaiting"),
}


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, settings: Settings, home: Any) -> CaseFile:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.support.demo_urls"
    return a_case_file(monkeypatch, clock=TODAY)


def brought_to(case: CaseFile, state: str) -> CaseFile:
    if state != "opened":
        case.opened_by_manager().team_told()
    if state in {"asked", "busy"}:
        case.asked()
    if state == "answered":
        case.answered("About C-88213:\n\nThe client changed the brief twice.")
    if state == "busy":
        letter = case.letter_to(case.member, "team_notice")
        Outgoing.objects.create(
            notice=letter, channel="post", state="sent", due_at=OPENED_AT, finished_at=OPENED_AT, created_at=OPENED_AT
        )
    return case


def serves_every_reader(page: Page) -> None:
    found = {}
    for width, scheme in LOOKS:
        show(page, width, scheme)
        found[f"{width} {scheme}"] = faults(page)
    for width, scheme in SAME_IN_OTHER_COLORS:
        show(page, width, scheme)
        found[f"{width} {scheme}"] = [node["html"] for node in contrast(page)]
    assert {where: what for where, what in found.items() if what} == {}
    show(page, 320, "light")
    assert sideways(page) == 0
    headings = page.locator("h1").all_inner_texts()
    assert len(headings) == 1
    assert headings[0][-1] in ".?"


def contrast(page: Page) -> list[dict[str, Any]]:
    found = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    return [node for fault in found.response["violations"] for node in fault["nodes"]]


def person_of(case: CaseFile, who: str | None) -> Person | None:
    return getattr(case, who) if who else None


class TestEveryPageOfACase:
    @pytest.mark.parametrize("name", PAGES)
    def test_serves_every_reader(self, name: str, case: CaseFile, open_page: OpenPage) -> None:
        address, who, state = PAGES[name]
        brought_to(case, state)
        page = open_page("about:blank", person_of(case, who))
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        letter = case.letter_to(case.member, "team_notice").pk if "{letter}" in address else ""
        page.goto(address.format(case=case.url, console=case.console, letter=letter))
        serves_every_reader(page)
        assert [complaint for complaint in complaints if "Security Policy" in complaint] == []


class TestTheStatesBetween:
    def test_of_an_answer_serve_every_reader(self, case: CaseFile, open_page: OpenPage) -> None:
        page = open_page(f"{case.opened_by_manager().url}answer/", case.manager)
        page.get_by_role("button", name="Send answer").click()
        expect(page.get_by_role("alert")).to_be_visible()
        serves_every_reader(page)
        page.get_by_label("Your answer").fill("Two people each.")
        page.get_by_role("button", name="Send answer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("We have your answer.")
        serves_every_reader(page)

    def test_of_a_decision_serve_every_reader(self, case: CaseFile, open_page: OpenPage) -> None:
        case.opened_by_manager().answered()
        slow = open_page(f"{case.console}improvement/", case.reviewer)
        slow.get_by_label("Your reasons").fill("Go on.")
        ada = a_reviewer(email="ada@workmere.example", name="Ada Marsh")
        page = open_page(f"{case.console}withdraw/", ada)
        page.get_by_role("button", name="See the letter first").click()
        expect(page.get_by_role("alert")).to_be_visible()
        serves_every_reader(page)
        page.get_by_label("Your reasons").fill("C-88213 was rated early.")
        page.get_by_role("button", name="See the letter first").click()
        expect(page.get_by_role("button", name="Withdraw the case")).to_be_visible()
        serves_every_reader(page)
        page.get_by_role("button", name="Withdraw the case").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Quillfern Studio: this case is over.")
        serves_every_reader(page)
        slow.get_by_role("button", name="See the letter first").click()
        expect(slow.get_by_role("heading", level=1)).to_contain_text("Ada Marsh decided this case at")
        serves_every_reader(slow)
        ended = open_page(case.url, case.manager)
        serves_every_reader(ended)


class TestAManager:
    def test_reads_the_letter_opens_the_case_and_answers(self, case: CaseFile, open_page: OpenPage) -> None:
        page = open_page(f"/letters/{case.letter_to(case.manager).pk}/", case.manager)
        page.get_by_role("link", name=f"Open case {case.reference}").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("we are waiting for your answer")
        page.get_by_role("link", name="Write the answer").first.click()
        page.wait_for_load_state()
        page.get_by_label("Your answer").fill("From now on two people work on every project.")
        page.get_by_label("C-88213").check()
        expect(page.locator("#kept")).to_contain_text("Draft kept at")
        page.get_by_role("button", name="Send answer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("We have your answer.")
        expect(page.locator("main")).to_contain_text(case.reference)
        assert case.row.stage == "under_review"

    def test_answers_without_javascript(self, case: CaseFile, open_page: OpenPage) -> None:
        case.opened_by_manager()
        page = open_page(f"{case.url}answer/", case.manager, scripts=False)
        page.get_by_role("button", name="Send answer").click()
        expect(page).to_have_title("Error: Write the answer, case " + f"{case.reference} · Workmere")
        page.get_by_label("Your answer").fill("Two people each.")
        page.get_by_role("button", name="Keep as a draft").click()
        expect(page.locator("#kept")).to_contain_text("Draft kept at")
        page.get_by_role("button", name="Send answer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("We have your answer.")

    @pytest.mark.parametrize("scripts", [True, False])
    def test_sends_files_with_an_answer_and_keeps_the_words_when_one_is_bad(
        self, scripts: bool, case: CaseFile, open_page: OpenPage
    ) -> None:
        page = open_page(f"{case.opened_by_manager().url}answer/", case.manager, scripts=scripts)
        bad = FilePayload(name="tool.exe", mimeType="image/png", buffer=b"MZ\x90\x00")
        good = FilePayload(name="message.png", mimeType="image/png", buffer=b"\x89PNG\r\n\x1a\n....")
        page.get_by_label("Your answer").fill("We agreed on a new date; see the message.")
        page.get_by_label("Files that support it").set_input_files(files=[bad])
        page.get_by_role("button", name="Send answer").click()
        expect(page.get_by_role("alert")).to_contain_text("“tool.exe” is of a kind that we cannot take.")
        expect(page.get_by_label("Your answer")).to_have_value("We agreed on a new date; see the message.")
        page.get_by_label("Files that support it").set_input_files(files=[good])
        page.get_by_role("button", name="Send answer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("We have your answer.")
        page.goto(case.url)
        with page.expect_download() as download:
            page.get_by_role("link", name="message.png").click()
        assert download.value.suggested_filename == "message.png"

    def test_finds_the_draft_again_on_another_device(self, case: CaseFile, open_page: OpenPage) -> None:
        page = open_page(f"{case.opened_by_manager().url}answer/", case.manager)
        page.get_by_label("Your answer").fill("Half a thought.")
        expect(page.locator("#kept")).to_contain_text("Draft kept at")
        other = open_page(f"{case.url}answer/", case.manager, width=390)
        expect(other.get_by_label("Your answer")).to_have_value("Half a thought.")

    def test_answers_with_the_keyboard_alone(self, case: CaseFile, open_page: OpenPage) -> None:
        page = open_page(f"{case.opened_by_manager().url}answer/", case.manager)
        walk_to(page, "text")
        page.keyboard.type("Two people each.")
        walk_to_button(page, "Send answer")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("We have your answer.")


class TestAStranger:
    def test_finds_no_page_of_anothers_case(self, case: CaseFile, open_page: OpenPage) -> None:
        page = open_page(case.opened_by_manager().url, case.stranger)
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address.")


class TestAReviewer:
    def test_replies_with_a_fact_and_closes(self, case: CaseFile, open_page: OpenPage) -> None:
        case.opened_by_manager().asked()
        page = open_page("/console/", case.reviewer)
        page.get_by_role("link", name="Answer question: Quillfern Studio").click()
        page.get_by_role("link", name="Reply to Mara Velling").click()
        page.wait_for_load_state()
        page.get_by_label("Your reply").fill("We follow our policy.")
        page.get_by_role("button", name="See the letter first").click()
        expect(page.get_by_role("alert")).to_contain_text("Name at least one contract of this case")
        page.wait_for_load_state()
        page.get_by_label("Your reply").fill("You are right: C-88213 was rated before its last file.")
        expect(page.locator("#gate")).to_contain_text("Names 1 contract: C-88213")
        page.get_by_role("button", name="See the letter first").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("This letter will be sent.")
        page.get_by_role("button", name="Send the reply").click()
        expect(page.locator("#said")).to_have_text("The reply is on its way.")
        page.get_by_role("link", name="Withdraw the case").click()
        page.get_by_label("Your reasons").fill("C-88213 was rated early; without it nothing is left to say.")
        page.get_by_role("button", name="See the letter first").click()
        page.get_by_role("button", name="Withdraw the case").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Quillfern Studio: this case is over.")
        assert case.row.outcome == "withdrawn"


class TestTheKeysOfTheQueue:
    def test_move_claim_and_open_but_never_decide(self, case: CaseFile, open_page: OpenPage) -> None:
        case.opened_by_manager().answered().asked(at=OPENED_AT + timedelta(days=6))
        page = open_page("/console/", case.reviewer)
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(page.locator("[data-row='2']")).to_be_focused()
        page.keyboard.press("k")
        expect(page.locator("[data-row='1']")).to_be_focused()
        page.keyboard.press("c")
        expect(page.locator("#said")).to_have_text(f"You claimed {case.reference}.")
        expect(page.locator("[data-row='2']")).to_be_focused()
        page.keyboard.press("k")
        page.keyboard.press("u")
        expect(page.locator("#said")).to_have_text(f"You gave {case.reference} back.")
        page.keyboard.press("/")
        expect(page.locator("#search")).to_be_focused()
        page.keyboard.press("Escape")
        page.locator("[data-row='1']").focus()
        before = case.row.stage
        for key in "abdefghilmnopqrstvwxyz":
            page.keyboard.press(key)
        assert case.row.stage == before
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Quillfern Studio")

    def test_can_be_switched_off(self, case: CaseFile, open_page: OpenPage) -> None:
        case.opened_by_manager().asked()
        page = open_page("/console/", case.reviewer)
        page.get_by_role("button", name="Single keys are on").click()
        page.locator("main").focus()
        page.keyboard.press("j")
        assert page.locator("li[aria-current]").count() == 0
        page.keyboard.press("c")
        assert case.row.reviewer is None


def walk_to(page: Page, element_id: str) -> None:
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == element_id:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"#{element_id} is not reached by Tab")


def walk_to_button(page: Page, name: str) -> None:
    for _ in range(60):
        if page.evaluate("document.activeElement.textContent") == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached by Tab")
