"""
A process that adds to the record, for tests in which several do so at once.

Run as ``python -m tests.support.appender seed CASES | append REFERENCE COUNT | check``; reads FAIRNOTICE_HOME and
DATABASE_URL like the program itself.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def main(verb: str, *arguments: str) -> None:
    """Do one thing."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairnotice.settings"
    import django  # noqa: PLC0415  the environment must be ready first

    django.setup()
    if verb == "seed":
        seed(*arguments)
    elif verb == "append":
        append(*arguments)
    else:
        check()


def seed(count: str) -> None:
    """Make the ledger, and cases without letters in it, called R-1, R-2 and so on."""
    import uuid  # noqa: PLC0415  after Django has started

    from django.core.management import call_command  # noqa: PLC0415  the same
    from django.db import transaction  # noqa: PLC0415  the same

    from fairnotice.cases.events import CaseOpened  # noqa: PLC0415  the same
    from fairnotice.cases.stages import Who  # noqa: PLC0415  the same
    from fairnotice.ledger.casebook import open_docket  # noqa: PLC0415  the same
    from fairnotice.ledger.models import Case  # noqa: PLC0415  the same
    from tests.support.builders import a_finding, a_person  # noqa: PLC0415  the same

    call_command("migrate", interactive=False, verbosity=0)
    finding = a_finding()
    person = a_person("freelancer-1")
    for number in range(1, int(count) + 1):
        step = CaseOpened(
            at=NOW,
            by=Who.ENGINE,
            verdict="finding",
            facts=("C-1",),
            new_adverse=("C-1",),
            managers=(person.pk,),
            has_team=False,
            deliver_by=NOW + timedelta(days=30),
            stands_until=NOW + timedelta(days=300),
            bound_since=NOW - timedelta(days=100),
            conduct_from=NOW - timedelta(days=50),
        )
        row = Case(
            id=uuid.uuid4(),
            reference=f"R-{number}",
            account_id=f"freelancer-{number}",
            account_kind="freelancer",
            account_name="Somebody",
            provision_id=finding.provision_id,
            policy=finding.look.policy,
            finding=finding,
            opened_at=NOW,
        )
        with transaction.atomic():
            open_docket(row, step, now=NOW, policy=finding.look.policy)


def append(reference: str, count: str) -> None:
    """Add that many statements to a case, each in a transaction of its own."""
    from django.db import transaction  # noqa: PLC0415  after Django has started

    from fairnotice.cases.events import StatementAdded  # noqa: PLC0415  the same
    from fairnotice.cases.stages import Who  # noqa: PLC0415  the same
    from fairnotice.ledger.casebook import lock_docket  # noqa: PLC0415  the same
    from fairnotice.ledger.models import Case, Person  # noqa: PLC0415  the same

    row = Case.objects.select_related("policy").get(reference=reference)
    person = Person.objects.get()
    for number in range(int(count)):
        with transaction.atomic():
            docket = lock_docket(row.pk)
            step = StatementAdded(at=NOW, by=Who.ACCOUNT, person=person.pk)
            docket.append(step, actor=person.pk, now=NOW, policy=row.policy, words=f"{os.getpid()} says {number}")


def check() -> None:
    """Print how many events there are, and what is wrong with the record."""
    from fairnotice.ledger.models import CaseEvent, JournalEntry  # noqa: PLC0415  after Django has started
    from fairnotice.queries.chain_check import case_faults, journal_fault  # noqa: PLC0415  the same

    print(CaseEvent.objects.count(), JournalEntry.objects.count(), *case_faults(), journal_fault())  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
