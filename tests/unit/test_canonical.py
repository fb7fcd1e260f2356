"""One value has one text: the examples of RFC 8785, and any value at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.kernel.canonical import EXACT, canonical

NUMBERS = [
    (0.0, "0"),
    (-0.0, "0"),
    (5e-324, "5e-324"),
    (-5e-324, "-5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308"),
    (9007199254740992.0, "9007199254740992"),
    (295147905179352830000.0, "295147905179352830000"),
    (9.999999999999997e22, "9.999999999999997e+22"),
    (1e23, "1e+23"),
    (999999999999999700000.0, "999999999999999700000"),
    (1e21, "1e+21"),
    (9.999999999999997e-7, "9.999999999999997e-7"),
    (0.000001, "0.000001"),
    (333333333.33333329, "333333333.3333333"),
    (-0.0000033333333333333333, "-0.0000033333333333333333"),
    (1424953923781206.2, "1424953923781206.2"),
    (4.50, "4.5"),
    (2e-3, "0.002"),
    (1e-27, "1e-27"),
]
"""Samples of RFC 8785, appendix B and section 3.2.2."""
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-EXACT, EXACT)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


class TestCanonicalJson:
    @pytest.mark.parametrize(("number", "said"), NUMBERS)
    def test_writes_numbers_as_ecmascript_does(self, number: float, said: str) -> None:
        assert canonical(number) == said

    def test_sorts_keys_by_their_utf16_code_units(self) -> None:
        value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
        assert list(json.loads(canonical(value)).values()) == [2, 4, 6, 7, 1, 5, 3]

    def test_writes_texts_and_literals_as_the_standard_s_sample(self) -> None:
        value = {"string": "\u20ac$\u000f\nA'\u0042\u0022\u005c\\\"/", "literals": [None, True, False]}
        assert canonical(value) == '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'

    @given(anything)
    def test_is_the_same_after_it_was_read_again(self, value: Any) -> None:
        said = canonical(value)
        assert canonical(json.loads(said)) == said
        assert canonical(json.loads(json.dumps(value))) == said

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53 + 1, -(2**53) - 1, 10**400])
    def test_refuses_numbers_that_programs_read_differently(self, value: float) -> None:
        with pytest.raises(ValueError, match=r"too large|no number"):
            canonical(value)

    @pytest.mark.parametrize("value", [{1: "x"}, b"x", {"x": object()}])
    def test_refuses_what_is_no_json(self, value: Any) -> None:
        with pytest.raises(TypeError):
            canonical(value)
