"""Addresses that exist in a demo only."""

from __future__ import annotations

from django.urls import path

from fairnotice.interfaces.portal.styleguide import views

urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
]
