"""What is inside what: stated parts, and the signings of one edition whose regions nest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tuiapp.rules.records import RegionPath, SumRow

Regions = tuple[RegionPath, ...]
Group = tuple[bool, str]
"""What parts of one whole may be added together: `(True, split)`, or `(False, id)` for a loose part."""
Size = tuple[int, int]
"""Yuan and count, 0 where none is printed: what makes one signing larger than another."""


def climb(row: SumRow, known: Mapping[str, SumRow]) -> Iterator[tuple[SumRow, str]]:
    """Each step from a part up to its outermost whole: the part, and the id of the whole it is in.

    A whole that is not in `known` is the last step.

    Raises:
        ValueError: the way up comes back to where it has been.
    """
    passed = {row.id}
    while row.part_of is not None:
        whole = row.part_of
        if whole in passed:
            raise ValueError(f"{whole} is stated to be inside itself")
        passed.add(whole)
        yield row, whole
        above = known.get(whole)
        if above is None:
            return
        row = above


def root_id(row: SumRow, known: Mapping[str, SumRow]) -> str:
    """The id of the outermost whole a signing is inside, its own if it is inside none."""
    if row.part_of is None:
        return row.id
    return [whole for _part, whole in climb(row, known)][-1]


def group_of(part: SumRow) -> Group:
    """The parts of the same whole that this one may be added with."""
    return (False, part.id) if part.split is None else (True, part.split)


def lies_in(region: RegionPath, other: RegionPath) -> bool:
    """Whether a region is the other or inside it."""
    return region[: len(other)] == other


def outline(regions: Regions) -> Regions:
    """The same area without repetition: no region inside another, in a fixed order."""
    if len(regions) < 2:
        return regions
    distinct = set(regions)
    return tuple(sorted(r for r in distinct if not any(r != other and lies_in(r, other) for other in distinct)))


def covers(wide: Regions, narrow: Regions) -> bool:
    """Whether each region of the second lies in one of the first."""
    return bool(narrow) and all(any(lies_in(region, other) for other in wide) for region in narrow)


def is_narrower(regions: Regions, than: Regions) -> bool:
    """Whether an area lies in another and leaves something of it out."""
    return covers(than, regions) and not covers(regions, than)


class Eligible:
    """The signings of one lane that may still be added, and which of them contain which.

    One contains another when it is a whole the other is stated to be inside, at any depth; or when both are of
    one edition, the other's regions are narrower, and it is not itself only a part. Looking up is by edition and
    by the regions above, never by comparing all with all.
    """

    def __init__(self, rows: Iterable[SumRow], known: Mapping[str, SumRow]) -> None:
        self._known = known
        self._ids: set[str] = set()
        self._roots: dict[tuple[str, Regions], dict[str, SumRow]] = {}
        self._areas: dict[str, set[Regions]] = {}
        # By edition and region, the outlines that hold this region.
        self._outlines: dict[tuple[str, RegionPath], set[Regions]] = {}
        self._wider: dict[tuple[str, Regions], tuple[Regions, ...]] = {}
        for row in rows:
            self._ids.add(row.id)
            if row.part_of is None:
                area = outline(row.regions)
                roots = self._roots.setdefault((row.edition, area), {})
                if not roots:
                    self._areas.setdefault(row.edition, set()).add(area)
                    for region in area:
                        self._outlines.setdefault((row.edition, region), set()).add(area)
                roots[row.id] = row

    def remove(self, row: SumRow) -> None:
        """Take out one that cannot be added, so that what is inside it can be tried."""
        self._ids.remove(row.id)
        if row.part_of is None:
            del self._roots[row.edition, outline(row.regions)][row.id]

    def is_free(self, row: SumRow) -> bool:
        """Whether none of these contains it."""
        if row.part_of is not None and any(whole in self._ids for _part, whole in climb(row, self._known)):
            return False
        around = self._areas_around(row)
        return not around or not any(self._roots[row.edition, area] for area in around)

    def finder(self, added: Mapping[str, SumRow], size: Callable[[SumRow], Size]) -> Callable[[SumRow], str | None]:
        """A function from a signing to the id of the added one that contains it, None if none does.

        Of several wholes of one edition it names the largest.
        """
        largest: dict[tuple[str, Regions], SumRow] = {}
        for row in added.values():
            if row.part_of is None:
                place = (row.edition, outline(row.regions))
                largest[place] = min(largest.get(place, row), row, key=lambda r: by_size(r, size))

        def find(row: SumRow) -> str | None:
            while True:
                above: str | None = None
                for _part, whole in climb(row, self._known):
                    if whole in added:
                        return whole
                    if above is None and whole in self._ids:
                        above = whole
                around = [
                    largest[place] for area in self._areas_around(row) if (place := (row.edition, area)) in largest
                ]
                if around:
                    return min(around, key=lambda r: by_size(r, size)).id
                if above is None:
                    return None
                # Its whole may be inside an added one though the part's own regions do not say so.
                row = self._known[above]

        return find

    def _areas_around(self, row: SumRow) -> tuple[Regions, ...]:
        """The areas of wholes of its edition that its own area is strictly inside."""
        areas = self._areas.get(row.edition)
        if areas is None or not row.regions:
            return ()
        area = outline(row.regions)
        if len(areas) == 1 and area in areas:
            return ()  # as in most editions: one area, nothing nests
        place = (row.edition, area)
        if place not in self._wider:
            # What contains the area contains each of its regions: one is enough to look under, the least common.
            places = (self._holding(row.edition, region) for region in area)
            held = min(places, key=lambda holding: sum(map(len, holding)))
            # Outlines hold nothing twice, so two that cover each other are equal.
            wider = (other for areas in held for other in areas if other != area and covers(other, area))
            self._wider[place] = tuple(sorted(wider))
        return self._wider[place]

    def _holding(self, edition: str, region: RegionPath) -> list[set[Regions]]:
        """The areas of wholes of an edition that name a region, or one above it."""
        above = (self._outlines.get((edition, region[:depth])) for depth in range(1, len(region) + 1))
        return [areas for areas in above if areas is not None]


def by_size(row: SumRow, size: Callable[[SumRow], Size]) -> tuple[int, int, str]:
    """Sorts the largest first: by yuan, then by count, then by id."""
    yuan, count = size(row)
    return -yuan, -count, row.id
