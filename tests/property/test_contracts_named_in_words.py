"""A reply cites exactly the contracts that its words name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.kernel.naming import named_in

IDS = st.lists(st.from_regex(r"C-[0-9]{1,5}", fullmatch=True), unique=True, max_size=8)
BETWEEN = st.sampled_from([" ", ", ", ". ", " (", "\n", "; ", ": ", "? "])


class TestContractsNamedInWords:
    @given(IDS, st.sets(st.integers(0, 7)), st.lists(BETWEEN, min_size=9, max_size=9))
    def test_are_found_whatever_stands_between_them(self, ids: list[str], chosen: set[int], marks: list[str]) -> None:
        said = [each for i, each in enumerate(ids) if i in chosen]
        words = "We read" + "".join(mark + each for mark, each in zip(marks, said, strict=False)) + "."
        assert set(named_in(words, ids)) == set(said)

    @given(IDS.filter(bool))
    def test_are_not_found_within_longer_names(self, ids: list[str]) -> None:
        assert named_in(f"See {ids[0]}7, X{ids[0]} and {ids[0]}-B.", [ids[0]]) == ()
