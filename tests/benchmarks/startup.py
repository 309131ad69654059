"""How long the explorer takes to show its first row and all its panes, beside an empty Textual app.

    python tests/benchmarks/startup.py [PAIRS]

Each pair starts both programs one after the other in a pseudo-terminal of 120×40; the medians of the times and of
the pairs' ratios are printed. The dataset is the one that ships, indexed beforehand: this is about reopening.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from terminal import run

EMPTY = """
from textual.app import App
from textual.widgets import Footer, Header, Static

class Empty(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Header()
        yield Static("nothing here")
        yield Footer()

Empty().run()
"""
ROW = {"first row": "transactions"}
# What a pane shows when it is filled, not its title alone.
PANES = {**ROW, "tree": "中国", "totals": "amounts", "detail": "as printed", "footer": "help"}


def main(pairs: int = 20) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"XDG_CACHE_HOME": str(Path(folder) / "cache")}
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        subprocess.run([sys.executable, "-m", "tuiapp", "index"], env={**os.environ, **env}, check=True, stdout=-3)
        empty, first, panes = [], [], []
        # A wheel's modules are compiled when it is installed, a source tree's at the first start, unless this forbids.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(pairs + 1):
            nothing = run([sys.executable, str(script)], {"text": "nothing here"}, env=env).seen["text"]
            times = run([str(Path(sys.executable).with_name("tuiapp"))], PANES, env=env).seen
            if number:  # the first pair warms the disk
                empty.append(nothing)
                first.append(times["first row"])
                panes.append(max(times.values()))
    print(f"{pairs} pairs, medians     seconds   × empty app")
    print(f"empty Textual app     {median(empty):8.3f}        1.00")
    for name, times_of in (("first row", first), ("all panes", panes)):
        ratio = median(mine / nothing for mine, nothing in zip(times_of, empty, strict=True))
        print(f"tuiapp: {name:<13} {median(times_of):8.3f}      {ratio:6.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
