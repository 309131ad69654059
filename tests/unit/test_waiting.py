"""The signings read so far: what a person sees of them while a compiler works."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

import support
import synthetic
from tuiapp.catalog import schema
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.errors import IndexDamaged
from tuiapp.catalog.records import SigningRow
from tuiapp.catalog.waiting import OF_A_FILE, Waiting
from tuiapp.compiler import processes, staging
from tuiapp.compiler.build import Progress, compile_dataset
from tuiapp.compiler.messages import Task
from tuiapp.compiler.printed import Row
from tuiapp.compiler.progress import Step
from tuiapp.compiler.reading import Reader
from tuiapp.dataset.base import read_base
from tuiapp.dataset.files import Files
from tuiapp.dataset.problems import DatasetError
from tuiapp.rules.checks import across

SIGNINGS = 300
FILES = 3
ACROSS = {check.id for check in across.CHECKS}


@dataclass(frozen=True)
class Kept:
    """A dataset that was compiled, with what was told and what waited then."""

    index: Path
    told: list[Progress]

    @property
    def last(self) -> Path:
        """What waited when all was read."""
        return next(one.waiting for one in reversed(self.told) if one.waiting is not None and one.share < 1)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("waiting")
    synthetic.write(SIGNINGS, FILES, folder / "data")
    return Kept(*support.compiled_in_view(folder / "data", folder))


@pytest.fixture
def waiting(kept: Kept) -> Iterator[Waiting]:
    opened = Waiting(kept.last)
    opened.look()
    yield opened
    opened.close()


def alone(row: SigningRow) -> SigningRow:
    """A row without what follows from other events, or from where it stands among all."""
    findings = tuple(one for one in row.findings if one.check not in ACROSS)
    return row._replace(n=0, findings=findings, depth=0)


def test_each_row_says_what_it_says_in_the_index(kept: Kept, waiting: Waiting) -> None:
    with Catalog.open(kept.index) as catalog:
        everything = catalog.select_all()
        indexed = {row.id: alone(row) for row in everything.window(0, len(everything))}
    rows = waiting.window(0, len(waiting))
    assert len(rows) == len(waiting) == SIGNINGS
    assert {row.id: alone(row) for row in rows} == indexed


def test_rows_are_shown_before_they_are_looked_through(tmp_path: Path) -> None:
    data, database = tmp_path / "data", tmp_path / "waiting.db"
    synthetic.write(SIGNINGS, FILES, data)
    base = read_base(Files(data))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.create(connection, full_text=False)
        staging.attach(connection, database)
        staging.create(connection)
        staging.open_to_looks(connection, base)
        reader, told = Reader(data, base), Step()

        def deliver(rows: dict[str, list[Row]], step: Step) -> None:
            nonlocal told
            staging.insert(connection, rows)
            told = Step(*map(sum, zip(told, step, strict=True)))

        files = sorted((data / "events").iterdir())
        for number, file in enumerate(files, 1):
            reader.read(Task(number, file.relative_to(data).as_posix()), deliver)
        waiting = Waiting(database)
        waiting.look()
        before, size = waiting.window(0, len(waiting)), sum(file.stat().st_size for file in files)
        assert told == (len(before), size, 0)
        reader.finish(deliver)
        assert told == (len(before), size, size)
        after = waiting.window(0, len(waiting))
        waiting.close()
    assert before == [row._replace(findings=(), gaps=()) for row in after]
    assert any(row.findings for row in after)
    assert any(row.gaps for row in after)


def test_an_event_says_what_it_says_in_the_index(kept: Kept, waiting: Waiting) -> None:
    with Catalog.open(kept.index) as catalog:
        for row in waiting.window(0, 40):
            here, there = waiting.event(row.event.id), catalog.event(row.event.id)
            assert here.ref == there.ref
            assert [report.title for report in here.reports] == [report.title for report in there.reports]
            assert {one.id: alone(one) for one in here.signings} == {one.id: alone(one) for one in there.signings}
            assert [one.id for one in here.figures] == [one.id for one in there.figures]
    with pytest.raises(KeyError):
        waiting.event("nowhere")


def test_any_window_is_a_part_of_the_whole(waiting: Waiting) -> None:
    ids = waiting.ids(0, SIGNINGS)
    assert len(set(ids)) == SIGNINGS
    for start, stop in ((0, 1), (97, 205), (SIGNINGS - 1, SIGNINGS + 50), (-5, 3), (SIGNINGS, SIGNINGS + 9)):
        expected = ids[max(start, 0) : stop]
        assert waiting.ids(start, stop) == expected
        assert [row.id for row in waiting.window(start, stop)] == expected
    assert [waiting.position_of(one) for one in ids] == list(range(SIGNINGS))
    assert waiting.nearest(ids[7]) == 7
    assert waiting.position_of("nowhere") is None
    assert waiting.nearest("nowhere") == SIGNINGS


def test_rows_stay_where_they_are_while_others_come(tmp_path: Path) -> None:
    database = tmp_path / "waiting.db"
    with sqlite3.connect(database) as writing:
        for table in ("region", "sector"):
            writing.execute(f"CREATE TABLE {table} (rank, id, name, name_zh, kind, path, names, last)")
        writing.execute("CREATE TABLE signing (n INTEGER PRIMARY KEY, id)")
    waiting = Waiting(database)
    waiting.look()
    assert len(waiting) == 0
    came: list[str] = []
    for file, count in ((2, 3), (1, 2), (1, 2), (2, 1), (3, 4), (1, 1)):
        with sqlite3.connect(database) as writing:
            low, high = file * OF_A_FILE, (file + 1) * OF_A_FILE
            (last,) = writing.execute("SELECT max(n) FROM signing WHERE n BETWEEN ? AND ?", (low, high - 1)).fetchone()
            first = low if last is None else last + 1
            rows = [(n, f"{file}/{n - low}") for n in range(first, first + count)]
            writing.executemany("INSERT INTO signing VALUES (?, ?)", rows)
        came += [id_ for _n, id_ in rows]
        waiting.look()
        assert waiting.ids(0, len(waiting)) == came
    assert waiting.position_of("2/3") == came.index("2/3")
    waiting.close()
    waiting.close()


def test_what_cannot_be_read_is_told(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="cannot be shown"):
        Waiting(tmp_path / "gone.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(IndexDamaged):
        Waiting(tmp_path / "empty.db")
    shutil.copyfile(kept.last, tmp_path / "copy.db")
    waiting = Waiting(tmp_path / "copy.db")
    (tmp_path / "copy.db").write_bytes(b"no database any more" * 1000)
    with pytest.raises(IndexDamaged):
        waiting.look()
    waiting.close()


def test_nobody_is_told_of_rows_that_wait_in_memory(tmp_path: Path) -> None:
    told: list[Progress] = []
    compile_dataset(support.write_dataset(tmp_path / "data"), tmp_path / "index", progress=told.append)
    assert {progress.waiting for progress in told} == {None}


def test_an_invalid_dataset_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = support.write_dataset(tmp_path / "data")
    (data / "sectors.toml").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(processes, "wanted", lambda _sizes: 2)
    told: list[Progress] = []
    with pytest.raises(DatasetError):
        compile_dataset(data, tmp_path / "index", progress=told.append)
    assert {progress.waiting for progress in told} == {None}


def test_the_rest_takes_less_and_less(kept: Kept) -> None:
    shares = [one.share for one in kept.told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    read = [one for one in kept.told if one.files_done == one.files]
    judged = [one for one in read if one.share < 1]
    assert 0.25 < read[0].share < 0.7  # one process may have looked through its files by then
    assert judged[-1].share > 0.98  # what follows from all of them is told in steps, too
    assert kept.told[-1].rows == SIGNINGS
