"""All tables of the ledger, gathered where Django looks for them."""

from __future__ import annotations

from fairnotice.ledger.dockets import Case, CaseEvent, Clock, EventText, ReferenceCounter
from fairnotice.ledger.effects import (
    Effect,
    EffectAcknowledgement,
    EffectCounter,
    EffectDelivery,
    WebhookEndpoint,
)
from fairnotice.ledger.hearing import (
    CountedOutcomes,
    Draft,
    Evidence,
    EvidenceFile,
    EvidenceLook,
    Goal,
    RefusedDraft,
    Representation,
    SentWords,
    WordPrint,
)
from fairnotice.ledger.hearings import CompensationItem, Correction, HearerView, HearerViewText, Request
from fairnotice.ledger.interim import InterimRequest
from fairnotice.ledger.journal import JournalEntry, JournalHead
from fairnotice.ledger.letters import DeliveryProof, Notice, Outgoing
from fairnotice.ledger.looks import Finding, FindingFate, Look
from fairnotice.ledger.people import Person
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.promises import ReviewPromise
from fairnotice.ledger.rules import RulePause
from fairnotice.ledger.shredding import Shredding
from fairnotice.ledger.snapshots import EvidenceSnapshot, ReliedOn, ShreddedRecord
from fairnotice.ledger.tokens import ApiToken
from fairnotice.ledger.violations import (
    Acknowledgement,
    AcknowledgementWithdrawal,
    Violation,
    ViolationInCase,
    ViolationReading,
    ViolationText,
    ViolationVersion,
    ViolationWithdrawal,
    WithdrawalText,
)
from fairnotice.ledger.weighing import LesserReason, Weighing

__all__ = [
    "Acknowledgement",
    "AcknowledgementWithdrawal",
    "ApiToken",
    "Case",
    "CaseEvent",
    "Clock",
    "CompensationItem",
    "Correction",
    "CountedOutcomes",
    "DeliveryProof",
    "Draft",
    "Effect",
    "EffectAcknowledgement",
    "EffectCounter",
    "EffectDelivery",
    "EventText",
    "Evidence",
    "EvidenceFile",
    "EvidenceLook",
    "EvidenceSnapshot",
    "Finding",
    "FindingFate",
    "Goal",
    "HearerView",
    "HearerViewText",
    "InterimRequest",
    "JournalEntry",
    "JournalHead",
    "LesserReason",
    "Look",
    "Notice",
    "Outgoing",
    "Person",
    "PolicyVersion",
    "ReferenceCounter",
    "RefusedDraft",
    "ReliedOn",
    "Representation",
    "Request",
    "ReviewPromise",
    "RulePause",
    "SentWords",
    "ShreddedRecord",
    "Shredding",
    "Violation",
    "ViolationInCase",
    "ViolationReading",
    "ViolationText",
    "ViolationVersion",
    "ViolationWithdrawal",
    "WebhookEndpoint",
    "Weighing",
    "WithdrawalText",
    "WordPrint",
]
