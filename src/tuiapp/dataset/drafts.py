"""Events and signings on their way: with global ids and linked to their wholes, their values not yet looked up.

An event is drafted on its own, whatever else is in the dataset. A whole in another event and a parent are remembered
by their ids alone; `tuiapp.dataset.links` looks whether they are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tuiapp.dataset.files import Files
from tuiapp.dataset.links import no_signing
from tuiapp.dataset.models import EventEntry, SigningEntry
from tuiapp.dataset.resolved import KeyPath, Where
from tuiapp.dataset.shape import entries
from tuiapp.dataset.slugs import slug
from tuiapp.i18n import _


@dataclass(slots=True, eq=False)
class SigningDraft:
    """A signing as written, with its place in the tree of wholes and parts."""

    id: str
    entry: SigningEntry
    where: Where
    whole: SigningDraft | None
    """The whole it is inside, where that is in the same event."""
    split: str | None
    nested: bool
    """Whether it is written inside its whole."""
    outer: str | None = None
    """The global id of the whole it is inside, where that is in another event."""
    parts: list[SigningDraft] = field(default_factory=list)

    @property
    def event(self) -> str:
        """The id of its event."""
        return self.id.partition("/")[0]

    @property
    def depth(self) -> int:
        """How many wholes of its event it is inside of."""
        depth, whole = 0, self.whole
        while whole is not None:
            depth, whole = depth + 1, whole.whole
        return depth


@dataclass(slots=True, eq=False)
class EventDraft:
    """An event as written, with all its signings in the file's order."""

    entry: EventEntry
    where: Where
    signings: list[SigningDraft] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    """The local ids in use, with what uses each."""

    def in_tree_order(self) -> Iterator[SigningDraft]:
        """Each whole, then its parts, in the file's order."""
        stack = [one for one in reversed(self.signings) if one.whole is None]
        while stack:
            draft = stack.pop()
            yield draft
            stack.extend(reversed(draft.parts))

    def take(self, files: Files, where: Where, key: str | KeyPath, id: str, what: str) -> None:
        """Use an id in this event; one that is taken already is remembered as a problem."""
        if id in self.taken:
            message = _("the id `{id}` is taken by a {what} of this event; another `id` tells them apart")
            keys = key if isinstance(key, tuple) else (key,)
            files.wrong(where.file, (*where.keys, *keys), message.format(id=id, what=self.taken[id]))
        self.taken.setdefault(id, what)


class Drafted(NamedTuple):
    """One table of a file of events."""

    draft: EventDraft | None
    """None where so much of it is malformed that nothing can be looked up in it."""
    broken: str | None
    """Of a malformed table: the id that stands in it, or no text at all."""
    raw: Any
    """The table as parsed."""
    share: float
    """How much of the file is read with it, from 0 to 1."""


def read_drafts(files: Files, file: str) -> Iterator[Drafted]:
    """The events of a file, their signings linked to the wholes in the same event."""
    raw = files.read(file)
    if raw is None:
        return
    tables: list[Any] = raw.get("event", [])
    for index, entry, table, whole in entries(files, file, raw, "event", EventEntry):
        broken = None if whole else str(table.get("id")) if isinstance(table, dict) else ""
        draft = None if entry is None else _event(files, entry, Where(file, ("event", index)))
        if draft is not None:
            _link(files, draft, whole=whole)
        yield Drafted(draft, broken, table, (index + 1) / len(tables))


def _event(files: Files, entry: EventEntry, where: Where) -> EventDraft:
    draft = EventDraft(entry, where)
    for index, report in enumerate(entry.report):
        draft.take(files, Where(where.file, (*where.keys, "report", index)), "id", report.id, _("report"))
    for index, signing in enumerate(entry.signing):
        _signing(files, draft, signing, (*where.keys, "signing", index), None, None)
    for index, figure in enumerate(entry.figure):
        draft.take(files, Where(where.file, (*where.keys, "figure", index)), "id", figure.id, _("figure"))
    return draft


def _signing(
    files: Files,
    event: EventDraft,
    entry: SigningEntry,
    keys: KeyPath,
    whole: SigningDraft | None,
    split: str | None,
) -> None:
    where = Where(event.where.file, keys)
    local = _local_id(files, event, entry, where, nested=whole is not None)
    draft = SigningDraft(f"{event.entry.id}/{local}", entry, where, whole, split, whole is not None)
    event.signings.append(draft)
    if whole is not None:
        whole.parts.append(draft)
    for name, parts in entry.split.items():
        for index, part in enumerate(parts):
            _signing(files, event, part, (*keys, "split", name, index), draft, name)
    for index, part in enumerate(entry.of_which):
        _signing(files, event, part, (*keys, "of_which", index), draft, None)


def _local_id(files: Files, event: EventDraft, entry: SigningEntry, where: Where, *, nested: bool) -> str:
    local = entry.id
    if local is None and not nested:
        files.wrong(
            where.file, (*where.keys, "id"), _("missing; every signing that is not written inside another has one")
        )
        # What comes of it is never used, but its parts are looked at.
        return slug(entry.label)
    if local is None:
        local = slug(entry.label)
        if not local:
            message = _("the label has no Latin letters for an id; `id` says it")
            files.wrong(where.file, (*where.keys, "label"), message)
            return local
    event.take(files, where, "id" if entry.id else "label", local, _("signing"))
    return local


def _link(files: Files, event: EventDraft, *, whole: bool) -> None:
    """Find the whole of every signing that names one of its own event."""
    signings = {signing.id: signing for signing in event.signings}
    for draft in event.signings:
        _link_one(files, draft, signings, whole=whole)
    for draft in signings.values():
        _cut_cycle(files, draft)


def _link_one(files: Files, draft: SigningDraft, signings: Mapping[str, SigningDraft], *, whole: bool) -> None:
    entry, where = draft.entry, draft.where
    if entry.in_split is not None and entry.part_of is None:
        files.wrong(where.file, (*where.keys, "in_split"), _("only a signing with `part_of` is in a split"))
    if entry.part_of is None:
        return
    keys = (*where.keys, "part_of")
    if draft.nested:
        files.wrong(where.file, keys, _("a part written inside its whole has no `part_of`"))
        return
    target = entry.part_of if "/" in entry.part_of else f"{draft.event}/{entry.part_of}"
    found = signings.get(target)
    if found is not None:
        draft.whole, draft.split = found, entry.in_split
        found.parts.append(draft)
    elif target.partition("/")[0] != draft.event:
        draft.outer, draft.split = target, entry.in_split
    elif whole:
        # What is malformed in the event's table may have been this very signing.
        files.wrong(where.file, keys, no_signing(entry.part_of, [one.partition("/")[2] for one in signings]))


def _cut_cycle(files: Files, draft: SigningDraft) -> None:
    chain = [draft]
    whole = draft.whole
    while whole is not None and whole is not draft:
        if whole in chain:
            return  # a cycle further up, cut when its own turn comes
        chain.append(whole)
        whole = whole.whole
    if whole is None:
        return
    path = " → ".join(f"`{one.id}`" for one in (*chain, draft))
    culprit = next(one for one in chain if one.entry.part_of is not None)
    message = _("a signing cannot be inside itself: {path}").format(path=path)
    files.wrong(culprit.where.file, (*culprit.where.keys, "part_of"), message)
    assert culprit.whole is not None
    culprit.whole.parts.remove(culprit)
    culprit.whole = None
