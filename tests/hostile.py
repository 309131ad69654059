"""A synthetic dataset whose texts try to break out of every place they are shown in; none of it is real.

Used on screens and in exports alike: whatever is printed from it must show these texts, obey none of them.
"""

from __future__ import annotations

from pathlib import Path

TEXTS = (
    "武汉 光谷",
    "emoji 🏭🇨🇳👍🏽",
    "joined 👨‍👩‍👧 क्‍ष",
    "combining Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A",
    "[/] [bold]markup[/bold] [@click=app.quit]x[/]",
    "a | b || c \\| d \\",
    "first line\nsecond line\r\nthird\ttab",
    "right to left \u202eoverride\u202c and \u2067isolate\u2069",
    "escape \x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x7f",
    '=cmd()|"/C calc"!A0',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    " \t=1+1",
    "'=1+1",
    "＝1+1",
    "<script>alert(1)</script> <!-- x --> &lt;b&gt; &#60;",
    "](javascript:x) [a](b) ![i](u) <http://x.y>",
    "`code` ``more`` ```fence```",
    "*star* _under_ ~~gone~~ $x^2$ # hash",
    "https://evil.example/a www.evil.example me@evil.example",
    "# heading",
    "1. item",
    "- item",
    "> quote",
    "zero\u200bwidth soft\u00adhyphen \ufeffmark \u2028line \u2029paragraph",
)
"""Each kind of mischief, once."""

NAME = " / ".join(TEXTS)
"""All of them in one text."""

HOSTILE_URLS = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://example.org/a)b(c|d<e>f\"g`h'i j\\k&copy;l\x1b[31m",
)


def toml_string(text: str) -> str:
    """The text as a basic TOML string; control and format characters as escapes, all else as it is."""
    out = []
    for character in text:
        code = ord(character)
        if character in '"\\':
            out.append(f"\\{character}")
        elif code < 0x20 or 0x7F <= code < 0xA0 or 0x2028 <= code <= 0x202E or 0x2066 <= code <= 0x2069:
            out.append(f"\\u{code:04X}")
        else:
            out.append(character)
    return f'"{"".join(out)}"'


def has_controls(text: str) -> bool:
    """Whether a terminal would obey something in the text, line feeds aside."""
    return any(
        (ord(character) < 0x20 and character != "\n")
        or 0x7F <= ord(character) < 0xA0
        or 0x2028 <= ord(character) <= 0x202E
        or 0x2066 <= ord(character) <= 0x2069
        or ord(character) in (0x061C, 0x200E, 0x200F)
        for character in text
    )


_DATASET = """
format = 1
title = {name}
version = "1"
licence = "none: synthetic"
"""

_REGIONS = """
[[region]]
id = "china"
name = "China"
kind = "country"

[[region]]
id = "hubei"
name = "Hubei"
kind = "province"
within = "china"

[[region]]
id = "wuhan"
name = {name}
name_zh = "武汉 [bold]"
kind = "city"
within = "hubei"
"""

_SECTORS = """
[[sector]]
id = "energy"
name = {name}

[[sector]]
id = "new-energy"
name = "New [energy] | x"
within = "energy"
aliases = [{alias}]
"""

_INDICATORS = """
[[indicator]]
id = "output"
name = {name}
unit = "money"
what = {name}
needs_time = false
"""

_EVENT = """
[[event]]
id = "hostile"
name = {name}
name_zh = {name}
kind = "forum"
dates = "2023-10-08"
held_in = "wuhan"
region = "wuhan"
theme = {name}
summary = {name}
organisers = [{name}]

  [[event.report]]
  id = "one"
  publisher = {name}
  publisher_kind = "media"
  title = {name}
  url = {url}
  published = 2023-10-09

  [[event.report]]
  id = "two"
  publisher = "Plain"
  publisher_kind = "wire"
  language = "zh"

  [[event.figure]]
  id = "output"
  indicator = "output"
  label = {name}
  value = "404.22 billion yuan"
  note = {name}
  report = "one"
"""

_SIGNING = """
  [[event.signing]]
  id = "s{n}"
  label = {name}
  project = {name}
  investor = {name}
  count = "{count}"
  investment = "over {count} billion yuan"
  sectors = [{{ words = {name}, sector = "new-energy" }}]
  report = "one"
  same = [{{ report = "two", count = "{count}" }}]
"""


def write_dataset(folder: Path) -> Path:
    """Write the dataset into the folder: one hostile event, with a signing for each text.

    Returns:
        The folder.
    """
    name, alias = toml_string(NAME), toml_string("new [energy]")
    (folder / "events").mkdir(parents=True)
    event = _EVENT.format(name=name, url=toml_string("https://example.org/a)b|c<d>`e?f=[g]&copy;"))
    signings = "".join(
        _SIGNING.format(n=n, name=toml_string(text), count=n + 1) for n, text in enumerate((NAME, *TEXTS))
    )
    files = {
        "dataset.toml": _DATASET.format(name=name),
        "regions.toml": _REGIONS.format(name=name),
        "sectors.toml": _SECTORS.format(name=name, alias=alias),
        "indicators.toml": _INDICATORS.format(name=name),
        "rates.toml": "",
        "events/hostile.toml": event + signings,
    }
    for path, text in files.items():
        (folder / path).write_text(f"# Synthetic, for tests.\n{text}", encoding="utf-8", newline="")
    return folder
