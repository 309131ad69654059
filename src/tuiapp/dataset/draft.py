"""The smallest event that a dataset takes, made of a few answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, get_args

from tuiapp.dataset.base import read_base
from tuiapp.dataset.files import Files, event_files
from tuiapp.dataset.models import EventEntry, EventKind, PublisherKind, ReportEntry, SigningEntry
from tuiapp.dataset.names import RegionNames
from tuiapp.dataset.slugs import slug
from tuiapp.i18n import _
from tuiapp.values.dates import DateError, Period
from tuiapp.values.parse import parse_amount, parse_count
from tuiapp.values.quantity import QuantityError

_EVENT_ID = re.compile(r'^\s*id\s*=\s*"([^"]+)"', re.MULTILINE)


class Question(NamedTuple):
    """Something that has to be known of an event, or may be."""

    key: str
    ask: str
    """The question as a person is asked it."""
    required: bool
    check: Callable[[str], object]
    """Raises a ValueError whose message says what is accepted."""


def questions(root: Path) -> tuple[Question, ...]:
    """What to ask for an event of this dataset, in order.

    Raises:
        DatasetError: the dataset is of a newer format.
        OSError: it cannot be read.
    """
    regions = RegionNames(read_base(Files(root)).regions)
    return (
        Question("name", _("Name of the event"), True, _some),
        Question("kind", _("Kind: {kinds}").format(kinds=", ".join(get_args(EventKind))), True, _one_of(EventKind)),
        Question("dates", _("Day, days or span: 2024-03-18, 2024-03-18/2024-03-20, 2024-01/2024-06"), True, _dates),
        Question("region", _("Whose projects: a region, never the venue"), True, regions.region),
        Question("publisher", _("Publisher of the report"), True, _some),
        Question(
            "publisher_kind",
            _("Kind of publisher: {kinds}").format(kinds=", ".join(get_args(PublisherKind))),
            True,
            _one_of(PublisherKind),
        ),
        Question("label", _("What was signed, in a few words"), False, _some),
        Question("count", _("How many, as printed"), False, _quantity(parse_count)),
        Question("investment", _("How much, as printed"), False, _quantity(parse_amount)),
    )


class Draft(NamedTuple):
    """An event to begin with."""

    id: str
    toml: str
    """Its text, with what most events have besides as comments to fill in."""


def draft(root: Path, answers: dict[str, str]) -> Draft:
    """The event as TOML, its id made of its name and unlike any in the dataset.

    Args:
        root: the dataset's folder.
        answers: to the questions, by key; each passes its check.

    Raises:
        OSError: the dataset cannot be read.
    """
    from tuiapp.dataset.write import to_template

    given = {key: answers[key] for key in ("label", "count", "investment") if answers.get(key)}
    signing = [SigningEntry.model_validate({"id": "all", "label": _("Projects"), **given})] if given else []
    report = ReportEntry.model_validate(
        {"id": "report", "publisher": answers["publisher"], "publisher_kind": answers["publisher_kind"]}
    )
    event = EventEntry.model_validate(
        {
            "id": _new_id(root, answers["name"], answers["dates"]),
            **{key: answers[key] for key in ("name", "kind", "dates", "region")},
            "report": [report],
            "signing": signing,
        }
    )
    return Draft(event.id, to_template(event, _missing()))


def _missing() -> dict[str, list[str]]:
    """What most reports and signings have besides: lines to fill in, or to take out."""
    return {
        "report": [
            'title = "…"  # ' + _("the page's own"),
            'url = "https://…"  # ' + _("never a copy's: then seen_on_copy = true"),
            "published = 2024-03-19",
            'language = "zh"  # ' + _("en without it"),
        ],
        "signing": ['status = "signed"  # ' + _("as the source says: planned, started, …"), 'sectors = ["…"]'],
    }


def _new_id(root: Path, name: str, dates: str) -> str:
    """The name's slug, with the year where it has none, and a number where an event is called so already."""
    taken = {
        id_ for file in event_files(root) for id_ in _EVENT_ID.findall((root / file).read_text("utf-8", "replace"))
    }
    year = str(Period.parse(dates).last.year)
    stem = slug(name) or "event"
    stem = stem if year in stem else f"{stem}-{year}"
    number = 1
    while (made := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return made


def _some(text: str) -> object:
    if not text.strip():
        raise ValueError(_("nothing is written"))
    return text


def _one_of(kinds: object) -> Callable[[str], object]:
    accepted = get_args(kinds)

    def check(text: str) -> object:
        if text not in accepted:
            raise ValueError(_("`{text}` is none; accepted: {known}").format(text=text, known=", ".join(accepted)))
        return text

    return check


def _dates(text: str) -> object:
    try:
        return Period.parse(text)
    except DateError as error:
        raise ValueError(str(error)) from error


def _quantity(parse: Callable[[str], object]) -> Callable[[str], object]:
    def check(text: str) -> object:
        try:
            return parse(text)
        except QuantityError as error:
            raise ValueError(str(error)) from error

    return check
