"""For random queries and sorts the screen, the export, the index and a naive evaluation agree, totals included."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from naive import datasets
from naive.questions import SORTS, Questions
from naive.reading import Reading
from naive.screen import COLUMNS, SIZE, check_rows, rows_shown
from tui.conftest import settled
from tui.driving import drawn
from tui.watched import WatchedApp
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import Sort, View, format_sort
from tuiapp.cli.main import main
from tuiapp.compiler.build import compile_dataset
from tuiapp.dataset.load import load
from tuiapp.export.model import total_records
from tuiapp.render import totals as render
from tuiapp.rules.results import LaneSum

SEEDS = (1, 2, 3)
SIGNINGS = 200


class Known(NamedTuple):
    """A dataset: as it is written, as it is read naively, and as it is indexed."""

    folder: Path
    cache: Path
    reading: Reading
    questions: Questions
    catalog: Catalog


@pytest.fixture(scope="module")
def datasets_known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Known]]:
    """A few datasets of some 200 signings each."""
    every = []
    for seed in SEEDS:
        base: Path = tmp_path_factory.mktemp(f"naive-{seed}")
        folder = datasets.write(base / "data", seed, SIGNINGS)
        reading = Reading(load(folder))
        catalog = Catalog.open(compile_dataset(folder, base / "index"))
        every.append(Known(folder, base / "cache", reading, Questions(reading), catalog))
    yield every
    for known in every:
        known.catalog.close()


class Asked(NamedTuple):
    """A query and a sort."""

    text: str
    sort: Sort

    @property
    def query(self) -> Query:
        return Query.parse(self.text)


CHANCE = st.randoms(use_true_random=False)
WHICH = st.integers(0, len(SEEDS) - 1)


def drawing(examples: int, *phases: Phase) -> settings:
    checks = [HealthCheck.function_scoped_fixture]
    return settings(max_examples=examples, phases=phases or tuple(Phase), suppress_health_check=checks)


def ask(known: Known, chance: Random, sort: Sort) -> Asked:
    asked = Asked(known.questions.query(chance), sort)
    note(f"{known.folder.parent.name}: {asked.text!r} by {format_sort(sort)!r}")
    return asked


def sums(known: Known, query: Query) -> tuple[LaneSum, ...]:
    return tuple(lane.summary() for lane in known.reading.totals(query))


@drawing(400)
@given(WHICH, CHANCE, SORTS)
def test_the_index_finds_orders_and_adds_as_a_naive_reading_does(
    datasets_known: list[Known], at: int, chance: Random, sort: Sort
) -> None:
    known = datasets_known[at]
    asked = ask(known, chance, sort)
    reading, query = known.reading, asked.query
    rows = [one.id for one in reading.ordered(reading.found(query), sort)]
    with known.catalog.select(query, sort) as selection:
        assert selection.ids(0, len(selection)) == rows
        for place in {0, len(rows) // 2, len(rows) - 1} if rows else ():
            assert selection.position_of(rows[place]) == place
    found, around = known.catalog.found(query)
    assert sorted(found, key=lambda hit: hit.row.id) == sorted(reading.hits(query), key=lambda hit: hit.row.id)
    assert around.items() <= reading.rows.items()
    assert known.catalog.totals(query).lanes == sums(known, query)


@drawing(25)
@given(WHICH, CHANCE, SORTS)
def test_export_prints_what_a_naive_reading_finds(
    datasets_known: list[Known], monkeypatch: pytest.MonkeyPatch, at: int, chance: Random, sort: Sort
) -> None:
    known = datasets_known[at]
    asked = ask(known, chance, sort)
    reading, query = known.reading, asked.query
    monkeypatch.setenv("XDG_CACHE_HOME", str(known.cache))
    arguments = ["--data", str(known.folder), "export", asked.text, "--format", "json", "--sort", format_sort(sort)]
    with redirect_stdout(io.StringIO()) as out:
        assert main(arguments) == 0
    printed = json.loads(out.getvalue())
    rows = reading.ordered(reading.found(query), sort)
    assert [one["id"] for one in printed["signings"]] == [one.id for one in rows]
    for one, row in zip(printed["signings"], rows, strict=True):
        count, money = one["count"], one["investment"]
        assert (count and count["text"]) == (row.count.text if row.count else None)
        assert (money and money["text"]) == (row.investment.text if row.investment else None)
        assert (money and money["cny"]) == reading.yuan(row)
    assert printed["totals"] == json.loads(json.dumps(total_records(sums(known, query))))


async def check_screen(known: Known, several: list[Asked]) -> None:
    """Open the explorer, and read off it what it shows of some queries one after the other."""
    reading = known.reading
    app = WatchedApp(known.folder, known.catalog.index, View(columns=COLUMNS))
    async with app.run_test(size=SIZE) as pilot:
        screen = await settled(pilot)
        for asked in several:
            screen.go(View(asked.text, asked.sort, COLUMNS))
            await settled(pilot)
            rows = reading.ordered(reading.found(asked.query), asked.sort)
            table, lanes = screen.table, reading.totals(asked.query)
            assert table.count() == len(rows)
            assert screen.totals is not None
            assert screen.totals.lanes == sums(known, asked.query)
            if not rows:
                continue
            assert f"{len(rows):,} of {len(reading.signings):,}" in drawn(table).partition("\n")[0]
            added = {id_ for lane in lanes for id_ in lane.added}
            check_rows(reading, await rows_shown(pilot, table), rows, added=added, indented=not asked.sort)
            assert table.plain() == [one.id for one in rows]
            pane = screen.totals_pane
            wanted = render.total_lines(
                sums(known, asked.query), table.columns, pane.size.width, lines=pane.size.height - 1
            )
            assert drawn(pane).split("\n")[1:] == ["".join(span.text for span in line) for line in wanted]


@drawing(8, Phase.generate)  # a smaller example would cost as many more starts of the explorer
@given(WHICH, st.lists(st.tuples(CHANCE, SORTS), min_size=3, max_size=3))
def test_the_screen_shows_what_a_naive_reading_finds(
    datasets_known: list[Known], monkeypatch: pytest.MonkeyPatch, at: int, several: list[tuple[Random, Sort]]
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    known = datasets_known[at]
    asyncio.run(check_screen(known, [ask(known, chance, sort) for chance, sort in several]))
