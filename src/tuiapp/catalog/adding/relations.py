"""The tables that say what is inside what; made from the others when an index is complete.

part        a part: its whole, the branch of it that it may be added with, and whether parts of other branches
            are under the same outermost whole
inside      a signing, and each whole of its own lane that it is stated to be inside, at any depth
place       a signing of an edition whose regions nest: its area there, of its lane
around      an area, and each wider one that has a whole of its own
inner       a whole without an amount: what the amounts of its parts come to
region_many a signing with several regions, and the rank of each; sector_many: the like of sectors
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from tuiapp.catalog.adding import packs
from tuiapp.catalog.adding.lanes import LANE
from tuiapp.catalog.packing import QUALIFIERS
from tuiapp.catalog.schema import run
from tuiapp.rules.amounts import Amounts
from tuiapp.rules.containment import covers, outline
from tuiapp.rules.periods import precedence
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    import sqlite3

    from tuiapp.catalog.sums import Reader
    from tuiapp.rules.records import Amount

TABLES = """
DROP TABLE IF EXISTS part;
DROP TABLE IF EXISTS inside;
DROP TABLE IF EXISTS place;
DROP TABLE IF EXISTS around;
DROP TABLE IF EXISTS inner;
CREATE TABLE part (n INTEGER PRIMARY KEY, whole INTEGER, branch INTEGER, mixed INTEGER);
CREATE TABLE inside (n INTEGER, whole INTEGER, period INTEGER, PRIMARY KEY (n, whole)) WITHOUT ROWID;
CREATE TABLE place (n INTEGER PRIMARY KEY, place INTEGER, outermost INTEGER, period INTEGER);
CREATE TABLE around (place INTEGER, wider INTEGER, PRIMARY KEY (place, wider)) WITHOUT ROWID;
CREATE TABLE inner (
    n INTEGER PRIMARY KEY, yuan INTEGER, qualifiers INTEGER, converted INTEGER, currency TEXT, original TEXT
);
"""
"""The branch of a loose part is negative and its own; those of one split share one that is not."""

Inner = tuple[int, int, int, int, str, str | None]
"""A row of `inner`."""

NODES = "".join(
    f"""
DROP TABLE IF EXISTS {tree}_many;
CREATE TABLE {tree}_many (n INTEGER, rank INTEGER, PRIMARY KEY (n, rank)) WITHOUT ROWID;
INSERT INTO {tree}_many
    SELECT p.n, p.{tree} FROM signing_{tree} AS p CROSS JOIN fact AS t ON t.n = p.n
    WHERE t.{tree} IS NULL ORDER BY 1, 2;
