"""Whose projects they are: not those of the place where a fair is held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuiapp.i18n import _
from tuiapp.rules.checks.registry import Check, Context, EventRule, Fault
from tuiapp.rules.checks.words import quoted
from tuiapp.rules.containment import lies_in
from tuiapp.rules.facts import EventFacts, SigningFacts, Venue

_FAIRS = ("fair", "expo")
_NATIONAL = re.compile(r"\bChina\b|\bNational\b|中国|中國|全国|全國")


def find_venue_region(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """A whole of a national fair that is filed under the place where the fair is held."""
    if event.kind not in _FAIRS or not _NATIONAL.search(event.name):
        return
    for venue in event.venues:
        # `China Changzhou Fair`, `China (Taizhou) Expo`: the place is in the name, the fair is its own.
        if any(name in event.name for name in venue.names[1:]):
            continue
        filed: dict[str, SigningFacts] = {}
        for signing in event.signings:
            if (region := _region_of(signing, venue)) is not None:
                filed.setdefault(region, signing)
        for region, signing in filed.items():
            message = _("{event} was held in {venue}, and {label} is filed under {region}")
            text = message.format(
                event=quoted(event.name), venue=venue.names[-1], label=quoted(signing.label), region=region
            )
            yield Fault(event.id, text)


def _region_of(signing: SigningFacts, venue: Venue) -> str | None:
    """The name of the venue's city, province or zone, if a whole is filed under it and does not say so itself."""
    if signing.part_of is not None or len(signing.regions) != 1:
        return None
    (region,) = signing.regions
    if len(region) < 2 or not lies_in(venue.path, region):
        return None
    name = venue.names[len(region) - 1]
    return None if name in signing.label else name


RULES = (
    EventRule(
        Check(
            "venue-region",
            "warning",
            _("A national fair’s total filed under its venue"),
            _(
                "The fair is China’s by its name, and what was signed there is filed under the city or the province"
                " where it was held, though the label does not say that it is theirs alone."
            ),
        ),
        find_venue_region,
    ),
)
