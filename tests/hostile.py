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


def write_dataset(folder: Path) -> Path:
    """Write the dataset into the folder: one hostile event, with a signing for each text.

    Returns:
        The folder.
    """
    raise NotImplementedError(folder)
