"""A labelled dataset of four places with everything that a comparison can show; nothing in it happened."""

from __future__ import annotations

from pathlib import Path

import support
from tuiapp.catalog.catalog import Catalog

_EVENT = """
[[event]]
id = "{id}"
name = "{name}"
kind = "{kind}"
dates = "{dates}"
region = "{region}"
{more}
  [[event.report]]
  id = "wire"
  publisher = "Labelled Wire"
  publisher_kind = "wire"
  published = 2025-12-01
  language = "en"
  [[event.report]]
  id = "daily"
  publisher = "Labelled Daily"
  publisher_kind = "media"
  published = 2025-12-02
  language = "en"
{signings}
"""


def _event(id: str, dates: str, region: str, signings: str, *, kind: str = "conference", more: str = "") -> str:
    name = id.replace("-", " ").capitalize()
    return _EVENT.format(id=id, name=name, kind=kind, dates=dates, region=region, more=more, signings=signings)


def _signing(id: str, label: str, *facts: str) -> str:
    lines = "\n  ".join((f'id = "{id}"', f'label = "{label}"', 'report = "wire"', *facts))
    return f"  [[event.signing]]\n  {lines}\n"


def _figure(id: str, value: str, period: str) -> str:
    return (
        f'  [[event.figure]]\n  id = "{id}"\n  indicator = "output"\n  value = "{value}"\n  period = "{period}"\n'
        '  report = "wire"\n'
    )


_SERIES = 'series = "spring-conference"\nedition = {}\n'

EVENTS = {
    "capital": _event(
        "capital-2023",
        "2023-01-28",
        "Changzhou",
        _signing(
            "major", "Major projects", 'count = "15"', 'investment = "over 47 billion yuan"', 'sectors = ["new energy"]'
        ),
    ),
    "forum": _event(
        "forum-2023",
        "2023-10-08",
        "Changzhou",
        _signing("industrial", "Industrial projects", 'count = "18"', 'investment = "nearly 55 billion yuan"')
        + _signing("funds", "Fund projects", 'count = "12"', 'measure = "fund size"')
        + _signing(
            "started", "Projects begun", 'count = "more than 200"', 'investment = "over 90 billion yuan"'
        ).replace("report =", 'status = "started"\n  period = "2023-01/2023-08"\n  report =')
        + _figure("output", "404.22 billion yuan", "2023-01/2023-07"),
        kind="forum",
    ),
    "dialogue": _event(
        "dialogue-2023", "2023-09-12", "Changzhou", _signing("key", "Key cooperation projects", 'count = "11"')
    ),
    "spring-2024": _event(
        "spring-2024",
        "2024-09-26",
        "Changzhou",
        _signing("all", "Projects signed", 'count = "42"', 'investment = "39.7 billion yuan"'),
        more=_SERIES.format(2),
    ),
    "spring-2025": _event(
        "spring-2025",
        "2025-09-20",
        "Changzhou",
        _signing(
            "all",
            "Projects signed",
            'count = "50"',
            'investment = "45 billion yuan"',
            'yoy_investment = "13.4%"',
        ),
        more=_SERIES.format(3),
    ),
    "expo": _event(
        "expo-2025",
        "2025-09-15",
        "Changzhou",
        _signing(
            "all",
            "Agreements finalised",
            'count = "33"',
            'investment = "over 33.7 billion yuan"',
            'unit = "agreements"',
        ),
        kind="expo",
    ),
    "year": _event(
        "wujin-2023",
        "2023",
        "Wujin",
        _signing(
            "all",
            "Projects over one billion",
            'count = "13"',
            'investment = "42.04 billion yuan"',
            'threshold = "over 1 billion yuan each"',
        ),
        kind="period",
    ),
    "global-2024": _event(
        "global-2024",
        "2024-04-25/2024-04-27",
        "Suzhou",
        _signing(
            "all",
            "Projects signed at the conference",
            'count = "367"',
            'investment = "371.95 billion yuan"',
            'same = [{ report = "daily", count = "367", investment = "around 372 billion yuan" }]',
        )
        + _signing("so-far", "Projects signed since the beginning of 2024", 'count = "809"').replace(
            "report =", 'investment = "exceeding 580 billion yuan"\n  period = "2024-01/2024-04"\n  report ='
        ),
    ),
    "global-2025": _event(
        "global-2025",
        "2025-04-26",
        "Suzhou",
        _signing("all", "Projects signed", 'count = "417"', 'investment = "341.57 billion yuan"'),
    ),
    "park": _event(
        "park-2023",
        "2023-02-22",
        "Suzhou",
        _signing(
            "all", "Cooperation projects", 'count = "36"', 'investment = "$358 million"', 'sectors = ["biomedicine"]'
        )
        + _figure("output", "over 2.4 trillion yuan", "2023-01/2023-07"),
        kind="ceremony",
    ),
    "changsha": _event(
        "changsha-h1",
        "2023-01/2023-06",
        "Changsha",
        _signing("all", "Signed in the half-year", 'count = "267"', 'investment = "240.572 billion yuan"').replace(
            "report =", 'yoy_count = "21.36%"\n  yoy_investment = "25.48%"\n  report ='
        ),
        kind="period",
    ),
    "chongqing": _event(
        "chongqing-2023",
        "2023-05-18/2023-05-21",
        "Chongqing",
        _signing(
            "all", "Signed on site", 'count = "84"', 'investment = "about 285 billion yuan"', 'sectors = ["hydrogen"]'
        ),
        kind="fair",
    ),
}
"""After the cities that a comparison was drawn with first; the labels and most of the numbers are made up."""

TWO = ("city:changzhou year:2023..2025", "city:suzhou year:2023..2025")
FOUR = ("city:changzhou", "city:suzhou", "city:changsha", "province:chongqing")
UNLIKE = ("event:forum-2023", "event:changsha-h1")


def compiled(folder: Path) -> Catalog:
    """The catalog of the dataset, compiled below a folder."""
    return support.compiled(folder, EVENTS)
