from __future__ import annotations

import pytest

from ruling import CHANGZHOU, FUJIAN, JIANGSU, SUZHOU, WUJIN, row
from tuiapp.rules.containment import Eligible, Regions, climb, covers, is_narrower, outline, root_id


@pytest.mark.parametrize(
    ("regions", "than", "narrower"),
    [
        ((CHANGZHOU,), (JIANGSU,), True),
        ((CHANGZHOU,), (CHANGZHOU,), False),
        ((JIANGSU,), (CHANGZHOU,), False),
        ((CHANGZHOU,), (CHANGZHOU, SUZHOU), True),
        ((CHANGZHOU, SUZHOU), (JIANGSU,), True),
        ((WUJIN, FUJIAN), (CHANGZHOU, FUJIAN), True),
        ((WUJIN, FUJIAN), (JIANGSU,), False),
        ((CHANGZHOU, WUJIN), (CHANGZHOU,), False),
        ((), (JIANGSU,), False),
        ((JIANGSU,), (), False),
    ],
)
def test_an_area_is_narrower_when_it_lies_in_another_and_leaves_something_out(
    regions: Regions, than: Regions, narrower: bool
) -> None:
    assert is_narrower(regions, than) is narrower
    areas = {"regions": regions, "than": than}
    wide = row("wide", regions=areas["than"], edition="e")
    narrow = row("narrow", regions=areas["regions"], edition="e")
    assert Eligible([wide, narrow], {}).is_free(narrow) is not narrower


def test_an_outline_repeats_nothing() -> None:
    assert outline((WUJIN, CHANGZHOU, CHANGZHOU, FUJIAN)) == (FUJIAN, CHANGZHOU)
    assert covers(outline((WUJIN, CHANGZHOU)), (WUJIN, CHANGZHOU))


def test_climbing_stops_at_a_whole_that_is_not_known() -> None:
    part, deep = row("part", part_of="gone"), row("deep", part_of="part")
    known = {one.id: one for one in (part, deep)}
    assert [(one.id, whole) for one, whole in climb(deep, known)] == [("deep", "part"), ("part", "gone")]
    assert root_id(deep, known) == "gone"
    assert root_id(row("alone"), known) == "alone"


def test_what_is_removed_contains_nothing_any_more() -> None:
    whole, part = row("whole"), row("part", part_of="whole")
    wide, city = row("wide", regions=(JIANGSU,), edition="e"), row("city", edition="e")
    eligible = Eligible([whole, part, wide, city], {one.id: one for one in (whole, part)})
    assert not eligible.is_free(part)
    assert not eligible.is_free(city)
    eligible.remove(whole)
    eligible.remove(wide)
    assert eligible.is_free(part)
    assert eligible.is_free(city)
