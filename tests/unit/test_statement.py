"""A statement of reasons cannot be built without its facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fairnotice.evaluation.result import WhatIf
from fairnotice.notices.stated_facts import FactsMissing, Remedy, Rule
from fairnotice.notices.statement import MemberPart, Remeasurement, StatementOfReasons, members_concerned
from tests.support.explanations import an_explanation, not_enough_evidence
from tests.support.letters import a_policy, an_agency, later, reasons


class TestAStatementOfReasons:
    def test_names_rule_contracts_numbers_window_snapshot_and_remedy(self) -> None:
        why = reasons()
        assert why.rule.id == "Q2.1"
        assert why.rule.text.startswith("An agency is asked")
        assert [c.id for c in why.unsatisfied][:2] == ["C-88213", "C-88191"]
        assert (why.numbers.rated, why.numbers.satisfied, why.numbers.unsatisfied) == (14, 7, 7)
        assert why.snapshot == "s12-9c41e07a"
        assert why.remedy.satisfied_needed == 7
        assert [c.why for c in why.left_out] == ["The client gave no feedback. Silence counts neither way."]

    def test_is_refused_where_there_is_not_enough_evidence(self) -> None:
        with pytest.raises(FactsMissing, match="estimate") as refused:
            StatementOfReasons.of(not_enough_evidence(), a_policy())
        assert refused.value.code == "states_facts"

    def test_is_refused_without_an_unsatisfied_contract(self) -> None:
        happy = an_explanation()
        happy = replace(happy, contracts=tuple(c for c in happy.contracts if c.counts == "satisfied"))
        with pytest.raises(FactsMissing, match="contracts"):
            StatementOfReasons.of(happy, a_policy())

    def test_is_refused_without_anything_that_would_lift_it(self) -> None:
        with pytest.raises(FactsMissing, match="what would lift it"):
            StatementOfReasons.of(an_explanation(what_if=None), a_policy())
        hopeless = WhatIf(more=(0.9, 0.9), enough=None, removals=(), v_without_removals=None, lapses_on=None)
        with pytest.raises(FactsMissing, match="what would lift it"):
            StatementOfReasons.of(an_explanation(what_if=hopeless), a_policy())

    def test_is_refused_for_a_rule_that_the_policy_does_not_have(self) -> None:
        odd = an_explanation()
        odd = replace(odd, provenance=replace(odd.provenance, provision="Q9.9"))
        with pytest.raises(FactsMissing, match=r"clause Q9\.9"):
            StatementOfReasons.of(odd, a_policy())

    @pytest.mark.parametrize("lost", [{"snapshot": " "}, {"unsatisfied": ()}, {"satisfied": ()}])
    def test_is_refused_when_a_fact_is_lost(self, lost: dict[str, Any]) -> None:
        with pytest.raises(FactsMissing):
            replace(reasons(), **lost)

    def test_has_no_rule_without_words(self) -> None:
        with pytest.raises(FactsMissing, match="rule text"):
            Rule("Q1", "  ", "Quality policy", 1, date(2024, 1, 1))

    def test_has_no_empty_remedy(self) -> None:
        with pytest.raises(FactsMissing):
            Remedy()


class TestAMembersPart:
    def test_holds_their_own_contracts_and_nobody_elses(self) -> None:
        part = MemberPart.of(reasons(), "m-1")
        assert {c.worker_id for c in (*part.unsatisfied, *part.satisfied)} == {"m-1"}
        assert part.rated == 7

    def test_does_not_exist_for_someone_whom_nothing_concerns(self) -> None:
        with pytest.raises(FactsMissing, match="own contracts"):
            MemberPart.of(reasons(), "m-2")
        assert members_concerned(reasons()) == ("m-1",)


class TestARemeasurement:
    def test_counts_only_what_came_after(self) -> None:
        after = later(good=True)
        assert min(c.ended_on for c in after.satisfied) > after.since

    def test_is_refused_when_earlier_work_is_among_it(self) -> None:
        with pytest.raises(FactsMissing, match="ended after"):
            Remeasurement.of(an_agency(), since=date(2026, 11, 9))

    def test_is_refused_without_later_contracts(self) -> None:
        with pytest.raises(FactsMissing):
            Remeasurement.of(replace(an_agency(), contracts=()), since=date(2026, 11, 9))
