"""Writes a synthetic dataset of any size, for measuring. Nothing in it happened, and it says so.

    python tests/benchmarks/synthetic.py SIGNINGS FILES FOLDER [SEED]

The same arguments write the same bytes. Regions, sectors, indicators and rates are those of `tests/fixed`. The shares
are those of collected press reports: about half of the signings are parts, 18 % period totals, 30 % have no amount,
14 % name several sectors, a third are told in Chinese; some contradict themselves, some are told by two reports, some
are parts of a whole in another file, some events are editions of a series or have a parent.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import tomli

TITLE = "Synthetic signings, for measuring: nothing in it happened"
SHARED = ("regions", "sectors", "indicators", "rates")

_MOST_PER_EVENT = 12
"""So many signings an event can have; what names an event of another file counts on it being there."""
_KINDS = ("conference", "forum", "expo", "fair", "ceremony", "tour")
_THINGS = ("Investment Promotion", "Trade and Economic", "Industry", "Innovation", "Green Development", "Open Port")
_THINGS_ZH = ("招商引资", "经贸合作", "产业", "科技创新", "绿色发展", "开放口岸")
_FORMS = ("Conference", "Forum", "Expo", "Fair", "Signing Ceremony", "Roadshow")
_FORMS_ZH = ("大会", "论坛", "博览会", "交易会", "签约仪式", "推介会")
_PUBLISHERS = (
    ("Xinhua News Agency", "新华社", "wire"),
    ("China News Service", "中国新闻网", "wire"),
    ("China Daily", "中国日报", "media"),
    ("The Paper", "澎湃新闻", "media"),
    ("People's Government", "人民政府", "government"),
    ("PR Newswire", "美通社", "wire"),
)
_STATUSES = ("signed",) * 12 + ("contracted", "started", "started", "planned", "attracted", "completed", "mixed")
_MEASURES = ("investment",) * 15 + ("fund size", "agreed foreign capital", "trade", "funds in place", "credit")
_SPLITS = ("sector", "investor", "region", "size")
_INVESTORS = ("Hengtong", "Longsheng", "Kaifeng", "Ruida", "Jinbo", "Tianyi", "Mingde", "Haitai")
_NOUNS = ("projects", "key projects", "manufacturing projects", "service projects", "industrial chain projects")
_NOUNS_ZH = ("重点项目", "制造业项目", "服务业项目", "产业链项目", "合作项目")
_ROUGH_EN = ("", "", "", "", "over ", "nearly ", "about ", "more than ")
_ROUGH_ZH = ("", "", "", "", "超", "近", "约", "超过")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = (2015, 2025)


class _Node(NamedTuple):
    """A region or a sector, as texts name it."""

    id: str
    name: str
    name_zh: str


class Pools(NamedTuple):
    """What the records name."""

    provinces: list[_Node]
    places: list[_Node]
    """Provinces, cities and zones of China."""
    countries: list[_Node]
    sectors: list[_Node]
    shares: list[str]
    """The ids of indicators in percent."""
    amounts: list[str]
    """The ids of indicators in money."""


def write(signings: int, files: int, folder: Path, seed: int = 1) -> None:
    """Write a dataset of so many signings in so many files of events into a folder.

    Args:
        signings: how many.
        files: over how many files they are spread evenly.
        folder: made where it is not there; what is in it stays.
        seed: another one gives another dataset.
    """
    fixed = Path(__file__).parents[1] / "fixed"
    (folder / "events").mkdir(parents=True, exist_ok=True)
    for name in SHARED:
        shutil.copyfile(fixed / f"{name}.toml", folder / f"{name}.toml")
    about = f'format = 1\ntitle = "{TITLE}"\nversion = "{signings}-{files}-{seed}"\nlicence = "CC0"\n'
    (folder / "dataset.toml").write_text(about, encoding="utf-8")
    known = pools(fixed)
    for number in range(files):
        share = signings // files + (number < signings % files)
        text = "".join(_File(Random(f"{seed}-{number}"), known, number, files, share).events())
        (folder / "events" / f"{_file_name(number)}.toml").write_text(text, encoding="utf-8")


def pools(dataset: Path) -> Pools:
    """What the records can name of a dataset's regions, sectors and indicators."""

    def tables(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = tomli.loads((dataset / f"{name}s.toml").read_text(encoding="utf-8"))[name]
        return found

    regions = [
        (one["kind"], one.get("within", ""), _Node(one["id"], one["name"], one.get("name_zh", one["name"])))
        for one in tables("region")
        if "id" in one
    ]
    abroad = {node.id for kind, _within, node in regions if kind == "country" and node.id != "china"}
    places = [(kind, node) for kind, within, node in regions if within and within not in abroad]
    return Pools(
        provinces=[node for kind, node in places if kind == "province"],
        places=[node for kind, node in places if kind in ("province", "city", "zone")],
        countries=[node for kind, _within, node in regions if node.id in abroad],
        sectors=[
            _Node(one["id"], one["name"], one.get("name_zh", one["name"]))
            for one in tables("sector")
            if "within" in one and "id" in one
        ],
        shares=[one["id"] for one in tables("indicator") if one["unit"] == "percent"],
        amounts=[one["id"] for one in tables("indicator") if one["unit"] == "money" and "cap_per_firm" not in one],
    )


def _file_name(number: int) -> str:
    return f"synthetic-{number:03d}"


class _File:
    """The events of one file, each as text."""

    def __init__(self, random: Random, known: Pools, number: int, files: int, signings: int) -> None:
        self._random = random
        self._known = known
        self._number = number
        self._files = files
        self._signings = signings
        self._left = signings
        self._zh = False

    def events(self) -> Iterator[str]:
        """All of them, until there are enough signings."""
        yield "# Synthetic: none of this happened.\n"
        position = 0
        while self._left:
            yield self._event(position)
            position += 1

    def _event(self, position: int) -> str:
        random = self._random
        self._zh = random.random() < 1 / 3
        period = random.random() < 0.12
        place = random.choice(self._known.provinces if period else self._known.places)
        year = random.randint(*_YEARS)
        lines = [f'\n[[event]]\nid = "s{self._number:03d}-{position}"\n', *self._names(place, year, position, period)]
        several = random.random() < 0.15
        for number in range(1 + several):
            lines.append(self._source(number + 1, year))
        left = min(self._left, 1 + int(random.expovariate(1.1)))
        for number in range(min(left, 4)):
            if self._left:
                lines.append(self._signing(number, position, place, year, several))
        if random.random() < 0.3:
            lines.append(self._figure(year))
        return "".join(lines)

    def _names(self, place: _Node, year: int, position: int, period: bool) -> Iterator[str]:
        random = self._random
        month = random.randrange(12)
        if period:
            yield f'name = "Announcements of {place.name}, {year} up to month {month + 1}"\nkind = "period"\n'
            yield f'dates = "{year}-01/{year}-{month + 1:02d}"\n'
        else:
            thing, form = random.randrange(len(_THINGS)), random.randrange(len(_FORMS))
            yield f'name = "{year} {place.name} {_THINGS[thing]} {_FORMS[form]}"\n'
            yield f'name_zh = "{year}{place.name_zh}{_THINGS_ZH[thing]}{_FORMS_ZH[form]}"\nkind = "{_KINDS[form]}"\n'
            day = random.randint(1, _DAYS[month])
            yield f"dates = {year}-{month + 1:02d}-{day:02d}\n"
            yield f'held_in = "{random.choice(self._known.places).id}"\n'
            if random.random() < 0.2:
                yield f'series = "synthetic-{random.randrange(60)}"\nedition = {year - 2010}\n'
        yield f'region = "{place.id if random.random() < 0.9 else "china"}"\n'
        if random.random() < 0.4:
            yield f'summary = "{_NOUNS[position % 5].capitalize()} of {place.name} were signed, says this text."\n'
        if random.random() < 0.1:
            yield f'counterparts = ["{random.choice(self._known.countries).id}"]\n'
        if position and random.random() < 0.02:
            yield f'parent = "{self._earlier(position)}"\n'

    def _earlier(self, position: int) -> str:
        """The id of an event in any file which there is, and which comes before this one in whatever file."""
        sure = self._signings // self._files // _MOST_PER_EVENT if self._files > 1 else position
        file = self._random.randrange(self._files) if sure else self._number
        return f"s{file:03d}-{self._random.randrange(min(position, sure or position))}"

    def _source(self, number: int, year: int) -> str:
        random = self._random
        publisher, publisher_zh, kind = random.choice(_PUBLISHERS)
        language = "zh" if self._zh else "en"
        title = "一批项目集中签约" if self._zh else "A batch of projects is signed"
        return (
            f'\n  [[event.report]]\n  id = "r{number}"\n  publisher = "{publisher}"\n'
            f'  publisher_zh = "{publisher_zh}"\n  publisher_kind = "{kind}"\n  title = "{title}"\n'
            f'  url = "https://example.org/{self._number}/{random.randrange(10**6)}"\n'
            f'  published = {year + 1}-01-{random.randint(1, 28):02d}\n  language = "{language}"\n'
        )

    def _signing(self, number: int, position: int, place: _Node, year: int, several: bool) -> str:
        random = self._random
        self._left -= 1
        count = random.choice((random.randint(2, 40), random.randint(2, 400)))
        yuan = self._amount(count) if random.random() < 0.71 else None
        id_ = "all" if number == 0 else f"batch-{number}"
        lines = [f'\n  [[event.signing]]\n  id = "{id_}"\n  label = "{self._label(place)}"\n']
        if random.random() < 0.93:
            lines.append(f'  count = "{self._count(count)}"\n')
        if yuan is not None:
            lines.append(f'  investment = "{self._money(yuan)}"\n')
        lines += (f"  {line}\n" for line in self._rest(position, year, place))
        if several:
            lines.append('  report = "r1"\n')
            if random.random() < 0.4:
                lines.append(f'  same = [{{ report = "r2", count = "{self._count(count)}" }}]\n')
        lines += self._parts(number, count, yuan, place)
        return "".join(lines)

    def _rest(self, position: int, year: int, place: _Node) -> Iterator[str]:
        random = self._random
        status, measure = random.choice(_STATUSES), random.choice(_MEASURES)
        if status != "signed":
            yield f'status = "{status}"'
        if measure != "investment":
            yield f'measure = "{measure}"'
        if random.random() < 0.07:
            yield f'period = "{year}-01/{year}-{random.randint(2, 12):02d}"'
        if random.random() < 0.3:
            yield f'region = "{random.choice(self._known.places).id}"'
        several = random.random() < 0.27
        if several or random.random() < 0.36:
            yield f"sectors = [{', '.join(self._sectors(random.randint(2, 4) if several else 1))}]"
        if random.random() < 0.05:
            yield f'threshold = "{self._money(random.choice((0.5, 1, 5, 10)), "over ", "超")}"'
        if random.random() < 0.05:
            yield f'yoy_investment = "{random.randint(-30, 60):+d}.{random.randrange(10)}%"'
        if position > 1 and random.random() < 0.02:
            yield f'part_of = "{self._earlier(position)}/all"'
        if random.random() < 0.02:
            why = f"Synthetic, of {place.name}."
            yield f'notes = [{{ check = "share", date = 2025-11-22, why = "{why}", use = true }}]'

    def _sectors(self, number: int) -> list[str]:
        nodes = self._random.sample(self._known.sectors, number)
        return [f'"{node.name_zh if self._zh else node.name}"' for node in nodes]

    def _parts(self, of: int, count: int, yuan: float | None, place: _Node) -> Iterator[str]:
        """A split, or loose parts, or none, of so many-th a signing; now and then they exceed their whole."""
        random = self._random
        which = random.random()
        number = min(random.randint(2, 3) if which < 0.35 else 1 if which < 0.47 else 0, self._left)
        if not number:
            return
        if yuan is None and random.random() < 0.1:
            yuan = self._amount(count)  # the parts print what their whole does not
        yield f"  split.{random.choice(_SPLITS)} = [\n" if which < 0.35 else "  of_which = [\n"
        for part in range(number):
            self._left -= 1
            share = (0.9 if random.random() < 0.02 else random.uniform(0.5, 1) / number) if part else 0.4
            entry = [f'id = "p-{random.randrange(10**5)}-{of}-{part}"', f'label = "{self._label(place)}"']
            entry.append(f'count = "{self._count(max(1, int(count * share)))}"')
            if yuan is not None:
                entry.append(f'investment = "{self._money(round(yuan * share, 2))}"')
                if random.random() < 0.05:
                    entry.append(f'share = "{share:.1%}"')
            if random.random() < 0.6:
                entry.append(f"sectors = [{self._sectors(1)[0]}]")
            if random.random() < 0.1:
                entry.append(f'investor = "{random.choice(_INVESTORS)} Group"')
            yield f"    {{ {', '.join(entry)} }},\n"
        yield "  ]\n"

    def _label(self, place: _Node) -> str:
        random = self._random
        sector = random.choice(self._known.sectors)
        if self._zh and random.random() < 0.5:
            return f"{place.name_zh}{sector.name_zh}{random.choice(_NOUNS_ZH)}"
        return f"{sector.name}: {random.choice(_NOUNS)} of {place.name}"

    def _count(self, count: int) -> str:
        if self._zh:
            return f"{self._random.choice(_ROUGH_ZH)}{count}个"
        return f"{self._random.choice(_ROUGH_EN)}{count:,}"

    def _amount(self, count: int) -> float:
        """So many 100 million yuan for a number of projects; a few times far more or less than is usual."""
        random = self._random
        size = 10 ** random.uniform(-0.7, 0.9) * (100 if random.random() < 0.005 else 1)
        return max(round(count * size, random.choice((0, 0, 1, 2))), 0.1)

    def _money(self, yuan: float, rough_en: str | None = None, rough_zh: str | None = None) -> str:
        """An amount of so many 100 million yuan as one of several sources would print it."""
        random = self._random
        if self._zh:
            return f"{random.choice(_ROUGH_ZH) if rough_zh is None else rough_zh}{yuan:g}亿元"
        rough = random.choice(_ROUGH_EN) if rough_en is None else rough_en
        if random.random() < 0.12:
            return f"{rough}${yuan / 70:.2f} billion"
        return f"{rough}{yuan / 10:.10g} billion yuan"

    def _figure(self, year: int) -> str:
        random = self._random
        known = self._known
        if known.amounts and random.random() < 0.5:
            indicator, value = random.choice(known.amounts), self._money(round(random.uniform(1, 5000), 1))
        else:
            indicator, value = random.choice(known.shares), f"{random.randrange(1, 99)}.{random.randrange(10)}%"
        return (
            f'\n  [[event.figure]]\n  id = "figure"\n  indicator = "{indicator}"\n  value = "{value}"\n'
            f'  as_of = "{year}-{random.randint(1, 12):02d}"\n  region = "{random.choice(known.places).id}"\n'
            + '  report = "r1"\n'
        )


if __name__ == "__main__":
    write(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), *map(int, sys.argv[4:]))
