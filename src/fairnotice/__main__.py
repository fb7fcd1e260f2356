"""The command ``fairnotice``."""

from __future__ import annotations

from fairnotice.interfaces.cli.commands import fairnotice


def main() -> None:
    """Run one command and leave with its exit code."""
    fairnotice()


if __name__ == "__main__":
    main()
