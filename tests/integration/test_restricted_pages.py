"""What a restricted account sees: where it stands, what stays, when it ends, and never a shut door (P12, P13)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from fairnotice.cases.ladder import Climb
from fairnotice.cases.measures import Measure
from fairnotice.cases.standing import Allowed, Capability, Standing
from fairnotice.ledger.models import Notice
from fairnotice.queries.standing import standing_of
from tests.support.case_files import signed_in, stop_the_clock
from tests.support.invented import AGENCY
from tests.support.restrictions import EXIT, Decider, in_second_review

pytestmark = pytest.mark.django_db
Brought = Callable[[Measure], Decider]


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch) -> Brought:
    """Bring a measure of any weight to work, as if the ladder had been climbed and all doubt were gone."""

    def brought(measure: Measure) -> Decider:
        review = in_second_review(monkeypatch)
        monkeypatch.setattr("fairnotice.actions.measure_claims.climb_of", lambda *_, **__: Climb(measure, "", ()))
        monkeypatch.setattr("fairnotice.actions.measure_claims.beyond_doubt", lambda _: True)
        review.opened_everything().proposed(measure)
        if measure.needs_second:
            review.seconded(measure)
        review.decided().after(1).served().after(5).after(35).begun()
        stop_the_clock(monkeypatch, review.now)
        return review

    return brought


def said(page: Any) -> str:
    """Return the words of a page."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


class TestACaseOnItsWay:
    def test_shows_a_proposal_as_somebody_reading(self, monkeypatch: pytest.MonkeyPatch) -> None:
        review = in_second_review(monkeypatch)
        review.opened_everything().proposed()
        stop_the_clock(monkeypatch, review.now)
        page = said(signed_in(review.file.manager).get(review.file.url))
        assert "reading your answer" in page
        assert "Nothing is restricted" in page
        assert "hold" not in page.lower().replace("threshold", "").replace("holds", "")

    def test_shows_a_decision_that_was_not_opened(self, monkeypatch: pytest.MonkeyPatch) -> None:
        review = in_second_review(monkeypatch)
        review.opened_everything().proposed().decided()
        stop_the_clock(monkeypatch, review.now)
        assert "a letter is on its way" in said(signed_in(review.file.manager).get(review.file.url))
        stop_the_clock(monkeypatch, review.after(2).now)
        page = said(signed_in(review.file.manager).get(review.file.url))
        assert "the letter is here" in page
        assert "Read the letter" in page
        assert "Nothing is restricted." in page

    def test_says_when_it_can_begin_and_what_ends_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        review = in_second_review(monkeypatch)
        review.opened_everything().proposed().decided().after(1).served()
        stop_the_clock(monkeypatch, review.now)
        page = said(signed_in(review.file.manager).get(review.file.url))
        assert "We decided on a hold on new work for 30 days, and it has not begun." in page
        assert "Does not begin before" in page
        assert EXIT in page
        assert "Object to the decision" in page
        assert "not before February" in page


class TestTheCaseOfARestrictedAccount:
    @pytest.mark.parametrize(
        ("measure", "sentence"),
        [
            (Measure.WORK_HOLD, "Quillfern Studio cannot take new contracts until"),
            (Measure.SUSPENSION, "Quillfern Studio cannot take new contracts until"),
            (Measure.CLOSURE, "Quillfern Studio is closed."),
        ],
    )
    def test_says_what_works_and_what_stays(self, at_work: Brought, measure: Measure, sentence: str) -> None:
        review = at_work(measure)
        for url in (review.file.url, f"/stats/{AGENCY}/"):
            page = said(signed_in(review.file.manager).get(url)).split("Letters as they were sent")[0]
            assert sentence in page, url
            assert "every page, letter and file stays open" in page.lower()
            assert "Nothing is restricted" not in page, url

    @pytest.mark.parametrize("measure", [Measure.WORK_HOLD, Measure.SUSPENSION, Measure.CLOSURE])
    def test_opens_every_page_as_before(self, at_work: Brought, measure: Measure) -> None:
        review = at_work(measure)
        visitor = signed_in(review.file.manager)
        letters = Notice.objects.filter(
            case_id=review.file.case_id, recipient=review.file.manager, not_before__lte=review.now
        )
        pages = [
            f"/stats/{AGENCY}/",
            f"/stats/{AGENCY}/contracts/",
            f"/stats/{AGENCY}/contracts.csv",
            f"/stats/{AGENCY}/stats.json",
            f"/stats/{AGENCY}/standing.json",
            f"/record/{AGENCY}/",
            "/letters/",
            *(f"/letters/{letter.pk}/" for letter in letters),
            review.file.url,
            f"{review.file.url}ask/",
            f"{review.file.url}evidence/",
            f"{review.file.url}object/",
        ]
        for url in pages:
            assert visitor.get(url).status_code == 200, url

    def test_ends_with_nothing_restricted(self, at_work: Brought, monkeypatch: pytest.MonkeyPatch) -> None:
        review = at_work(Measure.WORK_HOLD).after(31)
        stop_the_clock(monkeypatch, review.now)
        page = said(signed_in(review.file.manager).get(review.file.url))
        assert "has ended on its day" in page
        assert "Nothing of it restricts you any more." in page
        assert "What works now" not in said(signed_in(review.file.manager).get(f"/stats/{AGENCY}/"))


class TestNobodyElse:
    def test_is_touched_by_the_agency_s_measure(self, at_work: Brought) -> None:
        review = at_work(Measure.CLOSURE)
        assert standing_of(AGENCY).standing is Standing.CLOSURE
        for person in (review.file.manager, review.file.member):
            own = standing_of(person.account_id or "")
            assert own.standing is Standing.GOOD
            assert not own.restricted
            assert set(own.capabilities.values()) == {Allowed.YES}

    def test_who_works_there_reads_that_it_is_not_about_them(self, at_work: Brought) -> None:
        review = at_work(Measure.WORK_HOLD)
        page = said(signed_in(review.file.member).get(f"/stats/{AGENCY}/"))
        assert "Your own account, your bids and your pay are not touched by that." in page
        case = said(signed_in(review.file.member).get(review.file.url))
        assert "it decides nothing about you" in case
        assert EXIT not in case


class TestTheStanding:
    def test_is_handed_out_with_every_capability(self, at_work: Brought) -> None:
        review = at_work(Measure.FULL_HOLD)
        kept = json.loads(signed_in(review.file.manager).get(f"/stats/{AGENCY}/standing.json").content)
        assert kept["standing"] == "full_hold"
        assert set(kept["capabilities"]) == set(Capability)
        assert kept["capabilities"]["be_heard"] == "yes"
        assert kept["restrictions"][0]["case"] == review.file.reference

    def test_stands_on_the_record_for_both_sides(self, at_work: Brought) -> None:
        review = at_work(Measure.FULL_HOLD)
        for person in (review.file.manager, review.file.reviewer):
            page = said(signed_in(person).get(f"/record/{AGENCY}/"))
            assert "A full hold , since" in page or "A full hold, since" in page
            assert "each client chooses" in page

    def test_is_good_where_there_is_no_case(self) -> None:
        standing = standing_of("nobody")
        assert standing.standing is Standing.GOOD
        assert standing.ends_at is None
