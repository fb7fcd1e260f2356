"""People and companies of a simulated marketplace bear names made of invented syllables; none belongs to anybody."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

FIRST_HEADS = ("Ma", "Te", "Lo", "Ri", "Su", "Ne", "Va", "Ji", "Ka", "Do", "Fe", "Hu", "Pe", "Ze", "Eli", "Oru")
FIRST_TAILS = ("ra", "lo", "vin", "sha", "mir", "del", "nu", "ket", "lia", "ros", "bel", "yu", "zan", "wen", "fa")
LAST_HEADS = ("Vell", "Orm", "Tam", "Quor", "Besh", "Lind", "Adu", "Kest", "Senn", "Ruv", "Pell", "Dov", "Ibe", "Noll")
LAST_TAILS = ("ing", "aro", "stad", "ula", "ek", "owan", "ish", "imo", "olt", "eyra", "ung", "asi", "orin", "enko")
FIRM_HEADS = ("Quill", "Copper", "Amber", "North", "Slate", "River", "Lantern", "Juniper", "Willow", "Cobalt", "Flint")
FIRM_TAILS = ("fern", "line", "field", "gate", "stone", "loom", "mark", "wright", "hollow", "brook", "vale", "leaf")
AGENCY_SORTS = ("Studio", "Works", "Collective", "Atelier", "Partners", "Lab", "Workshop", "Guild")
CLIENT_SORTS = ("Museum", "Bakery", "Foods", "Press", "Travel", "Clinic", "Outfitters", "Academy", "Energy", "Garden")


def _joined(rng: np.random.Generator, count: int, heads: tuple[str, ...], tails: tuple[str, ...]) -> pa.Array:
    """Return *count* words of a head and a tail each."""
    words = pa.array([head + tail for head in heads for tail in tails])
    return words.take(pa.array(rng.integers(0, len(words), count)))


def people(rng: np.random.Generator, count: int) -> tuple[pa.Array, pa.Array]:
    """Return first and last names of *count* people."""
    return _joined(rng, count, FIRST_HEADS, FIRST_TAILS), _joined(rng, count, LAST_HEADS, LAST_TAILS)


def firms(rng: np.random.Generator, count: int, sorts: tuple[str, ...]) -> pa.Array:
    """Return the names of *count* companies of these *sorts*."""
    kinds = pa.array(sorts).take(pa.array(rng.integers(0, len(sorts), count)))
    return pc.binary_join_element_wise(_joined(rng, count, FIRM_HEADS, FIRM_TAILS), kinds, " ")


def addresses(first: pa.Array, last: pa.Array, numbers: pa.Array, domain: str) -> pa.Array:
    """Return an e-mail address for each person; *numbers* keeps people of one name apart."""
    local = pc.utf8_lower(pc.binary_join_element_wise(first, last, "."))
    return pc.binary_join_element_wise(local, numbers, f"@{domain}", "")
