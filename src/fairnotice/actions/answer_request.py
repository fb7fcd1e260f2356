"""Grant or refuse what an account asks for, with facts; somebody who took no part answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import RequestGranted, RequestRefused, RequestWithdrawn
from fairnotice.cases.flow import decide
from fairnotice.cases.stages import Who
from fairnotice.kernel.naming import named_in


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """A hearer's answer, in their own words, and the facts it names."""

    case_id: UUID
    hearer_id: int
    grant: bool
    text: str
    cites: tuple[str, ...] = ()
    """Facts; those that the text names are added."""


@transaction.atomic
def answer_request(command: AnswerRequest, *, now: datetime) -> None:
    """
    Put the answer on record, tell the account, and carry out what is granted.

    Raises:
        HearerTookNoPart: this person took part in the matter it is about.
        StatesFacts, ReasonsNeeded: it names no fact, or gives no reasons.
        OwnWordsNeeded, NearCopy: it was not written for this account.
    """
    docket, policy = locked(command.case_id)
    named = {*command.cites, *named_in(command.text, docket.case.facts)}
    kind = RequestGranted if command.grant else RequestRefused
    step = kind(
        at=now,
        by=Who.HEARER,
        person=command.hearer_id,
        facts=tuple(each for each in docket.case.facts if each in named),
        reasoned=bool(command.text.strip()),
    )
    decide(docket.case, step)
    ensure_own_words(docket, command.text, policy=policy)
    take(docket, step, actor=command.hearer_id, now=now, said=Said(text=command.text.strip()))


@dataclass(frozen=True, slots=True)
class WithdrawRequest:
    """Who takes which request back."""

    case_id: UUID
    person_id: int


@transaction.atomic
def withdraw_request(command: WithdrawRequest, *, now: datetime) -> None:
    """
    End the request, because the account no longer asks.

    Raises:
        NotYoursToTake: it is another's.
    """
    docket, _ = locked(command.case_id)
    by = Who.ACCOUNT if command.person_id in docket.case.managers else Who.MEMBER
    take(
        docket,
        RequestWithdrawn(at=now, by=by, person=command.person_id),
        actor=command.person_id,
        now=now,
    )
