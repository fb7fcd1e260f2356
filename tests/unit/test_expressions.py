"""Rules read the columns of one row and nothing else."""

from __future__ import annotations

from contextlib import suppress

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.kernel.problem import BadInput
from fairnotice.policy.expressions import FUNCTIONS, check_expression, columns_of

COLUMNS = {
    "stars": "INTEGER",
    "ended_at": "TIMESTAMP",
    "end_reason": "VARCHAR",
    "feedback_withdrawn": "BOOLEAN",
    "comment": "VARCHAR",
    "Odd name": "DOUBLE",
}


def problems(sql: str, *, boolean: bool = True) -> list[str]:
    with pytest.raises(BadInput) as refused:
        check_expression(sql, columns=COLUMNS, boolean=boolean, where="policy.yaml:3 when")
    assert all(problem.where == "policy.yaml:3 when" for problem in refused.value.problems)
    assert all(problem.hint for problem in refused.value.problems)
    return [problem.what for problem in refused.value.problems]


class TestAnExpression:
    @pytest.mark.parametrize(
        ("sql", "normalized"),
        [
            ("stars>=4", '"stars" >= 4'),
            ("STARS >= 4 -- generous", '"stars" >= 4'),
            ("comment = 'x'", "\"comment\" = 'x'"),
            ("feedback_withdrawn", '"feedback_withdrawn"'),
            ('"Odd name" > 1', '"Odd name" > 1'),
            ("ended_at >= '2024-01-01'", "\"ended_at\" >= '2024-01-01'"),
            ("end_reason IN ('a', 'b')", "\"end_reason\" IN ('a', 'b')"),
            ("TRUE", "TRUE"),
        ],
    )
    def test_is_normalized(self, sql: str, normalized: str) -> None:
        assert check_expression(sql, columns=COLUMNS, boolean=True) == normalized

    def test_may_give_a_value_instead_of_a_yes_or_no(self) -> None:
        assert check_expression("round(stars / 2)", columns=COLUMNS, boolean=False) == 'ROUND("stars" / 2)'

    def test_of_a_foreign_file_needs_no_types(self) -> None:
        sql = check_expression("failed = 1 AND kind = 'x'", columns=["failed", "kind"], boolean=True)
        assert sql == '"failed" = 1 AND "kind" = \'x\''

    def test_names_the_columns_it_reads(self) -> None:
        assert columns_of("stars > 3 AND ended_at IS NULL") == {"stars", "ended_at"}

    @pytest.mark.parametrize(
        "sql",
        [
            "SELECT 1",
            "stars IN (SELECT 1)",
            "EXISTS (SELECT 1)",
            "stars = ANY (SELECT 1)",
            "(SELECT TRUE)",
            "TRUE; DROP TABLE contracts",
            "read_text('/etc/passwd') = 'x'",
            "getenv('HOME') = 'x'",
            "count(*) > 1",
            "sum(stars) OVER () > 1",
            "now() > ended_at",
            "current_date > ended_at",
            "random() > 0.5",
            "contracts.stars > 1",
            "stars = $1",
            "stars = ?",
            "list_filter([1], x -> x > 1) = [1]",
            "columns(*) > 1",
            "* IS NULL",
            "stars::BLOB IS NULL",
            "stars::INTEGER[] IS NULL",
            "comment = 'b' COLLATE nocase",
            "stars AS x",
            "'a' IN comment",
            "CAST(stars AS STRUCT(a INT)) IS NULL",
            "(" * 1500 + "TRUE" + ")" * 1500,
            "TRUE OR " * 1000 + "TRUE",
            "",
            "stars >",
            "'open",
        ],
    )
    def test_that_reads_anything_else_is_refused(self, sql: str) -> None:
        assert problems(sql)

    @pytest.mark.parametrize(
        "sql",
        [
            "stars",
            "NULL",
            "'yes'",
            "stars + 1",
            "stars AND TRUE",
            "NOT stars",
            "stars = 'four'",
            "end_reason = 4",
            "ended_at > 'soon'",
            "stars BETWEEN 'a' AND 5",
            "end_reason IN ('a', 4)",
            "comment + 1 > 2",
        ],
    )
    def test_that_mixes_kinds_of_values_is_refused(self, sql: str) -> None:
        assert problems(sql)

    def test_is_told_all_its_faults_at_once(self) -> None:
        assert problems("starz > 1 AND read_csv('x') = 1 AND endet_at IS NULL") == [
            "There is no column `starz`.",
            "The function read_csv is not allowed.",
            "There is no column `endet_at`.",
        ]

    def test_with_a_misspelt_column_is_told_the_nearest(self) -> None:
        with pytest.raises(BadInput) as refused:
            check_expression("starz > 1", columns=COLUMNS, boolean=True)
        assert refused.value.problems[0].hint == "Did you mean stars?"

    def test_with_text_in_double_quotes_is_told_so(self) -> None:
        with pytest.raises(BadInput) as refused:
            check_expression('end_reason = "platform"', columns=COLUMNS, boolean=True)
        assert "single quotes: 'platform'" in refused.value.problems[0].hint


