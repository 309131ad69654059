"""How quantities and lists are written into one column of the index, and read again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal

from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

QUALIFIERS = tuple(Qualifier)
"""In the narrow table a qualifier is its position here."""

_Packed = list[object]


def pack_quantity(quantity: Quantity | None) -> str | None:
    """A quantity as JSON, every digit kept."""
    return None if quantity is None else json.dumps(_pack(quantity), ensure_ascii=False, separators=(",", ":"))


def _pack(q: Quantity) -> _Packed:
    also = _pack(q.also) if q.also else None
    low, high = (None if end is None else str(end) for end in (q.low, q.high))
    return [q.text, str(q.value), q.qualifier.value, q.unit, low, high, also]


def unpack_quantity(text: str | None) -> Quantity | None:
    """The quantity that was packed."""
    return None if text is None else _unpack(json.loads(text))


def _unpack(packed: _Packed) -> Quantity:
    text, value, qualifier, unit, low, high, also = packed
    return Quantity(
        str(text),
        Decimal(str(value)),
        Qualifier(str(qualifier)),
        str(unit),
        None if low is None else Decimal(str(low)),
        None if high is None else Decimal(str(high)),
        _unpack(also) if isinstance(also, list) else None,
    )


def pack_list(values: Iterable[str | int]) -> str:
    """Texts or numbers as JSON."""
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def unpack_texts(text: str) -> tuple[str, ...]:
    """The texts that were packed."""
    return tuple(json.loads(text))


def unpack_ranks(text: str) -> tuple[int, ...]:
    """The numbers that were packed."""
    return tuple(json.loads(text))
