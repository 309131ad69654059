"""The one pass over all events: what they print is held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tuiapp.compiler.findings import Judged, Judgement, acknowledge, context_of, judge, notes_across
from tuiapp.compiler.money import Conversions
from tuiapp.dataset.resolved import Dataset, Event, Region, Signing
from tuiapp.rules.checks import across
from tuiapp.rules.checks.across import Batch
from tuiapp.rules.facts import Finding
from tuiapp.rules.records import RegionPath

Groups = Mapping[str, tuple[RegionPath, ...]]
"""The paths of the members of each named group, by its id: the group itself is on no path to them."""


def judge_all(dataset: Dataset) -> dict[str, Judgement]:
    """What checks say of each event, by its id: of itself, and then held against others."""
    elsewhere = _judge_across(dataset)
    judgements = {event.id: judge(event, dataset.rates) for event in dataset.events}
    return {id_: one._replace(findings=[*one.findings, *elsewhere[id_]]) for id_, one in judgements.items()}


def _judge_across(dataset: Dataset) -> dict[str, list[Judged]]:
    all_batches = list(batches(dataset.events, groups_of(dataset.regions), Conversions(dataset.rates)))
    found: dict[str, list[Finding]] = {}
    for finding in across.run(all_batches, context_of(dataset.rates)):
        found.setdefault(finding.subject.partition("/")[0], []).append(finding)
    return {event.id: acknowledge(found.get(event.id, ()), notes_across(event)) for event in dataset.events}


def groups_of(regions: Sequence[Region]) -> Groups:
    """The named groups among all regions."""
    paths = {region.id: region.path for region in regions}
    return {region.id: tuple(paths[member] for member in region.members) for region in regions if region.members}


def batches(events: Iterable[Event], groups: Groups, conversions: Conversions) -> Iterator[Batch]:
    """All signings as the checks across events look at them."""
    for event in events:
        for signing in event.signings:
            yield _batch(event, signing, groups, conversions)


def _batch(event: Event, signing: Signing, groups: Groups, conversions: Conversions) -> Batch:
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
        cny=conversions.yuan(signing.investment, signing.when.last.year).yuan,
        threshold=signing.threshold_text,
        sectors=tuple(sector.id for sector in signing.sectors),
        counterparts=tuple(region.id for region in signing.counterparts),
        yoy_count=signing.yoy_count,
        yoy_investment=signing.yoy_investment,
    )
