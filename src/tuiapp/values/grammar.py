"""The order of words in a printed number: tokens to phrases, phrases to quantities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tuiapp.i18n import _
from tuiapp.values.decimals import canonical
from tuiapp.values.lexer import Token
from tuiapp.values.numerals import Atom, evaluate, shared_scale
from tuiapp.values.qualifier import FALLING, RISING, Qualifier, join
from tuiapp.values.quantity import Quantity, QuantityError
from tuiapp.values.vocabulary import Vocabulary
from tuiapp.values.words.entries import Kind

_MIRRORED = {
    Qualifier.AT_LEAST: Qualifier.UP_TO,
    Qualifier.OVER: Qualifier.BELOW,
    Qualifier.UP_TO: Qualifier.AT_LEAST,
    Qualifier.BELOW: Qualifier.OVER,
    # A fall of nearly 5 % leaves more than -5 %; no word says "close above", and over bounds it rightly.
    Qualifier.NEARLY: Qualifier.OVER,
}
_LIMIT_INCLUDED = {Qualifier.OVER: Qualifier.AT_LEAST, Qualifier.BELOW: Qualifier.UP_TO}
_LIMIT_EXCLUDED = {Qualifier.AT_LEAST: Qualifier.OVER, Qualifier.UP_TO: Qualifier.BELOW}


@dataclass(slots=True)
class Phrase:
    """One printed number, its words told apart."""

    mark: str
    """The decimal mark, a point or a comma; empty where it is not known."""
    numbers: list[list[Atom]] = field(default_factory=lambda: [[]])
    """One number, or the two ends of a range."""
    prefixes: list[Qualifier] = field(default_factory=list)
    infixes: list[Qualifier] = field(default_factory=list)
    suffixes: list[Qualifier] = field(default_factory=list)
    outside: list[Qualifier] = field(default_factory=list)
    """Qualifiers to the left of the sign: they bound the signed number, not its size."""
    currency: str | None = None
    level: bool = False
    complete: bool = False
    """Whether a unit follows the low end of a range: 5000元至1万元 shares no 万."""
    limit: Kind | None = None
    """Whether the limit is said to be included or excluded."""
    sign: int = 0
    extras: dict[Kind, Token] = field(default_factory=dict)
    """Every other word, by what it does: whoever asked for the number says which of them may be there."""

    @property
    def ranged(self) -> bool:
        """Whether it has two ends."""
        return len(self.numbers) == 2

    @property
    def bounded(self) -> bool:
        """Whether a word says on which side of the number the truth lies."""
        return bool(self.prefixes or self.infixes or self.suffixes or self.outside or self.level)

    def quantity(self, text: str, unit: str, level: Qualifier = Qualifier.ABOUT) -> Quantity:
        """What it parses to.

        Args:
            text: the printed text to keep.
            unit: the unit of the value.
            level: what 级 and `level` mean here.

        Raises:
            QuantityError: its words make no number, or contradict each other.
        """
        self._refuse_bare_scale()
        qualifier = self._qualifier(level)
        if not self.ranged:
            value = evaluate(self.numbers[0], self.mark)
            return Quantity(text, canonical(-value if self.sign < 0 and value else value), qualifier, unit)
        if qualifier is not Qualifier.EXACT:
            raise QuantityError(_("a range takes no other qualifier"))
        low, high = self.numbers
        shared = [] if self.complete else shared_scale(low, high)
        ends = evaluate([*low, *shared], self.mark), evaluate(high, self.mark)
        if self.sign < 0:
            ends = -ends[1], -ends[0]
        if ends[0] >= ends[1]:
            raise QuantityError(_("the range does not rise; where its ends differ in unit, both print theirs"))
        first, last = map(canonical, ends)
        return Quantity(text, first, Qualifier.RANGE, unit, first, last)

    def _refuse_bare_scale(self) -> None:
        for number in self.numbers:
            if not number:
                raise QuantityError(_("no number is printed"))
            first = number[0]
            if first.scales and (first.is_large or not first.is_chinese) and not (self.bounded or self.ranged):
                raise QuantityError(_("{unit} stands without a number").format(unit=first.text))

    def _qualifier(self, level: Qualifier) -> Qualifier:
        inner = _combined(self.prefixes + self.infixes + self.suffixes)
        if self.limit:
            inner = (_LIMIT_INCLUDED if self.limit is Kind.INCLUDED else _LIMIT_EXCLUDED).get(inner, inner)
        if inner is Qualifier.EXACT and self.level:
            inner = level
        if self.sign < 0:
            inner = _MIRRORED.get(inner, inner)
        return _combined([inner, *self.outside])


def _combined(qualifiers: Sequence[Qualifier]) -> Qualifier:
    if not qualifiers:
        return Qualifier.EXACT
    if len(qualifiers) == 1:
        return qualifiers[0]
    seen = set(qualifiers)
    if not seen.isdisjoint(RISING[1:]) and not seen.isdisjoint(FALLING[1:]):
        raise QuantityError(_("its qualifiers contradict each other"))
    return join(seen)


_ATOMS = frozenset({Kind.DIGITS, Kind.ONES, Kind.SCALE})


class _Reader:
    """Reads the tokens of one phrase from left to right."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.phrase = Phrase(vocabulary.mark)
        self.marked = False
        self.closed = False
        """Whether a word has come after the number: another number may then only end a range."""
        self.between = False

    def read(self) -> Phrase:
        for index, token in enumerate(self.tokens):
            kind = token.kind
            if kind in _ATOMS:
                self._number(token)
            elif kind is Kind.ARTICLE:
                if self._next(index) is Kind.SCALE:
                    self._number(token)
            elif kind in _JOINS:
                self._join(index, token)
            elif kind in _BOUNDS:
                self._bound(token)
            else:
                self._word(token)
        if self.between and not self.phrase.ranged:
            raise QuantityError(_("the range has one end"))
        return self.phrase

    def _next(self, index: int) -> Kind | None:
        return self.tokens[index + 1].kind if index + 1 < len(self.tokens) else None

    def _started(self) -> bool:
        return bool(self.phrase.numbers[-1])

    def _number(self, token: Token) -> None:
        number = self.phrase.numbers[-1]
        spaced = " " in token.text and not self.vocabulary.spaced
        if spaced or (number and (self.closed or (token.kind is Kind.DIGITS and not number[-1].scales))):
            raise QuantityError(_("more than one number is printed"))
        number.append(Atom(token.text, token.word.number, token.kind is Kind.SCALE))
        self._mark(token)

    def _mark(self, token: Token) -> None:
        """Let the first word that belongs to a language say what its decimal mark is."""
        if token.word.mark and not self.marked:
            self.phrase.mark = token.word.mark
            self.marked = True

    def _join(self, index: int, token: Token) -> None:
        started = self._started()
        if token.kind is Kind.BETWEEN:
            self.between = True
        elif token.kind is Kind.AND and not self.between:
            number = self.phrase.numbers[-1]
            if not (number and number[-1].scales and self._next(index) is Kind.ONES):
                raise QuantityError(_("more than one number is printed"))
        elif started and not self.phrase.ranged:
            self.phrase.numbers.append([])
            self.closed = False
        elif started or self.phrase.ranged:
            raise QuantityError(_("a range has two ends"))
        elif token.kind is Kind.TILDE:
            self.phrase.prefixes.append(Qualifier.ABOUT)
        elif token.kind is Kind.HYPHEN:
            self._sign(token, -1)
        else:
            raise QuantityError(_("the range has one end"))

    def _sign(self, token: Token, sign: int) -> None:
        phrase = self.phrase
        if phrase.sign:
            raise QuantityError(_("more than one rise or fall is printed"))
        phrase.sign = sign
        phrase.extras[Kind.SIGN] = token
        if not self._started() and token.text in "+-":
            phrase.outside, phrase.prefixes = phrase.prefixes, []

    def _bound(self, token: Token) -> None:
        phrase = self.phrase
        started = self._started()
        if token.kind is Kind.LEVEL:
            phrase.level = True
        elif token.kind is Kind.BEFORE:
            if started or phrase.ranged:
                raise QuantityError(_("`{word}` stands after its number").format(word=token.text))
            phrase.prefixes.append(Qualifier(token.word.name))
        elif not started:
            raise QuantityError(_("`{word}` has no number before it").format(word=token.text))
        elif token.kind is Kind.MORE:
            phrase.infixes.append(Qualifier.OVER)
            return  # the number may go on: 7840多亿
        else:
            phrase.suffixes.append(Qualifier(token.word.name))
        self.closed = started

    def _word(self, token: Token) -> None:
        kind = token.kind
        if kind in _REFUSED:
            shown = repr(token.text)[1:-1]  # an unknown character may be one that moves the cursor
            raise QuantityError(_REFUSED[kind]().format(word=shown))
        if kind is Kind.SIGN and token.text == "+" and self._started():
            self.phrase.suffixes.append(Qualifier.AT_LEAST)  # 500+
        elif kind is Kind.SIGN:
            self._sign(token, token.word.number)
        elif kind in _LIMITS:
            self.phrase.limit = kind
        elif kind is Kind.CURRENCY:
            self._currency(token)
        elif kind is not Kind.SKIP:
            self._mark(token)
            self.phrase.extras[kind] = token
        self.closed = self._started()
        self.phrase.complete |= self.closed and not self.phrase.ranged and kind in _UNITS

    def _currency(self, token: Token) -> None:
        phrase = self.phrase
        if phrase.currency not in (None, token.word.name):
            message = _("two currencies, {first} and {second}, for one number")
            raise QuantityError(message.format(first=phrase.currency, second=token.word.name))
        phrase.currency = token.word.name
        phrase.extras[Kind.CURRENCY] = token


