"""A measure through the console: weighed, seen by somebody who does not know the first view, decided, begun, lifted."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Outcome, Stage
from fairnotice.ledger.models import Notice
from tests.support.case_files import signed_in, stop_the_clock
from tests.support.invented import AGENCY
from tests.support.restrictions import ADVERSE, EXIT, NOT_LESS, REASONS, SECOND_REASONS, Decider, in_second_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(monkeypatch: pytest.MonkeyPatch) -> Decider:
    decider = in_second_review(monkeypatch)
    stop_the_clock(monkeypatch, decider.now)
    return decider


@pytest.fixture
def desk(review: Decider) -> Client:
    return signed_in(review.file.reviewer)


def said(page: object) -> str:
    """Return the words of a page."""
    content = page.content.decode()  # type: ignore[attr-defined]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


def form(**changes: object) -> dict[str, object]:
    values = {
        "measure": "work_hold",
        "facts": list(ADVERSE),
        "reasons": REASONS,
        "gravity": "serious",
        "intent": "careless",
        "lesser-warning": NOT_LESS[Measure.WARNING],
        "step": "propose",
    }
    return {**values, **changes}


def at(review: Decider, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_the_clock(monkeypatch, review.now)


class TestThePanel:
    def test_shows_every_measure_lightest_first_and_why_not(self, review: Decider, desk: Client) -> None:
        page = said(desk.get(f"{review.file.console}measure/"))
        places = [
            page.index(name) for name in ("Advice", "A warning", "A hold on new work", "A full hold", "A closure")
        ]
        assert places == sorted(places)
        assert "Not available: By the rule's ladder the most there can be now is: work hold." in page
        assert "certainty over all looks, which is not measured yet" in page

    def test_says_what_is_missing(self, review: Decider, desk: Client) -> None:
        answer = desk.post(f"{review.file.console}measure/", {"step": "propose"})
        assert answer.status_code == 422
        page = said(answer)
        for need in ("Choose a measure", "Tick what it rests on", "Write your reasons", "Say how grave it is"):
            assert need in page
        assert review.case.stage is Stage.UNDER_REVIEW

    def test_names_the_facts_that_were_not_opened(self, review: Decider, desk: Client) -> None:
        answer = desk.post(f"{review.file.console}measure/", form())
        assert answer.status_code == 422
        assert "4 facts are not opened: C-90001, C-90002, C-90003 and C-90004" in said(answer)

    def test_takes_the_proposal_once_each_fact_was_opened(self, review: Decider, desk: Client) -> None:
        for fact in ADVERSE:
            page = said(desk.get(f"{review.file.console}facts/{fact}/"))
            assert "That you opened it is on record." in page
        answer = desk.post(f"{review.file.console}measure/", form())
        assert answer.headers["Location"] == f"{review.file.console}decide/"
        assert review.case.stage is Stage.PROPOSED

    def test_asks_why_not_less(self, review: Decider, desk: Client) -> None:
        review.opened_everything()
        answer = desk.post(f"{review.file.console}measure/", form(**{"lesser-warning": ""}))
        assert "Say why not a warning" in said(answer)

    def test_hears_from_the_gate_while_it_is_filled_in(self, review: Decider, desk: Client) -> None:
        review.opened_everything()
        checked = said(desk.post(f"{review.file.console}measure/", form(step="check")))
        assert "Missing" not in checked

    def test_knows_no_fact_of_another_case(self, review: Decider, desk: Client) -> None:
        assert desk.get(f"{review.file.console}facts/C-1/").status_code == 404


class TestASecondView:
    def test_is_written_without_the_first(self, review: Decider) -> None:
        review.opened_everything().proposed(reasons=f"{REASONS} The same stood in C-88213.")
        second = signed_in(review.second)
        shown = ("", "second/", f"facts/{ADVERSE[0]}/", "measure/", "decide/", "contracts/C-88213/")
        for path in (*(f"{review.file.console}{each}" for each in shown), "/console/", f"/record/{AGENCY}/"):
            page = said(second.get(path))
            assert "handed over weeks late" not in page, path
            assert "Ruth Amsel proposed" not in page, path
        history = second.get(review.file.console).content.decode()
        row = next(part for part in history.split("<tr>") if "Measure proposed" in part)
        assert "Ruth Amsel" not in row

    def test_is_not_given_away_by_a_page_that_was_left_open(self, review: Decider) -> None:
        seen = review.case.events
        review.opened_everything().proposed()
        words = {"text": "Two contracts were rated early.", "step": "send", "seen": str(seen)}
        answer = signed_in(review.second).post(f"{review.file.console}withdraw/", words)
        assert answer.status_code == 409
        assert "handed over weeks late" not in said(answer)
        assert "Ruth Amsel" not in said(answer).split("Someone")[-1]

    def test_then_shows_both(self, review: Decider) -> None:
        review.opened_everything().proposed()
        second = signed_in(review.second)
        assert "What would you do about Quillfern Studio?" in said(second.get(f"{review.file.console}second/"))
        answer = second.post(
            f"{review.file.console}second/", {"measure": "warning", "reasons": SECOND_REASONS}, follow=True
        )
        page = said(answer)
        assert "The views differ, and the lighter one stands." in page
        assert "handed over weeks late" in page
        assert SECOND_REASONS in page

    def test_is_not_for_who_took_part(self, review: Decider, desk: Client) -> None:
        review.opened_everything().proposed()
        assert "needs the view of somebody else" in said(desk.get(f"{review.file.console}second/"))
        answer = desk.post(f"{review.file.console}second/", {"measure": "warning", "reasons": SECOND_REASONS})
        assert answer.status_code in {403, 409, 422}

    def test_that_nothing_should_be_done_ends_the_case(self, review: Decider) -> None:
        review.opened_everything().proposed()
        second = signed_in(review.second)
        second.post(f"{review.file.console}second/", {"measure": "nothing", "reasons": SECOND_REASONS})
        assert review.case.outcome is Outcome.WITHDRAWN

    def test_is_measured(self, review: Decider, desk: Client) -> None:
        review.opened_everything().proposed().seconded(Measure.WORK_HOLD)
        page = said(desk.get("/console/replies/"))
        assert "Of 1 second view, 1 came to the same measure as the first and 0 to a milder one." in page
        assert "Very likely between 21 and 100 of 100 agree." in page


class TestADecision:
    def test_is_seen_as_a_letter_before_it_is_made(self, review: Decider, desk: Client) -> None:
        review.opened_everything().proposed()
        page = said(
            desk.post(
                f"{review.file.console}decide/", {"reasons": REASONS, "exit": EXIT, "days": "30", "step": "preview"}
            )
        )
        assert "This letter will be sent." in page
        assert "Decide: a hold on new work" in page
        assert not Notice.objects.filter(document="decision").exists()
        desk.post(f"{review.file.console}decide/", {"reasons": REASONS, "exit": EXIT, "days": "30", "step": "send"})
        assert review.case.stage is Stage.DECIDED
        assert Notice.objects.get(document="decision").recipient == review.file.manager

    def test_without_a_remedy_is_not_made(self, review: Decider, desk: Client) -> None:
        review.opened_everything().proposed()
        answer = desk.post(f"{review.file.console}decide/", {"reasons": REASONS, "exit": " ", "step": "send"})
        assert answer.status_code == 422
        assert "what would remedy it" in said(answer)

    def test_is_nobody_else_s(self, review: Decider) -> None:
        review.opened_everything().proposed()
        assert signed_in(review.second).get(f"{review.file.console}decide/").status_code == 404


class TestTheBeginning:
    def test_needs_the_facts_to_be_read_today(
        self, review: Decider, desk: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        review.opened_everything().proposed().decided().after(1).served().after(20)
        at(review, monkeypatch)
        page = said(desk.get(f"{review.file.console}begin/"))
        assert "If it begins now, it ends on" in page
        assert all(fact in page for fact in ADVERSE)
        assert desk.post(f"{review.file.console}begin/").status_code in {409, 422}
        assert review.case.restriction is None
        desk.post(f"{review.file.console}begin/", {"read": "1"})
        assert review.case.stage is Stage.IN_EFFECT
        assert "Quillfern Studio: a restriction works." in said(desk.get(review.file.console))

    def test_is_not_there_before_its_time(self, review: Decider, desk: Client) -> None:
        review.opened_everything().proposed().decided().after(1).served()
        page = said(desk.get(f"{review.file.console}begin/"))
        assert "It cannot begin now." in page

    def test_can_be_undone_by_lifting(self, review: Decider, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        review.opened_everything().proposed().decided().after(1).served().after(20).begun()
        at(review, monkeypatch)
        words = {"text": "Every project has a second person now, as C-90001 shows.", "step": "send"}
        desk.post(f"{review.file.console}lift/", words)
        assert review.case.outcome is Outcome.LIFTED


class TestTheQueue:
    def test_leads_from_step_to_step(self, review: Decider, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def row() -> str:
            at(review, monkeypatch)
            return said(desk.get("/console/"))

        assert "Decide what follows" in row()
        review.opened_everything().proposed()
        assert "Decide what was proposed" in row()
        review.decided().after(1)
        assert "No case needs a person." in row()
        review.served()
        assert "Waits for its notice period" in said(desk.get("/console/?lane=notice-periods"))
        review.after(20)
        assert "Let the measure begin, or not" in row()
        review.begun()
        assert "No case needs a person." in row()
        assert "Restricted" in said(desk.get("/console/?lane=at-work"))

    def test_asks_for_a_second_view_where_two_people_decide(
        self, review: Decider, desk: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        review.opened_everything().proposed()
        monkeypatch.setattr(
            "fairnotice.cases.measures.Measure.needs_second", property(lambda m: m is Measure.WORK_HOLD)
        )
        assert "Write a second view" in said(desk.get("/console/"))


class TestTheDoors:
    @pytest.mark.parametrize("path", ["measure/", "second/", "decide/", "begin/", "lift/", f"facts/{ADVERSE[0]}/"])
    def test_are_shut_for_the_account(self, review: Decider, path: str) -> None:
        assert signed_in(review.file.manager).get(review.file.console + path).status_code == 404
