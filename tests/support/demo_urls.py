"""The addresses of a demo, for tests that are one."""

from __future__ import annotations

from fairnotice.urls import handler403, handler404, handler500, site

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = site(demo=True)
