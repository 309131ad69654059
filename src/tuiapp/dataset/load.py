"""Loads a dataset: reads its files, checks them, and resolves every name, number and date in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tuiapp.dataset.base import read_base
from tuiapp.dataset.drafts import EventDraft, read_drafts
from tuiapp.dataset.events import resolve_event
from tuiapp.dataset.files import Files, event_files
from tuiapp.dataset.links import Link, Parent, check_links, duplicate_event, edition_key
from tuiapp.dataset.resolved import Dataset, Event


def load(path: Path) -> Dataset:
    """The dataset in a folder, all of it at once.

    Raises:
        DatasetError: it is invalid; the error has all problems of all files.
        OSError: the folder or a file in it cannot be read.
    """
    next(path.iterdir(), None)  # a folder that is not there is no invalid dataset
    files = Files(path)
    base = read_base(files)
    look = base.lookups(files)
    drafts: dict[str, EventDraft] = {}
    broken: set[str] = set()
    for file in event_files(path):
        for drafted in read_drafts(files, file):
            if drafted.broken is not None:
                broken.add(drafted.broken)
            draft = drafted.draft
            if draft is None:
                continue
            first = drafts.setdefault(draft.entry.id, draft)
            if first is not draft:
                message = duplicate_event(draft.entry.id, first.where.file)
                files.wrong(file, (*draft.where.keys, "id"), message)
    known = _Known(drafts)
    check_links(known, known.links(), known.parents(), broken, files.wrong)
    events = [resolve_event(look, drafts[id_]) for id_ in sorted(drafts)]
    if base.about is None or files.has_problems():
        raise files.error()
    return Dataset(
        path=path,
        title=base.about.title,
        version=base.about.version,
        licence=base.about.licence,
        format=base.about.format,
        regions=base.regions,
        sectors=base.sectors,
        indicators=base.indicators,
        rates=base.rates,
        events=tuple(known.linked(event) for event in events),
        files=files.names,
    )


class _Known:
    """The events and signings of drafts."""

    def __init__(self, drafts: dict[str, EventDraft]) -> None:
        self._drafts = drafts
        self._wholes = {
            signing.id: signing.whole.id if signing.whole else signing.outer
            for draft in drafts.values()
            for signing in draft.signings
        }

    def event_ids(self) -> list[str]:
        return list(self._drafts)

    def has_event(self, event: str) -> bool:
        return event in self._drafts

    def local_ids(self, event: str) -> list[str]:
        return [signing.id.partition("/")[2] for signing in self._drafts[event].signings]

    def whole_of(self, signing: str) -> str | None:
        return self._wholes[signing]

    def edition_of(self, event: str) -> tuple[str | None, int | None, str | None]:
        entry = self._drafts[event].entry
        return entry.series, entry.edition, entry.parent

    def links(self) -> Iterator[Link]:
        for draft in self._drafts.values():
            yield from (Link(one.id, one.outer, one.where) for one in draft.signings if one.outer is not None)

    def parents(self) -> Iterator[Parent]:
        for id_, draft in self._drafts.items():
            if draft.entry.parent is not None:
                yield Parent(id_, draft.entry.parent, draft.where)

    def linked(self, event: Event) -> Event:
        """The event with what its parents and the wholes of its signings in other events make of it."""
        if event.parent is not None:
            event = event._replace(edition_key=edition_key(self, event.id))
        if any(draft.outer is not None for draft in self._drafts[event.id].signings):
            signings = (signing._replace(depth=self._depth(signing.id)) for signing in event.signings)
            event = event._replace(signings=tuple(signings))
        return event

    def _depth(self, signing: str) -> int:
        depth, whole = 0, self._wholes[signing]
        while whole is not None:
            depth, whole = depth + 1, self._wholes[whole]
        return depth
