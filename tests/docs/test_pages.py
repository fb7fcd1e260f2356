"""The documentation keeps its own word: links lead somewhere, decisions are listed, nothing names a machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


class TestDocumentation:
    @pytest.mark.parametrize("page", PAGES, ids=_name)
    def test_has_links_that_lead_somewhere(self, page: Path) -> None:
        targets = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
        missing = [link for link in targets if not link.startswith("mailto:") and not (page.parent / link).exists()]
        assert missing == []

    @pytest.mark.parametrize("page", PAGES, ids=_name)
    def test_opens_with_one_title(self, page: Path) -> None:
        lines = page.read_text(encoding="utf-8").splitlines()
        fences = re.sub(r"```.*?```", "", "\n".join(lines), flags=re.DOTALL)
        assert lines[0].startswith("# ")
        assert len(re.findall(r"^# ", fences, flags=re.MULTILINE)) == 1

    def test_has_generated_pages_that_are_current(self) -> None:
        """`./dev docs` writes them."""
        command = [sys.executable, "-m", "tools.docs", "--check"]
        assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).returncode == 0

    def test_lists_each_decision(self) -> None:
        decisions = ROOT / "docs" / "decisions"
        listed = set(LINK.findall((decisions / "index.md").read_text(encoding="utf-8")))
        assert listed == {path.name for path in decisions.glob("0*.md")}

    @pytest.mark.parametrize("name", ["requirements.lock", "tools/uv.lock.txt", "dev", ".ci/run", "pyproject.toml"])
    def test_sets_up_from_wherever_the_reader_s_packages_come(self, name: str) -> None:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "http://" not in text
        assert "https://" not in text
