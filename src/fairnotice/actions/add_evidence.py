"""Take files that support somebody's side of a case: each kept once, by its content, with its event."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.parties import acting_as
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import EvidenceAdded
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import NoSuchCase
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.evidence_files import EvidenceStore, Received, TooLargeError
from fairnotice.ledger.hearing import Evidence, EvidenceFile
from fairnotice.policy.rulebook import Hearing

FILES_AT_ONCE = 10
MEGABYTE = 1_000_000
LONGEST_NAME = 120
SCAN_SECONDS = 120


class EvidenceRefused(Refusal):
    """Files that cannot be taken, each with its reason; none of those sent with it is taken either."""

    code: ClassVar[str] = "evidence_refused"

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One file as it comes in: what its owner calls it, and its bytes."""

    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Who hands in which files for which case."""

    case_id: UUID
    person_id: int
    files: tuple[HandedIn, ...]


def add_evidence(command: AddEvidence, *, now: datetime) -> tuple[UUID, ...]:
    """
    Keep the files and put each on record; return their ids, in order. All are taken, or none.

    The contents are on disk before anything is recorded; a crash between leaves a file
    that nobody names, and it is collected.

    Raises:
        EvidenceRefused: a file is too large, empty, of another kind, or unsafe.
        NotAParty: the case does not concern this person.
        StepOutOfOrder: nothing can be handed in any more.
    """
    case = Case.objects.select_related("policy").filter(pk=command.case_id).first()
    if case is None:
        raise NoSuchCase(str(command.case_id))
    terms = case.policy.rulebook.hearing
    if len(command.files) > FILES_AT_ONCE:
        raise EvidenceRefused(f"Send at most {FILES_AT_ONCE} files at once.")
    store = EvidenceStore.of_home(Path(settings.HOME))
    with ExitStack() as waste:
        received = _received(command, store, terms, waste)
        with transaction.atomic():
            return _recorded(command, store, received, now=now)


def _received(
    command: AddEvidence, store: EvidenceStore, terms: Hearing, waste: ExitStack
) -> tuple[tuple[str, Received], ...]:
    """Return the files on disk with their names; what is not taken in the end is removed with *waste*."""
    problems, taken = [], []
    for file in command.files:
        name = plain_name(file.name)
        try:
            content = store.receive(file.chunks, at_most=terms.upload_megabytes * MEGABYTE)
        except TooLargeError:
            problems.append(f"“{name}” is larger than {terms.upload_megabytes} MB. Make it smaller or split it.")
            continue
        waste.callback(content.discard)
        if not content.size:
            problems.append(f"“{name}” is empty. Choose the file again.")
        elif content.media_type not in terms.upload_types:
            problems.append(f"“{name}” is of a kind that we cannot take. Send it as {kinds_of(terms)}.")
        elif not _is_safe(content.path):
            problems.append(f"“{name}” did not pass the check for harmful content. Send it in another form.")
        taken.append((name, content))
    if problems:
        raise EvidenceRefused(*problems)
    return tuple(taken)


def _recorded(
    command: AddEvidence, store: EvidenceStore, received: tuple[tuple[str, Received], ...], *, now: datetime
) -> tuple[UUID, ...]:
    docket, policy = locked(command.case_id)
    by = acting_as(docket, command.person_id, policy, now=now)
    ids = []
    for name, content in received:
        step = EvidenceAdded(
            at=now,
            by=by,
            person=command.person_id,
            sha256=content.sha256,
            size=content.size,
            media_type=content.media_type,
        )
        written = take(docket, step, actor=command.person_id, now=now, said=Said(text=name))
        store.put(content)
        file, _ = EvidenceFile.objects.get_or_create(
            pk=content.sha256,
            defaults={"size": content.size, "media_type": content.media_type, "stored_at": now},
        )
        row = Evidence.objects.create(
            case=docket.row, event=written, file=file, person_id=command.person_id, added_at=now
        )
        ids.append(row.pk)
    return tuple(ids)


KINDS: Mapping[str, str] = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WebP",
    "image/heic": "HEIC",
    "text/plain": "plain text",
    "audio/mpeg": "MP3",
    "video/mp4": "MP4",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel table",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument table",
}
"""What each type that can be told is called."""


def kinds_of(terms: Hearing) -> str:
    """Return the kinds of files that are taken, such as "PDF, JPEG or plain text"."""
    kinds = [KINDS.get(each, each) for each in terms.upload_types]
    return f"{', '.join(kinds[:-1])} or {kinds[-1]}" if len(kinds) > 1 else "".join(kinds)


def plain_name(given: str) -> str:
    """Return what a file is called, without a path, control characters, or more than `LONGEST_NAME` characters."""
    last = PureWindowsPath(PurePosixPath(given).name).name
    plain = "".join(character for character in last if character.isprintable()).strip(" .") or "file"
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= LONGEST_NAME or not dot:
        return plain[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"[:LONGEST_NAME]


def _is_safe(path: Path) -> bool:
    """Say whether the check of the settings lets the file pass; without one every file does."""
    command = shlex.split(settings.EVIDENCE_SCAN)
    if not command:
        return True
    done = subprocess.run([*command, str(path)], capture_output=True, timeout=SCAN_SECONDS, check=False)  # noqa: S603  the operator's own command
    return done.returncode == 0
