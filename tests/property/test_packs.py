"""For each pack and each of its numbers: one step laxer is refused by name and source, equal is accepted."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.policy.document import Document
from fairnotice.policy.floors import check_floors, is_laxer
from fairnotice.policy.pack import LIMITS, Direction, Pack
from fairnotice.policy.reading import read_policy, read_recorded_policy
from fairnotice.policy.shape import PACKS, POLICY
from fairnotice.policy.shelf import named_pack, pack_of, shelf
from fairnotice.policy.values import Number, Whole
from tests.support.policies import example_text

BOUNDED = [(pack, name) for pack in shelf() for name in pack.values if LIMITS[name].direction is not Direction.ALWAYS]
OPEN = {
    "response": 365,
    "extension": 7,
    "extensions_in_all": 365,
    "improvement": 365,
    "appeal_months": 120,
    "notice_hold": 365,
    "notice_closure": 365,
    "final_kept_years": 30,
    "interim_days": 1,
    "interim_review": 1,
    "hold_at_most": 1,
    "suspension_at_most": 1,
    "restored": 1,
    "delivery": 1,
    "review": 1,
    "question": 1,
    "proposal": 1,
    "effect": 1,
    "appeal_answer": 1,
    "request": 1,
    "fresh_review": 1,
    "provision_paused": 1,
}
"""The most generous policy: nothing else may stand in the way of the value looked at."""
EXAMPLE: dict[str, Any] = yaml.safe_load(example_text())
STEP = {"overturn_share": 0.01}


def values_of(pack: Pack) -> dict[str, Any]:
    """Return the example policy as plain values, generous in everything, under *pack*."""
    values: dict[str, Any] = deepcopy(EXAMPLE)
    values["pack"] = pack.dated
    values["published_on"], values["binds_from"] = date(2026, 12, 1), date(2027, 12, 1)
    values["deadlines"].update(OPEN, extension=OPEN["extensions_in_all"])
    values["overturn"] = {"share": 0.01, "least": 1}
    values["telling"]["redress_body"] = "The commission, until 21 days after the decision takes effect"
    return values


def with_number(pack: Pack, name: str, number: float) -> dict[str, Any]:
    values = values_of(pack)
    if name == "published_days":
        values["binds_from"] = values["published_on"] + timedelta(days=int(number))
        return values
    section, _, key = LIMITS[name].path.partition(".")
    values[section][key] = number if name == "overturn_share" else int(number)
    if name == "interim_days":
        values["deadlines"]["interim_review"] = 1
    if name == "interim_review":
        values["deadlines"]["interim_days"] = max(int(number), values["deadlines"]["interim_days"])
    if name == "extensions_in_all":
        values["deadlines"]["extension"] = min(int(number), values["deadlines"]["extension"])
    return values


def complaints(values: dict[str, Any]) -> list[Problem]:
    """Return what the floors alone say."""
    document = Document("mine.yaml")
    check_floors(values, document)
    return document.problems


def problems(values: dict[str, Any]) -> tuple[Problem, ...]:
    """Return what the whole reader says."""
    try:
        read_policy(yaml.safe_dump(values), source="mine.yaml")
    except BadInput as refused:
        return refused.problems
    return ()


def about(name: str, found: list[Problem]) -> list[str]:
    return [problem.what for problem in found if problem.where.endswith(f" {LIMITS[name].path}")]


def laxer(pack: Pack, name: str) -> float:
    step = STEP.get(name, 1)
    floor = pack.values[name].number
    return floor - step if LIMITS[name].direction is Direction.AT_LEAST else floor + step


def form_allows(name: str, number: float) -> bool:
    """Say whether the form of the file alone would take *number*; dates go backwards freely."""
    if name == "published_days":
        return True
    section, _, key = LIMITS[name].path.partition(".")
    shape = POLICY.keys[section].shape.keys[key].shape  # type: ignore[union-attr]
    assert isinstance(shape, Whole | Number)
    return shape.low <= number <= shape.high


class TestEveryNumberOfEveryPack:
    @pytest.mark.parametrize(("pack", "name"), BOUNDED, ids=lambda one: getattr(one, "dated", one))
    def test_refuses_one_step_laxer_with_the_law_it_comes_from(self, pack: Pack, name: str) -> None:
        number = laxer(pack, name)
        if number < 0:
            assert not form_allows(name, number)
            return
        (said,) = about(name, complaints(with_number(pack, name, number)))
        assert pack.values[name].source in said
        assert f"{number:g} " in said
        assert f"{pack.values[name].number:g}" in said

    @pytest.mark.parametrize(("pack", "name"), BOUNDED, ids=lambda one: getattr(one, "dated", one))
    def test_accepts_what_is_equal(self, pack: Pack, name: str) -> None:
        assert complaints(with_number(pack, name, pack.values[name].number)) == []

    @given(st.data())
    def test_refuses_exactly_what_is_laxer(self, data: st.DataObject) -> None:
        pack, name = data.draw(st.sampled_from(BOUNDED))
        number = data.draw(st.integers(0, 400))
        refused = bool(about(name, complaints(with_number(pack, name, number))))
        assert refused is is_laxer(number, pack.values[name].number, LIMITS[name].direction)

    @pytest.mark.parametrize("pack", shelf(), ids=str)
    def test_is_asked_for_when_a_policy_is_read(self, pack: Pack) -> None:
        assert problems(values_of(pack)) == ()
        for name in [name for name in pack.values if (pack, name) in BOUNDED][:2]:
            number = laxer(pack, name)
            found = problems(with_number(pack, name, number))
            assert about(name, list(found)), name


class TestTheStrictestPack:
    @pytest.mark.parametrize("pack", shelf(), ids=str)
    def test_is_laxer_than_none(self, pack: Pack) -> None:
        strictest = next(one for one in shelf() if one.name == "strictest")
        for name, value in pack.values.items():
            ours = strictest.values[name].number
            assert not is_laxer(ours, value.number, LIMITS[name].direction), name
        assert {one.key for one in pack.redress} <= {one.key for one in strictest.redress}

    def test_names_every_number_there_is(self) -> None:
        assert set(next(one for one in shelf() if one.name == "strictest").values) == set(LIMITS)


class TestRedress:
    @pytest.mark.parametrize(("pack", "key"), [(pack, one.key) for pack in shelf() for one in pack.redress], ids=str)
    def test_that_a_pack_demands_must_be_named(self, pack: Pack, key: str) -> None:
        values = values_of(pack)
        assert complaints(values) == []
        values["telling"][key] = " "
        assert [problem.where.partition(" ")[2] for problem in complaints(values)] == [f"telling.{key}"]

    def test_with_a_last_day_must_say_it(self) -> None:
        pack = next(one for one in shelf() if one.name == "au")
        values = values_of(pack)
        values["telling"]["redress_body"] = "The commission, at any time"
        assert "21 days from effect" in complaints(values)[0].what


RELEASED = {
    "au@2026-11-01": "81db8ed02e5d5b7b",
    "eu@2026-11-01": "20056cf1f22ee0f2",
    "strictest@2026-11-01": "f9913ae17f6eea3b",
    "uk@2026-11-01": "24819f69688d2130",
    "us-co@2026-11-01": "8ccf9a04643091be",
    "us-mn@2026-11-01": "155b01ca09df5ec5",
    "us-seattle@2026-11-01": "a365d73ee0887241",
    "us-wa@2026-11-01": "803997e3988ec5b2",
}
"""A released file is never changed: a change of law is a file with a new date, and a line here."""


class TestTheShelf:
    def test_keeps_every_released_file_as_it_was(self) -> None:
        assert {pack.dated: pack.fingerprint[:16] for pack in shelf()} == RELEASED

    def test_holds_every_pack_that_a_policy_can_name(self) -> None:
        assert {pack.name for pack in shelf()} == set(PACKS)

    def test_has_one_file_a_name_and_day(self) -> None:
        assert len({pack.dated for pack in shelf()}) == len(shelf())

    def test_marks_what_is_to_be_confirmed_and_nothing_else(self) -> None:
        unsure = {(pack.name, name) for pack in shelf() for name, value in pack.values.items() if value.confirm}
        assert unsure == {
            ("uk", "published_days"), ("uk", "notice_closure"), ("au", "response"),
            *(("us-seattle", name) for name in ("appeal_months", "appeal_answer", "request", "question")),
        }  # fmt: skip


class TestThePackOfAPolicy:
    OLD = next(one for one in shelf() if one.name == "eu")
    NEW = replace(OLD, date=date(2027, 3, 1), version=2)

    @pytest.mark.parametrize(
        ("written", "published_on", "meant"),
        [
            ("eu", date(2026, 12, 1), OLD),
            ("eu", date(2027, 2, 28), OLD),
            ("eu", date(2027, 3, 1), NEW),
            ("eu", date(2020, 1, 1), OLD),
            ("eu@2026-11-01", date(2028, 1, 1), OLD),
            ("eu@2027-03-01", date(2026, 12, 1), NEW),
            ("eu@2027-03-02", date(2028, 1, 1), None),
        ],
    )
    def test_is_the_newest_of_the_day_of_publication_or_the_one_named(
        self, written: str, published_on: date, meant: Pack | None
    ) -> None:
        assert named_pack(written, published_on=published_on, packs=(self.NEW, self.OLD)) == meant

    def test_of_a_day_that_has_none_is_told_the_days_there_are(self) -> None:
        values = {**values_of(self.OLD), "pack": "eu@2026-11-02"}
        assert [(p.what, p.hint) for p in complaints(values)] == [
            ("There is no pack eu@2026-11-02.", "Dates of eu: 2026-11-01.")
        ]

    def test_that_comes_later_leaves_a_recorded_version_readable(self) -> None:
        text = example_text(response="13")
        with pytest.raises(BadInput):
            read_policy(text)
        assert pack_of(read_recorded_policy(text)).name == "strictest"

    def test_without_any_number_complains_of_nothing(self) -> None:
        document = Document("mine.yaml")
        check_floors({"pack": "us-wa", "telling": {"redress_office": "The state's office"}}, document)
        assert document.problems == []
