"""The accounts of a marketplace: who they are, where they live, since when and how much they work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairnotice.lab import columns, names, places
from fairnotice.lab.chance import Flags, Floats, Ints, choose, stream
from fairnotice.lab.period import DAY, Period
from fairnotice.lab.world import World

YEARS_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Population:
    """
    Freelancers first, then agencies; arrays have one entry per account.

    ``begins`` and ``stops`` bound the account's work in seconds; ``expected`` is
    the mean of its number of contracts.
    """

    agency: Flags
    created: Ints
    begins: Ints
    stops: Ints
    expected: Floats
    ids: pa.Array

    @property
    def kinds(self) -> pa.Array:
        """Return ``freelancer`` or ``agency`` for each account."""
        return columns.pick(("freelancer", "agency"), self.agency.astype(np.int64))


def draw_population(world: World, period: Period) -> Population:
    """Return the accounts, with when and how much they work."""
    rng = stream(world.seed, "population")
    count = world.accounts
    agency = np.arange(count) >= world.freelancers
    joins = rng.random(count) < world.joining_share
    leaves = rng.random(count) < world.leaving_share
    begins = period.begins + np.where(joins, rng.random(count) * 0.9 * period.length, 0.0).astype(np.int64)
    stops = np.where(leaves, begins + ((period.ends - begins) * rng.random(count)).astype(np.int64), period.ends)
    earlier = 1 + rng.integers(0, YEARS_BEFORE * 365, count)
    created = np.where(joins, begins - DAY * rng.integers(0, 20, count) - 1, period.begins - DAY * earlier)
    median = world.contracts_median * np.where(agency, world.agency_volume, 1.0) * world.months / 24
    most = world.contracts_most * world.months / 24
    rate = np.minimum(median * np.exp(rng.normal(0.0, world.contracts_spread, count)), most)
    rate *= (stops - begins) / period.length
    rate[agency & (rng.random(count) < world.agency_unused_share)] = 0.0
    numbers = np.where(agency, np.arange(count) - world.freelancers, np.arange(count)) + 1
    width = columns.width_for(count)
    own = columns.ids("F", numbers, width)
    teams = columns.ids("A", numbers, width)
    return Population(agency, created, begins, stops, rate, pc.if_else(pa.array(agency), teams, own))


def account_columns(world: World, population: Population) -> dict[str, pa.Array]:
    """Return the rows of ``accounts`` for freelancers and agencies."""
    rng = stream(world.seed, "particulars")
    count, people = world.accounts, world.freelancers
    first, last = names.people(rng, people)
    numbers = pc.cast(pa.array(np.arange(1, people + 1)), pa.string())
    email = names.addresses(first, last, numbers, "people.example")
    email = pc.if_else(pa.array(rng.random(people) < world.missing_email_share), None, email)
    firms = names.firms(rng, world.agencies, names.AGENCY_SORTS)
    place = choose(rng, places.SHARES, count)
    zone = np.where(rng.random(count) < world.missing_timezone_share, len(places.ZONES), place)
    return {
        "account_id": population.ids,
        "kind": population.kinds,
        "name": _chained(pc.binary_join_element_wise(first, last, " "), firms),
        "email": _chained(email, pa.nulls(world.agencies, pa.string())),
        "country": columns.pick(places.COUNTRIES, place),
        "timezone": columns.pick([*places.ZONES, None], zone),
        "language": columns.pick(places.LANGUAGES, place),
        "created_at": columns.instants(population.created),
    }


def client_columns(world: World, period: Period, place: Ints) -> dict[str, pa.Array]:
    """Return the rows of ``accounts`` for clients, who live at *place*; all were there before the history."""
    rng = stream(world.seed, "client particulars")
    count = world.clients
    first, last = names.people(rng, count)
    number = pc.cast(pa.array(np.arange(1, count + 1)), pa.string())
    return {
        "account_id": client_ids(world),
        "kind": columns.pick(("client",), np.zeros(count, dtype=np.int64)),
        "name": names.firms(rng, count, names.CLIENT_SORTS),
        "email": names.addresses(first, last, number, "clients.example"),
        "country": columns.pick(places.COUNTRIES, place),
        "timezone": columns.pick(places.ZONES, place),
        "language": columns.pick(places.LANGUAGES, place),
        "created_at": columns.instants(period.begins - DAY * rng.integers(1, YEARS_BEFORE * 365, count)),
    }


def client_ids(world: World) -> pa.Array:
    """Return the ids of all clients in order."""
    return columns.ids("K", np.arange(1, world.clients + 1), columns.width_for(world.clients))


def _chained(*parts: pa.Array) -> pa.ChunkedArray:
    """Return one column of several."""
    chunks = [chunk for part in parts for chunk in (part.chunks if isinstance(part, pa.ChunkedArray) else [part])]
    return pa.chunked_array(chunks, pa.string())
