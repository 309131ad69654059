"""The query language: read, printed and taken apart, without knowing the dataset.

A query is a row of terms that must all be met. A term is a word, or a field with a value: `city:changzhou`,
`year:2020..2024`, `investment>10bn`; commas mean any of, a leading `-` excludes, quotes hold blanks together.
Which regions, sectors or events exist is known to the index; see `Catalog.check`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from tuiapp.catalog import literals
from tuiapp.catalog.errors import QueryError
from tuiapp.catalog.fields import ASKED, REGION_FIELDS, Field
from tuiapp.catalog.fields import field as field_of
from tuiapp.catalog.fold import fold
from tuiapp.catalog.records import Region
from tuiapp.i18n import _
from tuiapp.values.near import nearest

__all__ = ["Query", "QueryError", "Term", "Token", "split_excluded", "split_head", "split_values", "term_of", "tokens"]

_WIDE = str.maketrans("：，＞＜＝－“”＂　", ':,><=-""" ')
"""What a Chinese keyboard writes for the signs of the language, one for one so that positions stay."""

_SIZE = rf"-?[^\W\d_]\w*\s*(?:>=|<=|!=|<>|[><≥≤≠])\s*[0-9][0-9.,]*(?:\s*(?:{literals.UNITS})){{0,2}}(?!\S)"
"""A comparison as a person writes it, with blanks: `investment > 10 billion yuan`. No value of it needs quotes."""
_TOKEN = re.compile(rf'{_SIZE}|(?:"[^"]*"?|[^\s"])+', re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_HEAD = re.compile(r"(-?)([^\W\d_]\w*)\s*(:|>=|<=|!=|<>|[><=≥≤≠])\s*(.*)", re.DOTALL)
_PIECE = re.compile(r'"([^"]*)"?|([^",]+)|(,)')
_EXCLUDING = ("-", "!", "！")
"""What a person puts before a value that is not meant; in quotes it is part of the value."""
_VALUE = re.compile(r'(?:"[^"]*"?|[^",])+')
_BARE = re.compile(r'[^\s",:<>=≥≤≠!！-][^\s",:<>=≥≤≠]*')
_OPERATORS = {"=": ":", "≥": ">=", "≤": "<=", "≠": "!=", "<>": "!="}
_AMOUNTS = "10bn, 500m, 1.2tn, 100亿"
_RANGES = f"{_AMOUNTS}, 10..20bn"


def _quoted(value: str) -> str:
    return value if _BARE.fullmatch(value) else f'"{value}"'


class Term(NamedTuple):
    """One condition; it is met when any of its values is."""

    field: str
    """The field's id; empty for words."""
    values: tuple[str, ...]
    """Names, ids, words, or numbers, days and ranges in their one form; empty only while a value is being typed."""
    op: str = ":"
    """`:`, or a comparison with a number: `>`, `>=`, `<`, `<=`."""
    negated: bool = False

    def __str__(self) -> str:
        head = f"{self.field}{self.op}" if self.field else ""
        return ("-" if self.negated else "") + head + ",".join(map(_quoted, self.values))


class Token(NamedTuple):
    """A term as typed, with where it stands in the text."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The terms of a text as typed; a quotation that is not closed runs to the end."""
    plain = text.translate(_WIDE)
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(plain)]


def split_head(token: str) -> tuple[bool, str, str, str]:
    """Whether a typed term excludes, its field's name (empty for words), the operator and the rest.

    The operator is one of a `Term`, or `!=`, which the language has not.
    """
    match = _HEAD.fullmatch(token)
    if match:
        return bool(match[1]), match[2].lower(), _OPERATORS.get(match[3], match[3]), match[4]
    negated = token.startswith("-")
    return negated, "", ":", token[1:] if negated else token


def split_values(rest: str) -> tuple[str, ...]:
    """The values that commas part, without quotes, blanks at the ends and repetitions."""
    values = [""]
    for quoted, bare, comma in _PIECE.findall(rest):
        if comma:
            values.append("")
        else:
            values[-1] += quoted or bare
    return tuple(dict.fromkeys(filter(None, (" ".join(value.split()) for value in values))))


