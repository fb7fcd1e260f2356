"""Quality is a number between 0 and 1; we keep it in 110 cells, one edge of which is exactly the standard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.special import betainc

from fairnotice.evaluation.appraisal import Floats
from fairnotice.evaluation.model import Population

CELLS: Final = 110


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Cells of the probability that a *rated* contract is satisfied, narrow where outcomes tell most."""

    cut: float
    """``c'``: the standard on the scale of rated outcomes."""
    below: int
    """The first so many cells lie below the cut."""
    edges: Floats
    """Shape ``(CELLS + 1,)``, from 0 to 1; ``edges[below]`` is ``cut`` to the bit."""
    points: Floats
    """Shape ``(CELLS,)``: the value each cell stands for."""
    log_satisfied: Floats
    log_adverse: Floats
    true_edges: Floats
    """The edges on the scale of all contracts, rated or not."""
    true_points: Floats

    @property
    def standard(self) -> float:
        """Return the cut on the scale of all contracts."""
        return float(self.true_edges[self.below])


def cut_for(standard: float, kappa: float) -> float:
    """
    Return ``c' = c / (c + kappa (1 - c))``: the standard among contracts that get rated.

    *kappa* is how much likelier feedback is after a failure than after a success (methodology, section 1).
    """
    return standard / (standard + kappa * (1.0 - standard))


def among_all(rated: Floats, kappa: float) -> Floats:
    """Return the probability among all contracts for each one among rated contracts: odds times *kappa*."""
    return kappa * rated / (1.0 - rated + kappa * rated)


@lru_cache(maxsize=32)
def grid_for(standard: float, kappa: float) -> Grid:
    """
    Return the grid whose edge ``below`` is the cut of *standard*.

    Cells have equal width in ``arcsin(sqrt(q))``, on which a binomial share has the same spread everywhere
    (Efron & Morris 1975), separately below and above the cut.
    """
    cut = cut_for(standard, kappa)
    middle = float(np.arcsin(np.sqrt(cut)))
    below = min(max(round(CELLS * middle / (np.pi / 2)), 1), CELLS - 1)
    angles = np.concatenate(
        [
            np.linspace(0.0, middle, below + 1),
            np.linspace(middle, np.pi / 2, CELLS - below + 1)[1:],
        ]
    )
    edges = np.sin(angles) ** 2
    edges[0], edges[below], edges[-1] = 0.0, cut, 1.0
    points = np.sin((angles[:-1] + angles[1:]) / 2) ** 2
    true_edges = among_all(edges, kappa)
    true_edges[below] = standard
    return Grid(
        cut=cut,
        below=below,
        edges=edges,
        points=points,
        log_satisfied=np.log(points),
        log_adverse=np.log1p(-points),
        true_edges=true_edges,
        true_points=among_all(points, kappa),
    )


@lru_cache(maxsize=32)
def masses_of(population: Population, standard: float, kappa: float) -> Floats:
    """Return the population's share in each cell, shape ``(CELLS,)``, sum 1."""
    edges = grid_for(standard, kappa).edges
    masses = np.zeros(CELLS)
    for a, b, share in zip(population.a, population.b, population.shares, strict=True):
        masses += share * np.diff(betainc(a, b, edges))
    masses /= masses.sum()
    masses.setflags(write=False)
    return masses


def share_below(population: Population, standard: float, kappa: float) -> float:
    """Return ``pi_bad``: the population's share below the standard."""
    return float(masses_of(population, standard, kappa)[: grid_for(standard, kappa).below].sum())
