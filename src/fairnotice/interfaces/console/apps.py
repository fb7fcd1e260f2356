"""Register the console's templates and static files with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The console owns no tables."""

    name = "fairnotice.interfaces.console"
    label = "console"
