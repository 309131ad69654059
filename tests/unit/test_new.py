"""`tuiapp new`: the smallest record of an event."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import tomli

import support
from tuiapp.cli.main import main
from tuiapp.dataset.load import load

FORUM = {
    "name": "Tea Forum", "kind": "forum", "dates": "2024-03-18", "region": "Suzhou", "publisher": "The Daily",
    "publisher-kind": "media",
}  # fmt: skip
SIGNED = {"label": "Tea projects", "count": "24", "investment": "over 12 billion yuan"}


class Terminal(io.StringIO):
    """Typed lines, as from a person."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small dataset."""
    return support.write_dataset(tmp_path / "data")


def options(answers: dict[str, str]) -> list[str]:
    return [f"--{key}={value}" for key, value in answers.items()]


def test_what_is_printed_is_an_event_of_the_dataset(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", f"--data={folder}", *options(FORUM | SIGNED)]) == 0
    (folder / "events" / "new.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    (event,) = [event for event in load(folder).events if event.id == "tea-forum-2024"]
    (signing,) = event.signings
    assert (event.name, signing.label) == ("Tea Forum", "Tea projects")
    assert signing.count is not None
    assert signing.count.value == 24


def test_the_lines_to_fill_in_belong_to_the_record(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", f"--data={folder}", *options(FORUM | SIGNED)]) == 0
    printed = capsys.readouterr().out
    assert "  [[event.report]]\n" in printed
    assert "  [[event.signing]]\n" in printed
    filled = re.sub("^  # ", "  ", printed, flags=re.MULTILINE)
    filled = filled.replace("https://…", "https://example.org/tea").replace('["…"]', '["New energy"]')
    (folder / "events" / "new.toml").write_text(filled, encoding="utf-8")
    (event,) = [event for event in load(folder).events if event.id == "tea-forum-2024"]
    (report,), (signing,) = event.reports, event.signings
    assert (report.title, report.url, str(report.published)) == ("…", "https://example.org/tea", "2024-03-19")
    assert (report.language, signing.status, len(signing.sectors)) == ("zh", "signed", 1)


def test_a_record_is_added_after_what_a_file_holds_and_has_an_id_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "events" / "new.toml"
    for _time in range(2):
        assert main(["new", f"--data={folder}", f"--out={path}", *options(FORUM)]) == 0
    assert "event `tea-forum-2024-2` added" in capsys.readouterr().err
    ids = [event["id"] for event in tomli.loads(path.read_text(encoding="utf-8"))["event"]]
    assert ids == ["tea-forum-2024", "tea-forum-2024-2"]
    assert len([event for event in load(folder).events if event.id in ids]) == 2


@pytest.mark.parametrize(
    "name",
    [
        "regions.toml", "new.toml", "events/foo.txt", "events/foo.TOML", "events/foo", "events/.foo.toml",
        "events/.old/foo.toml", "events/../new.toml", "../new.toml", "..", "events/caf\udce9.toml",
    ],
)  # fmt: skip
def test_a_record_goes_where_events_are_read_and_nowhere_else(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}

    (folder / "events" / ".old").mkdir()
    before = files()
    assert main(["new", f"--data={folder}", f"--out={folder / name}", *options(FORUM)]) == 2
    said = capsys.readouterr().err
    assert f"accepted: a .toml file in {folder / 'events'}" in said
    assert said.count("\n") == 1
    assert files() == before


def test_a_record_may_go_deep_into_the_events_and_through_a_link(folder: Path, tmp_path: Path) -> None:
    (folder / "events" / "deep").mkdir()
    (tmp_path / "link").symlink_to(folder)
    for number, name in enumerate(("events/deep/new.toml", "../link/events/other.toml"), 1):
        answers = FORUM | {"name": f"Tea Forum {number}"}
        assert main(["new", f"--data={folder}", f"--out={folder / name}", *options(answers)]) == 0
    assert {"tea-forum-1-2024", "tea-forum-2-2024"} <= {event.id for event in load(folder).events}


def test_on_a_terminal_each_question_is_asked_until_it_is_answered(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["", "Tea Forum", "foru", "forum", "2024-03-18", "Suzhou", "The Daily", "media", "", "", ""]
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))
    assert main(["new", f"--data={folder}"]) == 0
    told = capsys.readouterr()
    assert "accepted: conference, forum" in told.err
    (event,) = tomli.loads(told.out)["event"]
    assert (event["kind"], "signing" in event) == ("forum", False)


def test_what_means_nothing_is_refused_with_what_is_accepted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", f"--data={folder}", *options(FORUM | {"region": "Suzhuo"})]) == 2
    assert "nearest: `suzhou`" in capsys.readouterr().err


def test_no_control_character_of_an_answer_or_a_name_comes_back(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["Tea Forum", "\x1b[31m", "forum", "2024-03-18", "Suzhou", "The Daily", "media", "", "", ""]
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))
    path = folder / "events" / "new\x1b[31m.toml"
    assert main(["new", f"--data={folder}", f"--out={path}"]) == 0
    said = capsys.readouterr().err
    assert said.count("␛[31m") == 2
    assert "\x1b" not in said


def test_where_nobody_can_be_asked_the_missing_options_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["new", f"--data={folder}", "--name=Tea Forum"]) == 2
    assert "--kind, --dates, --region, --publisher, --publisher-kind" in capsys.readouterr().err
