"""Write the generated pages of docs/ from the code, or check that they are current."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]


def commands_page() -> str:
    """Return the reference of every command, from its own help."""
    from fairnotice.interfaces.cli.commands import COMMANDS, fairnotice  # noqa: PLC0415  slow, and only here

    parts = [
        "# Help of every command\n",
        "Written by `./dev docs` from each command's own `--help`. What the commands share stands in",
        "[Commands](commands.md).\n",
    ]
    group = click.Context(fairnotice, info_name="fairnotice")
    for name in COMMANDS:
        command = fairnotice.get_command(group, name)
        if command is None:
            raise LookupError(name)
        parts += _section(command, click.Context(command, info_name=name, parent=group), f"fairnotice {name}")
    return "\n".join(parts).rstrip() + "\n"


def _section(command: click.Command, context: click.Context, title: str) -> list[str]:
    """Return the help of one command and of those below it."""
    context.terminal_width = context.max_content_width = 100
    lines = [f"## {title}\n", "```", command.get_help(context).rstrip(), "```\n"]
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            lines += _section(inner, click.Context(inner, info_name=name, parent=context), f"{title} {name}")
    return lines


def policy_schema() -> str:
    """Return the JSON Schema of a policy file."""
    from fairnotice.policy.schema import json_schema  # noqa: PLC0415  only here

    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def packs_page() -> str:
    """Return the reference of every legal pack, from the files that policies are held to."""
    from tools.packs_page import page  # noqa: PLC0415  only here

    return page()


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/reference/command-help.md": commands_page,
    "docs/reference/policy-packs.md": packs_page,
    "docs/reference/policy.schema.json": policy_schema,
}


def main() -> int:
    """Write what is not current; with ``--check`` only say so and fail."""
    os.environ["COLUMNS"] = "100"
    check = "--check" in sys.argv[1:]
    stale = []
    for name, write in PAGES.items():
        path = ROOT / name
        wanted = write()
        if not path.exists() or path.read_text(encoding="utf-8") != wanted:
            stale.append(name)
            if not check:
                path.write_text(wanted, encoding="utf-8")
    for name in stale:
        print(f"{'not current' if check else 'written'}: {name}")  # noqa: T201  a script's answer
    if not stale:
        print("All generated pages are current.")  # noqa: T201  a script's answer
    return 1 if stale and check else 0


if __name__ == "__main__":
    raise SystemExit(main())
