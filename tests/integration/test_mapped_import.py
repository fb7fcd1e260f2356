"""Somebody else's files become our tables, and every one of their rows is accounted for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fairnotice.kernel.problem import BadInput
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.mapping import MappingFile, read_mapping
from fairnotice.warehouse.report import ImportReport
from tests.support.drops import bring, counts, rows_of

REPOSITORY = Path(__file__).parents[2]
SHARED_DATA = Path(os.environ.get("FAIRNOTICE_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
HEAD = "sources:\n  shop: {files: 'people*'}\ntables:\n  accounts:\n    - source: shop\n"
CSV = "id,what,note\n1,buyer,a\n2,seller,b\n3,robot,c\n2,seller,b\n4,,d\n"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse.at(tmp_path / "warehouse")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def mapping(entry: str) -> MappingFile:
    """Return a mapping of people.csv to accounts; *entry* begins on line 6."""
    return read_mapping(HEAD + entry, name="m.yaml")


def example(name: str) -> MappingFile:
    path = REPOSITORY / "examples" / "mappings" / f"{name}_inspections.yaml"
    return read_mapping(path.read_text(encoding="utf-8"), name=path.name)


def shared(name: str) -> Path:
    path = SHARED_DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not here: set FAIRNOTICE_SHARED_DATA to the folder of the public data")
    return path


class TestAMappedImport:
    ENTRY = """\
      leave_out:
        - {when: what IS NULL, because: nobody knows what it is}
      columns:
        account_id: "'p' || id"
        kind: "CASE what WHEN 'buyer' THEN 'client' WHEN 'seller' THEN 'freelancer' ELSE what END"
"""

    def test_accounts_for_every_row(self, warehouse: Warehouse, people: Path) -> None:
        report = bring(warehouse, people, mapping=mapping(self.ENTRY))
        assert counts(report, "accounts") == {"loaded": 2, "repeated": 1, "quarantined": 1}
        (left_out,) = report.left_out
        assert (left_out.rows, left_out.reason) == (1, "nobody knows what it is")
        (problem,) = report.problems
        assert problem.where.endswith("people.csv, row 3, kind")

    @pytest.mark.parametrize(
        "expression",
        [
            "read_text('/etc/passwd')",
            "(SELECT max(id) FROM accounts)",
            "1); DROP TABLE accounts; --",
            "getenv('HOME')",
            "id IN (SELECT 1)",
            "other.id",
            "count(*)",
            "id OVER ()",
        ],
    )
    def test_refuses_expressions_that_do_more_than_read_their_row(
        self, warehouse: Warehouse, people: Path, expression: str
    ) -> None:
        entry = f'      columns:\n        kind: "\'client\'"\n        account_id: "{expression}"\n'
        with pytest.raises(BadInput) as refused:
            bring(warehouse, people, mapping=mapping(entry))
        assert {problem.where for problem in refused.value.problems} == {"m.yaml:8, accounts.account_id"}
        assert warehouse.snapshot().number == 0

    def test_quarantines_each_line_that_cannot_be_taken_apart_once(
        self, warehouse: Warehouse, tmp_path: Path, people: Path
    ) -> None:
        (tmp_path / "people2.csv").write_text("id,what,note\n7\n8,buyer,x\n9,robot,y\n", encoding="utf-8")
        report = bring(warehouse, people, tmp_path / "people2.csv", mapping=mapping(self.ENTRY))
        assert counts(report, "accounts") == {"loaded": 3, "repeated": 1, "quarantined": 3}
        places = [problem.where.rsplit("/")[-1] for problem in report.problems]
        assert places == ["people.csv, row 3, kind", "people2.csv, row 1", "people2.csv, row 3, kind"]

    def test_tells_all_faults_of_its_expressions_at_once(self, warehouse: Warehouse, people: Path) -> None:
        entry = (
            "      leave_out:\n        - {when: wat IS NULL, because: x}\n"
            "      columns:\n        account_id: idd\n        kind: what\n        name: lover(note)\n"
        )
        with pytest.raises(BadInput) as refused:
            bring(warehouse, people, mapping=mapping(entry))
        assert [problem.where for problem in refused.value.problems] == [
            "m.yaml:9, accounts.account_id",
            "m.yaml:11, accounts.name",
            "m.yaml:7, accounts.leave_out",
        ]

    def test_names_the_expression_that_fails_on_a_row(self, warehouse: Warehouse, people: Path) -> None:
        entry = "      columns:\n        account_id: CAST(note AS BIGINT)\n        kind: \"'client'\"\n"
        with pytest.raises(BadInput) as refused:
            bring(warehouse, people, mapping=mapping(entry))
        (problem,) = refused.value.problems
        assert problem.where == "m.yaml:7, accounts.account_id"
        assert "TRY_CAST" in problem.hint

    def test_refuses_files_that_fit_no_source_and_sources_without_files(
        self, warehouse: Warehouse, tmp_path: Path
    ) -> None:
        (tmp_path / "things.csv").write_text(CSV, encoding="utf-8")
        with pytest.raises(BadInput) as refused:
            bring(warehouse, tmp_path / "things.csv", mapping=mapping(self.ENTRY))
        assert [problem.where.rsplit("/")[-1] for problem in refused.value.problems] == ["m.yaml:2", "things.csv"]


class TestTheInspectionsOfChicago:
    ROWS = 17_823
    WITHOUT_INSPECTOR = 68
    FAILED = 3_574

    def test_all_arrive_or_are_accounted_for(self, warehouse: Warehouse) -> None:
        path = shared("chicago_inspections_2011_2013.parquet")
        report = bring(warehouse, path, mapping=example("chicago"))
        loaded = self.ROWS - self.WITHOUT_INSPECTOR
        for table in ("contracts", "feedback"):
            assert counts(report, table) == {"loaded": loaded}
            assert left_out(report, table) == self.WITHOUT_INSPECTOR
        assert counts(report, "accounts") == {"loaded": 18_884, "repeated": 32_557}
        assert counts(report, "memberships") == {"loaded": 9_843, "repeated": 6_020}
        with warehouse.connect(report.snapshot) as connection:
            told = connection.execute(
                "SELECT count(*) FILTER (stars = 1), count(*) FILTER (stars = 5), "
                "count(DISTINCT client_id), count(DISTINCT provider_id) FROM feedback"
            ).fetchone()
        assert told is not None
        assert told[0] + told[1] == loaded
        assert self.FAILED - self.WITHOUT_INSPECTOR <= told[0] <= self.FAILED
        assert told[2] == 6
        assert bring(warehouse, path, mapping=example("chicago")).snapshot == report.snapshot


class TestTheInspectionsOfSanFrancisco:
    ROWS = 14_233

    def test_all_arrive_or_are_accounted_for(self, warehouse: Warehouse) -> None:
        report = bring(warehouse, shared("sf_inspections.parquet"), mapping=example("sf"))
        assert counts(report, "contracts") == {"loaded": 14_231, "repeated": 2}
        assert counts(report, "feedback") == {"loaded": 14_232, "repeated": 1}
        assert {row["client_id"] for row in rows_of(warehouse, "contracts")} == {"department"}


def left_out(report: ImportReport, table: str) -> int:
    return sum(entry.rows for entry in report.left_out if entry.table == table)
