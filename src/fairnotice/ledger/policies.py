"""Every version of the rulebook that was ever used, word for word."""

from __future__ import annotations

from functools import lru_cache

from django.db import models

from fairnotice.policy.reading import read_recorded_policy
from fairnotice.policy.rulebook import Policy


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

    @property
    def rulebook(self) -> Policy:
        """Return the policy as values."""
        return _read(self.fingerprint, self.text)


@lru_cache(maxsize=32)
def _read(fingerprint: str, text: str) -> Policy:
    """Return the policy of *text*; its fingerprint names it, so it is read once."""
    return read_recorded_policy(text, source=f"policy {fingerprint[:12]}")
