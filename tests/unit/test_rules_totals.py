from __future__ import annotations

from decimal import Decimal

import pytest

from ruling import (
    CHANGZHOU,
    FUJIAN,
    JIANGSU,
    PERIOD,
    SUZHOU,
    WUJIN,
    reasons,
    row,
    totals,
)
from support import replace
from tuiapp.rules.records import Amount, Lane
from tuiapp.rules.totals import Found
from tuiapp.values.qualifier import Qualifier

BN = 10**9


def test_nothing_found_gives_no_lane() -> None:
    assert totals() == ()


def test_lanes_come_in_the_order_of_the_word_table_the_default_first() -> None:
    rows = [
        row("completed", 1, lane=Lane(stage="completed")),
        row("offered", 1, lane=Lane(stage="offered")),
        row("period", 1, lane=PERIOD),
        row("event", 1),
        row("trade", 1, lane=Lane(measure="trade")),
    ]
    stages = [(one.lane.stage, one.lane.measure, one.lane.basis) for one in totals(*rows)]
    assert stages == [
        ("agreed", "investment", "event"),
        ("offered", "investment", "event"),
        ("agreed", "investment", "period"),
        ("agreed", "trade", "event"),
        ("completed", "investment", "event"),
    ]


def test_the_first_reason_that_holds_is_shown() -> None:
    (one,) = totals(
        row("kept", 5),
        Found(row("other", 5, same_as="kept", doubt=True), "days"),
        Found(row("wide", 5, doubt=True), "sectors"),
        row("doubtful", 7, doubt=True, part_of="kept"),
    )
    assert one.added == ("kept",)
    assert reasons(one) == {
        "other": ("same", "kept"),
        "wide": ("wider", "sectors"),
        "doubtful": ("doubt", None),
    }
    assert [tuple(left) for left in one.summary().not_added] == [
        ("same", 1, 5 * BN, Qualifier.EXACT),
        ("wider", 1, 5 * BN, Qualifier.EXACT),
        ("doubt", 1, 7 * BN, Qualifier.EXACT),
    ]


def test_the_largest_that_is_left_out_keeps_its_bound() -> None:
    def left(*amounts: Amount | None) -> tuple[int | None, Qualifier | None]:
        rows = [replace(row(f"part-{n}", 1, part_of="kept"), amount=each) for n, each in enumerate(amounts)]
        (one,) = totals(row("kept", 9), *rows)
        (summed,) = one.summary().not_added
        return summed.largest_cny, summed.largest_qualifier

    assert left(Amount(5, Qualifier.OVER), Amount(4, Qualifier.EXACT), None) == (5, Qualifier.OVER)
    assert left(Amount(5, Qualifier.OVER), Amount(5, Qualifier.NEARLY)) == (5, Qualifier.ABOUT)
    assert left(Amount(5, Qualifier.EXACT, "USD")) == (5, Qualifier.ABOUT)
    assert left(Amount(5, Qualifier.RANGE, low=5, high=9)) == (5, Qualifier.AT_LEAST)
    assert left(None) == (None, None)


def test_a_part_of_a_part_is_inside_the_whole_that_is_added() -> None:
    part = row("part", 3, part_of="whole")
    (one,) = totals(row("whole", 5), row("deep", 1, part_of="part"), context=(part,))
    assert one.added == ("whole",)
    assert reasons(one) == {"deep": ("inside", "whole")}


def test_parts_of_a_doubtful_whole_are_tried() -> None:
    (one,) = totals(
        row("whole", 5, doubt=True),
        row("a", 1, part_of="whole", split="sector"),
        row("b", 2, part_of="whole", split="sector"),
    )
    assert one.added == ("a", "b")


def test_of_one_edition_the_narrower_region_is_inside_the_wider() -> None:
    (one,) = totals(
        row("province", 5, regions=(JIANGSU,), edition="fair/3"),
        row("city", 9, regions=(CHANGZHOU,), edition="fair/3"),
        row("other", 2, regions=(CHANGZHOU,), edition="fair/4"),
        row("elsewhere", 2, regions=(FUJIAN,), edition="fair/3"),
    )
    assert one.added == ("province", "other", "elsewhere")
    assert reasons(one) == {"city": ("inside", "province")}


def test_of_one_edition_equal_regions_contain_nothing() -> None:
    (one,) = totals(row("a", 5, edition="e"), row("b", 2, edition="e"))
    assert one.added == ("a", "b")


def test_a_part_contains_no_narrower_region_of_its_edition() -> None:
    share = row("share", 5, regions=(JIANGSU,), edition="fair/3", part_of="unknown whole")
    (one,) = totals(share, row("city", 9, regions=(CHANGZHOU,), edition="fair/3"))
    assert one.added == ("share", "city")