_UNITS = frozenset({Kind.CURRENCY, Kind.COUNTER, Kind.NOUN})
_JOINS = frozenset({Kind.HYPHEN, Kind.TILDE, Kind.RANGE, Kind.BETWEEN, Kind.AND})
_BOUNDS = frozenset({Kind.BEFORE, Kind.AFTER, Kind.MORE, Kind.LEVEL})
_REFUSED = {
    Kind.UNKNOWN: lambda: _("`{word}` is not known here"),
    Kind.VAGUE: lambda: _("`{word}` names no number"),
    Kind.FRACTION: lambda: _("`{word}` is a fraction, which is written as a decimal"),
    Kind.AMBIGUOUS: lambda: _("`{word}` is 10⁹ in English and 10¹² in this language"),
    Kind.POINTS: lambda: _("`{word}` are a difference, not a rate"),
    Kind.FOLD: lambda: _("`{word}` can mean to so many times, or by so many times"),
    Kind.OPEN: lambda: _("a bracket is not closed"),
    Kind.CLOSE: lambda: _("a bracket is not opened"),
}


def read_phrase(tokens: Sequence[Token], vocabulary: Vocabulary) -> Phrase:
    """Tell the words of one printed number apart.

    Raises:
        QuantityError: a word is unknown or out of place, or more than one number is printed.
    """
    return _Reader(tokens, vocabulary).read()


