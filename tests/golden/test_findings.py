"""What each check finds in the dataset that ships, by name: a check that comes to see more, or less, shows here.

`UPDATE_GOLDEN=1 pytest tests/golden/test_findings.py` writes the list anew; read its diff.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.rules.checks import CHECKS

PATH = Path(__file__).parent / "findings.txt"


def listed(catalog: Catalog) -> Iterator[str]:
    """Each check but those of what is missing, with the records it finds and what a note says of their numbers."""
    events = [row.event.id for row in catalog.events(Query()) if row.findings]
    findings = [one for event in events for one in catalog.event(event).findings]
    for check in CHECKS:
        found = sorted((one for one in findings if one.check == check.id), key=lambda one: one.subject)
        if found or check.severity != "gap":
            yield f"{check.id}: {len(found) or 'nothing'}\n"
        for one in found if check.severity != "gap" else ():
            state = "open" if not one.acknowledged else "used" if one.use else "not used"
            yield f"  {one.subject} ({state})\n"


def test_the_findings_of_each_check(shipped_catalog: Catalog) -> None:
    text = "".join(listed(shipped_catalog))
    if os.environ.get("UPDATE_GOLDEN"):
        PATH.write_text(text, encoding="utf-8")
    assert text == PATH.read_text(encoding="utf-8")
    assert "(open)" not in text
