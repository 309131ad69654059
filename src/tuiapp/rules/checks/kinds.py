"""Numbers filed as something they do not seem to be, and figures that mean nothing as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuiapp.i18n import _
from tuiapp.rules.checks.registry import Check, Context, EventRule, Fault
from tuiapp.rules.checks.words import printed, quoted, wording
from tuiapp.rules.facts import EventFacts, SigningFacts
from tuiapp.rules.records import Lane
from tuiapp.values.quantity import Quantity

_MEASURES = {
    "trade": re.compile(
        r"(?<!free )(?<!foreign )\btrade\b(?! (?:fair|zone|cent|corridor|and logistics))|\bpurchas|\bprocure"
        r"|采购|採購|贸易|貿易",
        re.IGNORECASE,
    ),
    "credit": re.compile(r"\bcredit\b|\bloans?\b|授信|信贷|信貸|贷款|貸款", re.IGNORECASE),
    "registered capital": re.compile(r"\bregistered capital\b|注册资本|注册资金|註冊資本", re.IGNORECASE),
    "funds in place": re.compile(
        r"\bin place\b|\bpaid[- ]in\b|\bactual(?:ly)? (?:used|utili[sz]ed)\b|到位|实际使用外资|实际利用外资",
        re.IGNORECASE,
    ),
}
_ANY_MEASURE = re.compile("|".join(words.pattern for words in _MEASURES.values()), re.IGNORECASE)
_STARTED = re.compile(
    # A firm that started operation says nothing of the stage of a project.
    r"\bstarted\b(?! (?:in )?(?:trial )?(?:operati|production|business|work|up\b))"
    r"|\bstarting construction\b|\bbroke ground\b|\bground-?breaking\b|\bunder construction\b"
    r"|开工|開工|动工|動工|奠基",
    re.IGNORECASE,
)


def find_measure_words(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """Words of another measure on an amount filed as investment."""
    for signing in event.signings:
        if signing.investment is None or signing.lane.measure != "investment":
            continue
        of_amount, of_label = _measures(wording(signing.investment.text)), _measures(wording(signing.label))
        texts = dict.fromkeys(of_amount, signing.investment.text) | dict.fromkeys(of_label, signing.label)
        for measure in _MEASURES:
            if measure in texts:
                message = _("{text} speaks of {measure}, and {amount} is filed as investment")
                yield Fault(
                    signing.id,
                    message.format(text=quoted(texts[measure]), measure=measure, amount=printed(signing.investment)),
                )


@lru_cache(maxsize=4096)
def _measures(text: str) -> tuple[str, ...]:
    """The measures of which a text speaks."""
    if not _ANY_MEASURE.search(text):
        return ()
    return tuple(measure for measure, words in _MEASURES.items() if words.search(text))


def find_started_words(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """A label that says started on a signing filed as agreed."""
    for signing in event.signings:
        if signing.lane.stage == "agreed" and _is_started(wording(signing.label)):
            message = _("{label} says started, and the signing is filed as agreed")
            yield Fault(signing.id, message.format(label=quoted(signing.label)))


@lru_cache(maxsize=4096)
def _is_started(text: str) -> bool:
    return _STARTED.search(text) is not None


def is_plan(lane: Lane) -> bool:
    """Whether numbers of this lane are of what is to come."""
    return lane.stage == "planned" or lane.measure == "annual plan"


def is_result(lane: Lane) -> bool:
    """Whether numbers of this lane are of what has been done."""
    return lane.stage in ("started", "completed") or lane.measure == "completed investment"


def find_plan_equals_result(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """A plan and a result of the same regions with equal numbers."""
    results = [signing for signing in event.signings if is_result(signing.lane) and not is_plan(signing.lane)]
    for plan in event.signings:
        if not is_plan(plan.lane):
            continue
        for result in results:
            if plan.regions == result.regions and (numbers := _equal_numbers(plan, result)):
                message = _("The plan and the result {label} print the same numbers: {numbers}")
                text = message.format(label=quoted(result.label), numbers=", ".join(map(printed, numbers)))
                yield Fault(plan.id, text, (result.id,))


def _equal_numbers(one: SigningFacts, other: SigningFacts) -> list[Quantity]:
    """The numbers that both print, if all of these are equal and there is money among them."""
    both = [(one.count, other.count), (one.investment, other.investment)]
    pairs = [(mine, theirs) for mine, theirs in both if mine is not None and theirs is not None]
    if one.investment is None or other.investment is None:
        return []
    same = all((mine.value, mine.unit) == (theirs.value, theirs.unit) for mine, theirs in pairs)
    return [mine for mine, _theirs in pairs] if same else []


def find_fraction(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """A count that is not whole."""
    for signing in event.signings:
        count = signing.count
        if count is not None and count.value != count.value.to_integral_value():
            yield Fault(signing.id, _("{count} is no whole number").format(count=printed(count)))


def find_no_period(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """A figure that means nothing without a time, and has none."""
    for figure in event.figures:
        if figure.needs_time and figure.period is None and figure.as_of is None:
            yield Fault(figure.id, _("No period is printed for {value}").format(value=printed(figure.value)))


RULES = (
    EventRule(
        Check(
            "measure-words",
            "warning",
            _("Perhaps not investment"),
            _(
                "The label or the amount speaks of trade, credit, registered capital or funds in place, and the amount"
                " is filed as investment."
            ),
        ),
        find_measure_words,
    ),
    EventRule(
        Check(
            "started-words",
            "warning",
            _("Perhaps not only agreed"),
            _("The label says that construction has started, and the signing is filed as agreed."),
        ),
        find_started_words,
    ),
    EventRule(
        Check(
            "plan-equals-result",
            "warning",
            _("Plan and result are equal"),
            _("A plan and a result of the same regions print one amount, and one count where both print any."),
        ),
        find_plan_equals_result,
    ),
    EventRule(
        Check(
            "count-not-whole",
            "warning",
            _("Count is not whole"),
            _("Projects, agreements and firms are counted in whole numbers."),
        ),
        find_fraction,
    ),
    EventRule(
        Check(
            "no-period",
            "warning",
            _("No period printed"),
            _("The indicator means nothing without a period or a day, and the source prints neither."),
        ),
        find_no_period,
    ),
)
