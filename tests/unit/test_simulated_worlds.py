"""A simulated marketplace says what it was asked to say, and the truth beside it is the truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from click.testing import CliRunner

from fairnotice.facts import standards
from fairnotice.facts.tables import TABLES as IMPORT_TABLES
from fairnotice.interfaces.cli.simulate import command
from fairnotice.kernel.problem import BadInput
from fairnotice.lab import places
from fairnotice.lab.chance import choose, stream
from fairnotice.lab.drops import known_before
from fairnotice.lab.period import Period, month_after
from fairnotice.lab.quality import draw_quality, draw_tempers, recent
from fairnotice.lab.simulation import FACTS, TABLES, simulate, write_marketplace
from fairnotice.lab.teams import OWNER, Teams, draw_workers
from fairnotice.lab.world import World

SMALL = World(accounts=300, months=12, seed=5)


def tables(world: World) -> dict[str, pa.Table]:
    return dict(simulate(world))


class TestWorld:
    def test_names_everything_that_cannot_be(self) -> None:
        with pytest.raises(BadInput) as refused:
            World(accounts=0, months=0, bad_share=1.5)
        assert {problem.where for problem in refused.value.problems} >= {"accounts", "months", "bad_share"}

    def test_counts_agencies_among_its_accounts(self) -> None:
        world = World(accounts=6000)
        assert (world.agencies, world.freelancers) == (240, 5760)

    def test_of_one_account_has_no_agency(self) -> None:
        assert World(accounts=1).agencies == 0

    def test_where_nobody_is_bad_has_a_floor_above_the_standard(self) -> None:
        world = SMALL.where_bad_are(0)
        truth = tables(world)["truth"]
        assert pc.min(truth["success"]).as_py() >= 0.80 > world.standard
        assert not pc.any(truth["bad"]).as_py()

    def test_with_more_bad_accounts_has_more_bad_accounts(self) -> None:
        few, many = (tables(SMALL.where_bad_are(share))["truth"]["bad"] for share in (0.02, 0.4))
        assert pc.sum(many).as_py() > 3 * pc.sum(few).as_py()


class TestPeriod:
    def test_is_made_of_calendar_months(self) -> None:
        period = Period.of(3, date(2026, 1, 1))
        assert period.firsts == (date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1))

    def test_ends_in_the_middle_of_a_month_when_asked(self) -> None:
        period = Period.of(2, date(2026, 3, 16))
        assert period.firsts == (date(2026, 2, 1), date(2026, 3, 1))
        assert period.ends == int(datetime(2026, 3, 16, tzinfo=UTC).timestamp())

    @pytest.mark.parametrize(
        ("months", "expected"), [(1, date(2026, 1, 1)), (-12, date(2024, 12, 1)), (0, date(2025, 12, 1))]
    )
    def test_counts_months_over_the_year(self, months: int, expected: date) -> None:
        assert month_after(date(2025, 12, 1), months) == expected


class TestChance:
    def test_of_one_part_does_not_stir_another(self) -> None:
        assert stream(1, "posts").random() == stream(1, "posts").random()
        assert stream(1, "posts").random() != stream(1, "payments").random()

    def test_chooses_by_weight(self) -> None:
        drawn = choose(stream(1, "x"), np.array([1.0, 0.0, 3.0]), 4000)
        assert np.bincount(drawn)[1] == 0
        assert np.mean(drawn == 2) == pytest.approx(0.75, abs=0.03)


class TestTempers:
    def test_leave_the_average_success_at_the_quality(self) -> None:
        world = World(accounts=60_000, harsh_share=0.15)
        tempers = draw_tempers(world)
        luck = stream(9, "test").normal(0.0, world.pair_spread, world.clients)
        for quality in (0.3, 0.6, 0.75, 0.95):
            logits = tempers.leaning(np.array([quality])) + tempers.effect + luck
            assert np.mean(1 / (1 + np.exp(-logits))) == pytest.approx(quality, abs=0.005)


class TestQuality:
    def test_falls_in_the_month_in_which_an_account_turns(self) -> None:
        world = World(accounts=400, turning_share=1.0, bad_share=0.0, middling_share=0.0, recovering_share=0.0)
        quality = draw_quality(world, np.zeros(400, dtype=bool))
        rows = np.arange(400)
        fall = quality.success[rows, quality.turned] - quality.success[rows, quality.turned - 1]
        assert np.mean(fall) < -0.3

    def test_of_the_last_six_months_is_their_mean(self) -> None:
        success = np.arange(8.0)[None, :] / 10
        assert recent(success)[0] == pytest.approx([0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.35, 0.45])


class TestTeams:
    def test_give_work_only_to_those_present(self) -> None:
        whole = np.array([0, 0])
        teams = Teams(
            agency=np.array([9, 9]),
            person=np.array([1, 2]),
            role=np.array([OWNER, 2]),
            since=np.array([0, 100]),
            to=np.array([1000, 200]),
            leaves=np.array([False, True]),
            workload=np.array([1e-9, 1.0]),
            deviation=np.zeros(2),
            start=np.array([0]),
        )
        early_and_late = np.array([50, 250])
        assert list(draw_workers(SMALL, teams, whole, early_and_late)) == [0, 0]
        assert list(draw_workers(SMALL, teams, whole, np.array([150, 199]))) == [1, 1]


class TestSimulation:
    def test_is_the_same_to_the_byte_for_the_same_seed(self, tmp_path: Path) -> None:
        for folder in ("one", "two"):
            assert [written.table for written in write_marketplace(SMALL, tmp_path / folder)] == list(TABLES)
        for table in TABLES:
            name = f"{table}.parquet"
            assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), table

    def test_differs_with_the_seed(self) -> None:
        assert not tables(SMALL)["contracts"].equals(tables(replace(SMALL, seed=6))["contracts"])

    def test_leaves_a_table_as_it_is_when_another_is_left_out(self) -> None:
        alone = dict(simulate(SMALL, ("feedback",)))
        assert alone["feedback"].equals(tables(SMALL)["feedback"])

    def test_knows_nothing_after_its_end(self) -> None:
        end = datetime(2026, 10, 1, tzinfo=UTC)
        world = tables(SMALL)
        for table, column in (
            ("accounts", "created_at"),
            ("contracts", "started_at"),
            ("contracts", "ended_at"),
            ("feedback", "submitted_at"),
            ("feedback", "withdrawn_at"),
            ("payments", "occurred_at"),
            ("violations", "occurred_at"),
            ("posts", "posted_at"),
        ):
            assert pc.max(world[table][column]).as_py() < end, (table, column)

    def test_has_posts_with_and_without_a_hire(self) -> None:
        assert set(tables(SMALL)["posts"]["hires"].to_pylist()) == {0, 1}

    def test_misses_some_addresses_and_time_zones(self) -> None:
        world = tables(replace(SMALL, missing_email_share=0.2, missing_timezone_share=0.2))
        assert world["accounts"]["email"].null_count > 20
        assert world["accounts"]["timezone"].null_count > 20


class TestCommand:
    def test_writes_facts_and_truth(self, tmp_path: Path) -> None:
        arguments = ["--accounts", "40", "--months", "6", "--seed", "3", "--out", str(tmp_path / "market")]
        told = CliRunner().invoke(command, arguments, catch_exceptions=False)
        assert told.exit_code == 0
        assert sorted(path.stem for path in (tmp_path / "market").iterdir()) == sorted(TABLES)

    def test_refuses_a_share_above_one(self, tmp_path: Path) -> None:
        told = CliRunner().invoke(command, ["--accounts", "9", "--bad-share", "2", "--out", str(tmp_path)])
        assert told.exit_code == 2


class TestWhatIsKnownBeforeAnInstant:
    CUT = datetime(2026, 7, 1, tzinfo=UTC)

    def test_is_nothing_that_happens_later(self) -> None:
        early = dict(known_before(self.CUT, simulate(SMALL)))
        assert set(early) == set(FACTS)
        for table, column in (
            ("accounts", "created_at"),
            ("contracts", "started_at"),
            ("contracts", "ended_at"),
            ("feedback", "submitted_at"),
            ("feedback", "withdrawn_at"),
            ("payments", "occurred_at"),
            ("violations", "occurred_at"),
            ("posts", "posted_at"),
        ):
            assert pc.max(early[table][column]).as_py() < self.CUT, (table, column)

    def test_leaves_a_contract_open_that_ended_later(self) -> None:
        late = tables(SMALL)["contracts"]
        early = dict(known_before(self.CUT, simulate(SMALL)))["contracts"]
        ended = dict(zip(late["contract_id"].to_pylist(), late["ended_at"].to_pylist(), strict=True))
        reopened = [row for row in early.to_pylist() if row["ended_at"] is None and ended[row["contract_id"]]]
        assert reopened
        assert all(row["end_reason"] is None and row["charged_minor"] == 0 for row in reopened)

    def test_is_everything_at_the_end(self) -> None:
        whole = tables(SMALL)
        for name, table in known_before(datetime(2026, 10, 1, tzinfo=UTC), simulate(SMALL)):
            assert table.equals(whole[name]), name


class TestImportFormat:
    """The tables of a simulated world against the definitions that imports are checked by."""

    def test_has_the_import_tables(self) -> None:
        assert set(FACTS) == set(IMPORT_TABLES)

    @pytest.mark.parametrize("name", FACTS)
    def test_has_only_known_columns_and_every_required_one(self, name: str) -> None:
        table, columns = tables(SMALL)[name], {column.name: column for column in IMPORT_TABLES[name].columns}
        assert set(table.column_names) <= set(columns)
        for column in columns.values():
            if column.required:
                assert table[column.name].null_count == 0, column.name

    @pytest.mark.parametrize("name", FACTS)
    def test_uses_only_allowed_words(self, name: str) -> None:
        table = tables(SMALL)[name]
        for column in IMPORT_TABLES[name].columns:
            if column.choices and column.name in table.column_names:
                assert set(table[column.name].to_pylist()) - {None} <= set(column.choices), column.name

    def test_uses_only_real_places_and_currencies(self) -> None:
        assert set(places.COUNTRIES) <= standards.countries()
        assert set(places.ZONES) <= standards.timezones()
        assert set(places.CURRENCIES) <= standards.currencies()
