"""The marketplace of the demo: a usual one, with agencies that work much and some that got worse."""

from __future__ import annotations

from datetime import UTC, date, datetime

from fairnotice.lab.world import World

ACCOUNTS = 6000
LEAST_ACCOUNTS = 500
"""Below this there is hardly anybody to find."""
SEED = 3
MONTHS = 24
UNTIL = date(2026, 11, 1)
"""The demo plays in autumn 2026 whenever it is run, so that it always comes out the same."""
FIRST_LOOK = datetime(2026, 10, 1, 3, 5, tzinfo=UTC)
SECOND_LOOK = datetime(2026, 11, 1, 3, 5, tzinfo=UTC)


def demo_world(accounts: int, seed: int) -> World:
    """
    Return the demo's world; the rule that judges it is the example policy, untouched.

    Beside the world of the methodology one agency in eight is bad or turns bad,
    agencies have more work, and more people have no e-mail address: enough to see
    every kind of letter.
    """
    return World(
        accounts=accounts,
        months=MONTHS,
        seed=seed,
        until=UNTIL,
        contracts_median=5.0,
        agency_bad_share=0.20,
        agency_volume=9.0,
        missing_email_share=0.08,
    )
