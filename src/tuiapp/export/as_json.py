"""JSON: one document, indented, with all that the contract names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from tuiapp.export.model import JsonValue, Record

_HIDDEN = re.compile(
    # What JSON lets through and a terminal or an editor would act on: DEL and the C1 controls, line separators,
    # everything that changes the direction of text, invisible marks, and the tag characters.
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def compact(value: JsonValue) -> str:
    """The value in one line."""
    return visible(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def visible(text: str) -> str:
    r"""JSON text with its hidden characters written as `\uXXXX`; it reads back as the same value.

    The escape byte and the other C0 controls are escaped by JSON itself. Joiners (U+200C, U+200D) stay: words of
    several scripts and emoji need them.
    """
    return _HIDDEN.sub(lambda match: json.dumps(match[0])[1:-1], text)


def render(
    head: Record, name: str, rows: Iterable[Record], tail: Iterable[tuple[str, JsonValue]] = ()
) -> Iterator[str]:
    """One document: the head's keys, then `name` with the rows, then the tail's, each row as soon as it is there.

    The text is what `json.dumps(…, indent=2)` makes of the whole, without the whole being in memory.
    """
    yield "{\n" + ",\n".join(_member(key, value) for key, value in head.items())
    yield f",\n  {json.dumps(name)}: ["
    between = "\n"
    for row in rows:
        yield between + _indented(row, 4)
        between = ",\n"
    yield "]" if between == "\n" else "\n  ]"
    for key, value in tail:
        yield ",\n" + _member(key, value)
    yield "\n}\n"


def document(head: Record) -> Iterator[str]:
    """One document of these keys alone."""
    yield _indented(head, 0) + "\n"


def _member(key: str, value: JsonValue) -> str:
    return f"  {json.dumps(key)}: " + _indented(value, 2).lstrip()


def _indented(value: JsonValue, by: int) -> str:
    # No string holds a raw newline in JSON, so that every line may be moved.
    text = visible(json.dumps(value, ensure_ascii=False, indent=2))
    pad = " " * by
    return pad + text.replace("\n", "\n" + pad)
