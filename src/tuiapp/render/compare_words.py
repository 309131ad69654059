"""What a comparison says in sentences: verdicts, pairs, growth, and why numbers are not comparable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.i18n import _, plural
from tuiapp.render.compare_coverage import wide_text
from tuiapp.render.dates import prose
from tuiapp.render.numbers import bn, digits, percent, qualified, share_text, signless_original
from tuiapp.render.signs import UNICODE, Signs

if TYPE_CHECKING:
    from tuiapp.analysis.alike import Measured, Pair
    from tuiapp.analysis.bounds import Bounded, Difference
    from tuiapp.analysis.comparison import Comparison, Verdict
    from tuiapp.analysis.growth import Growth
    from tuiapp.analysis.reasons import Fact, Kind, Reason
    from tuiapp.analysis.sides import Side
    from tuiapp.catalog.records import SigningRow

REASON_TITLES: dict[Kind, str] = {
    "thresholds": _("thresholds"),
    "event or period": _("event and period"),
    "periods differ": _("periods differ"),
    "stages differ": _("stages differ"),
    "measures differ": _("measures differ"),
    "units differ": _("units differ"),
    "bounds": _("bounds"),
    "converted": _("converted"),
    "overlap": _("overlap"),
    "on site": _("on the spot"),
    "share of a whole": _("share of a whole"),
    "preliminary": _("preliminary"),
    "months differ": _("months differ"),
    "amounts missing": _("amounts missing"),
    "counts missing": _("counts missing"),
    "sources disagree": _("sources disagree"),
    "growth": _("growth"),
}
_SPANS = 3
"""Spans of events without a month that a reason names; the others are counted."""
_VERDICTS = {
    "one side only": _("one side only"),
    "amounts missing": _("amounts missing"),
    "not certain": _("not certain"),
    "not comparable": _("not comparable"),
    "not examined": _("not examined"),
}


def number(value: Bounded, measured: Measured, *, exact: bool = True) -> str:
    """A number with its bounds in a word: `over 55 bn`, `nearly 400`."""
    if measured == "projects":
        return _bounded(value, lambda one: digits(Decimal(one)))
    return _("{amount} bn").format(amount=_bounded(value, lambda one: bn(int(one), exact=exact)))


def _bounded(value: Bounded, form: Callable[[Decimal | int], str]) -> str:
    return qualified(form(value.value), value.qualifier, None if value.high is None else form(value.high))


def verdict_text(verdict: Verdict, names: Sequence[str]) -> str:
    """What may be said of a lane's two totals: `not certain`, or which is more and by how much."""
    if verdict.difference is None:
        return _VERDICTS[verdict.said]
    if verdict.difference.equal:
        return _("equal")
    return _("{name} {by} more").format(
        name=names[verdict.difference.larger], by=number(verdict.difference.by, verdict.measured)
    )


def difference_text(difference: Difference | None, measured: Measured, names: Sequence[str]) -> str:
    """The sentence under a like-for-like pair: `Changzhou’s is 10.7 % of Suzhou’s, 332.25 bn less`."""
    if difference is None:
        return _("No difference is certain")
    if difference.equal:
        return _("Both are equal")
    larger, smaller = names[difference.larger], names[1 - difference.larger]
    by = number(difference.by, measured)
    if difference.share is None:
        return _("{larger} is {by} more than {smaller}").format(larger=_own(larger), by=by, smaller=_own(smaller))
    return _("{smaller} is {share} of {larger}, {by} less").format(
        smaller=_own(smaller), share=share_text(difference.share), larger=_own(larger), by=by
    )


def _own(name: str) -> str:
    """What is a column's: `Changzhou’s`, `all signings’`."""
    return (_("{name}’") if name.endswith("s") else _("{name}’s")).format(name=name)


def no_pair_text(comparison: Comparison) -> str:
    """Why nothing is like for like."""
    if any(reason.kind == "overlap" for reason in comparison.reasons):
        return _(
            "What is in both columns is not paired; no other two signings are of one kind, lane and length of time."
        )
    return _("No two signings are of one kind, lane and length of time.")


def formula(pair: Pair, signs: Signs = UNICODE) -> str:
    """What a pair's percentage is made of: `39.7 / 371.95, both exact`."""
    from tuiapp.analysis.alike import bounded_count, bounded_money

    rows = (pair.first, pair.second)
    if pair.measured == "projects":
        numbers = [bounded_count(row.count) for row in rows]
        forms = [digits(Decimal(one.value)) for one in numbers if one]
    else:
        numbers = [bounded_money(row.investment) for row in rows]
        forms = [bn(int(one.value), exact=True) for one in numbers if one]
    if pair.difference is not None and pair.difference.larger == 0:
        forms.reverse()
        numbers.reverse()
    kinds = [one.qualifier for one in numbers if one]
    if all(kind == "exact" for kind in kinds):
        return _("{a} / {b}, both exact").format(a=forms[0], b=forms[1])
    marked = [f"{signs.qualifier(kind)} {form}".strip() for kind, form in zip(kinds, forms, strict=True)]
    return " / ".join(marked)


