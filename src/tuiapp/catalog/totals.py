"""The totals of a query, and how those of all signings are kept in the index."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from tuiapp.catalog.bits import of_marks, of_positions, positions_of
from tuiapp.rules.records import Lane
from tuiapp.rules.results import LaneSum, LeftSum, MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier


class Added:
    """Which signings a total adds, one bit for each position of the default order: 125 kB for a million."""

    def __init__(self, bits: bytes, verdicts: bytes | None = None) -> None:
        """Take what is known.

        Args:
            bits: one for each position.
            verdicts: what becomes of each signing, see `adding.hits`; kept so that whoever divides or explains a total
                need not find and settle all of it again. None where that was not kept.
        """
        self.bits = bits
        self.verdicts = verdicts

    @classmethod
    def marked(cls, marks: bytes, verdicts: bytes | None = None) -> "Added":
        """The positions at which there is a 1, and not a 0."""
        return cls(_packed(of_marks(marks)), verdicts)

    @classmethod
    def at(cls, positions: Sequence[int]) -> "Added":
        """Some positions, ascending."""
        return cls(_packed(of_positions(positions, positions[-1] + 1 if positions else 0)))

    @property
    def positions(self) -> list[int]:
        """The positions of all that are added, ascending."""
        return list(positions_of(int.from_bytes(self.bits, "little")))

    @property
    def count(self) -> int:
        """How many are added."""
        return int.from_bytes(self.bits, "little").bit_count()

    def shared(self, other: "Added") -> "Added":
        """Those that both add."""
        both = int.from_bytes(self.bits, "little") & int.from_bytes(other.bits, "little")
        return Added(both.to_bytes(max(len(self.bits), len(other.bits)), "little"))

    def first(self, most: int) -> list[int]:
        """The first positions, at most so many."""
        positions = (at * 8 + bit for at, byte in enumerate(self.bits) if byte for bit in range(8) if byte >> bit & 1)
        return list(islice(positions, most))

    def __contains__(self, n: object) -> bool:
        """Whether the signing at this position of the default order is added."""
        return isinstance(n, int) and n >> 3 < len(self.bits) and bool(self.bits[n >> 3] >> (n & 7) & 1)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Added) and other.bits == self.bits

    def __hash__(self) -> int:
        return hash(self.bits)


def _packed(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) >> 3, "little")


class Totals(NamedTuple):
    """What a query's signings come to."""

    lanes: tuple[LaneSum, ...]
    """One total for each lane in which something is found, the default lane first."""
    added: Added
    """The signings that any of them adds."""


def pack_lanes(lanes: Iterable[LaneSum]) -> str:
    """Totals as JSON."""
    return json.dumps([_pack(lane) for lane in lanes], separators=(",", ":"))


def _pack(total: LaneSum) -> list[object]:
    *money, original = total.investment
    return [
        total.lane,
        total.signings,
        total.projects,
        [*money, original and [original[0], str(original[1])]],
        total.not_added,
    ]


def unpack_lanes(text: str) -> tuple[LaneSum, ...]:
    """The totals that were packed."""
    lanes = []
    for lane, signings, projects, money, not_added in json.loads(text):
        for numbers in (projects, money):
            numbers[1] = None if numbers[1] is None else Qualifier(numbers[1])
        if money[-1] is not None:
            money[-1] = (str(money[-1][0]), Decimal(money[-1][1]))
        left = tuple(LeftSum(reason, n, most, how and Qualifier(how)) for reason, n, most, how in not_added)
        investment = MoneySum(*money)
        lanes.append(LaneSum(Lane(*lane), signings, SumOf(*projects), investment, left))
    return tuple(lanes)
