"""Chain every event to the one before in its case, and all of them in the journal; those on record first."""

import django.db.models.deletion
from django.db import migrations, models

from fairnotice.ledger.chain import (
    BEFORE_THE_FIRST,
    CaseKey,
    Recorded,
    commitment,
    event_digest,
    journal_digest,
    new_salt,
)
from fairnotice.ledger.triggers import create_triggers, drop_triggers


def guard(apps, schema_editor):
    create_triggers(schema_editor.connection)


def unguard(apps, schema_editor):
    drop_triggers(schema_editor.connection)


def chain(apps, schema_editor):
    """Chain what is on record in the order it was recorded (a clock may have been set back); what changed before this day cannot be found out by it."""
    event_of = apps.get_model("ledger", "CaseEvent")
    text_of = apps.get_model("ledger", "EventText")
    entry_of = apps.get_model("ledger", "JournalEntry")
    head_of = apps.get_model("ledger", "JournalHead")
    number, last = 0, BEFORE_THE_FIRST
    for event in event_of.objects.select_related("case").order_by("id").iterator(chunk_size=1000):
        text = text_of.objects.filter(event_id=event.pk).first()
        if text is not None:
            text.salt = new_salt()
            text.save(update_fields=["salt"])
            event.words_digest = commitment(text.text, text.salt)
        event.salt = new_salt()
        case = event.case
        previous = event_of.objects.filter(case_id=case.pk, number=event.number - 1)
        event.digest = event_digest(
            Recorded(
                case=CaseKey(str(case.pk), case.reference, case.account_id, case.provision_id),
                number=event.number,
                name=event.name,
                facts=event.facts,
                actor=event.actor_id,
                actor_kind=event.actor_kind,
                occurred_at=event.occurred_at,
                recorded_at=event.recorded_at,
                policy=event.policy_id,
                words=event.words_digest,
                evidence=(),
                salt=event.salt,
            ),
            previous=previous.values_list("digest", flat=True).first() or BEFORE_THE_FIRST,
        )
        event.save(update_fields=["words_digest", "salt", "digest"])
        number += 1
        last = journal_digest(
            number=number, case=str(case.pk), event=event.number, event_digest=event.digest, previous=last
        )
        entry_of.objects.create(
            number=number, case_id=case.pk, event_number=event.number, event_digest=event.digest, digest=last
        )
    if number:
        head_of.objects.create(id=1, number=number, digest=last)
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0014_being_heard")]

    operations = [
        migrations.RunPython(unguard, guard),
        migrations.AddField("caseevent", "words_digest", models.CharField(blank=True, max_length=64, default=""), preserve_default=False),
        migrations.AddField("caseevent", "salt", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AddField("caseevent", "digest", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AddField("eventtext", "salt", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("event_number", models.PositiveIntegerField()),
                ("event_digest", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.case")),
            ],
            options={
                "db_table": "journal",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "event_number"), name="an_event_is_entered_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="the_journal_starts_at_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalHead",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "journal_head",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="the_journal_has_one_head")],
            },
        ),
        migrations.RunPython(chain, migrations.RunPython.noop),
        migrations.AddConstraint(
            "caseevent",
            models.CheckConstraint(condition=~models.Q(digest="") & ~models.Q(salt=""), name="events_are_chained"),
        ),
        migrations.RunPython(guard, unguard),
    ]