def pair_title(pair: Pair) -> str:
    """What the two signings of a pair have in common: `conference · events`, or the length of time."""
    if pair.first.period:
        return _("period totals")
    return _("{kind}, one of each").format(kind=pair.first.event.kind)


def growth_facts(growth: Growth) -> list[str]:
    """How a number grew: the value, what is printed, what that implies, what the year before gives, with formulas."""
    value = number(growth.value, growth.measured)
    parts = [_("{value} projects").format(value=value) if growth.measured == "projects" else value]
    if growth.printed is not None:
        parts.append(_("printed {growth}").format(growth=_growth(growth)))
    if growth.implied is not None:
        implied = number(growth.implied, growth.measured)
        parts.append(_("implies {value} a year before, {formula}").format(value=implied, formula=_implied(growth)))
    before = growth.before
    if growth.previous is not None and before is not None:
        was = number(before, growth.measured)
        when = prose(growth.previous.when)
        if growth.computed is None:
            parts.append(_("{when} {value}, growth not certain").format(when=when, value=was))
        else:
            computed = share_text(growth.computed, signed=True)
            text = _("computed {growth} on {value} of {when}")
            parts.append(text.format(growth=computed, value=was, when=when))
    return parts


def _growth(growth: Growth) -> str:
    assert growth.printed is not None
    printed = growth.printed
    if printed.unit == "percent":
        return qualified(percent(printed.value, signed=True), printed.qualifier)
    return qualified(f"{'+' if printed.value > 0 else ''}{digits(printed.value)}", printed.qualifier)


def _implied(growth: Growth) -> str:
    """The formula of an implied previous value: `267 / (1 + 21.36 %)`."""
    assert growth.printed is not None
    value = Decimal(growth.value.value)
    own = digits(value) if growth.measured == "projects" else bn(int(value), exact=True)
    sign, size = ("-" if growth.printed.value < 0 else "+"), abs(growth.printed.value)
    if growth.printed.unit == "percent":
        return f"{own} / (1 {sign} {percent(size)})"
    return f"{own} {'+' if sign == '-' else '-'} {digits(size)}"


# Why numbers are not comparable.


def reason_text(reason: Reason, comparison: Comparison, signs: Signs = UNICODE) -> str:
    """One sentence that names what each column has: `Changzhou adds “nearly 55 billion yuan” (…)`."""
    told = [_TOLD[reason.kind](fact, comparison.sides, signs) for fact in reason.facts]
    if reason.kind == "months differ":
        form = _("{n} in common") if reason.facts[0].certain else _("{n} in common for certain")
        told.append(form.format(n=reason.facts[0].of))
    if reason.kind == "bounds" and len(comparison.sides) == 2:
        lines = [line for line in comparison.lanes if line.lane == comparison.lane]
        if lines and lines[0].verdict and lines[0].verdict.said == "not certain":
            told.append(_("no difference is certain"))
    return signs.text("; ".join(told))


def _label(row: SigningRow) -> str:
    return f"“{row.label}”"


def _labels(fact: Fact) -> str:
    return _(" and ").join(_label(row) for row in fact.rows) + _more(fact)


def _more(fact: Fact) -> str:
    hidden = fact.n - len(fact.rows)
    return plural(" and {n} more", " and {n} more", hidden) if fact.rows and hidden > 0 else ""


_Say = Callable[["Fact", "Sequence[Side]", Signs], str]


