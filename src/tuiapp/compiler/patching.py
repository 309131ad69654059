"""Changes a copy of an index as its dataset was changed: only the files of events that are not what they were are read.

Of these files only events are looked at that are written otherwise than before. What the copy is in the end is what
an index made anew would be, but for numbers, which are other ones in the same order. Whatever cannot be done so is
left to making it anew: a change beside the events, an invalid dataset, most of it changed.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path

from tuiapp.catalog import freshness, schema
from tuiapp.catalog.fold import fold
from tuiapp.compiler import staging
from tuiapp.compiler.across import Across
from tuiapp.compiler.entering import enter
from tuiapp.compiler.finishing import align, enter_summary
from tuiapp.compiler.gaps import Keys
from tuiapp.compiler.leaving import Leaving
from tuiapp.compiler.linking import KnownRows, check, enter_editions, lost
from tuiapp.compiler.messages import FileRead, Task
from tuiapp.compiler.moving import Moves, Tree
from tuiapp.compiler.numbering import TABLES, TEXTS
from tuiapp.compiler.order import arrange
from tuiapp.compiler.progress import Teller
from tuiapp.compiler.publishing import enter_faults
from tuiapp.compiler.reading import Fetcher, Reader, read_here
from tuiapp.compiler.staging import STAGE
from tuiapp.dataset.base import Base, read_base
from tuiapp.dataset.files import Files
from tuiapp.dataset.problems import DatasetError
from tuiapp.source_files import is_of_events

_MOST = 0.5
"""The share of a dataset's bytes from which on making the index anew is as fast."""


class NotPatchable(Exception):  # noqa: N818 - nothing is wrong: there is another way
    """The index has to be made anew."""


class Patch:
    """Changes one copy of an index."""

    def __init__(self, data: Path, states: dict[str, freshness.State], known: Sequence[freshness.SourceFile]) -> None:
        """Look what has changed.

        Args:
            data: the dataset's folder.
            states: its files as they are.
            known: its files as they were when the index was made.

        Raises:
            NotPatchable: it is too much, or beside the events.
            OSError: a file cannot be read.
        """
        self._data = data
        self._states = states
        self._known = {file.path: file for file in known}
        self._changed = freshness.changed(data, states, known)
        size = sum(states[name].size for name in self._changed if name in states)
        if not self._changed or any(not is_of_events(name) for name in self._changed):
            raise NotPatchable
        whole = sum(state.size for state in states.values())
        if size > _MOST * whole:
            raise NotPatchable
        self._size, self._share = size, size / whole
        self._reads: list[FileRead] = []

    def run(self, connection: sqlite3.Connection, teller: Teller) -> None:
        """Change the copy that is open for writing.

        Raises:
            NotPatchable: it cannot be changed to what it should be; the copy is of no more use.
            OSError: a file cannot be read.
        """
        full_text = schema.has_full_text(connection)
        if connection.execute("SELECT value FROM meta WHERE key = 'full_text'").fetchone() != (str(int(full_text)),):
            raise NotPatchable
        base = self._read_base()
        self._read(connection, base, teller)
        connection.execute("BEGIN")
        known = KnownRows(connection)
        self._replace(connection)
        if (
            any(read.problems or read.broken for read in self._reads)
            or check(connection, known, ())
            or lost(connection, known)
        ):
            raise NotPatchable
        regrouped = enter_editions(connection, known)
        connection.execute("CREATE TEMP TABLE touched (key INTEGER PRIMARY KEY)")
        self._touch(connection, "event IN (SELECT event FROM temp.replaced)")
        self._touch(connection, f"event IN (SELECT event FROM main.event WHERE id IN ({_marks(regrouped)}))", regrouped)
        _Placing(connection, known).run(Leaving(connection, base, full_text=full_text))
        connection.execute(f"INSERT OR IGNORE INTO touched SELECT key FROM {STAGE}.across_key")
        enter(connection, teller.entered)
        aligned = align(connection)
        across = Across(connection, base, doc="t.n" if aligned else "t.doc")
        across.rekey(regrouped)
        self._touch(connection, f"event IN (SELECT event FROM main.event WHERE id IN ({_marks(regrouped)}))", regrouped)
        touched = "SELECT key FROM temp.touched"
        enter_faults(connection, across.find(touched), touched)
        enter_summary(connection, base, self._sources(), full_text=full_text, aligned=aligned)
        connection.execute("COMMIT")

    def _read_base(self) -> Base:
        fetch = Fetcher(self._data)
        files = Files(self._data, fetch)
        try:
            base = read_base(files)
        except DatasetError:
            raise NotPatchable from None
        same = all(self._known[name].sha256 == file.sha256 for name, file in fetch.taken.items())
        if files.has_problems() or not same:
            raise NotPatchable
        return base

    def _read(self, connection: sqlite3.Connection, base: Base, teller: Teller) -> None:
        """Read the changed files; the rows of the events that are not as they were wait beside the index afterwards."""
        staging.attach(connection, None)
        staging.create(connection)
        marks = ", ".join("?" * len(self._changed))
        rows = connection.execute(f"SELECT digest FROM main.source_event WHERE file IN ({marks})", self._changed)
        before = frozenset(digest for (digest,) in rows)
        present = [name for name in self._changed if name in self._states]
        tasks = [Task(number, name, before) for number, name in enumerate(present, 1)]

        def take(read: FileRead) -> None:
            self._reads.append(read)
            teller.read_files(1)

        teller.begin(len(self._states), self._size, changed=self._share)
        teller.read_files(len(self._states) - len(present))
        read_here(connection, Reader(self._data, base), tasks, teller.read, take)

    def _replace(self, connection: sqlite3.Connection) -> None:
        """Enter in `replaced` which events do not stay, and with those that do the file that they are in now."""
        marks = ", ".join("?" * len(self._changed))
        rows = connection.execute(
            f"SELECT event, digest, file FROM main.source_event WHERE file IN ({marks})", self._changed
        ).fetchall()
        now = {digest: read.source.path for read in self._reads for digest in read.same}
        if len(now) < sum(len(read.same) for read in self._reads):
            raise NotPatchable  # two events are written alike
        connection.executemany(
            "INSERT INTO temp.replaced VALUES (?)", [(event,) for event, digest, _file in rows if digest not in now]
        )
        connection.executemany(
            "UPDATE main.source_event SET file = ? WHERE event = ?",
            [(now[digest], event) for event, digest, file in rows if now.get(digest, file) != file],
        )

    def _touch(self, connection: sqlite3.Connection, where: str, parameters: Sequence[str] = ()) -> None:
        """Remember the keys of some signings: what is found among those of a key may be something else now."""
        connection.execute(
            "INSERT OR IGNORE INTO temp.touched SELECT key FROM main.across_key "
            f"WHERE doc IN (SELECT doc FROM main.fact WHERE {where})",
            parameters,
        )

    def _sources(self) -> list[freshness.SourceFile]:
        read = {read.source.path: read.source for read in self._reads}
        return [read.get(name) or self._touched(name) for name in self._states]

    def _touched(self, name: str) -> freshness.SourceFile:
        """A file that says what it said, with the state it has now: else its bytes are looked at in each start."""
        known, state = self._known[name], self._states[name]
        if (known.mtime_ns, known.inode) == (state.mtime_ns, state.inode):
            return known
        young = time.time_ns() - state.mtime_ns < freshness.YOUNG
        return known._replace(mtime_ns=state.mtime_ns, inode=state.inode, young=young)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


