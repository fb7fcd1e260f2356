"""A case taken out is one file that proves itself to anybody with Python, and shows each reader their own part."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from pypdf import PdfReader

from fairnotice.actions.file_appeal import FileAppeal, file_appeal
from fairnotice.cases.measures import Measure
from fairnotice.interfaces.cli.commands import fairnotice
from fairnotice.ledger.models import ReliedOn
from fairnotice.ledger.signing import public_key
from fairnotice.queries.case_export.bundle import VERIFIER
from fairnotice.queries.case_export.contents import contents as contents_of
from fairnotice.queries.case_export.cut import for_person, for_staff, for_the_house
from fairnotice.queries.chain_check import case_faults
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, signed_in
from tests.support.decided import EFFECT_AT, REASONS, SERVED_AT, decided, lock, not_improved, propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, home: Path) -> CaseFile:
    monkeypatch.setattr("fairnotice.interfaces.startup.start_in_ready_home", lambda: home)
    monkeypatch.setattr("fairnotice.interfaces.portal.case.take_along.now", lambda: LATER)
    return a_case_file(monkeypatch).opened_by_manager().asked().team_told().answered()


LATER = OPENED_AT.replace(day=20)


@pytest.fixture
def taken(case: CaseFile, tmp_path: Path) -> Path:
    """The whole case, as the command writes it."""
    out = tmp_path / "case.zip"
    done = CliRunner().invoke(fairnotice, ["case", "export", case.reference, "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out


def checked(path: Path, *words: str) -> tuple[int, str]:
    """Run the verifier as a stranger would: another Python process with nothing of ours on its path."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(path), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    return done.returncode, done.stdout + done.stderr


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def downloaded(client: Client, address: str) -> dict[str, Any]:
    answer: Any = client.get(address)
    assert answer.status_code == 200
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        names = archive.namelist()
        return {"names": names, **json.loads(archive.read("case.json"))}


