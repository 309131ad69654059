"""A small labelled dataset, and what tests need to compile and ask it."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import parse_sort
from tuiapp.compiler import processes
from tuiapp.compiler.build import Progress, compile_dataset

Record = TypeVar("Record")

FIXED = Path(__file__).parent / "fixed"
"""Six real events that stay as they are: what tests of screens and exports look at."""


def replace(record: Record, **changes: Any) -> Record:
    """The record with some fields changed, whether it is a named tuple or a data class."""
    if isinstance(record, tuple):
        return cast("Record", cast("Any", record)._replace(**changes))
    return cast("Record", dataclasses.replace(cast("Any", record), **changes))


ABOUT = """
format = 1
title = "Labelled"
version = "1"
licence = "CC0"
"""

REGIONS = """
[[region]]
name = "China"
name_zh = "中国"
kind = "country"
[[region]]
name = "Jiangsu"
name_zh = "江苏"
kind = "province"
within = "China"
[[region]]
name = "Changzhou"
name_zh = "常州"
kind = "city"
within = "Jiangsu"
aliases = ["常州市"]
[[region]]
name = "Wujin"
name_zh = "武进"
kind = "zone"
within = "Changzhou"
[[region]]
name = "Suzhou"
name_zh = "苏州"
kind = "city"
within = "Jiangsu"
[[region]]
name = "Hunan"
name_zh = "湖南"
kind = "province"
within = "China"
[[region]]
name = "Changsha"
name_zh = "长沙"
kind = "city"
within = "Hunan"
[[region]]
name = "Xi'an"
id = "xian"
name_zh = "西安"
kind = "city"
within = "China"
[[region]]
name = "Chongqing"
name_zh = "重庆"
kind = "province"
within = "China"
municipality = true
[[region]]
name = "Twin Cities"
kind = "group"
within = "China"
members = ["Changzhou", "Changsha"]
[[region]]
name = "Germany"
name_zh = "德国"
kind = "country"
[[region]]
name = "France"
kind = "country"
"""

SECTORS = """
[[sector]]
name = "Energy"
name_zh = "能源"
[[sector]]
name = "New energy"
name_zh = "新能源"
within = "Energy"
aliases = ["photovoltaics", "光伏"]
[[sector]]
name = "Hydrogen"
name_zh = "氢能"
within = "Energy"
[[sector]]
name = "Health"
name_zh = "大健康"
[[sector]]
name = "Biomedicine"
name_zh = "生物医药"
within = "Health"
"""

INDICATORS = """
[[indicator]]
id = "output"
name = "Industrial output"
name_zh = "工业产值"
unit = "money"
what = "What industry made."
"""

RATES = """
[source.bank]
publisher = "Bank"
title = "Rates"
[currency.USD]
name = "US dollar"
source = "bank"
[currency.USD.annual]
2022 = "6.7"
2023 = "7.0"
"""


FORUM = """
[[event]]
id = "forum-23"
name = "2023 Changzhou Forum"
name_zh = "常州论坛"
kind = "forum"
series = "forum"
edition = 5
dates = 2023-10-08
held_in = "Changsha"
region = "Changzhou"
guests = ["France"]
  [[event.report]]
  id = "r1"
  publisher = "Xinhua News"
  publisher_zh = "新华社"
  publisher_kind = "wire"
  title = "Forum held"
  url = "https://example.org/a"
  published = 2023-10-09
  language = "en"
  [[event.report]]
  id = "r2"
  publisher = "The Paper"
  publisher_kind = "media"
  url = "https://example.org/b"
  published = 2023-10-10
  language = "zh"
  [[event.signing]]
  id = "all"
  label = "Industrial projects"
  count = "18"
  investment = "nearly 55 billion yuan"
  sectors = ["new energy", "biomedicine"]
  report = "r1"
  same = [{ report = "r2", count = "18个", investment = "约550亿元" }]
    [[event.signing.of_which]]
    id = "ne"
    label = "New energy projects"
    count = "10"
    investment = "31 billion yuan"
    sectors = ["new energy"]
    [[event.signing.of_which]]
    id = "zoe"
    label = "Zoë Dänemark plant"
    project = "Zoë plant"
    investor = "Ørsted"
    count = "1"
    investment = "$100 million"
    counterpart = ["Germany", "France"]
  [[event.signing]]
  id = "wujin"
  label = "Projects of Wujin"
  region = "Wujin"
  count = "over 20"
  status = "started"
  report = "r2"
  [[event.figure]]
  id = "output"
  indicator = "output"
  value = "404.22 billion yuan"
  period = "2023-01/2023-07"
  report = "r1"
