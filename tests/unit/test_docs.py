"""What the documents say is so: tables are those of the catalogues, examples run, numbers are counted.

`UPDATE_GOLDEN=1 pytest tests/unit/test_docs.py -n 0` writes the parts of the README that are made, and its picture.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import textwrap
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import made as made_parts
from made import table
from pictures import make
from tuiapp import __version__
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.fields import ASKED
from tuiapp.catalog.query import Query
from tuiapp.cli import arguments
from tuiapp.cli.commands import COMMANDS as CLI_COMMANDS
from tuiapp.cli.commands import Command as CliCommand
from tuiapp.cli.commands import load as load_command
from tuiapp.cli.main import main
from tuiapp.dataset.load import load
from tuiapp.tui.commands import COMMANDS, GROUPS, key_name
from tuiapp.tui.theme import DARK
from tuiapp.values.parse import parse_amount, parse_count, parse_growth
from tuiapp.values.quantity import QuantityError

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
CARD = ROOT / "data" / "README.md"
DOCUMENTS = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", CARD, CARD.with_name("left-out.md")]

WHERE = {
    "rows": "any list",
    "app": "everywhere",
    "explore": "explorer",
    "table": "signings",
    "tree": "regions",
    "detail": "detail",
    "event": "event",
    "events": "events",
    "left-out": "left out",
    "search": "search line",
    "empty": "nothing found",
    "export": "export",
    "help": "help",
    "compare": "comparison",
    "sides": "comparison",
    "columns": "what to compare",
    "figures": "figures",
    "so-far": "while reading",
    "reading": "while reading",
}
"""What the README calls the contexts of commands."""


def readme() -> str:
    return README.read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading of the README."""
    return readme().partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def blocks(text: str) -> list[str]:
    """The indented blocks of a text, without their indent."""
    found = re.findall(r"(?:^    .*\n|^\n(?=    ))+", text, flags=re.MULTILINE)
    return [textwrap.dedent(block).strip("\n") + "\n" for block in found if block.strip()]


def compare(name: str, made: str) -> None:
    made_parts.compare(README, name, made)


def parser(command: CliCommand) -> argparse.ArgumentParser:
    made = arguments.parser(command)
    load_command(command).add_arguments(made)
    return made


def options(command: CliCommand) -> list[argparse.Action]:
    """The options and words of a command, without `--help`."""
    return [action for action in parser(command)._actions if "--help" not in action.option_strings]


# What is made from the catalogues.


def test_the_keys_are_those_of_the_command_catalogue() -> None:
    rows = [
        (
            " ".join(f"`{key_name(key)}`" for key in command.keys),
            command.help,
            ", ".join(WHERE[context] for context in command.where),
        )
        for group in GROUPS
        for command in COMMANDS
        if command.group == group
    ]
    assert len(rows) == len(COMMANDS)
    compare("keys", table(("key", "does", "in"), rows))


def test_the_commands_are_those_of_the_command_line() -> None:
    rows = []
    for command in CLI_COMMANDS:
        words = [action.metavar for action in options(command) if not action.option_strings]
        own = [name for action in options(command) for name in action.option_strings if name != "--data"]
        usage = " ".join(["tuiapp", command.name, *(f"[{word}]" for word in words)])
        rows.append((f"`{usage}`", command.title, " ".join(f"`{name}`" for name in own)))
    compare("commands", table(("command", "does", "options"), rows))


def test_every_option_has_help() -> None:
    for command in CLI_COMMANDS:
        assert all(action.help for action in options(command)), command.name
        assert all(action.metavar or action.choices or action.nargs == 0 for action in options(command)), command.name


def test_the_example_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    command = "tuiapp export 'city:foshan' --format md"
    assert main(shlex.split(command)[1:]) == 0
    # The digest changes with every letter of the dataset and shows a reader nothing.
    printed = re.sub(r"\b[0-9a-f]{64}\b", "…", capsys.readouterr().out)
    compare("example", textwrap.indent(f"$ {command}\n{printed}", "    "))


def test_the_picture_says_what_the_screen_says() -> None:
    now = make.picture()
    if os.environ.get("UPDATE_GOLDEN"):
        make.FILE.write_text(now, encoding="utf-8")
    kept = make.FILE.read_text(encoding="utf-8")
    assert make.lines(kept) == make.lines(now), "python tests/pictures/make.py draws it anew"
    assert "@font-face" not in kept
    assert set(re.findall(r'<rect fill="(#\w+)" x', now)) <= set(DARK.variables.values()), "not the theme's colours"
    assert f"]({make.FILE.relative_to(ROOT).as_posix()})" in readme()


def test_the_same_screen_is_the_same_picture() -> None:
    assert make.picture() == make.picture()


# What a reader types.


