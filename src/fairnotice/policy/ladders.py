"""What a clause may lead to: a ladder for breaches, a list for quality, nothing for a clause that explains."""

from __future__ import annotations

from typing import Any

from fairnotice.policy.document import Document
from fairnotice.policy.rulebook import MATTERS, QUALITY, RUNGS, VIOLATION

OF_QUALITY = ("measures",)
OF_VIOLATION = ("ladder", "clean_contracts", "acknowledge")


def check_matter(path: str, clause: dict[str, Any], document: Document) -> None:
    """Complain to *document* about a clause at *path* whose matter and consequences do not fit."""
    matter = clause["matter"]
    measured = bool(clause["applies_to"])
    if matter == VIOLATION and measured:
        document.complain(
            f"{path}.applies_to", "A clause about violations measures nobody.", "Leave it out, or make two clauses."
        )
    if matter == QUALITY and not measured:
        document.complain(
            f"{path}.matter", "A clause about quality measures somebody.", "Add applies_to: [freelancer, agency]."
        )
    for name, only in (*((name, QUALITY) for name in OF_QUALITY), *((name, VIOLATION) for name in OF_VIOLATION)):
        if clause[name] and only != (matter or (QUALITY if measured else "")):
            document.complain(
                f"{path}.{name}",
                f"Only a clause with matter {only} has {name}.",
                f"Leave it out, or set matter: {only}.",
            )
    if clause["group"] and not (matter or measured):
        document.complain(f"{path}.group", "A clause that opens no case is in no group.", f"Set matter: {MATTERS[1]}.")
    if matter == VIOLATION:
        _check_ladder(f"{path}.ladder", clause["ladder"] or (), document)


def _check_ladder(path: str, ladder: tuple[str | None, ...], document: Document) -> None:
    """Check that a first breach ends in a warning at most, and that no later rung is milder than an earlier one."""
    rungs = [rung for rung in ladder if rung is not None]
    if not ladder:
        document.complain(
            path, "A clause about violations needs a ladder.", "Such as [warning, work_hold, full_hold, suspension]."
        )
    if rungs and RUNGS.index(rungs[0]) > RUNGS.index("warning"):
        document.complain(
            f"{path}[0]",
            f"A first breach would end in {rungs[0]} without a warning (P1).",
            "Begin with warning or advice.",
        )
    for n in range(1, len(rungs)):
        if RUNGS.index(rungs[n]) < RUNGS.index(rungs[n - 1]):
            document.complain(
                f"{path}[{n}]",
                f"{rungs[n]} stands after {rungs[n - 1]}, which is more.",
                "Order: " + ", ".join(RUNGS) + ".",
            )
