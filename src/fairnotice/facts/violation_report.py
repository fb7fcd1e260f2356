"""A breach as it is reported by staff, by a file or by a machine; complete, or refused with everything it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from fairnotice.facts.forbidden import forbidden_kind
from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.kernel.problem import BadInput, Problem

LONGEST_ID = 200
LONGEST_WORDS = 4_000
OURSELVES = frozenset({"", "program", "staff"})
"""Who is no one else: what these report, we found of our own accord."""


class EvidenceKind(StrEnum):
    """What supports a breach; stored values, never renamed."""

    CONTRACT = "contract"
    """A contract by its id."""
    MESSAGE = "message"
    """A message by its id, never its words: private talk is not stored."""
    FILE = "file"
    """A file by its name or hash."""
    ADDRESS = "url"
    """Where it lies, https:// or http://."""
    NOTICE = "notice"
    """Another party's own notice, by its number."""


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One thing that supports a breach."""

    kind: EvidenceKind
    reference: str


@dataclass(frozen=True, slots=True)
class ViolationReport:
    """Who is said to have breached which rule, when, how, and what supports it."""

    violation_id: str
    account_id: str
    provision: str
    occurred_at: datetime
    description: str
    evidence: tuple[EvidenceItem, ...]
    reported_by: str = ""
    """Who told us; empty where we found it ourselves."""
    actor_id: str = ""
    """The person who did it, by their own account; empty where it is the account as such."""
    severity: str = ""

    @property
    def own_initiative(self) -> bool:
        """Say whether nobody from outside reported it: our program or our staff found it."""
        return self.reported_by in OURSELVES

    def content(self) -> dict[str, Any]:
        """Return everything that was reported, as JSON."""
        return {
            "account_id": self.account_id,
            "provision": self.provision,
            "occurred_at": self.occurred_at.astimezone(UTC).isoformat(),
            "description": self.description,
            "evidence": [[item.kind.value, item.reference] for item in self.evidence],
            "reported_by": self.reported_by,
            "actor_id": self.actor_id,
            "severity": self.severity,
        }

    @property
    def fingerprint(self) -> str:
        """Return what is equal for equal content; the same report twice is one report."""
        return fingerprint(self.content())


FIELDS = frozenset(
    {
        "violation_id",
        "account_id",
        "provision",
        "occurred_at",
        "description",
        "evidence",
        "reported_by",
        "actor_id",
        "severity",
    }
)
IDS = {
    "violation_id": ("An id for this violation is missing.", "Send the id that your own records use."),
    "account_id": ("The account is missing.", "Name it by its id on the marketplace."),
    "provision": ("The rule is missing.", "Name the provision by its id in the policy, such as V1.1."),
}


def read_report(values: Mapping[str, object], *, where: str, now: datetime) -> ViolationReport:
    """
    Return the report that *values* make.

    *where* names its place as its author knows it: a row, a form, a request.

    Raises:
        BadInput: something is missing, unknown, forbidden or malformed; everything is told at once.
    """
    problems = [Problem(f"{where}, {name}", *_unknown(name)) for name in values if name not in FIELDS]
    texts = {name: _text(values.get(name)) for name in FIELDS - {"occurred_at", "evidence"}}
    for name, told in IDS.items():
        if not texts[name]:
            problems.append(Problem(f"{where}, {name}", *told))
    problems += [
        Problem(f"{where}, {name}", "It is no id.", "At most 200 characters, all printable.")
        for name in ("violation_id", "account_id", "provision", "reported_by", "actor_id", "severity")
        if len(texts[name]) > LONGEST_ID or not texts[name].isprintable()
    ]
    if not texts["description"]:
        problems.append(
            Problem(f"{where}, description", "What happened is missing.", "Say in a sentence what was done and how.")
        )
    elif len(texts["description"]) > LONGEST_WORDS:
        problems.append(
            Problem(f"{where}, description", "It is longer than 4,000 characters.", "Put the rest into a file.")
        )
    occurred_at = _instant(values.get("occurred_at"), f"{where}, occurred_at", now, problems)
    evidence = _evidence(values.get("evidence"), f"{where}, evidence", problems)
    if problems or occurred_at is None:
        raise BadInput(problems)
    return ViolationReport(occurred_at=occurred_at, evidence=evidence, **texts)


def _unknown(name: str) -> tuple[str, str]:
    """Return (what, hint) for a key that a report does not have."""
    if kind := forbidden_kind(name):
        return (
            f"There is no place for {name!r}.",
            f"It looks like {kind}: the law forbids to process it. Leave it out.",
        )
    return f"There is no field {name!r}.", f"The fields are: {', '.join(sorted(FIELDS))}."


def _text(value: object) -> str:
    return str(value).strip() if value is not None else ""


def _instant(value: object, where: str, now: datetime, problems: list[Problem]) -> datetime | None:
    """Return the instant of the act; None after a complaint."""
    hint = "Write it as 2026-03-01T09:30:00Z."
    if value is None or value == "":
        problems.append(Problem(where, "When it happened is missing.", hint))
        return None
    try:
        read = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        problems.append(Problem(where, f"{str(value)[:40]!r} is no instant.", hint))
        return None
    at = read if read.tzinfo else read.replace(tzinfo=UTC)
    if at > now:
        problems.append(Problem(where, "It lies in the future.", "Only what has happened can be recorded."))
        return None
    return at


def _evidence(value: object, where: str, problems: list[Problem]) -> tuple[EvidenceItem, ...]:
    """Return the evidence, each item once and in order; at least one."""
    items: list[EvidenceItem] = []
    if value is not None and not isinstance(value, list | tuple):
        problems.append(Problem(where, "It is no list.", 'Write [{"kind": "contract", "reference": "C-88213"}].'))
        return ()
    for number, each in enumerate(value or (), 1):
        items.extend(_item(each, f"{where} {number}", problems))
    if not items and not problems:
        problems.append(
            Problem(
                where,
                "Nothing supports it.",
                "Name at least one contract, message, file, address (url) or notice.",
            )
        )
    return tuple(dict.fromkeys(items))


def _item(each: object, where: str, problems: list[Problem]) -> tuple[EvidenceItem, ...]:
    """Return one item of evidence; nothing after a complaint."""
    if isinstance(each, EvidenceItem):
        return (each,)
    if not isinstance(each, Mapping):
        problems.append(Problem(where, "It has no kind.", 'Write {"kind": "contract", "reference": "C-88213"}.'))
        return ()
    before = len(problems)
    for name in each:
        if name not in {"kind", "reference"}:
            kind = forbidden_kind(str(name))
            hint = f"It looks like {kind}: the law forbids to process it." if kind else "Only kind and reference."
            problems.append(Problem(f"{where}, {name}", f"There is no place for {name!r}.", hint))
    kinds = [kind.value for kind in EvidenceKind]
    said, reference = _text(each.get("kind")), _text(each.get("reference"))
    if said not in kinds:
        problems.append(Problem(f"{where}, kind", f"{said!r} is no kind of evidence.", f"Kinds: {', '.join(kinds)}."))
    if not reference or len(reference) > LONGEST_ID * 10:
        problems.append(Problem(f"{where}, reference", "It names nothing.", "Give its id, name or address."))
    elif said == EvidenceKind.MESSAGE and any(c.isspace() for c in reference):
        problems.append(
            Problem(
                f"{where}, reference",
                "These look like the words of a message.",
                "Private talk is not stored: name the message by its id.",
            )
        )
    elif said == EvidenceKind.ADDRESS and not reference.startswith(("https://", "http://")):
        problems.append(Problem(f"{where}, reference", "It is no address.", "Begin with https:// or http://."))
    return (EvidenceItem(EvidenceKind(said), reference),) if len(problems) == before else ()


def report_of_row(row: Mapping[str, Any], *, now: datetime) -> ViolationReport:
    """
    Return the report that a row of the table ``violations`` makes.

    Raises:
        BadInput: the row does not say what happened, or nothing supports it.
    """
    values = {name: value for name, value in row.items() if name in FIELDS and value is not None}
    if url := row.get("evidence_url"):
        values["evidence"] = [{"kind": EvidenceKind.ADDRESS.value, "reference": url}]
    return read_report(values, where=f"violations, {row['violation_id']}", now=now)