def test_a_part_is_inside_what_its_whole_is_inside_even_where_its_regions_do_not_say_so() -> None:
    (one,) = totals(
        row("province", 5, regions=(JIANGSU,), edition="e"),
        row("city", 4, regions=(CHANGZHOU,), edition="e"),
        row("odd", 1, regions=(FUJIAN,), edition="e", part_of="city"),
    )
    assert one.added == ("province",)
    assert reasons(one)["odd"] == ("inside", "province")


def test_of_several_wholes_of_the_edition_the_largest_is_named() -> None:
    (one,) = totals(
        row("small", 1, regions=(JIANGSU,), edition="e"),
        row("large", 5, regions=(JIANGSU,), edition="e"),
        row("city", 9, edition="e"),
    )
    assert reasons(one) == {"city": ("inside", "large")}


def test_of_two_splits_and_a_loose_part_the_largest_stays() -> None:
    (one,) = totals(
        row("a1", 3, part_of="w", split="a"),
        row("a2", 3, part_of="w", split="a"),
        row("b1", 5, part_of="w", split="b"),
        row("loose", 4, part_of="w"),
        row("in b1", 2, part_of="b1"),
    )
    assert one.added == ("a1", "a2")
    assert reasons(one) == {
        "b1": ("sibling", "a1"),
        "loose": ("sibling", "a1"),
        "in b1": ("sibling", "a1"),
    }


def test_without_amounts_the_larger_count_stays() -> None:
    (one,) = totals(row("few", None, 3, part_of="w"), row("many", None, 8, part_of="w"))
    assert one.added == ("many",)
    assert reasons(one) == {"few": ("sibling", "many")}


def test_siblings_are_compared_from_the_innermost_whole_outwards() -> None:
    inner = row("inner", part_of="outer", split="s")
    (one,) = totals(
        row("x", 2, part_of="inner"),
        row("y", 3, part_of="inner"),
        row("beside", 4, part_of="outer", split="s"),
        row("loose", 6, part_of="outer"),
        context=(inner,),
    )
    assert one.added == ("y", "beside")
    assert reasons(one) == {"x": ("sibling", "y"), "loose": ("sibling", "beside")}


def test_a_whole_without_an_amount_takes_the_largest_split_as_at_least() -> None:
    whole = row("w", None, 120)
    parts = (
        row("a", 20, part_of="w", split="s"),
        row("b", None, part_of="w", split="s"),
        row("in b", 3, part_of="b", split="t"),
        row("c", 22, part_of="w", split="u"),
        row("loose", 40, part_of="w"),
        row("no", 90, part_of="w", split="s", doubt=True),
        row("other lane", 90, part_of="w", split="s", lane=Lane(measure="trade")),
    )
    (one,) = totals(whole, context=parts)
    assert (one.investment.cny, one.investment.qualifier) == (23 * BN, Qualifier.AT_LEAST)
    assert one.investment.signings_without == 0


def test_an_amount_from_inside_with_a_word_that_falls_is_about() -> None:
    (one,) = totals(row("w"), context=(row("a", 20, part_of="w", split="s", qualifier=Qualifier.NEARLY),))
    assert one.investment.qualifier is Qualifier.ABOUT


def test_what_is_inside_does_not_stand_for_an_amount_that_cannot_be_converted() -> None:
    (one,) = totals(row("whole", unconverted=True), row("part", 9, part_of="whole", split="sector"))
    assert one.added == ("whole",)
    assert (one.investment.cny, one.investment.signings_without) == (None, 1)


def test_a_whole_with_nothing_inside_has_no_amount_and_is_not_zero() -> None:
    (one,) = totals(row("w", None, 3), context=(row("loose", 20, part_of="w"),))
    assert (one.investment.cny, one.investment.signings_without) == (None, 1)


def test_converted_amounts_keep_their_original_where_they_share_a_currency() -> None:
    dollars = Amount(7 * BN, Qualifier.EXACT, "USD", original=Decimal(10**9))
    both = [replace(row("a"), amount=dollars), replace(row("b"), amount=dollars)]
    (one,) = totals(*both)
    assert one.investment.original == ("USD", Decimal(2 * 10**9))
    assert one.investment.qualifier is Qualifier.ABOUT
    (mixed,) = totals(both[0], row("c", 1))
    assert mixed.investment.original is None
    assert mixed.investment.converted_cny == 7 * BN


def test_a_circle_of_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="inside itself"):
        totals(row("a", part_of="b"), row("b", part_of="a"))


