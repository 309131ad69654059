"""Holds what events print against each other, in the index: all of it, or what an edit has touched.

The keys by which signings meet are in the index, and so is what was found among those of each key. After an edit
only keys are looked at that a signing had which is gone, or that one has which has come.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from statistics import median

from tuiapp.compiler.batches import RULE_MASK, BatchRows, key_rows, number_of
from tuiapp.compiler.findings import context_of
from tuiapp.dataset.base import Base
from tuiapp.rules.checks import across
from tuiapp.rules.checks.across import Batch, sizes
from tuiapp.rules.checks.across.sizes import Medians
from tuiapp.rules.records import MEASURES, STAGES

_AT_ONCE = 5000
"""Signings that are held in memory at once, or as many as share one key."""
_MARGIN = 0.99
"""How much is added on each side to what SQL looks for with less than full precision."""

Fault = tuple[int, str, str, str]
"""The number of the key, the check, the signing it is about, what is said of it."""


def _near(schema: str, among: str, doc: str) -> str:
    """Selects the keys under which something can be found, with the signings that share them.

    Beside each are the days to the one before it and to the next, and from how many days on they do not matter: most
    that share a key print a common number, years apart, and to read these took most of the time.
    """
    shared = (
        f"SELECT key FROM {schema}.across_key WHERE key IN ({among}) GROUP BY key HAVING count(*) > 1 AND max(asks)"
    )
    withins = " ".join(f"WHEN {at} THEN {rule.within}" for at, rule in enumerate(across.RULES) if rule.within)
    return (
        f"SELECT k.key, k.doc, CASE k.key & {RULE_MASK} {withins} END AS within, "
        "t.last - lag(t.last) OVER by_day AS before, lead(t.last) OVER by_day - t.last AS after "
        f"FROM {schema}.across_key AS k JOIN {schema}.fact AS t ON {doc} = k.doc WHERE k.key IN ({shared}) "
        "WINDOW by_day AS (PARTITION BY k.key ORDER BY t.last)"
    )


class Across:
    """The checks across events on the signings of one database: those of an index, or those that wait for one."""

    def __init__(self, connection: sqlite3.Connection, base: Base, schema: str = "main", doc: str = "t.n") -> None:
        """Look at nothing yet.

        Args:
            connection: has the database open.
            base: what the events refer to.
            schema: the name under which it has it.
            doc: the column of the narrow table that is called `doc` beside a key.
        """
        self._connection = connection
        self._schema = schema
        self._doc = doc
        self._context = context_of(base.rates)
        self._rows = BatchRows(connection, base.regions, base.sectors, schema=schema, number=doc)

    def rekey(self, events: Sequence[str]) -> None:
        """Enter the keys of some events anew, which are of other editions now."""
        if not events:
            return
        run, many = self._connection.execute, self._connection.executemany
        run("CREATE TEMP TABLE regrouped (id TEXT PRIMARY KEY)")
        many("INSERT INTO regrouped VALUES (?)", ((event,) for event in events))
        several = self._rows.select("e.id IN (SELECT id FROM temp.regrouped)")
        run("CREATE TEMP TABLE rekeyed (doc INTEGER PRIMARY KEY)")
        many("INSERT INTO rekeyed VALUES (?)", ((doc,) for doc in several))
        run(f"DELETE FROM {self._schema}.across_key WHERE doc IN (SELECT doc FROM temp.rekeyed)")
        for doc, batch in several.items():
            many(f"INSERT INTO {self._schema}.across_key VALUES (?, ?, ?)", key_rows(batch, doc))
        run("DROP TABLE regrouped")
        run("DROP TABLE rekeyed")

    def find(self, among: str | None = None) -> list[Fault]:
        """What is found among the signings that share a key; only temporary tables are written.

        Args:
            among: the statement that selects the keys; None for all.
        """
        run = self._connection.execute
        among = among or f"SELECT key FROM {self._schema}.across_key"
        run("CREATE TEMP TABLE meeting (key INTEGER, doc INTEGER)")
        run(
            f"INSERT INTO meeting SELECT key, doc FROM ({_near(self._schema, among, self._doc)}) "
            "WHERE within IS NULL OR before <= within OR after <= within ORDER BY key"
        )
        faults = [*self._found_by_key(), *self._found_by_size()]
        run("DROP TABLE meeting")
        return faults

    def _found_by_key(self) -> Iterator[Fault]:
        for low, high in self._stretches():
            members = "SELECT doc FROM temp.meeting WHERE rowid BETWEEN ? AND ?"
            batches = self._rows.select(f"{self._doc} IN ({members})", (low, high))
            rows = self._connection.execute(
                "SELECT key, doc FROM temp.meeting WHERE rowid BETWEEN ? AND ?", (low, high)
            )
            for number, meeting in groupby(rows.fetchall(), key=itemgetter(0)):
                together = [batches[doc] for _key, doc in meeting]
                yield from self._found_among(number, sorted(together, key=lambda one: one.id))

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """The rows of `meeting` some at a time, all of one key at once."""
        low = 1
        last = self._connection.execute("SELECT coalesce(max(rowid), 0) FROM temp.meeting").fetchone()[0]
        while low <= last:
            end = min(low + _AT_ONCE, last)
            high = end
            key = self._connection.execute("SELECT key FROM temp.meeting WHERE rowid = ?", (end,)).fetchone()[0]
            for rowid, other in self._connection.execute(
                "SELECT rowid, key FROM temp.meeting WHERE rowid > ? ORDER BY rowid", (end,)
            ):
                if other != key:
                    break
                high = rowid
            yield low, high
            low = high + 1

    def _found_among(self, number: int, together: Sequence[Batch]) -> Iterator[Fault]:
        at = number & RULE_MASK
        rule = across.RULES[at]
        sharing: dict[str, list[Batch]] = {}
        for batch in together:
            for key in rule.keys(batch):
                if number_of(key, at) == number:
                    sharing.setdefault(key, []).append(batch)
        for several in sharing.values():
            for fault in rule.find(several, self._context):
                yield number, rule.check.id, fault.subject, f"{fault.message}."

    def _found_by_size(self) -> Iterator[Fault]:
        run = self._connection.execute
        run(
            "CREATE TEMP TABLE sized (stage INTEGER, measure INTEGER, size REAL, n INTEGER, "
            "PRIMARY KEY (stage, measure, size, n)) WITHOUT ROWID"
        )
        run(
            "INSERT INTO sized SELECT stage, measure, CAST(yuan AS REAL) / count, n "
            f"FROM {self._schema}.fact WHERE yuan > 0 AND count > 0 ORDER BY 1, 2, 3, 4"
        )
        usual = self._medians()
        for (stage, measure), middle in usual.items():
            far = float(middle) * sizes.TIMES * _MARGIN, float(middle) / sizes.TIMES / _MARGIN
            kind = STAGES.index(stage), MEASURES.index(measure)
            those = "SELECT n FROM temp.sized WHERE stage = ? AND measure = ? AND (size > ? OR size < ?)"
            for batch in self._rows.select(f"t.n IN ({those})", (*kind, *far)).values():
                for fault in sizes.find_size(batch, usual):
                    yield 0, sizes.CHECK.id, fault.subject, f"{fault.message}."
        run("DROP TABLE sized")

    def _medians(self) -> Medians:
        """The same medians as `sizes.medians` has, without all signings in memory."""
        kinds = self._connection.execute("SELECT stage, measure, count(*) FROM temp.sized GROUP BY 1, 2").fetchall()
        usual: dict[tuple[str, str], Decimal] = {}
        for stage, measure, many in kinds:
            if many >= sizes.ENOUGH:
                middle = self._connection.execute(
                    f"SELECT yuan, count FROM {self._schema}.fact WHERE n IN (SELECT n FROM temp.sized "
                    "WHERE stage = ? AND measure = ? ORDER BY size LIMIT ? OFFSET ?)",
                    (stage, measure, 2 - many % 2, (many - 1) // 2),
                )
                usual[STAGES[stage], MEASURES[measure]] = median(Decimal(yuan) / count for yuan, count in middle)
        return usual
