"""The seven tables in which a marketplace reports its facts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fairnotice.facts.column import AfterParent, Column, Differ, InOrder, Kind, Needs, Reference, Table

CLIENT = Reference("accounts")
"""Whoever hires is a client: freelancers and agencies hire too."""
PROVIDER = Reference("accounts", ("freelancer", "agency"))
AGENCY = Reference("accounts", ("agency",))
FREELANCER = Reference("accounts", ("freelancer",))
CONTRACT = Reference("contracts")

ACCOUNTS = Table(
    "accounts",
    "Who is present on the marketplace: freelancers, agencies, clients.",
    key=("account_id",),
    columns=(
        Column("account_id", Kind.ID, "The account's id on the marketplace.", required=True),
        Column(
            "kind",
            Kind.CHOICE,
            "What the account is; it never changes.",
            required=True,
            choices=("freelancer", "agency", "client"),
        ),
        Column("name", Kind.TEXT, "The name shown on the marketplace."),
        Column("email", Kind.EMAIL, "Where letters go; without it they go to the second channel."),
        Column("country", Kind.COUNTRY, "Where the account is based."),
        Column("timezone", Kind.TIMEZONE, "Where its days end; deadlines run to the end of a day there."),
        Column("language", Kind.LANGUAGE, "The language of its letters."),
        Column("created_at", Kind.INSTANT, "When the account was opened."),
    ),
    keeps=("kind",),
    sorted_by=("account_id",),
)
MEMBERSHIPS = Table(
    "memberships",
    "Who works in which agency, as what, and from when to when.",
    key=("agency_id", "person_id", "from_on"),
    columns=(
        Column("agency_id", Kind.ID, "An account of kind agency.", required=True, references=AGENCY),
        Column("person_id", Kind.ID, "An account of kind freelancer.", required=True, references=FREELANCER),
        Column(
            "role",
            Kind.CHOICE,
            "Owners and managers are told first.",
            required=True,
            choices=("owner", "manager", "member"),
        ),
        Column("from_on", Kind.DATE, "First day.", required=True),
        Column("to_on", Kind.DATE, "Last day; empty while it lasts."),
    ),
    rules=(InOrder("from_on", "to_on"), Differ("agency_id", "person_id")),
    sorted_by=("agency_id", "person_id", "from_on"),
)
CONTRACTS = Table(
    "contracts",
    "What was agreed between a client and a provider, and how it ended.",
    key=("contract_id",),
    columns=(
        Column("contract_id", Kind.ID, "The contract's id.", required=True),
        Column("client_id", Kind.ID, "Who hired, of any kind.", required=True, references=CLIENT),
        Column("provider_id", Kind.ID, "Who was hired: a freelancer or an agency.", required=True, references=PROVIDER),
        Column("worker_id", Kind.ID, "Who did the work, where an agency was hired.", references=FREELANCER),
        Column("category", Kind.TEXT, "The kind of work, as the marketplace names it."),
        Column("kind", Kind.CHOICE, "How it is paid.", choices=("fixed", "hourly")),
        Column("started_at", Kind.INSTANT, "When it began.", required=True),
        Column("ended_at", Kind.INSTANT, "When it ended; empty while it is open."),
        Column(
            "end_reason",
            Kind.CHOICE,
            "Why it ended.",
            choices=(
                "completed",
                "client_ended",
                "provider_ended",
                "not_started",
                "dispute_client",
                "dispute_provider",
                "dispute_none",
                "platform",
            ),
        ),
        Column("charged_minor", Kind.INTEGER, "What the client was charged, in minor units (cents).", least=0),
        Column("currency", Kind.CURRENCY, "The currency of the charge."),
    ),
    rules=(
        InOrder("started_at", "ended_at"),
        Needs("end_reason", "ended_at"),
        Needs("charged_minor", "currency"),
        Differ("client_id", "provider_id"),
    ),
    sorted_by=("provider_id", "contract_id"),
)
FEEDBACK = Table(
    "feedback",
    "What one side of a contract said about the other.",
    key=("feedback_id",),
    columns=(
        Column("feedback_id", Kind.ID, "The feedback's id.", required=True),
        Column("contract_id", Kind.ID, "The contract it is about.", required=True, references=CONTRACT),
        Column("by", Kind.CHOICE, "Who said it.", required=True, choices=("client", "provider")),
        Column("stars", Kind.INTEGER, "Stars, 5 is best.", least=1, most=5),
        Column("recommend", Kind.INTEGER, "Would recommend, 10 is best.", least=0, most=10),
        Column("submitted_at", Kind.INSTANT, "When it was given.", required=True),
        Column("withdrawn_at", Kind.INSTANT, "When it was taken back; empty while it stands."),
        Column("comment", Kind.TEXT, "In their own words."),
    ),
    rules=(InOrder("submitted_at", "withdrawn_at"),),
    after_parent=AfterParent("submitted_at", "started_at"),
    derived=("provider_id", "client_id"),
    sorted_by=("provider_id", "contract_id", "feedback_id"),
)
PAYMENTS = Table(
    "payments",
    "What happened to money under a contract; a negative amount undoes the same kind.",
    key=("payment_id",),
    columns=(
        Column("payment_id", Kind.ID, "The movement's id.", required=True),
        Column("contract_id", Kind.ID, "The contract it belongs to.", required=True, references=CONTRACT),
        Column(
            "kind",
            Kind.CHOICE,
            "What happened.",
            required=True,
            choices=("prepaid", "earned", "released", "refunded", "disputed", "paid_out", "fee"),
        ),
        Column(
            "amount_minor",
            Kind.INTEGER,
            "How much, in minor units (cents); negative undoes the same kind.",
            required=True,
            nonzero=True,
        ),
        Column("currency", Kind.CURRENCY, "The currency of the amount.", required=True),
        Column("occurred_at", Kind.INSTANT, "When it happened.", required=True),
        Column("unit_id", Kind.ID, "The milestone or week it pays for."),
        Column("instruction_id", Kind.ID, "Our instruction that it carries out."),
    ),
    derived=("provider_id", "client_id"),
    sorted_by=("provider_id", "contract_id", "payment_id"),
)
VIOLATIONS = Table(
    "violations",
    "A recorded breach of a provision.",
    key=("violation_id",),
    columns=(
        Column("violation_id", Kind.ID, "The violation's id.", required=True),
        Column(
            "account_id", Kind.ID, "The account that is said to have breached it.", required=True, references=PROVIDER
        ),
        Column("provision", Kind.ID, "The permanent id of the provision.", required=True),
        Column("occurred_at", Kind.INSTANT, "When it happened.", required=True),
        Column("severity", Kind.TEXT, "How grave, as the marketplace names it."),
        Column("description", Kind.TEXT, "What happened; without it the row stays off the record."),
        Column("evidence_url", Kind.URL, "Where the evidence lies; without it the row stays off the record."),
        Column("reported_by", Kind.ID, "Who reported it; empty, `program` or `staff` where we found it ourselves."),
    ),
    sorted_by=("account_id", "violation_id"),
)
POSTS = Table(
    "posts",
    "What a client advertised; a post without a hire never counts.",
    key=("post_id",),
    columns=(
        Column("post_id", Kind.ID, "The post's id.", required=True),
        Column("client_id", Kind.ID, "Who posted, of any kind.", required=True, references=CLIENT),
        Column("posted_at", Kind.INSTANT, "When it was posted.", required=True),
        Column("hires", Kind.INTEGER, "How many were hired.", least=0),
    ),
    sorted_by=("client_id", "post_id"),
)

TABLES: Mapping[str, Table] = MappingProxyType(
    {table.name: table for table in (ACCOUNTS, MEMBERSHIPS, CONTRACTS, FEEDBACK, PAYMENTS, VIOLATIONS, POSTS)}
)
"""Every import table by name; a table stands after those that its rows refer to."""