class TestPeriods:
    def test_wider_region_before_longer_before_larger(self) -> None:
        (one,) = totals(
            row("city year", 90, when="2023", lane=PERIOD),
            row("province half", 5, when="2023-01/2023-06", regions=(JIANGSU,), lane=PERIOD),
            row("city autumn", 2, when="2023-09/2023-10", lane=PERIOD),
        )
        assert one.added == ("province half", "city autumn")
        assert reasons(one) == {"city year": ("overlap", "province half")}

    def test_an_open_start_is_longest(self) -> None:
        (one,) = totals(row("year", 90, when="2023", lane=PERIOD), row("so far", 1, when="../2023-02", lane=PERIOD))
        assert one.added == ("so far",)

    def test_the_later_report_goes_first_and_an_undated_one_last(self) -> None:
        (one,) = totals(
            row("undated", 9, when="2023", lane=PERIOD),
            row("early", 8, when="2023", lane=PERIOD, published=738000),
            row("late", 7, when="2023", lane=PERIOD, published=738001),
        )
        assert one.added == ("late",)

    def test_totals_of_two_cities_do_not_overlap_but_a_pair_of_cities_does_with_each(self) -> None:
        (one,) = totals(
            row("cz", 9, when="2023", lane=PERIOD), row("sz", 1, when="2023", regions=(SUZHOU,), lane=PERIOD)
        )
        assert one.added == ("cz", "sz")
        (one,) = totals(
            row("cz", 9, when="2023", lane=PERIOD),
            row("both", 1, when="2023", regions=(CHANGZHOU, SUZHOU), lane=PERIOD),
        )
        assert one.added == ("both",)

    def test_parts_of_one_split_never_overlap(self) -> None:
        (one,) = totals(
            row("a", 9, when="2023", lane=PERIOD, part_of="w", split="s"),
            row("b", 3, when="2023", lane=PERIOD, part_of="w", split="s"),
            row("city", 50, when="2023-03", lane=PERIOD),
        )
        assert one.added == ("a", "b")
        assert reasons(one) == {"city": ("overlap", "a")}

    def test_what_is_inside_a_total_that_overlaps_is_tried_in_its_turn(self) -> None:
        (one,) = totals(
            row("two years", 9, when="2022/2023", lane=PERIOD),
            row("later", 8, when="2023-07/2024-06", lane=PERIOD),
            row("spring", 3, when="2024-01/2024-06", lane=PERIOD, part_of="later"),
        )
        assert one.added == ("two years", "spring")
        assert reasons(one) == {"later": ("overlap", "two years")}

    def test_a_narrower_region_of_the_edition_is_tried_when_its_whole_overlaps(self) -> None:
        (one,) = totals(
            row("china", 99, when="2023-01/2023-06", regions=(("china",),), lane=PERIOD),
            row("province", 9, when="2023", regions=(JIANGSU,), lane=PERIOD, edition="e"),
            row("city", 8, when="2023-07/2023-12", lane=PERIOD, edition="e"),
        )
        assert one.added == ("china", "city")

    def test_of_three_areas_inside_each_other_the_next_one_contains_when_the_widest_overlaps(self) -> None:
        (one,) = totals(
            row("before", 99, when="2022/2023-01", regions=(("china",),), lane=PERIOD),
            row("country", 9, when="2023-01/2023-06", regions=(("china",),), lane=PERIOD, edition="e"),
            row("province", 8, when="2023-02/2023-06", regions=(JIANGSU,), lane=PERIOD, edition="e"),
            row("city", 7, when="2023-03", lane=PERIOD, edition="e"),
        )
        assert one.added == ("before", "province")
        assert reasons(one) == {"country": ("overlap", "before"), "city": ("inside", "province")}

    def test_when_a_split_overlaps_altogether_the_next_group_is_tried(self) -> None:
        (one,) = totals(
            row("year", 50, when="2022/2023-06", regions=(CHANGZHOU,), lane=PERIOD),
            row("large", 9, when="2023-01/2023-06", lane=PERIOD, part_of="w"),
            row("small", 2, when="2023-07/2023-12", lane=PERIOD, part_of="w"),
        )
        assert one.added == ("year", "small")
        # Two reasons hold for the large one; that of the siblings comes first.
        assert reasons(one) == {"large": ("sibling", "small")}

    def test_what_overlaps_does_not_make_a_split_the_larger_one(self) -> None:
        (one,) = totals(
            row("first half", 50, when="2023-01/2023-06", regions=(JIANGSU,), lane=PERIOD),
            row("whole", 40, when="2023-03/2023-12", lane=PERIOD),
            row("a", 1, when="2023-09", lane=PERIOD, part_of="whole", split="month"),
            row("b", 9, when="2023-04", lane=PERIOD, part_of="whole", split="month"),
            row("loose", 2, when="2023-10", lane=PERIOD, part_of="whole"),
        )
        assert one.added == ("first half", "loose")
        assert reasons(one) == {
            "whole": ("overlap", "first half"),
            "a": ("sibling", "loose"),
            "b": ("sibling", "loose"),
        }

    def test_a_district_inside_the_city_overlaps_it(self) -> None:
        (one,) = totals(
            row("district", 9, when="2023-03", regions=(WUJIN,), lane=PERIOD),
            row("city", 1, when="2023", lane=PERIOD),
        )
        assert one.added == ("city",)
        assert reasons(one) == {"district": ("overlap", "city")}
