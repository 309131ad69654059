"""An index that was changed after edits says what one made anew says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index_content
import synthetic
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.compiler.build import compile_dataset
from tuiapp.dataset.problems import DatasetError, Problem

_EVENT = re.compile(r"(?m)^(?=\[\[event\]\])")


def _events(path: Path) -> list[str]:
    _comment, *events = _EVENT.split(path.read_text(encoding="utf-8"))
    return events


def _write(path: Path, events: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Synthetic.\n" + "".join(events), encoding="utf-8")


class Editor:
    """Edits a dataset as people do, and as they should not."""

    def __init__(self, data: Path, seed: int) -> None:
        self._folder = data / "events"
        self._random = random.Random(seed)
        self._new = 0

    def edit(self) -> None:
        """One edit of one file, or of two."""
        self._random.choice(
            (self._number, self._number, self._label, self._day, self._delete, self._copy, self._move, self._link)
        )()

    def _file(self) -> Path:
        return self._random.choice(sorted(self._folder.rglob("*.toml")))

    def _change(self, pattern: str, change: Callable[[re.Match[str]], str]) -> None:
        """Change one place in one file that matches."""
        path = self._file()
        text = path.read_text(encoding="utf-8")
        found = list(re.finditer(pattern, text))
        if found:
            match = self._random.choice(found)
            path.write_text(text[: match.start()] + change(match) + text[match.end() :], encoding="utf-8")

    def _number(self) -> None:
        self._change(r'count = "\d+"', lambda _match: f'count = "{self._random.randint(1, 900)}"')

    def _label(self) -> None:
        self._change(r'label = "', lambda match: f"{match[0]}{self._random.choice('aknz常')} ")

    def _day(self) -> None:
        self._change(r"dates = \d{4}-\d\d", lambda _match: f"dates = {self._random.randint(2015, 2025)}-02")

    def _delete(self) -> None:
        path = self._file()
        events = _events(path)
        if events:
            events.pop(self._random.randrange(len(events)))
            _write(path, events)

    def _copy(self) -> None:
        """Some events once more, under other ids, in the same file or a new one."""
        path = self._file()
        events = _events(path)
        for event in self._random.sample(events, min(len(events), self._random.randint(1, 6))):
            self._new += 1
            events.append(re.sub(r'id = "s(\d+)-(\d+)"', rf'id = "s\1-\2-new-{self._new}"', event, count=1))
        _write(self._random.choice((path, self._folder / "deep" / f"new-{self._new}.toml")), events)

    def _move(self) -> None:
        """Events into another file, which may leave none."""
        source, target = self._file(), self._file()
        if source != target:
            events = _events(source)
            kept = self._random.randint(0, len(events))
            _write(target, _events(target) + events[kept:])
            _write(source, events[:kept])

    def _link(self) -> None:
        """A part of a whole in another event, which may be none, or inside the part."""
        ids = re.findall(r'(?m)^id = "(.+)"', self._file().read_text(encoding="utf-8"))
        if ids:
            whole = f'label = "x"\n  part_of = "{self._random.choice(ids)}/all"'
            self._change(r'(?<=  id = "all"\n  )label = "[^"]*"', lambda _match: whole)


def _compiled(data: Path, folder: Path) -> Path | tuple[Problem, ...]:
    """The index of a dataset, or what is wrong with it."""
    try:
        return compile_dataset(data, folder)
    except DatasetError as error:
        return error.problems


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("original")
    synthetic.write(120, 4, folder, 3)
    return folder


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6), st.lists(st.integers(1, 3), min_size=1, max_size=5))
def test_after_any_edits_an_index_says_what_a_new_one_says(
    original: Path, tmp_path_factory: pytest.TempPathFactory, seed: int, rounds: list[int]
) -> None:
    folder: Path = tmp_path_factory.mktemp("edited")
    data = folder / "data"
    for path in original.rglob("*.toml"):
        copy = data / path.relative_to(original)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    editor = Editor(data, seed)
    compile_dataset(data, folder / "index")
    for number, edits in enumerate(rounds):
        for _ in range(edits):
            editor.edit()
        fresh, changed = _compiled(data, folder / f"fresh-{number}"), _compiled(data, folder / "index")
        if not isinstance(fresh, Path) or not isinstance(changed, Path):
            assert changed == fresh
            return
        assert index_content.content(changed) == index_content.content(fresh)
        with Catalog.open(changed) as one, Catalog.open(fresh) as other:
            assert one.totals(Query()).lanes == other.totals(Query()).lanes
            assert one.region_counts(Query()) == other.region_counts(Query())
