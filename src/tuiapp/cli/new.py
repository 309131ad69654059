"""`tuiapp new`: writes the smallest record of an event, asking only what every event has."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tuiapp.cli.arguments import given_path, text
from tuiapp.cli.codes import FINE, UsageError
from tuiapp.i18n import _
from tuiapp.render.cells import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tuiapp.dataset.draft import Question

KEYS = ("name", "kind", "dates", "region", "publisher", "publisher_kind", "label", "count", "investment")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What would be asked can be said; what is said is not asked."""
    for key in KEYS:
        parser.add_argument(f"--{key.replace('_', '-')}", type=text, metavar="TEXT", help=argparse.SUPPRESS)
    parser.add_argument(
        "--out", metavar="FILE", type=given_path, help=_("add it at the end of this file of events; else it is printed")
    )
    parser.epilog = _(
        "Each question has an option, for scripts: --name, --kind, --dates, --region, --publisher, --publisher-kind, "
        "--label, --count, --investment."
    )


def run(args: argparse.Namespace) -> int:
    """Ask on the terminal, print or add the record, and say what comes next.

    Raises:
        UsageError: an answer means nothing or is missing, or the file is none of the dataset's events.
        DatasetError: the dataset is of a newer format.
        OSError: it cannot be read, or the file cannot be written.
    """
    from tuiapp.cli.opening import dataset_folder
    from tuiapp.dataset.draft import draft, questions

    folder = dataset_folder(args.data)
    if args.out is not None:
        _refuse_other_files(args.out, folder)
    said = {key: value for key in KEYS if (value := getattr(args, key)) is not None}
    made = draft(folder, _answers(questions(folder), said))
    if args.out is None:
        sys.stdout.write(made.toml)
        return FINE
    _append(args.out, made.toml)
    message = _("{path}: event `{event}` added. Next: the lines that begin with #; then `tuiapp check`.")
    print(safe(message.format(path=args.out, event=made.id)), file=sys.stderr)  # noqa: T201
    return FINE


def _refuse_other_files(out: Path, folder: Path) -> None:
    """Say before anything is asked that a record would break a file beside the events, or stand where nobody looks.

    Raises:
        UsageError: events of the dataset are not read from this file.
    """
    from tuiapp.source_files import EVENTS, takes_events

    if not takes_events(folder, out):
        message = _("--out: {path} is no file of this dataset's events; accepted: a .toml file in {folder}")
        raise UsageError(message.format(path=out, folder=folder / EVENTS))


def _answers(asked: Sequence[Question], said: dict[str, str]) -> dict[str, str]:
    """The answers by key: what was said on the command line, and on a terminal what is asked for.

    Raises:
        UsageError: a word means nothing, or a required one is missing where nobody can be asked.
    """
    for question in asked:
        if question.key in said and (wrong := _wrong(question, said[question.key])):
            raise UsageError(f"--{question.key.replace('_', '-')}: {wrong}")
    missing = [question for question in asked if question.required and question.key not in said]
    if not missing:
        return said
    if not sys.stdin.isatty():
        options = ", ".join(f"--{question.key.replace('_', '-')}" for question in missing)
        raise UsageError(_("Nobody can be asked here; missing: {options}").format(options=options))
    print(_("Enter leaves out what is in brackets; ctrl+c ends."), file=sys.stderr)  # noqa: T201
    return said | {question.key: _ask(question) for question in asked if question.key not in said}


def _ask(question: Question) -> str:
    prompt = question.ask if question.required else f"[{question.ask}]"
    while True:
        print(f"{prompt}: ", end="", file=sys.stderr, flush=True)  # noqa: T201
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        text = line.strip()
        if not text and not question.required:
            return ""
        wrong = _wrong(question, text)
        if wrong is None:
            return text
        print(f"  {safe(wrong)}", file=sys.stderr)  # noqa: T201


def _wrong(question: Question, text: str) -> str | None:
    try:
        question.check(text)
    except ValueError as error:
        return str(error)
    return None


def _append(path: Path, text: str) -> None:
    """Add the record after what the file holds; the file is old or new, never in between.

    Raises:
        OSError: it cannot be read or written.
    """
    from tuiapp.export.write import write

    before = path.read_text(encoding="utf-8") if path.exists() else ""
    between = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    write(path, [before, between, text], replace=path.exists())
