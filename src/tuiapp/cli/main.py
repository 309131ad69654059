"""The command `tuiapp`: which command is asked for, and what its exit code is.

Each command is a module that is imported only when it is asked for, so that each start pays for what it uses. This
module itself imports next to nothing: `tuiapp --version` takes 2.4 times as long as a bare interpreter.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    import argparse

FINE = 0
ERRORS = 1
USAGE = 2
INVALID = 3
UNREADABLE = 4
INTERRUPTED = 130


class Command(NamedTuple):
    """A command of the command line."""

    name: str
    module: str
    title: str


COMMANDS = (
    Command("explore", "tuiapp.cli.start", "open the explorer, at the signings that a query finds"),
    Command("export", "tuiapp.cli.export", "print what the screen would show, as Markdown, CSV, JSON or JSON Lines"),
    Command("check", "tuiapp.cli.check", "list the contradictions and gaps of a dataset"),
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


class UsageError(Exception):
    """The command line says something that does not exist or cannot be done; the message is for the user."""


def run() -> None:
    """Run the command line of this process and end it."""
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line.

    Args:
        argv: its words after the program's name; those of this process when None.

    Returns:
        0 fine, 1 unacknowledged errors in the data, 2 usage or query, 3 dataset invalid, 4 cannot read or
        write, 130 interrupted.
    """
    _same_bytes_everywhere()
    try:
        return _dispatch(list(sys.argv[1:] if argv is None else argv))
    except SystemExit as end:  # argparse ends this way, after its help or its message
        return end.code if isinstance(end.code, int) else USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader had enough (`| head`). Without this the interpreter would complain when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:
        code = _explain(error)
        if code is None:
            raise
        return code


def _dispatch(argv: list[str]) -> int:
    options, words = split(argv)
    if "--version" in options:
        from tuiapp import __version__

        print(f"tuiapp {__version__}")  # noqa: T201
        return FINE
    wants_help = "--help" in options or "-h" in options
    if not words and wants_help:
        from tuiapp.cli import arguments

        arguments.overview().print_help()
        return FINE
    command = find(words.pop(0)) if words else COMMANDS[0]
    module = cast("CommandModule", import_module(command.module))
    from tuiapp.cli import arguments

    parser = arguments.parser(command, wants_help=wants_help)
    module.add_arguments(parser)
    code = module.run(parser.parse_args([*options, "--", *words] if words else options))
    sys.stdout.flush()  # a full disk or a closed pipe is told here, not by the interpreter's end
    return code


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
    message = (
        _("No command `{name}`; nearest: `{near}`.") if near else _("No command `{name}`; `tuiapp --help` lists them.")
    )
    raise UsageError(message.format(name=name, near=near))


def _explain(error: Exception) -> int | None:
    """Say on stderr what went wrong; None when it is a fault of the program, not of what it was given."""
    from tuiapp.cli.failures import explain

    return explain(error)


def _same_bytes_everywhere() -> None:
    """UTF-8 and plain line feeds, whatever the locale and the system: an export is the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
