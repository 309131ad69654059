"""The benchmark runs, and says what it measured; how long anything took is not judged here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.terminal, pytest.mark.xdist_group("terminal")]

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "run.py"


def test_the_benchmark_prints_a_row_for_each_thing_it_measures(tmp_path: Path) -> None:
    arguments = ["--sizes", "1k", "--only", "starts,search,views", "--repeats", "1", "--queries", "1"]
    command = [sys.executable, str(SCRIPT), *arguments, "--folder", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")][2:]
    measured = [row.split(" | ")[0].removeprefix("| ") for row in rows]
    assert measured == [
        "first row, reopened",
        "all panes, reopened",
        "memory with all panes",
        "filter key, 1 queries typed",
        "totals and counts, up to 200,000",
        "most memory in that time",
        "first chart: province:hubei year:2022, 9 found",
        "all charts: province:hubei year:2022, 9 found",
        "next ranking: province:hubei year:2022, 9 found",
        "left out: province:hubei year:2022, 9 found",
        "compared, totals: city:suzhou and city:shenzhen, 26 found",
        "compared, all: city:suzhou and city:shenzhen, 26 found",
    ]
    assert all(any(letter.isdigit() for letter in row.split(" | ")[1]) for row in rows)
