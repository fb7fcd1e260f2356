"""What else is on record: breaches of the rules by accounts, and jobs posted by clients, hired for or not."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairnotice.lab import columns
from fairnotice.lab.chance import stream
from fairnotice.lab.engagements import Engagements
from fairnotice.lab.period import DAY, Period
from fairnotice.lab.population import Population, client_ids
from fairnotice.lab.world import World

BREACHES = (
    # provision, severity, what is on record
    ("V1.1", "medium", "Asked a client to pay outside the marketplace."),
    ("V1.2", "low", "Shared contact details in a first proposal."),
    ("V2.1", "high", "Handed in work copied from another author."),
    ("V2.3", "low", "Sent the same proposal to forty clients in an hour."),
    ("V3.1", "medium", "Let somebody else use the account."),
)
REPORTERS = ("client", "program", "staff")
POSTED_SHARE = 0.6
"""Of all contracts, those that began with a public post."""
VAIN_POSTS = 0.8
"""Posts without a hire, for each post with one."""


def violation_columns(world: World, period: Period, population: Population) -> dict[str, pa.Array]:
    """Return the rows of ``violations``: a few accounts have one breach, fewer have several."""
    rng = stream(world.seed, "violations")
    times = np.where(rng.random(world.accounts) < world.violation_share, 1 + rng.poisson(0.4, world.accounts), 0)
    account = np.repeat(np.arange(world.accounts), times)
    since = np.maximum(population.created, period.begins)[account]
    at = since + (rng.random(account.size) * (period.ends - since)).astype(np.int64)
    order = np.argsort(at, kind="stable")
    account, at = account[order], at[order]
    which = rng.integers(0, len(BREACHES), account.size)
    ids = columns.ids("V", np.arange(1, account.size + 1), columns.width_for(account.size))
    return {
        "violation_id": ids,
        "account_id": population.ids.take(pa.array(account)),
        "provision": columns.pick([breach[0] for breach in BREACHES], which),
        "occurred_at": columns.instants(at),
        "severity": columns.pick([breach[1] for breach in BREACHES], which),
        "description": columns.pick([breach[2] for breach in BREACHES], which),
        "evidence_url": pc.binary_join_element_wise("https://evidence.example", ids, "/"),
        "reported_by": columns.pick(REPORTERS, rng.integers(0, len(REPORTERS), account.size)),
    }


def post_columns(world: World, period: Period, done: Engagements) -> dict[str, pa.Array]:
    """Return the rows of ``posts``; many end without a hire, which says nothing about anybody."""
    rng = stream(world.seed, "posts")
    hired = np.flatnonzero(rng.random(done.size) < POSTED_SHARE)
    vain = round(hired.size * VAIN_POSTS)
    before = done.started[hired] - ((0.2 + 14 * rng.random(hired.size)) * DAY).astype(np.int64)
    anytime = period.begins + (rng.random(vain) * period.length).astype(np.int64)
    client = np.concatenate([done.client[hired], rng.integers(0, world.clients, vain)])
    at = np.concatenate([before, anytime])
    hires = (np.arange(at.size) < hired.size).astype(np.int64)
    order = np.argsort(at, kind="stable")
    return {
        "post_id": columns.ids("J", np.arange(1, at.size + 1), columns.width_for(at.size)),
        "client_id": client_ids(world).take(pa.array(client[order])),
        "posted_at": columns.instants(at[order]),
        "hires": columns.numbers(hires[order]),
    }
