"""How quantities and lists are written into one column of the index, and read again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from json.encoder import encode_basestring

from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

QUALIFIERS = tuple(Qualifier)
"""In the narrow table a qualifier is its position here."""

_quoted = encode_basestring
"""A text as JSON. Most of what `json.dumps` would take for a record goes into making an encoder for it."""


def pack_quantity(quantity: Quantity | None) -> str | None:
    """A quantity as JSON, every digit kept."""
    if quantity is None:
        return None
    text, value, qualifier, unit, low, high, also = quantity
    ends = f"{_end(low)},{_end(high)},{pack_quantity(also) or 'null'}"
    return f'[{_quoted(text)},"{value}","{qualifier}",{_quoted(unit)},{ends}]'


def _end(end: Decimal | None) -> str:
    return "null" if end is None else f'"{end}"'


def unpack_quantity(text: str | None) -> Quantity | None:
    """The quantity that was packed."""
    return None if text is None else _unpack(json.loads(text))


def meaning_of(text: str) -> tuple[str, str]:
    """Of a quantity that was packed the unit, and a text that is equal for what means the same however it is printed.

    To read all of a quantity takes several times as long.
    """
    found = _meaning().fullmatch(text)
    assert found is not None
    return _text(found[2]), found[1]


@cache
def _meaning() -> re.Pattern[str]:
    # A start has no use for it and is spared the time to compile it.
    return re.compile(r'\["(?:[^"\\]|\\.)*",("[^"]*","[^"]*",("(?:[^"\\]|\\.)*").*)')


@lru_cache(maxsize=256)
def _text(quoted: str) -> str:
    return str(json.loads(quoted))


def _unpack(packed: list[object]) -> Quantity:
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


def pack_texts(texts: Iterable[str]) -> str:
    """Texts as JSON."""
    return f"[{','.join(map(_quoted, texts))}]"


def pack_ranks(ranks: Iterable[int]) -> str:
    """Numbers as JSON."""
    return f"[{','.join(map(str, ranks))}]"


def unpack_texts(text: str) -> tuple[str, ...]:
    """The texts that were packed."""
    return tuple(json.loads(text))


def unpack_numbers(text: str | None) -> list[int]:
    """The numbers of a `group_concat`, none of them null: to fetch as many rows takes several times as long."""
    numbers: list[int] = json.loads(f"[{text or ''}]")
    return numbers


def unpack_ranks(text: str) -> tuple[int, ...]:
    """The numbers that were packed."""
    return tuple(json.loads(text))
