"""A decision is stated with everything the law lists, or it is not stated at all."""

from __future__ import annotations

from typing import Any

import pytest

from fairnotice.cases.measures import Measure
from fairnotice.notices.decided import Complaint, View
from fairnotice.notices.stated_facts import FactsMissing
from tests.support.letters import a_decision

LISTED: dict[str, tuple[Any, str]] = {
    "scope": ("", "scope"),
    "territory": ("", "territory"),
    "begins": (" ", "begins"),
    "ends": ("", "ends"),
    "facts": ((), "facts with dates"),
    "views": ((), "reasons of a person"),
    "source": ("", "own initiative or notice"),
    "detection": ("", "automation in detection"),
    "deciding": ("", "automation in decision"),
    "weighed": ("", "what was weighed"),
    "remedy": ("", "what would remedy it"),
    "contact": ("", "contact"),
    "out_of_court": ("", "out of court redress"),
    "court": ("", "court redress"),
}
"""Each item of the statement of reasons, what it is when it is missing, and its name."""


class TestTheStatementOfADecision:
    def test_is_complete(self) -> None:
        for measure in Measure:
            assert a_decision(measure).measure is measure

    @pytest.mark.parametrize("item", LISTED)
    def test_is_refused_without(self, item: str) -> None:
        nothing, name = LISTED[item]
        with pytest.raises(FactsMissing) as refused:
            a_decision(**{item: nothing})
        assert refused.value.missing == (name,)

    @pytest.mark.parametrize(
        ("measure", "changes", "missing"),
        [
            (Measure.WORK_HOLD, {"days": 0}, "how long it lasts"),
            (Measure.SUSPENSION, {"days": 0}, "how long it lasts"),
            (Measure.CLOSURE, {"ends": "in a while"}, "that it is permanent"),
            (Measure.WORK_HOLD, {"lesser": ()}, "why not a warning"),
            (Measure.WORK_HOLD, {"lesser": ((Measure.WARNING, " "),)}, "why not a warning"),
        ],
    )
    def test_says_what_the_measure_needs(self, measure: Measure, changes: dict[str, Any], missing: str) -> None:
        with pytest.raises(FactsMissing) as refused:
            a_decision(measure, **changes)
        assert refused.value.missing == (missing,)

    @pytest.mark.parametrize("measure", [Measure.SUSPENSION, Measure.CLOSURE])
    def test_has_the_view_of_a_second_person(self, measure: Measure) -> None:
        with pytest.raises(FactsMissing, match="second person"):
            a_decision(measure, views=a_decision(measure).views[:1])

    def test_names_the_rule_with_version_and_text(self) -> None:
        rule = a_decision().rule
        assert rule.id
        assert rule.version
        assert rule.text

    def test_says_until_when_one_can_object(self) -> None:
        for months, days in ((0, 14), (6, 0)):
            with pytest.raises(FactsMissing, match="object"):
                Complaint(months, days)

    def test_has_a_name_under_each_reason(self) -> None:
        for name, reasons in (("", "Late again."), ("Ruth Amsel", " ")):
            with pytest.raises(FactsMissing):
                View(name, reasons)
