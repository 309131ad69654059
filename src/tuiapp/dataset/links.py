"""Looks at what events name of each other: wholes in another event, parents, ids that two events have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple, Protocol

from tuiapp.dataset.resolved import KeyPath, Where
from tuiapp.i18n import _
from tuiapp.values.near import nearest

Wrong = Callable[[str, KeyPath, str], None]
"""Remembers a problem: its file, its keys, what is wrong."""


class Known(Protocol):
    """The events and signings that there are, wherever they are kept."""

    def event_ids(self) -> Collection[str]:
        """The ids of all events."""

    def has_event(self, event: str) -> bool:
        """Whether there is such an event."""

    def local_ids(self, event: str) -> list[str]:
        """The ids of an event's signings, each without the event's."""

    def whole_of(self, signing: str) -> str | None:
        """The global id of the whole that a signing is stated to be inside, in its event or another; None without one.

        Raises:
            KeyError: there is no such signing.
        """

    def edition_of(self, event: str) -> tuple[str | None, int | None, str | None]:
        """The series, the edition and the parent that an event states.

        Raises:
            KeyError: there is no such event.
        """


class Link(NamedTuple):
    """A signing that is stated to be inside a signing of another event."""

    signing: str
    whole: str
    where: Where


class Parent(NamedTuple):
    """An event that is stated to be a part of another."""

    event: str
    parent: str
    where: Where


def check_links(known: Known, links: Iterable[Link], parents: Iterable[Parent], broken: set[str], wrong: Wrong) -> None:
    """Remember each link to what is not there, and each that leads back to where it began.

    Args:
        known: all events and signings.
        links: from signings to their wholes in other events.
        parents: from events to their parents.
        broken: the ids of events whose tables are malformed: what is missing in them is no further problem.
        wrong: remembers a problem.
    """
    told: set[str] = set()
    for link in links:
        keys = (*link.where.keys, "part_of")
        cycle = _cycle(known, link)
        if cycle and link.signing not in told:  # else another link of the same cycle has been told of
            told.update(cycle)
            path = " → ".join(f"`{id_}`" for id_ in cycle)
            wrong(link.where.file, keys, _("a signing cannot be inside itself: {path}").format(path=path))
        elif not cycle and not _is_known(known, link.whole) and link.whole.partition("/")[0] not in broken:
            wrong(link.where.file, keys, _no_whole(known, link.whole))
    for parent in parents:
        keys = (*parent.where.keys, "parent")
        if not known.has_event(parent.parent):
            wrong(parent.where.file, keys, _no_event(known, parent.parent))
        else:
            path_up = list(_upwards(known, parent.event))
            if path_up[-1] in path_up[:-1]:
                path = " → ".join(f"`{id_}`" for id_ in path_up)
                wrong(parent.where.file, keys, _("an event cannot be its own parent: {path}").format(path=path))


def edition_key(known: Known, event: str) -> str:
    """What all events of one edition share: the series and number of the event or of the nearest parent with them.

    Else it is the id of the outermost parent; the event's own where its parents lead back to it.
    """
    *path, last = _upwards(known, event)
    if last in path:
        return event
    series, edition, _parent = known.edition_of(last)
    return last if series is None or edition is None else f"{series}/{edition}"


def no_signing(stated: str, local_ids: Collection[str]) -> str:
    """The message that an event has no such signing, with the nearest that it has.

    Args:
        stated: as the dataset names it, with its event or without.
        local_ids: the signings of the event that is meant.
    """
    event, slash, local = stated.rpartition("/")
    near = nearest(local, local_ids)
    if near is None:
        message = _("no signing `{id}`; accepted: the id of a signing of this event, or `event/signing`")
        return message.format(id=stated)
    return _("no signing `{id}`; nearest: `{near}`").format(id=stated, near=f"{event}{slash}{near}")


def duplicate_event(event: str, file: str) -> str:
    """The message that an event's id is taken by one in a file."""
    return _("the id `{id}` is taken by an event in {file}").format(id=event, file=file)


def _no_event(known: Known, event: str) -> str:
    ids = known.event_ids()
    near = nearest(event, ids)
    if near:
        return _("no event `{id}`; nearest: `{near}`").format(id=event, near=near)
    return _("no event `{id}`; accepted: {known}").format(id=event, known=", ".join(f"`{id_}`" for id_ in ids))


def _no_whole(known: Known, whole: str) -> str:
    event = whole.partition("/")[0]
    if known.has_event(event):
        return no_signing(whole, known.local_ids(event))
    near = nearest(event, known.event_ids())
    return _("no event `{id}`").format(id=event) + (_("; nearest: `{near}`").format(near=near) if near else "")


def _is_known(known: Known, signing: str) -> bool:
    try:
        known.whole_of(signing)
    except KeyError:
        return False
    return True


def _cycle(known: Known, link: Link) -> list[str]:
    """The way from a part up to itself; empty where it leads elsewhere."""
    path = [link.signing]
    above: str | None = link.whole
    while above is not None and above not in path:
        path.append(above)
        try:
            above = known.whole_of(above)
        except KeyError:
            return []
    return [*path, above] if above == link.signing else []


def _upwards(known: Known, event: str) -> Iterator[str]:
    """An event and the parents above it up to the first with a series and a number; one that returns is the last."""
    seen: set[str] = set()
    above: str | None = event
    while above is not None and known.has_event(above):
        yield above
        series, edition, parent = known.edition_of(above)
        if above in seen or (series is not None and edition is not None):
            return
        seen.add(above)
        above = parent
