import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fairnotice.ledger.triggers import create_triggers


def guard(apps, schema_editor):
    create_triggers(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0013_effects'),
    ]

    operations = [
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='acknowledgement', serialize=False, to='ledger.caseevent')),
                ('reference', models.TextField(unique=True)),
                ('account_id', models.TextField(db_index=True)),
                ('provision_id', models.TextField()),
                ('shown', models.TextField()),
                ('sentence', models.TextField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('session_kind', models.TextField()),
                ('signed_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='ledger.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to=settings.AUTH_USER_MODEL)),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.policyversion')),
            ],
            options={
                'db_table': 'acknowledgement',
            },
        ),
        migrations.CreateModel(
            name='Violation',
            fields=[
                ('violation_id', models.TextField(primary_key=True, serialize=False)),
                ('account_id', models.TextField(db_index=True)),
                ('account_kind', models.TextField()),
                ('provision_id', models.TextField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'violation',
            },
        ),
        migrations.CreateModel(
            name='ViolationReading',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('read_at', models.DateTimeField()),
                ('rows', models.PositiveIntegerField()),
                ('recorded', models.PositiveIntegerField()),
                ('corrected', models.PositiveIntegerField()),
                ('refused', models.JSONField()),
            ],
            options={
                'db_table': 'violation_reading',
            },
        ),
        migrations.CreateModel(
            name='ViolationWithdrawal',
            fields=[
                ('violation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='withdrawal', serialize=False, to='ledger.violation')),
                ('withdrawn_at', models.DateTimeField()),
                ('withdrawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'violation_withdrawal',
            },
        ),
        migrations.CreateModel(
            name='ViolationVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('occurred_at', models.DateTimeField()),
                ('severity', models.TextField(blank=True)),
                ('actor_account_id', models.TextField(blank=True)),
                ('evidence', models.JSONField()),
                ('reported_by', models.TextField(blank=True)),
                ('own_initiative', models.BooleanField()),
                ('source', models.TextField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.policyversion')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('violation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='ledger.violation')),
            ],
            options={
                'db_table': 'violation_version',
                'ordering': ['violation', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ViolationText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='ledger.violationversion')),
            ],
            options={
                'db_table': 'violation_text',
            },
        ),
        migrations.CreateModel(
            name='AcknowledgementWithdrawal',
            fields=[
                ('acknowledgement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='withdrawal', serialize=False, to='ledger.acknowledgement')),
                ('withdrawn_at', models.DateTimeField()),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.caseevent')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'acknowledgement_withdrawal',
            },
        ),
        migrations.CreateModel(
            name='ViolationInCase',
            fields=[
                ('violation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='brought', serialize=False, to='ledger.violation')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='violations', to='ledger.case')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.violationversion')),
            ],
            options={
                'db_table': 'violation_in_case',
            },
        ),
        migrations.CreateModel(
            name='WithdrawalText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('withdrawal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='ledger.violationwithdrawal')),
            ],
            options={
                'db_table': 'violation_withdrawal_text',
            },
        ),
        migrations.AddConstraint(
            model_name='violationversion',
            constraint=models.UniqueConstraint(fields=('violation', 'number'), name='versions_are_numbered_per_violation'),
        ),
        migrations.AddConstraint(
            model_name='violationversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='versions_start_at_one'),
        ),
        migrations.AddConstraint(
            model_name='violationversion',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['staff', 'import', 'api'])), name='a_violation_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='violationversion',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_at__gte', models.F('occurred_at'))), name='a_violation_has_happened'),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
