"""Every version of the rulebook that was ever used, word for word."""

from __future__ import annotations

from django.db import models


class PolicyVersion(models.Model):
    """One published text; immutable from the moment a look used it."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    policy_id = models.TextField()
    version = models.PositiveIntegerField()
    title = models.TextField()
    text = models.TextField()
    """The file as published."""
    published_on = models.DateField()
    binds_from = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "policy_version"
        constraints = [
            models.UniqueConstraint(fields=["policy_id", "version"], name="one_text_per_policy_version"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"
