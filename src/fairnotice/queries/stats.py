"""My Stats: what the last look says about one account, cut to what this person may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from fairnotice.cases.clocks import ClockKind
from fairnotice.cases.stages import Stage
from fairnotice.evaluation.record import explanation_from_json
from fairnotice.evaluation.result import Explanation, Part
from fairnotice.ledger.dockets import Case, Clock
from fairnotice.ledger.letters import Notice
from fairnotice.ledger.looks import Finding, Look
from fairnotice.ledger.people import Person
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.promises import ReviewPromise
from fairnotice.policy.reading import read_recorded_policy
from fairnotice.policy.rulebook import Policy
from fairnotice.queries.access import Access

ANSWERABLE = frozenset({Stage.OPENED, Stage.AWAITING_RESPONSE})


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The account's open case, as far as its stats page speaks of it."""

    reference: str
    stage: str
    answer_due_at: datetime | None
    """None while no time runs: not begun, paused, or over."""
    improve_due_at: datetime | None
    """When the time to improve ends, if it runs."""
    letter_id: UUID | None
    """The first notice to this person."""
    letter_on: date | None
    letter_opened: bool

    @property
    def waits_for_answer(self) -> bool:
        """Say whether it is the account's turn."""
        return self.stage in ANSWERABLE


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on the way, for the figure over time."""

    on: date
    verdict: str


@dataclass(frozen=True, slots=True)
class Stats:
    """Everything a stats page shows."""

    access: Access
    explanation: Explanation
    policy: Policy
    case: OpenCase | None
    marks: tuple[Mark, ...]
    zone: str
    """IANA name of the reader's zone; empty when unknown."""
    reader_account: str
    """The account that is the reader; empty for staff."""
    heads_ups: bool
    """Whether the reader wants early private words."""
    asked_at: datetime | None = None
    """When somebody asked for an answer as soon as there is one; None when nobody waits for it."""

    @property
    def own_part(self) -> Part | None:
        """Return the reader's own row of an agency's members."""
        return self.explanation.by_member[0] if not self.access.sees_all and self.explanation.by_member else None


def stats_of(person_id: int, access: Access) -> Stats | None:
    """
    Return what the last look says about the account, or None before the first look.

    A member of an agency gets their own contracts and their own row only.
    """
    look = Look.objects.select_related("policy").order_by("-as_of").first()
    if look is None:
        return None
    person = Person.objects.get(pk=person_id)
    policy = policy_of(look.policy)
    if policy.provision_for(access.kind) is None:
        return None
    explanation = _explanation(look, policy, access.account_id)
    if not access.sees_all:
        explanation = cut_to_member(explanation, person.account_id or "")
    return Stats(
        access=access,
        explanation=explanation,
        policy=policy,
        case=_open_case(person_id, access.account_id) if access.sees_all else None,
        marks=_marks(access.account_id) if access.sees_all else (),
        zone=person.timezone,
        reader_account=person.account_id or "",
        heads_ups=person.heads_ups,
        asked_at=_asked_at(access.account_id) if access.answers else None,
    )


def _asked_at(account_id: str) -> datetime | None:
    """Return when an answer was asked for that is still owed."""
    waiting = ReviewPromise.objects.filter(account_id=account_id, answered_at=None).order_by("asked_at").first()
    return waiting.asked_at if waiting else None


def cut_to_member(explanation: Explanation, person_account_id: str) -> Explanation:
    """Return *explanation* with nothing in it but this member's own contracts and own row."""
    return replace(
        explanation,
        contracts=tuple(c for c in explanation.contracts if c.worker_id == person_account_id),
        by_member=tuple(part for part in explanation.by_member if part.id == person_account_id),
        by_client=(),
        over_time=(),
        conditions=(),
        what_if=None,
    )


def policy_of(version: PolicyVersion) -> Policy:
    """Return the rulebook of a published version."""
    return _read(version.fingerprint, version.text)