CALLS = {
    "abs": "abs(-stars)", "ceil": "ceil(stars / 2)", "coalesce": "coalesce(stars, 1)",
    "concat": "concat(comment, 'b')", "contains": "contains(comment, 'b')",
    "date_diff": "date_diff('day', ended_at, ended_at)", "date_part": "date_part('year', ended_at)",
    "date_trunc": "date_trunc('month', ended_at)", "day": "day(ended_at)", "ends_with": "ends_with(comment, 'b')",
    "extract": "extract(month FROM ended_at)", "floor": "floor(stars / 2)", "greatest": "greatest(stars, 2)",
    "least": "least(stars, 2)", "left": "left(comment, 2)", "length": "length(comment)", "lower": "lower(comment)",
    "make_date": "make_date(2024, 1, stars)", "md5": "md5(comment)", "month": "month(ended_at)",
    "nullif": "nullif(stars, 3)", "regexp_extract": "regexp_extract(comment, 'a')",
    "regexp_matches": "regexp_matches(comment, 'a')", "regexp_replace": "regexp_replace(comment, 'a', 'b')",
    "replace": "replace(comment, 'a', 'b')", "right": "right(comment, 2)", "round": "round(stars / 2)",
    "split_part": "split_part(comment, 'a', 1)", "starts_with": "starts_with(comment, 'a')",
    "strftime": "strftime(ended_at, '%Y')", "strptime": "strptime('2024', '%Y')",
    "substring": "substring(comment, 1, 2)", "trim": "trim(comment)", "upper": "upper(comment)",
    "year": "year(ended_at)", "try_strptime": "try_strptime(comment, '%Y')",
    "span": "ended_at + INTERVAL 3 DAY", "case": "CASE WHEN stars > 3 THEN 'a' ELSE comment END",
    "division": "stars // 2 + stars % 2",
}  # fmt: skip


class TestAnAllowedFunction:
    def test_of_every_name_has_an_example(self) -> None:
        assert set(FUNCTIONS) <= set(CALLS)

    @pytest.mark.parametrize("sql", CALLS.values(), ids=CALLS.keys())
    def test_means_the_same_before_and_after(self, sql: str) -> None:
        row = "SELECT 3 AS stars, TIMESTAMP '2024-03-05 10:00' AS ended_at, 'abc' AS comment"
        normalized = check_expression(sql, columns=COLUMNS, boolean=False)
        with duckdb.connect() as engine:
            written, read = engine.sql(f"SELECT {sql}, {normalized} FROM ({row})").fetchall()[0]  # noqa: S608  the test's own text
        assert written == read


class TestAnyText:
    @given(st.text(max_size=80))
    def test_is_read_or_refused_and_never_a_defect(self, sql: str) -> None:
        with suppress(BadInput):
            check_expression(sql, columns=COLUMNS, boolean=True)

    @given(
        st.recursive(
            st.sampled_from(["stars >= 4", "ended_at IS NULL", "feedback_withdrawn", "end_reason = 'x'", "TRUE"]),
            lambda parts: st.one_of(
                st.builds("({} AND {})".format, parts, parts),
                st.builds("{} OR {}".format, parts, parts),
                st.builds("NOT ({})".format, parts),
            ),
            max_leaves=8,
        ),
    )
    def test_that_is_a_condition_stays_the_same_condition_when_read_twice(self, sql: str) -> None:
        once = check_expression(sql, columns=COLUMNS, boolean=True)
        assert check_expression(once, columns=COLUMNS, boolean=True) == once
