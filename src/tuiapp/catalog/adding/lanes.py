"""A lane as one number, in SQL and here."""

from __future__ import annotations

from typing import Final

from tuiapp.catalog.packing import QUALIFIERS
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS, Lane
from tuiapp.values.qualifier import Qualifier

LANE: Final = f"(((t.stage * {len(MEASURES)} + t.measure) * {len(UNITS)} + t.unit) * {len(BASES)} + t.basis)"
"""The number of the lane of a row `t` of `fact`; odd for period totals."""


def lane_of(number: int) -> Lane:
    """The lane with this number."""
    number, basis = divmod(number, len(BASES))
    number, unit = divmod(number, len(UNITS))
    stage, measure = divmod(number, len(MEASURES))
    return Lane(STAGES[stage], MEASURES[measure], UNITS[unit], BASES[basis])


def number_of(lane: Lane) -> int:
    """The number of a lane."""
    number = STAGES.index(lane.stage) * len(MEASURES) + MEASURES.index(lane.measure)
    return (number * len(UNITS) + UNITS.index(lane.unit)) * len(BASES) + BASES.index(lane.basis)


LANE_BITS: Final = 9
NO_QUALIFIER: Final = 15
ABOUT: Final = QUALIFIERS.index(Qualifier.ABOUT)
BOUND: Final = (
    f"CASE WHEN {{0}}.yuan IS NULL THEN {NO_QUALIFIER} WHEN {{0}}.currency <> 'CNY' THEN {ABOUT} "
    "ELSE {0}.yuan_qualifier END"
)
"""How the amount of a row is bounded, by position in the word table: what we converted is about."""
ALIKE: Final = (
    f"{LANE} * {1 << LANE_BITS} + coalesce(t.count_qualifier, {NO_QUALIFIER}) * 32 "
    f"+ coalesce(t.yuan_qualifier, {NO_QUALIFIER}) * 2 "
    "+ (t.currency IS NOT NULL AND t.currency <> 'CNY')"
)
"""A lane and how a row's numbers are bounded, as one number; odd for amounts printed in another currency than yuan."""


def qualifier_at(bound: int) -> Qualifier | None:
    """The qualifier of a `BOUND`; None of `NO_QUALIFIER`."""
    return None if bound == NO_QUALIFIER else QUALIFIERS[bound]
