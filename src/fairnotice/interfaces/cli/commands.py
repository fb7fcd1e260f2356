"""The command line: one module per command, loaded only when called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from fairnotice.kernel.refusal import Refusal

COMMANDS = {
    "demo": "fairnotice.interfaces.cli.demo",
    "init": "fairnotice.interfaces.cli.init",
    "import": "fairnotice.interfaces.cli.load",
    "evaluate": "fairnotice.interfaces.cli.evaluate",
    "replay": "fairnotice.interfaces.cli.replay",
    "explain": "fairnotice.interfaces.cli.explain",
    "work": "fairnotice.interfaces.cli.work",
    "serve": "fairnotice.interfaces.cli.serve",
    "verify": "fairnotice.interfaces.cli.verify",
    "simulate": "fairnotice.interfaces.cli.simulate",
    "policy": "fairnotice.interfaces.cli.policy",
    "person": "fairnotice.interfaces.cli.person",
    "bounced": "fairnotice.interfaces.cli.bounced",
}
EXIT_CODES = {"bad_input": 3, "promise_broken": 4}
"""Exit codes of refusals by code; every other refusal is 3 as well: the input asked for what may not be."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a newcomer needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        if not isinstance(command, click.Command):
            message = f"{COMMANDS[cmd_name]}.command is not a click command"
            raise TypeError(message)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's own signature
        """Run the command; a refusal is told in one sentence and sets the exit code."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(str(refusal), err=True)
            sys.exit(EXIT_CODES.get(refusal.code, 3))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fairnotice")
def fairnotice() -> None:
    """
    Quality enforcement that a marketplace can defend.

    Start with `fairnotice demo`. State lives in FAIRNOTICE_HOME (default ./.fairnotice).
    """
