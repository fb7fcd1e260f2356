"""P5: managers first, then their team after the head start; each member hears of their own part alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from fairnotice.evaluation.record import explanation_from_json
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.grounds import acts_of
from fairnotice.ledger.letters import DeliveryProof, Notice
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P5"
MEMBER = "member"
TO_MANAGERS = ("first_notice", "not_improved", "violation_notice")
"""Letters whose proof of delivery starts a case, or a round of it."""
TO_MEMBERS = ("team_notice", "violation_member")
"""First letters to members."""
DECISIONS = ("decision", "advice")
"""Letters that serve a decision to managers; members hear of it after them as well."""
TEAM_DECISION = "team_decision"


def breaches() -> Iterator[Breach]:
    """Yield every member's letter that came before its managers knew, or that shows another's contract."""
    letters = Notice.objects.filter(recipient_role=MEMBER).exclude(case=None).select_related("case", "recipient")
    for letter in letters.iterator():
        case = letter.case
        if case is None:
            continue
        yield from _order(case, letter)
        if letter.document != "reply":
            yield from _own_part(case, letter)


def _order(case: Case, letter: Notice) -> Iterator[Breach]:
    """Yield it when no manager was proven to know, or their lead was cut short."""
    head_start = timedelta(days=case.policy.rulebook.deadlines.head_start)
    before = DECISIONS if letter.document == TEAM_DECISION else TO_MANAGERS
    first = (
        DeliveryProof.objects.filter(notice__case=case, notice__document__in=before)
        .exclude(notice__recipient_role=MEMBER)
        .order_by("proven_at")
        .first()
    )
    if first is None or first.proven_at > letter.created_at:
        yield Breach(PROMISE, letter.reference, "A member was written to before any manager was proven to know.")
    elif letter.document in {*TO_MEMBERS, TEAM_DECISION} and letter.not_before < first.proven_at + head_start:
        yield Breach(PROMISE, letter.reference, "The managers' head start was cut short.")
    elif letter.document not in {*TO_MEMBERS, TEAM_DECISION, "reply"}:
        managers = Notice.objects.filter(case=case, event=letter.event).exclude(recipient_role=MEMBER)
        if managers.filter(not_before__gt=letter.not_before).exists() or not managers.exists():
            yield Breach(PROMISE, letter.reference, f"A member heard of {letter.document} before the managers.")


def _own_part(case: Case, letter: Notice) -> Iterator[Breach]:
    """Yield it when a contract of somebody else stands in a member's letter."""
    shown = {record["id"] for group in letter.letter.get("records", ()) for record in group["records"]}
    if case.finding is None:
        others = {act.violation_id for act in acts_of(case)}
    else:
        found = explanation_from_json(case.finding.explanation)
        others = {c.contract_id for c in found.contracts if c.worker_id != letter.recipient.account_id}
    if shown & others:
        yield Breach(PROMISE, letter.reference, f"A member was shown {min(shown & others)}, another's contract.")
