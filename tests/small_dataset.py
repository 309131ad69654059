"""A dataset of a few lines, to be made wrong in one place."""

from __future__ import annotations

from pathlib import Path

DATASET = """\
format = 1
title = "Test"
version = "1"
licence = "CC0"
"""

REGIONS = """\
[[region]]
name = "China"
name_zh = "中国"
kind = "country"

[[region]]
name = "Jiangsu"
name_zh = "江苏"
kind = "province"
within = "China"
code = "320000"
at = [32.06, 118.8]

[[region]]
id = "suzhou"
name = "Suzhou"
kind = "city"
within = "Jiangsu"
aliases = ["姑苏"]

[[region]]
name = "Anhui"
kind = "province"
within = "china"

[[region]]
id = "suzhou-anhui"
name = "Suzhou"
kind = "city"
within = "anhui"

[[region]]
name = "Jilin"
kind = "province"
within = "China"

[[region]]
id = "jilin-city"
name = "Jilin"
kind = "city"
within = "jilin"

[[region]]
name = "Xi’an"
name_zh = "西安"
kind = "city"
within = "China"
aliases = ["Chang'an"]

[[region]]
name = "Delta"
kind = "group"
within = "China"
members = ["Jiangsu", "Anhui"]

[[region]]
name = "Germany"
kind = "country"
"""

SECTORS = """\
[[sector]]
name = "Digital"
name_zh = "数字经济"

[[sector]]
name = "Digital economy"
name_zh = "数字经济"
within = "Digital"
aliases = ["culture and digital"]

[[sector]]
name = "Culture"
aliases = ["culture and digital"]

[[sector]]
id = "new-energy"
name = "New energy"
within = "digital"
aliases = ["xinnengyuan"]
"""

INDICATORS = """\
[[indicator]]
id = "exports"
name = "Exports"
unit = "money"
what = "Goods sold abroad."

[[indicator]]
id = "share"
name = "R&D share"
unit = "percent"
what = "R&D over GDP."

[[indicator]]
id = "firms"
name = "Firms"
unit = "firms"
what = "Firms there are."

[[indicator]]
id = "capital"
name = "Capital"
unit = "money"
what = "Capital of firms."
cap_per_firm = "100 million dollars"
"""

RATES = """\
[source.bank]
publisher = "Bank"
title = "Rates"

[currency.USD]
name = "US dollar"
source = "bank"

[currency.USD.annual]
2023 = "7.0"

[currency.USD.monthly]
2023-01 = "6.8"
"""

EVENT = """\
[[event]]
id = "forum"
name = "Forum"
kind = "forum"
dates = 2023-10-08
region = "Jiangsu"

  [[event.report]]
  id = "paper"
  publisher = "Paper"
  publisher_kind = "media"
  published = 2023-10-09
"""
"""An event with one report; what a test is about is written below it. It has 12 lines."""

SIGNING = """\
  [[event.signing]]
  id = "all"
  label = "All"
"""
"""A signing to be written below the event; what is written below it begins on line 16."""

FIGURE = """\
  [[event.figure]]
  id = "exports"
  indicator = "exports"
"""
"""A figure to be written below the event; what is written below it begins on line 16."""


def write_dataset(folder: Path, events: str = EVENT, **others: str | bytes) -> Path:
    """Write a dataset into a folder.

    Args:
        folder: where; it exists.
        events: the text of `events/all.toml`.
        others: the texts of `dataset`, `regions`, `sectors`, `indicators` and `rates`, where not the usual ones.
    """
    files: dict[str, str | bytes] = {
        "dataset": DATASET,
        "regions": REGIONS,
        "sectors": SECTORS,
        "indicators": INDICATORS,
        "rates": RATES,
        "events/all": events,
        **others,
    }
    for name, text in files.items():
        path = folder / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder
