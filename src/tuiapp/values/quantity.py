"""A number as printed, with what it parses to."""

from decimal import Decimal
from typing import NamedTuple

from tuiapp.values.qualifier import Qualifier


class Quantity(NamedTuple):
    """A printed number and its meaning; the printed text is never lost.

    `value` is in the base unit: whole yuan or dollars, projects, percent (not hundredths). A range has its low
    end as value and both ends in `low` and `high`, which are None otherwise.
    """

    text: str
    value: Decimal
    qualifier: Qualifier
    unit: str
    """A currency (`CNY`, `USD`, `EUR`, …), what a count counts (`projects`, `agreements`, …), `percent`, or an
    indicator's unit."""
    low: Decimal | None = None
    high: Decimal | None = None
    also: "Quantity | None" = None
    """The same number in another currency, where the text glosses it in brackets."""


class QuantityError(ValueError):
    """A text is no quantity of the asked kind; the message says what was found and which forms are accepted."""
