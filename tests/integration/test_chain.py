"""The record is chained: whatever somebody changes by hand, the first event that is not as it was is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from fairnotice.ledger.casebook import digest_before, recorded
from fairnotice.ledger.chain import BEFORE_THE_FIRST, event_digest, journal_digest
from fairnotice.ledger.models import Case, CaseEvent, EventText, JournalEntry, JournalHead
from fairnotice.queries.chain_check import bound_by, case_faults, journal_fault
from tests.support.case_files import CaseFile, a_case_file

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, home: Path) -> CaseFile:
    """A case with five events: opened, served, asked, team told, answered."""
    return a_case_file(monkeypatch).opened_by_manager().asked().team_told().answered()


def run(statement: str, *values: int | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def names(case: CaseFile) -> list[str]:
    return list(case.row.events.order_by("number").values_list("name", flat=True))


def faults() -> list[str]:
    found = [f"{fault.number} {fault.sentence}" for fault in case_faults()]
    return [*found, *([f"journal: {wrong}"] if (wrong := journal_fault()) else [])]


def forge_digests(case: Case, *, start: int) -> None:
    """Compute every digest of a case anew, as somebody would who knows how."""
    for event in CaseEvent.objects.filter(case=case, number__gte=start).order_by("number"):
        digest = event_digest(recorded(event, case, bound_by(event)), previous=digest_before(event))
        CaseEvent.objects.filter(pk=event.pk).update(digest=digest)


def forge_journal() -> None:
    """Compute the whole journal anew to fit the events."""
    previous = BEFORE_THE_FIRST
    for row in JournalEntry.objects.order_by("number"):
        event = CaseEvent.objects.get(case_id=row.case_id, number=row.event_number)
        previous = journal_digest(
            number=row.number,
            case=str(row.case_id),
            event=row.event_number,
            event_digest=event.digest,
            previous=previous,
        )
        JournalEntry.objects.filter(pk=row.pk).update(event_digest=event.digest, digest=previous)
    JournalHead.objects.update(digest=previous)


def change_facts(case: Case) -> None:
    event = case.events.get(name="NoticeServed")
    event.facts["respond_by"] = LATER.isoformat()
    case.events.filter(pk=event.pk).update(facts=event.facts)


def change_time(case: Case) -> None:
    case.events.filter(number=2).update(occurred_at=LATER)


def change_recording_time(case: Case) -> None:
    case.events.filter(number=2).update(recorded_at=LATER)


def change_actor(case: Case) -> None:
    case.events.filter(number=2).update(actor_kind="reviewer")


def change_account(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(account_id="somebody-else")


def remove_in_the_middle(case: Case) -> None:
    gone = case.events.get(number=2)
    for table in ("event_text", "notice"):
        run(f"UPDATE {table} SET event_id = %s WHERE event_id = %s", case.events.get(number=1).pk, gone.pk)  # noqa: S608
    run("DELETE FROM case_event WHERE id = %s", gone.pk)


def remove_at_the_end(case: Case) -> None:
    last = case.events.order_by("number").last()
    assert last is not None
    run("DELETE FROM event_text WHERE event_id = %s", last.pk)
    run("UPDATE notice SET event_id = %s WHERE event_id = %s", case.events.get(number=1).pk, last.pk)
    run("DELETE FROM case_event WHERE id = %s", last.pk)


def insert_at_the_end(case: Case) -> None:
    last = case.events.order_by("number").last()
    assert last is not None
    CaseEvent.objects.filter(pk=last.pk).get()
    last.pk, last.number = None, last.number + 1
    last.name, last.words_digest = "StatementAdded", ""
    last.digest = event_digest(recorded(last, case, ()), previous=digest_before(last))
    last.save(force_insert=True)


def swap(case: Case) -> None:
    two, three = case.events.get(number=2), case.events.get(number=3)
    case.events.filter(pk=two.pk).update(number=999)
    case.events.filter(pk=three.pk).update(number=2)
    case.events.filter(pk=two.pk).update(number=3)


def change_text(case: Case) -> None:
    EventText.objects.filter(event__case=case, event__number=3).update(text="I admit everything.")


def lose_text(case: Case) -> None:
    EventText.objects.filter(event__case=case, event__number=3).delete()


def add_text(case: Case) -> None:
    EventText.objects.create(event=case.events.get(number=2), text="Agreed.", salt="00")


def forge_the_case(case: Case) -> None:
    change_facts(case)
    forge_digests(case, start=2)


class TestTheChain:
    def test_is_whole_as_deeds_leave_it(self, case: CaseFile) -> None:
        assert names(case)[:2] == ["CaseOpened", "NoticeServed"]
        assert faults() == []
        assert JournalEntry.objects.count() == CaseEvent.objects.count() == JournalHead.objects.get().number

    def test_binds_what_people_wrote_without_holding_it(self, case: CaseFile) -> None:
        text = EventText.objects.get(event__name="ResponseReceived")
        assert text.event.words_digest
        assert len(text.salt) == 64
        assert text.event.salt not in {text.salt, CaseEvent.objects.exclude(pk=text.event_id)[0].salt}


@pytest.mark.usefixtures("unguarded")
class TestARecordChangedByHand:
    @pytest.mark.parametrize(
        ("damage", "first"),
        [
            (change_facts, "2 It was changed: what is on record no longer gives its digest."),
            (change_time, "2 It was changed: what is on record no longer gives its digest."),
            (change_recording_time, "2 It was changed: what is on record no longer gives its digest."),
            (change_actor, "2 It was changed: what is on record no longer gives its digest."),
            (change_account, "1 It was changed: what is on record no longer gives its digest."),
            (remove_in_the_middle, "2 It was removed."),
            (remove_at_the_end, "5 It was removed."),
            (insert_at_the_end, "6 It was inserted: the journal of all events has no such row."),
            (swap, "2 It was moved: the journal has what stands here as event 3."),
            (change_text, "3 Its text was changed."),
            (lose_text, "3 Its text is gone, and no shredding is on record."),
            (add_text, "2 A text was put beside it that was not there when it was recorded."),
            (forge_the_case, "2 It was changed, and its digest with it: the journal has another."),
        ],
        ids=lambda value: value.__name__ if callable(value) else "",
    )
    def test_is_found_at_its_first_event(self, case: CaseFile, damage: Callable[[Case], None], first: str) -> None:
        damage(case.row)
        assert faults() == [first]

    def test_is_not_found_once_the_whole_journal_was_forged_as_well(self, case: CaseFile) -> None:
        """Only an anchor kept elsewhere notices; the documents say so."""
        forge_the_case(case.row)
        forge_journal()
        assert faults() == []

    def test_is_found_when_both_ends_were_cut_off(self, case: CaseFile) -> None:
        remove_at_the_end(case.row)
        run("DELETE FROM journal WHERE number = 5")
        assert faults() == ["journal: It ends with row 4, its head says 5: what came after was removed."]

    def test_is_found_in_the_journal(self, case: CaseFile) -> None:
        run("DELETE FROM journal WHERE number = 3")
        assert faults()[-1] == "journal: Row 3 was removed."

    def test_is_found_where_a_row_of_the_journal_was_changed(self, case: CaseFile) -> None:
        JournalEntry.objects.filter(number=2).update(digest="f" * 64)
        assert faults() == [f"journal: Row 2, of event 2 of {case.reference}, was changed or put there."]

    def test_names_the_earliest_first(self, case: CaseFile) -> None:
        later = case.row.events.get(number=4)
        case.row.events.filter(pk=later.pk).update(name="Extended")
        change_actor(case.row)
        assert [fault.number for fault in case_faults()] == [2]


class TestTheDatabaseItself:
    @pytest.mark.parametrize(
        ("statement", "said"),
        [
            ("UPDATE case_event SET name = 'X'", "append-only"),
            ("UPDATE event_text SET text = 'X'", "append-only"),
            ("UPDATE journal SET digest = 'X'", "append-only"),
            ("DELETE FROM journal", "append-only"),
            ("DELETE FROM journal_head", "append-only"),
            ("UPDATE journal_head SET digest = 'X'", "moves by one"),
            ("UPDATE journal_head SET number = number + 2", "moves by one"),
            (
                """INSERT INTO journal (number, case_id, event_number, event_digest, digest)
                SELECT number + 2, case_id, 99, 'x', 'x' FROM journal ORDER BY number DESC LIMIT 1""",
                "without gaps",
            ),
            (
                """INSERT INTO case_event (case_id, number, name, facts, actor_kind, occurred_at, recorded_at,
                policy_id, words_digest, salt, digest) SELECT case_id, number + 2, name, facts, actor_kind, occurred_at,
                recorded_at, policy_id, '', 'x', 'x' FROM case_event ORDER BY number DESC LIMIT 1""",
                "without gaps",
            ),
        ],
    )
    def test_refuses_hand_written_sql(self, case: CaseFile, statement: str, said: str) -> None:
        with pytest.raises(DatabaseError, match=said), transaction.atomic():
            run(statement)
        assert faults() == []


class TestAppending:
    def test_costs_the_same_however_much_is_on_record(self, case: CaseFile, django_assert_num_queries: object) -> None:
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  only here

        from fairnotice.actions.add_statement import AddStatement, add_statement  # noqa: PLC0415  only here

        costs = []
        for i in range(3):
            with CaptureQueriesContext(connection) as queries:
                add_statement(
                    AddStatement(case.case_id, case.member.pk, f"My part {i}."), now=LATER + timedelta(minutes=i)
                )
            costs.append(
                len([q for q in queries.captured_queries if "journal" in q["sql"] or "case_event" in q["sql"]])
            )
        assert costs[1] == costs[2]
