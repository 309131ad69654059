"""What a loaded dataset says: ids, inheritance, the order of parts, and the reading of numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from small_dataset import EVENT, FIGURE, REGIONS, SECTORS, SIGNING, write_dataset
from tuiapp.dataset.load import load
from tuiapp.dataset.resolved import Dataset, Event, Signing
from tuiapp.rules.records import Lane
from tuiapp.values.quantity import Quantity


def event_of(folder: Path, text: str) -> Event:
    return load(write_dataset(folder, text)).events[0]


def shown(quantity: Quantity | None) -> str:
    assert quantity is not None
    return f"{quantity.qualifier} {quantity.value:f} {quantity.unit}"


def signings_of(folder: Path, text: str) -> dict[str, Signing]:
    return {one.id.partition("/")[2]: one for one in event_of(folder, EVENT + text).signings}


def test_the_dataset_as_a_whole(tmp_path: Path) -> None:
    dataset = load(write_dataset(tmp_path))
    assert (dataset.title, dataset.version, dataset.licence, dataset.format) == ("Test", "1", "CC0", 1)
    assert dataset.files == (
        "dataset.toml",
        "events/all.toml",
        "indicators.toml",
        "rates.toml",
        "regions.toml",
        "sectors.toml",
    )


def test_ids_are_global_and_events_sorted(tmp_path: Path) -> None:
    second = EVENT.replace('"forum"', '"a-forum"', 1)
    dataset = load(write_dataset(tmp_path, EVENT + SIGNING + FIGURE + '  value = "1 yuan"\n' + second))
    assert [event.id for event in dataset.events] == ["a-forum", "forum"]
    event = dataset.events[1]
    assert event.signings[0].id == "forum/all"
    assert event.figures[0].id == "forum/exports"
    assert event.reports[0].id == "forum/paper"
    assert event.signings[0].report is event.reports[0]


def test_a_signing_that_says_little_has_the_defaults(tmp_path: Path) -> None:
    signing = signings_of(tmp_path, SIGNING)["all"]
    assert signing.lane == Lane("agreed", "investment", "projects", "event")
    assert (signing.status, str(signing.when), signing.depth, signing.part_of) == ("signed", "2023-10-08", 0, None)
    assert [region.id for region in signing.regions] == ["jiangsu"]
    assert (signing.count, signing.investment, signing.threshold, signing.counterparts) == (None, None, (), ())


RICH = (
    SIGNING
    + """\
  count = "84"
  investment = "over 30 billion yuan ($4.4 billion)"
  status = "contracted"
  measure = "agreed foreign capital"
  unit = "agreements"
  period = "2023-01/2023-06"
  region = ["Suzhou-anhui", "Jilin/Jilin"]
  sectors = ["New Energy", { words = "green things", sector = ["culture", "new-energy"] }, "culture"]
  counterpart = "Germany"
  threshold = "over 1 billion"
  share = "56.9%"
  yoy_count = "+38 projects"
  yoy_investment = "doubled"
  split.investor = [
    { label = "Central state firms", count = "45", investment = "1626.35亿元" },
    { id = "private", label = "Private firms", region = "Anhui", status = "started", counterpart = [] },
  ]
  of_which = [{ label = "Large ones", threshold = "10亿元以上", of_which = [{ label = "Largest", date = "2023-02" }] }]
