"""Found signings as bits, marks, positions and places."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiapp.catalog import bits

TOTAL = 30_000
"""More than a few blocks, and more than the few positions that are set one by one."""
found = st.sets(st.integers(0, TOTAL - 1), max_size=50)


@given(found)
def test_bits_marks_and_positions_are_the_same_signings(positions: set[int]) -> None:
    known = bits.of_positions([*positions, *positions], TOTAL)
    marks = bits.marks_of(known, TOTAL)
    assert [n for n, mark in enumerate(marks) if mark] == sorted(positions)
    assert len(marks) == TOTAL
    assert set(marks) <= {0, 1}
    assert bits.of_marks(marks) == known
    assert list(bits.positions_of(known)) == sorted(positions)
    assert known.bit_count() == len(positions)


def test_many_positions_are_marked_as_few_are() -> None:
    positions = list(range(0, TOTAL, 1))
    assert bits.of_positions(positions, TOTAL) == bits.all_of(TOTAL)
    assert bits.of_positions(positions[1:], TOTAL) == bits.all_of(TOTAL) - 1
    assert bits.of_positions([], TOTAL) == bits.of_marks(b"") == 0
    assert bits.marks_of(0, 3) == bytes(3)
    assert not bits.positions_of(0)


@given(found, st.integers(0, 60), st.integers(0, 60))
def test_a_window_shows_what_stands_at_its_places(positions: set[int], one: int, other: int) -> None:
    ordered = sorted(positions)
    places = bits.Places(bits.of_positions(ordered, TOTAL))
    start, stop = sorted((min(one, len(ordered)), min(other, len(ordered))))
    assert len(places) == len(ordered)
    assert places.window(start, stop) == ordered[start:stop]


@pytest.mark.parametrize("positions", [[], [0], [8191, 8192], [5, 8192, 20_000], list(range(0, TOTAL, 7))])
def test_a_place_is_where_a_signing_stands_or_would_stand(positions: list[int]) -> None:
    places = bits.Places(bits.of_positions(positions, TOTAL))
    for n in (0, 1, 5, 6, 8190, 8191, 8192, 8193, 19_999, 20_000, TOTAL - 1):
        assert places.place(n) == bisect_left(positions, n)
