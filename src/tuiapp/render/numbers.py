"""Numbers as screens and documents print them: in cells that align on the decimal point, and in prose.

Amounts are in billions of yuan everywhere, with the digits that were printed: no zeros are added. A cell holds the
qualifier's sign, the number and, for amounts, the sign of the original currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from tuiapp.i18n import _
from tuiapp.render.cells import pad, width
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.analysis.bounds import Bounded
    from tuiapp.catalog.records import Money
    from tuiapp.render.signs import Signs
    from tuiapp.rules.results import MoneySum, SumOf
    from tuiapp.values.quantity import Quantity

QUALIFIER = 2
"""Cells of a qualifier's sign."""
COUNT_DIGITS = 5
"""Cells of a count with its comma: 12,345 takes one of the qualifier's."""
COUNT = QUALIFIER + COUNT_DIGITS
"""Cells of a count."""
WHOLE = 4
"""Cells before the decimal point of an amount."""
DECIMALS = 3
"""Cells of the point and two decimals."""
EVENT_DECIMALS = 4
"""Cells of the point and three decimals, where all printed digits are shown."""
AMOUNT_TITLE_END = QUALIFIER + WHOLE + DECIMALS
"""Where the heading of amounts ends: over the second decimal, not over the currency."""
BILLION = 1_000_000_000
_SMALL = Decimal("0.01")
_TWO = Decimal("0.01")


def amount_width(decimals: int = DECIMALS) -> int:
    """Cells of an amount: qualifier, whole, decimals, a gap, the original currency."""
    return QUALIFIER + WHOLE + decimals + 2


def bn(cny: int, *, exact: bool = False) -> str:
    """Whole yuan as billions: `55`, `371.95`, `1,148.4`, `0.0053`; no zeros at the end.

    Args:
        cny: whole yuan.
        exact: all digits, where at most two decimals are shown otherwise; below 0.01 it is two significant digits.
    """
    value = Decimal(cny) / BILLION
    if not exact:
        value = _significant(value, 2) if 0 < abs(value) < _SMALL else value.quantize(_TWO, ROUND_HALF_EVEN)
    return digits(value)


def digits(value: Decimal) -> str:
    """A number with comma thousands, no exponent and no zeros at the end."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _significant(value: Decimal, count: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - count + 1), ROUND_HALF_EVEN)


def percent(value: Decimal, *, signed: bool = False) -> str:
    """`10.7 %`; `+23.3 %` when signed."""
    return f"{digits(value) if value <= 0 or not signed else '+' + digits(value)} %"


def share_text(share: Bounded, *, signed: bool = False) -> str:
    """A percentage with its bounds in a word: `10.7 %`, `less than 66.7 %`, `under 1 %`."""
    text = percent(Decimal(share.value), signed=signed)
    if share.qualifier is Qualifier.BELOW and share.value == 1:
        return _("under {number}").format(number=text)
    return qualified(text, share.qualifier)


def share_cell(share: Bounded, signs: Signs) -> str:
    """A percentage with the sign of its bounds: `10.7 %`, `< 66.7 %`."""
    return f"{signs.qualifier(share.qualifier)} {percent(Decimal(share.value))}".strip()


def whole_percent(part: int, whole: int) -> str:
    """A share in whole percent, never 0 where there is something, nor 100 where there is a rest."""
    if part >= whole:
        return "100"
    if part * 100 < whole:
        return _("under 1")
    return str(min(99, round(Decimal(part) * 100 / Decimal(whole))))


# Cells.


def count_text(value: int | None, qualifier: Qualifier | None, high: int | None, signs: Signs) -> str:
    """A count in its seven cells: the qualifier at the left, the number at the right, `—` where none was printed."""
    if value is None:
        return pad(signs.missing, COUNT, "right")
    if qualifier is Qualifier.RANGE and high is not None:
        for form in (f"{value:,}{signs.to}{high:,}", f"{value}{signs.to}{high}"):
            if width(form) <= COUNT:
                return pad(form, COUNT, "right")
        qualifier = Qualifier.AT_LEAST  # the low end holds whatever the high one is
    sign = signs.qualifier(qualifier or Qualifier.EXACT)
    for form in (f"{value:,}", str(value), f"{value:.0e}".replace("e+0", "e").replace("e+", "e")):
        if width(sign) + width(form) <= COUNT:
            return sign + pad(form, COUNT - width(sign), "right")
    return pad(signs.missing, COUNT, "right")


def count_cell(count: Quantity | None, signs: Signs) -> str:
    """The cell of a printed count."""
    if count is None:
        return count_text(None, None, None, signs)
    high = int(count.high) if count.high is not None else None
    return count_text(int(count.value), count.qualifier, high, signs)


def count_sum_cell(total: SumOf, signs: Signs) -> str:
    """The cell of a sum of counts."""
    is_range = total.qualifier is Qualifier.RANGE and total.low is not None
    return count_text(total.low if is_range else total.value, total.qualifier, total.high, signs)


def amount_text(
    cny: int | None,
    qualifier: Qualifier | None,
    high: int | None,
    signs: Signs,
    *,
    currency: str = "CNY",
    decimals: int = DECIMALS,
) -> str:
    """An amount in its cells, aligned on the decimal point; `—` where none was printed.

    What does not fit gives up, in this order: the comma, the alignment, its decimals. From ten thousand billions on the
    decimals go first: 43,545 is sooner read than 43544.96.
    """
    mark = pad(signs.currency(currency), 1)
    room = QUALIFIER + WHOLE + decimals
    if cny is None:
        return _none(room, mark, signs)
    exact = decimals > DECIMALS and currency == "CNY"
    if qualifier is Qualifier.RANGE and high is not None:
        form = f"{bn(cny, exact=exact)}{signs.to}{bn(high, exact=exact)}"
        cell = _first_fitting((form, form.replace(",", "")), decimals, room)
        if cell is not None:
            return f"{cell} {mark}"
        qualifier = Qualifier.AT_LEAST  # the low end holds whatever the high one is
    sign = signs.qualifier(qualifier or Qualifier.EXACT)
    number = bn(cny, exact=exact)
    if mark == " " and width(number.partition(".")[2]) >= decimals:
        # Small amounts have more decimals; without a currency's sign its cells are free for them.
        cell = _on_point(number, decimals + 2, room + 2 - width(sign))
        if cell is not None:
            return sign + cell
    forms = [number, number.replace(",", ""), str(cny // BILLION), f"{Decimal(cny) / BILLION:.0e}".replace("e+", "e")]
    if not exact and width(number.partition(".")[0].replace(",", "")) > WHOLE:
        forms.insert(0, digits((Decimal(cny) / BILLION).quantize(Decimal(1), ROUND_HALF_EVEN)))
    cell = _first_fitting(forms, decimals, room - width(sign))
    return f"{sign}{cell} {mark}" if cell is not None else _none(room, mark, signs)


def _none(room: int, mark: str, signs: Signs) -> str:
    return pad(pad(signs.missing, QUALIFIER + WHOLE, "right"), room) + " " + mark


def _first_fitting(forms: Sequence[str], decimals: int, room: int) -> str | None:
    """The first of a number's forms that fits with its point in place, else the first that fits at all."""
    aligned = (_on_point(form, decimals, room) for form in forms[:2])
    anywhere = (_near_point(form, decimals, room) for form in forms if width(form) <= room)
    return next(filter(None, (*aligned, *anywhere)), None)