""".replace("Suzhou-anhui", "suzhou-anhui")
)


def test_a_rich_signing(tmp_path: Path) -> None:
    signing = signings_of(tmp_path, RICH)["all"]
    assert signing.lane == Lane("agreed", "agreed foreign capital", "agreements", "period")
    assert signing.status == "contracted"
    assert [region.id for region in signing.regions] == ["suzhou-anhui", "jilin-city"]
    assert [sector.id for sector in signing.sectors] == ["new-energy", "culture"]
    assert signing.sector_words == ("New Energy", "green things", "Culture")
    assert shown(signing.count) == "exact 84 agreements"
    assert shown(signing.investment) == "over 30000000000 CNY"
    assert shown(signing.also) == "exact 4400000000 USD"
    assert signing.threshold_text == "over 1 billion"
    assert [shown(one) for one in signing.threshold] == ["over 1000000000 CNY"]
    assert shown(signing.share) == "exact 56.9 percent"
    assert shown(signing.yoy_count) == "exact 38 projects"
    assert shown(signing.yoy_investment) == "exact 100 percent"


@pytest.mark.parametrize(
    ("uses", "words"),
    [
        ('"new-energy", "culture"', ()),
        ('"new-energy", "culture tourism", "culture"', ("New energy", "culture tourism", "Culture")),
    ],
)
def test_beside_a_wording_a_plain_id_stands_by_its_name(tmp_path: Path, uses: str, words: tuple[str, ...]) -> None:
    text = EVENT + SIGNING + f"  sectors = [{uses}]\n"
    sectors = 'unmapped = ["culture tourism"]\n' + SECTORS
    (signing,) = load(write_dataset(tmp_path, text, sectors=sectors)).events[0].signings
    assert [sector.id for sector in signing.sectors] == ["new-energy", "culture"]
    assert signing.sector_words == words


def test_a_wording_that_names_no_sector_is_kept_as_it_is_printed(tmp_path: Path) -> None:
    text = EVENT + SIGNING + '  sectors = ["Foreign investment", "new energy", "sister cities"]\n'
    sectors = 'unmapped = ["foreign investment", "sister cities"]\n' + SECTORS
    (signing,) = load(write_dataset(tmp_path, text, sectors=sectors)).events[0].signings
    assert [sector.id for sector in signing.sectors] == ["new-energy"]
    assert signing.sector_words == ("Foreign investment", "new energy", "sister cities")


def test_a_country_has_its_iso_code(tmp_path: Path) -> None:
    regions = load(write_dataset(tmp_path, regions=REGIONS + 'code = "DE"\n')).regions
    assert {region.id: region.code for region in regions}["germany"] == "DE"


def test_parts_come_after_their_whole_and_have_slugs_for_ids(tmp_path: Path) -> None:
    signings = signings_of(tmp_path, RICH)
    assert [(id, one.depth, one.part_of, one.split) for id, one in signings.items()] == [
        ("all", 0, None, None),
        ("central-state-firms", 1, "forum/all", "investor"),
        ("private", 1, "forum/all", "investor"),
        ("large-ones", 1, "forum/all", None),
        ("largest", 2, "forum/large-ones", None),
    ]


def test_a_part_has_what_its_whole_has_but_sectors_count_and_amount(tmp_path: Path) -> None:
    signings = signings_of(tmp_path, RICH)
    whole, part = signings["all"], signings["large-ones"]
    assert part.lane == whole.lane
    assert (part.status, part.when, part.regions, part.report) == (
        whole.status,
        whole.when,
        whole.regions,
        whole.report,
    )
    assert part.counterparts == whole.counterparts
    assert (part.sectors, part.count, part.investment, part.share) == ((), None, None, None)


def test_a_part_may_say_otherwise(tmp_path: Path) -> None:
    part = signings_of(tmp_path, RICH)["private"]
    assert part.lane == Lane("started", "agreed foreign capital", "agreements", "period")
    assert [region.id for region in part.regions] == ["anhui"]
    assert part.counterparts == ()


def test_a_part_with_a_day_of_its_own_is_no_period(tmp_path: Path) -> None:
    part = signings_of(tmp_path, RICH)["largest"]
    assert (str(part.when), part.lane.basis) == ("2023-02", "event")


def test_a_threshold_without_a_currency_has_that_of_the_amount(tmp_path: Path) -> None:
    text = SIGNING + '  investment = "$3 billion"\n  of_which = [{ label = "P", threshold = "over 10 million" }]\n'
    assert [one.unit for one in signings_of(tmp_path, text)["p"].threshold] == ["USD"]


def test_parts_named_by_part_of_follow_their_whole(tmp_path: Path) -> None:
    text = (
        SIGNING.replace('"all"', '"late"')
        + '  part_of = "all"\n  in_split = "size"\n'
        + SIGNING
        + '  status = "planned"\n  of_which = [{ label = "Inner" }]\n'
        + SIGNING.replace('"all"', '"next"')
    )
    signings = signings_of(tmp_path, text)
    assert [(id, one.depth) for id, one in signings.items()] == [("all", 0), ("inner", 1), ("late", 1), ("next", 0)]
    assert (signings["late"].split, signings["late"].lane.stage) == ("size", "planned")


def test_a_part_of_another_events_whole_keeps_its_own_place_and_day(tmp_path: Path) -> None:
    fair = EVENT.replace('"forum"', '"fair"', 1).replace('"Jiangsu"', '"China"') + SIGNING + '  status = "planned"\n'
    share = SIGNING.replace('"all"', '"share"') + '  part_of = "fair/all"\n'
    dataset = load(write_dataset(tmp_path, EVENT + share + fair))
    signing = dataset.events[1].signings[0]
    assert (signing.id, signing.part_of, signing.depth) == ("forum/share", "fair/all", 1)
    assert ([region.id for region in signing.regions], signing.lane.stage) == (["jiangsu"], "agreed")


def test_the_signings_of_a_reporting_period_are_period_totals(tmp_path: Path) -> None:
    period = EVENT.replace('"forum"\ndates = 2023-10-08', '"period"\ndates = "../2023-06"')
    event = event_of(tmp_path, period + SIGNING + SIGNING.replace('"all"', '"day"') + "  date = 2023-06-01\n")
    assert [(str(one.when), one.lane.basis) for one in event.signings] == [
        ("../2023-06", "period"),
        ("2023-06-01", "event"),
    ]


def test_a_signing_has_its_events_counterparts_unless_it_says_otherwise(tmp_path: Path) -> None:
    event = EVENT.replace("region =", 'counterparts = ["Germany"]\nregion =')
    text = event + SIGNING + SIGNING.replace('"all"', '"own"') + "  counterpart = []\n"
    all_, own = event_of(tmp_path, text).signings
    assert ([one.id for one in all_.counterparts], own.counterparts) == (["germany"], ())


@pytest.mark.parametrize(
    ("status", "stage"),
    [("signed", "agreed"), ("contracted", "agreed"), ("agreed", "agreed"), ("attracted", "agreed"), ("mixed", "mixed")],
)
def test_the_stage_of_a_status(tmp_path: Path, status: str, stage: str) -> None:
    signing = signings_of(tmp_path, SIGNING + f'  status = "{status}"\n')["all"]
    assert (signing.status, signing.lane.stage) == (status, stage)


def test_a_stage_goes_before_the_status(tmp_path: Path) -> None:
    signing = signings_of(tmp_path, SIGNING + '  stage = "mixed"\n  of_which = [{ label = "P", status = "started" }]\n')
    assert (signing["all"].status, signing["all"].lane.stage, signing["p"].lane.stage) == ("signed", "mixed", "started")


def test_other_reports_of_a_signing_are_read_in_their_own_language(tmp_path: Path) -> None:
    second = EVENT[EVENT.index("  [[event.report]]") :].replace("paper", "zeitung") + '  language = "de"\n'
    same = (
        '  report = "paper"\n  same = [{ report = "zeitung", count = "28", investment = "über 3,5 Milliarden Euro" }]\n'
    )
    signing = signings_of(tmp_path, second + SIGNING + same)["all"]
    (other,) = signing.same
    assert other.report.id == "forum/zeitung"
    assert (shown(other.count), shown(other.investment)) == ("exact 28 projects", "over 3500000000 EUR")


def test_a_stated_quantity_replaces_what_cannot_be_read(tmp_path: Path) -> None:
    stated = '{ text = "a billion or so", value = "1e9", qualifier = "about", currency = "USD", why = "said so" }'
    signing = signings_of(tmp_path, SIGNING + f"  investment = {stated}\n  threshold = {stated}\n")["all"]
    assert signing.investment is not None
    assert signing.investment.text == "a billion or so"
    assert shown(signing.investment) == "about 1000000000 USD"
    assert signing.threshold_text == "a billion or so"


def test_a_series_is_one_figure_for_each_point(tmp_path: Path) -> None:
    series = '  series = [{ period = "2017", value = "2.77%" }, { period = "2022-01/2022-06", value = "3.33%" }]\n'
    text = FIGURE.replace('"exports"', '"share"') + series
    first, second = event_of(tmp_path, EVENT + text).figures
    assert (first.id, second.id) == ("forum/share-2017", "forum/share-2022-01-2022-06")
    assert first.series == second.series == "forum/share"
    assert [(str(one.period), one.value.value) for one in (first, second)] == [
        ("2017", Decimal("2.77")),
        ("2022-01/2022-06", Decimal("3.33")),
    ]


def test_a_figure_of_money_keeps_the_currency_it_is_printed_in(tmp_path: Path) -> None:
    (figure,) = event_of(tmp_path, EVENT + FIGURE + '  value = "21.61 billion USD"\n  yoy = "17.1%"\n').figures
    assert (figure.title, shown(figure.value)) == ("Exports", "exact 21610000000 USD")
    assert shown(figure.yoy) == "exact 17.1 percent"
    assert figure.region.id == "jiangsu"


def test_a_figure_may_have_a_label_and_a_unit_of_its_own(tmp_path: Path) -> None:
    text = FIGURE.replace('indicator = "exports"', 'indicator = "firms"\n  label = "Firms abroad"\n  unit = "parents"')
    (figure,) = event_of(tmp_path, EVENT + text + '  value = "nearly 3,000"\n').figures
    assert (figure.title, shown(figure.value)) == ("Firms abroad", "nearly 3000 parents")


@pytest.mark.parametrize("written", ["2023-10-09", '"2023-10-09"', '"2023-10"', '"2023"'])
def test_dates_are_written_as_toml_dates_or_as_texts(tmp_path: Path, written: str) -> None:
    event = event_of(tmp_path, EVENT.replace("2023-10-09", written))
    assert str(event.reports[0].published) == written.strip('"')


def test_notes_are_kept_with_their_day(tmp_path: Path) -> None:
    note = 'notes = [{ check = "share", date = "2025-11-22", why = "it is so", use = true }]\n'
    (one,) = signings_of(tmp_path, SIGNING + f"  {note}")["all"].notes
    assert (one.check, one.date, one.why, one.use) == ("share", date(2025, 11, 22), "it is so", True)


def editions(folder: Path, *events: str) -> dict[str, str]:
    text = "".join(
        EVENT.replace('"forum"', f'"{id}"', 1).replace("region", f"{keys}\nregion", 1)
        for id, keys in (event.split("|") for event in events)
    )
    return {event.id: event.edition_key for event in load(write_dataset(folder, text)).events}


def test_events_of_one_edition_share_a_key(tmp_path: Path) -> None:
    assert editions(
        tmp_path,
        'main|series = "s"\nedition = 3',
        'district|parent = "main"',
        'hall|parent = "district"',
        'other|series = "s"\nedition = 4',
        'series-only|series = "s"',
        "alone|",
        'child|parent = "alone"',
    ) == {
        "main": "s/3",
        "district": "s/3",
        "hall": "s/3",
        "other": "s/4",
        "series-only": "series-only",
        "alone": "alone",
        "child": "alone",
    }


def test_a_file_from_windows_reads_as_any_other(tmp_path: Path) -> None:
    text = "\ufeff" + (EVENT + SIGNING).replace("\n", "\r\n")
    dataset = load(write_dataset(tmp_path, text))
    assert dataset.line_of("forum/all") == ("events/all.toml", 13)


@pytest.fixture
def rich(tmp_path: Path) -> Dataset:
    return load(write_dataset(tmp_path, EVENT + RICH + FIGURE + '  value = "1 yuan"\n'))


@pytest.mark.parametrize(
    ("id", "line"),
    [
        ("forum", 1),
        ("forum/paper", 8),
        ("forum/all", 13),
        ("forum/private", 31),
        ("forum/largest", 33),
        ("forum/exports", 34),
    ],
)
def test_the_line_of_each_record_is_known(rich: Dataset, id: str, line: int) -> None:
    assert rich.line_of(id) == ("events/all.toml", line)


@pytest.mark.parametrize("id", ["fair", "forum/none"])
def test_what_is_not_there_has_no_line(rich: Dataset, id: str) -> None:
    with pytest.raises(KeyError):
        rich.line_of(id)
