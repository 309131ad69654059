"""The argparse parsers: what all commands share, and the overview that `--help` prints."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tuiapp.cli.codes import UsageError
from tuiapp.i18n import _

if TYPE_CHECKING:
    from tuiapp.cli.commands import Command


class _Parser(argparse.ArgumentParser):
    """Quotes what was typed as everything else is quoted on a terminal."""

    def error(self, message: str) -> NoReturn:
        from tuiapp.render.cells import safe  # no other start needs it for its arguments

        super().error(safe(message))


def parser(command: Command, *, wants_help: bool = False) -> argparse.ArgumentParser:
    """A parser with the options of every command; the command adds its own."""
    made = _Parser(
        prog=f"tuiapp {command.name}",
        description=_sentence(_(command.title)),
        formatter_class=_formatter(wants_help),
        allow_abbrev=False,  # an abbreviation in a script breaks when an option is added
    )
    made.add_argument(
        "--data", type=given_path, metavar="PATH", help=_("the dataset's folder; without it the one that ships")
    )
    return made


def given_path(typed: str) -> Path:
    """The type of an argument that is a path.

    An empty one is what a script's variable without a value makes; it would be the folder that one stands in.

    Raises:
        ArgumentTypeError: it is empty.
    """
    if not typed:
        raise argparse.ArgumentTypeError(_("the path is empty"))
    return Path(typed)


def overview() -> argparse.ArgumentParser:
    """The parser whose help is that of `tuiapp --help`; the commands are listed, not parsed."""
    from tuiapp.cli.commands import COMMANDS

    made = argparse.ArgumentParser(
        prog="tuiapp",
        usage="tuiapp [-h] [--data PATH] [--ascii] [--version] [COMMAND ...]",
        description=_(
            "A terminal explorer for announcements of signed investment projects. Without a command it opens."
        ),
        epilog=_(
            "Exit codes: 0 fine, 1 unacknowledged errors in the data, 2 usage or query, 3 dataset invalid, "
            "4 cannot read or write, 130 interrupted. `tuiapp COMMAND --help` explains a command."
        ),
        formatter_class=_formatter(True),
    )
    made.add_argument("--data", metavar="PATH", help=_("the dataset's folder; without it the one that ships"))
    made.add_argument("--ascii", action="store_true", help=_("draw with ASCII signs only"))
    made.add_argument("--version", action="store_true", help=_("print the version and end"))
    commands = made.add_subparsers(title=_("commands"), metavar="COMMAND")
    for command in COMMANDS:
        commands.add_parser(command.name, help=_(command.title))
    return made


def text(word: str) -> str:
    """A word that is no path as text: a locale that is not UTF-8 (`LC_ALL=POSIX`) hands over its bytes undecoded.

    Raises:
        UsageError: they are no UTF-8.
    """
    if word.isascii() or not any("\ud800" <= one <= "\udfff" for one in word):
        return word
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        shown = word.encode("utf-8", "backslashreplace").decode("utf-8")
        message = _("`{word}` is no text in UTF-8; the terminal has another encoding")
        raise UsageError(message.format(word=shown)) from None


def _formatter(wants_help: bool) -> type[argparse.HelpFormatter]:
    """Colour for a help that is read; it brings in Rich, 60 ms that no other start should pay."""
    if not wants_help:
        return argparse.HelpFormatter
    from rich_argparse import RichHelpFormatter

    class Formatter(RichHelpFormatter):
        """Without markup: a `[` in a help text is a bracket."""

        text_markup = False
        help_markup = False

    return Formatter


def _sentence(title: str) -> str:
    return f"{title[0].upper()}{title[1:]}."