def _near_point(number: str, decimals: int, room: int) -> str:
    """The number in `room` cells, its point as near to its place as it fits behind a blank."""
    after = width(number.partition(".")[2]) + ("." in number)
    return pad(number + " " * max(0, min(decimals - after, room - width(number) - 1)), room, "right")


def _on_point(number: str, decimals: int, room: int) -> str | None:
    """The number in `room` cells, its point before the last `decimals` of them; None where it does not fit so."""
    point = number.rfind(".")
    printed = width(number) - point if point >= 0 else 0
    form = number + " " * (decimals - printed)
    return pad(form, room, "right") if printed <= decimals and width(form) <= room else None


def amount_cell(money: Money | None, signs: Signs, decimals: int = DECIMALS) -> str:
    """The cell of a printed amount; a converted one is about, and carries the sign of its currency."""
    if money is None:
        return amount_text(None, None, None, signs, decimals=decimals)
    qualifier, currency = shown_qualifier(money), money.printed.unit
    return amount_text(money.cny, qualifier, money.high_cny, signs, currency=currency, decimals=decimals)


def shown_qualifier(money: Money) -> Qualifier:
    """The qualifier of an amount in yuan: a converted one is about, unless it is a range."""
    printed = money.printed
    return printed.qualifier if printed.unit == "CNY" or printed.qualifier is Qualifier.RANGE else Qualifier.ABOUT


def amount_sum_cell(total: MoneySum, signs: Signs, decimals: int = DECIMALS) -> str:
    """The cell of a sum of amounts; the digits are of the exact sum."""
    is_range = total.qualifier is Qualifier.RANGE and total.low is not None
    low = total.low if is_range else total.cny
    return amount_text(low, total.qualifier, total.high, signs, decimals=decimals)


# Prose.


def qualified(number: str, qualifier: Qualifier, high: str | None = None) -> str:
    """A number with its qualifier in a word: `over 55`, `10–50`."""
    match qualifier:
        case Qualifier.AT_LEAST:
            return _("at least {number}").format(number=number)
        case Qualifier.OVER:
            return _("over {number}").format(number=number)
        case Qualifier.UP_TO:
            return _("up to {number}").format(number=number)
        case Qualifier.BELOW:
            return _("less than {number}").format(number=number)
        case Qualifier.NEARLY:
            return _("nearly {number}").format(number=number)
        case Qualifier.ABOUT:
            return _("about {number}").format(number=number)
        case Qualifier.RANGE if high is not None:
            return f"{number}–{high}"
        case _:
            return number


def each(threshold: str, form: str = "{}") -> str:
    """A printed threshold as what holds of each project, said once where the source says it itself.

    Args:
        threshold: as printed.
        form: what stands around it, such as quotation marks.
    """
    shown = form.format(threshold)
    return shown if "each" in threshold.lower().split() else _("each {threshold}").format(threshold=shown)


def prose_count(value: int, qualifier: Qualifier, high: int | None = None) -> str:
    """A count in prose: `over 1,500`."""
    return qualified(f"{value:,}", qualifier, None if high is None else f"{high:,}")


def prose_bn(cny: int, qualifier: Qualifier, high: int | None = None, *, exact: bool = True) -> str:
    """An amount in prose: `over 55 bn CNY`."""
    upper = None if high is None else bn(high, exact=exact)
    return _("{amount} bn CNY").format(amount=qualified(bn(cny, exact=exact), qualifier, upper))


def prose_money(money: Money) -> str:
    """A printed amount in prose, in billions of yuan; a converted one is about, and rounded to two decimals."""
    if money.cny is None:
        return signless_original(money.printed)
    return prose_bn(money.cny, shown_qualifier(money), money.high_cny, exact=money.printed.unit == "CNY")


def signless_original(printed: Quantity) -> str:
    """A foreign amount in its own currency: `over 1.5 bn USD`."""
    high = None if printed.high is None else digits(printed.high / BILLION)
    number = qualified(digits(printed.value / BILLION), printed.qualifier, high)
    return _("{amount} bn {currency}").format(amount=number, currency=printed.unit)
