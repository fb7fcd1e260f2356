"""What a policy must keep beyond the form of its file: fair order and sure bars."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import Any

import sqlglot
from sqlglot import exp

from fairnotice.kernel.problem import BadInput
from fairnotice.policy.document import Document
from fairnotice.policy.expressions import check_expression, columns_of
from fairnotice.policy.ladders import check_matter
from fairnotice.policy.shape import COLUMNS, WORDS

TYPES = {name: kind for name, (kind, _) in COLUMNS.items()}
COUNTING = frozenset({"satisfied", "adverse"})
SILENT = frozenset({"unrated", "left_out"})


def check_sense(values: dict[str, Any], document: Document) -> None:
    """Complain to *document* about everything that is well formed and still wrong; normalize the rules' SQL."""
    rules = [rule for rule in values.get("outcomes") or () if rule is not None]
    clauses = [clause for clause in values.get("provisions") or () if clause is not None]
    _check_unique("outcomes", "code", rules, document)
    _check_unique("provisions", "id", clauses, document)
    _check_unique("exceptions", "code", [rule for rule in values.get("exceptions") or () if rule], document)
    for n, rule in enumerate(rules):
        _check_rule(n, rule, document)
    if rules and all(rule["when"] and rule["counts"] for rule in rules):
        _check_order(rules, values, document)
    for n, clause in enumerate(clauses):
        check_matter(f"provisions[{n}]", clause, document)
        _check_clause(f"provisions[{n}]", clause, document)
    _check_coverage(clauses, document)
    _check_deadlines(values.get("deadlines") or {}, document)
    _check_telling(values.get("telling") or {}, document)


def _check_unique(path: str, key: str, items: list[dict[str, Any]], document: Document) -> None:
    counts = Counter(item[key] for item in items if item[key] is not None)
    for n, item in enumerate(items):
        if counts[item[key]] > 1:
            document.complain(f"{path}[{n}].{key}", f"{item[key]} is used more than once.", "Give each its own.")


