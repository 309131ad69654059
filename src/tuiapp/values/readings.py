"""One reader for each kind of printed number: which words may be in it, and what its unit is.

Their errors give the reason alone; `tuiapp.values.parse` adds the text and the accepted forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tuiapp.i18n import _
from tuiapp.values.decimals import canonical
from tuiapp.values.grammar import Parts, Phrase, cut, read_phrase
from tuiapp.values.lexer import Token, lex, normalise
from tuiapp.values.numerals import Atom
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity, QuantityError
from tuiapp.values.units import PERCENT
from tuiapp.values.vocabulary import Vocabulary, vocabulary
from tuiapp.values.words.entries import Kind

_AMOUNT = frozenset({Kind.CURRENCY})
_COUNT = frozenset({Kind.NOUN, Kind.COUNTER})
_SHARE = frozenset({Kind.PERCENT})
_RATE = _SHARE | {Kind.SIGN}
_CHANGE = _RATE | _COUNT | {Kind.TIMES, Kind.MULTIPLE}
_PLAIN = _COUNT | {Kind.ORDINAL, Kind.SIGN}


def _read(text: str, language: str) -> tuple[Parts, Vocabulary, str]:
    words = vocabulary(language)
    plain = normalise(text)
    return cut(lex(plain, words)), words, plain


def _read_one(text: str, language: str, allowed: frozenset[Kind]) -> Phrase:
    """Read a text that prints one number and nothing beside it."""
    parts, words, _plain_text = _read(text, language)
    if parts.gloss:
        raise QuantityError(_("only an amount of money has a second number in brackets"))
    if parts.second:
        raise QuantityError(_("more than one number is printed"))
    return _phrase(parts.main, words, allowed)


def _phrase(tokens: Sequence[Token], words: Vocabulary, allowed: frozenset[Kind]) -> Phrase:
    phrase = read_phrase(tokens, words)
    for kind, token in phrase.extras.items():
        if kind not in allowed:
            raise QuantityError(_("`{word}` does not belong here").format(word=token.text))
    return phrase


def _money(phrase: Phrase, text: str, currency: str | None, level: Qualifier = Qualifier.ABOUT) -> Quantity:
    unit = phrase.currency or currency
    amount = phrase.quantity(text, unit or "", level)
    if not unit:
        raise QuantityError(_("no currency is printed"))
    return amount


def _with_also(amount: Quantity, second: Quantity) -> Quantity:
    """The amount with the same in another currency beside it; the same again in its own says nothing new."""
    if second.unit != amount.unit:
        return amount._replace(also=second)
    if second._replace(text="") != amount._replace(text="", also=None):
        raise QuantityError(_("two numbers in one currency"))
    return amount


def read_amount(text: str, language: str, currency: str | None) -> Quantity:
    """Money, with what is said of it in another currency."""
    return _amount(text, language, currency, _AMOUNT)


def read_balance(text: str, language: str, currency: str | None) -> Quantity:
    """Money that may be below zero."""
    return _amount(text, language, currency, _AMOUNT | {Kind.SIGN})


def _amount(text: str, language: str, currency: str | None, allowed: frozenset[Kind]) -> Quantity:
    parts, words, plain = _read(text, language)
    phrase = _phrase(parts.main, words, allowed)
    _refuse_direction(phrase)
    amount = _money(phrase, text, currency)
    return _glossed(amount, parts.second or parts.gloss, plain, words, bool(parts.second and parts.gloss))


def _glossed(amount: Quantity, gloss: list[Token], plain: str, words: Vocabulary, twice: bool = False) -> Quantity:
    if twice:
        raise QuantityError(_("more than two numbers are printed"))
    if not gloss:
        return amount
    text = plain[gloss[0].start : gloss[-1].end]
    return _with_also(amount, _money(_phrase(gloss, words, _AMOUNT), text, None))


def read_threshold(text: str, language: str, currency: str | None) -> tuple[Quantity, ...]:
    """One amount, or two alternatives in two currencies."""
    parts, words, plain = _read(text, language)
    if not (parts.second and parts.alternative):
        phrase = _phrase(parts.main, words, _AMOUNT)
        amount = _money(phrase, text, currency, Qualifier.AT_LEAST)
        return (_glossed(amount, parts.second or parts.gloss, plain, words, bool(parts.second and parts.gloss)),)
    if parts.gloss:
        raise QuantityError(_("more than two numbers are printed"))
    first, second = _phrase(parts.main, words, _AMOUNT), _phrase(parts.second, words, _AMOUNT)
    if not second.bounded:
        second.prefixes = first.prefixes  # over 1 billion yuan or 10 million dollars
    if not first.bounded:
        first.suffixes, first.level = second.suffixes, second.level  # 50亿元或3亿美元以上
    both = tuple(_money(phrase, text, currency, Qualifier.AT_LEAST) for phrase in (first, second))
    if both[0].unit == both[1].unit:
        raise QuantityError(_("the alternatives are of one currency"))
    return both


def read_single_threshold(text: str, language: str, currency: str | None) -> Quantity:
    """One amount; alternatives are refused."""
    amounts = read_threshold(text, language, currency)
    if len(amounts) > 1:
        raise QuantityError(_("more than one number is printed"))
    return amounts[0]


def read_count(text: str, language: str, unit: str | None) -> Quantity:
    """A whole number of things."""
    unit = unit or "projects"
    phrase = _read_one(text, language, _COUNT)
    _same_unit(phrase, unit)
    count = phrase.quantity(text, unit)
    _refuse_fraction(phrase, count)
    return count


def _same_unit(phrase: Phrase, unit: str) -> None:
    noun = phrase.extras.get(Kind.NOUN)
    if noun and noun.word.name != unit:
        raise QuantityError(_("`{word}` where {unit} are counted").format(word=noun.text, unit=unit))


def _refuse_fraction(phrase: Phrase, count: Quantity) -> None:
    """A count is whole, and prints no decimals unless a scale follows them: 1.5万个."""
    ends = (count.value, count.high or count.value)
    number = phrase.numbers[0]
    decimals = len(phrase.numbers) == len(number) == 1 and phrase.mark and phrase.mark in number[0].text
    if decimals or any(end != end.to_integral_value() for end in ends):
        raise QuantityError(_("a count is a whole number"))


def _refuse_direction(phrase: Phrase) -> None:
    """A value may have a plus or a minus; `up 5 billion` is a change, not a value."""
    sign = phrase.extras.get(Kind.SIGN)
    if sign and sign.text not in ("+", "-"):
        raise QuantityError(_("`{word}` does not belong here").format(word=sign.text))


def read_share(text: str, language: str, _unit: str | None) -> Quantity:
    """A percentage without a sign."""
    return _percent(text, language, _SHARE)


def read_rate(text: str, language: str, _unit: str | None) -> Quantity:
    """A percentage that may have a sign."""
    return _percent(text, language, _RATE)


def _percent(text: str, language: str, allowed: frozenset[Kind]) -> Quantity:
    phrase = _read_one(text, language, allowed)
    if Kind.PERCENT not in phrase.extras:
        phrase.quantity(text, PERCENT)  # a text without any number says so first
        raise QuantityError(_("no percent sign is printed"))
    return phrase.quantity(text, PERCENT)


def read_growth(text: str, language: str, unit: str | None) -> Quantity:
    """A change, in percent or in what is counted."""
    phrase = _read_one(text, language, _CHANGE)
    extras = phrase.extras
    if multiple := extras.get(Kind.MULTIPLE):
        return _multiple(phrase, text, multiple.word.number)
    if len(extras.keys() & {Kind.PERCENT, Kind.TIMES, Kind.NOUN}) > 1:
        raise QuantityError(_("two units for one number"))
    if Kind.PERCENT in extras:
        return phrase.quantity(text, PERCENT)
    if Kind.TIMES in extras:
        if phrase.sign <= 0:
            message = _("`{word}` without a rise can mean to so many times, or by so many times")
            raise QuantityError(message.format(word=extras[Kind.TIMES].text))
        return _times_hundred(phrase.quantity(text, PERCENT))
    noun = extras.get(Kind.NOUN)
    named = noun.word.name if noun else unit
    if not phrase.sign:
        raise QuantityError(_("neither a percent sign nor a rise or fall is printed"))
    change = phrase.quantity(text, named or "")
    if not named and Kind.COUNTER not in extras:
        raise QuantityError(_("no unit is printed"))
    _refuse_fraction(phrase, change)
    return change._replace(unit=named or "projects")


def _multiple(phrase: Phrase, text: str, percent: int) -> Quantity:
    """`more than doubled`: the word is both the number and the unit."""
    if phrase.numbers[-1] or phrase.sign < 0 or phrase.extras.keys() - {Kind.MULTIPLE, Kind.SIGN}:
        raise QuantityError(_("more than one number is printed"))
    return replace(phrase, numbers=[[Atom(str(percent), percent, False)]]).quantity(text, PERCENT)


def _times_hundred(change: Quantity) -> Quantity:
    value, low, high = (
        None if end is None else canonical(end * 100) for end in (change.value, change.low, change.high)
    )
    assert value is not None
    return change._replace(value=value, low=low, high=high)


def read_number(text: str, language: str, unit: str | None) -> Quantity:
    """A number of a plain unit, whole or not."""
    unit = unit or ""
    words = vocabulary(language)
    phrase = _phrase(lex(_without_unit(normalise(text), normalise(unit)), words), words, _PLAIN)
    _refuse_direction(phrase)
    noun = phrase.extras.get(Kind.NOUN)
    if noun and not {noun.text, noun.word.name} & set(unit.split()):
        raise QuantityError(_("`{word}` where {unit} are meant").format(word=noun.text, unit=unit))
    return phrase.quantity(text, unit)


def _without_unit(plain: str, unit: str) -> str:
    """The text without the unit at its end, in the singular or the plural."""
    small = plain.lower()
    for form in (f"{unit}s", unit, unit.removesuffix("s")):
        rest = small.removesuffix(form.lower())
        if rest != small and not ("a" <= rest[-1:] <= "z"):
            return plain[: len(rest)]
    return plain
