"""What names of regions and sectors mean, and the trees they stand in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from small_dataset import write_dataset
from tuiapp.dataset.load import load
from tuiapp.dataset.names import RegionNames, SectorNames, UnclearNameError
from tuiapp.dataset.resolved import Dataset
from tuiapp.dataset.slugs import slug


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return load(write_dataset(tmp_path))


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("suzhou", "suzhou"),
        ("Jiangsu/Suzhou", "suzhou"),
        ("china/anhui/SUZHOU", "suzhou-anhui"),
        ("江苏", "jiangsu"),
        ("姑苏", "suzhou"),
        ("Xi'an", "xian"),
        ("XI’AN", "xian"),
        ("chang’an", "xian"),
        ("jilin", "jilin"),
        ("Jilin/Jilin", "jilin-city"),
        ("China/Jilin", "jilin"),
        ("jilin-city", "jilin-city"),
    ],
)
def test_a_region_is_found_by_every_name_it_has(dataset: Dataset, name: str, id: str) -> None:
    assert RegionNames(dataset.regions).region(name).id == id


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Suzhou", "`Suzhou` is the name of several: `China/Jiangsu/Suzhou`, `China/Anhui/Suzhou`"),
        ("Jilin", "`Jilin` is the name of several: `China/Jilin`, `China/Jilin/Jilin`"),
        ("China/Suzhou", "`China/Suzhou` is the name of several: "),
        ("Germany/Suzhou", "no region `Germany/Suzhou`; there is `China/Jiangsu/Suzhou`"),
        ("Xiann", "no region `Xiann`; nearest: `xian`"),
        ("Atlantis", "no region `Atlantis`"),
    ],
)
def test_an_unclear_region_is_told_with_what_there_is(dataset: Dataset, name: str, message: str) -> None:
    with pytest.raises(UnclearNameError) as caught:
        RegionNames(dataset.regions).region(name)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("wording", "ids"),
    [
        ("new-energy", ["new-energy"]),
        ("NEW ENERGY", ["new-energy"]),
        ("xinnengyuan", ["new-energy"]),
        ("数字经济", ["digital-economy"]),
        ("Digital", ["digital"]),
        ("culture and digital", ["digital-economy", "culture"]),
    ],
)
def test_a_wording_means_one_sector_or_several(dataset: Dataset, wording: str, ids: list[str]) -> None:
    assert [sector.id for sector in SectorNames(dataset.sectors).sectors(wording)] == ids


def test_an_unmapped_wording_means_no_sector_and_what_is_mapped_keeps_its_meaning(dataset: Dataset) -> None:
    names = SectorNames(dataset.sectors, unmapped=["foreign investment", "Digital"])
    assert names.sectors("Foreign investment") == ()
    assert [sector.id for sector in names.sectors("digital")] == ["digital"]
    with pytest.raises(UnclearNameError, match="no sector `foreign`"):
        names.sectors("foreign")


def test_regions_are_in_preorder_with_the_span_of_each(dataset: Dataset) -> None:
    rows = [(region.id, region.rank, region.last) for region in dataset.regions]
    assert rows == [
        ("china", 0, 8),
        ("jiangsu", 1, 2),
        ("suzhou", 2, 2),
        ("anhui", 3, 4),
        ("suzhou-anhui", 4, 4),
        ("jilin", 5, 6),
        ("jilin-city", 6, 6),
        ("xian", 7, 7),
        ("delta", 8, 8),
        ("germany", 9, 9),
    ]


def test_a_region_knows_its_path_and_place(dataset: Dataset) -> None:
    by_id = {region.id: region for region in dataset.regions}
    assert by_id["suzhou-anhui"].path == ("china", "anhui", "suzhou-anhui")
    assert by_id["suzhou-anhui"].names == ("China", "Anhui", "Suzhou")
    jiangsu = by_id["jiangsu"]
    assert (jiangsu.code, jiangsu.latitude, jiangsu.longitude) == ("320000", Decimal("32.06"), Decimal("118.8"))
    assert by_id["delta"].members == ("jiangsu", "anhui")


def test_rates_are_found_by_year_and_month(dataset: Dataset) -> None:
    assert dataset.rates.of("USD", 2023) == Decimal("7.0")
    assert dataset.rates.of("USD", 2023, 1) == Decimal("6.8")
    assert dataset.rates.of("CNY", 1990) == 1
    assert dataset.rates.of("USD", 2024) is None
    assert dataset.rates.of("EUR", 2023, 1) is None
    assert dataset.rates.sources["USD"].publisher == "Bank"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Central state firms", "central-state-firms"),
        ("Xi’an High-tech Zone", "xian-high-tech-zone"),
        ("  Düsseldorf (NRW) ", "dusseldorf-nrw"),
        ("1 bn and above", "1-bn-and-above"),
        ("央企", ""),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected
