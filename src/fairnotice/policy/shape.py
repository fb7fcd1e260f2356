"""The shape of a policy file: every key, what may stand there, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping

from fairnotice.policy.rulebook import EXCEPTION_CODES, MATTERS, RUNGS
from fairnotice.policy.values import Day, Flag, Items, Key, Number, Table, Text, Whole

CODE = Text(pattern=r"[a-z][a-z0-9_]{1,59}", pattern_says="small letters, digits and _, such as still_open")
CLAUSE = Text(
    pattern=r"[A-Za-z][A-Za-z0-9.-]{0,19}", pattern_says="a letter, then letters, digits, points, such as Q2.1"
)
NAME = Text(pattern=r"[a-z][a-z0-9-]{1,59}", pattern_says="small letters, digits and -, such as marketplace-quality")
EMAIL = Text(pattern=r"([^@\s]+@[^@\s]+\.[^@\s]+)?", pattern_says="an address, such as quality@example.org")
ROLE = Text(choices=("owner", "manager", "member"))
SENTENCE = Text(pattern=r"\S(.|\n)*", pattern_says="at least one word")
PACKS = ("strictest", "eu", "uk", "us-seattle", "us-wa", "us-mn", "us-co", "au")
PACK = Text(
    pattern=rf"({'|'.join(PACKS)})(@\d{{4}}-\d{{2}}-\d{{2}})?",
    pattern_says=f"one of {', '.join(PACKS)}, or one of a day, such as eu@2026-11-01",
)
CHANCE = Number(0.01, 0.99)
MEDIA_TYPE = Text(pattern=r"[a-z]+/[a-z0-9][a-z0-9.+-]*", pattern_says="a media type, such as application/pdf")

BAR = Table(
    {
        "alpha": Key(Number(0.001, 0.5), "Greatest share of wrong ones among all ever found."),
        "clients_left_out": Key(Whole(1, 2), "How many clients may be taken away without the result falling."),
    }
)
MINIMUM = Table(
    {
        "rated": Key(Whole(1, 1000), "Fewest rated contracts."),
        "clients": Key(Whole(1, 1000), "Fewest distinct clients who rated."),
        "adverse_clients": Key(
            Whole(2, 1000), "Fewest distinct clients, each known to others, behind the adverse outcomes."
        ),
        "rated_within_days": Key(Whole(1, 730), "The last rated contract ended at most this many days ago."),
        "adverse_within_days": Key(Whole(1, 730), "The last adverse contract ended at most this many days ago."),
    }
)
OUTCOME = Table(
    {
        "code": Key(CODE, "Permanent reason code; shown with the contract in every table and file."),
        "when": Key(SENTENCE, "Boolean SQL over the columns below; the first rule that holds decides."),
        "counts": Key(
            Text(choices=("satisfied", "adverse", "unrated", "left_out")), "What the rule makes of the contract."
        ),
        "sentence": Key(SENTENCE, "The reason in the words the account reads."),
    }
)
PROVISION = Table(
    {
        "id": Key(CLAUSE, "Permanent id; never used again for another clause."),
        "title": Key(SENTENCE, "A few words."),
        "text": Key(SENTENCE, "The clause word for word, as letters quote it."),
        "applies_to": Key(
            Items(Text(choices=("agency", "freelancer")), unique=True),
            "Kinds of account it measures; leave it out for a clause that only explains.",
            (),
        ),
        "standard": Key(CHANCE, "Chance of a satisfied client below which an account falls short.", 0.0),
        "bar": Key(Number(0.5, 0.999), "Least chance of being below the standard.", 0.80),
        "keeps": Key(Number(0.01, 0.999), "With clients left out the chance stays at or above this.", 0.50),
        "lapse_days": Key(Whole(1, 730), "A finding lapses after this many days without a rated contract.", 90),
        "finding": Key(BAR, "When an account is written to.", {"alpha": 0.05, "clients_left_out": 2}),
        "heads_up": Key(BAR, "When it gets a private early word.", {"alpha": 0.10, "clients_left_out": 1}),
        "minimum": Key(
            MINIMUM,
            'The least evidence; below it the answer is "not enough evidence".',
            {"rated": 5, "clients": 3, "adverse_clients": 2, "rated_within_days": 90, "adverse_within_days": 180},
        ),
        "matter": Key(
            Text(choices=MATTERS), "What it opens cases about; `quality` when it measures.", None, later=True
        ),
        "group": Key(
            CLAUSE, "At most one open case per account, matter and group; its own id when left out.", None, later=True
        ),
        "owner": Key(
            Text(), "Who answers for the rule, by name; told when it is overturned too often.", "", later=True
        ),
        "ladder": Key(
            Items(Text(choices=RUNGS), most=12),
            "Of a violation: the greatest measure for the first breach, the second, and so on; the last goes on.",
            (),
            later=True,
        ),
        "rung_months": Key(Whole(1, 24), "Of a violation: months until a breach stops counting.", 24, later=True),
        "clean_contracts": Key(
            Whole(1, 1000),
            "Of a violation: satisfied contracts after which a breach stops counting early; else by time only.",
            None,
            later=True,
        ),
        "acknowledge": Key(
            Flag(), "Of a violation: ask the account to sign that the policy is understood.", False, later=True
        ),
        "measures": Key(
            Items(Text(choices=RUNGS), unique=True),
            "Of quality: what a review may propose; from `warning` to `closure` when left out.",
            (),
            later=True,
        ),
    }
)
EXCEPTION = Table(
    {
        "code": Key(Text(choices=EXCEPTION_CODES), "Which ground it is."),
        "title": Key(SENTENCE, "A few words."),
        "text": Key(SENTENCE, "What must be shown, word for word, as the letter quotes it."),
    }
)
HEARING = Table(
    {
        "similarity": Key(
            Number(0.5, 1.0), "A reply this close to one that another account got is refused.", 0.80, later=True
        ),
        "upload_megabytes": Key(Whole(1, 200), "Greatest size of one file of evidence.", 20, later=True),
        "upload_types": Key(
            Items(MEDIA_TYPE, least=1, unique=True),
            "What a file of evidence may be.",
            ("application/pdf", "image/jpeg", "image/png", "text/plain"),
            later=True,
        ),
    }
)
OVERTURN = Table(
    {
        "share": Key(Number(0.01, 1.0), "A clause pauses when more of its decisions are overturned.", 0.20, later=True),
        "least": Key(Whole(1, 1000), "Fewest decided cases before the share says anything.", 10, later=True),
    }
)
LOOKS = Table(
    {
        "day": Key(Whole(1, 28), "Day of the month on which everybody is evaluated.", 1),
        "hour": Key(Whole(0, 23), "Hour of that day, UTC; only facts from before it exist.", 3),
    }
)
MODEL = Table(
    {
        "window_months": Key(Whole(3, 120), "How far back contracts count.", 24),
        "prior_months": Key(Whole(1, 120), "How far back the population is learned from.", 12),
        "maturity_days": Key(Whole(0, 180), "A contract counts from this many days after its end.", 14),
        "kappa": Key(Number(0.05, 20.0), "Feedback after failure against feedback after success.", 1.0),
        "rho_floor": Key(Number(0.0, 1.0), "How much repeats from one client resemble each other, at least.", 0.3),
        "outlier_counterparties": Key(Whole(1, 1000), "Fewest others who must know a client to judge it.", 5),
        "outlier_failure_rate": Key(CHANCE, "A client this dissatisfied with others does not count.", 0.35),
        "renewal": Key(Number(0.0001, 0.5), "Share of accounts that change each month; learned when left out.", None),
        "least_accounts": Key(Whole(1, 1_000_000), "Below this many active accounts the prior is one beta.", 500),
    }
)
LIMITS = Table(
    {
        "wrong_per_10k_a_year": Key(Number(0.0, 1000.0), "Expected wrong findings a year per 10,000 accounts.", 5.0),
        "share_found": Key(Number(0.0001, 0.5), "Greatest share of measured accounts found in one look.", 0.02),
    }
)
DEADLINES = Table(
    {
        "response": Key(Whole(1, 365), "Days to answer, from proven delivery.", 14),
        "extension": Key(Whole(1, 365), "Days of one extension as of right.", 14),
        "extensions_in_all": Key(Whole(1, 365), "Days of all extensions together.", 28),
        "improvement": Key(Whole(1, 365), "Days to improve.", 60),
        "delivery": Key(Whole(1, 365), "A letter not proven delivered by then lapses.", 30),
        "review": Key(Whole(1, 365), "Our days to review an answer.", 14),
        "question": Key(Whole(1, 365), "Our days to answer a question.", 14),
        "head_start": Key(Whole(0, 60), "Days between the managers' and the team's letter.", 3),
        "member_statement": Key(Whole(1, 60), "Days in which a member may add a statement.", 7),
        "least_left_after_reply": Key(Whole(0, 60), "Days left at least after we answered a question.", 3),
        "proposal": Key(Whole(1, 365), "Our days to second and decide what was proposed.", 7, later=True),
        "effect": Key(
            Whole(1, 365), "Our days to give a decision effect once its notice period is over.", 14, later=True
        ),
        "notice_hold": Key(Whole(0, 365), "Days of notice before a hold or suspension takes effect.", 14, later=True),
        "notice_closure": Key(Whole(0, 365), "Days of notice before a closure takes effect.", 30, later=True),
        "hold_at_most": Key(Whole(1, 365), "Longest hold.", 30, later=True),
        "suspension_at_most": Key(Whole(1, 365), "Longest suspension.", 90, later=True),
        "appeal_months": Key(Whole(6, 120), "Months in which a decision can be appealed.", 6, later=True),
        "appeal_answer": Key(Whole(1, 365), "Our days to answer an appeal.", 14, later=True),
        "fresh_review": Key(Whole(1, 365), "Our days for a fresh review that we owe.", 14, later=True),
        "request": Key(Whole(1, 365), "Our days to answer a request.", 14, later=True),
        "interim_days": Key(Whole(1, 30), "Business days of a hold before notice, in all.", 7, later=True),
        "interim_review": Key(
            Whole(1, 30), "Business days until somebody new has reviewed it; else it lapses.", 3, later=True
        ),
        "restored": Key(Whole(1, 365), "Days in which everything is restored after a reversal.", 14, later=True),
        "provision_paused": Key(
            Whole(1, 365), "Days in which the owner of a paused clause must answer; then it is retired.", 30, later=True
        ),
        "final_kept_years": Key(Whole(1, 30), "Years the record of a final case is kept.", 3, later=True),
    }
)
TELLING = Table(
    {
        "quality_team": Key(SENTENCE, "How the team calls itself.", "Quality team"),
        "contact_name": Key(Text(), "Who signs until a reviewer has taken the case.", ""),
        "contact_email": Key(EMAIL, "Where a person answers.", ""),
        "manager_roles": Key(Items(ROLE, least=1, unique=True), "Roles that are told first.", ("owner", "manager")),
        "team_roles": Key(Items(ROLE, unique=True), "Roles that are told after the head start.", ("member",)),
        "weekdays": Key(
            Items(Whole(0, 6), least=1, unique=True), "Days on which bad news may arrive; 0 is Monday.", (0, 1, 2, 3)
        ),
        "hours": Key(
            Items(Whole(0, 24), least=2, most=2), "From and until which hour, where the recipient lives.", (9, 16)
        ),
        "redress_body": Key(Text(), "Out-of-court body, as letters name it.", ""),
        "redress_court": Key(Text(), "Court, as letters name it.", ""),
        "redress_office": Key(Text(), "Office of the city or state, or authority, as letters name it.", "", later=True),
    }
)
POLICY = Table(
    {
        "policy": Key(NAME, "Permanent name of this policy."),
        "title": Key(SENTENCE, "Its title, as letters print it."),
        "version": Key(Whole(1, 1_000_000), "Counts up with every change."),
        "published_on": Key(Day(), "When everybody could read it."),
        "binds_from": Key(Day(), "From when conduct is measured by it."),
        "pack": Key(PACK, "Whose floors it keeps: the newest on the day of publication, or of a day.", "strictest"),
        "looks": Key(LOOKS, "When everybody is evaluated.", {}),
        "outcomes": Key(Items(OUTCOME, least=1), "How each contract counts; the first rule that holds decides."),
        "never_counts": Key(Items(SENTENCE), "Sentences: the public list of what never counts.", ()),
        "model": Key(MODEL, "Values of the method.", {}),
        "limits": Key(LIMITS, "How much the whole program may find.", {}),
        "provisions": Key(Items(PROVISION, least=1), "The clauses."),
        "deadlines": Key(DEADLINES, "Days; calendar days unless said.", {}),
        "telling": Key(TELLING, "Who writes, who is told, and when letters may arrive.", {}),
        "exceptions": Key(
            Items(EXCEPTION), "Grounds for a hold before notice; what is not listed is not possible.", (), later=True
        ),
        "hearing": Key(HEARING, "How accounts are heard.", {}, later=True),
        "overturn": Key(OVERTURN, "When a clause pauses itself.", {}, later=True),
    }
)

COLUMNS: Mapping[str, tuple[str, str]] = {
    "category": ("VARCHAR", "Category of the work, as imported."),
    "kind": ("VARCHAR", "`fixed` or `hourly`."),
    "started_at": ("TIMESTAMP", "Start, UTC."),
    "ended_at": ("TIMESTAMP", "End, UTC; NULL while open, and while the end lies after the look."),
    "end_reason": (
        "VARCHAR",
        "One of the end reasons of the import tables, such as `completed` or `client_ended`; NULL while open.",
    ),
    "charged_minor": ("BIGINT", "What was charged, in minor units; NULL when not reported."),
    "currency": ("VARCHAR", "ISO 4217 code."),
    "stars": ("INTEGER", "The client's stars, 1 to 5; NULL without feedback."),
    "recommend": ("INTEGER", "The client's recommendation, 0 to 10; NULL without one."),
    "feedback_withdrawn": ("BOOLEAN", "The client took the feedback back before the look; FALSE without feedback."),
    "rated_at": ("TIMESTAMP", "When the client's feedback was given, UTC; NULL without feedback."),
    "days_since_end": ("INTEGER", "Whole days from the end to the look; NULL while open."),
    "days_since_rated": ("INTEGER", "Whole days from the feedback to the look; NULL without feedback."),
    "days_worked": ("INTEGER", "Whole days from start to end; NULL while open."),
    "maturity_days": ("INTEGER", "`model.maturity_days` of this policy."),
}
"""What a rule may read: name to SQL type and meaning. No ids: a rule cannot single anybody out."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "kind": ("fixed", "hourly"),
    "end_reason": (
        "completed", "client_ended", "provider_ended", "not_started",
        "dispute_client", "dispute_provider", "dispute_none", "platform",
    ),
}  # fmt: skip
"""The only values of columns that are enumerations."""
