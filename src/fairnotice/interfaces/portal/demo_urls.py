"""Addresses that exist in a demo only."""

from __future__ import annotations

from django.urls import path

from fairnotice.interfaces.portal import demo_chooser
from fairnotice.interfaces.portal.styleguide import views

urlpatterns = [
    path("demo/", demo_chooser.chooser, name="demo"),
    path("demo/enter/", demo_chooser.enter, name="demo-enter"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