@lru_cache(maxsize=16)
def _read(fingerprint: str, text: str) -> Policy:
    """Return the rulebook of that text; it is immutable, so it is read once."""
    return read_recorded_policy(text, source=f"policy {fingerprint[:12]}")


def _explanation(look: Look, policy: Policy, account_id: str) -> Explanation:
    """Return what the look recorded about a found account; else compute it from that look's own data."""
    recorded = Finding.objects.filter(look=look, account_id=account_id).order_by("-v").first()
    if recorded is not None:
        return explanation_from_json(recorded.explanation)
    previous = (
        Look.objects.filter(policy=look.policy, as_of__lt=look.as_of).order_by("-as_of").values_list("as_of", flat=True)
    )
    pinned = _PinnedLook(
        home=Path(settings.HOME),
        as_of=look.as_of,
        snapshot=look.snapshot,
        directory=look.directory,
        fingerprint=look.fingerprint,
        previous_as_of=previous.first(),
        policy=policy.fingerprint,
    )
    return _explained(pinned, account_id, look.policy.text)


@dataclass(frozen=True, slots=True)
class _PinnedLook:
    """Everything an explanation depends on beside the account; the same pins give the same answer (P15)."""

    home: Path
    as_of: datetime
    snapshot: str
    directory: str
    fingerprint: str
    previous_as_of: datetime | None
    policy: str


@lru_cache(maxsize=128)
def _explained(pinned: _PinnedLook, account_id: str, policy_text: str) -> Explanation:
    """Return what the engine says; computed once per look, because nothing it rests on can change."""
    from fairnotice.warehouse.home import Warehouse  # noqa: PLC0415  the engine has no place in a start-up
    from fairnotice.warehouse.looks import LookRef, explain  # noqa: PLC0415  the same

    warehouse = Warehouse.of_home(pinned.home)
    reference = LookRef(
        as_of=pinned.as_of,
        snapshot_number=_snapshot_number(pinned.snapshot),
        directory=warehouse.root / pinned.directory,
        previous_as_of=pinned.previous_as_of,
    )
    return explain(warehouse, _read(pinned.policy, policy_text), account_id, look=reference)


def forget_explanations() -> None:
    """Forget what was computed; for tests that put other words into the engine's mouth."""
    _explained.cache_clear()


def _snapshot_number(snapshot: str) -> int:
    """Return the number in a snapshot's id, such as 12 of ``s12-9c41e07a``."""
    return int(snapshot.split("-", 1)[0].removeprefix("s"))


def _open_case(person_id: int, account_id: str) -> OpenCase | None:
    """Return the account's open case with the deadline that runs for its people."""
    case = Case.objects.filter(account_id=account_id, outcome="").order_by("opened_at").first()
    if case is None:
        return None
    running = Clock.objects.filter(case=case, ended_at=None, stopped_at=None).order_by("due_at")
    due = dict(running.values_list("kind", "due_at"))
    letter = Notice.objects.filter(case=case, recipient_id=person_id).order_by("created_at").first()
    return OpenCase(
        reference=case.reference,
        stage=case.stage,
        answer_due_at=due.get(ClockKind.RESPONSE),
        improve_due_at=due.get(ClockKind.IMPROVEMENT),
        letter_id=letter.id if letter else None,
        letter_on=max(letter.created_at, letter.not_before).date() if letter else None,
        letter_opened=bool(letter and letter.proofs.exists()),
    )


def _marks(account_id: str) -> tuple[Mark, ...]:
    """Return the looks that found the account or came near, first of each row of them."""
    marks: list[Mark] = []
    previous = ""
    for look_on, verdict in (
        Finding.objects.filter(account_id=account_id).order_by("look__as_of").values_list("look__look_on", "verdict")
    ):
        if verdict != previous:
            marks.append(Mark(look_on, verdict))
        previous = verdict
    return tuple(marks)
