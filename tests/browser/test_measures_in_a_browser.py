"""Measures in a real browser: weighed, seen twice, decided, served, begun, ended; every page serves everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from fairnotice.cases.ladder import Climb
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Outcome, Stage
from fairnotice.cases.standing import Standing
from fairnotice.queries.standing import standing_of
from tests.browser.conftest import OpenPage
from tests.browser.test_cases_in_a_browser import serves_every_reader
from tests.support.case_files import stop_the_clock
from tests.support.invented import AGENCY
from tests.support.restrictions import (
    ADVERSE,
    EXIT,
    NOT_LESS,
    REASONS,
    SECOND_REASONS,
    Decider,
    in_second_review,
    run_due,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


def reviewed(review: Decider) -> Decider:
    return review


def proposed(review: Decider) -> Decider:
    return review.opened_everything().proposed()


def seconded(review: Decider) -> Decider:
    return proposed(review).seconded(Measure.WARNING)


def decided(review: Decider) -> Decider:
    return proposed(review).decided().after(2)


def served(review: Decider) -> Decider:
    return decided(review).served()


def due(review: Decider) -> Decider:
    return served(review).after(20)


def at_work(review: Decider) -> Decider:
    return due(review).begun()


def over(review: Decider) -> Decider:
    return at_work(review).after(31)


PAGES: dict[str, tuple[str, str, Callable[[Decider], Decider]]] = {
    "panel": ("{console}measure/", "reviewer", reviewed),
    "fact": ("{console}facts/C-90001/", "reviewer", reviewed),
    "desk, proposed": ("{console}", "reviewer", proposed),
    "second view": ("{console}second/", "second", proposed),
    "second view, taken part": ("{console}second/", "reviewer", proposed),
    "both views": ("{console}second/", "second", seconded),
    "decide": ("{console}decide/", "reviewer", proposed),
    "desk, decided": ("{console}", "reviewer", served),
    "begin": ("{console}begin/", "reviewer", due),
    "begin, too early": ("{console}begin/", "reviewer", served),
    "desk, at work": ("{console}", "reviewer", at_work),
    "lift": ("{console}lift/", "reviewer", at_work),
    "queue, to begin": ("/console/?lane=to-begin", "reviewer", due),
    "replies, with agreement": ("/console/replies/", "reviewer", seconded),
    "case, proposed": ("{case}", "manager", proposed),
    "case, decision unopened": ("{case}", "manager", decided),
    "case, decided": ("{case}", "manager", served),
    "case, a member's part of a decision": ("{case}", "member", due),
    "case, at work": ("{case}", "manager", at_work),
    "case, over": ("{case}", "manager", over),
    "stats, restricted": ("/stats/a-quillfern/", "manager", at_work),
    "stats, a member of it": ("/stats/a-quillfern/", "member", at_work),
    "record, restricted": ("/record/a-quillfern/", "manager", at_work),
}


@pytest.fixture
def review(monkeypatch: pytest.MonkeyPatch, settings: Settings, home: Any) -> Decider:
    return in_second_review(monkeypatch)


class TestEveryPageOfAMeasure:
    @pytest.mark.parametrize("name", PAGES)
    def test_serves_every_reader(
        self, name: str, review: Decider, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        address, who, brought = PAGES[name]
        brought(review)
        stop_the_clock(monkeypatch, review.now)
        person = review.second if who == "second" else getattr(review.file, who)
        page = open_page("about:blank", person)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(address.format(case=review.file.url, console=review.file.console))
        serves_every_reader(page)
        assert [complaint for complaint in complaints if "Security Policy" in complaint] == []


def fill_the_panel(page: Page, review: Decider, measure: str, lesser: tuple[Measure, ...]) -> None:
    """Open each fact, come back, and weigh a measure as a reviewer does."""
    page.goto(f"{review.file.console}measure/")
    for fact in ADVERSE:
        page.get_by_role("link", name=f"Open {fact}").click()
        expect(page.get_by_text("That you opened it is on record.")).to_be_visible()
        page.get_by_role("link", name="Back to the measure").click()
    for fact in ADVERSE:
        page.get_by_role("checkbox", name=fact).check()
    page.get_by_role("radio", name=measure).first.check()
    page.get_by_label("Reasons, in your words").fill(REASONS)
    page.get_by_text("Why a lighter one would not do").click()
    for each in lesser:
        page.locator(f"[name=lesser-{each.value}]").fill(NOT_LESS[each])
    page.get_by_role("radio", name="Serious").check()
    page.get_by_role("radio", name="Careless").check()
    page.get_by_role("button", name="Propose this measure").click()


class TestAHold:
    def test_goes_from_the_panel_to_its_end(
        self, review: Decider, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stop_the_clock(monkeypatch, review.now)
        desk = open_page(review.file.console, review.file.reviewer)
        desk.get_by_role("link", name="Weigh a measure").click()
        fill_the_panel(desk, review, "A hold on new work", Measure.WORK_HOLD.lesser)
        expect(desk.get_by_role("heading", level=1)).to_contain_text("What stands for Quillfern Studio")
        second = open_page(f"{review.file.console}second/", review.second)
        assert "weeks late" not in second.content()
        second.get_by_role("radio", name="A hold on new work").check()
        second.get_by_label("Reasons, in your words").fill(SECOND_REASONS)
        second.get_by_role("button", name="Record my view").click()
        expect(second.get_by_role("heading", level=1)).to_have_text("Both views agree.")
        desk.goto(f"{review.file.console}decide/")
        desk.get_by_label("What would end it earlier, or change it").fill(EXIT)
        desk.get_by_role("button", name="See the letter first").click()
        expect(desk.get_by_text("Nothing has been sent yet.")).to_be_visible()
        desk.get_by_role("button", name="Decide: a hold on new work").click()
        assert review.case.stage is Stage.DECIDED

        review.after(2)
        stop_the_clock(monkeypatch, review.now)
        account = open_page(review.file.url, review.file.manager, width=390, scheme="dark")
        account.get_by_role("link", name="Read the letter").click()
        expect(account.get_by_text("You can object for 6 months").first).to_be_visible()
        account.goto(review.file.url)
        expect(account.get_by_role("heading", level=1)).to_contain_text("it has not begun")

        review.after(20)
        stop_the_clock(monkeypatch, review.now)
        desk.goto("/console/")
        desk.get_by_role("link", name="Let the measure begin, or not").click()
        desk.get_by_role("link", name="Let the measure begin").click()
        desk.get_by_role("checkbox", name="I have read these facts again today").check()
        desk.get_by_role("button", name="Let it begin: a hold on new work").click()
        account.goto(f"/stats/{AGENCY}/")
        expect(account.get_by_role("heading", level=1)).to_contain_text("cannot take new contracts until")

        review.after(32)
        run_due(review.file, now=review.now)
        stop_the_clock(monkeypatch, review.now)
        account.goto(review.file.url)
        expect(account.get_by_role("heading", level=1)).to_contain_text("has ended on its day")
        assert review.case.outcome is Outcome.EXPIRED


class TestAClosure:
    def test_is_decided_by_two_people(
        self, review: Decider, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            "fairnotice.actions.measure_claims.climb_of", lambda *_, **__: Climb(Measure.CLOSURE, "", ())
        )
        monkeypatch.setattr("fairnotice.actions.measure_claims.beyond_doubt", lambda _: True)
        stop_the_clock(monkeypatch, review.now)
        desk = open_page(review.file.console, review.file.reviewer)
        fill_the_panel(desk, review, "A closure", Measure.CLOSURE.lesser)
        expect(desk.get_by_role("link", name="Decide what was proposed")).to_have_count(0)
        second = open_page("/console/?lane=second-views", review.second)
        second.get_by_role("link", name="Write a second view").click()
        second.get_by_role("link", name="Write a second view").click()
        second.get_by_role("radio", name="A closure").check()
        second.get_by_label("Reasons, in your words").fill(SECOND_REASONS)
        second.get_by_role("button", name="Record my view").click()
        desk.goto(review.file.console)
        desk.get_by_role("link", name="Decide what was proposed").click()
        desk.get_by_label("What would end it earlier, or change it").fill(EXIT)
        desk.get_by_role("button", name="See the letter first").click()
        expect(desk.get_by_text("Ruth Amsel and Ada Marsh decided on a closure").first).to_be_visible()
        desk.get_by_role("button", name="Decide: a closure").click()
        review.after(2).served().after(35).begun()
        stop_the_clock(monkeypatch, review.now)
        account = open_page(review.file.url, review.file.manager)
        expect(account.get_by_role("heading", level=1)).to_have_text("Quillfern Studio is closed.")
        account.goto(f"/stats/{AGENCY}/contracts/")
        expect(account.get_by_role("heading", level=1)).to_be_visible()
        assert standing_of(review.file.manager.account_id or "").standing is Standing.GOOD
