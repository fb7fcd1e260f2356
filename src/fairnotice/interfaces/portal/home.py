"""The first page: straight to the only account, a choice between several, or the door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Lead everybody to where their matter is."""
    return render(request, "portal/home.html")
