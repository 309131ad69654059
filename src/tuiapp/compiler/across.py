"""Holds what events print against each other, in the index: all of it, or what an edit has touched.

The keys by which signings meet are in the index, and so is what was found among those of each key. After an edit
only keys are looked at that a signing had which is gone, or that one has which has come.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

_Fault = tuple[int, str, str, str]
"""The number of the key, the check, the signing it is about, what is said of it."""


def _near(among: str, doc: str) -> str:
    """Selects the keys under which something can be found, with the signings that share them.

    Beside each are the days to the one before it and to the next, and from how many days on they do not matter: most
    that share a key print a common number, years apart, and to read these took most of the time.
    """
    shared = f"SELECT key FROM main.across_key WHERE key IN ({among}) GROUP BY key HAVING count(*) > 1 AND max(asks)"
    withins = " ".join(f"WHEN {at} THEN {rule.within}" for at, rule in enumerate(across.RULES) if rule.within)
    return (
        f"SELECT k.key, k.doc, CASE k.key & {RULE_MASK} {withins} END AS within, "
        "t.last - lag(t.last) OVER by_day AS before, lead(t.last) OVER by_day - t.last AS after "
        f"FROM main.across_key AS k JOIN main.fact AS t ON {doc} = k.doc WHERE k.key IN ({shared}) "
        "WINDOW by_day AS (PARTITION BY k.key ORDER BY t.last)"
    )


class Across:
    """The checks across events on one index."""

    def __init__(self, connection: sqlite3.Connection, base: Base) -> None:
        self._connection = connection
        self._context = context_of(base.rates)
        self._rows = BatchRows(connection, base.regions, base.sectors)

    def rekey(self, events: Iterable[str]) -> None:
        """Enter the keys of some events anew, which are of other editions now."""
        several = [batch for event in events for batch in self._rows.select("e.id = ?", (event,)).items()]
        if not several:
            return
        run = self._connection.execute
        run("CREATE TEMP TABLE rekeyed (doc INTEGER PRIMARY KEY)")
        self._connection.executemany("INSERT INTO rekeyed VALUES (?)", ((doc,) for doc, _batch in several))
        run("DELETE FROM main.across_key WHERE doc IN (SELECT doc FROM temp.rekeyed)")
        for doc, batch in several:
            self._connection.executemany("INSERT INTO main.across_key VALUES (?, ?, ?)", key_rows(batch, doc))
        run("DROP TABLE rekeyed")

    def judge(self, among: str = "SELECT key FROM main.across_key", *, aligned: bool) -> None:
        """Look among the signings that share a key, and enter what is found.

        Args:
            among: the statement that selects the keys.
            aligned: whether each signing's `doc` is its position, by which it is found sooner.
        """
        run = self._connection.execute
        run(f"DELETE FROM main.across_fault WHERE key = 0 OR key IN ({among})")
        doc = "t.n" if aligned else "t.doc"
        run("CREATE TEMP TABLE meeting (key INTEGER, doc INTEGER)")
        run(
            f"INSERT INTO meeting SELECT key, doc FROM ({_near(among, doc)}) "
            "WHERE within IS NULL OR before <= within OR after <= within ORDER BY key"
        )
        self._enter(self._found_by_key(doc))
        self._enter(self._found_by_size())
        run("DROP TABLE meeting")
        self._publish()

    def _enter(self, faults: Iterator[_Fault]) -> None:
        self._connection.executemany("INSERT INTO main.across_fault VALUES (?, ?, ?, ?)", list(faults))

    def _found_by_key(self, doc: str) -> Iterator[_Fault]:
        for low, high in self._stretches():
            members = "SELECT doc FROM temp.meeting WHERE rowid BETWEEN ? AND ?"
            batches = self._rows.select(f"{doc} IN ({members})", (low, high))
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

    def _found_among(self, number: int, together: Sequence[Batch]) -> Iterator[_Fault]:
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

    def _found_by_size(self) -> Iterator[_Fault]:
        usual = self._medians()
        for (stage, measure), middle in usual.items():
            size = "CAST(t.yuan AS REAL) / t.count"
            far = float(middle) * sizes.TIMES * _MARGIN, float(middle) / sizes.TIMES / _MARGIN
            where = f"t.stage = ? AND t.measure = ? AND t.yuan > 0 AND t.count > 0 AND ({size} > ? OR {size} < ?)"
            kind = STAGES.index(stage), MEASURES.index(measure)
            for batch in self._rows.select(where, (*kind, *far)).values():
                for fault in sizes.find_size(batch, usual):
                    yield 0, sizes.CHECK.id, fault.subject, f"{fault.message}."

    def _medians(self) -> Medians:
        """The same medians as `sizes.medians` has, without all signings in memory."""
        known = "FROM main.fact WHERE yuan > 0 AND count > 0"
        kinds = self._connection.execute(f"SELECT stage, measure, count(*) {known} GROUP BY 1, 2").fetchall()
        usual: dict[tuple[str, str], Decimal] = {}
        for stage, measure, many in kinds:
            if many >= sizes.ENOUGH:
                middle = self._connection.execute(
                    f"SELECT yuan, count {known} AND stage = ? AND measure = ? "
                    "ORDER BY CAST(yuan AS REAL) / count LIMIT ? OFFSET ?",
                    (stage, measure, 2 - many % 2, (many - 1) // 2),
                )
                usual[STAGES[stage], MEASURES[measure]] = median(Decimal(yuan) / count for yuan, count in middle)
        return usual

    def _publish(self) -> None:
        """Make the findings of the index those that the faults and notes make, where they are others."""
        wanted = self._wanted()
        marks = ", ".join("?" * len(across.CHECKS))
        columns = "event, check_id, severity, subject, message, acknowledged, why, date, use"
        sql = f"SELECT {columns} FROM main.finding WHERE check_id IN ({marks}) ORDER BY event, finding"
        rows = self._connection.execute(sql, [check.id for check in across.CHECKS]).fetchall()
        present = {event: list(several) for event, several in groupby(rows, key=itemgetter(0))}
        events = sorted(wanted.keys() | present.keys())
        self._replace(
            {event: wanted.get(event, []) for event in events if wanted.get(event, []) != present.get(event, [])}
        )

    def _wanted(self) -> dict[int, list[tuple[object, ...]]]:
        """The findings by the number of their event, in the order of checks and ids; then what notes alone say."""
        order = {check.id: (place, check) for place, check in enumerate(across.CHECKS)}
        sql = (
            "SELECT t.event, f.check_id, f.subject, f.message FROM main.across_fault AS f "
            "JOIN main.signing AS s ON s.id = f.subject JOIN main.fact AS t USING (n)"
        )
        notes = {
            (subject, check): (event, why, date, use)
            for event, subject, check, why, date, use in self._connection.execute(
                "SELECT event, subject, check_id, why, date, use FROM main.across_note ORDER BY rowid"
            )
        }
        messages: dict[tuple[int, str, str], dict[str, None]] = {}
        for event, check, subject, message in sorted(
            self._connection.execute(sql), key=lambda one: (order[one[1]][0], one[2], one[3])
        ):
            messages.setdefault((event, check, subject), {})[message] = None
        wanted: dict[int, list[tuple[object, ...]]] = {}
        for (event, check, subject), several in messages.items():
            note = notes.pop((subject, check), None)
            said = (1, *note[1:]) if note else (0, None, None, None)
            severity = order[check][1].severity
            wanted.setdefault(event, []).append((event, check, severity, subject, " ".join(several), *said))
        for (subject, check), (event, why, date, use) in notes.items():
            if not use:
                severity = order[check][1].severity
                wanted.setdefault(event, []).append((event, check, severity, subject, why, 1, why, date, use))
        return wanted

    def _replace(self, wanted: Mapping[int, Sequence[tuple[object, ...]]]) -> None:
        """Enter the findings of some events, and what follows from all findings of theirs.

        All events at once: the flags have no index by event, and to go through them for each took minutes.
        """
        run, many = self._connection.execute, self._connection.executemany
        run("CREATE TEMP TABLE judged (event INTEGER PRIMARY KEY)")
        many("INSERT INTO judged VALUES (?)", ((event,) for event in wanted))
        judged = "event IN (SELECT event FROM temp.judged)"
        marks = ", ".join("?" * len(across.CHECKS))
        run(f"DELETE FROM main.finding WHERE {judged} AND check_id IN ({marks})", [one.id for one in across.CHECKS])
        many(
            "INSERT INTO main.finding SELECT NULL, ?1, (SELECT n FROM main.signing WHERE id = ?4), "
            "(SELECT n FROM main.figure WHERE id = ?4), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9",
            (finding for findings in wanted.values() for finding in findings),
        )
        run(f"DELETE FROM main.flag WHERE {judged}")
        run(
            "INSERT INTO main.flag SELECT f.value, event, signing, figure FROM main.finding, json_each("
            "CASE severity WHEN 'gap' THEN json_array('any') ELSE json_array(check_id, severity, 'any') END"
            f") AS f WHERE {judged} ORDER BY event, finding, f.key"
        )
        number = "SELECT count(*) FROM main.finding AS f WHERE f.event = event.event"
        run(f"UPDATE main.event SET findings = ({number}) WHERE {judged}")
        run(
            "UPDATE main.fact SET flagged = (SELECT max(CASE WHEN f.acknowledged THEN 1 WHEN f.severity = 'error' "
            f"THEN 3 ELSE 2 END) FROM main.finding AS f WHERE f.signing = fact.n) WHERE {judged}"
        )
        run("DROP TABLE judged")
