"""What a policy can lead to needs people enough that an appeal is heard by somebody new."""

from __future__ import annotations

from dataclasses import replace

from fairnotice.policy.rulebook import Policy
from fairnotice.policy.staffing import needs, short_of
from tests.support.builders import the_policy


def at_most(measure: str, policy: Policy) -> Policy:
    clauses = tuple(
        replace(one, measures=(measure,) if one.measures else (), ladder=("warning", measure) if one.ladder else ())
        for one in policy.provisions
    )
    return replace(policy, provisions=clauses)


class TestPeople:
    def test_are_four_for_a_closure_after_a_hold_before_notice(self) -> None:
        assert [(need.course, need.people) for need in needs(the_policy())] == [
            ("A hold", 2),
            ("A closure", 3),
            ("A closure after a hold before notice", 4),
        ]

    def test_are_fewer_where_the_policy_lists_no_exception(self) -> None:
        assert max(need.people for need in needs(replace(the_policy(), exceptions=()))) == 3

    def test_are_as_many_for_a_suspension(self) -> None:
        courses = [need.course for need in needs(at_most("suspension", the_policy()))]
        assert courses[1:] == ["A suspension", "A suspension after a hold before notice"]

    def test_are_four_for_a_hold_after_a_hold_before_notice(self) -> None:
        assert [need.people for need in needs(at_most("full_hold", the_policy()))] == [2, 4]

    def test_are_none_where_nothing_is_restricted(self) -> None:
        assert needs(at_most("warning", the_policy())) == ()

    def test_too_few_are_told_for_each_course(self) -> None:
        assert [len(short_of(the_policy(), staff)) for staff in (0, 1, 2, 3, 4, 9)] == [3, 3, 2, 1, 0, 0]
