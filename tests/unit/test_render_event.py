"""The event pane and the full event."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import render_samples as samples
from hostile import NAME, has_controls
from support import replace
from tuiapp.catalog.records import Event, Money, ShownFinding
from tuiapp.render.cells import Line, line_width, plain
from tuiapp.render.event import event_full, event_pane
from tuiapp.render.event_parts import (
    SourceNumbers,
    agreement,
    closing_sentence,
    figure_cells,
    figure_text,
    pairs,
    printed_words,
    tree,
)
from tuiapp.render.lines import DetailLine, emphasise
from tuiapp.render.note import row_note
from tuiapp.render.signs import ASCII, UNICODE
from tuiapp.render.table import layout, row
from tuiapp.values.qualifier import Qualifier

FORUM, FAIR = samples.forum_event(), samples.fair_event()


def text(lines: list[DetailLine]) -> str:
    """All lines as one text."""
    return "\n".join(plain(line.line) for line in lines)


def style(lines: list[DetailLine], target: str, words: str) -> set[str]:
    """The roles in which words occur on the line of a target."""
    line = next(each.line for each in lines if each.target == target)
    return {span.style for span in line if words in span.text}


def test_the_pane_keeps_the_cells_of_the_table() -> None:
    main = next(each for each in FORUM.signings if each.id == "forum/main")
    for cells in (60, 80, 115, 150):
        above = plain(row(layout(cells), main, None))
        pane = event_pane(FORUM, cells)
        below = next(plain(line.line) for line in pane if line.target == "signing:forum/main")
        for number in (" 18 ", " 55 "):
            assert above.rindex(number) == below.rindex(number)


def test_targets_of_the_pane() -> None:
    targets = [line.target for line in event_pane(FORUM, 115) if line.target]
    assert targets[:4] == [f"signing:{each.id}" for each in FORUM.signings]
    assert "figure:forum/output" in targets
    assert "report:forum/asianet" in targets


def test_the_cursor_is_bold_and_what_is_not_added_dim() -> None:
    pane = event_pane(
        FORUM, 115, cursor="forum/main", added={each.n for each in FORUM.signings if each.id == "forum/main"}
    )
    assert style(pane, "signing:forum/main", "<   55") == {"strong"}
    assert style(pane, "signing:forum/energy", "31") == {"dim"}
    assert style(event_pane(FORUM, 115), "signing:forum/energy", " 31  ") == {"text"}


def test_other_lanes_have_another_bar() -> None:
    pane = event_pane(FORUM, 115)
    assert style(pane, "signing:forum/main", "━") == {"bar"}
    assert style(pane, "signing:forum/started", "━") == {"bar2"}


def test_a_summary_stands_for_a_theme() -> None:
    plainer = replace(FORUM, theme=None, summary="In our own words.")
    assert "In our own words." in text(event_pane(plainer, 115))


def test_reports_agree_or_not() -> None:
    assert "they agree" in text(event_pane(FORUM, 115))
    finding = ShownFinding("reports-disagree", "warning", "forum/main", "18 and 19.", acknowledged=False)
    split = replace(FORUM, findings=(finding,))
    assert agreement(split) == "they disagree"
    assert "! they disagree" in text(event_pane(split, 115))
    assert agreement(FAIR) == "they agree"
    assert agreement(replace(FAIR, signings=FAIR.signings[1:])) == ""


def test_the_tree_has_headings() -> None:
    shape = [(node.depth, node.heading or (node.signing.id if node.signing else "")) for node in tree(FAIR.signings)]
    assert shape[:4] == [(0, "fair/all"), (1, "fair/chongqing"), (2, "by investor"), (3, "fair/central")]
    assert (1, "named projects") in shape
    assert len([node for node in tree(FAIR.signings) if node.signing]) == len(FAIR.signings)


def test_a_part_of_another_events_whole_stands_as_a_whole() -> None:
    lone = replace(FAIR.signings[1], part_of="elsewhere/all")
    assert [node.depth for node in tree((lone,))] == [0]


def test_targets_of_the_page() -> None:
    targets = [line.target for line in event_full(FAIR, 140) if line.target]
    assert "finding:share:fair/central" in targets
    assert "figure:fair/firms" in targets
    sources = [target for target in targets if target.startswith("report:")]
    assert sources == ["report:fair/cns", "report:fair/ichongqing", "report:fair/cover"]
    assert targets[-1] == "gap:no-link"
    assert len([each for each in targets if each.startswith("signing:")]) == len(FAIR.signings)


def test_the_page_says_what_is_missing_of_how_many_and_of_which() -> None:
    gaps = {"fair/all": ("no-amount", "no-sector"), "fair/chongqing": ("no-amount",)}
    signings = tuple(replace(one, gaps=gaps.get(one.id, ())) for one in FAIR.signings)
    page = event_full(replace(FAIR, signings=signings), 140)
    told = {line.target: " ".join(plain(line.line).split()) for line in page if (line.target or "").startswith("gap:")}
    number = len(FAIR.signings)
    assert told == {
        "gap:no-amount": f"no amount 2 of {number} signings All major projects; Chongqing’s projects",
        "gap:no-link": "no link 2 of 3 sources iChongqing; Cover News",
        "gap:no-sector": f"no sector 1 of {number} signings All major projects",
    }
    assert "Missing" in text(page)


def test_what_is_missing_of_all_names_none_and_what_has_everything_has_no_section() -> None:
    bare = replace(FAIR, reports=tuple(replace(one, url=None) for one in FAIR.reports))
    (line,) = [plain(line.line).split() for line in event_full(bare, 60) if line.target == "gap:no-link"]
    assert line == ["no", "link", "3", "of", "3", "sources"]
    full = replace(FAIR, reports=FAIR.reports[:1], signings=tuple(replace(one, gaps=()) for one in FAIR.signings))
    assert "Missing" not in text(event_full(full, 140))


def test_the_page_shows_all_digits_and_words() -> None:
    page = text(event_full(FAIR, 140))
    assert "285.415" in page
    for signing in FAIR.signings:
        assert all(words in page for words in printed_words(signing))
    for report in FAIR.reports:
        assert report.publisher in page
    assert "https://example.org/cns/2023/05-19/1.shtml" in page


def test_funds_are_apart_unless_there_is_nothing_else() -> None:
    assert "Also reported" in text(event_full(FAIR, 140))
    funds = replace(FAIR, signings=FAIR.signings[-1:], figures=())
    assert "Also reported" not in text(event_full(funds, 140))


def test_acknowledged_findings_say_what_became_of_the_number() -> None:
    finding = replace(FAIR.findings[0], why="The page has a misprint", use=False)
    page = " ".join(text(event_full(replace(FAIR, findings=(finding,)), 160)).split())
    assert "The page has a misprint. The number is left out of every total." in page


def test_a_wording_that_names_no_sector_is_shown_on_a_whole_and_on_its_part() -> None:
    signings = tuple(replace(one, sectors=(), sector_words=(f"wording {n}",)) for n, one in enumerate(FORUM.signings))
    page = text(event_full(replace(FORUM, signings=signings), 140))
    assert signings[2].part_of == signings[1].id
    assert "    wording 1 " in page
    assert "New energy projects · wording 2 " in page


def test_what_else_is_reported_of_a_signing() -> None:
    main = replace(
        FORUM.signings[1], counterparts=(samples.GERMANY,), investor="A firm", sector_words=("batteries",),
        share="56.9%", threshold="over 1 bn", yoy_count=samples.quantity("+38 projects", 38),
        yoy_investment=samples.quantity("+21.36%", "21.36", unit="percent"),
        investment=samples.dollars("$100 million", "0.1", 704_670_000),
    )  # fmt: skip
    page = " ".join(text(event_full(replace(FORUM, signings=(main,)), 140)).split())
    for words in ("with Germany", "investor A firm", "batteries", "share printed 56.9%", "each over 1 bn",
                  "+38 projects on the year before", "+21.36 % on the year before",
                  "7.0467 CNY for 1 USD"):  # fmt: skip
        assert words in page


def test_an_amount_without_a_rate_says_so() -> None:
    money = Money(samples.quantity("1 billion won", 10**9, unit="KRW"), None)
    page = text(event_full(replace(FORUM, signings=(replace(FORUM.signings[1], investment=money),)), 140))
    assert "no rate for its year, so not converted" in page


@pytest.mark.parametrize(
    ("added", "sentence"),
    [
        ({0}, "The total adds the 88; every row under it lies inside."),
        ({1}, "The totals add 1 of 12; those not added are dim."),
        (set(), "The totals of this query add none of these."),
    ],
)
def test_the_closing_sentence(added: set[int], sentence: str) -> None:
    signings = FAIR.signings[:12]
    assert closing_sentence(signings, {signings[place].n for place in added}) == sentence


def test_closing_sentences_of_few() -> None:
    one, two = FAIR.signings[:1], FORUM.signings[:2]
    assert closing_sentence((), ()) == ""
    assert closing_sentence(one, {one[0].n}) == "The total adds this signing."
    assert closing_sentence(two, {each.n for each in two}) == "The totals add each of these."


def test_numbers_of_sources() -> None:
    numbers = SourceNumbers(FAIR.reports)
    assert numbers.of_signing(FAIR.signings[0]) == "2 3"
    assert numbers.of([]) == ""


def test_a_threshold_is_of_each_project_and_no_amount() -> None:
    main = replace(FORUM.signings[1], investment=None, threshold="over 5 billion yuan")
    alone = replace(FORUM, signings=(main,))
    assert printed_words(main) == []
    for cells in (115, 80, 60):
        assert "each “over 5 billion yuan”" in text(event_pane(alone, cells))
        assert "each over 5 billion yuan" in text(event_full(alone, cells))
    other = replace(main, threshold="more than 1 billion yuan each")
    assert "“more than 1 billion yuan each”" in text(event_pane(replace(FORUM, signings=(other,)), 80))


def test_printed_words() -> None:
    main = FORUM.signings[1]
    worded = replace(main, count=samples.quantity("Twenty-eight", 28))
    assert printed_words(worded) == ["nearly 55 billion yuan", "Twenty-eight"]
    glossed = replace(main, investment=samples.yuan("31 billion yuan", "31", also="about $4.4 billion"))
    assert printed_words(glossed) == ["31 billion yuan", "about $4.4 billion"]
    signings = (glossed,)
    wide, narrow = (text(event_full(replace(FORUM, signings=signings), cells)) for cells in (140, 80))
    assert "31 billion yuan  " in wide  # the gloss has a line of its own
    assert "about $4.4 billion" in wide
    assert "“31 billion yuan; about $4.4 billion”" in narrow


def test_figures_in_cells() -> None:
    money = figure_cells(samples.quantity("$21.61 billion", 21_610_000_000, unit="USD"), UNICODE, 3)
    assert (money.amount, money.unit, money.count.strip()) == ("    21.61  ", "USD", "")
    firms = figure_cells(samples.quantity("over 500", 500, Qualifier.OVER, "firms"), UNICODE, 3)
    assert (firms.count, firms.unit) == (">   500", "firms")
    share = figure_cells(samples.quantity("3.33%", "3.33", unit="percent"), UNICODE, 3)
    assert (share.amount, share.unit) == ("     3.33  ", "%")
    many = figure_cells(samples.quantity("1,330,000", 1_330_000, unit="vehicles"), UNICODE, 3)
    assert many.amount.strip() == "1,330,000"
    more = figure_cells(samples.quantity("12,345,678,901.5", "12345678901.5", unit="tonnes"), UNICODE, 3)
    assert more.amount.strip() == "≈1.2e10"
    assert {len(many.amount), len(more.amount), len(share.amount)} == {11}


def test_figures_in_words() -> None:
    assert figure_text(samples.quantity("over 500", 500, Qualifier.OVER, "firms")) == "> 500 firms"
    assert figure_text(samples.quantity("57.6%", "57.6", unit="percent")) == "57.6 %"
    assert figure_text(samples.quantity("$21.61 billion", 21_610_000_000, unit="USD")) == "21.61 bn USD"
    ranged = samples.quantity("10-50", 10, Qualifier.RANGE, "firms", low=10, high=50)
    assert figure_text(ranged) == "10–50 firms"


def test_two_points_in_time_make_a_pair_three_do_not() -> None:
    first, second = (replace(each, indicator="rd") for each in FORUM.figures[3:5])
    assert pairs((second, first)) == {second.id: first}
    third = replace(second, id="forum/rd3", period="2024")
    assert pairs((first, second, third)) == {}
    assert pairs((first, replace(first, id="forum/again"))) == {}


def test_a_pair_has_a_slope_and_its_change() -> None:
    figures = tuple(replace(each, indicator="rd") for each in FORUM.figures[3:5])
    page = text(event_full(replace(FORUM, figures=figures), 140))
    assert "● +20.2 %" in page
    assert "Change = later / earlier − 1" in page
    zero = (replace(figures[0], value=replace(figures[0].value, value=Decimal(0))), figures[1])
    assert "20.2" not in text(event_full(replace(FORUM, figures=zero), 140))


def hostile_event() -> Event:
    """The forum with mischief in every text."""
    region = replace(samples.CHANGZHOU, name=NAME, name_zh=NAME)
    report = replace(FORUM.reports[0], publisher=NAME, publisher_zh=NAME, title=NAME, note=NAME, url=NAME)
    signings = tuple(
        replace(
            each, label=NAME, regions=(region,), threshold=NAME, share=NAME, investor=NAME, sector_words=(NAME,),
            count=replace(each.count, text=NAME) if each.count else None, split=NAME if each.part_of else None,
        )
        for each in FORUM.signings
    )  # fmt: skip
    figures = tuple(replace(each, title=NAME, note=NAME) for each in FORUM.figures)
    findings = (ShownFinding(NAME, "error", "forum/main", NAME, acknowledged=False),)
    ref = replace(FORUM.ref, name=NAME, kind=NAME, held_in=(region,))
    return Event(
        ref, None, 18, NAME, NAME, (NAME,), (report, *FORUM.reports[1:]), signings, figures, findings, (region,)
    )  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(st.integers(40, 200), st.booleans())
def test_hostile_events_keep_the_width_and_are_safe(cells: int, use_ascii: bool) -> None:
    signs = ASCII if use_ascii else UNICODE
    for lines in (event_pane(hostile_event(), cells, signs=signs), event_full(hostile_event(), cells, signs=signs)):
        assert {line_width(line.line) for line in lines} == {cells}
        assert not has_controls(text(lines))


def test_the_cursor_row_of_any_lines() -> None:
    line: Line = event_pane(FORUM, 115)[4].line
    raised = emphasise(line, "▌")
    assert plain(raised) == "▌" + plain(line)[1:]
    assert "dim" not in {span.style for span in raised}
    assert emphasise((), "▌") == ()


def test_the_note_of_a_row() -> None:
    main = FORUM.signings[1]
    assert plain(row_note(main, 80)).strip().endswith("“nearly 55 billion yuan”")
    assert plain(row_note(main, 60)).strip() == main.label
    assert line_width(row_note(replace(main, label=NAME), 60)) <= 60
