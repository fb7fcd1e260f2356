"""The stylesheet keeps its promises: small, readable in both schemes, nothing loaded from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PORTAL = Path(__file__).parents[2] / "src" / "fairnotice" / "interfaces" / "portal"
SHEET = (PORTAL / "static" / "fairnotice.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "card", "sunk")
READABLE, BORDER = 4.5, 3.0
PAIRS = [
    *((token, ground, READABLE) for token in ("ink", "ink2", "pro", "con", "know", "act") for ground in GROUNDS),
    *((token, f"{token}-bg", READABLE) for token in ("calm", "wait", "grave", "note")),
    *(("act", f"{tone}-bg", READABLE) for tone in ("calm", "wait", "grave", "note")),
    *((tone, "card", READABLE) for tone in ("calm", "wait", "grave", "note")),
    ("act-ink", "act", READABLE),
    ("edge", "paper", BORDER),
    ("edge", "card", BORDER),
]


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})", block))


def _schemes() -> dict[str, dict[str, str]]:
    light, rest = SHEET.split("@media (prefers-color-scheme: dark)", 1)
    dark = rest.split("}\n}", 1)[0]
    return {"light": _tokens(light), "dark": _tokens(dark)}


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class TestTheStylesheet:
    def test_is_under_25_kilobytes(self) -> None:
        assert len(SHEET.encode()) < 25_000

    def test_defines_the_same_colors_light_and_dark(self) -> None:
        schemes = _schemes()
        assert len(schemes["light"]) == 20
        assert schemes["light"].keys() == schemes["dark"].keys()

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize(("token", "ground", "least"), PAIRS, ids=str)
    def test_is_readable(self, scheme: str, token: str, ground: str, least: float) -> None:
        tokens = _schemes()[scheme]
        assert contrast(tokens[token], tokens[ground]) >= least

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_gives_for_and_against_nearly_the_same_luminance(self, scheme: str) -> None:
        tokens = _schemes()[scheme]
        assert contrast(tokens["pro"], tokens["con"]) < 1.25

    def test_knows_the_contrast_of_black_on_white(self) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21.0)

    def test_names_every_color_by_its_token(self) -> None:
        without_tokens = re.sub(r"--[a-z0-9-]+:\s*#[0-9A-Fa-f]{3,8}", "", SHEET)
        assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", without_tokens) == []

    @pytest.mark.parametrize("part", ["forced-colors: active", "@media print", "prefers-reduced-motion"])
    def test_serves_every_reader(self, part: str) -> None:
        assert part in SHEET

    def test_loads_nothing_from_elsewhere(self) -> None:
        assert "url(" not in SHEET
        assert "@import" not in SHEET
