"""Letters as files: written whole or not at all, and only once, because the name belongs to the row."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fairnotice.ledger.letters import Outgoing
from fairnotice.outbox.carrier import NothingLeft
from fairnotice.outbox.mail import composed


class MailFolder:
    """Without a mail server letters become ``.eml`` files under ``<home>/mail/``."""

    def __init__(self, folder: Path, *, now: datetime) -> None:
        self.folder = folder
        self.now = now

    def arrived(self, row: Outgoing) -> bool:
        """Say whether the file is there; a file is there whole or not at all."""
        return self._path(row).exists()

    def carry(self, row: Outgoing, *, about_to_leave: Callable[[], None]) -> None:
        """
        Write the file.

        Raises:
            NothingLeft: the disk refused.
            Refused: no mail can be made of it.
        """
        content = composed(row, now=self.now)
        about_to_leave()
        _write(self._path(row), content)

    def _path(self, row: Outgoing) -> Path:
        """Return where the row's file is."""
        return self.folder / f"{row.pk:08d}-{row.notice_id}.eml"


class PostFolder:
    """The second channel: a page to print under ``<home>/post/``, for staff to send."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def arrived(self, row: Outgoing) -> bool:
        """Say whether both files are there."""
        return all(path.exists() for path in self._paths(row))

    def carry(self, row: Outgoing, *, about_to_leave: Callable[[], None]) -> None:
        """
        Lay down the page and its text, for printing.

        Raises:
            NothingLeft: the disk refused.
        """
        about_to_leave()
        page, text = self._paths(row)
        notice = row.notice
        head = f"To: {notice.recipient}\nReference: {notice.reference}\nSubject: {notice.subject}\n\n"
        _write(text, (head + notice.text).encode())
        _write(page, notice.html.encode())

    def _paths(self, row: Outgoing) -> tuple[Path, Path]:
        """Return where the row's page and text are."""
        stem = f"{row.pk:08d}-{row.notice_id}"
        return self.folder / f"{stem}.html", self.folder / f"{stem}.txt"


def _write(path: Path, content: bytes) -> None:
    """
    Write *content* to *path* in one step that a crash cannot split.

    Raises:
        NothingLeft: the disk refused.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise NothingLeft(str(error)) from error
