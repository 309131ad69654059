"""Builds the region tree and the sector taxonomy from their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tuiapp.dataset.files import REGIONS, SECTORS, Files
from tuiapp.dataset.names import RegionNames, SectorNames, UnclearNameError, name_key, unknown
from tuiapp.dataset.resolved import KeyPath, Region, Sector
from tuiapp.dataset.shape import Read, entries, read_entries, shaped
from tuiapp.dataset.slugs import slug
from tuiapp.dataset.tables import RegionEntry, SectorEntry, SectorsFile
from tuiapp.i18n import _

_REGION_LEVELS = 8
"""Country, province, city and zones in zones; a tree that goes deeper is a mistake."""
_SECTOR_LEVELS = 2
_Entry = TypeVar("_Entry", RegionEntry, SectorEntry)


@dataclass(slots=True)
class _Node(Generic[_Entry]):
    """An entry on its way into a tree."""

    id: str
    entry: _Entry
    keys: KeyPath
    children: list[_Node[_Entry]]
    path: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def read_regions(files: Files) -> tuple[Region, ...]:
    """The region tree in preorder; malformed entries are left out and remembered as problems."""
    roots = _tree(files, REGIONS, "region", read_entries(files, REGIONS, "region", RegionEntry), _REGION_LEVELS)
    nodes = list(_preorder(roots))
    ranks = {node.id: rank for rank, node in enumerate(nodes)}
    regions = [
        Region(
            id=node.id,
            name=node.entry.name,
            name_zh=node.entry.name_zh,
            kind=node.entry.kind,
            path=node.path,
            names=node.names,
            rank=ranks[node.id],
            last=ranks[node.id] + _size(node) - 1,
            code=node.entry.code,
            latitude=node.entry.at[0] if node.entry.at else None,
            longitude=node.entry.at[1] if node.entry.at else None,
            aliases=node.entry.aliases,
            municipality=node.entry.municipality,
        )
        for node in nodes
    ]
    _check_siblings(files, nodes)
    return tuple(_with_members(files, nodes, regions))


def read_sectors(files: Files) -> tuple[tuple[Sector, ...], tuple[str, ...]]:
    """The taxonomy in preorder, and the wordings that name no sector; what is malformed is left out and remembered."""
    raw = files.read(SECTORS)
    if raw is None:
        return (), ()
    reads = entries(files, SECTORS, raw, "sector", SectorEntry, beside=("unmapped",))
    roots = _tree(files, SECTORS, "sector", reads, _SECTOR_LEVELS)
    sectors = tuple(
        Sector(node.id, node.entry.name, node.entry.name_zh, node.path, node.entry.aliases) for node in _preorder(roots)
    )
    beside = shaped(files, SECTORS, SectorsFile, {"unmapped": raw.get("unmapped", [])})
    unmapped = beside.unmapped if beside else ()
    _check_unmapped(files, sectors, unmapped)
    return sectors, unmapped


def _check_unmapped(files: Files, sectors: Sequence[Sector], unmapped: Sequence[str]) -> None:
    """A wording cannot both name a sector and name none."""
    names = SectorNames(sectors)
    for index, wording in enumerate(unmapped):
        try:
            named = names.sectors(wording)
        except UnclearNameError:
            continue
        ids = ", ".join(f"`{sector.id}`" for sector in named)
        message = _("`{name}` means {sectors}; listed here is what names no sector")
        files.wrong(SECTORS, ("unmapped", index), message.format(name=wording, sectors=ids))


def _tree(files: Files, file: str, key: str, reads: Iterable[Read[_Entry]], levels: int) -> list[_Node[_Entry]]:
    """The roots of a file's tree of so many levels; each entry comes after the one it lies in."""
    nodes: dict[str, _Node[_Entry]] = {}
    called: dict[str, list[_Node[_Entry]]] = {}
    roots: list[_Node[_Entry]] = []
    for index, entry, _raw, _whole in reads:
        if entry is None:
            continue
        node: _Node[_Entry] = _Node(entry.id or slug(entry.name), entry, (key, index), [])
        if not node.id:
            files.wrong(file, (*node.keys, "name"), _("the name has no letters for an id; `id` says it"))
            continue
        if node.id in nodes:
            message = _("the id `{id}` is taken by `{name}`; another `id` tells them apart")
            name = "/".join(nodes[node.id].names)
            files.wrong(file, (*node.keys, "id" if entry.id else "name"), message.format(id=node.id, name=name))
            continue
        try:
            parent = _parent(entry.within, nodes, called)
        except UnclearNameError as problem:
            files.wrong(file, (*node.keys, "within"), str(problem))
            continue
        if parent is not None and len(parent.path) == levels:
            message = _("`{name}` is on level {levels}, below which there is none")
            files.wrong(file, (*node.keys, "within"), message.format(name=entry.within, levels=levels))
            continue
        above = roots
        if parent is not None:
            node.path, node.names, above = parent.path, parent.names, parent.children
        node.path, node.names = (*node.path, node.id), (*node.names, entry.name)
        above.append(node)
        nodes[node.id] = node
        called.setdefault(name_key(entry.name), []).append(node)
    return roots


