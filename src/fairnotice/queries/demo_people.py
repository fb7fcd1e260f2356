"""Whom a visitor of the demo may look over the shoulder: one person for each kind of page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from fairnotice.cases.stages import Stage
from fairnotice.evaluation.result import Verdict
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.letters import Notice
from fairnotice.ledger.looks import Look
from fairnotice.ledger.people import Person
from fairnotice.queries.access import ANSWERING_ROLES

MOST_TO_SEE = {Stage.AWAITING_RESPONSE.value: 0, Stage.IMPROVING.value: 1, Stage.UNDER_REVIEW.value: 2}
"""A case in which it is the account's turn shows the most."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the demo's people and what there is to see as them."""

    account_id: str
    """Empty for staff."""
    person_id: int | None
    """None until the person is admitted."""
    name: str
    who: str
    see: str


def demo_people(*, now: datetime) -> tuple[DemoPerson, ...]:
    """
    Return a manager with a case, a member of that team, freelancers of each kind, and a reviewer.

    Whoever the data does not have is left out. Only a demo may call this.
    """
    if not settings.DEMO:
        raise RuntimeError("Only a demo hands out its people.")
    found = [*_of_a_case(now), *_freelancers()]
    reviewer = Person.objects.filter(role=Person.Role.REVIEWER, is_active=True).order_by("pk").first()
    if reviewer is not None:
        found.append(DemoPerson("", reviewer.pk, reviewer.name, "Reviewer", "The queue, and each case in one place"))
    return tuple(found)


def _of_a_case(now: datetime) -> list[DemoPerson]:
    """Return the manager who was written to about an agency, and a member of the same team."""
    from fairnotice.warehouse import accounts as facts  # noqa: PLC0415  the engine has no place in a start-up
    from fairnotice.warehouse.home import Warehouse  # noqa: PLC0415  the same

    warehouse = Warehouse.of_home(Path(settings.HOME))
    snapshot = warehouse.snapshot()
    cases = Case.objects.filter(account_kind="agency").order_by("opened_at", "reference")
    for case in sorted(cases, key=lambda case: MOST_TO_SEE.get(case.stage, len(MOST_TO_SEE))):
        letter = Notice.objects.filter(case=case, recipient_role__in=ANSWERING_ROLES).order_by("created_at").first()
        if letter is None or not letter.recipient.account_id:
            continue
        manager = letter.recipient
        people = [
            DemoPerson(
                manager.account_id or "",
                manager.pk,
                manager.name,
                f"Manager of {case.account_name}",
                f"The agency's stats by member and client, and case {case.reference}",
            )
        ]
        team = facts.memberships_of_agency(warehouse, snapshot, case.account_id, now.date())
        for membership in team:
            account = facts.account(warehouse, snapshot, membership.person_id)
            if membership.role == "member" and account is not None:
                see = "Their own row at the agency, and their own account"
                who = f"Member of {case.account_name}"
                people.append(DemoPerson(account.account_id, None, account.name, who, see))
                break
        return people
    return []


def _freelancers() -> list[DemoPerson]:
    """Return freelancers: with an early word, with satisfied clients, with too little evidence."""
    import duckdb  # noqa: PLC0415  the engine has no place in a start-up

    from fairnotice.warehouse.home import Warehouse  # noqa: PLC0415  the same

    look = Look.objects.order_by("-as_of").first()
    if look is None:
        return []
    table = Warehouse.of_home(Path(settings.HOME)).root / look.directory / "accounts.parquet"
    if not table.exists():
        return []
    wanted = (
        (Verdict.FINDING, "Freelancer whom a look found", "Their stats and their case"),
        (Verdict.HEADS_UP, "Freelancer with an early word", "A private word without consequence"),
        (Verdict.CLEAR, "Freelancer whose clients are satisfied", "My Stats: nothing to do"),
        (Verdict.INSUFFICIENT_EVIDENCE, "Freelancer with little recent work", "My Stats: no estimate yet"),
    )
    people = []
    with duckdb.connect() as connection:
        for verdict, who, see in wanted:
            row = connection.execute(
                "SELECT account_id, name FROM read_parquet(?) WHERE kind = 'freelancer' AND verdict = ? "
                "ORDER BY rated DESC, account_id LIMIT 1",
                [str(table), verdict.value],
            ).fetchone()
            if row is not None:
                people.append(DemoPerson(str(row[0]), None, str(row[1] or row[0]), who, see))
    return people
