"""The commands of measuring: what they print, write and answer, also to bad input."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from fairnotice.actions.conduct_look import conduct_look, look_due
from fairnotice.actions.publish_policy import PublishPolicy, publish_policy
from fairnotice.evaluation.record import explanation_from_json
from fairnotice.interfaces.cli.commands import fairnotice
from fairnotice.lab import replay
from fairnotice.queries.policies import packaged_policy, packaged_policy_text
from fairnotice.warehouse import looks
from fairnotice.warehouse.look_table import PUBLIC
from tests.support.builders import a_reviewer
from tests.support.measuring import imported, troubled_marketplace
from tests.support.policies import EXAMPLE, example_policy, example_text

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(fairnotice, arguments)


@pytest.fixture
def facts(home: Path) -> Path:
    imported(troubled_marketplace(30), home)
    return home


class TestEvaluate:
    def test_says_in_words_what_came_out_and_that_nobody_was_told(self, facts: Path) -> None:
        answer = run("evaluate", "--on", "2024-11-01")
        assert answer.exit_code == 0
        assert "34  accounts measured" in answer.output
        assert "agency-a (Agency A), agency" in answer.output
        assert "Nothing was opened and nobody was told." in answer.output
        assert max(len(line) for line in answer.stdout.splitlines()) <= 80

    def test_writes_exactly_the_columns_promised(self, facts: Path, tmp_path: Path) -> None:
        for ending in ("parquet", "csv"):
            assert run("evaluate", "--on", "2024-11-01", "--out", str(tmp_path / f"table.{ending}")).exit_code == 0
        table = pq.read_table(tmp_path / "table.parquet")
        assert tuple(table.column_names) == PUBLIC
        with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert tuple(rows[0]) == PUBLIC
        assert [row["account_id"] for row in rows] == table["account_id"].to_pylist()
        assert [row["reasons"].split(";") for row in rows] == table["reasons"].to_pylist()
        assert [float(row["v"]) if row["v"] else None for row in rows] == table["v"].to_pylist()
        assert {row["policy"] for row in rows} == {"marketplace-quality"}

    def test_leaves_nothing_in_the_home(self, facts: Path) -> None:
        before = sorted(facts.rglob("*"))
        run("evaluate", "--on", "2024-11-01")
        assert sorted(facts.rglob("*")) == before

    def test_uses_the_policy_published_last(self, facts: Path) -> None:
        text = example_text(version="2", maturity_days="20", published_on="2024-02-02", binds_from="2024-03-04")
        publish_policy(PublishPolicy(example_text()), now=datetime(2024, 1, 2, tzinfo=UTC))
        publish_policy(PublishPolicy(text), now=datetime(2024, 2, 2, tzinfo=UTC))
        assert "version 2 (marketplace-quality)" in run("evaluate", "--on", "2024-11-01").output

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (["--on", "2024-13-01"], 2, "is no day"),
            ([], 2, "Missing option '--on'"),
            (["--on", "2024-11-01", "--engine", "spark"], 2, "later version"),
            (["--on", "2024-11-01", "--out", "table.xlsx"], 2, "must end in .parquet or .csv"),
            (["--on", "2024-11-01", "--out", "/nowhere/table.csv"], 2, "there is no folder"),
            (["--on", "2024-11-01", "--policy", "/nowhere.yaml"], 2, "does not exist"),
        ],
    )
    def test_answers_wrong_usage(self, facts: Path, arguments: list[str], code: int, said: str) -> None:
        answer = run("evaluate", *arguments)
        assert (answer.exit_code, said in answer.stderr) == (code, True)

    def test_of_a_home_without_facts_says_what_to_do(self, home: Path) -> None:
        answer = run("evaluate", "--on", "2024-11-01")
        assert (answer.exit_code, answer.output) == (3, answer.stderr)
        assert "fairnotice import" in answer.stderr

    def test_names_every_fault_of_a_policy(self, facts: Path, tmp_path: Path) -> None:
        faulty = tmp_path / "faulty.yaml"
        faulty.write_text(example_text(response="1", bar="0.1"), encoding="utf-8")
        answer = run("evaluate", "--on", "2024-11-01", "--policy", str(faulty))
        assert answer.exit_code == 3
        assert len(answer.stderr.splitlines()) == 2


class TestReplay:
    PERIOD = ("--from", "2024-09-01", "--to", "2024-11-30")

    def test_puts_all_looks_in_one_table(self, facts: Path, tmp_path: Path) -> None:
        answer = run("replay", *self.PERIOD, "--out", str(tmp_path / "out"))
        assert answer.exit_code == 0
        table = pq.read_table(tmp_path / "out" / "looks.parquet")
        assert tuple(table.column_names) == ("look_on", *PUBLIC)
        days = [day.isoformat() for day in table["look_on"].to_pylist()]
        assert sorted(set(days)) == ["2024-09-01", "2024-10-01", "2024-11-01"]
        assert days == sorted(days)
        assert "Nothing was opened" in answer.output

    def test_charges_an_account_once_for_its_lifetime(self, facts: Path, tmp_path: Path) -> None:
        run("replay", *self.PERIOD, "--out", str(tmp_path / "out"))
        looks = sorted((tmp_path / "out" / "looks").iterdir())
        charged = [
            row["charged"] > 0
            for look in looks
            for row in pq.read_table(look / "accounts.parquet").to_pylist()
            if row["account_id"] == "agency-a" and row["verdict"] == "finding"
        ]
        assert charged.count(True) == 1
        assert charged[0]

    def test_goes_on_where_it_was_interrupted(
        self, facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("replay", *self.PERIOD, "--out", str(tmp_path / "whole"))
        conducted: list[str] = []
        conduct = looks.conduct

        def until_the_power_fails(*given: Any, **named: Any) -> Any:
            conducted.append(str(named["as_of"].date()))
            if len(conducted) == 3:
                raise KeyboardInterrupt
            return conduct(*given, **named)

        monkeypatch.setattr(replay, "conduct", until_the_power_fails)
        assert run("replay", *self.PERIOD, "--out", str(tmp_path / "cut")).exit_code != 0
        assert not (tmp_path / "cut" / "looks.parquet").exists()
        answer = run("replay", *self.PERIOD, "--out", str(tmp_path / "cut"))
        assert answer.exit_code == 0
        assert conducted == ["2024-09-01", "2024-10-01", "2024-11-01", "2024-11-01"]
        whole, cut = ((tmp_path / name / "looks.parquet").read_bytes() for name in ("whole", "cut"))
        assert cut == whole

    def test_refuses_to_mix_two_replays(self, facts: Path, tmp_path: Path) -> None:
        run("replay", *self.PERIOD, "--every", "quarter", "--out", str(tmp_path / "out"))
        answer = run("replay", *self.PERIOD, "--out", str(tmp_path / "out"))
        assert (answer.exit_code, "another replay" in answer.stderr) == (3, True)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--from", "2024-11-01", "--to", "2024-10-01"], "lies before"),
            (["--from", "2024-11-02", "--to", "2024-11-20"], "No look day"),
        ],
    )
    def test_answers_wrong_usage(self, facts: Path, arguments: list[str], said: str) -> None:
        answer = run("replay", *arguments)
        assert (answer.exit_code, said in answer.stderr) == (2, True)


class TestExplain:
    def test_fits_a_terminal_of_eighty_columns(self, facts: Path) -> None:
        answer = run("explain", "agency-a", "--on", "2024-11-01")
        assert answer.exit_code == 0
        assert max(len(line) for line in answer.stdout.splitlines()) <= 80
        for words in ("Below the standard", "C-10", "client_unsatisfied", "satisfied contracts with new clients bring"):
            assert words in answer.output

    def test_shows_no_estimate_where_evidence_is_insufficient(self, facts: Path) -> None:
        answer = run("explain", "manager-a", "--on", "2024-11-01")
        assert "Not enough evidence. This never counts against anybody." in answer.output
        assert "Chance of being below" not in answer.stdout
        assert "rated contracts: 0 of at least 5" in answer.output

    def test_gives_everything_as_json(self, facts: Path) -> None:
        answer = run("explain", "agency-a", "--on", "2024-11-01", "--json")
        explanation = explanation_from_json(json.loads(answer.stdout))
        assert explanation.account_id == "agency-a"
        assert len(explanation.contracts) == 20

    def test_keeps_the_look_for_the_next_question(self, facts: Path) -> None:
        first = run("explain", "agency-a", "--on", "2024-11-01").stdout
        [kept] = (facts / "evaluations").iterdir()
        (kept / "scratch.txt").write_text("still the same folder", encoding="utf-8")
        assert run("explain", "agency-a", "--on", "2024-11-01").stdout == first
        assert (kept / "scratch.txt").exists()

    def test_without_a_day_explains_the_look_recorded_last(self, facts: Path) -> None:
        noon = datetime(2024, 11, 1, 12, tzinfo=UTC)
        publish_policy(PublishPolicy(example_text()), now=noon)
        due = look_due(now=noon)
        assert due is not None
        conduct_look(due, now=noon)
        answer = run("explain", "agency-a")
        assert (answer.exit_code, "Look of 01 November 2024" in answer.stdout) == (0, True)
        assert run("explain", "agency-a", "--on", "2024-11-01").stdout == answer.stdout
        assert not (facts / "evaluations").exists()

    def test_of_an_unknown_account_names_near_ones(self, facts: Path) -> None:
        answer = run("explain", "agency-b", "--on", "2024-11-01")
        assert (answer.exit_code, "Near it: agency-a" in answer.stderr) == (3, True)


class TestPolicyCheck:
    def test_passes_the_example(self) -> None:
        answer = run("policy", "check", str(EXAMPLE))
        assert (answer.exit_code, "no faults" in answer.output) == (0, True)

    def test_names_every_fault_and_answers_three(self, tmp_path: Path) -> None:
        faulty = tmp_path / "faulty.yaml"
        faulty.write_text(example_text(response="1", bar="0.1"), encoding="utf-8")
        answer = run("policy", "check", str(faulty))
        assert answer.exit_code == 3
        assert f"{faulty}:88 provisions[2].bar: 0.1 is out of range." in answer.stderr
        assert f"{faulty}:209 deadlines.response: 1 days are too few" in answer.stderr

    def test_warns_of_what_there_are_too_few_people_for(self) -> None:
        assert "Warning" not in run("policy", "check", str(EXAMPLE), "--staff", "4").stderr
        three = run("policy", "check", str(EXAMPLE), "--staff", "3")
        assert (three.exit_code, three.stderr.count("Warning")) == (0, 1)
        assert "A closure after a hold before notice needs 4 different people" in three.stderr
        assert run("policy", "check", str(EXAMPLE), "--staff", "1").stderr.count("There is 1 reviewer;") == 3

    def test_says_what_is_stricter_than_on_record_and_since_when(self, home: Path, tmp_path: Path) -> None:
        publish_policy(PublishPolicy(example_text()), now=datetime(2024, 1, 2, tzinfo=UTC))
        assert "Compared" not in run("policy", "check", str(EXAMPLE)).output
        dates = {"version": "2", "published_on": "2026-11-24", "binds_from": "2026-12-24"}
        newer = tmp_path / "newer.yaml"
        newer.write_text(example_text(**dates), encoding="utf-8")
        assert "No clause became stricter" in run("policy", "check", str(newer)).output
        newer.write_text(example_text(**dates, standard="0.80").replace("V3.1", "V3.2"), encoding="utf-8")
        told = run("policy", "check", str(newer)).output
        assert "    Q2.1: stricter; binds what is done from 24 December 2026 on\n" in told
        assert "    V3.2: new; binds what is done from 24 December 2026 on\n" in told
        assert "    V3.1: gone from that day on\n" in told
        assert "Q2.2: stricter" not in told

    def test_counts_the_reviewers_of_the_home(self, home: Path) -> None:
        for number in range(3):
            a_reviewer(email=f"reviewer-{number}@workmere.example", name=f"Reviewer {number}")
        a_reviewer(email="gone@workmere.example", is_active=False)
        assert "There are 3 reviewers;" in run("policy", "check", str(EXAMPLE)).stderr

    def test_of_bytes_that_are_no_text_is_bad_input(self, tmp_path: Path) -> None:
        (tmp_path / "picture.yaml").write_bytes(b"\x89PNG\xff")
        answer = run("policy", "check", str(tmp_path / "picture.yaml"))
        assert (answer.exit_code, "is not UTF-8" in answer.stderr) == (3, True)

    @pytest.mark.parametrize("command", [["evaluate"], ["replay"], ["explain"], ["policy", "check"]])
    def test_and_its_siblings_explain_themselves_with_an_example(self, command: list[str]) -> None:
        answer = run(*command, "--help")
        assert (answer.exit_code, "Example" in answer.output) == (0, True)
        assert f"fairnotice {' '.join(command)} " in answer.output


class TestThePackagedPolicy:
    def test_is_the_example(self) -> None:
        assert packaged_policy_text() == EXAMPLE.read_text(encoding="utf-8")
        assert packaged_policy() == example_policy()
