"""Which commands there are, and how a command line is taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from tuiapp.cli.codes import UsageError

if TYPE_CHECKING:
    import argparse


class Command(NamedTuple):
    """A command of the command line."""

    name: str
    module: str
    title: str


COMMANDS = (
    Command("explore", "tuiapp.cli.start", "open the explorer, at the signings that a query finds"),
    Command("export", "tuiapp.cli.export", "print what the screen would show, as Markdown, CSV, JSON or JSON Lines"),
    Command("compare", "tuiapp.cli.compare", "set two to four queries side by side, and say what is not comparable"),
    Command("check", "tuiapp.cli.check", "list the contradictions and gaps of a dataset"),
    Command("new", "tuiapp.cli.new", "write the smallest record of an event, asking only what every event has"),
    Command("index", "tuiapp.cli.index", "bake the dataset into the index that all other commands read"),
    Command("schema", "tuiapp.cli.schema", "print the JSON Schema of the dataset's files"),
)
"""All there are: what is not here does not exist."""

SWITCHES = frozenset({"--ascii", "--help", "-h", "--progress", "--replace", "--version"})
"""The options that take no value."""


class CommandModule(Protocol):
    """What the module of a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own options."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it, and return the exit code."""


def load(command: Command) -> CommandModule:
    """Import a command's module."""
    return cast("CommandModule", import_module(command.module))


def split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the options from the other words, in any order.

    A query may begin with a hyphen (`-sector:energy` leaves energy out), which argparse takes for an option; all
    real options have two hyphens. An option keeps its value: `--sort -x` comes out as `--sort=-x`.
    """
    options: list[str] = []
    words: list[str] = []
    rest = iter(argv)
    for word in rest:
        if word == "--":
            words += rest
        elif word in SWITCHES or (word.startswith("--") and "=" in word):
            options.append(word)
        elif word.startswith("--"):
            value = next(rest, None)
            options.append(word if value is None else f"{word}={value}")
        else:
            words.append(word)
    return options, words


def find(name: str) -> Command:
    """The command of this name.

    Raises:
        UsageError: there is none.
    """
    for command in COMMANDS:
        if command.name == name:
            return command
    from tuiapp.i18n import _
    from tuiapp.values.near import nearest

    near = nearest(name, [command.name for command in COMMANDS])
    message = _("No command `{name}`; nearest: `{near}`.") if near else _("No command `{name}`.")
    listed = _("There are {names}.").format(names=", ".join(command.name for command in COMMANDS))
    raise UsageError(f"{message.format(name=name, near=near)} {listed}")
