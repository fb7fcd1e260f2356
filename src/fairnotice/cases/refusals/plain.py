"""A refusal whose one sentence never changes."""

from __future__ import annotations

from typing import ClassVar

from fairnotice.kernel.refusal import Refusal


class PlainRefusal(Refusal):
    """Says the same whoever is refused."""

    code: ClassVar[str] = "refused"
    says: ClassVar[str] = "This is not possible."

    def __init__(self) -> None:
        super().__init__(self.says)
