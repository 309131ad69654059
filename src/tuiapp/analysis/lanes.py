"""A lane as the terms of a query: how a view names the one it looks at, and how its signings are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from tuiapp.catalog.errors import QueryError
from tuiapp.catalog.query import Query, Term
from tuiapp.i18n import _
from tuiapp.rules.records import BASES, DEFAULT_LANE, MEASURES, STAGES, UNITS, Lane
from tuiapp.values.near import nearest

_WORDS = {"stage": STAGES, "measure": MEASURES, "unit": UNITS, "basis": BASES}


def read_lane(text: str) -> Lane:
    """The lane that terms name: `stage:started`; what they leave out is that of the default lane.

    Raises:
        QueryError: a term is none of a stage, a measure, a unit or a basis, or its value is not in the word table.
    """
    chosen: dict[str, str] = {}
    for term in Query.parse(text).terms:
        words = _WORDS.get(term.field)
        if words is None or term.negated or len(term.values) != 1:
            message = _("`{term}` names no lane; accepted: stage, measure, unit, basis, each with one value.")
            raise QueryError(str(term), message.format(term=term))
        [value] = term.values
        word = value.lower().replace("-", " ")
        if word not in words:
            near = nearest(word, words)
            message = _("No {field} `{value}`; accepted: {names}.").format(
                field=term.field, value=value, names=", ".join(words)
            )
            raise QueryError(str(term), message, near)
        chosen[term.field] = word
    return DEFAULT_LANE._replace(**chosen)


def lane_text(lane: Lane) -> str:
    """The terms that `read_lane` reads as this lane, the shortest: none for the default one."""
    return str(Query(tuple(term for term in _terms(lane) if getattr(DEFAULT_LANE, term.field) != term.values[0])))


def in_lane(query: Query, lane: Lane) -> Query:
    """What a query finds of a lane alone."""
    kept = tuple(term for term in query.terms if term.field not in _WORDS or term.negated)
    return Query((*kept, *_terms(lane)))


def _terms(lane: Lane) -> Iterable[Term]:
    return (Term(field, (word,)) for field, word in zip(_WORDS, lane, strict=True))
