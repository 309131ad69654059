"""Found signings as one whole number: the bit at a signing's position in the default order says that it is found.

A million are 125 kB, and "both", "either" and "not" are done with them in a hundredth of a millisecond. Where each is
looked at by itself they become marks: one byte each, 1 or 0.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress

_FEW = 20_000
"""Positions up to which it is sooner done to set each bit than to make a text of all marks."""
_DIGITS = bytes.maketrans(b"\0\1", b"01")
_MARKS = bytes.maketrans(b"01", b"\0\1")
_BLOCK = 1024
"""Bytes in which bits are counted together: few enough to look through one, and few of them in a million bits."""


def of_marks(marks: bytes | bytearray) -> int:
    """The bits of marks."""
    return int(marks[::-1].translate(_DIGITS) or b"0", 2)


def of_positions(positions: Sequence[int], total: int) -> int:
    """The bits of positions, in any order, of so many signings; one may come twice."""
    if len(positions) > _FEW:
        marks = bytearray(total)
        for n in positions:
            marks[n] = 1
        return of_marks(marks)
    packed = bytearray((total >> 3) + 1)
    for n in positions:
        packed[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(packed, "little")


def all_of(total: int) -> int:
    """The bits of so many signings, all of them found."""
    return (1 << total) - 1


def marks_of(bits: int, total: int) -> bytes:
    """1 for each of so many signings that is found, 0 for every other."""
    return f"{bits:b}".encode()[::-1].translate(_MARKS).ljust(total, b"\0")


def positions_of(bits: int) -> array[int]:
    """The positions of what is found, ascending."""
    return array("I", _positions(bits, 0))


def _positions(bits: int, start: int) -> Iterable[int]:
    marks = marks_of(bits, 0) if bits else b""
    return compress(range(start, start + len(marks)), marks)


class Places:
    """Found signings in the default order: which stands at a place, and at which place one stands."""

    def __init__(self, bits: int) -> None:
        self._packed = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
        counts = (self._block(at).bit_count() for at in range(0, len(self._packed), _BLOCK))
        self._before = list(accumulate(counts, initial=0))
        """How many are found before each block, and at last how many are."""

    def __len__(self) -> int:
        return self._before[-1]

    def window(self, start: int, stop: int) -> list[int]:
        """The numbers at the places from start up to stop."""
        block = bisect_right(self._before, start) - 1
        skipped, found = start - self._before[block], list[int]()
        while len(found) < skipped + stop - start:
            found += _positions(self._block(block * _BLOCK), block * _BLOCK * 8)
            block += 1
        return found[skipped : skipped + stop - start]

    def place(self, n: int) -> int:
        """Where a signing stands, or would stand."""
        block, bit = divmod(n, _BLOCK * 8)
        if block >= len(self._before) - 1:
            return len(self)
        return self._before[block] + (self._block(block * _BLOCK) & ((1 << bit) - 1)).bit_count()

    def _block(self, at: int) -> int:
        return int.from_bytes(self._packed[at : at + _BLOCK], "little")
