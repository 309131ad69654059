"""The amount a signing is added with: its own, or what its parts print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tuiapp.rules.containment import Size
from tuiapp.rules.records import Amount, SumRow


class Effective(NamedTuple):
    """The printed amounts that stand for a signing: one of its own, or those of one split of its parts."""

    amounts: tuple[Amount, ...]
    from_inside: bool
    """Whether they are its parts': the whole is then at least their sum."""

    @property
    def yuan(self) -> int:
        """Their sum; 0 when there are none."""
        return sum(amount.cny for amount in self.amounts)


_NOTHING = Effective((), False)


class Amounts:
    """Amounts by signing; what has to be looked for inside a whole is looked for once."""

    def __init__(self, known: Mapping[str, SumRow]) -> None:
        self._known = known
        self._parts: dict[str, list[SumRow]] | None = None
        self._inside: dict[str, Effective] = {}

    def of(self, row: SumRow) -> Effective:
        """Its own amount; else those of the split of its parts in its lane that has the largest sum; else none.

        A part without an amount is looked into in its turn. Parts in doubt and other reports give nothing. What is
        inside does not stand for an amount that is printed and cannot be converted.
        """
        if row.amount is not None:
            return Effective((row.amount,), False)
        if row.unconverted:
            return _NOTHING
        if row.id not in self._inside:
            self._inside[row.id] = self._look_inside(row)
        return self._inside[row.id]

    def size(self, row: SumRow) -> Size:
        """Its yuan and its count, 0 for what it does not have."""
        yuan = row.amount.cny if row.amount is not None else self.of(row).yuan
        return yuan, row.count.value if row.count is not None else 0

    def _look_inside(self, row: SumRow) -> Effective:
        splits: dict[str, list[Amount]] = {}
        for part in self._parts_of(row.id):
            if part.split is not None and part.lane == row.lane:
                splits.setdefault(part.split, []).extend(self.of(part).amounts)
        filled = {split: amounts for split, amounts in splits.items() if amounts}
        if not filled:
            return _NOTHING
        largest = min(filled, key=lambda split: (-sum(amount.cny for amount in filled[split]), split))
        return Effective(tuple(filled[largest]), True)

    def _parts_of(self, whole: str) -> list[SumRow]:
        if self._parts is None:
            self._parts = {}
            for row in self._known.values():
                if row.part_of is not None and row.same_as is None and not row.doubt:
                    self._parts.setdefault(row.part_of, []).append(row)
        return self._parts.get(whole, [])
