"""Compiling: the default order, conversion, findings and doubt, progress, what fails and what is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

import small_dataset
import support
from tuiapp.catalog import location, schema
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import View
from tuiapp.compiler import build
from tuiapp.compiler.build import Progress, compile_dataset
from tuiapp.dataset.problems import DatasetError
from tuiapp.export import render
from tuiapp.rules.totals import total

EVENT = """
[[event]]
id = "{id}"
name = "{id}"
kind = "ceremony"
dates = "{dates}"
region = "{region}"
  [[event.report]]
  id = "r1"
  publisher = "Daily"
  publisher_kind = "media"
  url = "https://example.org"
  published = 2024-12-01
"""


def event(id: str, signings: str, dates: str = "2023-05-05", region: str = "Changzhou") -> str:
    return EVENT.format(id=id, dates=dates, region=region) + signings


def signing(id: str, rest: str = "") -> str:
    lines = "\n  ".join(rest.splitlines())
    return f'  [[event.signing]]\n  id = "{id}"\n  label = "{id}"\n  {lines}\n'


def compiled(tmp_path: Path, *events: str) -> Catalog:
    return support.compiled(tmp_path, {f"e{number}": text for number, text in enumerate(events)})


def test_the_default_order(tmp_path: Path) -> None:
    older = event("older", signing("a") + signing("b", 'part_of = "a"') + signing("c"), "2022-01-01")
    newer = event("newer", signing("x") + signing("y", 'part_of = "older/a"') + signing("late", "date = 2024-01-01"))
    same_day = event("and-so", signing("q"), "2023-05-05")
    with compiled(tmp_path, older, newer, same_day) as catalog:
        order = support.ids(catalog)
        depths = [catalog.signing(one).depth for one in order]
    assert order == ["newer/late", "and-so/q", "newer/x", "older/a", "older/b", "newer/y", "older/c"]
    assert depths == [0, 0, 0, 0, 1, 1, 0]


def test_a_foreign_amount_is_converted_at_the_rate_of_its_last_year(tmp_path: Path) -> None:
    text = event(
        "dollars",
        signing("event", 'investment = "$1 billion"')
        + signing("period", 'investment = "$1 billion"\nperiod = "2021-07/2022-06"')
        + signing("no-rate", 'investment = "$1 billion"\ndate = 2024-01-01')
        + signing("no-currency", 'investment = "1 billion euros"')
        + signing("range", 'investment = "1 billion to 2 billion dollars"')
        + signing("yuan", 'investment = "10-50亿元"'),
    )
    with compiled(tmp_path, text) as catalog:
        rows = {id_: catalog.signing(f"dollars/{id_}").investment for id_ in ("event", "period", "no-rate", "range")}
        yuan = catalog.signing("dollars/yuan").investment
        sums = {one.row.id: one.row.amount for one in catalog.found(Query())[0]}
    found = {
        id_: (money.cny, money.conversion.year if money.conversion else None) for id_, money in rows.items() if money
    }
    assert found == {
        "event": (7_000_000_000, 2023),
        "period": (6_700_000_000, 2022),
        "no-rate": (None, None),
        "range": (7_000_000_000, 2023),
    }
    assert rows["range"] is not None
    assert rows["range"].high_cny == 14_000_000_000
    assert yuan is not None
    assert (yuan.cny, yuan.high_cny) == (1_000_000_000, 5_000_000_000)
    assert sums["dollars/no-rate"] is None
    assert sums["dollars/no-currency"] is None
    converted, range_ = sums["dollars/event"], sums["dollars/yuan"]
    assert converted is not None
    assert converted.converted
    assert range_ is not None
    assert (range_.low, range_.high) == (1_000_000_000, 5_000_000_000)


PARTS = """count = "10"
investment = "1 billion yuan"
split.sector = [
  {{ id = "big", label = "Big", count = "9", investment = "900 million yuan" }},
  {{ id = "rest", label = "Rest", count = "8", investment = "800 million yuan" }},
]
{notes}
"""
NOTE = '{{ check = "{check}", date = 2024-01-02, why = "printed so", use = {use} }}'


def findings_of(catalog: Catalog) -> list[tuple[str, str, bool]]:
    return [(one.subject, one.severity, one.acknowledged) for one in catalog.event("e").findings]


def doubts(catalog: Catalog) -> dict[str, bool]:
    return {one.row.id: one.row.doubt for one in catalog.found(Query())[0]}


def test_an_open_error_puts_a_signing_in_doubt(tmp_path: Path) -> None:
    with compiled(tmp_path, event("e", signing("all", PARTS.format(notes="")))) as catalog:
        found = catalog.event("e").findings
        assert "error" in {one.severity for one in found}
        subjects = {one.subject for one in found if one.severity == "error"}
        assert {id_ for id_, doubt in doubts(catalog).items() if doubt} >= subjects
        assert set(support.ids(catalog, "check:error")) == subjects
        assert set(support.ids(catalog, f"check:{found[0].check}")) == {found[0].subject}
        assert support.ids(catalog, "", "checks")[0] in subjects
        row = catalog.signing(found[0].subject)
        assert found[0] in row.findings
        assert len(catalog.events(Query.parse("check:any"))) == 1
        assert catalog.events(Query.parse("-check:error")) == []


@pytest.mark.parametrize("use", [True, False])
def test_an_acknowledged_error_stays_and_says_whether_it_may_be_used(tmp_path: Path, use: bool) -> None:
    with compiled(tmp_path / "open", event("e", signing("all", PARTS.format(notes="")))) as catalog:
        checks = {one.check for one in catalog.event("e").findings if one.subject == "e/all"}
    notes = ", ".join(NOTE.format(check=check, use=str(use).lower()) for check in sorted(checks))
    text = event("e", signing("all", PARTS.format(notes=f"notes = [{notes}]")))
    with compiled(tmp_path / "noted", text) as catalog:
        found = [one for one in catalog.event("e").findings if one.subject == "e/all"]
        assert {one.check for one in found} == checks
        assert all(one.acknowledged and one.why == "printed so" and one.date == "2024-01-02" for one in found)
        assert {one.use for one in found} == {use}
        assert doubts(catalog)["e/all"] is not use


@pytest.mark.parametrize(
    "note", ["", NOTE.format(check="likely-same", use="false").replace("{{", "{").replace("}}", "}")]
)
def test_what_several_events_say_is_found_and_acknowledged_like_the_rest(tmp_path: Path, note: str) -> None:
    twice = 'count = "28"\ninvestment = "30 billion yuan"\n'
    text = event("a", signing("all", twice)), event("b", signing("all", f"{twice}notes = [{note}]"))
    with compiled(tmp_path, *text) as catalog:
        assert support.ids(catalog, "check:likely-same") == ["b/all"]
        (found,) = catalog.signing("b/all").findings
        assert (found.check, found.acknowledged, found.use) == ("likely-same", bool(note), False if note else None)
        assert [row.findings for row in catalog.events(Query())] == [0, 1]
        assert doubts(catalog) == {"a/all": False, "b/all": bool(note)}


def test_what_is_missing_is_searched_and_sorted_by_and_is_no_finding(tmp_path: Path) -> None:
    full = 'count = "28"\ninvestment = "30 billion yuan"\nsectors = ["new energy"]\n'
    bad = 'count = "28"\ninvestment = "30 billion yuan ($4.4 trillion)"\nsectors = ["new energy"]\n'
    text = signing("full", full) + signing("bad", bad) + signing("bare") + signing("counted", 'count = "3"')
    with compiled(tmp_path, event("e", text)) as catalog:
        assert catalog.gaps() == {"no-amount": 2, "no-count": 1, "no-sector": 2}
        assert catalog.signing("e/bare").gaps == ("no-amount", "no-count", "no-sector")
        assert catalog.signing("e/bare").findings == ()
        assert sorted(support.ids(catalog, "check:no-amount")) == ["e/bare", "e/counted"]
        assert support.ids(catalog, "check:no-count,currency-pair") == ["e/bad", "e/bare"]
        assert support.ids(catalog, "check:any") == ["e/bad"]
        assert sorted(support.ids(catalog, "-check:gap")) == ["e/bad", "e/full"]
        assert [row.event.id for row in catalog.events(Query.parse("check:gap"))] == ["e"]
        assert catalog.events(Query.parse("check:undated-report")) == []
        assert support.ids(catalog, "", "checks:desc") == ["e/bad", "e/bare", "e/counted", "e/full"]
        assert support.ids(catalog, "", "checks") == ["e/counted", "e/bare", "e/bad", "e/full"]


def test_something_missing_that_has_a_note_is_shown_as_acknowledged(tmp_path: Path) -> None:
    note = '[{ check = "undated-report", date = 2024-01-02, why = "The page has none.", use = true }]'
    text = event("e", signing("all", 'count = "3"')).replace("published = 2024-12-01", f"notes = {note}")
    with compiled(tmp_path, text) as catalog:
        (found,) = catalog.event("e").findings
        assert (found.check, found.severity, found.subject) == ("undated-report", "gap", "e/r1")
        assert (found.acknowledged, found.why) == (True, "The page has none.")
        assert catalog.signing("e/all").gaps == ("no-amount", "undated-report", "no-sector")
        assert support.ids(catalog, "check:undated-report") == ["e/all"]
        assert doubts(catalog) == {"e/all": False}


def test_a_note_doubts_only_the_record_it_is_written_on(tmp_path: Path) -> None:
    part = '{{ id = "big", label = "Big", count = "99", notes = [{notes}] }}'
    text = 'count = "10"\nof_which = [' + part + "]\n"
    check = '{ check = "part-exceeds-whole", date = 2024-01-02, why = "a misprint", use = false }'
    with compiled(tmp_path / "open", event("e", signing("all", text.format(notes="")))) as catalog:
        assert doubts(catalog) == {"e/all": True, "e/big": True}
    with compiled(tmp_path / "noted", event("e", signing("all", text.format(notes=check)))) as catalog:
        assert doubts(catalog) == {"e/all": False, "e/big": True}


def test_what_a_note_alone_says_is_not_to_be_used_is_shown(tmp_path: Path) -> None:
    note = NOTE.format(check="share", use="false").replace("{{", "{").replace("}}", "}")
    with compiled(tmp_path, event("e", signing("a", f'count = "3"\nnotes = [{note}]'))) as catalog:
        assert doubts(catalog) == {"e/a": True}
        (found,) = catalog.signing("e/a").findings
        assert (found.check, found.why, found.acknowledged) == ("share", "printed so", True)
        assert "whoever read it noted" in found.message


def test_a_named_group_overlaps_its_members(tmp_path: Path) -> None:
    year = 'period = "2023-01/2023-12"'
    city = event("city", signing("all", f'{year}\ninvestment = "1 billion yuan"'))
    group = event("group", signing("all", f'{year}\ninvestment = "5 billion yuan"'), region="Twin Cities")
    with compiled(tmp_path, city, group) as catalog:
        (lane,) = total(*catalog.found(Query()))
    assert lane.lane.basis == "period"
    assert lane.added == ("group/all",)
    assert [(one.id, one.reason, one.because_of) for one in lane.not_added] == [("city/all", "overlap", "group/all")]


def test_what_lies_in_a_group_within_a_group_is_found_under_both(tmp_path: Path) -> None:
    wider = """
