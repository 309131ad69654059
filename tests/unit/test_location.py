"""Publishing an index, and finding the current one whatever lies in its place."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import support
from tuiapp.catalog import location
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.errors import IndexDamaged, Interrupted
from tuiapp.catalog.query import Query
from tuiapp.compiler.build import compile_dataset


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return support.write_dataset(tmp_path / "data")


def build(data: Path) -> Path:
    return compile_dataset(data, location.index_directory(data))


def test_nothing_is_current_before_it_is_compiled(data: Path) -> None:
    assert location.current_index(data) is None
    index = build(data)
    assert location.current_index(data) == index


def test_each_dataset_has_its_own_place_under_every_name_of_it(data: Path, tmp_path: Path) -> None:
    other = support.write_dataset(tmp_path / "other")
    link = tmp_path / "link"
    link.symlink_to(data)
    assert location.index_directory(data) == location.index_directory(link)
    assert location.index_directory(data) != location.index_directory(other)
    assert location.index_directory(data).is_relative_to(tmp_path)


def test_only_the_user_can_look_into_it(data: Path) -> None:
    directory = location.index_directory(data)
    directory.mkdir(parents=True)
    directory.chmod(0o755)
    index = build(data)
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert stat.S_IMODE(index.stat().st_mode) & 0o077 == 0


def overwrite(at: int, what: bytes) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        content = bytearray(index.read_bytes())
        content[at : at + len(what)] = what
        index.write_bytes(content)

    return damage


def older_schema(index: Path) -> None:
    connection = sqlite3.connect(index)
    connection.execute("PRAGMA user_version = 0")
    connection.commit()
    connection.close()
    location.publish(index)


def foreign(index: Path) -> None:
    index.unlink()
    connection = sqlite3.connect(index)
    connection.execute("CREATE TABLE fact (n INTEGER)")
    connection.close()
    location.publish(index)


@pytest.mark.parametrize(
    "damage",
    [
        Path.unlink,
        lambda index: index.write_bytes(b""),
        lambda index: index.write_bytes(b"not a database" * 1000),
        lambda index: os.truncate(index, index.stat().st_size // 2),
        overwrite(0, b"garbage"),
        overwrite(50_000, b"garbage"),
        older_schema,
        foreign,
    ],
)
def test_a_damaged_index_counts_as_none_and_is_built_again(data: Path, damage: Callable[[Path], None]) -> None:
    damage(build(data))
    assert location.current_index(data) is None
    index = build(data)
    assert location.current_index(data) == index
    with Catalog.open(index) as catalog:
        assert len(support.ids(catalog)) == 9


def test_an_index_of_another_version_of_the_program_counts_as_none(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(data)
    monkeypatch.setattr(location, "__version__", "0.0.1")
    assert location.current_index(data) is None
    index = build(data)
    assert location.current_index(data) == index
    monkeypatch.setattr(location, "__version__", "0.0.2")
    assert location.current_index(data) is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"index": 3}', b'{"index": "../../x.db", "size": 0, "check": 0}']
)
def test_a_damaged_pointer_counts_as_none(data: Path, content: bytes) -> None:
    index = build(data)
    index.with_name(location.POINTER).write_bytes(content)
    assert location.current_index(data) is None


def build_long_ago(data: Path) -> Path:
    """An index that nobody is about to open any more."""
    index = build(data)
    for path in index.parent.iterdir():
        os.utime(path, (0, 0))
    return index


def test_a_reader_keeps_what_it_opened(data: Path) -> None:
    first = build_long_ago(data)
    with Catalog.open(first) as reader:
        (data / "events" / "fair.toml").unlink()
        second = build_long_ago(data)
        third = build_long_ago(data)
        assert len(support.ids(reader)) == 9
        with reader.fork() as fork:
            assert len(support.ids(fork)) == 9
        fourth = build(data)
        assert [path.exists() for path in (first, second, third, fourth)] == [True, False, True, True]
    with Catalog.open(fourth) as fresh:
        assert len(support.ids(fresh)) == 7
    location.clear(first.parent)
    assert [path.exists() for path in (first, second, third, fourth)] == [False, False, False, True]


def test_what_another_compiler_has_on_its_way_is_left_alone(data: Path) -> None:
    directory = build_long_ago(data).parent
    on_their_way = [location.new_index(directory), directory / f"{location.POINTER}-0123456789abcdef"]
    for path in on_their_way:
        path.touch()
    location.clear(directory)
    assert all(path.exists() for path in on_their_way)
    for path in on_their_way:
        os.utime(path, (0, 0))
    location.clear(directory)
    assert not any(path.exists() for path in on_their_way)


def test_two_compilers_at_once_do_not_disturb_each_other(data: Path) -> None:
    built: list[Path] = []
    threads = [threading.Thread(target=lambda: built.append(build(data))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(built)) == 4
    current = location.current_index(data)
    assert current in built
    pointer = json.loads((location.index_directory(data) / location.POINTER).read_text())
    assert current is not None
    assert pointer["index"] == current.name


def test_no_index_to_open_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        Catalog.open(tmp_path / "nothing.db")
    (tmp_path / "text.db").write_text("text")
    with pytest.raises(IndexDamaged):
        Catalog.open(tmp_path / "text.db")


def test_damage_found_while_reading_is_said(data: Path) -> None:
    index = build(data)
    with Catalog.open(index) as catalog:
        assert catalog.about.signings == 9
        size = index.stat().st_size
        overwrite(4096, b"\xff" * (size - 4096))(index)
        with pytest.raises(IndexDamaged):
            catalog.select(Query.parse("investment>1bn")).window(0, 9)


def test_an_interrupted_answer_is_given_up(data: Path) -> None:
    catalog = Catalog.open(build(data))
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c"
    started = threading.Event()
    caught: list[Exception] = []

    def ask() -> None:
        started.set()
        try:
            catalog._connection.rows(endless)
        except Interrupted as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    started.wait()
    while thread.is_alive():
        catalog.interrupt()
        thread.join(0.01)
    assert caught
    assert len(support.ids(catalog)) == 9
    catalog.close()
    catalog.interrupt()


def test_the_shipped_dataset_is_found() -> None:
    assert (location.shipped_dataset() / "dataset.toml").is_file()


def test_the_dataset_in_the_package_goes_before_the_one_beside_the_source_tree(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "src" / "tuiapp"
    monkeypatch.setattr(location, "__file__", str(package / "catalog" / "location.py"))
    support.write_dataset(tmp_path / "data")
    assert location.shipped_dataset() == tmp_path / "data"
    support.write_dataset(package / "data")
    assert location.shipped_dataset() == package / "data"


def test_without_a_shipped_dataset_that_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(location, "__file__", str(tmp_path / "src" / "tuiapp" / "catalog" / "location.py"))
    with pytest.raises(FileNotFoundError):
        location.shipped_dataset()