def _check_rule(n: int, rule: dict[str, Any], document: Document) -> None:
    """Check a rule's SQL and put its normalized form in place."""
    path = f"outcomes[{n}].when"
    if rule["when"] is None:
        return
    try:
        rule["when"] = check_expression(rule["when"], columns=TYPES, boolean=True, where=document.where(path))
    except BadInput as refused:
        document.problems.extend(refused.problems)
        rule["when"] = None
        return
    for column, word in _words_compared(rule["when"]):
        near = get_close_matches(word, WORDS[column], n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Values: {', '.join(WORDS[column])}."
        document.complain(path, f"No contract has the {column} '{word}'.", hint)


def _words_compared(sql: str) -> list[tuple[str, str]]:
    """Return (column, word) of every comparison with a word that the column never has."""
    found = []
    for node in sqlglot.parse_one(sql, dialect="duckdb", into=exp.Condition).find_all(exp.EQ, exp.NEQ, exp.In):
        parts = [node.this, *([node.expression] if not isinstance(node, exp.In) else node.expressions)]
        columns = [part.name for part in parts if isinstance(part, exp.Column) and part.name in WORDS]
        words = [part.name for part in parts if isinstance(part, exp.Literal) and part.is_string]
        found += [(column, word) for column in columns for word in words if word not in WORDS[column]]
    return found


def _check_order(rules: list[dict[str, Any]], values: dict[str, Any], document: Document) -> None:
    """Check that every contract gets an outcome, and that what never counts is left out first."""
    last = len(rules) - 1
    if rules[last]["when"] != "TRUE":
        document.complain(
            f"outcomes[{last}].when",
            "The last rule does not hold for every contract.",
            "End the list with when: 'TRUE'.",
        )
    elif rules[last]["counts"] not in SILENT:
        document.complain(
            f"outcomes[{last}].counts",
            "The last rule holds for contracts that nobody rated, and silence counts neither way.",
            "Let it count unrated.",
        )
    for n, rule in enumerate(rules[:last]):
        if rule["when"] == "TRUE":
            document.complain(f"outcomes[{n}].when", "No rule after this one is ever reached.", "Move it to the end.")
    first = next((n for n, rule in enumerate(rules) if rule["counts"] in COUNTING), len(rules))
    before = [rule["when"] for rule in rules[:first] if rule["counts"] in SILENT]
    if (values.get("model") or {}).get("maturity_days") and not any(
        {"days_since_end", "maturity_days"} <= columns_of(when) for when in before
    ):
        document.complain(
            "outcomes",
            "No rule leaves out contracts that ended less than maturity_days ago.",
            "Before the first rule that counts, add one with when: days_since_end < maturity_days.",
        )
    if not any('"ended_at" IS NULL' in when for when in before):
        document.complain(
            "outcomes",
            "No rule leaves out contracts that are still open.",
            "Before the first rule that counts, add one with when: ended_at IS NULL.",
        )
    if not any("'platform'" in when for when in before):
        document.complain(
            "outcomes",
            "No rule leaves out what our own measures ended (P19).",
            "Before the first rule that counts, add one with when: end_reason = 'platform'.",
        )


def _check_clause(path: str, clause: dict[str, Any], document: Document) -> None:
    if not clause["applies_to"]:
        return
    if not clause["standard"]:
        document.complain(f"{path}.standard", "A clause that measures accounts needs a standard.", "Such as 0.75.")
    bar, keeps = clause["bar"], clause["keeps"]
    if bar is not None and keeps is not None and keeps > bar:
        document.complain(
            f"{path}.keeps", f"keeps ({keeps:g}) is above the bar ({bar:g}).", "Set it at or below the bar."
        )
    finding, heads_up = clause["finding"] or {}, clause["heads_up"] or {}
    if (finding.get("alpha") or 0.0) > (heads_up.get("alpha") or 1.0):
        document.complain(
            f"{path}.finding.alpha",
            "A finding may be wrong more often than a heads-up.",
            "Set it at or below heads_up.alpha.",
        )
    if (finding.get("clients_left_out") or 2) < (heads_up.get("clients_left_out") or 1):
        document.complain(
            f"{path}.finding.clients_left_out", "A finding is checked less than a heads-up.", "Set it to 2."
        )
    minimum = clause["minimum"] or {}
    for small, great in (("clients", "rated"), ("adverse_clients", "clients")):
        low, high = minimum.get(small), minimum.get(great)
        if low is not None and high is not None and low > high:
            document.complain(
                f"{path}.minimum.{small}", f"{small} ({low}) is more than {great} ({high}).", f"At most {high} can be."
            )


def _check_coverage(clauses: list[dict[str, Any]], document: Document) -> None:
    """Check that some clause measures, and none measures a kind twice."""
    measured: dict[str, str] = {}
    for n, clause in enumerate(clauses):
        for kind in clause["applies_to"] or ():
            if kind in measured:
                document.complain(
                    f"provisions[{n}].applies_to",
                    f"{measured[kind]} measures every {kind} already.",
                    "Let one clause do it.",
                )
            measured.setdefault(kind, str(clause["id"]))
    if clauses and not measured:
        document.complain("provisions", "No clause measures anybody.", "Give one applies_to: [freelancer, agency].")


def _check_deadlines(deadlines: dict[str, Any], document: Document) -> None:
    """Check the deadlines against each other."""
    for shorter, longer in (("extension", "extensions_in_all"), ("interim_review", "interim_days")):
        one, other = deadlines.get(shorter), deadlines.get(longer)
        if one is not None and other is not None and one > other:
            document.complain(f"deadlines.{shorter}", f"It is longer than {longer} ({other}).", f"At most {other}.")


def _check_telling(telling: dict[str, Any], document: Document) -> None:
    hours = [hour for hour in telling.get("hours") or () if hour is not None]
    if hours != sorted(set(hours)):
        document.complain("telling.hours", "The day ends before it begins.", "Write it as [9, 16].")
    both = set(telling.get("manager_roles") or ()) & set(telling.get("team_roles") or ())
    if both:
        document.complain("telling.team_roles", f"{', '.join(sorted(both))} is told twice.", "Keep it in one list.")
