"""What all tests share: a frozen surrounding, and catalogs compiled once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import support
from tuiapp.catalog.catalog import Catalog

# No test is judged by the clock of a busy machine, and none leaves examples in the checkout.
settings.register_profile("tuiapp", deadline=None, database=None)
settings.load_profile("tuiapp")


@pytest.fixture(autouse=True)
def surrounding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's cache, settings, time zone, language or window."""
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / f"xdg-{name.lower()}"))
    for name, value in {"TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLUMNS": "80", "LINES": "24"}.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR", "LANGUAGE", "TUIAPP_DATA"):
        monkeypatch.delenv(name, raising=False)
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The small labelled dataset of `support`."""
    with support.compiled(tmp_path_factory.mktemp("labelled")) as opened:
        yield opened


@pytest.fixture(scope="session")
def fixed_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the dataset that stays as it is, compiled once a session."""
    from tuiapp.compiler.build import compile_dataset

    return compile_dataset(support.FIXED, tmp_path_factory.mktemp("fixed"))


@pytest.fixture(scope="session")
def fixed_catalog(fixed_index: Path) -> Iterator[Catalog]:
    """The dataset that stays as it is."""
    with Catalog.open(fixed_index) as opened:
        yield opened


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the dataset that ships, compiled once a session."""
    from tuiapp.catalog.location import shipped_dataset
    from tuiapp.compiler.build import compile_dataset

    return compile_dataset(shipped_dataset(), tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="session")
def shipped_catalog(shipped_index: Path) -> Iterator[Catalog]:
    """The dataset that ships."""
    with Catalog.open(shipped_index) as opened:
        yield opened
