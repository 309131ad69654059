"""The worked cases for the rules of sums: real records, a query, and every total it must give."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tuiapp.rules.containment import lies_in
from tuiapp.rules.records import Amount, Because, Count, Lane, SumRow
from tuiapp.rules.totals import Found, LaneTotal, total
from tuiapp.values.dates import Period
from tuiapp.values.money import to_yuan
from tuiapp.values.parse import parse_amount, parse_count

Json = dict[str, Any]

ORACLE: Json = json.loads((Path(__file__).parent / "sums.json").read_text(encoding="utf-8"))
CASES: list[Json] = ORACLE["cases"]


def rate(currency: str, year: int) -> Decimal:
    return Decimal(ORACLE["rates"][currency][str(year)])


def amount_of(row: Json) -> Amount | None:
    if "investment" not in row:
        return None
    printed = parse_amount(row["investment"], row.get("language", "en"))
    if printed.unit == "CNY":
        return Amount(int(printed.value), printed.qualifier)
    yuan = to_yuan(printed.value, rate(printed.unit, Period.parse(row["when"]).last.year))
    return Amount(yuan, printed.qualifier, printed.unit, original=printed.value)


def count_of(row: Json) -> Count | None:
    if "count" not in row:
        return None
    printed = parse_count(row["count"], row.get("language", "en"))
    return Count(int(printed.value), printed.qualifier)


def event_of(row: Json) -> str:
    return str(row.get("event", row["raw"]))


def sum_row(row: Json) -> SumRow:
    when = Period.parse(row["when"])
    edition = f"{row['series']}/{row['edition']}" if "series" in row else event_of(row)
    return SumRow(
        id=row["id"],
        event=event_of(row),
        edition=edition,
        lane=Lane(*(row.get(key, default) for key, default in LANE_KEYS.items())),
        first=when.first.toordinal() if when.first else None,
        last=when.last.toordinal(),
        regions=tuple(tuple(path) for path in row["regions"]),
        part_of=row.get("part_of"),
        split=row.get("split"),
        same_as=row.get("same_as"),
        count=count_of(row),
        amount=amount_of(row),
        doubt=row.get("use") is False,
    )


LANE_KEYS = {"stage": "agreed", "measure": "investment", "unit": "projects", "basis": "event"}


def meets(filter_: Json, row: Json) -> tuple[bool, Because | None]:
    """Whether a row is found, and the first of its sides that is not wholly in the query."""
    wider: Because | None = None
    if "events" in filter_ and event_of(row) not in filter_["events"]:
        return False, None
    if "series" in filter_ and row.get("series") not in filter_["series"]:
        return False, None
    count = count_of(row)
    if "projects_below" in filter_ and (count is None or count.value >= filter_["projects_below"]):
        return False, None
    if row.get("stage", "agreed") not in filter_.get("stages", [row.get("stage", "agreed")]):
        return False, None
    sides: list[tuple[Because, list[bool]]] = []
    if "dates" in filter_:
        asked, when = Period.parse(filter_["dates"]), Period.parse(row["when"])
        sides.append(("days", [asked.overlaps(when), asked.contains(when)]))
    if "regions" in filter_:
        regions = [any(lies_in(tuple(r), tuple(a)) for a in filter_["regions"]) for r in row["regions"]]
        sides.append(("regions", regions))
    if "sectors" in filter_:
        sides.append(("sectors", [sector in filter_["sectors"] for sector in row.get("sectors", [])]))
    if "counterparts" in filter_:
        sides.append(("counterparts", [one in filter_["counterparts"] for one in row.get("counterparts", [])]))
    for side, parts in sides:
        if not any(parts):
            return False, None
        if wider is None and not all(parts):
            wider = side
    return True, wider


def found_in(case: Json) -> tuple[list[Found], dict[str, SumRow]]:
    context = {row["id"]: sum_row(row) for row in case["rows"]}
    found = []
    for row in case["rows"]:
        is_found, wider = meets(case["filter"], row)
        if is_found:
            found.append(Found(context[row["id"]], wider))
    return found, context


def as_json(lane_total: LaneTotal) -> Json:
    lane, projects, money = lane_total.lane, lane_total.projects, lane_total.investment
    return {
        "stage": lane.stage,
        "measure": lane.measure,
        "unit": lane.unit,
        "basis": lane.basis,
        "signings": len(lane_total.added),
        "projects": {
            "value": projects.value,
            "qualifier": projects.qualifier,
            "signings_without": projects.signings_without,
        },
        "investment": {
            "cny": money.cny,
            "qualifier": money.qualifier,
            "signings_without": money.signings_without,
            "converted_cny": money.converted_cny,
        },
        "not_added": [
            {"reason": reason, "signings": signings, "largest_cny": largest}
            for reason, signings, largest, _bound in lane_total.summary().not_added
        ],
    }


def lane_name(lane: Lane) -> str:
    return f"{lane.stage}/{lane.measure}/{lane.unit}/{lane.basis}"


def in_any_order(totals: list[Json]) -> list[Json]:
    reasons = [{**one, "not_added": sorted(one["not_added"], key=lambda left: str(left["reason"]))} for one in totals]
    return sorted(reasons, key=lambda one: [str(one[key]) for key in LANE_KEYS])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_query_gives_these_totals(case: Json) -> None:
    totals = [as_json(one) for one in total(*found_in(case))]
    expected = case["expect"]["totals"]
    assert in_any_order(totals) == in_any_order(expected)
    assert totals[0]["measure"] == expected[0]["measure"], "the default lane comes first"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_each_found_signing_is_accounted_for(case: Json) -> None:
    totals = total(*found_in(case))
    added = {lane_name(one.lane): sorted(one.added) for one in totals}
    assert added == {lane: sorted(ids) for lane, ids in case["expect"]["added"].items()}
    left = {one.id: (one.reason, one.because_of) for lane_total in totals for one in lane_total.not_added}
    expected = {one["id"]: (one["reason"], one.get("because_of")) for one in case["expect"]["not_added"]}
    assert left == expected
