"""The packed columns that adding and finding work on, held against the tables that they are made from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from naive import datasets
from tuiapp.catalog.adding.lanes import LANE_BITS
from tuiapp.catalog.adding.packs import Packs
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.columns import VALUED, Columns
from tuiapp.catalog.fields import SORTED
from tuiapp.compiler.build import compile_dataset


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """A dataset at random with signings of all kinds."""
    base: Path = tmp_path_factory.mktemp("packs")
    with Catalog.open(compile_dataset(datasets.write(base / "data", 6, 300), base / "index")) as opened:
        yield opened


def test_the_period_totals_of_a_lane_stand_together(catalog: Catalog) -> None:
    packs = Packs(catalog._connection)
    lanes = [packs["alike"][n] >> LANE_BITS for n in packs["turn"]]
    assert len(set(lanes)) > 2
    assert lanes == sorted(lanes)
    assert [packs["turn of"][n] for n in packs["turn"]] == list(range(len(lanes)))


@pytest.mark.parametrize("kind", ["", "period "])
def test_pairs_are_those_of_which_both_are_marked(catalog: Catalog, kind: str) -> None:
    packs = Packs(catalog._connection)
    pairs = list(zip(packs[f"{kind}part"], packs[f"{kind}whole"], strict=True))
    assert pairs
    everything = bytearray(b"\1") * len(packs)
    assert list(zip(*packs.pairs(kind, everything), strict=True)) == pairs
    some = bytearray(n % 3 != 0 for n in range(len(packs)))
    kept = list(zip(*packs.pairs(kind, some), strict=True))
    assert kept == [(part, whole) for part, whole in pairs if some[part] and some[whole]]
    assert 0 < len(kept) < len(pairs)


@pytest.mark.parametrize("tree", ["region", "sector"])
def test_what_has_several_nodes_is_listed_under_each(catalog: Catalog, tree: str) -> None:
    packs = Packs(catalog._connection)
    listed = [
        (rank, n)
        for rank, (start, stop) in enumerate(pairwise(packs[f"{tree} from"]))
        for n in packs[f"{tree} among"][start:stop]
    ]
    assert listed == catalog._connection.rows(f"SELECT rank, n FROM {tree}_many ORDER BY rank, n")
    assert listed


def test_the_values_of_ranks_are_those_of_the_signings(catalog: Catalog) -> None:
    columns = Columns(catalog._connection)
    sorts = {field.id: field.sort for field in SORTED}
    for field in VALUED:
        if field == "date":
            known = catalog._connection.rows("SELECT last << 24 | first FROM fact ORDER BY n")
        else:
            known = catalog._connection.rows(f"SELECT {sorts[field][0]} FROM fact AS t ORDER BY n")
        ranks, values = columns.ranks(field), columns.values(field)
        assert len(values) == ranks.known
        assert list(values) == sorted(set(values))
        assert [None if rank == ranks.known else values[rank] for rank in ranks.of] == [value for (value,) in known]
