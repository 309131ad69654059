"""The command `tuiapp`: runs one command line, and turns what happens into an exit code.

What a command needs is imported when it is asked for, so that each start pays for what it uses. This module imports
nothing that the interpreter has not, not even `typing` and `contextlib` (12 ms together): scripts ask `--version`,
which takes 1.6 times as long as a bare interpreter.
"""

from __future__ import annotations

import os
import sys

from tuiapp.cli.codes import FINE, INTERRUPTED, USAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


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
    _open_what_is_closed()
    _same_bytes_everywhere()
    try:
        code = _dispatch(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()  # a full disk or a closed pipe is told here, not by the interpreter's end
    except KeyboardInterrupt:
        code = INTERRUPTED
        if sys.stderr.isatty():
            print(file=sys.stderr)  # noqa: T201 - behind the ^C, and what was being told
    except BrokenPipeError:
        code = FINE  # the reader had enough (`| head`)
    except Exception as error:
        explained = _explain(error)
        if explained is None:
            raise
        code = explained
    else:
        return code
    _drop_what_is_left()
    return code


def _drop_what_is_left() -> None:
    """Let stdout's buffer go nowhere: the interpreter would try to write it at its end, and complain again."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(argv: list[str]) -> int:
    if "--version" in argv:
        from tuiapp import __version__

        print(f"tuiapp {__version__}")  # noqa: T201
        return FINE
    if not argv:  # what most starts are: argparse and its parsers would be a thirtieth of one
        from tuiapp.cli import start

        return start.open_explorer(None, "", ascii_only=False)
    from tuiapp.cli.commands import COMMANDS, find, load, split

    options, words = split(argv)
    wants_help = "--help" in options or "-h" in options
    if not words and wants_help:
        from tuiapp.cli import arguments

        arguments.overview().print_help()
        return FINE
    command = find(words.pop(0)) if words else COMMANDS[0]
    module = load(command)
    from tuiapp.cli import arguments

    parser = arguments.parser(command, wants_help=wants_help)
    module.add_arguments(parser)
    try:
        args = parser.parse_args([*options, "--", *words] if words else options)
    except SystemExit as end:  # argparse ends this way, after its help or its message
        return end.code if isinstance(end.code, int) else USAGE
    return module.run(args)


def _explain(error: Exception) -> int | None:
    """Say on stderr what went wrong; None when it is a fault of the program, not of what it was given."""
    from tuiapp.cli.failures import explain

    return explain(error)


def _open_what_is_closed() -> None:
    """Put something in the place of each stream that whoever started us has closed (`>&-`), for as long as we live.

    In their order, so that each gets its own number back and no file that is opened later is taken for one of them.
    There is nothing to read from stdin. What goes to stderr is not asked for; what goes to stdout is, and must not be
    taken for printed: it is written to what is open for reading alone, which refuses it as a full disk does.
    """
    for name, mode, flags in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, flags), mode))  # noqa: PTH123, SIM115


def _same_bytes_everywhere() -> None:
    """UTF-8 and plain line feeds, whatever the locale and the system: an export is the same bytes everywhere."""
    for name in ("stdout", "stderr"):
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
