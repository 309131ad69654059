"""The programs that the explorer is measured beside: the least Textual app, DataTable, VisiData."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from datasets import Sample, shown
from live import Condition, Live
from tuiapp.catalog.records import SigningRow

HERE = Path(__file__).parent
_DIGITS = 9
"""So many digits of the largest amount tell it from the others."""


class Shown(NamedTuple):
    """How a program shows all rows of a dataset."""

    first: float
    """Seconds until the first row was seen."""
    whole: float
    """Seconds until all rows were read."""
    end: float
    """Seconds from the key to the last row."""
    sort: float
    """Seconds from the key that sorts by the amount to the rows in order."""
    memory: float
    """MB resident when all rows were read."""


def empty() -> float:
    """The seconds that the least Textual app takes to be seen."""
    with Live([sys.executable, str(HERE / "empty_app.py")]) as live:
        return live.wait_for("nothing here")


def datatable(sample: Sample) -> Shown:
    """The rows in Textual's own DataTable."""
    with Live([sys.executable, str(HERE / "datatable_app.py"), str(sample.table)], env=sample.env) as live:
        first = live.wait(_together(sample.head), "the first row")
        live.rest()
        memory = live.memory()["VmRSS"]
        live.press("\x1b[1;5F")  # ctrl+end
        end = live.wait(_together(sample.tail), "the last row")
        live.press("\x1b[1;5H")
        live.wait(_together(sample.head), "the first row again")
        live.rest()
        live.press("s")
        return Shown(first, first, end, live.wait(_largest(sample), "the largest amount"), memory)


def visidata_program(folder: Path, *, install: bool) -> Path | None:
    """VisiData in an environment of its own under a folder; None where it is not there and not to be installed."""
    program = folder / "visidata" / "bin" / "vd"
    if install and not program.exists():
        venv.create(folder / "visidata", with_pip=True)
        pip = [str(program.with_name("pip")), "install", "--quiet", "--disable-pip-version-check", "visidata"]
        subprocess.run(pip, check=True)
    return program if program.exists() else None


def visidata(sample: Sample, program: Path) -> Shown:
    """The rows in VisiData."""
    env = {**sample.env, "HOME": sample.env["XDG_CONFIG_HOME"]}
    with Live([str(program), str(sample.table)], env=env) as live:
        first = live.wait(_together(sample.head), "the first row")
        whole = max(first, live.wait_for(f" {sample.size} rows"))
        live.rest()
        memory = live.memory()["VmRSS"]
        live.press("G")
        end = live.wait(_together(sample.tail), "the last row")
        live.press("gg")
        live.wait(_together(sample.head), "the first row again")
        live.press("l#")  # the amounts are whole numbers
        live.rest()
        live.press("]")
        return Shown(first, whole, end, live.wait(_largest(sample), "the largest amount"), memory)


def _together(rows: Sequence[SigningRow]) -> Condition:
    """Whether these rows stand under one another, wherever that is."""
    labels = [shown(row) for row in rows]

    def is_so(live: Live) -> bool:
        lines = live.lines
        return any(
            all(label in line for label, line in zip(labels, lines[at:], strict=False))
            for at in range(len(lines) - len(labels) + 1)
        )

    return is_so


def _largest(sample: Sample) -> Condition:
    """Whether the largest amount stands right below the titles."""
    amount = f" {str(sample.largest)[:_DIGITS]}"  # a narrow column shows no more
    return lambda live: any(
        "amount" in above and amount in below for above, below in zip(live.lines, live.lines[1:], strict=False)
    )
