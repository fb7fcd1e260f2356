"""Addresses of case pages: ``/cases/<reference>/`` and what an account does there."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