def split_excluded(rest: str) -> tuple[str, ...]:
    """Those of the values before which a sign stands that is to exclude them, without it; "" where nothing follows."""
    signs = "".join(_EXCLUDING)
    signed = [one for typed in _VALUE.findall(rest) if (one := typed.strip()).startswith(_EXCLUDING)]
    return tuple(value for one in signed for value in split_values(one.lstrip(signs)) or ("",))


def _tidy(field: Field, value: str, op: str) -> str:
    """The one form of a value whose kind has one; ValueError when it is of another kind."""
    if op != ":":
        money = field.kind == "money"
        return literals.write_number(literals.read_number(value, money=money), money=money)
    match field.kind:
        case "days":
            return literals.tidy_days(value, year=field.id == "year")
        case "count" | "money":
            return literals.tidy_number(value, money=field.kind == "money")
    return value


def _accepted(field: Field, op: str) -> str:
    forms = {
        "days": _("2023, 2020..2024") if field.id == "year" else _("2023, 2023-06, 2023-06-19, 2023-01..2023-06"),
        "count": "20, 10..50",
        "money": _RANGES if op == ":" else _AMOUNTS,
    }
    return forms.get(field.kind, field.example)


def _read_term(token: str, *, typing: bool) -> Term | None:
    negated, name, op, rest = split_head(token)
    # A comparison has one value, so that a comma in it parts thousands; elsewhere it means any of.
    values = split_values(_THOUSANDS.sub("", rest) if op != ":" else rest)
    excluded = split_excluded(rest) if op == ":" else ()
    if excluded and typing:
        return None  # what is left may be the opposite of what is meant
    excluded = tuple(filter(None, excluded))
    if not name:
        if excluded:
            raise _excluding(token, Term("", excluded, negated=True))
        return _read_words(token, values, negated=negated, typing=typing)
    field = field_of(name)
    if field is None or not field.asks:
        if typing:
            return None
        raise _unknown_field(token, name)
    if not values and not typing:
        message = _("`{term}` needs a value: {example}").format(term=token, example=field.example)
        raise QueryError(token, message)
    if excluded or op == "!=":
        if typing:
            return None
        meant = tuple(_tidied(field, value, ":", token, typing=True) for value in excluded or values)
        raise _excluding(token, Term(field.id, meant, negated=bool(excluded) or not negated))
    if op != ":" and (field.kind not in ("count", "money") or len(values) > 1):
        if typing:
            return None
        raise QueryError(
            token, _("`{term}` is no comparison; accepted: {example}").format(term=token, example=field.example)
        )
    return Term(field.id, tuple(_tidied(field, value, op, token, typing=typing) for value in values), op, negated)


def _read_words(token: str, values: Iterable[str], *, negated: bool, typing: bool) -> Term | None:
    words = tuple(value for value in values if fold(value))
    empty = next((value for value in values if not fold(value)), None if words else token)
    if empty is not None and not typing:
        # Left out, it would find everything, as if it stood everywhere.
        raise QueryError(token, _("`{word}` has no letter or digit to look for").format(word=empty))
    return Term("", words, negated=negated) if words else None


def _tidied(field: Field, value: str, op: str, token: str, *, typing: bool) -> str:
    try:
        return _tidy(field, value, op)
    except ValueError as error:
        if typing:
            return value
        message = _("`{term}`: `{value}` is no {noun}; accepted: {forms}").format(
            term=token, value=value, noun=field.noun, forms=_accepted(field, op)
        )
        raise QueryError(token, message) from error


def _excluding(token: str, meant: Term) -> QueryError:
    message = _("`{term}`: only a minus at the beginning of a term excludes; accepted: {meant}")
    return QueryError(token, message.format(term=token, meant=meant))


def _unknown_field(token: str, name: str) -> QueryError:
    near = nearest(name, [known for one in ASKED for known in (one.id, *one.aliases)])
    if near:
        return QueryError(token, _("No field `{name}`; nearest: `{near}`.").format(name=name, near=near), near)
    return QueryError(token, _("No field `{name}`.").format(name=name))


