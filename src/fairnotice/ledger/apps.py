"""Register the ledger with Django."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The one app that owns tables."""

    name = "fairnotice.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