class TestTheFile:
    def test_holds_everything_and_proves_it_with_python_alone(self, case: CaseFile, taken: Path) -> None:
        code, said = checked(taken, "--key", public_key())
        assert code == 0, said
        assert "holds:  the signature over the manifest" in said
        assert "5 events, each bound to the one before; 1 records relied on" in said
        assert "Everything holds." in said

    def test_says_whose_signature_it_cannot_know(self, taken: Path) -> None:
        code, said = checked(taken)
        assert code == 0
        assert f"signed with the key {public_key()}" in said
        assert "Compare it" in said

    def test_can_be_checked_unpacked_with_its_own_copy(self, taken: Path, tmp_path: Path) -> None:
        folder = tmp_path / "unpacked"
        with zipfile.ZipFile(taken) as archive:
            archive.extractall(folder)
        done = subprocess.run([sys.executable, "-I", "verify.py"], cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout

    def test_holds_letters_as_pdf_the_policy_and_what_was_written(self, case: CaseFile, taken: Path) -> None:
        files = contents(taken)
        letters = [name for name in files if name.startswith("letters/")]
        assert len(letters) == case.row.notices.count()
        assert "Quillfern Studio" in PdfReader(BytesIO(files[letters[0]])).pages[0].extract_text()
        assert files[f"policies/{case.row.policy_id}.yaml"].decode() == case.row.policy.text
        texts = [event["text"]["words"] for event in json.loads(files["case.json"])["events"] if event["text"]]
        assert "Two people on every project from now on." in texts

    @pytest.mark.parametrize("part", ["case.json", "letters/", "records/", "policies/", "verify.py", "manifest.json"])
    def test_fails_where_a_byte_of_any_part_was_changed(self, taken: Path, tmp_path: Path, part: str) -> None:
        files = contents(taken)
        name = next(name for name in files if name.startswith(part))
        changed = bytearray(files[name])
        place = changed.index(b"2") if b"2" in changed else len(changed) // 2
        changed[place] ^= 1
        code, said = checked(written(tmp_path / "changed.zip", {**files, name: bytes(changed)}))
        assert code == 1, said
        assert "FAILS:" in said
        assert ("the signature over the manifest" if part == "manifest.json" else name) in said

    def test_fails_where_the_signature_was_changed(self, taken: Path, tmp_path: Path) -> None:
        files = contents(taken)
        code, said = checked(written(tmp_path / "changed.zip", {**files, "signature": b"00" * 64}))
        assert (code, "FAILS:  the signature" in said) == (1, True)

    def test_fails_where_a_letter_was_removed_or_a_file_added(self, taken: Path, tmp_path: Path) -> None:
        files = contents(taken)
        letter = next(name for name in files if name.startswith("letters/"))
        removed = {name: content for name, content in files.items() if name != letter}
        code, said = checked(written(tmp_path / "less.zip", removed))
        assert (code, f"FAILS:  {letter}: it is missing" in said) == (1, True)
        code, said = checked(written(tmp_path / "more.zip", {**files, "letters/x.pdf": b"x"}))
        assert (code, "FAILS:  letters/x.pdf: it was added" in said) == (1, True)

    def test_signed_anew_with_another_key_fails_for_whoever_knows_ours(self, taken: Path, tmp_path: Path) -> None:
        forger = Ed25519PrivateKey.generate()
        files = contents(taken)
        manifest = json.loads(files["manifest.json"])
        manifest["public_key"] = forger.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
        signed = json.dumps(manifest).encode()
        forged = {**files, "manifest.json": signed, "signature": forger.sign(signed).hex().encode()}
        path = written(tmp_path / "forged.zip", forged)
        code, said = checked(path, "--key", public_key())
        assert code == 1
        assert "it is not the key that you gave" in said
        assert checked(path)[0] == 0

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"name": "Withdrawn"}, "event 2: it was changed"),
            ({"number": 7}, "event 2: the numbers have a gap"),
            ({"digest": "0" * 64}, "event 2: it was changed"),
        ],
    )
    def test_signed_anew_by_us_still_has_to_hold_together(
        self, taken: Path, tmp_path: Path, change: dict[str, Any], why: str
    ) -> None:
        """Even who has the key cannot change one event alone."""
        files = contents(taken)
        case = json.loads(files["case.json"])
        case["events"][1].update(change)
        code, said = checked(written(tmp_path / "changed.zip", {**files, "case.json": json.dumps(case).encode()}))
        assert code == 1
        assert why in said

    @pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
    def test_that_is_no_case_is_told_apart(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "x.zip"
        path.write_bytes(content)
        code, said = checked(path)
        assert (code, "This is no case" in said) == (2, True)


class TestTakingACaseAlong:
    def test_is_for_those_who_speak_for_the_account(self, case: CaseFile) -> None:
        along = downloaded(signed_in(case.manager), f"{case.url}take-along/")
        assert not any(event.get("sealed") for event in along["events"])
        assert along["for"] == "manager"
        assert f'href="{case.url}take-along/"' in signed_in(case.manager).get(case.url).content.decode()

    def test_has_only_the_letters_that_reached_the_reader(self, case: CaseFile) -> None:
        along = downloaded(signed_in(case.manager), f"{case.url}take-along/")
        assert {letter["document"] for letter in along["letters"]} == {"first_notice"}

    def test_gives_a_member_their_own_part_and_proves_it_all_the_same(self, case: CaseFile, tmp_path: Path) -> None:
        from fairnotice.actions.add_statement import AddStatement, add_statement  # noqa: PLC0415  only here

        add_statement(AddStatement(case.case_id, case.member.pk, "I was ill in May."), now=LATER)
        client = signed_in(case.member)
        along = downloaded(client, f"{case.url}take-along/")
        shown = [event for event in along["events"] if not event.get("sealed")]
        assert [event["text"]["words"] for event in shown] == ["I was ill in May."]
        assert "records" not in {name.partition("/")[0] for name in along["names"]}
        assert "facts" not in along["events"][0]
        answer: Any = client.get(f"{case.url}take-along/")
        path = tmp_path / "member.zip"
        path.write_bytes(b"".join(answer.streaming_content))
        code, said = checked(path, "--key", public_key())
        assert code == 0, said
        assert "5 more events are not shown to this reader" in said

    def test_does_not_exist_for_strangers_and_staff_have_their_own_door(self, case: CaseFile) -> None:
        assert signed_in(case.stranger).get(f"{case.url}take-along/").status_code == 404
        assert signed_in(case.reviewer).get(f"{case.url}take-along/").status_code == 404
        assert Client().get(f"{case.url}take-along/").status_code == 302
        assert signed_in(case.manager).get(f"{case.console}take-along/").status_code == 404
        along = downloaded(signed_in(case.reviewer), f"{case.console}take-along/")
        assert along["for"] == "staff"
        assert {letter["document"] for letter in along["letters"]} >= {"first_notice", "team_notice"}


class TestViewsThatMustNotColorAnother:
    def test_leave_with_nobody_before_the_decision(self, case_to_decide: CaseFile) -> None:
        case = not_improved(case_to_decide)
        propose(case, Measure.WORK_HOLD, facts=lock(case).facts)
        proposed = case.row.events.get(name="MeasureProposed")
        for cut in (for_staff(case.reference), for_person(case.reference, case.manager.pk, now=EFFECT_AT)):
            assert not cut.shows(proposed)
            assert not cut.names(proposed)
        assert for_the_house(case.reference).shows(proposed)

    def test_leave_with_both_sides_afterwards(self, case_to_decide: CaseFile) -> None:
        case = decided(case_to_decide)
        proposed = case.row.events.get(name="MeasureProposed")
        assert for_staff(case.reference).shows(proposed)
        assert for_person(case.reference, case.manager.pk, now=EFFECT_AT).shows(proposed)

    def test_leave_with_no_staff_while_an_appeal_waits(self, case_to_decide: CaseFile) -> None:
        case = decided(case_to_decide)
        filed = FileAppeal(case.case_id, case.manager.pk, "C-87760 was late by the client's wish.")
        file_appeal(filed, now=SERVED_AT + timedelta(days=1))
        made = case.row.events.get(name="DecisionMade")
        told = case.letter_to(case.manager)
        told.pk, told.event = uuid.uuid4(), made
        told.save(force_insert=True)
        cut = for_staff(case.reference)
        sealed = [event.name for event in case.row.events.order_by("number") if not cut.shows(event)]
        assert sealed == ["MeasureProposed", "DecisionMade"]
        assert told not in cut.letters
        assert {"first_notice", "appeal_receipt"} <= {letter.document for letter in cut.letters}
        assert REASONS not in str(contents_of(cut, letters=[], files=[], now=EFFECT_AT))
        assert for_person(case.reference, case.manager.pk, now=EFFECT_AT).shows(made)

    def test_stand_on_the_records_that_the_case_has_by_then(self, case_to_decide: CaseFile) -> None:
        case = decided(case_to_decide)
        uses = ReliedOn.objects.filter(event__case=case.row).values_list("event__name", "what", "sha256")
        assert {name for name, _, _ in uses} == {"CaseOpened", "MeasureProposed", "DecisionMade"}
        assert len({(what, sha256) for _, what, sha256 in uses}) == 1
        assert case_faults() == []


@pytest.fixture
def case_to_decide(monkeypatch: pytest.MonkeyPatch, home: Path) -> CaseFile:
    return a_case_file(monkeypatch)
