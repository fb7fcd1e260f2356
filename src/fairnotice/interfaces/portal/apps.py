"""Register the portal's templates and static files with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal owns no tables."""

    name = "fairnotice.interfaces.portal"
    label = "portal"
