"""An anchor kept elsewhere notices what the chain cannot: a journal forged as a whole, or cut off with its head."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from fairnotice.interfaces.cli.commands import fairnotice
from fairnotice.ledger.models import JournalEntry, JournalHead
from fairnotice.ledger.signing import KEY_FILE
from tests.integration.test_chain import forge_journal, forge_the_case
from tests.support.case_files import CaseFile, a_case_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, home: Path) -> CaseFile:
    monkeypatch.setattr("fairnotice.interfaces.startup.start_in_ready_home", lambda: home)
    return a_case_file(monkeypatch).opened_by_manager().asked().team_told()


@pytest.fixture
def kept(case: CaseFile, tmp_path: Path) -> Path:
    out = tmp_path / "anchor.json"
    assert CliRunner().invoke(fairnotice, ["anchor", "--out", str(out)]).exit_code == 0
    return out


def verified(path: Path) -> tuple[int, str]:
    done = CliRunner().invoke(fairnotice, ["verify", "--anchor", str(path)])
    return done.exit_code, done.output


class TestAnAnchor:
    def test_is_the_signed_head_of_the_journal(self, case: CaseFile, kept: Path, home: Path) -> None:
        head = JournalHead.objects.get()
        said = json.loads(kept.read_text())
        assert said["journal"] == {"number": head.number, "digest": head.digest}
        assert (home / KEY_FILE).stat().st_mode & 0o777 == 0o600

    def test_holds_when_more_has_happened_since(self, case: CaseFile, kept: Path) -> None:
        case.answered()
        assert f"The anchor {kept}: kept" in verified(kept)[1]

    def test_is_printed_where_no_file_is_named(self, case: CaseFile) -> None:
        printed = CliRunner().invoke(fairnotice, ["anchor"]).output
        assert json.loads(printed)["what"] == "fairnotice anchor"

    @pytest.mark.usefixtures("unguarded")
    def test_notices_a_journal_forged_as_a_whole(self, case: CaseFile, kept: Path) -> None:
        forge_the_case(case.row)
        forge_journal()
        code, said = verified(kept)
        assert code == 4
        assert "it or something before it was forged" in said

    @pytest.mark.usefixtures("unguarded")
    def test_notices_a_journal_cut_off_with_its_head(self, case: CaseFile, kept: Path) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM journal WHERE number = (SELECT MAX(number) FROM journal)")
        last = JournalEntry.objects.latest("number")
        JournalHead.objects.update(number=last.number, digest=last.digest)
        assert "is gone." in verified(kept)[1]

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"at": "2020-01-01T00:00:00.000000Z"}, "its signature does not fit its words"),
            ({"what": "receipt"}, "it says that it is something else"),
            ({"journal": None}, "a part of it is missing"),
        ],
    )
    def test_that_was_changed_is_refused(self, kept: Path, change: dict[str, object], why: str) -> None:
        kept.write_text(json.dumps({**json.loads(kept.read_text()), **change}))
        code, said = verified(kept)
        assert code == 3
        assert why in said

    def test_of_another_home_is_told_apart(self, kept: Path, home: Path) -> None:
        (home / KEY_FILE).unlink()
        assert "another key" in verified(kept)[1]


class TestVerify:
    @pytest.mark.usefixtures("unguarded")
    def test_names_the_first_event_that_was_changed(self, case: CaseFile) -> None:
        case.row.events.filter(number__gte=2).update(actor_kind="world")
        case.row.events.filter(number=3).update(name="Withdrawn")
        done = CliRunner().invoke(fairnotice, ["verify"])
        assert done.exit_code == 4
        first = next(line for line in done.output.splitlines() if ", event " in line)
        assert first.strip() == (
            f"{case.reference}, event 3: It was changed: what is on record no longer gives its digest."
        )
