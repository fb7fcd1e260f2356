"""
The delivering process of the tests of sudden death: a real process with a home of its own.

Run as ``python -m tests.support.sender seed COUNT | deliver INSTANT... | effects URL COUNT |
change ACCOUNT COUNT | listen URL | tell INSTANT...``;
reads FAIRNOTICE_HOME, FAIRNOTICE_EMAIL_URL and DATABASE_URL like the program itself.
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
    elif verb == "effects":
        effects(arguments[0], int(arguments[1]))
    elif verb == "change":
        change(arguments[0], int(arguments[1]))
    elif verb == "listen":
        listen(arguments[0])
    elif verb == "tell":
        from fairnotice.outbox.webhooks import tell_of_effects  # noqa: PLC0415  after Django has started

        for instant in arguments:
            tell_of_effects(now=datetime.fromisoformat(instant))
    else:
        from fairnotice.outbox.delivery import deliver_due  # noqa: PLC0415  after Django has started

        for instant in arguments:
            deliver_due(now=datetime.fromisoformat(instant))


def effects(url: str, count: int) -> None:
    """Add an endpoint, print its secret, and queue effects for it, as of the real time."""
    from fairnotice.actions.add_endpoint import AddEndpoint, add_endpoint  # noqa: PLC0415  after Django has started
    from tests.support.effects import an_effect  # noqa: PLC0415  the same

    now = datetime.now(UTC)
    sys.stdout.write(add_endpoint(AddEndpoint(url), now=now).secret)
    for number in range(count):
        an_effect(f"agency-{number}", now=now)


def change(account: str, count: int) -> None:
    """Queue effects of one account, each in a transaction of its own."""
    from tests.support.effects import an_effect  # noqa: PLC0415  after Django has started

    for _ in range(count):
        an_effect(account, now=datetime.now(UTC))


def listen(url: str) -> None:
    """Add an endpoint."""
    from fairnotice.actions.add_endpoint import AddEndpoint, add_endpoint  # noqa: PLC0415  after Django has started

    add_endpoint(AddEndpoint(url), now=datetime.now(UTC))


def seed(count: int) -> None:
    """Make the ledger and put letters into it."""
    from django.core.management import call_command  # noqa: PLC0415  after Django has started

    from tests.support.outgoing import an_early_word  # noqa: PLC0415  the same

    call_command("migrate", interactive=False, verbosity=0)
    for number in range(count):
        an_early_word(now=NOW, account_id=f"freelancer-{number}")


if __name__ == "__main__":
    main(*sys.argv[1:])
