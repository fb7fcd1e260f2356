"""Every part of a world draws from its own stream of chance, so that one part can change without stirring another."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def stream(seed: int, name: str) -> np.random.Generator:
    """Return the generator of the part *name* in the world of *seed*; the same two give the same draws."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, crc32(name.encode())])))


def choose(rng: np.random.Generator, weights: Floats, size: int) -> Ints:
    """Return *size* indices drawn with probabilities proportional to *weights*."""
    cumulative = np.cumsum(weights)
    found = np.searchsorted(cumulative, rng.random(size) * cumulative[-1], side="right")
    return np.asarray(np.minimum(found, weights.size - 1), dtype=np.int64)


def expit(logits: Floats) -> Floats:
    """Return the probabilities of *logits*."""
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float64)


def logit(probabilities: Floats) -> Floats:
    """Return the log-odds of *probabilities*, which are kept off 0 and 1 by a thousandth."""
    kept = np.clip(probabilities, 1e-3, 1 - 1e-3)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float64)
