"""Parts against their whole: counts, amounts, printed shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tuiapp.i18n import _
from tuiapp.rules.checks.bounds import Bounds, bounds, in_one_currency, last_digit
from tuiapp.rules.checks.registry import Check, Context, EventRule, Fault
from tuiapp.rules.checks.words import money, number, percent, printed, quoted
from tuiapp.rules.containment import lies_in
from tuiapp.rules.facts import EventFacts, FigureFacts, SigningFacts
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity
from tuiapp.values.units import PERCENT, is_money


def pairs(event: EventFacts) -> Iterator[tuple[SigningFacts, SigningFacts]]:
    """Each part with its whole, where both are of this event."""
    signings = {signing.id: signing for signing in event.signings}
    for part in event.signings:
        whole = signings.get(part.part_of or "")
        if whole is not None:
            yield part, whole


def _counts(part: SigningFacts, whole: SigningFacts) -> tuple[Quantity, Quantity] | None:
    if part.count is None or whole.count is None or part.lane.unit != whole.lane.unit:
        return None
    return part.count, whole.count


def _amounts(part: SigningFacts, whole: SigningFacts) -> tuple[Quantity, Quantity] | None:
    if part.investment is None or whole.investment is None or part.lane.measure != whole.lane.measure:
        return None
    return part.investment, whole.investment


def _is_no_more(parts: Iterable[Quantity], whole: Quantity) -> bool:
    """Whether parts print no more together than their whole does: it is then of no account how each is rounded."""
    together = Decimal(0)
    for part in parts:
        if part.unit != whole.unit or part.value < 0:
            return False
        together += part.value
    return together <= whole.value


def find_part_exceeds_whole(event: EventFacts, context: Context) -> Iterator[Fault]:
    """A single part with more projects or more money than its whole, or such a figure."""
    for part, whole in pairs(event):
        for pair in (_counts(part, whole), _amounts(part, whole)):
            if pair is None or _is_no_more([pair[0]], pair[1]):
                continue
            both = in_one_currency(pair, part.when, context)
            if both and both[1].below(both[0]):
                message = _("The part prints {part}, more than the {whole} of {label}, which it is inside")
                text = message.format(part=printed(pair[0]), whole=printed(pair[1]), label=quoted(whole.label))
                yield Fault(part.id, text, (whole.id,))
    yield from _figures_exceed(event)


def _figures_exceed(event: EventFacts) -> Iterator[Fault]:
    """Figures of a region or a time that are larger than those of what it lies in."""
    alike: dict[tuple[str, str], list[FigureFacts]] = {}
    for figure in event.figures:
        if figure.value.unit != PERCENT:
            alike.setdefault((figure.indicator, figure.value.unit), []).append(figure)
    for same in alike.values():
        for part in same:
            for whole in same:
                if _figure_inside(part, whole) and bounds(whole.value).below(bounds(part.value)):
                    message = _("{part} is more than the {whole} of what it is a part of")
                    text = message.format(part=printed(part.value), whole=printed(whole.value))
                    yield Fault(part.id, text, (whole.id,))


def _figure_inside(part: FigureFacts, whole: FigureFacts) -> bool:
    """Whether a figure is of a narrower region or a shorter time, and the other of all that it measures there."""
    if whole.label not in (None, part.label) or not lies_in(part.region, whole.region):
        return False
    # A number that is not whole and no money is an average, which can be higher in a part.
    if not is_money(part.value.unit) and any(one.value.value % 1 for one in (part, whole)):
        return False
    if part.as_of != whole.as_of or (part.period is None) != (whole.period is None):
        return False
    if part.period is not None and whole.period is not None and not whole.period.contains(part.period):
        return False
    return (part.region, part.period) != (whole.region, whole.period)


def find_split_exceeds_whole(event: EventFacts, context: Context) -> Iterator[Fault]:
    """Parts of one split that together have more projects or more money than their whole."""
    splits: dict[tuple[str, str], tuple[SigningFacts, list[SigningFacts]]] = {}
    for part, whole in pairs(event):
        if part.split is not None:
            splits.setdefault((whole.id, part.split), (whole, []))[1].append(part)
    for (_whole_id, split), (whole, parts) in splits.items():
        yield from _split_counts(whole, split, parts)
        yield from _split_amounts(whole, split, parts, context)


def _split_counts(whole: SigningFacts, split: str, parts: list[SigningFacts]) -> Iterator[Fault]:
    counted = [(part.id, pair[0]) for part in parts if (pair := _counts(part, whole))]
    if whole.count is None or not counted:
        return
    # Each part that prints no number still has one project.
    others = sum(1 for part in parts if part.count is None and part.lane.unit == whole.lane.unit)
    if not others and _is_no_more((count for _id, count in counted), whole.count):
        return
    least = sum(bounds(count).low for _id, count in counted)
    most = bounds(whole.count).high
    if most is None or least + others <= most:
        return
    if least > most:
        message = _("The parts of the split {split} print {sum} together, more than the {whole} of the whole")
    else:
        message = _("The parts of the split {split} print {sum} together and leave too few of {whole} for the others")
    text = message.format(split=quoted(split), sum=number(Decimal(least)), whole=printed(whole.count))
    yield Fault(whole.id, text, tuple(part_id for part_id, _count in counted))


def _split_amounts(whole: SigningFacts, split: str, parts: list[SigningFacts], context: Context) -> Iterator[Fault]:
    amounts = [(part.id, pair[0]) for part in parts if (pair := _amounts(part, whole))]
    if whole.investment is None or not amounts or _is_no_more((amount for _id, amount in amounts), whole.investment):
        return
    printed_amounts = [whole.investment, *(amount for _id, amount in amounts)]
    in_one = in_one_currency(printed_amounts, whole.when, context)
    if in_one is None:
        return
    most, *terms = in_one
    least = sum((term.low for term in terms), Decimal(0))
    if most.high is None or least <= most.high:
        return
    if len({amount.unit for amount in printed_amounts}) == 1:
        together = money(sum((amount.value for _id, amount in amounts), Decimal(0)), whole.investment.unit)
    else:
        together = money(least, "CNY")
    message = _("The parts of the split {split} print {sum} together, more than the {whole} of the whole")
    text = message.format(split=quoted(split), sum=together, whole=printed(whole.investment))
    yield Fault(whole.id, text, tuple(part_id for part_id, _amount in amounts))


def find_share(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """A printed share that neither the amounts nor the counts give."""
    for part, whole in pairs(event):
        if part.share is None:
            continue
        known = [
            pair
            for pair in (_amounts(part, whole), _counts(part, whole))
            if pair and pair[0].unit == pair[1].unit and bounds(pair[1]).low > 0
        ]
        if not known or _is_of_money(part, whole):
            continue
        if all(_share_of(*pair).apart(_stated(part.share)) for pair in known):
            message = _("The printed share is {share}; of {label} it is {shares}")
            shares = _(" or ").join(percent(small.value / large.value * 100) for small, large in known)
            yield Fault(part.id, message.format(share=printed(part.share), label=quoted(whole.label), shares=shares))


def _is_of_money(part: SigningFacts, whole: SigningFacts) -> bool:
    """Whether the share may be all that is said of a part's money: `17 projects, 52 % of the investment`."""
    return part.investment is None and whole.investment is not None and part.lane.measure == whole.lane.measure


