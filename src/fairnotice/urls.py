"""Every address of the site."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from fairnotice.interfaces.api.door import api

handler403 = "fairnotice.interfaces.portal.errors.not_yours"
handler404 = "fairnotice.interfaces.portal.errors.not_found"
handler500 = "fairnotice.interfaces.portal.errors.our_fault"
API_ADDRESSES = api.urls
"""The API hands them out once."""


def site(*, demo: bool) -> list[URLPattern | URLResolver]:
    """Return the addresses; those of a demo do not exist outside of one."""
    addresses: list[URLPattern | URLResolver] = [
        path("", include("fairnotice.interfaces.portal.urls")),
        path("", include("fairnotice.interfaces.portal.sign_in.urls")),
        path("cases/", include("fairnotice.interfaces.portal.case_urls")),
        path("api/", API_ADDRESSES),
        path("console/", include("fairnotice.interfaces.console.urls")),
    ]
    if demo:
        addresses.append(path("", include("fairnotice.interfaces.portal.demo_urls")))
    return addresses


urlpatterns = site(demo=settings.DEMO)
