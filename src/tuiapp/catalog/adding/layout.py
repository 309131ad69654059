"""How the numbers of a signing are packed for whoever divides: small ones share a column."""

from __future__ import annotations

from typing import Final

from tuiapp.catalog.packing import QUALIFIERS
from tuiapp.values.qualifier import Qualifier

SEVERAL, NONE = -1, -2
"""In place of a sector's rank where a signing has several, or none; of a region's the first stands for both."""
MISSING: Final = -1
"""In place of a number that is not printed."""
BITS = len(QUALIFIERS)
"""The bits of a qualifier: of the flags the lowest are the count's, the next the amount's."""
FOREIGN: Final = 1 << 2 * BITS
"""The amount is converted by us."""
ABOUT = 1 << QUALIFIERS.index(Qualifier.ABOUT)
SECTOR, SECTORS, REGION = 2 * BITS + 2, 12, 2 * BITS + 14
"""Where the only sector stands in the flags, how many bits it has, and where the only region does."""
DAY = 24
"""Bits of a day."""
DEPTH, POSITION = 1, 30
"""Bits of whether a part is a part of a part, and of how far before it its whole stands."""
PACKED = {
    "event": "t.event",
    "days": f"t.first << {DAY} | t.last",
    "told": "coalesce(t.count + 1, 0)",
    "worth": "coalesce(t.yuan + 1, i.yuan + 1, 0)",
    "kin": f"coalesce((t.n - t.root << {POSITION} | t.n - p.whole) << {DEPTH} | (t.depth > 1), 0)",
    "area": "coalesce(l.place * 2 + l.outermost + 1, 0)",
    # An amount converted by us is about, and what stands for a missing one has qualifiers of its own.
    "bounds": (
        "coalesce(1 << t.count_qualifier, 0) "
        f"| (CASE WHEN t.yuan IS NULL THEN coalesce(i.qualifiers, 0) WHEN t.currency <> 'CNY' THEN {ABOUT} "
        f"ELSE 1 << t.yuan_qualifier END << {BITS}) "
        f"| CASE WHEN t.yuan IS NOT NULL AND t.currency <> 'CNY' THEN {FOREIGN} ELSE 0 END "
        f"| (coalesce(t.sector, CASE WHEN t.sector_key IS NULL THEN {NONE} ELSE {SEVERAL} END) - {NONE} << {SECTOR}) "
        f"| (coalesce(t.region, {SEVERAL}) - {NONE} << {REGION})"
    ),
}
"""The columns by position, and what is in them: of a row `t` of `fact`, what stands for its amount (`i`), its whole
(`p`) and its area (`l`). To the numbers that can be missing 1 is added, so that 0 stands for that."""


def ends(days: int) -> tuple[int, int]:
    """The first and the last day of what `days` holds; the first is 0 where it is open."""
    return days >> DAY, days & (1 << DAY) - 1
