"""What the commonest words find, worked out when an index is made.

Who types a word types its first letter first, and that begins some word of nearly every signing. Full text then lists
a million positions one by one; here they are one number, read at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tuiapp.catalog import bits
from tuiapp.catalog.fold import node_word
from tuiapp.catalog.names import LAST_CHARACTER
from tuiapp.catalog.packing import unpack_numbers
from tuiapp.catalog.words import Asked

if TYPE_CHECKING:
    import sqlite3

    from tuiapp.catalog.connection import Connection

_SHARE = 3
"""A third of all signings is common: what finds fewer of a million is listed and marked within 60 ms."""
_FEWEST = 10_000
"""Signings from which on it is worth it."""
_COLUMNS = ("own", "sectors")
"""Where words are looked for by whoever finds signings."""
_KEY = "found "


def found(connection: Connection, asked: str) -> int | None:
    """The bits of what a question to full text finds, where it is one for common words."""
    value: str | bytes | None = connection.value("SELECT value FROM stored WHERE key = ?", (_KEY + asked,))
    if isinstance(value, str):
        value = connection.value("SELECT value FROM stored WHERE key = ?", (_KEY + value,))
    return int.from_bytes(value, "little") if isinstance(value, bytes) else None


def answers(connection: sqlite3.Connection) -> Iterator[tuple[str, str | bytes]]:
    """What is to be stored: under what, and the bits, or the other question that has the same answer.

    Nothing where signings are few, where there is no full text, or where it has other numbers than positions.

    Args:
        connection: to the index, its other tables complete.
    """
    about = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('signings', 'full_text', 'aligned')"))
    total = int(about["signings"])
    if total < _FEWEST or about["full_text"] != "1" or about["aligned"] != "1":
        return
    words = _words(connection)
    firsts: dict[tuple[int, int], str] = {}
    for start in _begun(words, total):
        terms = bisect_left(words, (start,)), bisect_left(words, (start + LAST_CHARACTER,))
        same = firsts.setdefault(terms, start)
        alone = terms[1] - terms[0] == 1
        word = words[terms[0]]
        for column in _COLUMNS:
            begun = Asked((column,), f" {same}").in_full_text
            asked = Asked((column,), f" {start}").in_full_text
            yield _KEY + asked, begun if same != start else _bits(connection, asked, total)
            if word[0] == start and word[1] * _SHARE >= total:
                # The whole word: one that begins no other finds what it does as a beginning.
                asked = Asked((column,), f" {start} ").in_full_text
                yield _KEY + asked, begun if alone else _bits(connection, asked, total)


def _words(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """All words that somebody types, ascending, with the signings that have each among their own."""
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, signing_words, 'col')")
    rows = connection.execute("SELECT term, doc FROM temp.words WHERE col = 'own'").fetchall()
    connection.execute("DROP TABLE temp.words")
    return sorted(row for row in rows if row[0] < node_word(0))


def _begun(words: Iterable[tuple[str, int]], total: int) -> list[str]:
    """What so many signings have a word that begins with, the shortest first."""
    signings: Counter[str] = Counter()
    for word, number in words:
        for length in range(1, len(word) + 1):
            signings[word[:length]] += number
    return sorted((start for start, number in signings.items() if number * _SHARE >= total), key=len)


def _bits(connection: sqlite3.Connection, asked: str, total: int) -> bytes:
    sql = "SELECT group_concat(rowid) FROM signing_words WHERE signing_words MATCH ?"
    ((text,),) = connection.execute(sql, (asked,))
    return bits.of_positions(unpack_numbers(text), total).to_bytes((total + 7) >> 3, "little")
