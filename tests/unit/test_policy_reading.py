"""A policy file is read whole, and refused whole with every fault named."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.policy.reading import read_policy, read_recorded_policy
from fairnotice.policy.rulebook import Counts
from fairnotice.policy.schema import json_schema
from tests.support.policies import example_policy, example_text

ROOT = Path(__file__).parents[2]


def faults(text: str) -> tuple[Problem, ...]:
    with pytest.raises(BadInput) as refused:
        read_policy(text, source="mine.yaml")
    assert all(problem.where.startswith("mine.yaml") and problem.hint for problem in refused.value.problems)
    return refused.value.problems


def changed(*pairs: tuple[str, str]) -> str:
    text = example_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


class TestTheExamplePolicy:
    def test_is_read_with_its_rules_in_order(self) -> None:
        policy = example_policy()
        assert (policy.id, policy.version, policy.binds_from) == ("marketplace-quality", 1, date(2024, 2, 1))
        assert [rule.code for rule in policy.outcomes][:2] == ["still_open", "our_own_measure"]
        assert policy.outcomes[-1].counts is Counts.UNRATED
        clause = policy.provision_for("agency")
        assert clause is not None
        assert (clause.id, clause.standard, clause.finding.clients_left_out) == ("Q2.1", 0.75, 2)

    def test_fits_the_published_schema(self) -> None:
        plain: Any = json.loads(json.dumps(yaml.safe_load(example_text()), default=date.isoformat))
        jsonschema.Draft202012Validator.check_schema(json_schema())
        jsonschema.validate(plain, json_schema(), cls=jsonschema.Draft202012Validator)

    def test_with_an_unknown_key_does_not_fit_the_schema(self) -> None:
        plain: Any = json.loads(json.dumps(yaml.safe_load(example_text()), default=date.isoformat))
        plain["modle"] = {}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(plain, json_schema(), cls=jsonschema.Draft202012Validator)


class TestThePublishedSchema:
    def test_is_up_to_date(self) -> None:
        published = (ROOT / "docs" / "reference" / "policy.schema.json").read_text(encoding="utf-8")
        assert published == json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


class TestTheFingerprint:
    def test_ignores_comments_layout_and_spaces_in_rules(self) -> None:
        other = "# another comment\n" + changed(("when: ended_at IS NULL", "when: 'ended_at  is   null'"))
        assert read_policy(other).fingerprint == example_policy().fingerprint

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("stars >= 4 OR", "stars >= 5 OR"),
            ("alpha: 0.05", "alpha: 0.04"),
            ("title: Quality policy", "title: Quality rules"),
            ("improvement: 60", "improvement: 61"),
            ("binds_from: 2024-02-01", "binds_from: 2024-02-02"),
            ("  - Clients who say nothing.\n", ""),
        ],
    )
    def test_changes_with_the_content(self, old: str, new: str) -> None:
        assert read_policy(changed((old, new))).fingerprint != example_policy().fingerprint

    def test_is_the_same_when_a_default_is_written_out(self) -> None:
        with_default = changed(("  rho_floor: 0.3\n", "  rho_floor: 0.3\n  least_accounts: 500\n"))
        assert read_policy(with_default).fingerprint == example_policy().fingerprint


class TestAFaultyPolicy:
    def test_is_told_every_fault_with_its_line(self) -> None:
        text = changed(
            ("pack: strictest", "pack: strict"),
            ("stars >= 4 OR", "starz >= 4 OR"),
            ("title: What counts", "titel: What counts"),
        )
        assert [str(problem) for problem in faults(text)] == [
            (
                'mine.yaml:8 pack: "strict" does not fit. Write one of '
                "strictest, eu, uk, us-seattle, us-wa, us-mn, us-co, au, or one of a day, such as eu@2026-11-01."
            ),
            "mine.yaml:39 outcomes[6].when: There is no column `starz`. Did you mean stars?",
            "mine.yaml:74 provisions[0].title: The key title is missing. A few words.",
            "mine.yaml:75 provisions[0].titel: There is no key titel. Did you mean title?",
        ]

    @pytest.mark.parametrize(
        ("old", "new", "where", "what"),
        [
            ("version: 1", "version: '1'", "version", "no whole number"),
            ("version: 1", "version: 0", "version", "out of range"),
            ("version: 1", "version: true", "version", "no whole number"),
            ("version: 1", "version: [1]", "version", "A list or table stands"),
            ("version: 1", "version: 1\nversion: 2", "version", "stands here twice"),
            ("published_on: 2024-01-02", "published_on: 2024-13-02", "published_on", "no date"),
            ("published_on: 2024-01-02", "published_on: 2024-01-03", "binds_from", "less than 30 days"),
            ("kappa: 1.0", "kappa: .nan", "model.kappa", "out of range"),
            ("rho_floor: 0.3", "rho_floor: -0.1", "model.rho_floor", "out of range"),
            ("bar: 0.80", "bar: 0.4", "provisions[2].bar", "out of range"),
            ("keeps: 0.50", "keeps: 0.9", "provisions[2].keeps", "above the bar"),
            ("standard: 0.75", "standard: 75", "provisions[2].standard", "out of range"),
            ("    standard: 0.75\n", "", "provisions[2].standard", "needs a standard"),
            ("alpha: 0.05", "alpha: 0.2", "provisions[2].finding.alpha", "wrong more often"),
            ("clients_left_out: 2", "clients_left_out: 3", "provisions[2].finding.clients_left_out", "range"),
            ("adverse_clients: 2", "adverse_clients: 1", "provisions[2].minimum.adverse_clients", "range"),
            ("clients: 3", "clients: 9", "provisions[2].minimum.clients", "more than rated"),
            ("applies_to: [agency]", "applies_to: [agency, freelancer]", "provisions[3].applies_to", "already"),
            ("id: Q1.6", "id: Q1.1", "provisions[0].id", "more than once"),
            ("code: still_open", "code: nothing_worked", "outcomes[0].code", "more than once"),
            ("code: still_open", "code: Still Open", "outcomes[0].code", "does not fit"),
            ("when: 'TRUE'", "when: stars IS NULL", "outcomes[9].when", "does not hold for every"),
            ("counts: unrated", "counts: adverse", "outcomes[9].counts", "silence counts neither way"),
            ("when: ended_at IS NULL", "when: 'TRUE'", "outcomes[0].when", "ever reached"),
            ("days_since_end < maturity_days", "days_since_end < 14", "outcomes", "maturity_days ago"),
            ("when: end_reason = 'platform'", "when: end_reason = 'completed'", "outcomes", "our own measures"),
            ("when: ended_at IS NULL", "when: stars > 5", "outcomes", "still open"),
            ("end_reason = 'not_started'", "end_reason = 'not_startd'", "outcomes[2].when", "No contract has"),
            ("response: 14", "response: 13", "deadlines.response", "too few"),
            ("improvement: 60", "improvement: 59", "deadlines.improvement", "too few"),
            ("review: 14", "review: 15", "deadlines.review", "too many"),
            ("hours: [9, 16]", "hours: [16, 9]", "telling.hours", "ends before"),
            ("hours: [9, 16]", "hours: [9]", "telling.hours", "exactly 2"),
            ("team_roles: [member]", "team_roles: [manager]", "telling.team_roles", "told twice"),
            ("quality@workmere.example", "Ruth", "telling.contact_email", "does not fit"),
            ("never_counts:\n", "never_counts: []\nnever_count:\n", "never_count", "no key"),
        ],
    )  # fmt: skip
    def test_is_told_where_and_what(self, old: str, new: str, where: str, what: str) -> None:
        text = changed((old, new))
        found = faults(text)
        assert where in {problem.where.partition(" ")[2] for problem in found if what in problem.what}

    @pytest.mark.parametrize("text", ["", "a: [", "- a\n- b", "just words", "a: &x 1\nb: *x", "\x00", "[" * 5000])
    def test_that_is_no_policy_at_all_is_refused(self, text: str) -> None:
        assert faults(text)

    def test_that_misses_everything_is_told_each_missing_key(self) -> None:
        missing = {problem.where.partition(" ")[2] for problem in faults("title: Mine")}
        named = {f"telling.redress_{where}" for where in ("body", "court", "office")}
        assert missing == {"policy", "version", "published_on", "binds_from", "outcomes", "provisions"} | named

    @settings(deadline=None, max_examples=40)
    @given(st.data())
    def test_never_breaks_the_reader_wherever_a_line_is_lost(self, data: st.DataObject) -> None:
        lines = example_text().splitlines(keepends=True)
        lost = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=3))
        word = data.draw(st.sampled_from(["", "[]", "{}", "null", "~", "x: y", "1", "- 1", "2024-01-01"]))
        text = "".join(f"{line.partition(':')[0]}: {word}\n" if n in lost else line for n, line in enumerate(lines))
        try:
            policy = read_policy(text)
        except BadInput as refused:
            found = refused.problems
        else:
            assert asdict(policy)
            return
        assert found


class TestAnOlderPolicy:
    def test_that_is_published_anew_is_held_to_todays_pack(self) -> None:
        older = (ROOT / "tests" / "support" / "before_ladders.yaml").read_text(encoding="utf-8")
        assert [problem.where.partition(" ")[2] for problem in faults(older)] == ["telling.redress_office"]

    def test_keeps_the_fingerprint_that_cases_are_pinned_to(self) -> None:
        older = (ROOT / "tests" / "support" / "before_ladders.yaml").read_text(encoding="utf-8")
        policy = read_recorded_policy(older)
        assert policy.fingerprint == "faf60e061aadc0d5a09495c21d1fafd4651f3244ee557ed31955d6c74a7db6ef"

    def test_gets_what_the_newer_keys_say_by_default(self) -> None:
        older = (ROOT / "tests" / "support" / "before_ladders.yaml").read_text(encoding="utf-8")
        policy = read_recorded_policy(older)
        measuring, explaining = policy.provision("Q2.1"), policy.provision("Q1.1")
        assert measuring is not None
        assert explaining is not None
        assert (measuring.matter, measuring.group, measuring.measures[0]) == ("quality", "Q2.1", "warning")
        assert (explaining.matter, explaining.measures, explaining.ladder) == ("", (), ())
        assert (policy.deadlines.appeal_months, policy.exceptions, policy.overturn.least) == (6, (), 10)

    def test_is_another_version_once_a_newer_key_says_something_else(self) -> None:
        older = (ROOT / "tests" / "support" / "before_ladders.yaml").read_text(encoding="utf-8")
        written_out = older.replace("  review: 14\n", "  review: 14\n  proposal: 7\n")
        stricter = older.replace("  review: 14\n", "  review: 14\n  proposal: 6\n")
        assert read_recorded_policy(written_out).fingerprint == read_recorded_policy(older).fingerprint
        assert read_recorded_policy(stricter).fingerprint != read_recorded_policy(older).fingerprint


class TestAClauseAboutViolations:
    @pytest.mark.parametrize(("rungs", "most"), [(0, "advice"), (1, "warning"), (3, "work_hold"), (9, "work_hold")])
    def test_costs_at_most_what_its_ladder_says(self, rungs: int, most: str) -> None:
        clause = example_policy().provision("V1.2")
        assert clause is not None
        assert clause.greatest_measure(rungs) == most

    @pytest.mark.parametrize(
        ("old", "new", "where", "what"),
        [
            ("    ladder: [advice, warning, work_hold]\n", "", "provisions[9].ladder", "needs a ladder"),
            ("ladder: [advice, warning, work_hold]\n", "ladder: [work_hold]\n", "provisions[9].ladder[0]", "(P1)"),
            ("ladder: [advice, warning, work_hold]", "ladder: [warning, advice]", "provisions[9].ladder[1]", "more"),
            ("ladder: [advice, warning, work_hold]\n", "ladder: [ban]\n", "provisions[9].ladder[0]", "not one of"),
            ("rung_months: 6\n", "rung_months: 25\n", "provisions[9].rung_months", "out of range"),
            ("acknowledge: true\n", "acknowledge: 1\n", "provisions[4].acknowledge", "neither yes nor no"),
            ("matter: violation", "applies_to: [agency]\n    matter: violation", "provisions[4].applies_to", "nobody"),
            ("applies_to: [agency]\n", "matter: quality\n", "provisions[2].matter", "measures somebody"),
            ("title: What counts\n", "title: What counts\n    ladder: [warning]\n", "provisions[0].ladder", "Only a"),
            ("title: What counts\n", "title: What counts\n    group: Q1\n", "provisions[0].group", "opens no case"),
            ("    acknowledge: true\n", "    measures: [warning]\n", "provisions[4].measures", "Only a clause"),
            ("code: imminent_harm", "code: legal_duty", "exceptions[0].code", "more than once"),
            ("code: imminent_harm", "code: bad_mood", "exceptions[1].code", "not one of"),
            ("text/plain]", "exe]", "hearing.upload_types[3]", "does not fit"),
            ("appeal_months: 6", "appeal_months: 5", "deadlines.appeal_months", "out of range"),
        ],
    )  # fmt: skip
    def test_is_told_where_and_what(self, old: str, new: str, where: str, what: str) -> None:
        found = faults(changed((old, new)))
        assert where in {problem.where.partition(" ")[2] for problem in found if what in problem.what}