def _parent(
    within: str | None, nodes: dict[str, _Node[_Entry]], called: dict[str, list[_Node[_Entry]]]
) -> _Node[_Entry] | None:
    if within is None:
        return None
    if within in nodes:
        return nodes[within]
    found = called.get(name_key(within), [])
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"`{node.id}`" for node in found)
        raise UnclearNameError(_("`{name}` is the name of several: {paths}").format(name=within, paths=ids))
    raise unknown(_("nothing above is called"), within, [*nodes, *(node.entry.name for node in nodes.values())])


def _preorder(roots: Sequence[_Node[_Entry]]) -> Iterator[_Node[_Entry]]:
    for node in roots:
        yield node
        yield from _preorder(node.children)


def _size(node: _Node[_Entry]) -> int:
    return 1 + sum(map(_size, node.children))


def _check_siblings(files: Files, nodes: Sequence[_Node[RegionEntry]]) -> None:
    """Two regions of one name in one place could never be told apart by a path."""
    seen: dict[tuple[tuple[str, ...], str], str] = {}
    for node in nodes:
        place = (node.path[:-1], name_key(node.entry.name))
        if place in seen:
            message = _("`{name}` is in the tree already, as `{id}`")
            files.wrong(REGIONS, (*node.keys, "name"), message.format(name="/".join(node.names), id=seen[place]))
        seen.setdefault(place, node.id)


def _with_members(files: Files, nodes: Sequence[_Node[RegionEntry]], regions: list[Region]) -> Iterator[Region]:
    names = RegionNames(regions)
    listed = {}
    for node in nodes:
        if node.entry.members:
            members = look_up(files, REGIONS, (*node.keys, "members"), names.region, node.entry.members)
            listed[node.id] = [member.id for member in members]
    for region in regions:
        yield replace(region, members=tuple(_in_group(region.id, listed))) if region.id in listed else region


def _in_group(group: str, listed: Mapping[str, Sequence[str]]) -> list[str]:
    """All that lies in a group, each once: its members, and what lies in those of them that are groups."""
    found = dict.fromkeys(listed[group])
    waiting = list(found)
    for member in waiting:
        new = [one for one in listed.get(member, ()) if one not in found and one != group]
        found.update(dict.fromkeys(new))
        waiting += new  # a group that lies in itself, by way of others, ends here
    return list(found)


_Found = TypeVar("_Found")


def look_up(
    files: Files, file: str, keys: KeyPath, find: Callable[[str], _Found], names: Sequence[str]
) -> tuple[_Found, ...]:
    """What the names in a list mean; those that mean nothing are left out and remembered as problems."""
    found = []
    for index, name in enumerate(names):
        try:
            found.append(find(name))
        except UnclearNameError as problem:
            files.wrong(file, (*keys, index), str(problem))
    return tuple(found)
