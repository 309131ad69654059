"""The tables of the index.

The narrow table `fact` serves filter, sort and sums: integers only, one row a signing, keyed by its position `n`
in the default order. What a signing can have several of is in tables of pairs. `signing` holds the rest of a row
and is read for the visible window alone. Lists and printed quantities are JSON in one column: they are shown,
never compared. Positions change when a signing comes or goes; `doc`, under which its words are, never does.
"""

from __future__ import annotations

import sqlite3

SCHEMA_VERSION = 26
"""Raised whenever a table changes, or what is written into one; an index of another version is built again."""

APPLICATION_ID = 0x74756961
"""`tuia`, in the header of the file: tells our index from any other SQLite file."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- What the query that finds everything is answered with, so that a start adds and counts nothing.
CREATE TABLE stored (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
-- What signings are sorted by, as packed columns of numbers: see `columns`.
CREATE TABLE packed (name TEXT PRIMARY KEY, code TEXT, items BLOB, known INTEGER);
CREATE TABLE source_file (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, inode INTEGER, sha256 TEXT, young INTEGER
) WITHOUT ROWID;
CREATE TABLE region (
    rank INTEGER PRIMARY KEY, id TEXT, name TEXT, name_zh TEXT, kind TEXT, path TEXT, names TEXT, last INTEGER
);
CREATE TABLE sector (rank INTEGER PRIMARY KEY, id TEXT, name TEXT, name_zh TEXT, path TEXT, last INTEGER);
-- What lies in a node: its own stretch of the tree, and those of a group's members.
CREATE TABLE span (
    tree TEXT, rank INTEGER, low INTEGER, high INTEGER, PRIMARY KEY (tree, rank, low)
) WITHOUT ROWID;
-- Every name by which a value can be asked for: folded, what it stands for, how it is typed, what it is called.
CREATE TABLE name (
    field TEXT, folded TEXT, target, shown TEXT, label TEXT, PRIMARY KEY (field, folded, target)
) WITHOUT ROWID;
-- The words of each node's names, each between blanks.
CREATE TABLE node_words (tree TEXT, rank INTEGER, words TEXT, PRIMARY KEY (tree, rank)) WITHOUT ROWID;
CREATE TABLE conversion (conversion INTEGER PRIMARY KEY, currency TEXT, year INTEGER, rate TEXT, source TEXT);
CREATE TABLE report (
    report INTEGER PRIMARY KEY, event INTEGER, id TEXT, publisher TEXT, publisher_zh TEXT, publisher_kind TEXT,
    title TEXT, url TEXT, published TEXT, language TEXT, note TEXT
);
CREATE TABLE event (
    event INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, name_zh TEXT, kind TEXT, dates TEXT, first INTEGER,
    last INTEGER, start TEXT, "end" TEXT, held_in TEXT, regions TEXT, series TEXT, edition INTEGER, edition_key TEXT,
    theme TEXT, summary TEXT, organisers TEXT, guests TEXT, signings INTEGER, figures INTEGER, reports INTEGER,
    findings INTEGER, gaps INTEGER
);
CREATE TABLE event_region (region INTEGER, event INTEGER, PRIMARY KEY (region, event)) WITHOUT ROWID;
CREATE TABLE event_venue (region INTEGER, event INTEGER, PRIMARY KEY (region, event)) WITHOUT ROWID;
-- first is 0 when open at the start; *_key order texts by their folded form, id_key by the id; qualifiers are the
-- positions in the word table; flagged is 3 for an open error, 2 for an open warning, 1 for known findings, else null;
-- gaps has a bit for each thing that is missing; sector and region are the ranks of its only sector and its only
-- region, null where it has none or several.
CREATE TABLE fact (
    n INTEGER PRIMARY KEY, doc INTEGER, event INTEGER, root INTEGER, depth INTEGER, first INTEGER, last INTEGER,
    stage INTEGER, measure INTEGER, unit INTEGER, basis INTEGER, status INTEGER,
    count INTEGER, count_qualifier INTEGER, count_high INTEGER,
    yuan INTEGER, yuan_qualifier INTEGER, yuan_high INTEGER, currency TEXT, original TEXT,
    threshold INTEGER, doubt INTEGER, flagged INTEGER, gaps INTEGER, published INTEGER, sector INTEGER,
    region INTEGER,
    id_key INTEGER, region_key INTEGER, event_key INTEGER, label_key INTEGER, sector_key INTEGER,
    counterpart_key INTEGER, publisher_key INTEGER
);
CREATE TABLE signing_region (region INTEGER, n INTEGER, PRIMARY KEY (region, n)) WITHOUT ROWID;
CREATE TABLE signing_sector (sector INTEGER, n INTEGER, PRIMARY KEY (sector, n)) WITHOUT ROWID;
CREATE TABLE signing_counterpart (region INTEGER, n INTEGER, PRIMARY KEY (region, n)) WITHOUT ROWID;
CREATE TABLE signing_report (report INTEGER, n INTEGER, PRIMARY KEY (report, n)) WITHOUT ROWID;
CREATE TABLE signing (
    n INTEGER PRIMARY KEY, id TEXT UNIQUE, label TEXT, project TEXT, investor TEXT, status TEXT, "when" TEXT,
    regions TEXT, sectors TEXT, sector_words TEXT, counterparts TEXT, count TEXT, investment TEXT, also TEXT,
    conversion INTEGER, threshold TEXT, share TEXT, yoy_count TEXT, yoy_investment TEXT, part_of TEXT, split TEXT,
    report INTEGER, note TEXT
);
CREATE TABLE other (
    n INTEGER, position INTEGER, report INTEGER, id TEXT, published INTEGER, count TEXT, investment TEXT, also TEXT,
    conversion INTEGER, count_value INTEGER, count_qualifier INTEGER, count_high INTEGER,
    yuan INTEGER, yuan_qualifier INTEGER, yuan_high INTEGER, currency TEXT, original TEXT,
    PRIMARY KEY (n, position)
) WITHOUT ROWID;
CREATE TABLE figure (
    n INTEGER PRIMARY KEY, id TEXT UNIQUE, event INTEGER, indicator TEXT, title TEXT, region INTEGER, first INTEGER,
    last INTEGER, value TEXT, period TEXT, as_of TEXT, yoy TEXT, report INTEGER, note TEXT,
    gaps INTEGER
);
CREATE TABLE finding (
    finding INTEGER PRIMARY KEY, event INTEGER, signing INTEGER, figure INTEGER, check_id TEXT, severity TEXT,
    subject TEXT, message TEXT, acknowledged INTEGER, why TEXT, date TEXT, use INTEGER
);
-- How an index is made anew after an edit: which file an event is from, a digest of what is written of it, its parent;
-- the parts of wholes in other events; the texts that keys order by.
CREATE TABLE source_event (event INTEGER PRIMARY KEY, file TEXT, digest BLOB, parent TEXT);
CREATE TABLE link (doc INTEGER PRIMARY KEY, whole TEXT);
-- What events are held against each other by: the keys that a signing shares with others, and whether it is one that
-- others are held against; what was found among those of a key (0: among all); what the dataset says of such findings.
CREATE TABLE across_key (key INTEGER, doc INTEGER, asks INTEGER, PRIMARY KEY (key, doc)) WITHOUT ROWID;
CREATE TABLE across_fault (key INTEGER, check_id TEXT, subject TEXT, message TEXT);
CREATE TABLE across_note (event INTEGER, subject TEXT, check_id TEXT, why TEXT, date TEXT, use INTEGER);
CREATE TABLE text_key (field TEXT, text TEXT, key INTEGER, PRIMARY KEY (field, text)) WITHOUT ROWID;
-- The names under which `check:` finds a finding: its check, its severity, `any`. Gaps are found by their bits.
CREATE TABLE flag (flag TEXT, event INTEGER, signing INTEGER, figure INTEGER);
"""

