"""One text for one value (RFC 8785), so that the same content has the same digest in every program and database."""

from __future__ import annotations

import json
from decimal import Decimal
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

EXACT = 2**53 - 1
"""Beyond it, whole numbers need not be the same in every program."""
_LARGEST = 2**1023
_LEAST, _MOST = -6, 21
"""Places of the point between which a number is written without an exponent (ECMAScript)."""


def canonical(value: Any) -> str:  # noqa: ANN401  any JSON value
    """
    Return *value* as the one JSON text that RFC 8785 gives it.

    Keys are sorted by their UTF-16 code units, there are no spaces, characters stand for themselves but for quotes,
    backslashes and controls, and numbers are written as ECMAScript writes them (``1.0`` is ``1``).

    Raises:
        TypeError: *value* holds something JSON cannot express, or a key that is no text.
        ValueError: *value* holds NaN, an infinity, or a whole number that no float equals.
    """
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("Keys of canonical JSON are texts.")
        pairs = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be"))
        return "{" + ",".join(f"{_text(key)}:{canonical(item)}" for key, item in pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, float):
        return _number(value)
    raise TypeError(f"Canonical JSON cannot express a {type(value).__name__}.")


def _text(value: str) -> str:
    """Return a text in quotes."""
    return encode_basestring(value)


def _whole(value: int) -> str:
    """Return a whole number; a large one only where a program that reads it as a float has the same."""
    if abs(value) <= EXACT:
        return int.__repr__(value)
    said = _number(float(value)) if abs(value) <= _LARGEST else ""
    if said != str(value) and (not said or float(value) != value):
        raise ValueError("A whole number is too large to be the same in every program.")
    return said


def _number(value: float) -> str:
    """Return the shortest digits that give *value* again, as ECMAScript places their point."""
    if not isfinite(value):
        raise ValueError(f"{value} is no number that JSON knows.")
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    if not isinstance(exponent, int):  # pragma: no cover  finite numbers have whole exponents
        raise TypeError(f"{value} has no exponent.")
    figures = "".join(map(str, digits))
    point = len(figures) + exponent
    if len(figures) <= point <= _MOST:
        said = figures + "0" * (point - len(figures))
    elif 0 < point <= _MOST:
        said = f"{figures[:point]}.{figures[point:]}"
    elif _LEAST < point <= 0:
        said = f"0.{'0' * -point}{figures}"
    else:
        power = point - 1
        rest = f".{figures[1:]}" if figures[1:] else ""
        said = f"{figures[0]}{rest}e{'+' if power > 0 else '-'}{abs(power)}"
    return f"-{said}" if sign else said
