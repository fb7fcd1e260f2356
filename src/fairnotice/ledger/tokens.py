"""The keys by which other programs come in; only what a key hashes to is kept."""

from __future__ import annotations

from django.db import models


class ApiToken(models.Model):
    """One program that may come in, until its key is taken back."""

    digest = models.CharField(max_length=64, primary_key=True)
    """SHA-256 of the key; the key itself is shown once and kept nowhere."""
    name = models.TextField(unique=True)
    """Who uses it, such as the marketplace's trust desk."""
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "api_token"

    def __str__(self) -> str:
        return self.name
