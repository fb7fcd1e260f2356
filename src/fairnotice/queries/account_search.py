"""Find an account of the marketplace by its id or a part of its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

SHOWN = 50
FIND = """
    SELECT account_id, kind, coalesce(name, '') AS name
    FROM accounts
    WHERE kind IN ('freelancer', 'agency') AND (account_id = ? OR contains(lower(name), lower(?)))
    ORDER BY account_id = ? DESC, name, account_id
    LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One account."""

    account_id: str
    kind: str
    name: str


def accounts_named(search: str) -> tuple[Found, ...]:
    """Return at most 50 measured accounts, the one with that very id first."""
    from fairnotice.warehouse.home import Warehouse  # noqa: PLC0415  the engine has no place in a start-up

    warehouse = Warehouse.of_home(Path(settings.HOME))
    connection = warehouse.connect(warehouse.snapshot())
    try:
        rows = connection.execute(FIND, [search, search, search, SHOWN]).fetchall()
    finally:
        connection.close()
    return tuple(Found(*row) for row in rows)
