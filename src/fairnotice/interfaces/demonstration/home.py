"""A demo lives in a folder of its own, apart from any real data, and is thrown away only when it is a demo's."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

from fairnotice.kernel.refusal import Refusal

MARK = "demo.json"
"""Says that a folder is a demo's, of which world, and whether the play came to its end."""

PARTS = frozenset({".py", ".sql", ".yaml"})


class NotADemo(Refusal):
    """Refuse to play in a folder that holds something else."""

    code: ClassVar[str] = "not_a_demo"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not empty and not a demo's. Move it away, or set FAIRNOTICE_HOME elsewhere.")
        self.folder = folder


@dataclass(frozen=True, slots=True)
class Played:
    """Which demo a folder holds."""

    accounts: int
    seed: int
    site: str
    """Where its letters say that the pages are."""
    program: str
    """Fingerprint of the program and the policy that played it."""


def program_fingerprint() -> str:
    """Return a fingerprint of the program's own text, the example policy's too: another program plays anew."""
    package = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for path in sorted(path for path in package.rglob("*") if path.suffix in PARTS):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def prepare_surroundings(home: Path, *, site: str) -> None:
    """
    Point this process at the demo's home, before Django's settings are read.

    A demo never touches a real ledger and never mails anybody: what the
    environment says about databases and mail servers is dropped.
    """
    for name in ("DATABASE_URL", "FAIRNOTICE_EMAIL_URL"):
        os.environ.pop(name, None)
    os.environ["FAIRNOTICE_HOME"] = str(home)
    os.environ["FAIRNOTICE_DEMO"] = "1"
    os.environ["FAIRNOTICE_URL"] = site


def is_played(home: Path, wanted: Played) -> bool:
    """Say whether *home* holds exactly that demo, played to its end."""
    mark = _mark(home)
    return bool(mark.get("finished")) and {**mark, "finished": None} == {**asdict(wanted), "finished": None}


def make_room(home: Path, wanted: Played) -> None:
    """
    Empty *home* and mark it as a demo's that has not come to its end.

    Raises:
        NotADemo: the folder holds something else.
    """
    if home.exists() and any(home.iterdir()) and not _mark(home):
        raise NotADemo(home)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    _write(home, wanted, finished=False)


def mark_finished(home: Path, played: Played) -> None:
    """Mark *home* as holding a demo that may be opened again."""
    _write(home, played, finished=True)


def _write(home: Path, played: Played, *, finished: bool) -> None:
    """Write the mark."""
    (home / MARK).write_text(json.dumps({**asdict(played), "finished": finished}), encoding="utf-8")


def _mark(home: Path) -> Mapping[str, object]:
    """Return the folder's mark; empty when it has none."""
    kept = home / MARK
    if not kept.exists():
        return {}
    try:
        read = json.loads(kept.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
