"""What adding comes to: the sums of a lane, and how much it leaves out for which reason.

Apart from the rules, because a screen shows stored results without ever adding.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

from tuiapp.rules.records import Lane
from tuiapp.values.qualifier import Qualifier

Reason = Literal["same", "wider", "doubt", "inside", "sibling", "overlap"]
REASONS: tuple[Reason, ...] = ("same", "wider", "doubt", "inside", "sibling", "overlap")
"""Why a found signing is not added; the first that holds is the one that is shown."""


class SumOf(NamedTuple):
    """A sum of counts; `value` and `qualifier` are None when none of the signings prints one."""

    value: int | None
    qualifier: Qualifier | None
    low: int | None
    """The ends of a range; None unless the sum is one."""
    high: int | None
    signings_without: int
    """How many of the added signings print no count."""


class MoneySum(NamedTuple):
    """A sum of amounts in whole yuan; `cny` and `qualifier` are None when there is nothing to add up."""

    cny: int | None
    qualifier: Qualifier | None
    low: int | None
    """The ends of a range; None unless the sum is one."""
    high: int | None
    signings_without: int
    """How many of the added signings have no amount, not even one inside."""
    converted_cny: int
    """How many of the yuan are converted by us."""
    original: tuple[str, Decimal] | None
    """The currency and the sum in it, where all amounts are printed in one foreign currency."""


class LeftSum(NamedTuple):
    """How many signings a total leaves out for one reason; their sum would be the very one that is forbidden."""

    reason: Reason
    signings: int
    largest_cny: int | None
    """The largest amount that one of them prints, in yuan; None when none prints one."""
    largest_qualifier: Qualifier | None
    """How it is bounded; of several equal ones what covers all of them."""


class LaneSum(NamedTuple):
    """The total of one lane without the signings it is made of."""

    lane: Lane
    signings: int
    """How many are added."""
    projects: SumOf
    investment: MoneySum
    not_added: tuple[LeftSum, ...]
    """By reason, in the order in which reasons are tried; a reason without signings is absent."""

    @property
    def left_out(self) -> int:
        """How many of the signings found are not added."""
        return sum(left.signings for left in self.not_added)