def _share_of(part: Quantity, whole: Quantity) -> Bounds:
    small, large = bounds(part), bounds(whole)
    least = small.low / large.high * 100 if large.high else Decimal(0)
    return Bounds(least, None if small.high is None else small.high / large.low * 100)


def _stated(share: Quantity) -> Bounds:
    if share.qualifier is not Qualifier.EXACT:
        return bounds(share)
    # One in the last digit off, after what it is taken of was rounded to that digit: one and a half of it.
    slack = last_digit(share) * Decimal("1.5")
    return Bounds(share.value - slack, share.value + slack)


RULES = (
    EventRule(
        Check(
            "part-exceeds-whole",
            "error",
            _("Part exceeds its whole"),
            _(
                "A part has more projects, or more money of the same measure, than the whole it is stated to be inside."
                " So has a figure of a narrower region or a shorter time than that of the whole in one event. Bounds"
                " count for what they say, about and nearly for a tenth; rounding is allowed for."
            ),
        ),
        find_part_exceeds_whole,
    ),
    EventRule(
        Check(
            "split-exceeds-whole",
            "error",
            _("Split exceeds its whole"),
            _(
                "The parts of one split have more projects or more money together than their whole, or leave no"
                " project for a part that prints no number."
            ),
        ),
        find_split_exceeds_whole,
    ),
    EventRule(
        Check(
            "share",
            "error",
            _("Printed share is off"),
            _(
                "The share of the whole that a part prints is off by more than one in its last digit, whether it is"
                " taken of the money or of the projects. A part that prints its projects alone may have a share of the"
                " money."
            ),
        ),
        find_share,
    ),
)
