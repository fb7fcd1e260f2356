"""Addresses of the portal: where people read how they are measured and what was written to them."""

from __future__ import annotations

from django.urls import path
from django.views.generic import TemplateView

from fairnotice.interfaces.portal import errors, home

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", TemplateView.as_view(template_name="portal/help.html"), name="help"),
    path("reference/", errors.by_reference, name="by-reference"),
]
