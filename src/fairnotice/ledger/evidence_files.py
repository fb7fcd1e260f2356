"""Files that were handed in, kept in the home under the SHA-256 of their content; the same content once."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from fairnotice.kernel.media_type import HEAD, TAIL, media_type_of
from fairnotice.ledger.hearing import EvidenceFile

ORPHAN_AFTER = timedelta(days=1)
"""A file that no row names after a day was left by a crash; until then its row may still come."""
DAY = timedelta(days=1)
CHUNK = 1 << 20


class TooLargeError(ValueError):
    """More bytes came than are taken; what had come is gone again."""


@dataclass(frozen=True, slots=True)
class Received:
    """A content on disk that is not in its place yet."""

    path: Path
    sha256: str
    size: int
    media_type: str

    def discard(self) -> None:
        """Forget it."""
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class EvidenceStore:
    """The folder ``evidence`` of a home."""

    root: Path

    @classmethod
    def of_home(cls, home: Path) -> EvidenceStore:
        """Return the store of that home."""
        return cls(Path(home) / "evidence")

    def path_of(self, sha256: str) -> Path:
        """Return where the content with that hash lies, or would."""
        return self.root / sha256[:2] / sha256[2:]

    def receive(self, chunks: Iterable[bytes], *, at_most: int) -> Received:
        """
        Write *chunks* to disk, on disk for good when this returns.

        Raises:
            TooLargeError: more than *at_most* bytes came.
        """
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / uuid.uuid4().hex
        digest, size, head, tail = hashlib.sha256(), 0, b"", b""
        try:
            with path.open("xb") as file:
                for chunk in _no_more_than(at_most, chunks):
                    size += len(chunk)
                    digest.update(chunk)
                    file.write(chunk)
                    head = head if len(head) >= HEAD else (head + chunk)[:HEAD]
                    tail = (tail + chunk)[-TAIL:]
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Received(path, digest.hexdigest(), size, media_type_of(head, tail))

    def put(self, received: Received) -> Path:
        """Move a content to its place, all of it or nothing; one that is there already is kept and counted as new."""
        place = self.path_of(received.sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        received.path.replace(place)
        place.chmod(0o440)
        for folder in (place.parent, self.root):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return place

    def is_as_handed_in(self, sha256: str) -> bool | None:
        """Say whether the content still has its hash; None where it is gone."""
        place = self.path_of(sha256)
        if not place.is_file():
            return None
        digest = hashlib.sha256()
        with place.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest() == sha256

    def remove(self, sha256: str) -> None:
        """Delete a content for good: it is to be erased, and the time to keep it is over."""
        self.path_of(sha256).unlink(missing_ok=True)

    def collect(self, *, now: datetime) -> int:
        """Remove what a crash left behind, and return how many files that were."""
        before, removed = (now - ORPHAN_AFTER).timestamp(), 0
        for path in self._files():
            named = path.parent.name + path.name
            if path.stat().st_mtime < before and not EvidenceFile.objects.filter(pk=named).exists():
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def collect_daily(self, *, now: datetime) -> int:
        """Collect once in a day; a home with many files is not walked through at each sweep."""
        mark = self.root / ".collected"
        if not self.root.is_dir() or (mark.exists() and now.timestamp() - mark.stat().st_mtime < DAY.total_seconds()):
            return 0
        removed = self.collect(now=now)
        mark.touch()
        os.utime(mark, (now.timestamp(), now.timestamp()))
        return removed

    def copy_to(self, sha256: str, target: Path) -> None:
        """Copy a content, for a case that is taken elsewhere."""
        shutil.copyfile(self.path_of(sha256), target)

    def _files(self) -> Iterator[Path]:
        return (path for path in self.root.glob("*/*") if path.is_file()) if self.root.is_dir() else iter(())


def _no_more_than(at_most: int, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield *chunks* until more than *at_most* bytes have come."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > at_most:
            raise TooLargeError
        yield chunk
