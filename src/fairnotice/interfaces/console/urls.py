"""Addresses of the console: where people decide."""

from __future__ import annotations

from django.urls import path

from fairnotice.interfaces.console.accounts import accounts
from fairnotice.interfaces.console.api_page import api_page
from fairnotice.interfaces.console.deciding import begin, decide_it, fact, second
from fairnotice.interfaces.console.decisions import decide
from fairnotice.interfaces.console.desk import desk
from fairnotice.interfaces.console.effects import by_hand, effect_page, effects_page, try_now
from fairnotice.interfaces.console.endpoints import add, endpoints_page, rotate, switch, try_endpoint
from fairnotice.interfaces.console.evidence import add_files, contract, file
from fairnotice.interfaces.console.hearing import hear, lane
from fairnotice.interfaces.console.interim import interim
from fairnotice.interfaces.console.measures import propose
from fairnotice.interfaces.console.queue_page import claim, hand_back, queue_page
from fairnotice.interfaces.console.records import bounced, more_time, printed, signed
from fairnotice.interfaces.console.replies import replies
from fairnotice.interfaces.console.request_answer import answer as answer_a_request
from fairnotice.interfaces.console.rules import rules
from fairnotice.interfaces.console.take_along import take_along
from fairnotice.interfaces.console.violations import open_case_page, record_page, violation_page, violations_page

urlpatterns = [
    path("violations/", violations_page, name="console-violations"),
    path("violations/record/", record_page, name="console-violation-record"),
    path("violations/open/", open_case_page, name="console-violation-open"),
    path("violations/of/<path:violation_id>/", violation_page, name="console-violation"),
    path("", queue_page, name="console-queue"),
    path("cases/<str:reference>/request/", answer_a_request, name="console-request"),
    path("objections/", lane, name="console-objections"),
    path("cases/<str:reference>/hear/<str:against>/", hear, name="console-hear"),
    path("accounts/", accounts, name="console-accounts"),
    path("replies/", replies, name="console-replies"),
    path("rules/", rules, name="console-rules"),
    path("cases/<str:reference>/", desk, name="console-case"),
    path("cases/<str:reference>/take-along/", take_along, name="console-take-along"),
    path("cases/<str:reference>/claim/", claim, name="console-claim"),
    path("cases/<str:reference>/give-back/", hand_back, name="console-give-back"),
    path("cases/<str:reference>/reply/<int:thread>/", decide, {"kind": "reply"}, name="console-reply"),
    path("cases/<str:reference>/withdraw/", decide, {"kind": "withdraw"}, name="console-withdraw"),
    path("cases/<str:reference>/improvement/", decide, {"kind": "improvement"}, name="console-improvement"),
    path("cases/<str:reference>/contracts/<str:contract_id>/", contract, name="console-contract"),
    path("cases/<str:reference>/files/", add_files, name="console-add-files"),
    path("cases/<str:reference>/files/<uuid:evidence_id>/", file, name="console-file"),
    path("cases/<str:reference>/measure/", propose, name="console-measure"),
    path("cases/<str:reference>/second/", second, name="console-second"),
    path("cases/<str:reference>/decide/", decide_it, name="console-decide"),
    path("cases/<str:reference>/begin/", begin, name="console-begin"),
    path("cases/<str:reference>/interim/", interim, name="console-interim"),
    path("cases/<str:reference>/lift/", decide, {"kind": "lift"}, name="console-lift"),
    path("cases/<str:reference>/facts/<path:fact_id>/", fact, name="console-fact"),
    path("cases/<str:reference>/more-time/", more_time, name="console-more-time"),
    path("cases/<str:reference>/letters/<uuid:letter_id>/", printed, name="console-letter"),
    path("cases/<str:reference>/letters/<uuid:letter_id>/signed/", signed, name="console-signed"),
    path("cases/<str:reference>/letters/<uuid:letter_id>/bounced/", bounced, name="console-bounced"),
    path("effects/", effects_page, name="console-effects"),
    path("effects/<uuid:effect_id>/", effect_page, name="console-effect"),
    path("effects/<uuid:effect_id>/try/", try_now, name="console-effect-try"),
    path("effects/<uuid:effect_id>/by-hand/", by_hand, name="console-effect-by-hand"),
    path("api/", api_page, name="console-api"),
    path("endpoints/", endpoints_page, name="console-endpoints"),
    path("endpoints/add/", add, name="console-endpoint-add"),
    path("endpoints/<uuid:endpoint_id>/rotate/", rotate, name="console-endpoint-rotate"),
    path("endpoints/<uuid:endpoint_id>/test/", try_endpoint, name="console-endpoint-test"),
    path("endpoints/<uuid:endpoint_id>/switch/", switch, name="console-endpoint-switch"),
]
