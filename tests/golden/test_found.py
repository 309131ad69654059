"""The worked cases for the rules of sums, from TOML through the index to their totals."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import tomli_w

import support
from tuiapp.catalog.query import Query
from tuiapp.rules.checks import CHECKS
from tuiapp.rules.totals import LaneTotal, total

Json = dict[str, Any]

ORACLE: Json = json.loads((Path(__file__).parent / "sums.json").read_text(encoding="utf-8"))
LANE = {"stage": "agreed", "measure": "investment", "unit": "projects"}
KINDS = ("country", "province", "city", "zone")


def slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def event_of(row: Json) -> str:
    return str(row.get("event", row["raw"]))


def regions(case: Json) -> list[Json]:
    paths = [path for row in case["rows"] for path in row["regions"]]
    paths += [[name] for row in case["rows"] for name in (*row.get("counterparts", ()), *row.get("guests", ()))]
    nodes = {tuple(path[:depth]): None for path in paths for depth in range(1, len(path) + 1)}
    return [
        {"id": slug("-".join(path)), "name": path[-1], "kind": KINDS[len(path) - 1]}
        | ({"within": slug("-".join(path[:-1]))} if len(path) > 1 else {})
        for path in nodes
    ]


def region_ids(row: Json) -> list[str]:
    return [slug("-".join(path)) for path in row["regions"]]


def numbers(row: Json) -> Json:
    return {key: row[key] for key in ("count", "investment", "also") if key in row}


def signing(row: Json, rows: dict[str, Json]) -> Json:
    entry = numbers(row) | {"id": slug(row["id"]), "label": row["raw_label"], "region": region_ids(row)}
    # Said even where it is the default: a part would else have its whole's.
    entry |= {key: row.get(key, default) for key, default in LANE.items()}
    entry["report"] = report_id(row)
    entry["period" if row.get("basis") == "period" else "date"] = row["when"]
    if "counterparts" in row:
        entry["counterpart"] = [slug(name) for name in row["counterparts"]]
    if "part_of" in row:
        entry["part_of"] = f"{slug(event_of(rows[row['part_of']]))}/{slug(row['part_of'])}"
        entry |= {"in_split": row["split"]} if "split" in row else {}
    if "use" in row:
        note = {"date": "2025-01-01", "why": "as the case says", "use": row["use"]}
        entry["notes"] = [note | {"check": check.id} for check in CHECKS]
    others = [one for one in rows.values() if one.get("same_as") == row["id"]]
    entry["same"] = [numbers(one) | {"report": report_id(one)} for one in others]
    return entry


def report_id(row: Json) -> str:
    return f"{slug(row['raw'])}-{row.get('language', 'en')}"


def report(row: Json) -> Json:
    language = row.get("language", "en")
    return {"id": report_id(row), "publisher": row["raw"], "publisher_kind": "media", "language": language}


def event(name: str, members: list[Json], rows: dict[str, Json]) -> Json:
    own = [row for row in members if "same_as" not in row]
    series = {key: own[0][key] for key in ("series", "edition") if key in own[0]}
    guests = {"guests": [slug(name) for name in own[0]["guests"]]} if "guests" in own[0] else {}
    reports = list({one["id"]: one for one in map(report, members)}.values())
    head = {"id": slug(name), "name": name, "kind": "fair", "dates": own[0]["when"], "region": region_ids(own[0])}
    return head | series | guests | {"report": reports, "signing": [signing(row, rows) for row in own]}


def write(folder: Path, case: Json) -> Path:
    rows = {row["id"]: row for row in case["rows"]}
    events: dict[str, list[Json]] = defaultdict(list)
    for row in case["rows"]:
        events[event_of(rows[row["same_as"]] if "same_as" in row else row)].append(row)
    data = support.write_dataset(folder, {})
    rates = {
        "source": {"oracle": {"publisher": "Oracle", "title": "Rates"}},
        "currency": {
            currency: {"name": currency, "source": "oracle", "annual": annual}
            for currency, annual in ORACLE["rates"].items()
            if currency != "about"
        },
    }
    texts: dict[str, Json] = {
        "regions": {"region": regions(case)},
        "rates": rates,
        "events/case": {"event": [event(name, members, rows) for name, members in events.items()]},
    }
    for name, table in texts.items():
        (data / f"{name}.toml").write_text(tomli_w.dumps(table).replace('"2025-01-01"', "2025-01-01"), encoding="utf-8")
    return data


def query_of(case: Json) -> Query:
    asked = case["filter"]
    terms = [f"event:{slug(name)}" for name in asked.get("events", ())]
    terms += [f"series:{name}" for name in asked.get("series", ())]
    terms += [f"region:{slug('-'.join(path))}" for path in asked.get("regions", ())]
    terms += [f"counterpart:{slug(name)}" for name in asked.get("counterparts", ())]
    if "dates" in asked:
        terms.append("date:" + asked["dates"].replace("/", ".."))
    if "projects_below" in asked:
        terms.append(f"projects<{asked['projects_below']}")
    return Query.parse(" ".join(terms))


@pytest.mark.parametrize("case", ORACLE["cases"], ids=lambda case: case["id"])
def test_the_index_gives_the_totals_of_the_case(case: Json, tmp_path: Path) -> None:
    data = write(tmp_path / "data", case)
    with support.opened(data, tmp_path / "index") as catalog:
        found, context = catalog.found(query_of(case))
        lanes = total(found, context)
    ids = {row["id"]: global_id(row, case) for row in case["rows"]}
    expect = case["expect"]
    added = {"/".join((t.lane.stage, t.lane.measure, t.lane.unit, t.lane.basis)): sorted(t.added) for t in lanes}
    expected = {lane: sorted(ids[one] for one in added_ids) for lane, added_ids in expect["added"].items()}
    assert {lane: one for lane, one in added.items() if one} == {lane: one for lane, one in expected.items() if one}
    left = {(out.id, out.reason) for lane in lanes for out in lane.not_added}
    assert left == {(ids[out["id"]], out["reason"]) for out in expect["not_added"]}
    assert sorted(map(sums_of, lanes)) == sorted(map(sums_expected, expect["totals"]))


def global_id(row: Json, case: Json) -> str:
    if "same_as" in row:
        of = next(one for one in case["rows"] if one["id"] == row["same_as"])
        return f"{global_id(of, case)}@{report_id(row)}"
    return f"{slug(event_of(row))}/{slug(row['id'])}"


def sums_of(lane: LaneTotal) -> str:
    money, left = lane.investment, sorted(str(tuple(one)[:3]) for one in lane.summary().not_added)
    return str((lane.projects.value, money.cny, str(money.qualifier), money.converted_cny, left))


def sums_expected(lane: Json) -> str:
    projects, money = lane["projects"] or {"value": None}, lane["investment"] or {}
    left = sorted(str((out["reason"], out["signings"], out["largest_cny"])) for out in lane["not_added"])
    qualifier = str(money.get("qualifier"))
    return str((projects["value"], money.get("cny"), qualifier, money.get("converted_cny", 0), left))