@pytest.mark.parametrize(("heading", "ends"), [("Start", "tuiapp"), ("Start", "pytest -q")])
def test_one_line_starts_it_and_one_line_tests_it_with_nothing_but_pip(heading: str, ends: str) -> None:
    [line] = [one for block in blocks(section(heading)) for one in block.splitlines() if one.endswith(ends)]
    parts = line.split(" && ")
    assert parts[0] == "python3 -m venv .venv"
    assert parts[1].startswith(".venv/bin/pip install -q ")
    assert parts[2:] == [f".venv/bin/{ends}"]


def shell_lines(text: str) -> Iterator[str]:
    for block in blocks(text):
        yield from (line for line in block.splitlines() if line.startswith("tuiapp "))


def test_every_command_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "my-folder")
    monkeypatch.chdir(tmp_path)
    commands = list(shell_lines(section("On the command line")))
    assert len(commands) >= 4
    for command in commands:
        assert main(shlex.split(command.partition(" | ")[0])[1:]) == 0, command
    assert (tmp_path / "jiangsu.csv").read_bytes().startswith(b"id,")
    assert '"indicator"' in capsys.readouterr().out


def test_every_query_field_is_explained_by_a_query_that_works(shipped_catalog: Catalog) -> None:
    examples = re.findall(r"`([^`]+)`", section("Search"))
    queries = [Query.parse(example) for example in examples]
    for query in queries:
        shipped_catalog.check(query)
    named = {term.field for query in queries for term in query.terms}
    assert named == {"", *(field.id for field in ASKED)}


def test_plain_words_find_in_either_language_and_order(shipped_catalog: Catalog) -> None:
    [words] = re.findall(r"in any order:\s+`([^`]+)`", section("Search"))
    one, other = words.split()
    counts = {shipped_catalog.count(Query.parse(text)) for text in (words, f"{other} {one}")}
    assert len(counts) == 1
    assert counts.pop() > 0


def test_the_readme_s_own_dataset_loads(tmp_path: Path) -> None:
    [text] = [block for block in blocks(section("Your own dataset")) if "[[event]]" in block]
    folder = tmp_path / "my-folder"
    shutil.copytree(ROOT / "data", folder)
    for path in (folder / "events").iterdir():
        path.unlink()
    (folder / "events" / "mine.toml").write_text(text, encoding="utf-8")
    [event] = load(folder).events
    assert event.id == "spring-fair-2024"
    counts = {one.label: one.count.value for one in event.signings if one.count is not None}
    assert counts == {"Projects signed": 24, "Manufacturing": 16, "Services": 8}
    assert main(["check", str(folder)]) == 0


def test_the_smallest_record_loads_among_the_others_and_gives_no_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [text] = blocks((ROOT / "data" / "README.md").read_text(encoding="utf-8"))
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    (folder / "events" / "mine.toml").write_text(text, encoding="utf-8")
    assert "tea-forum-2024" in {event.id for event in load(folder).events}
    assert main(["check", str(folder)]) == 0
    assert "tea-forum" not in capsys.readouterr().out


def reads(text: str) -> bool:
    for parse in (parse_amount, parse_count, parse_growth):
        for language in ("en", "zh"):
            try:
                parse(text, language)
            except QuantityError:
                continue
            return True
    return False


def test_the_wordings_of_the_readme_are_read() -> None:
    sentence = section("Your own dataset").partition("Numbers are written")[2].partition("What cannot be read")[0]
    wordings = re.findall(r'`"([^"]+)"`', sentence)
    assert len(wordings) == 5
    assert all(map(reads, wordings))
    assert not reads("a lot")


# What is counted.


def test_the_documents_count_what_ships() -> None:
    dataset = load(ROOT / "data")
    signings = sum(len(event.signings) for event in dataset.events)
    counted = f"{len(dataset.events)} events with {signings:,} signings"
    if os.environ.get("UPDATE_GOLDEN"):
        for path in (README, ROOT / "CHANGELOG.md"):
            text = path.read_text(encoding="utf-8")
            # The newest version is told first; an older one keeps what it shipped.
            path.write_text(re.sub(r"\d+ events with [\d,]+ signings", counted, text, count=1), encoding="utf-8")
    assert counted in " ".join(section("Questions").split())
    assert counted in " ".join((ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split())


def test_the_changelog_has_this_version() -> None:
    [newest, *_older] = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest == __version__


def test_the_house_is_laid_out_as_contributing_says() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    package = Path(str(import_module("tuiapp").__file__)).parent
    folders = {path.name for path in package.iterdir() if (path / "__init__.py").exists()}
    assert folders
    assert {name for name in folders if f"      {name}/" not in text} == set()
    named = set(re.findall(r"(\w+)/", re.findall(r"^    tests/ +(.*)$", text, re.MULTILINE)[0]))
    assert named == {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name[0] not in "_."}


@pytest.mark.parametrize("path", [*DOCUMENTS, make.FILE], ids=lambda path: path.name)
def test_no_document_knows_a_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?:file:/|[A-Z]:\\|/(?:home|Users|root|work|tmp|mnt|opt|srv|var|usr))/?\w*", text) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
