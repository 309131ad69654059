"""Datasets to ask, written anew from a seed; nothing in them happened, and they say so.

Half of the signings are those of the benchmarks' generator. The other half are what it does not write: totals told
so far, signings of several regions, of a named group and of several countries, ranges, other units and stages, two
currencies, second reports with other numbers, parts in parts and in other files, numbers that are not to be used.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import tomli_w

import synthetic

_REGIONS = (
    "china", "jiangsu", "suzhou", "changzhou", "xinbei", "xuejia", "guangdong", "foshan", "shenzhen", "chongqing",
    "liangjiang", "shanghai", "zhejiang", "yangtze-river-delta", "greater-bay-area",
)  # fmt: skip
_COUNTRIES = ("germany", "israel", "hong-kong", "frankfurt")
_SECTORS = (
    "new energy",
    "photovoltaics",
    "biomedicine",
    "automobiles",
    "新能源",
    "electronics",
    "finance",
    "logistics",
)
_COUNTS = ("12", "over 20", "10-50", "近30个", "about 1,200", "7", "20", "at least 20", "3")
_AMOUNTS = (
    "2 billion yuan", "10-50亿元", "over 2 billion yuan", "近550亿元", "$1.5 billion", "up to 3 billion yuan",
    "about 800 million euros", "10 billion yen", "20亿元", "1 billion yuan",
)  # fmt: skip
_THRESHOLDS = ("50亿元人民币或3亿美元以上", "over 100 million yuan", "亿元以上", "$10 million or more")
_LABELS = (
    "Suzhou's industrial projects", "常州新能源项目", "Zoë Dänemark plant", "New energy and logistics", "2023武进项目",
    "Projects of all kinds", "Xi’an fund", "É-mobility hub", "——",
)  # fmt: skip
_STATUSES = ("signed", "contracted", "attracted", "agreed", "offered", "planned", "started", "completed", "mixed")


def write(folder: Path, seed: int, signings: int) -> Path:
    """Write a dataset of about so many signings into a new folder."""
    synthetic.write(signings // 2, 2, folder, seed)
    random = Random(f"odd {seed}")
    events: list[dict[str, Any]] = []
    left = signings // 2
    while left > 0:
        events.append(_event(random, len(events)))
        left -= _size(events[-1]["signing"])
    text = tomli_w.dumps({"event": events})
    (folder / "events" / "odd.toml").write_text(f"# Synthetic: none of this happened.\n{text}", encoding="utf-8")
    return folder


def _size(signings: list[dict[str, Any]]) -> int:
    return sum(1 + _size([*one.get("of_which", ()), *one.get("split", {}).get("size", ())]) for one in signings)


def _some(random: Random, of: tuple[str, ...], most: int) -> list[str]:
    return random.sample(of, random.randint(1, most))


def _event(random: Random, number: int) -> dict[str, Any]:
    year = random.randint(2019, 2023)
    event: dict[str, Any] = {
        "id": f"odd-{number}",
        "name": random.choice(("Suzhou Fair", "2021 Forum of New Energy", "São Paulo – Foshan Días", "Half a year")),
        "kind": random.choice(("fair", "forum", "period", "report")),
        "dates": random.choice(
            (f"{year}-03-05/{year}-03-08", f"{year}-03", f"{year}", f"{year}-11-20/{year + 1}-02-10")
        ),
        "region": _some(random, _REGIONS, 2),
        "report": [_report(random, year, name) for name in ("a", "b")],
    }
    if random.random() < 0.4:
        event |= {"series": random.choice(("odd-fair", "odd-forum")), "edition": random.randint(1, 2)}
    if random.random() < 0.3:
        event["held_in"] = _some(random, _REGIONS[1:-2], 2)
    if random.random() < 0.3:
        event["counterparts"] = _some(random, _COUNTRIES, 2)
    if random.random() < 0.5:
        event["name_zh"] = random.choice(("常州论坛", "苏州新能源大会"))
    event["signing"] = [_signing(random, year, f"s{place}", number) for place in range(random.randint(1, 3))]
    return event


def _report(random: Random, year: int, name: str) -> dict[str, Any]:
    publisher, publisher_zh = random.choice(
        (("Xinhua Finance", "新华财经"), ("The Paper", "澎湃"), ("Odd Daily", None))
    )
    report = {
        "id": name,
        "publisher": publisher,
        "publisher_kind": "media",
        "language": random.choice(("en", "zh")),
    }
    if publisher_zh:
        report["publisher_zh"] = publisher_zh
    if random.random() < 0.7:
        report |= {"published": f"{year + 1}-01-{random.randint(1, 28)}", "url": "https://example.org/odd"}
        report["published"] = f"{year + 1}-01-{random.randint(10, 28)}"
    return report


def _signing(random: Random, year: int, name: str, event: int, depth: int = 0) -> dict[str, Any]:
    """A signing with its parts; what is rolled for is there or not."""

    def rolls(chance: float) -> bool:
        return random.random() < chance

    signing: dict[str, Any] = {"id": name, "label": random.choice(_LABELS), "report": "a"}
    if rolls(0.8):
        signing["count"] = random.choice(_COUNTS)
    if rolls(0.7):
        signing["investment"] = random.choice(_AMOUNTS)
    if rolls(0.5):
        signing["status"] = random.choice(_STATUSES)
    if rolls(0.2):
        signing["measure"] = random.choice(("fund size", "trade", "mixed", "annual plan"))
    if rolls(0.2):
        signing["unit"] = random.choice(("agreements", "firms", "results"))
    if rolls(0.3):
        month = random.randint(1, 12)
        begin = random.choice(("..", "..", f"{year}-01", f"{year - 1}-07"))
        signing["period"] = f"{begin}/{year}-{month:02d}"
    elif rolls(0.2):
        signing["date"] = random.choice((f"{year}-03-06", f"{year}-04"))
    if rolls(0.4):
        signing["region"] = _some(random, _REGIONS, 3)
    if rolls(0.5):
        signing["sectors"] = _some(random, _SECTORS, 3)
    if rolls(0.3):
        signing["counterpart"] = random.choice(([], _some(random, _COUNTRIES, 3)))
    if rolls(0.2):
        signing["threshold"] = random.choice(_THRESHOLDS)
    if rolls(0.2):
        signing |= {"project": "Tesla 常州 works", "investor": "Ørsted"}
    if rolls(0.3):
        signing["same"] = [{"report": "b", "count": random.choice(_COUNTS), "investment": random.choice(_AMOUNTS)}]
    if rolls(0.1):
        why, check = "Made up, like all of it.", random.choice(("share", "no-amount", "likely-same"))
        signing["notes"] = [{"check": check, "date": "2025-11-22", "why": why, "use": rolls(0.5)}]
    if depth == 0 and event and rolls(0.15):
        signing["part_of"] = f"odd-{random.randrange(event)}/s0"
        if rolls(0.5):
            signing["in_split"] = "size"
    elif depth < 2 and rolls(0.3):
        parts = [_signing(random, year, f"{name}-{place}", event, depth + 1) for place in range(random.randint(1, 3))]
        signing |= {"split": {"size": parts}} if rolls(0.5) else {"of_which": parts}
    return signing
