"""Makes the findings of an index those that were found across its events, as far as they are not there yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from tuiapp.compiler.across import Fault
from tuiapp.rules.checks import across


def enter_faults(connection: sqlite3.Connection, faults: Sequence[Fault], among: str | None = None) -> None:
    """Enter what was found across events, in place of what had been found among these keys; None for all."""
    of_these = "1" if among is None else f"key = 0 OR key IN ({among})"
    connection.execute(f"DELETE FROM main.across_fault WHERE {of_these}")
    connection.executemany("INSERT INTO main.across_fault VALUES (?, ?, ?, ?)", faults)
    _publish(connection)


def _publish(connection: sqlite3.Connection) -> None:
    """Make the findings of the index those that the faults and notes make, where they are others."""
    wanted = _wanted(connection)
    marks = ", ".join("?" * len(across.CHECKS))
    columns = "event, check_id, severity, subject, message, acknowledged, why, date, use"
    sql = f"SELECT {columns} FROM main.finding WHERE check_id IN ({marks}) ORDER BY event, finding"
    rows = connection.execute(sql, [check.id for check in across.CHECKS]).fetchall()
    present = {event: list(several) for event, several in groupby(rows, key=itemgetter(0))}
    events = sorted(wanted.keys() | present.keys())
    _replace(
        connection,
        {event: wanted.get(event, []) for event in events if wanted.get(event, []) != present.get(event, [])},
    )


def _wanted(connection: sqlite3.Connection) -> dict[int, list[tuple[object, ...]]]:
    """The findings by the number of their event, in the order of checks and ids; then what notes alone say."""
    order = {check.id: (place, check) for place, check in enumerate(across.CHECKS)}
    sql = (
        "SELECT t.event, f.check_id, f.subject, f.message FROM main.across_fault AS f "
        "JOIN main.signing AS s ON s.id = f.subject JOIN main.fact AS t USING (n)"
    )
    notes = {
        (subject, check): (event, why, date, use)
        for event, subject, check, why, date, use in connection.execute(
            "SELECT event, subject, check_id, why, date, use FROM main.across_note ORDER BY rowid"
        )
    }
    messages: dict[tuple[int, str, str], dict[str, None]] = {}
    for event, check, subject, message in sorted(
        connection.execute(sql), key=lambda one: (order[one[1]][0], one[2], one[3])
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


def _replace(connection: sqlite3.Connection, wanted: Mapping[int, Sequence[tuple[object, ...]]]) -> None:
    """Enter the findings of some events, and what follows from all findings of theirs.

    All events at once: the flags have no index by event, and to go through them for each took minutes.
    """
    run, many = connection.execute, connection.executemany
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
