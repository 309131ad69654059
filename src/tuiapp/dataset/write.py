"""Writes events as TOML."""

from __future__ import annotations

from collections.abc import Iterable

import tomli_w

from tuiapp.dataset.models import EventEntry


def to_toml(events: Iterable[EventEntry]) -> str:
    """The text of a file of events; reading it gives equal entries.

    Keys come in the models' order; what is left at its default is left out; a short part is written inside its whole.
    """
    tables = [event.model_dump(exclude_defaults=True) for event in events]
    return tomli_w.dumps({"event": tables})
