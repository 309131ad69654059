"""When an index still says what its dataset says."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import support
from tuiapp.catalog import freshness
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.freshness import is_fresh
from tuiapp.cli.main import main
from tuiapp.compiler.build import compile_dataset
from tuiapp.dataset.load import load
from tuiapp.dataset.problems import DatasetError

HOUR = 3600 * 10**9


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = support.write_dataset(tmp_path / "data")
    for name in freshness.states(data):
        age(data / name, 1)
    return data


@pytest.fixture
def index(data: Path, tmp_path: Path) -> Path:
    return compile_dataset(data, tmp_path / "index")


def age(path: Path, hours: int) -> None:
    """Make a file look written that long ago."""
    state = path.stat()
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns - hours * HOUR))


def test_an_untouched_dataset_is_fresh_without_reading_it(
    data: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "_hash", lambda _path: pytest.fail("read a file"))
    assert is_fresh(data, index)


def test_a_touched_or_replaced_file_of_the_same_bytes_is_fresh(data: Path, index: Path) -> None:
    os.utime(data / "regions.toml")
    copy = data / "copy"
    shutil.copy(data / "rates.toml", copy)
    copy.replace(data / "rates.toml")
    assert is_fresh(data, index)


def test_an_edited_file_is_not_fresh(data: Path, index: Path) -> None:
    path = data / "events" / "forum.toml"
    state = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace('count = "18"', 'count = "19"'), encoding="utf-8")
    assert path.stat().st_size == state.st_size
    assert not is_fresh(data, index)


def test_a_file_edited_within_its_tick_of_the_clock_is_not_fresh(data: Path, tmp_path: Path) -> None:
    path = data / "events" / "forum.toml"
    path.touch()
    index = compile_dataset(data, tmp_path / "index")
    state = path.stat()
    with path.open("r+", encoding="utf-8") as file:
        file.seek(path.read_text(encoding="utf-8").index("18"))
        file.write("19")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert not is_fresh(data, index)


def test_a_new_or_a_missing_file_is_not_fresh(data: Path, index: Path) -> None:
    (data / "events" / "deep").mkdir()
    extra = data / "events" / "deep" / "extra.toml"
    extra.touch()
    assert not is_fresh(data, index)
    extra.unlink()
    assert is_fresh(data, index)
    (data / "events" / "fair.toml").unlink()
    assert not is_fresh(data, index)


def test_other_files_do_not_matter(data: Path, index: Path) -> None:
    (data / "README.md").write_text("about")
    (data / "events" / "forum.toml~").write_text("backup")
    assert is_fresh(data, index)


def test_a_linked_file_or_folder_of_events_counts(data: Path, tmp_path: Path) -> None:
    (data / "events").rename(tmp_path / "kept-elsewhere")
    (data / "events").symlink_to(tmp_path / "kept-elsewhere")
    (data / "rates.toml").rename(tmp_path / "rates.toml")
    (data / "rates.toml").symlink_to(tmp_path / "rates.toml")
    present = freshness.states(data)
    assert list(present) == sorted(
        [f"{name}.toml" for name in ("dataset", "indicators", "rates", "regions", "sectors")]
        + [f"events/{name}.toml" for name in support.EVENTS]
    )
    linked = (tmp_path / "rates.toml").stat()
    assert present["rates.toml"] == (linked.st_size, linked.st_mtime_ns, linked.st_ino)


def to_nothing(path: Path) -> None:
    path.symlink_to("nowhere.toml")


def to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def to_a_folder(path: Path) -> None:
    path.symlink_to(path.parents[1], target_is_directory=True)


def pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("make", [to_nothing, to_itself, to_a_folder, pipe])
@pytest.mark.parametrize("name", ["events/hubei.toml", "regions.toml", "more.toml"])
def test_what_is_called_like_a_file_and_cannot_be_opened_is_named(
    data: Path, index: Path, name: str, make: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    (data / name).unlink(missing_ok=True)
    make(data / name)
    assert not is_fresh(data, index)
    for command in (["check"], ["index"], ["export"], ["index", "--progress"]):
        assert main([*command, f"--data={data}"]) == 4
        told = capsys.readouterr()
        assert told.out == ""
        assert name in told.err
    with pytest.raises((OSError, DatasetError)):
        load(data)


@pytest.mark.parametrize("make", [to_nothing, pipe, Path.touch])
def test_events_that_are_no_folder_are_not_none(data: Path, index: Path, make: Callable[[Path], None]) -> None:
    shutil.rmtree(data / "events")
    make(data / "events")
    assert not is_fresh(data, index)
    for read in (load, freshness.states, lambda data: compile_dataset(data, index.parent)):
        with pytest.raises(OSError, match="events: no folder"):
            read(data)


def test_what_begins_with_a_dot_is_no_file_of_a_dataset(data: Path, index: Path) -> None:
    events = load(data).events
    (data / "events" / ".#forum.toml").symlink_to("somebody@somewhere.4711:1700000000")
    (data / "events" / "._forum.toml").write_bytes(b"\0\5\x16\7")
    (data / ".taplo.toml").write_text("include = []", encoding="utf-8")
    (data / "events" / ".old").mkdir()
    shutil.copy(data / "events" / "forum.toml", data / "events" / ".old" / "forum.toml")
    assert is_fresh(data, index)
    assert load(data).events == events
    assert compile_dataset(data, index.parent).is_file()


@pytest.mark.parametrize("name", ["events/hubei.toml", "more.toml"])
def test_a_file_that_goes_while_one_looks_is_no_error(data: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = freshness.states(data)
    (data / name).touch()
    real = os.scandir

    @contextmanager
    def scandir(path: Path) -> Iterator[list[os.DirEntry[str]]]:
        with real(path) as entries:
            listed = list(entries)
        if path == (data / name).parent:
            (data / name).unlink()
        yield listed

    monkeypatch.setattr(os, "scandir", scandir)
    assert freshness.states(data) == before


def test_what_an_index_was_made_of_is_what_its_dataset_is(data: Path, index: Path) -> None:
    assert freshness.recorded(index) == freshness.states(data)
    os.utime(data / "regions.toml")
    assert freshness.recorded(index) != freshness.states(data)


def test_no_index_is_not_fresh(data: Path, tmp_path: Path) -> None:
    assert not is_fresh(data, tmp_path / "nothing.db")
    (tmp_path / "text.db").write_text("text")
    assert not is_fresh(data, tmp_path / "text.db")


def test_the_digest_is_of_paths_and_bytes_alone(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(data, copy)

    def digest(folder: Path) -> str:
        with Catalog.open(compile_dataset(folder, tmp_path / "index")) as catalog:
            return catalog.about.digest

    before = digest(data)
    assert digest(copy) == before
    (copy / "events" / "forum.toml").rename(copy / "events" / "renamed.toml")
    renamed = digest(copy)
    assert renamed != before
    with (copy / "events" / "renamed.toml").open("a") as file:
        file.write("# a remark")
    assert digest(copy) not in (before, renamed)


def test_a_folder_that_cannot_be_read_is_no_empty_one(data: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if Path(path).name == "events":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert not is_fresh(data, index)
    with pytest.raises(PermissionError, match="events"):
        compile_dataset(data, index.parent)
    with pytest.raises(PermissionError, match="events"):
        load(data)


def named_in_latin_1(data: Path, folder: bool) -> str:
    """Give a dataset a file of events whose path is no UTF-8 text; how it is to be told."""
    path = os.fsencode(data / "events") + (b"/caf\xe9/x.toml" if folder else b"/caf\xe9.toml")
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - of bytes there is no Path
        with open(path, "wb"):  # noqa: PTH123
            pass
    except OSError:
        pytest.skip("this file system takes no such name")
    return "events/caf\\xe9/x.toml" if folder else "events/caf\\xe9.toml"


@pytest.mark.parametrize("folder", [False, True])
def test_a_name_that_is_no_utf_8_text_is_told_with_its_bytes(
    data: Path, index: Path, folder: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = named_in_latin_1(data, folder)
    assert not is_fresh(data, index)
    for read in (load, freshness.states, lambda data: compile_dataset(data, index.parent)):
        with pytest.raises(OSError, match="no UTF-8 text") as caught:
            read(data)
        assert str(caught.value).startswith(f"{shown}: ")
    for command in (["check"], ["index"], ["export"], ["index", "--progress"]):
        assert main([*command, f"--data={data}"]) == 4
        told = capsys.readouterr()
        assert told.out == ""
        assert shown in told.err.replace("\\\\", "\\")  # JSON doubles it
