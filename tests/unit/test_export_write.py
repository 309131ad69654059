"""An export becomes a file wholly or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tuiapp.catalog.view import View
from tuiapp.export.write import suggested_name, write


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_utf8_with_the_line_ends_given(tmp_path: Path) -> None:
    write(tmp_path / "a.md", ["武汉\n", "b\r\n"])
    assert (tmp_path / "a.md").read_bytes() == "武汉\nb\r\n".encode()
    assert _names(tmp_path) == ["a.md"]


def test_does_not_overwrite_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    with pytest.raises(FileExistsError, match=r"a\.md: this file exists"):
        write(path, ["new"])
    assert path.read_text() == "old"


def test_where_nothing_can_be_written_the_path_asked_for_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "a.md"
    with pytest.raises(FileNotFoundError) as caught:
        write(path, ["new"])
    assert caught.value.filename == str(path)


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.md"

    def chunks() -> Iterator[str]:
        path.write_text("other")
        yield "new"

    with pytest.raises(FileExistsError):
        write(path, chunks())
    assert path.read_text() == "other"
    assert _names(tmp_path) == ["a.md"]


def test_replaces_when_told(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o640)
    write(path, ["new"], replace=True)
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_error_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")

    def chunks() -> Iterator[str]:
        yield "half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(path, chunks(), replace=True)
    assert path.read_text() == "old"
    assert _names(tmp_path) == ["a.md"]


def test_a_link_keeps_pointing_at_the_file(tmp_path: Path) -> None:
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_text("old")
    link.symlink_to(target)
    write(link, ["new"], replace=True)
    assert link.is_symlink()
    assert target.read_text() == "new"


@pytest.mark.parametrize("replace", [False, True])
def test_only_plain_files_are_written(tmp_path: Path, replace: bool) -> None:
    with pytest.raises(OSError, match="not a plain file"):
        write(tmp_path, ["x"], replace=replace)


def test_a_missing_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "no" / "a.md", ["x"])


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_new_file_has_the_users_usual_mode(tmp_path: Path) -> None:
    write(tmp_path / "a.md", ["x"])
    usual = tmp_path / "usual"
    usual.touch()
    assert (tmp_path / "a.md").stat().st_mode == usual.stat().st_mode


def test_without_links_the_name_is_claimed_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_paths: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(os, "link", no_links)
    write(tmp_path / "a.md", ["x"])
    assert (tmp_path / "a.md").read_text() == "x"
    assert _names(tmp_path) == ["a.md"]


@pytest.mark.parametrize(
    ("view", "name"),
    [
        (View(query="city:changzhou year:2023"), "changzhou-2023.md"),
        (View(), "signed-projects.md"),
        (View(query='region:"Inner Mongolia" investment>10bn'), "inner-mongolia-investment-10bn.md"),
        (View(query="city:常州"), "常州.md"),
        (View(query="year:2023", screen="figures"), "2023-figures.md"),
        (View(screen="event:wcifit-5"), "wcifit-5.md"),
        (View(query="../../etc/passwd"), "etc-passwd.md"),
        (View(query="x" * 200), "x" * 60 + ".md"),
    ],
)
def test_the_suggested_name_says_what_is_in_it(view: View, name: str) -> None:
    assert suggested_name(view) == name
