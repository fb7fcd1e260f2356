"""What is on record cannot be changed, on either database."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.db import DatabaseError, connection, transaction

from fairnotice.ledger.triggers import NOTICE_WORDS, RULES, guarded

pytestmark = pytest.mark.django_db


def triggers() -> set[str]:
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


class TestTheRecord:
    expected: ClassVar[set[str]] = {f"{table}_no_{verb.lower()}" for table, verb, _ in guarded()} | {
        f"{table}_{verb.lower()}_in_order" for table, verb, _, _ in RULES
    }

    def test_is_guarded_after_all_migrations(self) -> None:
        assert self.expected <= triggers()

    def test_a_notice_guards_every_column_but_the_time_of_sending(self) -> None:
        with connection.cursor() as cursor:
            columns = {column.name for column in connection.introspection.get_table_description(cursor, "notice")}
        assert columns - set(NOTICE_WORDS) == {"id", "not_before"}


class TestAPublishedPolicy:
    def test_cannot_be_changed_or_removed(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO policy_version (fingerprint, policy_id, version, title, text, published_on, binds_from,"
                " recorded_at) VALUES ('f', 'p', 1, 't', 'x', '2026-01-01', '2026-02-01', '2026-01-01')"
            )
        for statement in ("UPDATE policy_version SET title = 'other'", "DELETE FROM policy_version"):
            with (
                pytest.raises(DatabaseError, match="append-only"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


class TestMigrations:
    def test_tell_all_there_is_to_the_models(self) -> None:
        from django.core.management import call_command  # noqa: PLC0415  a command, not a library

        call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db(transaction=True)
class TestEmptyingBetweenTests:
    def test_leaves_the_guards_in_place(self) -> None:
        assert TestTheRecord.expected <= triggers()
