"""What bounds a sum has, from the bounds of its terms."""

from __future__ import annotations

import pytest

from tuiapp.values.qualifier import Qualifier, join

EXACT, AT_LEAST, OVER, UP_TO, BELOW, NEARLY, ABOUT, RANGE = Qualifier


@pytest.mark.parametrize(
    ("terms", "total"),
    [
        ([], EXACT),
        ([EXACT, EXACT], EXACT),
        ([EXACT, AT_LEAST], AT_LEAST),
        ([AT_LEAST, OVER], OVER),
        ([OVER, EXACT, OVER], OVER),
        ([EXACT, UP_TO], UP_TO),
        ([UP_TO, BELOW], BELOW),
        ([UP_TO, NEARLY], NEARLY),
        ([BELOW, NEARLY], NEARLY),
        ([EXACT, RANGE], RANGE),
        ([RANGE, RANGE], RANGE),
        ([RANGE, OVER], ABOUT),
        ([RANGE, UP_TO], ABOUT),
        ([OVER, NEARLY], ABOUT),
        ([AT_LEAST, BELOW], ABOUT),
        ([AT_LEAST, UP_TO], ABOUT),
        ([ABOUT, EXACT], ABOUT),
        ([ABOUT, OVER], ABOUT),
    ],
)
def test_join(terms: list[Qualifier], total: Qualifier) -> None:
    assert join(terms) is total
    assert join(reversed(terms)) is total


def test_is_its_own_word() -> None:
    assert [str(qualifier) for qualifier in Qualifier] == [
        "exact",
        "at_least",
        "over",
        "up_to",
        "below",
        "nearly",
        "about",
        "range",
    ]
