"""Every kind of problem is told with its file, line and key, what was found, and what is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

import support
from small_dataset import EVENT, FIGURE, INDICATORS, RATES, REGIONS, SECTORS, SIGNING, write_dataset
from tuiapp.compiler.build import compile_dataset
from tuiapp.dataset.load import load
from tuiapp.dataset.problems import DatasetError, Problem

EVENTS = "events/all.toml"
REGION_LINES = REGIONS.count("\n")


def problems(folder: Path, events: str = EVENT, **others: str | bytes) -> list[Problem]:
    """What is wrong with a dataset: read whole, or file by file for an index, it is the same."""
    data = write_dataset(folder, events, **others)
    with pytest.raises(DatasetError) as caught:
        load(data)
    with pytest.raises(DatasetError) as compiled:
        compile_dataset(data, folder / "index")
    assert compiled.value.problems == caught.value.problems
    return list(caught.value.problems)


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, [str(one) for one in found]
    return found[0]


@pytest.mark.parametrize(
    ("line", "key", "message"),
    [
        ('investmnt = "3"', "investmnt", "no key `investmnt` here; nearest: `investment`"),
        ("count = 12", "count", 'found 12; accepted: a text in quotes, as it is printed: "12" or a table'),
        ("count = true", "count", "found true; accepted: a text in quotes or a table"),
        ('count = "12.5"', "count", "a count is a whole number"),
        ('investment = "several billion"', "investment", "names no number; accepted: over 30 billion yuan"),
        ('investment = ""', "investment", "empty; leave the key out where nothing is printed"),
        ('also = "a lot"', "also", "accepted: "),
        ('threshold = "big"', "threshold", "accepted: over 100 million yuan"),
        ('share = "many"', "share", "accepted: 56.9%"),
        ('yoy_count = "many"', "yoy_count", "accepted: "),
        ('investment = { text = "x", valeu = 3, value = 3, why = "y" }', "investment.valeu", "nearest: `value`"),
        ('investment = { text = "x", value = 3 }', "investment.why", "missing: why the text means this value"),
        ('investment = { text = "x", value = "3o", why = "y" }', "investment", "`value` is `3o`; accepted: a number"),
        ('count = { text = "x", value = "1.5", why = "y" }', "count", "found 1.5; accepted: a whole number"),
        ('count = { text = "x", value = 1, currency = "CNY", why = "y" }', "count", "has no `currency`"),
        (
            'investment = { text = "x", value = 1, currency = "yuan", why = "y" }',
            "investment.currency",
            "found `yuan`; accepted: three capital letters",
        ),
        ('region = "Jiangsuu"', "region", "no region `Jiangsuu`; nearest: `jiangsu`"),
        ('region = ["Jiangsu", "Atlantis"]', "region[1]", "no region `Atlantis`"),
        ("region = []", "region", "empty; accepted: one or more"),
        ("region = 3", "region", "accepted: a text in quotes"),
        (
            'region = "Suzhou"',
            "region",
            "`Suzhou` is the name of several: `China/Jiangsu/Suzhou`, `China/Anhui/Suzhou`",
        ),
        ('region = "Jiangsu/Xi\'an"', "region", "no region `Jiangsu/Xi'an`; there is `China/Xi’an`"),
        ('counterpart = "Germny"', "counterpart", "nearest: `germany`"),
        ('sectors = ["new enrgy"]', "sectors[0]", "no sector `new enrgy`; nearest: `New energy`"),
        ('sectors = [{ words = "x", sector = "cultur" }]', "sectors[0]", "nearest: `culture`"),
        ("sectors = [{ words = 3, sector = 'culture' }]", "sectors[0].words", "found 3"),
        ("sectors = [[]]", "sectors[0]", "found a list; accepted: a text in quotes or a table"),
        ('part_of = "al"', "part_of", "no signing `al`; nearest: `all`"),
        ('part_of = "fair/all"', "part_of", "no event `fair`"),
        ('part_of = "forun/all"', "part_of", "no event `forun`; nearest: `forum`"),
        ('part_of = "forum/al"', "part_of", "no signing `forum/al`; nearest: `forum/all`"),
        ('part_of = "xyz"', "part_of", "no signing `xyz`; accepted: the id of a signing of this event"),
        ('part_of = "all"', "part_of", "a signing cannot be inside itself: `forum/all` → `forum/all`"),
        ('in_split = "size"', "in_split", "only a signing with `part_of` is in a split"),
        ('split.a = [{ label = "p", part_of = "all" }]', "split.a[0].part_of", "has no `part_of`"),
        ('split = "x"', "split", "found `x`; accepted: a table"),
        ('split."In V" = []', "split.In V", "lower-case letters, digits and single hyphens"),
        ('of_which = [{ label = "p", id = "all" }]', "of_which[0].id", "the id `all` is taken by a signing"),
        ('of_which = [{ label = "All" }]', "of_which[0].label", "the id `all` is taken by a signing"),
        ('of_which = [{ label = "中" }]', "of_which[0].label", "has no Latin letters for an id"),
        ('of_which = [{ id = "p" }]', "of_which[0].label", "missing: what was signed"),
        ('of_which = [{ id = "paper", label = "p" }]', "of_which[0].id", "the id `paper` is taken by a report"),
        ('report = "papr"', "report", "no report `papr`; nearest: `paper`"),
        ('same = [{ report = "paper" }]', "same[0].report", "no other report `paper`"),
        ('status = "sgned"', "status", "found `sgned`; nearest: `signed`"),
        ('measure = "yuan"', "measure", "accepted: `investment`, `agreed foreign capital`"),
        ('date = "2023-13"', "date", "no day of the calendar"),
        ('date = "8 October"', "date", "accepted: 2023, 2023-06, 2023-06-19"),
        ("date = 3", "date", "accepted: a date such as 2023-06-19"),
        ("date = 2023-10-08T07:00:00", "date", "has a time of day; accepted: a calendar date"),
        ("date = 2023-10-08T00:00:00Z", "date", "has a time of day"),
        ("date = 07:00:00", "date", "has a time of day"),
        ('period = "2023-06/2023-01"', "period", "ends before it begins"),
        (
            'notes = [{ check = "shar", date = 2025-01-01, why = "x", use = true }]',
            "notes[0].check",
            "no check `shar`; nearest: `share`",
        ),
        (
            'notes = [{ check = "share", date = "2025", why = "x", use = true }]',
            "notes[0].date",
            "accepted: a day such as 2023-06-19",
        ),
        (
            'notes = [{ check = "share", date = 2025-01-01, why = "x", use = "yes" }]',
            "notes[0].use",
            "found `yes`; accepted: true or false",
        ),
    ],
)
def test_a_problem_of_a_signing(tmp_path: Path, line: str, key: str, message: str) -> None:
    problem = only(problems(tmp_path, EVENT + SIGNING + f"  {line}\n"))
    assert (problem.file, problem.line, problem.key) == (EVENTS, 16, f"event[0].signing[0].{key}")
    assert message in problem.message


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "message"),
    [
        ('name = "Forum"\n', "", 1, "event[0].name", "missing: its English name"),
        ('id = "forum"', 'id = "Forum 1"', 2, "event[0].id", "lower-case letters, digits and single hyphens"),
        ('kind = "forum"', 'kind = "forums"', 4, "event[0].kind", "nearest: `forum`"),
        ("dates = 2023-10-08", 'dates = "2023-02-30"', 5, "event[0].dates", "no day of the calendar"),
        ('region = "Jiangsu"', 'held_in = "x"\nregion = "Jiangsu"', 6, "event[0].held_in", "no region `x`"),
        ('region = "Jiangsu"', "region = []", 6, "event[0].region", "empty"),
        (
            'region = "Jiangsu"',
            'region = "Jiangsu"\nedition = 2',
            7,
            "event[0].edition",
            "a `series`, which is missing",
        ),
        ('region = "Jiangsu"', 'region = "Jiangsu"\nparent = "forun"', 7, "event[0].parent", "nearest: `forum`"),
        ('region = "Jiangsu"', 'region = "Jiangsu"\nparent = "forum"', 7, "event[0].parent", "its own parent"),
        ("published", "language = 'EN'\n#", 12, "event[0].report[0].language", "two lower-case letters"),
        ("published", "url = 'ftp://a.b'\n#", 12, "event[0].report[0].url", "http:// or https://"),
        ("published", "url = 'javascript:alert(1)'\n#", 12, "event[0].report[0].url", "http:// or https://"),
        ('publisher_kind = "media"\n', "", 8, "event[0].report[0].publisher_kind", "missing: who speaks"),
        ("published = 2023-10-09", 'published = "soon"', 12, "event[0].report[0].published", "no date"),
    ],
)
def test_a_problem_of_an_event(tmp_path: Path, old: str, new: str, line: int, key: str, message: str) -> None:
    problem = only(problems(tmp_path, EVENT.replace(old, new, 1)))
    assert (problem.file, problem.line, problem.key) == (EVENTS, line, key)
    assert message in problem.message


@pytest.mark.parametrize(
    ("text", "line", "key", "message"),
    [
        ("", 13, "value", "missing; a figure has a `value` or a `series`"),
        ('  value = "much"\n', 16, "value", "accepted: "),
        ('  value = "1 yuan"\n  unit = 3\n', 17, "unit", "found 3"),
        ('  value = "1 yuan"\n  firms = "firm"\n', 17, "firms", "no figure `firm`"),
        ('  value = "1 yuan"\n  region = "x"\n', 17, "region", "no region `x`"),
        (
            '  series = [{ period = "2017", value = "1 yuan" }]\n',
            16,
            "series",
            "found one point; accepted: two or more",
        ),
        (
            '  series = [{ period = "2017", value = "1 yuan" },\n    { period = "2017", value = "2 yuan" }]\n',
            17,
            "series[1].period",
            "the id `exports-2017` is taken by a figure",
        ),
        (
            '  series = [{ period = "2017", value = "1 yuan" }, { period = "2018", value = "2 yuan" }]\n  yoy = "3%"\n',
            17,
            "yoy",
            "only the points of a series",
        ),
    ],
)
def test_a_problem_of_a_figure(tmp_path: Path, text: str, line: int, key: str, message: str) -> None:
    problem = only(problems(tmp_path, EVENT + FIGURE + text))
    assert (problem.file, problem.line, problem.key) == (EVENTS, line, f"event[0].figure[0].{key}")
    assert message in problem.message


def test_an_unknown_indicator(tmp_path: Path) -> None:
    text = FIGURE.replace('indicator = "exports"', 'indicator = "export"') + '  value = "1"\n'
    problem = only(
        problems(tmp_path, EVENT + text.replace('  value = "1"', '  value = { text = "1", value = 1, why = "x" }'))
    )
    assert (problem.line, problem.key) == (15, "event[0].figure[0].indicator")
    assert problem.message == "no indicator `export`; nearest: `exports`"


@pytest.mark.parametrize(
    "value",
    ['value = "2.77 percent"', 'series = [{ period = "2017", value = "1 %" }, { period = "2022", value = "x" }]'],
)
def test_of_an_unknown_indicator_no_value_is_wrong(tmp_path: Path, value: str) -> None:
    text = FIGURE.replace('indicator = "exports"', 'indicator = "export"') + f"  {value}\n"
    assert only(problems(tmp_path, EVENT + text)).key == "event[0].figure[0].indicator"


def test_a_second_signing_without_an_id(tmp_path: Path) -> None:
    problem = only(problems(tmp_path, EVENT + '  [[event.signing]]\n  label = "All"\n'))
    assert (problem.line, problem.key) == (13, "event[0].signing[0].id")


def test_a_signing_of_an_event_with_two_reports_says_which(tmp_path: Path) -> None:
    second = EVENT + EVENT[EVENT.index("  [[event.report]]") :].replace("paper", "wire") + SIGNING
    problem = only(problems(tmp_path, second))
    assert (problem.line, problem.key) == (18, "event[0].signing[0].report")
    assert problem.message == "missing; the event has several: `paper`, `wire`"


def test_two_events_of_one_id_are_told_with_the_file_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "a.toml").write_text(EVENT, encoding="utf-8")
    problem = only(problems(tmp_path))
    assert (problem.file, problem.line, problem.key) == (EVENTS, 2, "event[0].id")
    assert problem.message == "the id `forum` is taken by an event in events/a.toml"


def test_a_circle_of_parts_is_told_once(tmp_path: Path) -> None:
    text = EVENT + SIGNING + '  part_of = "b"\n' + SIGNING.replace('"all"', '"b"') + '  part_of = "all"\n'
    problem = only(problems(tmp_path, text))
    assert (problem.line, problem.key) == (16, "event[0].signing[0].part_of")
    assert problem.message.endswith("`forum/all` → `forum/b` → `forum/all`")


@pytest.mark.parametrize(
    ("name", "text", "line", "key", "message"),
    [
        ("dataset", "title = 'x'\n", 1, "format", "missing"),
        ("dataset", "format = 2\nnew = true\n", 1, "format", "this is format 2; this version of tuiapp reads up to"),
        ("regions", REGIONS.replace('within = "china"', 'within = "Chin"'), 24, "region[3].within", "nearest: `china`"),
        (
            "regions",
            REGIONS + "[[region]]\nname = 'Jilin'\nkind = 'zone'\n",
            REGION_LINES + 2,
            "region[10].name",
            "is taken by",
        ),
        ("regions", REGIONS.replace("at = [32.06, 118.8]", "at = [32.06]"), 12, "region[1].at", "a list of 2"),
        ("regions", REGIONS.replace("118.8", "1188"), 12, "region[1].at[1]", "180 or less"),
        ("regions", REGIONS.replace("320000", "32"), 11, "region[1].code", "six digits"),
        ("regions", REGIONS.replace("320000", "de"), 11, "region[1].code", "a country's two capital letters"),
        ("sectors", SECTORS.replace('"Digital"\nal', '"Digitl"\nal'), 8, "sector[1].within", "nearest: `digital`"),
        (
            "sectors",
            "unmapped = ['NEW energy']\n" + SECTORS,
            1,
            "unmapped[0]",
            "means `new-energy`; listed here is what",
        ),
        ("sectors", "unmapped = [3]\n" + SECTORS, 1, "unmapped[0]", "a text in quotes"),
        ("sectors", "unmaped = []\n" + SECTORS, 1, "unmaped", "nearest: `unmapped`"),
        (
            "sectors",
            SECTORS + "[[sector]]\nname = 'X'\nwithin = 'new-energy'\n",
            22,
            "sector[4].within",
            "is on level 2",
        ),
        ("indicators", INDICATORS.replace("100 million dollars", "x"), 24, "indicator[3].cap_per_firm", "accepted: "),
        ("indicators", INDICATORS.replace('"share"', '"exports"'), 8, "indicator[1].id", "is taken already"),
        ("rates", RATES.replace('source = "bank"', 'source = "bnk"'), 7, "currency.USD.source", "nearest: `bank`"),
        ("rates", RATES.replace("7.0", "7,0"), 10, "currency.USD.annual.2023", "a decimal number"),
        ("rates", RATES.replace("2023-01", "2023-13"), 13, "currency.USD.monthly.2023-13", "no month of the calendar"),
        ("rates", RATES + "[curency]\n", 14, "curency", "no key `curency` here; nearest: `currency`"),
    ],
    ids=lambda value: "" if "\n" in str(value) else None,
)
def test_a_problem_beside_the_events(tmp_path: Path, name: str, text: str, line: int, key: str, message: str) -> None:
    found = [one for one in problems(tmp_path, **{name: text}) if one.key == key]
    problem = only(found)
    assert (problem.file, problem.line) == (f"{name}.toml", line)
    assert message in problem.message


def test_two_siblings_of_one_name_cannot_be_told_apart(tmp_path: Path) -> None:
    text = REGIONS + "[[region]]\nid = 's2'\nname = 'suzhou'\nkind = 'zone'\nwithin = 'jiangsu'\n"
    problem = only(problems(tmp_path, regions=text))
    assert (problem.file, problem.line, problem.key) == ("regions.toml", REGION_LINES + 3, "region[10].name")
    assert problem.message == "`China/Jiangsu/suzhou` is in the tree already, as `suzhou`"


def test_of_a_newer_format_nothing_else_is_said(tmp_path: Path) -> None:
    assert only(problems(tmp_path, "nonsense", dataset="format = 7\n")).file == "dataset.toml"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"[[event]]\nid = \n", 2, "no TOML: "),
        (b"id = 1\nid = 2\n", 2, "no TOML: "),
        (b"a = 1\nb = '\xff'\n", 2, "no UTF-8 text: found the byte 0xFF"),
        (b"x = " + b"[" * 5000, None, "no TOML that can be read"),
        (b"x = " + b"1" * 5000, None, "no TOML that can be read"),
    ],
)
def test_a_file_that_cannot_be_read_as_toml(tmp_path: Path, content: bytes, line: int | None, message: str) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "bad.toml").write_bytes(content)
    problem = only(problems(tmp_path, EVENT, **{"events/bad": content}))
    assert (problem.file, problem.line, problem.key) == ("events/bad.toml", line, "")
    assert message in problem.message


def test_an_unknown_key_of_a_file_of_events(tmp_path: Path) -> None:
    problem = only(problems(tmp_path, "evnt = 1\n" + EVENT))
    assert (problem.line, problem.key, problem.message) == (1, "evnt", "no key `evnt` here; nearest: `event`")


def test_events_that_are_no_tables(tmp_path: Path) -> None:
    problem = only(problems(tmp_path, "event = 3\n"))
    assert (problem.line, problem.key, problem.message) == (1, "event", "found 3; accepted: tables headed [[event]]")


def test_parts_nested_without_end(tmp_path: Path) -> None:
    deep = "".join(f"[[event.signing{'.of_which' * depth}]]\nlabel = 'p{depth}'\n" for depth in range(1, 260))
    assert "nested too deeply" in only(problems(tmp_path, EVENT + SIGNING + deep)).message


def test_a_folder_without_a_dataset_file(tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as caught:
        load(tmp_path)
    first, *others = caught.value.problems
    assert (first.file, first.line, first.key) == ("dataset.toml", None, "")
    assert "missing" in first.message
    assert {one.file for one in others} == {"regions.toml", "sectors.toml", "indicators.toml", "rates.toml"}


def test_a_folder_that_is_not_there_is_no_invalid_dataset(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nowhere")


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    events = EVENT.replace("forum", "Forum", 1) + SIGNING + '  region = "x"\n  cont = "3"\n  count = "y"\n'
    found = problems(tmp_path, events, rates="[[[", indicators="x = 1\n" + INDICATORS)
    assert [(one.file, one.line, one.key) for one in found] == [
        (EVENTS, 2, "event[0].id"),
        (EVENTS, 17, "event[0].signing[0].cont"),
        ("indicators.toml", 1, "x"),
        ("rates.toml", 1, ""),
    ]


def test_a_malformed_key_does_not_hide_an_unknown_name(tmp_path: Path) -> None:
    found = problems(tmp_path, EVENT + SIGNING + '  cont = "3"\n  region = "x"\n  count = "y"\n')
    assert [one.key.rpartition(".")[2] for one in found] == ["cont", "region", "count"]


def test_a_part_of_a_malformed_event_is_not_called_unknown(tmp_path: Path) -> None:
    broken = EVENT.replace('kind = "forum"\n', "") + SIGNING
    other = EVENT.replace('"forum"', '"other"', 1) + SIGNING + '  part_of = "forum/all"\n'
    problem = only(problems(tmp_path, broken + other))
    assert problem.key == "event[0].kind"


def test_an_event_with_a_wrong_number_is_there_for_those_that_name_it(tmp_path: Path) -> None:
    wrong = EVENT + SIGNING + '  count = "many"\n'
    other = EVENT.replace('id = "forum"', 'id = "other"') + SIGNING
    named = other.replace('region = "Jiangsu"', 'region = "Jiangsu"\nparent = "forum"')
    part = SIGNING.replace('id = "all"', 'id = "part"') + '  part_of = "forum/all"\n'
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "b.toml").write_text(named + part, encoding="utf-8")
    assert only(problems(tmp_path, wrong)).key == "event[0].signing[0].count"


def test_what_an_event_with_a_wrong_number_names_is_looked_for_too(tmp_path: Path) -> None:
    wrong = EVENT.replace('region = "Jiangsu"', 'region = "Jiangsu"\nparent = "fair"') + SIGNING + '  count = "many"\n'
    later = EVENT.replace('id = "forum"', 'id = "later"') + SIGNING + '  part_of = "forum/nothing"\n'
    again = EVENT.replace('id = "forum"', 'id = "later"')
    found = problems(tmp_path, wrong + later + again)
    assert [one.key for one in found] == [
        "event[0].parent", "event[0].signing[0].count", "event[1].signing[0].part_of", "event[2].id",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["dataset", "regions", "sectors", "indicators", "rates"])
@pytest.mark.parametrize(
    "content", [b"x = [", b'name = "Beijing', b"\xff", None], ids=["open", "quote", "byte", "none"]
)
def test_of_a_broken_file_beside_the_events_nothing_else_is_wrong(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    data = support.write_dataset(tmp_path / "data")
    file = data / f"{name}.toml"
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    with pytest.raises(DatasetError) as caught:
        compile_dataset(data, tmp_path / "index")
    assert [one.file for one in caught.value.problems] == [f"{name}.toml"]


def test_a_malformed_region_does_not_make_every_name_unknown(tmp_path: Path) -> None:
    found = problems(tmp_path, regions=REGIONS.replace('kind = "province"', 'kind = "provinc"'))
    assert {one.file for one in found} == {"regions.toml"}


def test_a_problem_reads_as_one_line(tmp_path: Path) -> None:
    problem = only(problems(tmp_path, EVENT + SIGNING + '  region = "Jiangsuu"\n'))
    assert str(problem) == "events/all.toml:16: event[0].signing[0].region: no region `Jiangsuu`; nearest: `jiangsu`"
    assert str(Problem("a.toml", None, "", "missing")) == "a.toml: missing"
