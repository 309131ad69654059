"""Writes events as TOML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import indent

import tomli_w

from tuiapp.dataset.models import EventEntry


def to_toml(events: Iterable[EventEntry]) -> str:
    """The text of a file of events; reading it gives equal entries.

    Keys come in the models' order; what is left at its default is left out; a short part is written inside its whole.
    """
    tables = [event.model_dump(exclude_defaults=True) for event in events]
    return tomli_w.dumps({"event": tables})


def to_template(event: EventEntry, missing: Mapping[str, Iterable[str]]) -> str:
    """The text of one event, each report and signing a table of its own; reading it gives an equal entry.

    Args:
        event: what is known.
        missing: lines, by `report` or `signing`, that stand as comments under each table of these, to be filled in.
    """
    fields = event.model_dump(exclude_defaults=True)
    inner = {key: fields.pop(key, []) for key in ("report", "signing")}
    text = f"[[event]]\n{tomli_w.dumps(fields)}"
    for key, tables in inner.items():
        comments = "".join(f"# {line}\n" for line in missing.get(key, ()))
        text += "".join(indent(f"\n[[event.{key}]]\n{tomli_w.dumps(table)}{comments}", "  ") for table in tables)
    return text