class Query(NamedTuple):
    """Terms that must all be met; no terms are met by everything."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def parse(cls, text: str, *, typing: bool = False) -> Query:
        """Read a query.

        Args:
            text: as typed or printed.
            typing: whether it is still being typed; what is unfinished is then kept or left out, never an error.

        Raises:
            QueryError: a field that does not exist, a value that is missing or is no number, amount or date, a word
                without a letter or digit, or a sign that excludes where the language has none.
        """
        whole = text.encode("utf-8", "replace").decode("utf-8")
        terms = (_read_term(token.text, typing=typing) for token in tokens(whole))
        return cls(tuple(term for term in terms if term is not None))

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def without(self, term: Term) -> Query:
        """The query without the first such term."""
        if term not in self.terms:
            return self
        at = self.terms.index(term)
        return self._replace(terms=self.terms[:at] + self.terms[at + 1 :])

    def with_term(self, term: Term) -> Query:
        """The query with one more term at its end, unless it has it."""
        return self if term in self.terms else self._replace(terms=(*self.terms, term))

    @property
    def plain_words(self) -> tuple[str, ...]:
        """The words asked for without a field, to be marked where they are found."""
        return tuple(value for term in self.terms if not term.field and not term.negated for value in term.values)

    @property
    def region_term(self) -> Term | None:
        """The term that a region tree shows as its selection: the first that asks for one region."""
        return next((term for term in self.terms if _is_region(term) and len(term.values) == 1), None)

    def with_region(self, region: Region | None) -> Query:
        """The query with this region in place of the one region asked for, or with none.

        The term stands where the first replaced one stood, else at the beginning.
        """
        kept = tuple(term for term in self.terms if not (_is_region(term) and len(term.values) == 1))
        if region is None:
            return Query(kept)
        first = self.region_term
        at = self.terms.index(first) if first else 0
        return Query((*kept[:at], term_of(region), *kept[at:]))

    def without_regions(self) -> Query:
        """The query without the terms that ask for regions; those that exclude regions stay."""
        return Query(tuple(term for term in self.terms if not _is_region(term)))

    def words_in_prose(self, name_of: Callable[[str, str], str] | None = None) -> str:
        """The query as a phrase: `City Changzhou, year 2023`.

        Args:
            name_of: gives the name that a value of a field stands for; without it ids are written as names.
        """
        phrases = [_phrase(term, name_of or _spelled) for term in self.terms]
        text = ", ".join(phrases)
        return text[:1].upper() + text[1:]


def term_of(region: Region) -> Term:
    """The term that asks for this region by its id."""
    return Term(region.kind if region.kind in REGION_FIELDS else "region", (region.id,))


def _is_region(term: Term) -> bool:
    return term.field in REGION_FIELDS and not term.negated


def _spelled(field_id: str, value: str) -> str:
    """A name for an id that nobody looked up: `inner-mongolia` gives `Inner Mongolia`."""
    field = field_of(field_id)
    if field is not None and field.kind == "tree" and value.isascii() and value == value.lower():
        return value.replace("-", " ").title()
    return value


def _phrase(term: Term, name_of: Callable[[str, str], str]) -> str:
    field = field_of(term.field)
    assert field is not None
    if not term.field:
        phrase = _one_of(f"“{value}”" for value in term.values)
    else:
        title = field.title[:1].lower() + field.title[1:]
        values = _one_of(_prose_value(field, value, name_of) for value in term.values)
        phrase = _COMPARED[term.op].format(field=title, value=values)
    return _("not {phrase}").format(phrase=phrase) if term.negated else phrase


_COMPARED = {
    ":": "{field} {value}",
    ">": _("{field} over {value}"),
    ">=": _("{field} at least {value}"),
    "<": _("{field} below {value}"),
    "<=": _("{field} up to {value}"),
}


def _one_of(values: Iterable[str]) -> str:
    first, *rest = values
    return _("{values} or {last}").format(values=", ".join([first, *rest[:-1]]), last=rest[-1]) if rest else first


def _prose_value(field: Field, value: str, name_of: Callable[[str, str], str]) -> str:
    if field.kind in ("days", "count", "money") and ".." in value:
        low, _dots, high = value.partition("..")
        if not high:
            return _("from {low}").format(low=low)
        return _("{low} to {high}").format(low=low, high=high) if low else _("to {high}").format(high=high)
    if field.kind == "money":
        return _("{amount} yuan").format(amount=re.sub(r"([a-z]+)$", r" \1", value))
    return name_of(field.id, value) if field.kind in ("tree", "choice") else value
