"""Events and signings on their way: with global ids and linked to their wholes, their values not yet looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tuiapp.dataset.files import Files
from tuiapp.dataset.models import EventEntry, SigningEntry
from tuiapp.dataset.resolved import KeyPath, Where
from tuiapp.dataset.shape import read_entries
from tuiapp.dataset.slugs import slug
from tuiapp.i18n import _
from tuiapp.values.near import nearest


@dataclass(slots=True, eq=False)
class SigningDraft:
    """A signing as written, with its place in the tree of wholes and parts."""

    id: str
    entry: SigningEntry
    where: Where
    whole: SigningDraft | None
    split: str | None
    nested: bool
    """Whether it is written inside its whole."""
    parts: list[SigningDraft] = field(default_factory=list)

    @property
    def event(self) -> str:
        """The id of its event."""
        return self.id.partition("/")[0]

    @property
    def depth(self) -> int:
        """How many wholes it is inside of."""
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
        """Each whole, then its parts in this event, in the file's order."""
        stack = [one for one in reversed(self.signings) if one.whole is None or one.whole.event != one.event]
        while stack:
            draft = stack.pop()
            yield draft
            stack.extend(part for part in reversed(draft.parts) if part.event == draft.event)

    def take(self, files: Files, where: Where, key: str | KeyPath, id: str, what: str) -> None:
        """Use an id in this event; one that is taken already is remembered as a problem."""
        if id in self.taken:
            message = _("the id `{id}` is taken by a {what} of this event; another `id` tells them apart")
            keys = key if isinstance(key, tuple) else (key,)
            files.wrong(where.file, (*where.keys, *keys), message.format(id=id, what=self.taken[id]))
        self.taken.setdefault(id, what)


def read_drafts(files: Files, names: Sequence[str]) -> dict[str, EventDraft]:
    """All events of these files by id, their signings linked to their wholes."""
    drafts: dict[str, EventDraft] = {}
    broken: set[str] = set()
    for file in names:
        for index, entry, raw, whole in read_entries(files, file, "event", EventEntry):
            if not whole:
                broken.add(str(raw.get("id")) if isinstance(raw, dict) else "")
            if entry is None:
                continue
            if entry.id in drafts:
                first = drafts[entry.id].where.file
                message = _("the id `{id}` is taken by an event in {file}").format(id=entry.id, file=first)
                files.wrong(file, ("event", index, "id"), message)
            else:
                drafts[entry.id] = _event(files, entry, Where(file, ("event", index)))
    _link(files, drafts, broken)
    return drafts


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


def _link(files: Files, drafts: Mapping[str, EventDraft], broken: set[str]) -> None:
    """Find the whole of every signing that names one."""
    signings = {signing.id: signing for event in drafts.values() for signing in event.signings}
    for event in drafts.values():
        for draft in event.signings:
            _link_one(files, draft, signings, drafts, broken)
    for draft in signings.values():
        _cut_cycle(files, draft)


def _link_one(
    files: Files,
    draft: SigningDraft,
    signings: Mapping[str, SigningDraft],
    drafts: Mapping[str, EventDraft],
    broken: set[str],
) -> None:
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
    whole = signings.get(target)
    if whole is not None:
        draft.whole, draft.split = whole, entry.in_split
        whole.parts.append(draft)
    elif target.partition("/")[0] not in broken:
        files.wrong(where.file, keys, _no_signing(entry.part_of, target, drafts))


def _no_signing(stated: str, target: str, drafts: Mapping[str, EventDraft]) -> str:
    """That there is no such signing, and the nearest one in its event, or the nearest event."""
    id, _slash, local = target.partition("/")
    event = drafts.get(id)
    if event is None:
        near = nearest(id, drafts)
        return _("no event `{id}`").format(id=id) + (_("; nearest: `{near}`").format(near=near) if near else "")
    near = nearest(local, [one.id.partition("/")[2] for one in event.signings])
    if near is None:
        return _("no signing `{id}`; accepted: the id of a signing of this event, or `event/signing`").format(id=stated)
    near = near if "/" not in stated else f"{id}/{near}"
    return _("no signing `{id}`; nearest: `{near}`").format(id=stated, near=near)


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
