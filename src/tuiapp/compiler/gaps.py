"""Finds keys between keys, for texts and ids that come into an index which is full of others."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tuiapp.compiler.numbering import step


def spread(low: int, high: int, many: int) -> list[int]:
    """So many numbers between two, as far apart as can be; there must be as many."""
    assert high - low > many
    return [low + (high - low) * place // (many + 1) for place in range(1, many + 1)]


class Keys:
    """The keys by which texts are ordered: those of the texts there are, and new ones between them."""

    def __init__(self, connection: sqlite3.Connection, field: str) -> None:
        """Prepare the keys of a field.

        Args:
            connection: to the index.
            field: `event`, `label` or `publisher`, whose texts are in `text_key`; or `id`.
        """
        self._connection = connection
        self._column = f"{field}_key"
        if field == "id":
            self._texts = "SELECT s.id AS text, t.id_key AS key FROM main.signing AS s JOIN main.fact AS t USING (n)"
            self._text = "s.id"
        else:
            self._texts = f"SELECT text, key FROM main.text_key WHERE field = '{field}'"
            self._text = "text"
        self._field = field

    def of(self, texts: Sequence[str]) -> dict[str, int]:
        """The key of each text; new texts are remembered, but for ids."""
        keys = self._find(texts)
        if keys is None:
            self._respread()
            keys = self._find(texts)
            assert keys is not None
        if self._field != "id":
            rows = ((self._field, text, key) for text, key in keys.items())
            self._connection.executemany("INSERT OR IGNORE INTO main.text_key VALUES (?, ?, ?)", rows)
        return keys

    def _find(self, texts: Sequence[str]) -> dict[str, int] | None:
        """The keys, or None when there is no room for a new one somewhere."""
        keys: dict[str, int] = {}
        between: dict[tuple[int, int | None], list[str]] = {}
        for text in sorted(set(texts)):
            low = self._neighbour(f"{self._text} <= ?", "DESC", text)
            if low is not None and low[0] == text:
                keys[text] = low[1]
            else:
                high = self._neighbour(f"{self._text} > ?", "", text)
                between.setdefault((low[1] if low else 0, high[1] if high else None), []).append(text)
        for (below, above), several in between.items():
            end = below + step(0) * (len(several) + 1) if above is None else above
            if end - below <= len(several):
                return None
            keys.update(zip(several, spread(below, end, len(several)), strict=True))
        return keys

    def _neighbour(self, condition: str, direction: str, text: str) -> tuple[str, int] | None:
        word = "WHERE" if self._field == "id" else "AND"
        sql = f"{self._texts} {word} {condition} ORDER BY {self._text} {direction} LIMIT 1"
        row: tuple[str, int] | None = self._connection.execute(sql, (text,)).fetchone()
        return row

    def _respread(self) -> None:
        """Give all texts keys that are evenly far apart."""
        connection, column = self._connection, self._column
        connection.execute("CREATE TEMP TABLE respread (place INTEGER PRIMARY KEY, key INTEGER UNIQUE)")
        source = "main.fact" if self._field == "id" else "main.text_key"
        old, where = (column, "1") if self._field == "id" else ("key", f"field = '{self._field}'")
        count = connection.execute(
            f"INSERT INTO respread (key) SELECT DISTINCT {old} FROM {source} WHERE {where} ORDER BY {old}"
        ).rowcount
        new = f"{step(count)} * (SELECT place FROM temp.respread WHERE key = {{}})"
        if self._field != "id":
            connection.execute(f"UPDATE main.text_key SET key = {new.format('main.text_key.key')} WHERE {where}")
        connection.execute(f"UPDATE main.fact SET {column} = {new.format(column)}")
        connection.execute("DROP TABLE respread")
