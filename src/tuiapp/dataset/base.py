"""What all events of a dataset refer to: the dataset itself, its regions, sectors, indicators and rates."""

from __future__ import annotations

from typing import NamedTuple

from tuiapp.dataset.basics import read_dataset_file, read_indicators, read_rates
from tuiapp.dataset.files import DATASET, INDICATORS, RATES, REGIONS, SECTORS, Files
from tuiapp.dataset.lookups import Lookups
from tuiapp.dataset.resolved import Indicator, Rates, Region, Sector
from tuiapp.dataset.tables import DatasetFile
from tuiapp.dataset.trees import read_regions, read_sectors
from tuiapp.rules.checks import CHECKS


class Base(NamedTuple):
    """The records of the files beside the events; malformed ones are left out."""

    about: DatasetFile | None
    """None where `dataset.toml` is malformed."""
    regions: tuple[Region, ...]
    sectors: tuple[Sector, ...]
    unmapped: tuple[str, ...]
    """The wordings that name no sector."""
    indicators: tuple[Indicator, ...]
    rates: Rates
    malformed: frozenset[str]
    """The files among them in which something is wrong."""

    def lookups(self, files: Files) -> Lookups:
        """What the names, numbers and dates in the events' files mean; problems are remembered with `files`."""
        checks = [check.id for check in CHECKS]
        trees = self.regions, self.sectors, self.unmapped
        return Lookups(files, *trees, self.indicators, self.rates.annual, checks, self.malformed)


def read_base(files: Files) -> Base:
    """Read the files beside the events; what is wrong with them is remembered.

    Raises:
        DatasetError: the dataset is of a newer format, of whose other files nothing can be said.
        OSError: a file cannot be read.
    """
    about = read_dataset_file(files)
    trees = read_regions(files), *read_sectors(files)
    indicators, rates = read_indicators(files), read_rates(files)
    malformed = frozenset(file for file in (DATASET, REGIONS, SECTORS, INDICATORS, RATES) if files.has_problems(file))
    return Base(about, *trees, indicators, rates, malformed)
