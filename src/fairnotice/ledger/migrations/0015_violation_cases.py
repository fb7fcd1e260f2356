
import django.db.models.deletion
from django.db import migrations, models

from fairnotice.ledger.triggers import create_triggers


def guard(apps, schema_editor):
    create_triggers(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0017_appeals'),
    ]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='finding',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='ledger.finding'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('matter', 'quality'), _negated=True), ('finding__isnull', False), _connector='OR'), name='a_case_about_quality_rests_on_a_finding'),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
