"""The bytes of each export, of the labelled dataset and of the source article's city in the one that ships.

A change that is meant is taken over with `UPDATE_GOLDEN=1 pytest tests/golden/test_export.py`; read its diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tuiapp import export
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.view import View, parse_sort

FOLDER = Path(__file__).parent / "export"

LABELLED = {
    "signings": View(),
    "sorted": View(query="region:jiangsu", sort=parse_sort("investment:desc,date")),
    "columns": View(columns=("signing", "sector", "counterpart", "publisher")),
    "events": View(screen="events"),
    "figures": View(screen="figures"),
    "left-out": View(query="sector:new-energy", screen="left-out"),
    "event": View(screen="event:forum-23"),
    "charts": View(screen="charts"),
    "chart-signings": View(query="region:jiangsu", sort=parse_sort("projects:desc"), screen="chart:signings"),
    "compare": View(screen="compare", compared=("city:changzhou", "city:suzhou", "province:chongqing")),
}


def compare(catalog: Catalog, view: View, format_id: str, name: str) -> None:
    """Compare an export with its file; the digest of the dataset is left out, for it tells no more than the rest."""
    text = "".join(export.render(catalog, view, format_id)).replace(catalog.about.digest, "DIGEST")
    path = FOLDER / f"{name}.{format_id}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes(), f"{path.name} has changed"


@pytest.mark.parametrize("format_id", export.FORMATS)
@pytest.mark.parametrize("name", LABELLED)
def test_the_labelled_dataset(name: str, format_id: str, catalog: Catalog) -> None:
    compare(catalog, export.fitting(LABELLED[name], format_id), format_id, name)


@pytest.mark.parametrize("format_id", export.FORMATS)
def test_the_dataset_that_stays(format_id: str, fixed_catalog: Catalog) -> None:
    compare(fixed_catalog, View(query="city:changzhou year:2023"), format_id, "changzhou-2023")


@pytest.mark.parametrize("format_id", export.FORMATS)
def test_a_forum_against_a_half_year(format_id: str, fixed_catalog: Catalog) -> None:
    events = ("event:changzhou-forum-2023", "event:foshan-2023-h1")
    compare(fixed_catalog, View(screen="compare", compared=events), format_id, "forum-and-half-year")
