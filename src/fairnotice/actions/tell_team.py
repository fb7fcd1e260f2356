"""Tell an agency's members about their own part, after the managers' head start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.breach_reasons import workers_concerned
from fairnotice.actions.calendars import days_off
from fairnotice.actions.parties import Party, members_of
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import TeamTold
from fairnotice.cases.stages import Who
from fairnotice.kernel.deadlines import account_deadline, zone_named
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.grounds import explanation_behind
from fairnotice.notices.documents import Document
from fairnotice.notices.statement import StatementOfReasons, members_concerned
from fairnotice.notices.window import arrival
from fairnotice.policy.rulebook import VIOLATION, Policy


@dataclass(frozen=True, slots=True)
class TellTeam:
    """In which case."""

    case_id: UUID


@transaction.atomic
def tell_team(command: TellTeam, *, now: datetime) -> None:
    """
    Write to every member who worked a contract the case rests on; an agency without such members is told nothing.

    Raises:
        ManagerKnows: no manager is proven to know, or their head start still runs.
    """
    docket, policy = locked(command.case_id)
    row = docket.row
    concerned = _concerned(row, policy)
    team = members_of(row.account_id, policy, on=now.date(), now=now)
    members = [party for party in team if party.person.account_id in concerned]
    step = TeamTold(
        at=now,
        by=Who.CLOCK,
        members=tuple(party.person.pk for party in members),
        speak_until=max((_may_speak_until(party, policy, now=now) for party in members), default=now),
    )
    take(docket, step, actor=None, now=now, roles={party.person.pk: "member" for party in members})


def _concerned(row: Case, policy: Policy) -> set[str]:
    """Return the members who worked a contract that the case rests on."""
    if row.matter == VIOLATION:
        return set(workers_concerned(row).values())
    return set(members_concerned(StatementOfReasons.of(explanation_behind(row), policy)))


def _may_speak_until(party: Party, policy: Policy, *, now: datetime) -> datetime:
    """Return until when nobody goes on without a member: counted from when the letter may arrive."""
    person = party.person
    arrives = arrival(now, zone=person.timezone, telling=policy.telling, good_news=Document.TEAM_NOTICE.is_good_news)
    return account_deadline(
        arrives,
        days=policy.deadlines.member_statement,
        zone=zone_named(person.timezone),
        day_off=days_off(person.country),
    )
