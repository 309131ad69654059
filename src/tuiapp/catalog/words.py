"""Words that are looked for in the text of records, and which of the signings found are wider than a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tuiapp.catalog.clause import Clause
from tuiapp.catalog.fields import Field
from tuiapp.catalog.fold import query_tokens
from tuiapp.catalog.ways import all_of, any_of, none_of
from tuiapp.rules.records import Because


class Asked(NamedTuple):
    """Neighbouring words, any of some columns having which is enough."""

    columns: tuple[str, ...]
    phrase: str
    """With a blank before it, and one behind it unless its last word may go on."""

    @property
    def in_full_text(self) -> str:
        """The same in the language of full text."""
        return f'{{{" ".join(self.columns)}}} : "{self.phrase.strip()}"' + ("" if self.phrase.endswith(" ") else " *")


class Outside(NamedTuple):
    """Which of the records found do not lie wholly within a term, and what of them does not."""

    because: Because
    clause: Clause


def phrase_of(value: str, *, prefix: bool) -> str:
    """A searched text as words, each after a blank, and the last before one unless it may go on; "" without words."""
    words, open_end = query_tokens(value)
    if not words:
        return ""
    return f" {' '.join(words)}" + ("" if prefix or open_end else " ")


def outside_words(own: Clause, wording: Clause, nodes: Sequence[tuple[Field, Clause, Clause]]) -> tuple[Outside, ...]:
    """What makes a signing wider than a word: it names one region or sector of several.

    Args:
        own: the word stands in its own names, which describes all of it.
        wording: it stands in one of several wordings of its sectors.
        nodes: for each tree what has a node of the word, and what has another.
    """
    partial, outside = [], [Outside("sectors", wording)]
    for field, some_in, some_out in nodes:
        assert field.because is not None
        partial.append(any_of([some_out, none_of(some_in)]))
        outside.append(Outside(field.because, some_in))
    not_whole = all_of([none_of(own), *partial])
    return tuple(Outside(because, all_of([not_whole, some_in])) for because, some_in in outside)
