"""A demo keeps to its own folder, and tells in plain words what came of it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from fairnotice.interfaces.demonstration.home import (
    NotADemo,
    Played,
    is_played,
    make_room,
    mark_finished,
    prepare_surroundings,
)
from fairnotice.interfaces.demonstration.report import Outcome, Sample, report, samples
from fairnotice.interfaces.demonstration.script import NOVEMBER, OCTOBER
from fairnotice.queries.demo_scenes import Bystander, Bystanders, scenes
from fairnotice.queries.demonstration import LetterInHand, OpenMatter, PastLook
from fairnotice.queries.policies import packaged_policy

WANTED = Played(accounts=6000, seed=3, site="http://127.0.0.1:8000", program="0123")


class TestHome:
    def test_is_played_only_after_the_end(self, tmp_path: Path) -> None:
        home = tmp_path / "demo"
        assert not is_played(home, WANTED)
        make_room(home, WANTED)
        assert not is_played(home, WANTED)
        mark_finished(home, WANTED)
        assert is_played(home, WANTED)

    @pytest.mark.parametrize("change", [{"accounts": 7000}, {"seed": 4}, {"program": "4567"}, {"site": "http://x"}])
    def test_is_another_demo_when_anything_differs(self, tmp_path: Path, change: dict[str, object]) -> None:
        mark_finished(tmp_path, WANTED)
        assert not is_played(tmp_path, replace(WANTED, **change))  # type: ignore[arg-type]  # one field of any type

    def test_is_emptied_when_it_is_a_demo(self, tmp_path: Path) -> None:
        make_room(tmp_path / "demo", WANTED)
        (tmp_path / "demo" / "ledger.sqlite3").touch()
        make_room(tmp_path / "demo", WANTED)
        assert [path.name for path in (tmp_path / "demo").iterdir()] == ["demo.json"]

    def test_is_never_emptied_when_it_is_something_else(self, tmp_path: Path) -> None:
        (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
        with pytest.raises(NotADemo):
            make_room(tmp_path, WANTED)
        assert (tmp_path / "thesis.txt").exists()

    def test_with_a_broken_mark_is_not_a_demo(self, tmp_path: Path) -> None:
        (tmp_path / "demo.json").write_text("{", encoding="utf-8")
        with pytest.raises(NotADemo):
            make_room(tmp_path, WANTED)

    def test_reaches_no_real_ledger_and_no_mail_server(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("FAIRNOTICE_HOME", "FAIRNOTICE_DEMO", "FAIRNOTICE_URL"):
            monkeypatch.setenv(name, "before")
        monkeypatch.setenv("DATABASE_URL", "postgresql://production")
        monkeypatch.setenv("FAIRNOTICE_EMAIL_URL", "smtp://production")
        prepare_surroundings(tmp_path, site="http://127.0.0.1:1")
        assert not {"DATABASE_URL", "FAIRNOTICE_EMAIL_URL"} & set(os.environ)
        assert os.environ["FAIRNOTICE_HOME"] == str(tmp_path)


class TestScript:
    def test_brings_bad_news_on_the_policys_days_only(self) -> None:
        policy = packaged_policy()
        for planned in (OCTOBER, NOVEMBER):
            assert planned.delivered_on.weekday() in policy.telling.weekdays
            assert planned.team_on.weekday() in policy.telling.weekdays

    def test_gives_managers_their_head_start(self) -> None:
        policy = packaged_policy()
        for planned in (OCTOBER, NOVEMBER):
            assert (planned.team_on - planned.opened_on).days > policy.deadlines.head_start


def a_letter(**changes: object) -> LetterInHand:
    letter = LetterInHand(
        notice_id=UUID(int=1),
        document="first_notice",
        role="owner",
        person_id=1,
        person_name="Mara Velling",
        person_account_id="F-7",
        account_id="A-1",
        account_kind="agency",
        account_name="Quillfern Studio",
        case_id=UUID(int=2),
        case_reference="WM-2611-0001",
        mailed=True,
        unreachable=False,
        opened=True,
    )
    return replace(letter, **changes)  # type: ignore[arg-type]  # a few fields of any type


class TestReport:
    OUTCOME = Outcome(
        site="http://127.0.0.1:8000",
        home=Path("home"),
        now=datetime(2026, 11, 12, 19, tzinfo=UTC),
        looks=(
            PastLook(date(2026, 11, 1), {"clear": 1400, "insufficient_evidence": 3500, "heads_up": 1, "finding": 6}),
        ),
        matters=(
            OpenMatter(UUID(int=2), "WM-2611-0001", "quality", "A-1", "agency", "Quillfern Studio", "opened", "", None),
        ),
        letters=(a_letter(),),
        found=6,
        rightly=6,
        samples=(Sample("people to sign in as", "/demo/"),),
    )

    def test_counts_everybody_measured(self) -> None:
        assert "Look of November 1, 2026: 4,907 accounts measured" in list(report(self.OUTCOME))

    def test_says_how_to_sign_in(self) -> None:
        assert list(report(self.OUTCOME))[-1].startswith("To sign in, open http://127.0.0.1:8000/demo/")

    def test_says_when_somebody_was_found_wrongly(self) -> None:
        told = "\n".join(report(replace(self.OUTCOME, rightly=5)))
        assert "5 of them truly are below the standard" in told


FINE = Bystander("A-2", "Flintbrook Works", "F-9", "Liv Senning")
UNKNOWN = Bystander("F-1", "Dovir Ruvaro", "F-1", "Dovir Ruvaro")


class TestSamples:
    def paths(self, *letters: LetterInHand) -> dict[str, str]:
        found = samples(scenes(letters), Bystanders(agency=FINE, freelancer=None, unknown=UNKNOWN))
        return {sample.what: sample.path for sample in found}

    def test_name_an_agency_whose_team_was_told(self) -> None:
        found = self.paths(a_letter(), a_letter(document="team_notice", role="member", notice_id=UUID(int=7)))
        assert found["its case, of which its team was told"] == "/cases/WM-2611-0001/"
        assert found["the letter to a team member"] == f"/letters/{UUID(int=7)}/"
        assert found["stats with not enough evidence"] == "/stats/F-1/"

    def test_leave_out_what_did_not_happen(self) -> None:
        found = self.paths(a_letter(opened=False))
        assert "letter nobody has opened yet: do" in found
        assert "its case, of which its team was told" not in found
        assert "stats of a freelancer who is fine" not in found

    def test_do_not_call_a_letter_unopened_that_another_manager_has_opened(self) -> None:
        found = self.paths(a_letter(), a_letter(opened=False, person_id=2))
        assert "letter nobody has opened yet: do" not in found

    def test_lead_staff_to_the_case_whose_letter_came_back(self) -> None:
        found = self.paths(a_letter(mailed=False, opened=False, unreachable=True))
        assert found["mail did not reach Mara Velling"] == "/console/cases/WM-2611-0001/"

    def test_prefer_the_newest(self) -> None:
        team: dict[str, object] = {"document": "team_notice", "role": "member"}
        later: dict[str, object] = {"case_id": UUID(int=9), "case_reference": "WM-2612-0001"}
        found = self.paths(a_letter(), a_letter(**team), a_letter(**later), a_letter(**team, **later))
        assert found["its case, of which its team was told"] == "/cases/WM-2612-0001/"
