"""All that a person waits for, measured in a pseudo-terminal of 120×40, beside other programs in the same run.

    python tests/benchmarks/run.py [--sizes 1k,100k] [--only starts,keys] [--repeats 5] [--queries 80] [--folder DIR]
                                   [--visidata]

Datasets are synthetic. Every time is one from a key, or from the start of a process, to the bytes that complete the
screen that is expected. What several runs or keys take is given as the median, where it says so also as the worst.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

import beside
import building
import explorer
import views
from datasets import FILES, Sample
from tables import Table

LARGEST_BUILT = 100_000
"""Signings up to which a first build is measured, and DataTable: of more rows it takes minutes to show the first."""
_STEPS = 8
"""Cursor keys pressed one after the other, so few that nothing scrolls."""
_NOTED = 10
"""Seconds from which on it is told how long indexing took: less is what looking for an index takes."""
FEW = 200_000
"""Signings up to which totals are expected sooner."""

Query = TypeVar("Query")
"""What is asked: one query, or those of two columns."""


def main() -> None:
    """Measure, and print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1k,100k,1M", help="signings of the datasets, with k and M")
    parser.add_argument("--only", default=",".join(PARTS), help="what is measured")
    parser.add_argument("--repeats", type=int, default=5, help="how often each thing is measured")
    parser.add_argument("--queries", type=int, default=80, help="how many of the listed queries are typed")
    parser.add_argument("--folder", type=Path, help="where datasets and indexes are kept for the next time")
    parser.add_argument("--visidata", action="store_true", help="install VisiData into that folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        program = beside.visidata_program(folder, install=args.visidata)
        queries = explorer.texts((beside.HERE / "queries.txt").read_text(encoding="utf-8").splitlines())
        plan = Plan(args.only.split(","), args.repeats, _spread(queries, args.queries), program)
        for size in args.sizes.split(","):
            measure(Sample(size, folder), plan)


class Plan(NamedTuple):
    """What is measured, and how often."""

    parts: Sequence[str]
    """Some of `PARTS`."""
    repeats: int
    queries: Sequence[str]
    """What is typed."""
    visidata: Path | None
    """The program, where it is installed."""


def _spread(queries: Sequence[Query], number: int) -> Sequence[Query]:
    """So many of them, of all kinds."""
    number = min(number, len(queries))
    return [queries[at * len(queries) // number] for at in range(number)]


def measure(sample: Sample, plan: Plan) -> None:
    """Print the table of one dataset."""
    indexing = sample.index()
    table = Table(f"{sample.size:,} signings in {FILES} files")
    if indexing > _NOTED:
        table.note(f"Indexing it took {indexing:.0f} s.")
    try:
        for part, its_measure in PARTS.items():
            if part in plan.parts:
                its_measure(sample, table, plan)
    finally:
        print(table.text(), flush=True)  # what was measured before something did not come


def _starts(sample: Sample, table: Table, plan: Plan) -> None:
    explorer.opened(sample)  # warms the disk
    pairs = [(beside.empty(), explorer.opened(sample)) for _ in range(plan.repeats)]
    table.empty(median(least for least, _own in pairs))
    for what, limit, own in (
        ("first row, reopened", 1.15, [one.first for _least, one in pairs]),
        ("all panes, reopened", 1.35, [one.panes for _least, one in pairs]),
    ):
        ratios = [time / least for time, (least, _own) in zip(own, pairs, strict=True)]
        table.times(what, own, ratio=median(ratios), most_ratio=limit)
    table.memory("memory with all panes", median(one.memory for _least, one in pairs), most=80)


def _keys(sample: Sample, table: Table, plan: Plan) -> None:
    opened = explorer.Explorer(sample)
    steps = [time for _ in range(plan.repeats) for time in opened.steps(_STEPS)]
    table.times("cursor key", steps, most=0.05)
    table.times("to the last row", [time for _ in range(plan.repeats) for time in opened.ends()], most=0.1)
    table.times("sort key, all rows", opened.sorts(), most=0.1, worst=0.1)
    opened.close()
    by_three = []
    for query in explorer.FILTERS:
        opened = explorer.Explorer(sample, query)
        by_three += opened.sorts_by_three()
        opened.close()
    table.times("third sort key, filtered", [took for took, _end in by_three], most=0.25, worst=0.25)
    table.times("from it to the last row", [end for _took, end in by_three], most=1, worst=1)


def _search(sample: Sample, table: Table, plan: Plan) -> None:
    opened = explorer.Explorer(sample)
    keys = [time for query in plan.queries for time in opened.types(query)]
    table.times(f"filter key, {len(plan.queries)} queries typed", keys, most=0.1, worst=0.35)
    few: list[float] = []
    many: list[float] = []
    for query in _spread(explorer.ADDED, len(plan.queries)):
        took = opened.adds(query)
        (few if sample.found(query) <= FEW else many).append(took)
    table.times("totals and counts, up to 200,000", few, most=0.5, worst=0.5)
    table.times("totals and counts, more", many, most=1.5, worst=1.5)
    table.memory("most memory in that time", opened.peak())
    opened.close()


def _views(sample: Sample, table: Table, plan: Plan) -> None:
    for query in _spread(views.VIEWED, len(plan.queries)):
        charted = views.figures(sample, query, plan.repeats)
        of = f"{query}, {sample.found(query):,} found"
        for what, times in (
            ("first chart", [one.first for one in charted]),
            ("all charts", [one.every for one in charted]),
            ("next ranking", [one.next_ranking for one in charted]),
            ("left out", views.explained(sample, query, plan.repeats)),
        ):
            table.times(f"{what}: {of}", times, most=0.5, worst=0.5)
    for one, other in _spread(views.COMPARED, len(plan.queries)):
        compared = views.comparison(sample, (one, other), plan.repeats)
        of = f"{one} and {other}, {sample.found(one) + sample.found(other):,} found"
        table.times(f"compared, totals: {of}", [each.totals for each in compared], most=0.5, worst=0.5)
        table.times(f"compared, all: {of}", [each.every for each in compared], most=0.5, worst=0.5)


def _builds(sample: Sample, table: Table, plan: Plan) -> None:
    if sample.size > LARGEST_BUILT:
        return
    pairs = [(building.parsed(sample), building.built(sample)) for _ in range(min(plan.repeats, 3))]
    parser = median(alone for alone, _own in pairs)
    table.note(f"tomli alone parses the files in {parser:.3f} s.")
    table.times("first build: progress seen", [own.progress for _alone, own in pairs], most=1.5)
    table.times("first build: first signings seen", [own.seen for _alone, own in pairs])
    ratio = median(own.all_seen / alone for alone, own in pairs)
    seen = [own.all_seen for _alone, own in pairs]
    table.times("first build: all signings on the screen", seen, ratio=ratio, most_ratio=2.5, of="tomli")
    builds = [own.rows for _alone, own in pairs]
    ratio = median(own.rows / alone for alone, own in pairs)
    table.times("first build: all indexed", builds, ratio=ratio, most_ratio=2.5, of="tomli")
    ratio = median(own.edited / own.rows for _alone, own in pairs)
    edits = [own.edited for _alone, own in pairs]
    table.times("one file of twenty edited", edits, ratio=ratio, most_ratio=1 / 6, of="first build")


def _others(sample: Sample, table: Table, plan: Plan) -> None:
    if plan.visidata:
        table.beside("VisiData", beside.visidata(sample, plan.visidata))
    if sample.size <= LARGEST_BUILT:
        table.beside("DataTable", beside.datatable(sample))


PARTS = {"starts": _starts, "keys": _keys, "search": _search, "views": _views, "builds": _builds, "others": _others}

if __name__ == "__main__":
    main()
