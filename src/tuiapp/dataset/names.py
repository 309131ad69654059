"""Finds what a name means: an id, a name in English or Chinese, an alias, or a path of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from tuiapp.dataset.resolved import Region, Sector
from tuiapp.i18n import _
from tuiapp.values.near import fold, nearest

_Node = TypeVar("_Node", Region, Sector)


class UnclearNameError(ValueError):
    """A name means nothing, or several things; the message says so, with the nearest name or the candidates."""


def name_key(name: str) -> str:
    """What two spellings of a name have in common: case, accents and the form of the apostrophe are left out."""
    return fold(name.replace("’", "'"))


def unknown(message: str, name: str, known: Iterable[str]) -> UnclearNameError:
    """The problem of a name that means nothing.

    Args:
        message: `no region`, with the kind of thing that was looked for.
        name: what was found.
        known: what is accepted.
    """
    near = nearest(name, known)
    if near is None:
        return UnclearNameError(f"{message} `{name}`")
    return UnclearNameError(_("{message} `{name}`; nearest: `{near}`").format(message=message, name=name, near=near))


def _by_name(pairs: Iterable[tuple[str | None, _Node]]) -> dict[str, list[_Node]]:
    found: dict[str, list[_Node]] = {}
    for name, node in pairs:
        if name:
            nodes = found.setdefault(name_key(name), [])
            if node not in nodes:
                nodes.append(node)
    return found


class RegionNames:
    """Looks regions up, each name once."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self._by_id = {region.id: region for region in regions}
        self._by_name = _by_name(
            (name, region) for region in regions for name in (region.name, region.name_zh, *region.aliases)
        )
        self._spellings = [name for one in regions for name in (one.id, one.name, one.name_zh, *one.aliases) if name]
        self._known: dict[str, Region] = {}

    def region(self, name: str) -> Region:
        """The region of an id, a name, an alias, or a path of them such as `Jiangsu/Suzhou`.

        Raises:
            UnclearNameError: there is none, or there are several.
        """
        region = self._known.get(name)
        if region is None:
            region = self._known[name] = self._look_up(name)
        return region

    def _look_up(self, name: str) -> Region:
        *above, last = [part.strip() for part in name.split("/")]
        called = self._called(last)
        found = [region for region in called if all(self._lies_in(region.path[:-1], part) for part in above)]
        if len(found) > 1 and above:
            # `China/Jilin` is the province, though the city Jilin lies in China as well.
            found = [region for region in found if self._lies_in(region.path[-2:-1], above[-1])] or found
        if len(found) == 1:
            return found[0]
        paths = ", ".join(f"`{'/'.join(region.names)}`" for region in found or called)
        if found:
            raise UnclearNameError(_("`{name}` is the name of several: {paths}").format(name=name, paths=paths))
        if called:
            raise UnclearNameError(_("no region `{name}`; there is {paths}").format(name=name, paths=paths))
        raise unknown(_("no region"), name, self._spellings)

    def _called(self, name: str) -> list[Region]:
        region = self._by_id.get(name)
        return [region] if region else self._by_name.get(name_key(name), [])

    def _lies_in(self, ids: Sequence[str], name: str) -> bool:
        return any(region.id in ids for region in self._called(name))


class SectorNames:
    """Looks sectors up by the wordings of sources, each once.

    Args:
        sectors: the taxonomy.
        unmapped: the wordings that name no sector.
    """

    def __init__(self, sectors: Sequence[Sector], unmapped: Iterable[str] = ()) -> None:
        self._unmapped = {name_key(wording) for wording in unmapped}
        self._by_id = {sector.id: sector for sector in sectors}
        self._by_name = _by_name((name, sector) for sector in sectors for name in (sector.name, sector.name_zh))
        self._by_alias = _by_name((alias, sector) for sector in sectors for alias in sector.aliases)
        self._spellings = [name for one in sectors for name in (one.id, one.name, one.name_zh, *one.aliases) if name]
        self._known: dict[str, tuple[Sector, ...]] = {}

    def sectors(self, wording: str) -> tuple[Sector, ...]:
        """The sectors of an id, a name or an alias; several where several list it, none where it is unmapped.

        Raises:
            UnclearNameError: it is no id, no name, no alias and not unmapped.
        """
        sectors = self._known.get(wording)
        if sectors is None:
            sectors = self._known[wording] = self._look_up(wording)
        return sectors

    def _look_up(self, wording: str) -> tuple[Sector, ...]:
        if wording in self._by_id:
            return (self._by_id[wording],)
        named = self._by_name.get(name_key(wording), [])
        # A group and a sector of it may share a name (数字经济): the sector is meant.
        groups = {id for sector in named for id in sector.path[:-1]}
        found = [sector for sector in named if sector.id not in groups] or self._by_alias.get(name_key(wording), [])
        if not found and name_key(wording) not in self._unmapped:
            raise unknown(_("no sector"), wording, self._spellings)
        return tuple(found)