INDEXES = """
CREATE INDEX fact_event ON fact (event, n);
CREATE INDEX fact_root ON fact (root, n);
CREATE INDEX across_fault_key ON across_fault (key);
CREATE INDEX figure_event ON figure (event, n);
CREATE INDEX report_event ON report (event);
CREATE INDEX finding_event ON finding (event);
CREATE INDEX finding_signing ON finding (signing);
CREATE INDEX finding_figure ON finding (figure);
CREATE INDEX flag_flag ON flag (flag);
"""

WORD_COLUMNS = ("own", "regions", "sectors", "counterparts")
"""Where a word can stand: in the names of the record itself, its project, investor, indicator and event; or it stands
for a region or sector which one of its own lies in. The names of those are in `node_words`, once: that makes an
index half as large as it would be with the names of a province beside each record of it. With the sectors are also
the source's wordings of several: they find a signing, and do not say what all of it is."""

WORD_TABLES = ("signing_words", "figure_words", "event_words")


def has_full_text(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite can keep and read a full-text index."""
    return any(option == "ENABLE_FTS5" for (option,) in connection.execute("PRAGMA compile_options"))


def create(connection: sqlite3.Connection, *, full_text: bool) -> None:
    """Make the empty tables; without full text the same words are kept in plain tables, to be scanned."""
    connection.executescript(TABLES)
    columns = ", ".join(WORD_COLUMNS)
    for table in WORD_TABLES:
        if full_text:
            options = "content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'"
            connection.execute(f"CREATE VIRTUAL TABLE {table} USING fts5({columns}, {options})")
        else:
            connection.execute(f"CREATE TABLE {table} (rowid INTEGER PRIMARY KEY, {columns})")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def run(connection: sqlite3.Connection, script: str) -> None:
    """Run several statements within what has begun; `executescript` would commit it first."""
    for statement in filter(None, map(str.strip, script.split(";"))):
        connection.execute(statement)


def gather_text(connection: sqlite3.Connection, size: int) -> None:
    """Gather so many bytes of full text before any is written: a text that is written at once is not merged later."""
    for table in WORD_TABLES:
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)", (size,))
