"""What is on record stays on record: the database itself refuses to change or remove it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = (
    "case_event",
    "delivery_proof",
    "policy_version",
    "look",
    "finding",
    "effect",
    "effect_acknowledgement",
    "violation",
    "violation_version",
    "violation_withdrawal",
    "violation_in_case",
    "violation_reading",
    "acknowledgement",
    "acknowledgement_withdrawal",
    "evidence_file",
    "evidence",
    "evidence_look",
)
"""Tables whose rows are never changed and never removed."""
NOTICE_WORDS = (
    "case_id",
    "finding_id",
    "promise_id",
    "event_id",
    "document",
    "recipient_id",
    "recipient_role",
    "reference",
    "subject",
    "letter",
    "text",
    "html",
    "created_at",
)
"""Columns of a notice that are the notice; only the time of its sending may be moved."""


def guarded() -> Iterator[tuple[str, str, str]]:
    """Yield (table, what may not happen, columns it concerns; empty for all)."""
    for table in APPEND_ONLY:
        yield table, "UPDATE", ""
        yield table, "DELETE", ""
    yield "notice", "UPDATE", ", ".join(f'"{column}"' for column in NOTICE_WORDS)
    yield "notice", "DELETE", ""


def create_triggers(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse every change to what is append-only, in the tables that are there by now."""
    there = set(connection.introspection.table_names())
    drop_triggers(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23001'; END $$"
            )
        for table, verb, columns in guarded():
            if table not in there:
                continue
            when = f"{verb} OF {columns}" if columns else verb
            name = _name(table, verb)
            if connection.vendor == "postgresql":
                cursor.execute(
                    f'CREATE TRIGGER {name} BEFORE {when} ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_change()'
                )
            else:
                cursor.execute(
                    f'CREATE TRIGGER {name} BEFORE {when} ON "{table}" '
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away; for undoing the migration and for tests that break the data on purpose."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, verb, _ in guarded():
            if table not in there:
                continue
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, verb)}{on}")


def _name(table: str, verb: str) -> str:
    """Return the name of the guard of one table against one verb."""
    return f"{table}_no_{verb.lower()}"
