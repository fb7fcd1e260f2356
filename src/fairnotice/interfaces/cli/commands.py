"""The command line: one module per command, loaded only when called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from fairnotice.kernel.refusal import Refusal

COMMANDS = {
    "demo": ("fairnotice.interfaces.cli.demo", "A simulated marketplace end to end, with open pages."),
    "init": ("fairnotice.interfaces.cli.init", "Create the home and its tables."),
    "import": ("fairnotice.interfaces.cli.load", "Load facts from CSV, Parquet or JSON Lines."),
    "evaluate": ("fairnotice.interfaces.cli.evaluate", "Evaluate everybody once; open nothing."),
    "replay": ("fairnotice.interfaces.cli.replay", "Evaluate a past period, look by look; open nothing."),
    "explain": ("fairnotice.interfaces.cli.explain", "Show everything that one look says about one account."),
    "work": ("fairnotice.interfaces.cli.work", "Do what is due: looks, deadlines, deliveries."),
    "serve": ("fairnotice.interfaces.cli.serve", "Open the portal and the console."),
    "verify": ("fairnotice.interfaces.cli.verify", "Check the promises on live data."),
    "anchor": ("fairnotice.interfaces.cli.anchor", "Print the signed head of the record, to be kept elsewhere."),
    "case": ("fairnotice.interfaces.cli.case", "Take a case out as one signed file."),
    "simulate": ("fairnotice.interfaces.cli.simulate", "Write an invented marketplace with known truth."),
    "policy": ("fairnotice.interfaces.cli.policy", "Check a policy file; show the legal packs."),
    "person": ("fairnotice.interfaces.cli.person", "Add a member of staff."),
    "token": ("fairnotice.interfaces.cli.token", "Let other programs use the API."),
    "webhook": ("fairnotice.interfaces.cli.webhook", "Tell the marketplace's systems what to carry out."),
    "bounced": ("fairnotice.interfaces.cli.bounced", "Record that a letter came back."),
}
"""Name -> module that defines ``command``, and its line in the list."""
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
        module, _line = COMMANDS[cmd_name]
        command = import_module(module).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}.command is not a click command.")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_module, line) in COMMANDS.items()])

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
