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
    "journal",
    "relied_on",
    "shredding",
    "shredded_record",
    "hearer_view",
    "correction",
    "request",
    "weighing",
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
OWED = ("case_id", "event_id", "account_id", "account_kind", "kind", "since", "until", "days", "what", "opened_at")
"""Columns of what is owed after a reversal; only its state moves."""

RULES = (
    (
        "case_event",
        "INSERT",
        "NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM case_event WHERE case_id = NEW.case_id)",
        "events are numbered without gaps",
    ),
    (
        "journal",
        "INSERT",
        "NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM journal)",
        "the journal is numbered without gaps",
    ),
    (
        "event_text",
        "DELETE",
        "NOT EXISTS (SELECT 1 FROM shredding WHERE event_id = OLD.event_id)",
        "words go only where their shredding is on record",
    ),
    (
        "evidence_snapshot",
        "DELETE",
        "NOT EXISTS (SELECT 1 FROM shredded_record WHERE sha256 = OLD.sha256)",
        "a record goes only where its shredding is on record",
    ),
    ("journal_head", "UPDATE", "NEW.number <> OLD.number + 1", "the head of the journal moves by one"),
)
"""(table, verb, when it is refused, what is said): what may happen only in its order."""
READ = {("event_text", "DELETE"): ("shredding",), ("evidence_snapshot", "DELETE"): ("shredded_record",)}
"""Other tables that a rule reads: without them there is no rule yet."""


def guarded() -> Iterator[tuple[str, str, str]]:
    """Yield (table, what may not happen, columns it concerns; empty for all)."""
    for table in APPEND_ONLY:
        yield table, "UPDATE", ""
        yield table, "DELETE", ""
    yield "notice", "UPDATE", ", ".join(f'"{column}"' for column in NOTICE_WORDS)
    yield "notice", "DELETE", ""
    yield "event_text", "UPDATE", ""
    yield "evidence_snapshot", "UPDATE", ""
    yield "journal_head", "DELETE", ""
    yield "hearer_view_text", "UPDATE", ""
    yield "compensation_item", "DELETE", ""
    yield "compensation_item", "UPDATE", ", ".join(f'"{column}"' for column in OWED)


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
        for table, verb, refused, said in RULES:
            if {table, *READ.get((table, verb), ())} <= there:
                cursor.execute(_rule(connection.vendor, table, verb, refused, said))


def _rule(vendor: str, table: str, verb: str, refused: str, said: str) -> str:
    """Return the SQL of one conditional guard."""
    name = _rule_name(table, verb)
    if vendor == "postgresql":
        return (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refused} THEN "
            f"RAISE EXCEPTION '{said}' USING ERRCODE = '23514'; END IF; "
            f"RETURN {'OLD' if verb == 'DELETE' else 'NEW'}; END $$; "
            f'CREATE TRIGGER {name} BEFORE {verb} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {name}()'
        )
    return f"CREATE TRIGGER {name} BEFORE {verb} ON \"{table}\" WHEN {refused} BEGIN SELECT RAISE(ABORT, '{said}'); END"


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away; for undoing the migration and for tests that break the data on purpose."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, verb, _ in guarded():
            if table not in there:
                continue
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, verb)}{on}")
        for table, verb, _, _ in RULES:
            if table in there:
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {_rule_name(table, verb)}{on}")


def _name(table: str, verb: str) -> str:
    """Return the name of the guard of one table against one verb."""
    return f"{table}_no_{verb.lower()}"


def _rule_name(table: str, verb: str) -> str:
    """Return the name of a conditional guard."""
    return f"{table}_{verb.lower()}_in_order"
