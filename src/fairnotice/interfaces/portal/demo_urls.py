"""Addresses that exist in a demo only."""

from __future__ import annotations

from django.urls import path

from fairnotice.interfaces.portal import demo_chooser, mailbox
from fairnotice.interfaces.portal.styleguide import views

urlpatterns = [
    path("demo/", demo_chooser.chooser, name="demo"),
    path("demo/enter/", demo_chooser.enter, name="demo-enter"),
    path("demo/letters/", mailbox.letters, name="demo-letters"),
    path("demo/letters/<uuid:letter_id>/", mailbox.letter, name="demo-letter"),
    path("demo/letters/<uuid:letter_id>/html/", mailbox.as_html, name="demo-letter-html"),
    path("demo/next-day/", mailbox.next_day, name="demo-next-day"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