"""
    for tree in ("region", "sector")
)


def derive(connection: sqlite3.Connection, reader: Reader) -> None:
    """Make the tables anew; `inner` is empty then.

    Args:
        connection: to the index, for writing, within a transaction.
        reader: reads the rows that rules work on from the same index.
    """
    run(connection, TABLES + NODES)
    _write(connection, "part", 4, _parts(connection))
    _write(connection, "inside", 3, _inside(connection))
    places, around = _places(reader)
    _write(connection, "place", 4, places)
    _write(connection, "around", 2, around)


def enter_inner(connection: sqlite3.Connection, rows: Iterable[Inner]) -> None:
    """Fill `inner`."""
    _write(connection, "inner", 6, rows)


def _write(connection: sqlite3.Connection, table: str, columns: int, rows: Iterable[Sequence[object]]) -> None:
    connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * columns)})", rows)


def _parts(connection: sqlite3.Connection) -> Iterator[Sequence[object]]:
    """Each part; the default order is that of the tree, so its whole is the last row that is one level higher."""
    above: list[int] = []
    branches: dict[str, int] = {}
    tree: list[tuple[int, int, int]] = []
    kinds = 0
    sql = (
        "SELECT t.n, t.depth, s.split FROM fact AS t JOIN signing AS s ON s.n = t.n "
        "WHERE t.depth > 0 OR t.n IN (SELECT root FROM fact WHERE depth > 0) ORDER BY t.n"
    )
    for n, depth, split in connection.execute(sql):
        del above[depth:]
        if depth == 0:
            yield from _mixed(tree)
            tree.clear()
            branches.clear()
        else:
            whole, branch = above[-1], -n
            if split is not None:
                key = f"{whole} {split}"
                if key not in branches:
                    branches[key] = kinds
                    kinds += 1
                branch = branches[key]
            tree.append((n, whole, branch))
        above.append(n)
    yield from _mixed(tree)


def _mixed(tree: Sequence[tuple[int, int, int]]) -> Iterator[Sequence[object]]:
    mixed = len({branch for _n, _whole, branch in tree}) > 1
    return ((*part, mixed) for part in tree)


def _inside(connection: sqlite3.Connection) -> Iterator[tuple[int, int, int]]:
    above: list[tuple[int, int]] = []
    trees = "t.depth > 0 OR t.n IN (SELECT root FROM fact WHERE depth > 0)"
    for n, depth, lane in connection.execute(f"SELECT t.n, t.depth, {LANE} FROM fact AS t WHERE {trees} ORDER BY t.n"):
        del above[depth:]
        yield from ((n, whole, lane & 1) for whole, of in above if of == lane)
        above.append((n, lane))


def _places(reader: Reader) -> tuple[list[Sequence[object]], list[Sequence[object]]]:
    """The areas of editions in whose lane one wider than another has a whole of its own."""
    places: list[Sequence[object]] = []
    around: list[Sequence[object]] = []
    several = (
        f"SELECT e.edition_key AS edition, {LANE} AS lane FROM fact AS t JOIN signing AS s ON s.n = t.n "
        "JOIN event AS e ON e.event = t.event GROUP BY 1, 2 HAVING min(s.regions) <> max(s.regions)"
    )
    rows = reader.rows(
        f"SELECT e.edition_key, {LANE}, t.n, t.depth = 0, s.regions FROM ({several}) AS g "
        "JOIN event AS e ON e.edition_key = g.edition JOIN fact AS t ON t.event = e.event "
        f"JOIN signing AS s ON s.n = t.n WHERE {LANE} = g.lane ORDER BY 1, 2, 3",
        (),
    )
    number = 0
    for (_edition, lane), group in groupby(rows, key=itemgetter(0, 1)):
        members = [(n, outermost, outline(reader.paths(regions))) for _e, _l, n, outermost, regions in group]
        areas = {area: number + at for at, area in enumerate(dict.fromkeys(area for _n, _o, area in members))}
        wholes = {area for _n, outermost, area in members if outermost}
        nested = [
            (areas[area], areas[wide]) for area in areas for wide in wholes if wide != area and covers(wide, area)
        ]
        if nested:
            number += len(areas)
            around += nested
            places += [(n, areas[area], outermost, lane & 1) for n, outermost, area in members]
    return places, around


def inner(reader: Reader) -> Iterator[Inner]:
    """What stands for the amount of a whole that prints none: the rows of `inner`, from the narrow and wide tables."""
    # In the default order a whole is directly followed by a part of it.
    lacking = "t.yuan IS NULL AND p.depth > t.depth AND t.n BETWEEN ? AND ?"
    for low, high in reader.stretches():
        roots = f"SELECT t.root FROM fact AS t JOIN fact AS p ON p.n = t.n + 1 WHERE {lacking}"
        trees = reader.sum_rows(f"t.root IN ({roots})", (low, high))
        amounts = Amounts({row.id: row for row in trees.values()})
        for n, row in trees.items():
            if low <= n <= high and row.amount is None and (printed := amounts.of(row).amounts):
                yield n, *_standing_in(printed)


def _standing_in(amounts: Sequence[Amount]) -> tuple[int, int, int, str, str | None]:
    """Their yuan, the qualifiers of their sum as bits, the yuan we converted, and the sum in their one currency."""
    kinds = {Qualifier.ABOUT if amount.converted else amount.qualifier for amount in amounts} | {Qualifier.AT_LEAST}
    bits = sum(1 << QUALIFIERS.index(kind) for kind in kinds)
    converted = sum(amount.cny for amount in amounts if amount.converted)
    currencies = {amount.currency for amount in amounts}
    originals = [amount.original for amount in amounts if amount.original is not None]
    original = str(sum(originals)) if len(originals) == len(amounts) else None
    currency = currencies.pop() if len(currencies) == 1 else ""
    return sum(amount.cny for amount in amounts), bits, converted, currency, original


def turns(reader: Reader, inside: Iterable[Inner]) -> list[packs.Turn]:
    """The period totals in the order in which they are taken.

    Args:
        reader: reads the narrow and wide tables.
        inside: the rows of `inner`.
    """
    amounts = {n: yuan for n, yuan, *_rest in inside}
    roots: dict[int, int] = dict(reader.rows("SELECT n, root FROM fact WHERE basis = 1", ()))
    ordered = []
    for low, high in reader.stretches():
        for n, row in reader.sum_rows("t.basis = 1 AND t.n BETWEEN ? AND ?", (low, high)).items():
            size = (row.amount.cny if row.amount else amounts.get(n, 0), row.count.value if row.count else 0)
            turn = packs.Turn(n, roots[n], row.first or 0, row.last, reader.ranks(row.regions))
            ordered.append((precedence(row, lambda _row, size=size: size), turn))  # type: ignore[misc]
    ordered.sort()
    return [turn for _key, turn in ordered]
