"""Orders of which only what is looked at is sorted, beside the same order sorted whole."""

from __future__ import annotations

from array import array
from pathlib import Path
from random import Random

import pytest

from tuiapp.catalog import ordering
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.columns import Ranks
from tuiapp.catalog.ordering import Key, Picked, ordered
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import SortKey

TOTAL = 300


def key(random: Random, values: int, *, descending: bool, missing: bool = True) -> Key:
    """A key of so many different values, some of them missing."""
    ranks = [random.randrange(values + missing) for _ in range(TOTAL)]
    order = sorted(range(TOTAL), key=lambda n: (ranks[n], IDS[n]))
    return Key(Ranks(array("I", ranks), values), lambda: array("I", order), descending)


IDS = Random(0).sample(range(TOTAL), TOTAL)
ID = Key(Ranks(array("I", IDS), TOTAL), lambda: array("I", sorted(range(TOTAL), key=IDS.__getitem__)))


def sort_value(keys: list[Key], n: int) -> list[tuple[bool, int]]:
    """Missing values last either way, as is said of sorts."""
    values = []
    for one in keys:
        rank, known = one.ranks.of[n], one.ranks.known
        values.append((rank == known, -rank if one.descending else rank))
    return values


@pytest.mark.parametrize("small", [0, 3, 1000])
@pytest.mark.parametrize("share", [0.05, 0.5, 1.0])
@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_order_sorted_whole(monkeypatch: pytest.MonkeyPatch, small: int, share: float, seed: int) -> None:
    monkeypatch.setattr(ordering, "_SMALL", small)
    random = Random(seed)
    keys = [key(random, random.choice((2, 20, 1000)), descending=random.random() < 0.5) for _ in range(seed % 4)]
    keys.append(ID)
    found = sorted(random.sample(range(TOTAL), int(share * TOTAL)))
    order = ordered(found, keys, TOTAL)
    whole = sorted(found, key=lambda n: sort_value(keys, n))
    assert len(order) == len(found)
    assert order.window(0, len(found)) == whole
    for start in range(0, len(found), 37):
        assert order.window(start, min(start + 50, len(found))) == whole[start : start + 50]
    for n in range(TOTAL):
        before = sum(sort_value(keys, other) < sort_value(keys, n) for other in found)
        assert order.place(n) == before


def test_nothing_found_is_an_order_too() -> None:
    order = ordered([], [ID], TOTAL)
    assert len(order) == 0
    assert order.place(5) == 0
    assert order.window(0, 0) == []


def test_what_was_picked_by_the_first_key_is_not_picked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "_SMALL", 0)
    random, asked = Random(7), list[int]()
    picked: Picked = {}
    first, second = (key(random, 20, descending=False) for _ in range(2))

    def order() -> array[int]:
        asked.append(1)
        return first.order()

    counted = first._replace(order=order, name="first")
    found = range(0, TOTAL, 2)
    ordered(found, [counted, ID], TOTAL, picked)
    longer = ordered(found, [counted, second, ID], TOTAL, picked)
    assert len(asked) == 1
    assert longer.window(0, len(longer)) == ordered(found, [counted, second, ID], TOTAL).window(0, len(longer))
    ordered(found, [counted._replace(descending=True), ID], TOTAL, picked)
    assert len(asked) == 3  # turned round it is another order


def test_another_query_is_not_answered_with_what_the_last_one_found(
    monkeypatch: pytest.MonkeyPatch, fixed_index: Path
) -> None:
    monkeypatch.setattr(ordering, "_SMALL", 0)
    sort = (SortKey("investment", True),)
    with Catalog.open(fixed_index) as catalog:
        for text in ("", "city:foshan", "stage:agreed", "city:foshan", ""):
            with Catalog.open(fixed_index) as fresh:
                asked, anew = (one.fork().select(Query.parse(text), sort) for one in (catalog, fresh))
                assert asked.ids(0, len(asked)) == anew.ids(0, len(anew))
                assert len(asked) == fresh.count(Query.parse(text))
