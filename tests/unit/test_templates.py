"""Templates keep estimates in their partials, run no inline script, and speak as the house speaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

INTERFACES = Path(__file__).parents[2] / "src" / "fairnotice" / "interfaces"
TEMPLATES = sorted(path for path in INTERFACES.rglob("*.html") if "templates" in path.parts)
PAGES = [path for path in TEMPLATES if "components" not in path.parts and path.parent.name != "icons"]
ESTIMATE = re.compile(r"\.(mean|low|high|likely_low|likely_high|v|v_without|v_without_removals|dots)\b(?! as)")
NOT_SAID = re.compile(
    r"\b(Submit|OK|Continue|unfortunately|significant|flagged|frozen|banned|excluded|ineligible|underperform\w*)\b",
    re.IGNORECASE,
)


def _name(path: Path) -> str:
    return "/".join(path.parts[-2:])


def _words(path: Path) -> str:
    text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(text.split())


class TestTemplates:
    def test_are_found(self) -> None:
        assert len(PAGES) > 10

    @pytest.mark.parametrize("page", PAGES, ids=_name)
    def test_write_no_estimate_outside_the_estimate_partials(self, page: Path) -> None:
        values = re.findall(r"{{(.*?)}}", page.read_text(encoding="utf-8"))
        assert [value for value in values if ESTIMATE.search(value)] == []

    @pytest.mark.parametrize("template", TEMPLATES, ids=_name)
    def test_carry_no_inline_script_or_style(self, template: Path) -> None:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)

    @pytest.mark.parametrize("page", TEMPLATES, ids=_name)
    def test_avoid_the_words_that_are_not_said(self, page: Path) -> None:
        assert NOT_SAID.findall(_words(page)) == []

    @pytest.mark.parametrize("page", TEMPLATES, ids=_name)
    def test_never_shout(self, page: Path) -> None:
        assert "!" not in _words(page)

    @pytest.mark.parametrize("page", TEMPLATES, ids=_name)
    def test_load_nothing_from_elsewhere(self, page: Path) -> None:
        assert not re.search(r"(src|href)=\"(https?:)?//", page.read_text(encoding="utf-8"))
