"""A labelled dataset for charts: years, stages, sectors, splits, bounds, a national total, a period, two points."""

from __future__ import annotations

_GALA = """
[[event]]
id = "gala-{edition}"
name = "Gala {edition}"
kind = "conference"
series = "gala"
edition = {edition}
dates = {year}-05-10
held_in = "Changzhou"
region = "Changzhou"
  [[event.report]]
  id = "r"
  publisher = "Changzhou Daily"
  publisher_kind = "media"
  published = {year}-05-11
  language = "en"
  [[event.signing]]
  id = "all"
  label = "Projects signed at the gala"
  count = "{count}"
  investment = "{investment}"
  sectors = ["new energy", "biomedicine"]
  report = "r"
  split.sector = [
    {{ id = "energy", label = "New energy", count = "12", investment = "20 billion yuan", sectors = ["new energy"] }},
    {{ id = "health", label = "Biomedicine", count = "6", investment = "nearly 8 billion yuan",
       sectors = ["biomedicine"] }} ]
  [[event.figure]]
  id = "output"
  indicator = "output"
  value = "{output} billion yuan"
  period = "{year}-01/{year}-03"
  report = "r"
"""

_SUZHOU = """
[[event]]
id = "suzhou-23"
name = "Suzhou signs"
kind = "ceremony"
dates = 2023-09-01
region = "Suzhou"
  [[event.report]]
  id = "r"
  publisher = "Suzhou Daily"
  publisher_kind = "media"
  published = 2023-09-02
  language = "en"
  [[event.signing]]
  id = "signed"
  label = "Projects signed"
  count = "10"
  investment = "12.5 billion yuan"
  sectors = ["biomedicine"]
  report = "r"
  [[event.signing]]
  id = "started"
  label = "Projects started"
  count = "over 5"
  investment = "about 4 billion yuan"
  status = "started"
  report = "r"
  [[event.signing]]
  id = "silent"
  label = "Talks of experts"
  count = "3"
  report = "r"
"""

_FAIR = """
[[event]]
id = "fair-24"
name = "National fair"
kind = "fair"
dates = "2024-06-01/2024-06-03"
held_in = "Chongqing"
region = "China"
  [[event.report]]
  id = "r"
  publisher = "Xinhua"
  publisher_kind = "wire"
  published = 2024-06-04
  language = "en"
  [[event.signing]]
  id = "all"
  label = "All projects of the fair"
  region = "China"
  count = "100"
  investment = "about 200 billion yuan"
  report = "r"
  [[event.signing]]
  id = "jiangsu"
  label = "Jiangsu's projects"
  region = "Jiangsu"
  count = "30"
  investment = "50 billion yuan"
  report = "r"
  [[event.signing]]
  id = "hunan"
  label = "Hunan's projects"
  region = "Hunan"
  count = "20"
  investment = "over 40 billion yuan"
  sectors = ["hydrogen"]
  report = "r"
"""

_HALF = """
[[event]]
id = "half-{year}"
name = "First half of {year} in Suzhou"
kind = "period"
dates = "{year}-01/{year}-06"
region = "Suzhou"
  [[event.report]]
  id = "r"
  publisher = "Suzhou Daily"
  publisher_kind = "media"
  published = {year}-07-09
  language = "en"
  [[event.signing]]
  id = "total"
  label = "Projects signed in the half-year"
  count = "{count}"
  investment = "{investment}"
  {growth}
  report = "r"
"""

_CHONGQING = """
[[event]]
id = "chongqing-22"
name = "Chongqing and its partners"
kind = "forum"
dates = 2022-11-03
region = "Chongqing"
  [[event.report]]
  id = "r"
  publisher = "Chongqing Daily"
  publisher_kind = "media"
  published = 2022-11-04
  language = "en"
  [[event.signing]]
  id = "all"
  label = "Joint projects"
  count = "7"
  investment = "$1 billion"
  counterpart = ["Germany"]
  report = "r"
"""

EVENTS = {
    "gala-1": _GALA.format(edition=1, year=2022, count="20", investment="over 30 billion yuan", output="40"),
    "gala-2": _GALA.format(edition=2, year=2023, count="24", investment="36 billion yuan", output="50"),
    "suzhou": _SUZHOU,
    "fair": _FAIR,
    "half-22": _HALF.format(year=2022, count="50", investment="60 billion yuan", growth=""),
    "half-23": _HALF.format(year=2023, count="60", investment="80 billion yuan", growth='yoy_investment = "33.3%"'),
    "chongqing": _CHONGQING,
}