@dataclass(slots=True)
class Parts:
    """A text cut at its brackets, and where it names a number twice."""

    main: list[Token]
    second: list[Token]
    """What follows `or` or a comma; empty without one."""
    alternative: bool
    """Whether the second follows `or`."""
    gloss: list[Token]
    """What stands in brackets; empty without any."""


def cut(tokens: Sequence[Token]) -> Parts:
    """Cut a text's tokens at brackets, commas and `or`.

    A bracket with a currency alone, or with 含 or 不含, belongs to the number before it: 10亿元(含)以上.

    Raises:
        QuantityError: brackets do not match, or more than two numbers are named.
    """
    outer, gloss = _cut_brackets(tokens)
    pieces: list[list[Token]] = [[]]
    alternative = False
    for token in outer:
        if token.kind not in (Kind.OR, Kind.COMMA):
            pieces[-1].append(token)
            continue
        alternative = alternative or token.kind is Kind.OR
        if pieces[-1]:
            pieces.append([])
    if len(pieces) > 2 or not pieces[-1]:
        raise QuantityError(_("more than one number is printed") if pieces[0] else _("no number is printed"))
    return Parts(pieces[0], pieces[1] if len(pieces) == 2 else [], alternative, gloss)


_LIMITS = frozenset({Kind.INCLUDED, Kind.EXCLUDED})
_OF_A_LIMIT = _ATOMS | {Kind.CURRENCY}


def _cut_brackets(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    outer: list[Token] = []
    inner: list[Token] = []
    gloss: list[Token] = []
    inside = False
    for token in tokens:
        if token.kind is Kind.OPEN and not inside:
            inside, inner = True, []
        elif token.kind is Kind.CLOSE and inside:
            inside = False
            if inner and inner[0].kind in _LIMITS and all(part.kind in _OF_A_LIMIT for part in inner[1:]):
                outer.append(inner[0])  # the limit may be printed again: (含10亿元)
            elif inner and all(part.kind is Kind.CURRENCY for part in inner):
                outer += inner
            elif inner and not gloss:
                gloss = inner
            else:
                raise QuantityError(_("a bracket holds no other number"))
        else:
            (inner if inside else outer).append(token)
    if inside:
        raise QuantityError(_("a bracket is not closed"))
    return outer, gloss
