"""Parts of documents that are made: between two marks stands what the program says now.

`UPDATE_GOLDEN=1 pytest -n 0 tests/unit/test_docs.py tests/unit/test_dataset_card.py` writes them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path


def compare(path: Path, name: str, made: str) -> None:
    """Compare a part of a document, between its two marks, with what is made now."""
    before, start, rest = re.split(rf"(<!-- {name}: .*-->\n)", path.read_text(encoding="utf-8"))
    _old, end, after = rest.partition(f"<!-- /{name} -->")
    assert end
    text = f"{before}{start}\n{made}\n{end}{after}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    kept = path.read_text(encoding="utf-8")
    assert kept == text, f"{path.name}: the {name} have changed; UPDATE_GOLDEN=1 writes them anew"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: bool = False) -> str:
    """A Markdown table; with `numbers` all columns but the first stand at the right."""
    rule = ("---", *(("--:",) if numbers else ("---",)) * (len(head) - 1))
    lines = [head, rule, *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)
