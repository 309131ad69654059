from __future__ import annotations

from typing import Any

import pytest

from ruling import CHANGZHOU, FUJIAN, findings, signing
from tuiapp.rules.facts import Finding, Venue

CHECK = "venue-region"
VENUE = Venue(CHANGZHOU, ("China", "Jiangsu", "Changzhou"))
JIANGSU = CHANGZHOU[:2]


def found(*regions: tuple[str, ...], name: str = "9th China–Utopia Expo", **others: Any) -> list[Finding]:
    fields: dict[str, Any] = {"kind": "expo", "venues": (VENUE,)} | others
    label = fields.pop("label", "Projects signed at the expo")
    part_of = fields.pop("part_of", None)
    one = signing("e/all", "28", label=label, regions=regions, part_of=part_of)
    return findings(one, check=CHECK, name=name, **fields)


def test_a_national_fairs_total_under_the_city_or_province_of_its_venue_is_found() -> None:
    (finding,) = found(JIANGSU)
    assert (finding.subject, finding.severity) == ("e", "warning")
    assert finding.message == (
        "“9th China–Utopia Expo” was held in Changzhou, and “Projects signed at the expo” is filed under Jiangsu."
    )
    assert len(found(CHANGZHOU)) == 1
    assert len(found(CHANGZHOU, name="第六届中国国际进口博览会", kind="fair")) == 1


@pytest.mark.parametrize("region", [("china",), FUJIAN, (*CHANGZHOU, "wujin")])
def test_what_is_the_countrys_or_anothers_share_is_not(region: tuple[str, ...]) -> None:
    assert found(region) == []
    assert found(JIANGSU, FUJIAN) == []


@pytest.mark.parametrize(
    "others",
    [
        {"name": "China Changzhou International Fair"},
        {"name": "15th China (Jiangsu) Expo"},
        {"name": "World Utopia Fair"},
        {"kind": "conference"},
        {"venues": ()},
        {"label": "Jiangsu's own projects"},
        {"part_of": "e/whole"},
    ],
)
def test_a_places_own_fair_another_kind_a_stated_share_or_a_part_is_not(others: dict[str, Any]) -> None:
    assert found(JIANGSU, **others) == []


def test_a_region_is_named_once_however_many_totals_are_filed_under_it() -> None:
    totals = [signing(f"e/{n}", "28", label=f"Total {n}", regions=(JIANGSU,)) for n in "ab"]
    (finding,) = findings(*totals, check=CHECK, name="China Expo", kind="fair", venues=(VENUE,))
    assert "“Total a”" in finding.message
    assert "“Total b”" not in finding.message
