"""Real inspections: what the tutorial says is what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from fairnotice.interfaces.cli.commands import fairnotice

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "chicago_inspections_2011_2013.parquet"
MAPPING = ROOT / "examples" / "mappings" / "chicago_inspections.yaml"
TUTORIAL = (ROOT / "docs" / "tutorial" / "real-data.md").read_text(encoding="utf-8")


def run(*arguments: str) -> list[str]:
    answer = CliRunner().invoke(fairnotice, arguments)
    assert answer.exit_code == 0, answer.output
    return answer.stdout.splitlines()


@pytest.mark.django_db
class TestTheInspections:
    @pytest.fixture(autouse=True)
    def inspections(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        data = next(
            (path for path in (DATA, ROOT.parent.parent / "shared" / "data" / DATA.name) if path.exists()), None
        )
        if data is None:
            pytest.skip(f"NOT TESTED: the real inspections are absent ({DATA})")
        monkeypatch.setenv("FAIRNOTICE_HOME", str(home))
        return run("import", str(data), "--mapping", str(MAPPING))

    def test_are_measured_as_the_tutorial_says(self) -> None:
        lines = run("evaluate", "--on", "2014-01-01")
        told = [line for line in lines if line.strip() and not line.startswith("Quality policy")]
        assert [line for line in told if line not in TUTORIAL] == []
        counts = {
            words[1]: int(words[0].replace(",", ""))
            for line in lines
            if len(words := line.split()) > 1 and line[:10].strip()[:1].isdigit()
        }
        assert counts["insufficient_evidence"] == 18_802
        assert (counts["finding"], counts["heads_up"], counts["clear"]) == (0, 0, 76)

    @pytest.mark.parametrize("owner", ["owner-65192", "owner-10009"])
    def test_are_explained_as_the_tutorial_says(self, owner: str) -> None:
        lines = [line for line in run("explain", owner, "--on", "2014-01-01") if "snapshot" not in line]
        assert [line for line in lines if line not in TUTORIAL] == []
