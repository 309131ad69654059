"""From a query to SQL: which records meet it, and which of them do not lie wholly within it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from tuiapp.catalog import literals
from tuiapp.catalog.asks import Ask, Subject
from tuiapp.catalog.clause import ALL, NONE, Clause
from tuiapp.catalog.columns import VALUED
from tuiapp.catalog.errors import QueryError
from tuiapp.catalog.fields import REGION_FIELDS, Field
from tuiapp.catalog.fields import field as field_of
from tuiapp.catalog.fold import node_word
from tuiapp.catalog.literals import Span
from tuiapp.catalog.names import LAST_CHARACTER, Names, Target
from tuiapp.catalog.query import Query, Term
from tuiapp.catalog.ways import (
    ROW,
    Flagged,
    InNodes,
    Joined,
    Listed,
    Matching,
    NotOnDays,
    OnDays,
    Valued,
    all_of,
    any_of,
    none_of,
)
from tuiapp.catalog.words import Asked, Outside, outside_words, phrase_of
from tuiapp.i18n import _
from tuiapp.rules.records import UNITS

_LISTS = "t.n IN ("
"""What a condition begins with that lists the positions of what meets it."""
_ENDS = (0, 1 << 62)
"""The ends of all numbers."""
TABLES: dict[Subject, str] = {"signing": "fact AS t", "figure": "figure AS t", "event": "event AS t"}


_COLUMNS = {"region": ("regions", "counterparts"), "sector": ("sectors",)}
"""Which of `schema.WORD_COLUMNS` have the nodes of each tree."""

_NODES = tuple(field for name in ("region", "sector", "counterpart") if (field := field_of(name)))
"""The fields through whose names plain words are found as well."""


class _Met(NamedTuple):
    clause: Clause
    outside: tuple[Outside, ...] = ()


_WIDE = 8
"""The part of a tree from which on it is asked for row by row: an eighth. A row is had in a tenth of a look-up."""


class Compiler:
    """Makes SQL of queries for one index."""

    def __init__(self, names: Names, *, full_text: bool, aligned: bool) -> None:
        self._names = names
        self._full_text = full_text
        self._keys = {"signing": "t.n" if aligned else "t.doc", "figure": "t.n", "event": "t.event"}

    def where(self, query: Query, subject: Subject = "signing", *, typing: bool = False) -> Clause:
        """The records of this kind that meet a query.

        A term that a kind of record has no field for meets none of it: an indicator has no stage, so
        `stage:agreed` leaves no figures, while `-stage:agreed` leaves them all.

        Raises:
            QueryError: a value does not exist; never while typing.
        """
        clauses = []
        for position, term in enumerate(query.terms):
            met = self._term(term, subject, typing=typing, last=position == len(query.terms) - 1)
            if not term.negated:
                clauses.append(met.clause if met else NONE)
            elif met and not (typing and met.clause == ALL):  # a value that says nothing yet excludes nothing yet
                clauses.append(none_of(met.clause, "({}) IS NOT TRUE"))
        return all_of(self._in_one_match(clauses, subject))

    def _in_one_match(self, clauses: Sequence[Clause], subject: Subject) -> list[Clause]:
        """The same, with all words looked up at once: of two long lists of records full text reads what both have."""
        words = [clause for clause in clauses if clause.sql == self._lookup(subject)]
        if len(words) < 2:
            return list(clauses)
        both = " AND ".join(f"({word.parameters[0]})" for word in words)
        # Who finds signings otherwise than by SQL has found the words that were typed before the last one already.
        way = Joined("AND", tuple(words)) if words[0].way else None
        return [Clause(self._lookup(subject), (both,), way), *(one for one in clauses if one not in words)]

    def _lookup(self, subject: Subject) -> str:
        """The records in whose words something is found."""
        table = f"{subject}_words"
        return f"{self._keys[subject]} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)"

    def outside(self, query: Query, *, typing: bool = False) -> list[Outside]:
        """What makes a found signing wider than the query, for each term that asks and does not exclude."""
        found: list[Outside] = []
        for position, term in enumerate(query.terms):
            met = self._term(term, "signing", typing=typing, last=position == len(query.terms) - 1)
            if met and not term.negated:
                found += met.outside
        return found

    def _term(self, term: Term, subject: Subject, *, typing: bool, last: bool) -> _Met | None:
        field = field_of(term.field)
        assert field is not None
        if field.kind == "words":
            return self._words(term, subject, prefix=typing and last)
        if typing and not term.values:
            return _Met(ALL)
        ask = field.ask(subject)
        if field.kind in ("tree", "choice"):
            return self._named(field, ask, term, typing=typing)
        if ask is None:
            return None
        if field.kind == "days":
            return _days(field, ask, term, typing=typing)
        if field.kind == "id":
            return self._ids(field, ask, term, typing=typing)
        return _number(field, ask, term, typing=typing)

    def _named(self, field: Field, ask: Ask | None, term: Term, *, typing: bool) -> _Met | None:
        targets: list[Target] = []
        for value in term.values:
            names = self._names.complete(field, value) if typing else self._names.find(field, value)
            if not names and not typing:
                raise self._unnamed(term, field, value)
            targets += [name.target for name in names]
        if ask is None:
            return None
        if ask.bits is not None:
            return _Met(_flagged(ask, ask.bits, targets))
        if field.kind == "tree":
            met = self._inside(field, ask, targets)
        else:
            met = _valued(field, ask.column, _framed(ask.frame, _in(ask.column, targets)), _alone(targets))
        if not ask.outside or not field.because:
            return _Met(met)
        return _Met(met, (Outside(field.because, self._outside(field, ask, targets)),))

    def _inside(self, field: Field, ask: Ask, ranks: Collection[Target]) -> Clause:
        """The records that have one of these nodes of the tree, or a node in one of them."""
        if ask.many and self._is_wide(field, ranks):
            return self._framed(field, ask, ask.many, ranks)
        met = _framed(ask.frame, self._tree(field, ask.column, ranks))
        return met._replace(way=self._way(field, ask, ranks) or met.way)

    def _outside(self, field: Field, ask: Ask, ranks: Collection[Target]) -> Clause:
        """The records that have a node of the tree which is none of these, and in none of them."""
        assert ask.outside is not None
        return self._framed(field, ask, ask.outside, ranks, outside=True)

    def _framed(
        self, field: Field, ask: Ask, frame: str, ranks: Collection[Target], *, outside: bool = False
    ) -> Clause:
        match = self._tree(field, ask.within, ranks)
        if not ask.only:
            return _framed(frame, match)
        alone = self._tree(field, ask.only, ranks)
        sql = frame.format(alone=alone.sql, match=match.sql)
        return Clause(sql, (*alone.parameters, *match.parameters), self._way(field, ask, ranks, outside=outside))

    def _way(self, field: Field, ask: Ask, ranks: Collection[Target], *, outside: bool = False) -> InNodes | None:
        """Through packed columns, where they have the tree."""
        if not ask.only:
            return None
        tree = "sector" if field.id == "sector" else "region"
        return InNodes(tree, tuple(self._stretches(field, ranks)), outside)

    def _is_wide(self, field: Field, ranks: Collection[Target]) -> bool:
        """Whether so much of a tree is asked for that looking at each record is sooner done than looking all up."""
        asked = sum(high - low + 1 for low, high in self._stretches(field, ranks))
        return asked * _WIDE > self._names.nodes(field)

    def _unnamed(self, term: Term, field: Field, value: str) -> QueryError:
        """A value that does not exist: a region of another kind is named as what it is, else the nearest value."""
        kind, region = self._names.region(value) if field.id in REGION_FIELDS else ("", "")
        if not region:
            return _unknown(term, field, value, self._names.nearest(field, value), self._names.few(field))
        asked = Term(kind if kind in REGION_FIELDS else "region", (region,))
        message = _("No {noun} `{value}`, which is a {kind}: `{term}`.")
        return QueryError(str(term), message.format(noun=field.noun, value=value, kind=kind, term=asked), region)

    def _tree(self, field: Field, column: str, ranks: Iterable[Target]) -> Clause:
        return _between(column, self._stretches(field, ranks))

    def _stretches(self, field: Field, ranks: Iterable[Target]) -> list[tuple[int, int]]:
        """The stretches of a tree that lie in one of these nodes, none touching another: each costs a comparison."""
        joined: list[tuple[int, int]] = []
        for low, high in sorted({span for rank in ranks for span in self._names.spans(field, int(rank))}):
            if joined and low <= joined[-1][1] + 1:
                joined[-1] = joined[-1][0], max(joined[-1][1], high)
            else:
                joined.append((low, high))
        return joined

    def _ids(self, field: Field, ask: Ask, term: Term, *, typing: bool) -> _Met:
        for value in () if typing else term.values:
            if not self._names.has_id(value):
                raise _unknown(term, field, value, self._names.nearest_id(value))
        if typing:
            ranges = [Clause(f"({ask.column} >= ? AND {ask.column} < ?)", (v, v + LAST_CHARACTER)) for v in term.values]
            match = any_of(ranges)
        else:
            match = _in(ask.column, list(term.values))
        return _Met(_framed(ask.frame, match))

    def _words(self, term: Term, subject: Subject, *, prefix: bool) -> _Met:
        """A word is looked for in a record's own names and in those of all that its regions and sectors lie in.

        It describes all of a signing when its own names hold it; the name of one of two regions does not.
        """
        phrases = [phrase for value in term.values if (phrase := phrase_of(value, prefix=prefix))]
        own = [Asked(("own",), phrase) for phrase in phrases]
        wordings = [Asked(("sectors",), phrase) for phrase in phrases]
        nodes = [
            Asked(columns, f" {node_word(rank)} ")
            for tree, columns in _COLUMNS.items()
            for rank in self._names.outermost(tree, self._names.nodes_with(tree, phrases))
        ]
        met = self._match(subject, [*own, *wordings, *nodes])
        if subject != "signing":
            return _Met(met)
        matches = []
        for field in _NODES:
            ask = field.ask("signing")
            assert ask is not None
            ranks = self._names.nodes_with(field.names, phrases)
            matches.append((field, self._inside(field, ask, ranks), self._outside(field, ask, ranks)))
        in_own, in_wordings = self._match(subject, own), self._match(subject, wordings)
        parts = (in_own, in_wordings, *(some_in for _field, some_in, _some_out in matches))
        return _Met(met._replace(way=Joined("OR", parts)), outside_words(in_own, in_wordings, matches))

    def _match(self, subject: Subject, asked: Sequence[Asked]) -> Clause:
        """The records that have what is asked for."""
        table, key = f"{subject}_words", self._keys[subject]
        if not self._full_text:
            ways = [(column, one.phrase) for one in asked for column in one.columns]
            scanned = any_of(Clause(f"instr({column}, ?)", (phrase,)) for column, phrase in ways)
            return Clause(f"{key} IN (SELECT rowid FROM {table} WHERE {scanned.sql})", scanned.parameters)
        terms = [one.in_full_text for one in asked]
        chunks = (terms[at : at + ROW] for at in range(0, len(terms), ROW))
        way = Matching() if subject == "signing" else None
        return any_of(Clause(self._lookup(subject), (" OR ".join(chunk),), way) for chunk in chunks)


def _in(column: str, targets: list[Target] | list[str]) -> Clause:
    return Clause(f"({column} IN ({', '.join('?' * len(targets))}))", tuple(targets)) if targets else NONE


def _framed(frame: str, match: Clause) -> Clause:
    """What a frame makes of a comparison; where that lists positions, the list is the way to them."""
    sql = frame.format(match=match.sql)
    lists = sql.startswith(_LISTS) and sql.endswith(")")
    return Clause(sql, match.parameters, Listed(sql[len(_LISTS) : -1]) if lists else None)


def _valued(field: Field, column: str, clause: Clause, spans: tuple[tuple[int, int], ...]) -> Clause:
    """The same clause, found by the values of its field where these are packed.

    Args:
        field: what is asked for.
        column: what the clause compares.
        clause: what it says in SQL.
        spans: within which the values are to be.
    """
    shown = (field_of(field.like) if field.like else None) or field
    packed = shown.id in VALUED and shown.sort == (column,)
    return clause._replace(way=Valued(shown.id, spans)) if packed else clause


def _alone(targets: Iterable[Target]) -> tuple[tuple[int, int], ...]:
    return tuple((target, target) for target in targets if isinstance(target, int))


def _flagged(ask: Ask, bits: str, targets: list[Target]) -> Clause:
    """The records that have one of these flags, or one of these bits."""
    flags = _in(ask.column, [target for target in targets if isinstance(target, str)])
    mask = reduce(or_, (target for target in targets if isinstance(target, int)), 0)
    ways = [_framed(ask.frame, flags)] if flags.parameters else []
    if mask:
        ways.append(Clause(f"({bits} & ?) != 0", (mask,), Flagged("checks", mask)))
    return any_of(ways)


def _between(column: str, spans: Iterable[tuple[int, int]]) -> Clause:
    parts = [
        Clause(f"{column} = ?", (low,)) if low == high else Clause(f"{column} BETWEEN ? AND ?", (low, high))
        for low, high in spans
    ]
    found = any_of(parts)
    return Clause(f"({found.sql})", found.parameters)


def _days(field: Field, ask: Ask, term: Term, *, typing: bool) -> _Met:
    read = literals.read_unfinished_days if typing else literals.read_days
    spans = [span for value in term.values if (span := read(value, year=field.id == "year"))]
    if not spans:
        return _Met(ALL)
    joined = literals.join_days(spans)
    asked = [OnDays(*_ends(span), literals.end_of_year(_ends(span)[1])) for span in joined]
    met = any_of(Clause(f"({ask.frame})", tuple(one), one) for one in asked)
    assert ask.outside is not None
    outside = all_of(Clause(f"({ask.outside})", _ends(span), NotOnDays(*_ends(span))) for span in joined)
    return _Met(met, (Outside("days", outside),))


def _ends(span: Span) -> tuple[int, int]:
    assert span.low is not None
    assert span.high is not None
    return span.low, span.high


def _number(field: Field, ask: Ask, term: Term, *, typing: bool) -> _Met:
    money = field.kind == "money"
    clauses = []
    for value in term.values:
        try:
            if term.op == ":":
                span = literals.read_numbers(value, money=money)
                clause = _within(ask.column, span)
            else:
                number = literals.read_number(value, money=money)
                span = _span(term.op, number)
                clause = Clause(f"{ask.column} {term.op} ?", (number,))
            low, high = (end if end is not None else open_end for end, open_end in zip(span, _ENDS, strict=True))
            clauses.append(_valued(field, ask.column, clause, ((low, high),)))
        except ValueError:
            if not typing:
                raise
    if not clauses:
        return _Met(ALL)
    return _Met(all_of([any_of(clauses), *([_counting(ask.unit)] if ask.unit else [])]))


def _counting(unit: str) -> Clause:
    """The signings whose number counts these."""
    field = field_of("unit")
    assert field is not None
    ask = field.ask("signing")
    assert ask is not None
    rank: list[Target] = [UNITS.index(unit)]
    return _valued(field, ask.column, _in(ask.column, rank), _alone(rank))


def _span(op: str, number: int) -> Span:
    """The numbers that a comparison is true of."""
    if op.startswith(">"):
        return Span(number + (op == ">"), None)
    return Span(None, number - (op == "<"))


def _within(column: str, span: Span) -> Clause:
    ends = [(">=", span.low), ("<=", span.high)]
    return all_of(Clause(f"{column} {op} ?", (end,)) for op, end in ends if end is not None)


def _unknown(term: Term, field: Field, value: str, near: str | None, known: Sequence[str] = ()) -> QueryError:
    """What does not exist, with the nearest that does, or with all where none is near and they are few."""
    message = _("No {noun} `{value}`").format(noun=field.noun, value=value)
    if near:
        message = _("{message}; nearest: `{near}`").format(message=message, near=near)
    elif known:
        message = _("{message}; accepted: {names}").format(message=message, names=", ".join(known))
    return QueryError(str(term), f"{message}.", near)
