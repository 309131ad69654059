"""Draws the README's picture: the real explorer, without a terminal, on the dataset that ships.

    python tests/pictures/make.py [FILE]

The same screen gives the same bytes. Rich draws the picture, and two of its habits are mended: it has the reader's
browser fetch fonts from another site, and it gives a Chinese character the width of a Latin one.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.pilot import Pilot

FILE = Path(__file__).with_name("explore.svg")
SIZE = (140, 40)
QUERY = "year:2023"
SIGNING = "changzhou-forum-2023/industrial"
"""The row under the cursor: nearly 55 billion yuan, with a part inside."""
LIMIT = 60.0
"""Seconds after which a condition is not expected to come true any more; it is no waiting time."""


def picture() -> str:
    """The explorer as an SVG."""
    # They decide which theme is taken, and are read when the app is made.
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    os.environ.pop("NO_COLOR", None)
    svg = mended(asyncio.run(_drawn()))
    # A name made of the whole content would change every line of the file with any of them.
    return re.sub(r"terminal-\d+", "t", svg)


def mended(svg: str) -> str:
    """A picture as Rich draws it, without what it should not do."""
    return _without_fetched_fonts(_with_wide_characters(svg))


def lines(svg: str) -> list[str]:
    """The texts of a picture from top to bottom, each line from left to right: what it says, whatever it looks like."""
    found: dict[float, list[tuple[float, str]]] = {}
    for attributes, text in re.findall(r"<text ([^>]*)>([^<]*)</text>", svg):
        at = dict(re.findall(r'([xy])="([\d.]+)"', attributes))
        found.setdefault(float(at["y"]), []).append((float(at["x"]), unescape(text).replace("\xa0", " ")))
    joined = ("".join(text for _x, text in sorted(line)) for _y, line in sorted(found.items()))
    return [line.rstrip() for line in joined]


async def _drawn() -> str:
    from tuiapp.catalog.location import shipped_dataset
    from tuiapp.catalog.view import View
    from tuiapp.compiler.build import compile_dataset
    from tuiapp.tui.app import TuiApp
    from tuiapp.tui.screens.explore import ExploreScreen

    with tempfile.TemporaryDirectory() as folder:
        app = TuiApp(shipped_dataset(), compile_dataset(shipped_dataset(), Path(folder)), View(query=QUERY))
        async with app.run_test(size=SIZE) as pilot:
            screen = app.screen
            assert isinstance(screen, ExploreScreen)
            await _until(pilot, lambda: screen.settled)
            screen.table.go_to(SIGNING)
            await _until(pilot, lambda: screen.detail.target == f"signing:{SIGNING}")
            return app.export_screenshot(title=f"tuiapp explore {QUERY}", simplify=True)


async def _until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(LIMIT):
        while not condition():
            await pilot.pause()
    await pilot.pause()


_TEXT = re.compile(r'<text class="(.*?)" x="(.*?)" y="(.*?)" textLength="(.*?)" clip-path="(.*?)">([^<]*)</text>')


def _with_wide_characters(svg: str) -> str:
    """Give each run of wide characters its own place and width."""
    return _TEXT.sub(_runs, svg)


def _runs(found: re.Match[str]) -> str:
    role, left, y, length, clip, escaped = found.groups()
    text = unescape(escaped)
    if cell_len(text) == len(text):
        return found[0]
    cell, x = float(length) / len(text), float(left)
    runs = []
    for _width, characters in groupby(text, key=cell_len):
        run = "".join(characters)
        width = cell * cell_len(run)
        shown = escape(run, quote=False).replace("\xa0", "&#160;")
        runs.append(f'<text class="{role}" x="{x:g}" y="{y}" textLength="{width:g}" clip-path="{clip}">{shown}</text>')
        x += width
    return "".join(runs)


def _without_fetched_fonts(svg: str) -> str:
    """Without the font faces, and the empty lines they leave."""
    kept = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    return re.sub(r"\s*\n(\s*\n)*", "\n", kept)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    target.write_text(picture(), encoding="utf-8")
