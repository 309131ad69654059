"""What is missing of an event's records: worth knowing, and no finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tuiapp.rules.records import GAPS

if TYPE_CHECKING:
    from tuiapp.catalog.records import Event

_OF_SOURCES = {"no-link": "url", "undated-report": "published"}


class Missing(NamedTuple):
    """One thing that is missing, and of which records."""

    gap: str
    """The id of the check."""
    subjects: tuple[str, ...]
    """The ids of the signings; of the reports where it is missing of a source."""
    names: tuple[str, ...]
    """Their labels, or the publishers."""
    of: int
    """How many there are."""

    @property
    def of_sources(self) -> bool:
        """Whether it is missing of sources, not of signings."""
        return self.gap in _OF_SOURCES


def missing(event: Event) -> list[Missing]:
    """All that is missing of an event's signings and sources, the weightiest first."""
    found = []
    for gap in GAPS:
        if gap in _OF_SOURCES:
            records = [(one.id, one.publisher) for one in event.reports if not getattr(one, _OF_SOURCES[gap])]
            of = len(event.reports)
        else:
            records = [(one.id, one.label) for one in event.signings if gap in one.gaps]
            of = len(event.signings)
        if records:
            subjects, names = zip(*records, strict=True)
            found.append(Missing(gap, subjects, names, of))
    return found