def _threshold(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    if not fact.rows:
        return _("{name} prints none").format(name=sides[fact.side].name)
    told = [
        _("only projects “{threshold}” ({label})").format(threshold=row.threshold, label=_label(row))
        for row in fact.rows
    ]
    return _("{name} counts {what}").format(name=sides[fact.side].name, what=_(" and ").join(told)) + _more(fact)


def _basis(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    row = fact.rows[0]
    form = _("{name}: a total for {when} ({label})") if row.period else _("{name}: an event of {when} ({label})")
    return form.format(name=sides[fact.side].name, when=prose(row.when), label=_label(row)) + (
        plural(" and {n} more", " and {n} more", fact.n - 1) if fact.n > 1 else ""
    )


def _periods(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    told = [f"{prose(row.when)} ({_label(row)})" for row in fact.rows]
    return f"{sides[fact.side].name}: {_(' and ').join(told)}{_more(fact)}"


def _other(field: str) -> _Say:
    forms = {
        "stage": _("{name} has what is {word}: {labels}"),
        "measure": _("{name} has amounts that are {word}: {labels}"),
        "unit": _("{name} counts {word}: {labels}"),
    }

    def say(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
        words = dict.fromkeys(getattr(row.lane, field) for row in fact.rows)
        form = forms[field]
        return form.format(name=sides[fact.side].name, word=_(" and ").join(words), labels=_labels(fact))

    return say


def _bounds(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:
    name = sides[fact.side].name
    if not fact.rows:
        return plural("{{name}} adds an exact amount", "{{name}} adds exact amounts", fact.of).format(name=name)
    told = [f"{_printed(row, signs)} ({_label(row)})" for row in fact.rows]
    return _("{name} adds {what}").format(name=name, what=_(" and ").join(told)) + _more(fact)


def _printed(row: SigningRow, signs: Signs) -> str:
    assert row.investment is not None
    return signs.quote(row.investment.printed.text)


def _converted(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    told = []
    for row in fact.rows:
        assert row.investment is not None
        assert row.investment.conversion is not None
        known = row.investment.conversion
        form = _("{amount} at {rate} CNY (average of {year}, {source}; {label})")
        told.append(
            form.format(
                amount=signless_original(row.investment.printed),
                rate=digits(known.rate),
                year=known.year,
                source=known.source,
                label=_label(row),
            )
        )
    return _("{name} adds {what}").format(name=sides[fact.side].name, what=_(" and ").join(told)) + _more(fact)


def _overlap(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    name, other = sides[fact.side].name, sides[fact.of].name
    if fact.wholes:
        told = [
            _("{part} of {whole}").format(part=_label(part), whole=_label(whole))
            for part, whole in zip(fact.rows, fact.wholes, strict=True)
        ]
        text = _("{name} adds parts of what {other} adds: {pairs}")
        return text.format(name=name, other=other, pairs=_(" and ").join(told)) + _more(fact)
    if fact.n:
        return _("{name} and {other} both add {labels}").format(name=name, other=other, labels=_labels(fact))
    return _("{name} lies in {other}").format(name=name, other=other)


def _on_site(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    return _("{name} adds what was signed on the spot, not all of an event: {labels}").format(
        name=sides[fact.side].name, labels=_labels(fact)
    )


def _share(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    told = [_("{label} is a share of “{event}”").format(label=_label(row), event=row.event.name) for row in fact.rows]
    return f"{sides[fact.side].name}: {_(' and ').join(told)}{_more(fact)}"


def _tentative(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    return _("{name}: {labels}, preliminary or intended").format(name=sides[fact.side].name, labels=_labels(fact))


def _months(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    side = sides[fact.side]
    covered = _("{name} covers {months}").format(name=side.name, months=plural("{n} month", "{n} months", fact.n))
    wide = wide_text(side, _SPANS)
    return _("{covered} and has {events}").format(covered=covered, events=wide) if wide else covered


def _missing(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    text = _("{name} {k} of {n}").format(name=sides[fact.side].name, k=f"{fact.n:,}", n=f"{fact.of:,}")
    return f"{text} ({_labels(fact)})" if fact.rows else text


def _disagree(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:
    from tuiapp.analysis.reasons import differences

    told = []
    for row in fact.rows:
        forms: list[str] = []
        for other in row.others:
            pairs = differences(row, other)
            own = f"{' '.join(signs.quote(mine.text) for mine, _theirs in pairs)} ({row.report.publisher})"
            theirs = f"{' '.join(signs.quote(their.text) for _mine, their in pairs)} ({other.report.publisher})"
            forms += [own, theirs] if pairs else []
        told.append(f"{_label(row)} {_(' or ').join(dict.fromkeys(forms))}")
    return f"{sides[fact.side].name}: {', '.join(told)}{_more(fact)}"


def _edition(fact: Fact, sides: Sequence[Side], signs: Signs) -> str:  # noqa: ARG001
    return _("{name}: {labels} grew on the edition before, not on the year before").format(
        name=sides[fact.side].name, labels=_labels(fact)
    )


_TOLD: dict[Kind, _Say] = {
    "thresholds": _threshold,
    "event or period": _basis,
    "periods differ": _periods,
    "stages differ": _other("stage"),
    "measures differ": _other("measure"),
    "units differ": _other("unit"),
    "bounds": _bounds,
    "converted": _converted,
    "overlap": _overlap,
    "on site": _on_site,
    "share of a whole": _share,
    "preliminary": _tentative,
    "months differ": _months,
    "amounts missing": _missing,
    "counts missing": _missing,
    "sources disagree": _disagree,
    "growth": _edition,
}
