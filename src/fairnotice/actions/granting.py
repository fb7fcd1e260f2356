"""Carry out what a granted request asks for: lift, leave out, or look again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fairnotice.actions.letter_matter import Said
from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.stages import Matter, Outcome, Stage, Who
from fairnotice.ledger.casebook import Docket, lock_docket
from fairnotice.ledger.dockets import CaseEvent
from fairnotice.ledger.hearings import Correction, Request
from fairnotice.notices.requests import Wish

LIFTS = frozenset({Wish.EXIT, Wish.REINSTATEMENT, Wish.FRESH_START})
LATE = "You asked for it, and nobody answered in time. So it is granted."

Take = Callable[..., object]
OweReview = Callable[[Docket, str, datetime], object]


def after_granting(
    docket: Docket, before: CaseValue, event: e.Event, written: CaseEvent, said: Said | None, *, now: datetime,
    take: Take, owe_review: OweReview,
) -> None:  # fmt: skip
    """Do what *event* grants, if it is the end of a request in the account's favor."""
    case = docket.case
    if case.matter is not Matter.REQUEST or before.outcome is not None or case.outcome is not Outcome.GRANTED:
        return
    request = Request.objects.filter(case=docket.row).first()
    if request is None:
        return
    wish = Wish(request.wish)
    if wish is Wish.CORRECTION:
        leave_out(docket.row.account_id, tuple(request.items), Correction.Why.GRANTED, written, now=now)
    if request.about_id is None:
        return
    about = lock_docket(request.about_id)
    if wish in LIFTS and about.case.stage is Stage.IN_EFFECT:
        step, text = _lifting(event, docket.row.reference, said, now=now)
        take(about, step, actor=written.actor_id, now=now, said=Said(text=text))
    if wish is Wish.REVIEW and about.case.decision_stands and about.case.fresh_review is None:
        owe_review(about, "request", now)


def _lifting(event: e.Event, reference: str, said: Said | None, *, now: datetime) -> tuple[e.Event, str]:
    """Return the step that lifts: by the person who granted it, or by our silence."""
    if isinstance(event, e.RequestGranted):
        lifted = e.Lifted(at=now, by=Who.REVIEWER, person=event.person, reasoned=True)
        return lifted, said.text if said else ""
    return e.ExitMet(at=now, by=Who.ENGINE, facts=(reference,)), LATE


def leave_out(
    account_id: str, contracts: tuple[str, ...], why: Correction.Why, written: CaseEvent, *, now: datetime
) -> None:
    """Put on record that no look counts these contracts any more; what is on record already stays as it is."""
    for contract_id in contracts:
        Correction.objects.get_or_create(
            account_id=account_id,
            contract_id=contract_id,
            defaults={"why": why, "event": written, "corrected_at": now},
        )
