"""Addresses of the portal: where people read how they are measured and what was written to them."""

from __future__ import annotations

from django.urls import path
from django.views.generic import TemplateView

from fairnotice.interfaces.portal import errors, home, letters, requests
from fairnotice.interfaces.portal.record.views import record
from fairnotice.interfaces.portal.stats import views as stats

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", TemplateView.as_view(template_name="portal/help.html"), name="help"),
    path("reference/", errors.by_reference, name="by-reference"),
    path("stats/<str:account_id>/", stats.stats, name="stats"),
    path("stats/<str:account_id>/contracts/", stats.contracts_page, name="contracts"),
    path("stats/<str:account_id>/clients/", stats.clients_page, name="clients"),
    path("stats/<str:account_id>/contracts.csv", stats.contracts_csv, name="contracts-csv"),
    path("stats/<str:account_id>/stats.json", stats.stats_json, name="stats-json"),
    path("stats/<str:account_id>/standing.json", stats.standing_json, name="standing-json"),
    path("stats/<str:account_id>/answer/", stats.ask_for_answer, name="ask-for-answer"),
    path("stats/<str:account_id>/early-words/", stats.early_words, name="early-words"),
    path("record/<str:account_id>/", record, name="record"),
    path("requests/new/", requests.new, name="request-new"),
    path("requests/<str:reference>/", requests.shown, name="request"),
    path("requests/<str:reference>/take-back/", requests.take_back, name="request-take-back"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<uuid:notice_id>/", letters.letter, name="letter"),
    path("letters/<uuid:notice_id>.pdf", letters.letter_pdf, name="letter-pdf"),
]
