"""Loads a dataset: reads its files, checks them, and resolves every name, number and date in them."""

from __future__ import annotations

from pathlib import Path

from tuiapp.dataset.basics import read_dataset_file, read_indicators, read_rates
from tuiapp.dataset.drafts import read_drafts
from tuiapp.dataset.events import resolve_event
from tuiapp.dataset.files import Files, event_files
from tuiapp.dataset.lookups import Lookups
from tuiapp.dataset.resolved import Dataset
from tuiapp.dataset.trees import read_regions, read_sectors
from tuiapp.rules.checks import CHECKS


def load(path: Path) -> Dataset:
    """The dataset in a folder.

    Raises:
        DatasetError: it is invalid; the error has all problems of all files.
        OSError: the folder or a file in it cannot be read.
    """
    next(path.iterdir(), None)  # a folder that is not there is no invalid dataset
    files = Files(path)
    about = read_dataset_file(files)
    regions = read_regions(files)
    sectors, unmapped = read_sectors(files)
    indicators = read_indicators(files)
    rates = read_rates(files)
    look = Lookups(files, regions, sectors, unmapped, indicators, [check.id for check in CHECKS])
    drafts = read_drafts(files, event_files(path))
    events = tuple(resolve_event(look, drafts[id], drafts) for id in sorted(drafts))
    if about is None or files.has_problems():
        raise files.error()
    return Dataset(
        path=path,
        title=about.title,
        version=about.version,
        licence=about.licence,
        format=about.format,
        regions=regions,
        sectors=sectors,
        indicators=indicators,
        rates=rates,
        events=events,
        files=files.names,
    )