class _Placing:
    """Finds the numbers of what waits between those of what stays."""

    def __init__(self, connection: sqlite3.Connection, known: KnownRows) -> None:
        self._connection = connection
        self._known = known

    def run(self, leaving: Leaving) -> None:
        """Number all that waits, and take out of the index, or move in it, what is in the way."""
        run = self._connection.execute
        schema.run(self._connection, TABLES)
        guests = self._invite()
        arrange(self._connection, self._known)
        run("CREATE TEMP TABLE going (n INTEGER PRIMARY KEY)")
        run("INSERT INTO going SELECT n FROM main.fact WHERE event IN (SELECT event FROM temp.replaced)")
        self._connection.executemany("INSERT INTO going VALUES (?)", [(n,) for n in guests])
        going = [n for (n,) in run("SELECT n FROM going")]
        moves = Moves(self._connection, going, self._trees())
        self._number_records()
        waiting = [n for (n,) in run(f"SELECT n FROM {STAGE}.signing WHERE n >= ?", (staging.FIRST,))]
        self._enter_numbers(waiting, moves.positions)
        leaving.delete_events()
        moves.apply(guests)
        self._see_off()

    def _invite(self) -> list[int]:
        """Let the signings of other events wait as well that are in one tree with any that waits or goes."""
        run = self._connection.execute
        roots = (
            "SELECT root FROM main.fact WHERE event IN (SELECT event FROM temp.replaced) UNION "
            f"SELECT t.root FROM {STAGE}.link AS k JOIN main.signing AS s ON s.id = k.whole "
            "JOIN main.fact AS t ON t.n = s.n"
        )
        rows = run(
            "SELECT t.n, s.id, t.event, t.depth, t.last, s.part_of, s.report, s.label, k.whole "
            "FROM main.fact AS t JOIN main.signing AS s USING (n) LEFT JOIN main.link AS k USING (doc) "
            f"WHERE t.root IN ({roots}) AND t.event NOT IN (SELECT event FROM temp.replaced) ORDER BY t.n"
        ).fetchall()
        tops: dict[str, tuple[int, int, int]] = {}
        """Of each signing the whole that is in no other of its event: number, depth, last day."""
        for n, id_, event, depth, last, part_of, report, label, outer in rows:
            alone = part_of is None or outer is not None
            root, level, day = tops[id_] = (n, depth, last) if alone else tops[part_of]
            run(
                f"INSERT INTO {STAGE}.fact (n, event, root, depth) VALUES (?, ?, ?, ?)", (n, event, root, depth - level)
            )
            run(f"INSERT INTO {STAGE}.signing (n, id, part_of) VALUES (?, ?, ?)", (n, id_, part_of))
            held = (n, event, root, day, n, report, fold(label))
            run(f"INSERT INTO {STAGE}.held VALUES (?, ?, ?, ?, ?, ?, ?)", held)
            if outer is not None:
                run(f"INSERT INTO {STAGE}.link VALUES (?, ?)", (n, outer))
        return [row[0] for row in rows]

    def _trees(self) -> list[Tree]:
        """What waits, as trees in the default order."""
        rows = self._connection.execute(
            f"SELECT h.last, coalesce(w.id, e.id), h.root, h.n FROM {STAGE}.held AS h "
            f"LEFT JOIN {STAGE}.event AS w ON w.event = h.event LEFT JOIN main.event AS e ON e.event = h.event "
            "ORDER BY h.last DESC, 2, h.root, h.place"
        ).fetchall()
        return [
            Tree(last, event, root, tuple(row[3] for row in several))
            for (last, event, root), several in groupby(rows, key=itemgetter(0, 1, 2))
        ]

    def _number_records(self) -> None:
        """Number the events, reports and figures that wait: an event that was there before as it was."""
        run = self._connection.execute
        keys = {field: Keys(self._connection, field).of(self._waiting(table)) for field, table in TEXTS.items()}
        free = run("SELECT coalesce(max(event), -1) FROM main.event").fetchone()[0]
        events = run(
            f"SELECT w.event, e.event, h.text FROM {STAGE}.event AS w JOIN {STAGE}.held_event AS h USING (event) "
            "LEFT JOIN main.event AS e ON e.id = w.id ORDER BY w.last DESC, w.id"
        ).fetchall()
        for event, before, text in events:
            free += before is None
            number = free if before is None else before
            run("INSERT INTO temp.event_number VALUES (?, ?, ?)", (event, number, keys["event"][text]))
        free = run("SELECT coalesce(max(report), -1) FROM main.report").fetchone()[0]
        for report, text in run(f"SELECT report, text FROM {STAGE}.held_report ORDER BY report").fetchall():
            free += 1
            run("INSERT INTO temp.report_number VALUES (?, ?, ?)", (report, free, keys["publisher"][text]))
        free = run("SELECT coalesce(max(n), -1) FROM main.figure").fetchone()[0]
        for (figure,) in run(f"SELECT n FROM {STAGE}.figure ORDER BY n").fetchall():
            free += 1
            run("INSERT INTO temp.figure_number VALUES (?, ?)", (figure, free))

    def _waiting(self, table: str) -> list[str]:
        return [text for (text,) in self._connection.execute(f"SELECT DISTINCT text FROM {STAGE}.{table}")]

    def _enter_numbers(self, waiting: Sequence[int], positions: dict[int, int]) -> None:
        run = self._connection.execute
        ids = dict(run(f"SELECT n, id FROM {STAGE}.signing").fetchall())
        keys = Keys(self._connection, "id").of([ids[n] for n in waiting])
        docs = self._docs(waiting, positions)
        self._connection.executemany(
            "INSERT INTO temp.placed VALUES (?, ?, ?, ?)",
            [(n, positions[n], docs.get(n), keys.get(id_)) for n, id_ in ids.items()],
        )
        self._connection.executemany(
            "INSERT INTO temp.ordered VALUES (?, ?)", sorted((positions[n], n) for n in waiting)
        )

    def _docs(self, waiting: Sequence[int], positions: dict[int, int]) -> dict[int, int]:
        """Under which numbers the words of those that wait are to be: under their positions where these are free."""
        run = self._connection.execute
        free = {doc for (doc,) in run("SELECT doc FROM main.fact WHERE event IN (SELECT event FROM temp.replaced)")}
        last = run("SELECT coalesce(max(doc), -1) FROM main.fact").fetchone()[0]
        fresh = count(last + 1)
        wanted = {n: positions[n] for n in sorted(waiting, key=positions.__getitem__)}
        return {n: place if place in free else next(fresh) for n, place in wanted.items()}

    def _see_off(self) -> None:
        """Enter what has become of the signings that were there before, which do not wait any longer."""
        run = self._connection.execute
        changes = run(
            f"SELECT r.place, t.depth, p.place FROM {STAGE}.held AS h JOIN {STAGE}.fact AS t USING (n) "
            f"JOIN temp.placed AS p USING (n) JOIN temp.placed AS r ON r.n = h.root WHERE h.n < ?",
            (staging.FIRST,),
        ).fetchall()
        self._connection.executemany("UPDATE main.fact SET root = ?, depth = ? WHERE n = ?", changes)
        for table, column in (("fact", "n"), ("signing", "n"), ("held", "n"), ("link", "doc")):
            run(f"DELETE FROM {STAGE}.{table} WHERE {column} < ?", (staging.FIRST,))
