"""The database refuses to change what is on record; a later migration that rebuilds a guarded table runs this again."""

from django.db import migrations

from fairnotice.ledger.triggers import create_triggers, drop_triggers


def guard(apps, schema_editor):
    create_triggers(schema_editor.connection)


def unguard(apps, schema_editor):
    drop_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
