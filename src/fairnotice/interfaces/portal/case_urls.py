"""Addresses of case pages: ``/cases/<reference>/`` and what an account does there."""

from __future__ import annotations

from django.urls import path

from fairnotice.interfaces.portal.case.erasure import erase
from fairnotice.interfaces.portal.case.evidence import download, evidence
from fairnotice.interfaces.portal.case.more_time import more_time
from fairnotice.interfaces.portal.case.page import case
from fairnotice.interfaces.portal.case.receipt import sent
from fairnotice.interfaces.portal.case.representatives import representatives
from fairnotice.interfaces.portal.case.sign import sign
from fairnotice.interfaces.portal.case.take_along import take_along
from fairnotice.interfaces.portal.case.writing import write

urlpatterns = [
    path("<str:reference>/", case, name="case"),
    path("<str:reference>/answer/", write, {"sheet": "answer"}, name="case-answer"),
    path("<str:reference>/ask/", write, {"sheet": "ask"}, name="case-ask"),
    path("<str:reference>/call/", write, {"sheet": "call"}, name="case-call"),
    path("<str:reference>/statement/", write, {"sheet": "statement"}, name="case-statement"),
    path("<str:reference>/object/", write, {"sheet": "object"}, name="case-object"),
    path("<str:reference>/evidence/", evidence, name="case-evidence"),
    path("<str:reference>/evidence/<uuid:evidence_id>/", download, name="case-file"),
    path("<str:reference>/erase/", erase, name="case-erase"),
    path("<str:reference>/take-along/", take_along, name="case-take-along"),
    path("<str:reference>/sign/", sign, name="case-sign"),
    path("<str:reference>/more-time/", more_time, name="case-more-time"),
    path("<str:reference>/representatives/", representatives, name="case-representatives"),
    path("<str:reference>/sent/<int:event>/", sent, name="case-sent"),
]
