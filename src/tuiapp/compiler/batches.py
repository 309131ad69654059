"""Signings as far as those of other events are held against them: from a resolved event, or from the index."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from tuiapp.catalog.packing import unpack_quantity, unpack_ranks
from tuiapp.catalog.rows import lane
from tuiapp.compiler.money import YuanNumbers
from tuiapp.dataset.resolved import Event, Region, Sector, Signing
from tuiapp.rules.checks import across
from tuiapp.rules.checks.across import Batch
from tuiapp.rules.records import RegionPath
from tuiapp.values.dates import Period

Groups = Mapping[str, tuple[RegionPath, ...]]
"""The paths of the members of each named group, by its id: the group itself is on no path to them."""


def groups_of(regions: Sequence[Region]) -> Groups:
    """The named groups among all regions."""
    paths = {region.id: region.path for region in regions}
    return {region.id: tuple(paths[member] for member in region.members) for region in regions if region.members}


def batches(event: Event, groups: Groups, yuan: Mapping[str, YuanNumbers]) -> Iterator[Batch]:
    """The signings of an event as the checks across events look at them; their amounts are given by their ids."""
    for signing in event.signings:
        yield _batch(event, signing, groups, yuan[signing.id].yuan)


RULE_MASK = (1 << len(across.RULES).bit_length()) - 1
"""The bits in the number of a key that say whose it is."""


def number_of(key: str, rule: int) -> int:
    """A key of the rule at a position as a number; that two keys have one number is as good as impossible."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) & ~RULE_MASK | rule


def key_rows(batch: Batch, doc: int) -> set[tuple[int, int, bool]]:
    """The rows of `across_key` of a signing."""
    return {(number_of(key, rule), doc, asks) for rule, key, asks in across.keys(batch)}


def _batch(event: Event, signing: Signing, groups: Groups, yuan: int | None) -> Batch:
    return Batch(
        id=signing.id,
        event=event.id,
        kind=event.kind,
        series=event.series,
        edition=event.edition,
        edition_key=event.edition_key,
        lane=signing.lane,
        status=signing.status,
        when=signing.when,
        first=signing.when.first.toordinal() if signing.when.first else 0,
        last=signing.when.last.toordinal(),
        regions=tuple(path for region in signing.regions for path in groups.get(region.id) or (region.path,)),
        part_of=signing.part_of,
        count=signing.count,
        investment=signing.investment,
        cny=yuan,
        threshold=signing.threshold_text,
        sectors=tuple(sector.id for sector in signing.sectors),
        counterparts=tuple(region.id for region in signing.counterparts),
        yoy_count=signing.yoy_count,
        yoy_investment=signing.yoy_investment,
    )


class BatchRows:
    """The same from the rows of an index, or from those that wait for one."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        regions: Sequence[Region],
        sectors: Sequence[Sector],
        *,
        schema: str,
        number: str,
    ) -> None:
        """Look at nothing yet.

        Args:
            connection: has the rows open.
            regions: all of them, by rank.
            sectors: all of them, by rank.
            schema: the name under which it has the rows.
            number: the column of the narrow table, `t`, by which they are told apart.
        """
        self._connection = connection
        self._schema = schema
        self._number = number
        self._regions = [region.id for region in regions]
        groups = groups_of(regions)
        self._paths = [groups.get(region.id) or (region.path,) for region in regions]
        self._sectors = [sector.id for sector in sectors]

    def select(self, where: str, parameters: Sequence[int | float | str] = ()) -> dict[int, Batch]:
        """Those that meet a condition on `t`, the narrow table, `s`, the wide one, and `e`, the events; by number."""
        sql = (
            f"SELECT {self._number}, s.id, e.id, e.kind, e.series, e.edition, e.edition_key, t.stage, t.measure, "
            't.unit, t.basis, s.status, s."when", t.first, t.last, s.regions, s.part_of, s.count, s.investment, '
            "t.yuan, s.threshold, s.sectors, s.counterparts, s.yoy_count, s.yoy_investment "
            f"FROM {self._schema}.fact AS t JOIN {self._schema}.signing AS s ON s.n = t.n "
            f"JOIN {self._schema}.event AS e ON e.event = t.event WHERE {where}"
        )
        return {number: self._batch(*row) for number, *row in self._connection.execute(sql, parameters)}

    def _batch(
        self,
        id_: str,
        event: str,
        kind: str,
        series: str | None,
        edition: int | None,
        edition_key: str,
        stage: int,
        measure: int,
        unit: int,
        basis: int,
        status: str,
        when: str,
        first: int,
        last: int,
        regions: str,
        part_of: str | None,
        count: str | None,
        investment: str | None,
        yuan: int | None,
        threshold: str | None,
        sectors: str,
        counterparts: str,
        yoy_count: str | None,
        yoy_investment: str | None,
    ) -> Batch:
        return Batch(
            id=id_,
            event=event,
            kind=kind,
            series=series,
            edition=edition,
            edition_key=edition_key,
            lane=lane(stage, measure, unit, basis),
            status=status,
            when=Period.parse(when),
            first=first,
            last=last,
            regions=tuple(path for rank in unpack_ranks(regions) for path in self._paths[rank]),
            part_of=part_of,
            count=unpack_quantity(count),
            investment=unpack_quantity(investment),
            cny=yuan,
            threshold=threshold,
            sectors=tuple(self._sectors[rank] for rank in unpack_ranks(sectors)),
            counterparts=tuple(self._regions[rank] for rank in unpack_ranks(counterparts)),
            yoy_count=unpack_quantity(yoy_count),
            yoy_investment=unpack_quantity(yoy_investment),
        )
