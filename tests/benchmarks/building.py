"""How long a dataset takes to come on the screen that was never indexed, or was edited; and the parser alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from datasets import Sample, shown
from live import Live

_FIRST = 3
_PARSE = """
import sys, time, tomli
from pathlib import Path
start = time.perf_counter()
for path in sorted(Path(sys.argv[1]).rglob("*.toml")):
    tomli.loads(path.read_text(encoding="utf-8"))
print(time.perf_counter() - start)
"""


class Built(NamedTuple):
    """A first build, followed on the screen."""

    progress: float
    """Seconds until the screen said how far it is."""
    seen: float
    """Seconds until signings were seen, those read so far."""
    all_seen: float
    """Seconds until all of them could be looked at."""
    rows: float
    """Seconds until all were indexed, and the first of all was seen."""
    edited: float
    """Seconds from the key that reads the dataset again, one of its files being edited, until the edit was seen."""


def parsed(sample: Sample) -> float:
    """The seconds that tomli alone takes to parse the files, in a process of its own."""
    command = [sys.executable, "-c", _PARSE, str(sample.data)]
    return float(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)


def built(sample: Sample) -> Built:
    """Open the explorer without an index, then edit one file and read the dataset again."""
    cache = f"cache-of-{sample.name}-alone"
    env = sample.env_of(cache)
    folder = Path(env["XDG_CACHE_HOME"])
    shutil.rmtree(folder, ignore_errors=True)
    edited = _Edited(sample)
    try:
        with Live(sample.command, env=env) as live:
            # A small dataset is read before there is anything to say of it.
            progress = live.wait(lambda live: live.shows(" files") or _is_read(sample, live), "how far it is")
            seen = live.wait(lambda live: live.shows(" so far") or _is_read(sample, live), "what is read so far")
            every = f"{sample.size:,} so far"
            all_seen = live.wait(lambda live: live.shows(every) or _is_read(sample, live), "all that is read")
            rows = live.wait(lambda live: _is_read(sample, live), "the first row")
            live.wait_for("? help")
            live.rest()
            edited.write()
            live.press("r")
            again = live.wait(lambda live: edited.mark in live.line(_FIRST), "the edited row")
    finally:
        edited.restore()
        shutil.rmtree(folder, ignore_errors=True)
    return Built(progress, seen, all_seen, rows, again)


def _is_read(sample: Sample, live: Live) -> bool:
    return shown(sample.first) in live.line(_FIRST)


class _Edited:
    """The file of the first row with another label in it."""

    mark = "Edited "

    def __init__(self, sample: Sample) -> None:
        event = sample.first.event.id
        label = f'label = "{sample.first.label}"'
        for path in sorted((sample.data / "events").glob("*.toml")):
            text = path.read_text(encoding="utf-8")
            head, found, tail = text.partition(f'id = "{event}"\n')
            if found:
                self._path, self._before = path, text
                self._after = head + found + tail.replace(label, label.replace('"', f'"{self.mark}', 1), 1)
                return
        raise LookupError(event)

    def write(self) -> None:
        self._path.write_text(self._after, encoding="utf-8")

    def restore(self) -> None:
        self._path.write_text(self._before, encoding="utf-8")
