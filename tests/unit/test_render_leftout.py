"""Why signings are left out, in words."""

from __future__ import annotations

import pytest

import render_samples as samples
from support import replace
from tuiapp.analysis.leftout import LeftOutRow, explain, left_out_rows
from tuiapp.catalog.query import Query
from tuiapp.catalog.records import ShownFinding
from tuiapp.render.cells import plain
from tuiapp.render.leftout import because, explanation, left_out_lines, reason_words, sentence, summary
from tuiapp.render.signs import ASCII, UNICODE
from tuiapp.render.totals import notes
from tuiapp.rules.results import REASONS

LANES = samples.table_totals()
EXPLAINED = explain(samples.catalog(), "city:changzhou year:2023", LANES)
BY_ID = {each.id: each for each in left_out_rows(EXPLAINED)}
ROWS = {each.id: each for each in samples.table_rows()}


def test_every_left_out_signing_is_listed_once_by_reason() -> None:
    expected = [one.id for lane in LANES for one in lane.not_added]
    assert sorted(BY_ID) == sorted(expected)
    for lane in EXPLAINED:
        reasons = [group.reason for group in lane.groups]
        assert reasons == [reason for reason in REASONS if reason in reasons]
        assert sum(group.signings for group in lane.groups) == lane.total.left_out


@pytest.mark.parametrize(
    ("signing", "words"),
    [
        ("forum/energy", "in Industrial and technological innovation projects"),
        ("forum/hi-tech", "its city’s total is added"),
        ("forum/plant", "in Industrial projects"),
        ("forum/main@paper", "The Paper repeats AsiaNet"),
        ("years/signed", "to 2023-10, asked 2023"),
        ("wujin/district", "in Changzhou, 2023-01/08"),
    ],
)
def test_because(signing: str, words: str) -> None:
    assert because(BY_ID[signing]) == words


def test_other_reasons() -> None:
    main, energy = ROWS["forum/main"], ROWS["forum/energy"]
    other = replace(energy, id="forum/other", label="Other parts")
    assert because(LeftOutRow(energy.id, energy, "sibling", blocker=other)) == "beside Other parts"
    assert "may overlap “Other parts”" in explanation(LeftOutRow(energy.id, energy, "sibling", blocker=other))
    assert because(LeftOutRow(main.id, main, "overlap", blocker=replace(main, when="2023"))) == "overlaps 2023"
    finding = ShownFinding("split-exceeds-whole", "error", main.id, "20 of 18.", acknowledged=False)
    doubtful = LeftOutRow(main.id, replace(main, findings=(finding,)), "doubt")
    assert because(doubtful) == "split exceeds whole"
    assert explanation(doubtful) == "20 of 18."
    assert because(LeftOutRow(main.id, main, "doubt")) == "a contradicted number"


@pytest.mark.parametrize(
    ("beyond", "asked", "words"),
    [
        ("regions", ("Wujin",), "Changzhou, asked Wujin"),
        ("sectors", ("new-energy",), "no sector named, asked new-energy"),
        ("counterparts", ("germany",), "no counterpart named, asked germany"),
        ("days", (), "2023-10-08"),
    ],
)
def test_wider(beyond: str, asked: tuple[str, ...], words: str) -> None:
    row = LeftOutRow("forum/main", ROWS["forum/main"], "wider", beyond=beyond, asked=asked)
    assert because(row) == words
    assert "How much of it falls inside is not printed" in explanation(row)


@pytest.mark.parametrize("cells", [60, 80, 100, 120, 140, 200])
def test_whatever_the_width_a_lane_says_how_much_it_adds_and_leaves_out(cells: int) -> None:
    text = "\n".join(plain(line.line) for line in left_out_lines(EXPLAINED, cells))
    for lane in EXPLAINED:
        facts = notes(lane.total, UNICODE)
        assert (f"{lane.total.left_out} left out" in facts) == bool(lane.total.left_out)
        assert " · ".join(facts) in text


def test_several_sectors_are_counted() -> None:
    main = replace(ROWS["forum/main"], sectors=(samples.SECTOR, replace(samples.SECTOR, id="x")))
    assert because(LeftOutRow("forum/main", main, "wider", beyond="sectors", asked=("new-energy",))) == (
        "2 sectors, asked new-energy"
    )


def test_asked_regions_have_their_names() -> None:
    query = Query.parse("city:changzhou zone:nowhere -city:wujin")
    lane = replace(LANES[0], not_added=(replace(LANES[0].not_added[0], reason="wider", because_of="regions"),))
    row = left_out_rows(explain(samples.catalog(), query, (lane,)))[0]
    assert row.asked == ("Changzhou", "nowhere")


def test_a_sentence_for_the_cursor() -> None:
    rows = {row.id: row for row in left_out_rows(EXPLAINED)}
    whole = (
        "  New energy projects: It lies inside “Industrial and technological innovation projects”. "
        "Adding both would count 10 projects, “31 billion yuan”, twice."
    )
    assert [plain(line) for line in sentence(rows["forum/energy"], 200)] == [whole]
    two = [plain(line) for line in sentence(rows["forum/energy"], 100)]
    assert " ".join(line.strip() for line in two) == whole.strip()
    assert all(len(line) <= 99 for line in two)
    cut = [plain(line) for line in sentence(rows["forum/energy"], 60)]
    assert len(cut) == 2
    assert cut[1].endswith("…")
    assert plain(sentence(rows["forum/hi-tech"], 200, ASCII)[0]).isascii()


def test_a_long_list_is_cut_and_says_so() -> None:
    short = explain(samples.catalog(), "", LANES, most=2)
    assert len(left_out_rows(short)) == 2
    lines = [plain(line.line) for line in left_out_lines(short, 140)]
    assert any("3 more" in line for line in lines)


def test_targets_are_the_rows() -> None:
    targets = [line.target for line in left_out_lines(EXPLAINED, 100) if line.target]
    assert targets == [f"signing:{each.id}" for each in left_out_rows(EXPLAINED)]


def test_summary() -> None:
    assert summary(EXPLAINED) == "21 signings found · 9 added · 12 left out"


def test_every_reason_has_words() -> None:
    assert len({reason_words(reason) for reason in REASONS}) == len(REASONS)
