"""Seconds of a block, the share of them spent in the engine, and the middle of several runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, process_time
from types import TracebackType
from typing import Any, Self


@dataclass
class Stopwatch:
    """Adds up the seconds spent inside its ``with`` blocks; inner blocks of its own count once."""

    seconds: float = 0.0
    _depth: int = field(default=0, repr=False)
    _since: float = field(default=0.0, repr=False)

    def __enter__(self) -> Self:
        if self._depth == 0:
            self._since = perf_counter()
        self._depth += 1
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._depth -= 1
        if self._depth == 0:
            self.seconds += perf_counter() - self._since


@dataclass(frozen=True)
class Timed:
    """A connection (or what it returns) whose every call is timed by a stopwatch."""

    inner: Any
    watch: Stopwatch

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.inner, name)
        if not callable(found):
            return found

        def call(*arguments: Any, **named: Any) -> Any:
            with self.watch:
                answer = found(*arguments, **named)
            return Timed(answer, self.watch) if type(answer).__module__.startswith(("duckdb", "_duckdb")) else answer

        return call

    def __enter__(self) -> Self:
        self.inner.__enter__()
        return self

    def __exit__(self, *reason: object) -> None:
        self.inner.__exit__(*reason)


@dataclass(frozen=True)
class Milliseconds:
    """How long a thing takes: on the wall, and on the processor, which other work on the machine disturbs less."""

    middle: float
    worst: float
    processor: float

    def __str__(self) -> str:
        return f"{self.middle:.0f} ms (worst {self.worst:.0f} ms; {self.processor:.0f} ms of processor)"


def milliseconds(run: Callable[[], object], times: int) -> Milliseconds:
    """Return the median and the worst of *times* runs; one run before them does not count."""
    run()
    wall, processor = [], []
    for _ in range(times):
        began, worked = perf_counter(), process_time()
        run()
        wall.append((perf_counter() - began) * 1000)
        processor.append((process_time() - worked) * 1000)
    return Milliseconds(median(wall), max(wall), median(processor))
