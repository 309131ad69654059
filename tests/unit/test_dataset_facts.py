"""What the checks get to see of an event."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from small_dataset import EVENT, SIGNING, write_dataset
from tuiapp.dataset.facts import event_facts
from tuiapp.dataset.load import load
from tuiapp.rules.facts import EventFacts


def facts(folder: Path, text: str) -> EventFacts:
    dataset = load(write_dataset(folder, text))
    return event_facts(dataset.events[0], dataset.rates)


def test_ids_are_global(tmp_path: Path) -> None:
    text = SIGNING + '  count = "3"\n  split.size = [{ label = "Large", share = "10%", threshold = "1亿元以上" }]\n'
    event = facts(tmp_path, EVENT + text)
    whole, part = event.signings
    assert (event.id, event.reports[0].id) == ("forum", "forum/paper")
    assert (whole.id, whole.report, whole.regions) == ("forum/all", "forum/paper", (("china", "jiangsu"),))
    assert (part.id, part.part_of, part.split) == ("forum/large", "forum/all", "size")
    assert part.share is not None
    assert [one.value for one in part.threshold] == [100_000_000]


FIGURES = """\
  [[event.figure]]
  id = "firms"
  indicator = "firms"
  value = "234"
  as_of = "{year}"

  [[event.figure]]
  id = "capital"
  indicator = "capital"
  value = "{value}"
  as_of = "{year}"
  firms = "firms"
"""


@pytest.mark.parametrize(
    ("value", "year", "cap"),
    [
        ("110.8 billion dollars", "2021", Decimal(100_000_000)),
        ("110.8 billion yuan", "2023", Decimal(700_000_000)),
        ("110.8 billion yuan", "2021", None),
        ("110.8 billion euros", "2023", None),
    ],
)
def test_the_cap_is_in_the_currency_of_the_value(tmp_path: Path, value: str, year: str, cap: Decimal | None) -> None:
    counted, capital = facts(tmp_path, EVENT + FIGURES.format(value=value, year=year)).figures
    assert (capital.firms, capital.cap_per_firm) == (counted.id, cap)
    assert counted.cap_per_firm is None
