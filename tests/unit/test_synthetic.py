"""The generator of datasets to measure with: what it writes is labelled, valid, repeatable and as large as asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.compiler.build import compile_dataset

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "synthetic.py"


def written(folder: Path, *arguments: str) -> dict[str, bytes]:
    subprocess.run([sys.executable, str(SCRIPT), "400", "3", str(folder), *arguments], check=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.toml")}


def test_it_writes_the_same_bytes_for_the_same_seed(tmp_path: Path) -> None:
    first = written(tmp_path / "one")
    assert written(tmp_path / "two") == first
    assert written(tmp_path / "other", "2") != first


def test_what_it_writes_is_a_dataset_that_says_it_is_synthetic(tmp_path: Path) -> None:
    files = written(tmp_path / "data")
    assert sum(name.startswith("events/") for name in files) == 3
    with Catalog.open(compile_dataset(tmp_path / "data", tmp_path / "index")) as catalog:
        assert "Synthetic" in catalog.about.title
        assert catalog.about.signings == 400
        assert catalog.count(Query.parse("basis:period")) in range(40, 120)
        assert catalog.count(Query.parse("check:any")) > 0