"""

HALF = """
[[event]]
id = "half-22"
name = "First half of 2022 in Jiangsu"
kind = "period"
dates = "2022-01/2022-06"
region = "Jiangsu"
  [[event.report]]
  id = "r1"
  publisher = "Jiangsu Daily"
  publisher_kind = "media"
  url = "https://example.org/c"
  published = 2022-07-09
  language = "zh"
  [[event.signing]]
  id = "total"
  label = "上半年签约项目"
  count = "300"
  investment = "1000亿元"
  region = ["Changzhou", "Suzhou"]
  [[event.signing]]
  id = "suzhou"
  part_of = "total"
  label = "Suzhou's share"
  region = "Suzhou"
  count = "200"
  investment = "50亿美元"
  counterpart = "Germany"
  [[event.signing]]
  id = "so-far"
  label = "Since the beginning"
  period = "../2022-06"
  count = "900"
"""

FAIR = """
[[event]]
id = "fair-24"
name = "2024 Fair"
kind = "fair"
dates = "2024-05-01/2024-05-03"
held_in = "Chongqing"
region = "China"
  [[event.report]]
  id = "r1"
  publisher = "Xinhua Finance"
  publisher_kind = "wire"
  url = "https://example.org/d"
  published = 2024-05-04
  language = "en"
  [[event.signing]]
  id = "fund"
  label = "Funds"
  count = "3"
  investment = "1 billion yuan"
  measure = "fund size"
  region = "Chongqing"
  sectors = ["hydrogen"]
  [[event.signing]]
  id = "xian"
  label = "Xi’an’s projects"
  region = "Xi'an"
  unit = "agreements"
  count = "7"
  sectors = ["biomedicine"]
"""

EVENTS = {"forum": FORUM, "half": HALF, "fair": FAIR}


def write_dataset(folder: Path, events: dict[str, str] | None = None) -> Path:
    """Write the labelled dataset, or its regions and sectors with other events, into a new folder."""
    (folder / "events").mkdir(parents=True)
    texts = {"dataset": ABOUT, "regions": REGIONS, "sectors": SECTORS, "indicators": INDICATORS, "rates": RATES}
    texts |= {f"events/{name}": text for name, text in (EVENTS if events is None else events).items()}
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def compiled_in_view(data: Path, folder: Path) -> tuple[Path, list[Progress]]:
    """Compile a dataset with processes, and keep what waited each time when it was told how far that was.

    Returns:
        The index; and what was told, with the copies named in it as what waits.
    """
    told: list[Progress] = []

    def keep(progress: Progress) -> None:
        if progress.waiting is not None and progress.share < 1:
            copy = folder / f"waiting-{len(told)}.db"
            with closing(sqlite3.connect(progress.waiting)) as waiting, closing(sqlite3.connect(copy)) as kept:
                waiting.backup(kept)
            progress = replace(progress, waiting=copy)
        told.append(progress)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(processes, "wanted", lambda _sizes: 2)
        return compile_dataset(data, folder / "index", progress=keep), told


def compiled(folder: Path, events: dict[str, str] | None = None) -> Catalog:
    """The catalog of a dataset written and compiled below a folder."""
    return opened(write_dataset(folder / "data", events), folder / "index")


def opened(data: Path, index_dir: Path) -> Catalog:
    """The catalog of a dataset, compiled into a folder."""
    return Catalog.open(compile_dataset(data, index_dir))


def ids(catalog: Catalog, query: str = "", sort: str = "", *, typing: bool = False) -> list[str]:
    """The ids of the signings that a query finds, in the order asked for."""
    parsed = Query.parse(query, typing=typing)
    with catalog.select(parsed, parse_sort(sort), typing=typing) as selection:
        return selection.ids(0, len(selection))


def short(found: Sequence[str]) -> str:
    """Ids in one line, for comparing."""
    return " ".join(found)
