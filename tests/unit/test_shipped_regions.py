"""The region tree that ships: its codes nest as its regions do, and its coordinates lie where they say."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from pathlib import Path

from tuiapp.dataset.load import load
from tuiapp.dataset.resolved import Region

DEGREE = 111
"""Kilometres."""
NEAR = {"province": 1200, "city": 300, "zone": 60}
"""Kilometres that a region can be from the seat of the province, the city or the zone that it lies in."""


@cache
def regions() -> dict[tuple[str, ...], Region]:
    return {one.path: one for one in load(Path(__file__).parents[2] / "data").regions}


def in_china() -> list[Region]:
    return [one for one in regions().values() if one.path[0] == "china" and len(one.path) > 2]


def test_countries_have_their_iso_code_of_two_letters() -> None:
    codes = [one.code for one in regions().values() if one.kind == "country"]
    assert all(code and len(code) == 2 and code.isupper() for code in codes)
    assert {"CN", "DE", "KR", "SG", "US", "JP", "GB"} <= set(codes)


def test_no_two_regions_have_one_code() -> None:
    codes = sorted(one.code for one in regions().values() if one.code)
    assert [code for code, after in pairwise(codes) if code == after] == []


def test_the_code_of_a_division_begins_with_that_of_the_one_it_lies_in() -> None:
    for one in in_china():
        above = regions()[one.path[:-1]]
        if one.code:
            assert len(one.code) == 6, one.id
            assert above.code, one.id
            digits = 2 if above.kind == "province" else 4
            assert one.code[:digits] == above.code[:digits], one.id


def test_every_city_has_a_code_and_every_division_a_place() -> None:
    assert [one.id for one in in_china() if one.kind == "city" and not one.code] == []
    assert [one.id for one in regions().values() if one.code and one.latitude is None] == []


def test_a_region_lies_near_the_seat_of_the_one_it_is_in() -> None:
    for one in in_china():
        above = regions()[one.path[:-1]]
        if one.latitude is None or one.longitude is None or above.latitude is None or above.longitude is None:
            continue
        north = float(one.latitude - above.latitude)
        east = float(one.longitude - above.longitude) * math.cos(math.radians(float(one.latitude)))
        assert math.hypot(north, east) * DEGREE < NEAR[above.kind], one.id


def test_coordinates_have_two_decimals() -> None:
    for one in regions().values():
        for degrees in (one.latitude, one.longitude):
            assert degrees is None or degrees == round(degrees, 2), one.id