[[region]]
id = "wider"
name = "Wider"
kind = "group"
members = ["Twin Cities", "Suzhou"]

[[region]]
id = "circle"
name = "Circle"
kind = "group"
members = ["Wider", "Circle"]
"""
    both = [event("city", signing("all")), event("group", signing("all"), region="Twin Cities")]
    (tmp_path / "data").mkdir()
    data = support.write_dataset(tmp_path / "data", dict(zip("ab", both, strict=True)))
    (data / "regions.toml").write_text(support.REGIONS + wider, encoding="utf-8")
    with Catalog.open(compile_dataset(data, tmp_path / "index")) as catalog:
        for group in ("twin-cities", "wider", "circle"):
            assert support.ids(catalog, f"region:{group}") == ["city/all", "group/all"], group
        assert support.ids(catalog, "wider") == ["city/all", "group/all"]
        assert support.ids(catalog, "city:changzhou") == ["city/all"]


def test_an_empty_dataset_is_a_dataset(tmp_path: Path) -> None:
    with compiled(tmp_path) as catalog:
        assert (catalog.about.signings, catalog.about.first_year) == (0, None)
        assert support.ids(catalog) == []
        assert catalog.region_counts(Query()) == {}
        assert catalog.found(Query()) == ([], {})


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[Progress] = []
    compile_dataset(support.write_dataset(tmp_path / "data"), tmp_path / "index", progress=told.append)
    assert told[0] == Progress(0, 8, 0, share=0)
    assert told[-1] == Progress(8, 8, 9, share=1)


def test_an_invalid_dataset_leaves_what_was_published(tmp_path: Path) -> None:
    data = support.write_dataset(tmp_path / "data")
    index = compile_dataset(data, tmp_path / "index")
    (data / "events" / "forum.toml").write_text("[[event", encoding="utf-8")
    with pytest.raises(DatasetError):
        compile_dataset(data, tmp_path / "index")
    assert location.published_index(tmp_path / "index") == index


def test_a_place_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    data = support.write_dataset(tmp_path / "data")
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        compile_dataset(data, tmp_path / "file" / "index")


def test_what_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = support.write_dataset(tmp_path / "data")
    monkeypatch.setattr(schema, "INDEXES", "CREATE INDEX missing ON nowhere (n)")
    with pytest.raises(OSError, match="nowhere"):
        compile_dataset(data, tmp_path / "index")
    assert list((tmp_path / "index").iterdir()) == []


@pytest.mark.parametrize("typing", [False, True])
def test_without_full_text_a_scan_finds_the_same(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch, typing: bool
) -> None:
    monkeypatch.setattr(schema, "has_full_text", lambda _connection: False)
    with support.compiled(tmp_path) as scanned:
        assert not scanned.full_text
        for query in (
            "changzhou",
            "常州",
            "州",
            "chang",
            '"energy projects"',
            "zoe germany",
            "-forum",
            "光伏,fund",
            "产",
        ):
            parsed = Query.parse(query)
            assert support.ids(scanned, query, typing=typing) == support.ids(catalog, query, typing=typing), query
            assert scanned.found(parsed, typing=typing) == catalog.found(parsed, typing=typing)
            assert scanned.figures(parsed) == catalog.figures(parsed)
            assert scanned.events(parsed) == catalog.events(parsed)


def test_the_same_dataset_gives_the_same_index(tmp_path: Path) -> None:
    data = support.write_dataset(tmp_path / "data")
    first, second = (compile_dataset(data, tmp_path / name) for name in ("one", "two"))
    assert build.Progress is Progress
    assert first.read_bytes() == second.read_bytes()


def test_an_amount_without_a_rate_is_not_taken_from_its_parts(tmp_path: Path) -> None:
    numbers = """
  count = "30"
  investment = "NT$50 billion"
  split.sector = [{ label = "Energy", investment = "2 billion yuan" }]
"""
    data = small_dataset.write_dataset(tmp_path, small_dataset.EVENT + small_dataset.SIGNING + numbers)
    with support.opened(data, tmp_path / "index") as catalog:
        (total,) = catalog.totals(Query()).lanes
        assert (total.signings, total.investment.cny, total.investment.signings_without) == (1, None, 1)
        page = "".join(render(catalog, View(), "md"))
    assert "50 bn TWD (no rate for its year, so not converted)" in page
    assert "30 projects; no amount in CNY; from 1 signing" in page
