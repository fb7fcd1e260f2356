"""Something wrong in what a person handed in: where it is, what it is, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from fairnotice.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file, told so that its author can mend it."""

    where: str
    """File, line or row, and column or key, as the author would look for it."""
    what: str
    """What stands there and what was expected."""
    hint: str
    """What to do about it, with an example where one helps."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.hint}".rstrip()


class BadInput(Refusal):
    """Refuse input, naming every problem at once."""

    code: ClassVar[str] = "bad_input"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
