"""
The delivering process of the tests of sudden death: a real process with a home of its own.

Run as ``python -m tests.support.sender seed COUNT | deliver INSTANT...``; reads FAIRNOTICE_HOME,
FAIRNOTICE_EMAIL_URL and DATABASE_URL like the program itself.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def main(verb: str, *arguments: str) -> None:
    """Do one thing."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairnotice.settings"
    import django  # noqa: PLC0415  the environment must be ready first

    django.setup()
    if verb == "seed":
        seed(int(arguments[0]))
    else:
        from fairnotice.outbox.delivery import deliver_due  # noqa: PLC0415  after Django has started

        for instant in arguments:
            deliver_due(now=datetime.fromisoformat(instant))


def seed(count: int) -> None:
    """Make the ledger and put letters into it."""
    from django.core.management import call_command  # noqa: PLC0415  after Django has started

    from tests.support.outgoing import an_early_word  # noqa: PLC0415  the same

    call_command("migrate", interactive=False, verbosity=0)
    for number in range(count):
        an_early_word(now=NOW, account_id=f"freelancer-{number}")


if __name__ == "__main__":
    main(*sys.argv[1:])
