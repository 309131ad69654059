"""The command line finds the command, keeps queries that look like options, and explains what went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_dataset import write_dataset
from tuiapp import __version__
from tuiapp.catalog.errors import IndexDamaged, QueryError
from tuiapp.cli import arguments, commands, main
from tuiapp.cli.codes import UsageError
from tuiapp.cli.failures import failure
from tuiapp.dataset.problems import DatasetError, Problem

ALL = "There are explore, export, compare, check, new, index, schema."


@pytest.mark.parametrize(
    ("argv", "options", "words"),
    [
        ([], [], []),
        (["export", "city:changzhou"], [], ["export", "city:changzhou"]),
        (["export", "-sector:energy"], [], ["export", "-sector:energy"]),
        (["export", "a", "--format", "md", "b"], ["--format=md"], ["export", "a", "b"]),
        (["--data", "x", "export", "--replace", "--out=y"], ["--data=x", "--replace", "--out=y"], ["export"]),
        (["export", "--", "--data", "-h"], [], ["export", "--data", "-h"]),
        (["export", "--sort", "-x"], ["--sort=-x"], ["export"]),
        (["export", "--out"], ["--out"], ["export"]),
    ],
)
def test_options_and_words_come_in_any_order(argv: list[str], options: list[str], words: list[str]) -> None:
    assert commands.split(argv) == (options, words)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--version"]) == 0
    assert capsys.readouterr().out == f"tuiapp {__version__}\n"


def test_help_lists_the_commands_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(command.name in out for command in commands.COMMANDS)
    for absent in ("import", "serve", "completion"):
        assert f"    {absent} " not in out


@pytest.mark.parametrize("command", [command.name for command in commands.COMMANDS])
def test_every_command_and_option_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Usage: tuiapp {command}")
    assert "--data" in out


def test_an_unknown_command_is_said_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["exprot"]) == 2
    assert capsys.readouterr().err == f"tuiapp: No command `exprot`; nearest: `export`. {ALL}\n"
    assert main.main(["zzzz"]) == 2
    assert capsys.readouterr().err == f"tuiapp: No command `zzzz`. {ALL}\n"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["export", "--fromat", "md"], "--fromat"),
        (["export", "--format", "xls"], "xls"),
        (["export", "--sort", "date:down"], "the direction is asc or desc"),
        (["schema", "word"], "unrecognized"),
        (["export", "--out"], "--out"),
    ],
)
def test_usage_that_does_not_exist_is_said(argv: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(argv) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    "argv",
    [
        ["--data", ""], ["--data="], ["export", "--data="], ["index", "--data="], ["check", ""], ["check", "--data="],
        ["export", "--out="], ["compare", "--out", "", "a", "b"], ["new", "--out="], ["schema", "--data="],
    ],
)  # fmt: skip
def test_an_empty_path_is_not_the_folder_one_stands_in(
    argv: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_dataset(tmp_path))
    assert main.main(argv) == 2
    captured = capsys.readouterr()
    assert captured.err.endswith(": the path is empty\n")
    assert captured.out == ""


@pytest.mark.parametrize(
    "argv",
    [
        ["--\x1b[31mx"], ["export", "--\x1b[31mx"], ["export", "--\x1b[31mx", "value"],
        ["schema", "\x1b[31m", "\u202e"],
        ["export", "--format", "\x1b[31m"], ["--replace", "\x1b[31m"], ["\x1b[31m"], ["--\x1b[31m\n"],
        ["export", "--data=x\x1b[31m"], ["export", "--sort", "\x1b[31m"], ["export", "--out", "/\x1b[31m/x"],
    ],
)  # fmt: skip
def test_no_control_character_that_is_typed_comes_back(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(argv) in (2, 4)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "␛[31m" in captured.err or r"\x1b[31m" in captured.err
    assert not set(captured.err) & {"\x1b", "\u202e"}


@pytest.mark.parametrize("argv", [[], ["explore"], ["explore", "city:changzhou"], ["--ascii"]])
def test_without_a_terminal_there_is_no_screen(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(argv) == 2
    assert "tuiapp export" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("so"), 2, "tuiapp: so"),
        (QueryError("city:chanzhou", "No city `chanzhou`; nearest: `changzhou`.", "changzhou"), 2, "nearest"),
        (
            DatasetError([Problem("events/a.toml", 3, "event[0].id", "missing")]),
            3,
            "events/a.toml:3: event[0].id: missing",
        ),
        (IndexDamaged("no index"), 4, "no index"),
        (FileNotFoundError(2, "No such file or directory", "x.md"), 4, "tuiapp: x.md: no such file or directory"),
        (OSError("plain words"), 4, "tuiapp: plain words"),
        (OSError(28, "No space left on device"), 4, "tuiapp: no space left on device"),
    ],
)
def test_each_failure_has_its_code_and_words(error: Exception, code: int, said: str) -> None:
    found = failure(error)
    assert found is not None
    assert found.code == code
    assert said in "\n".join(found.lines)


def test_a_fault_of_the_program_is_not_explained_away() -> None:
    assert failure(ZeroDivisionError()) is None


def test_no_control_character_of_a_failure_reaches_the_terminal() -> None:
    found = failure(DatasetError([Problem("a.toml", 1, "k", "found \x1b]0;title\x07")]))
    assert found is not None
    assert "\x1b" not in "".join(found.lines)


def test_an_interruption_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_argv: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "_dispatch", interrupted)
    assert main.main([]) == 130


UNDECODED = "常州 year:2023".encode().decode("ascii", "surrogateescape")
"""As Python hands it over where the locale says ASCII."""


def test_text_of_a_terminal_that_says_ascii_is_read() -> None:
    assert arguments.text(UNDECODED) == "常州 year:2023"
    assert arguments.text("常州") == "常州"


@pytest.mark.parametrize(
    "argv",
    [
        ["export", "\udcff\udcfe"],
        ["compare", "year:2022", "\udcff\udcfe"],
        ["export", "--view", "charts", "--lane", "\udcff\udcfe"],
        ["explore", "\udcff\udcfe"],
        ["new", "--name", "\udcff\udcfe"],
    ],
    ids=lambda argv: argv[0],
)
def test_what_is_no_text_is_said(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(argv) == 2
    said = "tuiapp: `\\udcff\\udcfe` is no text in UTF-8; the terminal has another encoding\n"
    assert capsys.readouterr().err == said
