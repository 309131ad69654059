"""The signs that screens draw with, in two alphabets; each is one cell wide, a qualifier at most two.

Terminals of East Asian systems may draw some of the Unicode signs two cells wide; there ASCII is the answer.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tuiapp.render.cells import safe
from tuiapp.values.qualifier import Qualifier

_TO_ASCII = {
    ord(a): b
    for a, b in {
        "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-",
        "‑": "-", "−": "-", "…": "..", "·": "-", "•": "*", "×": "x", "≈": "~", "≥": ">=", "≤": "<=", "→": "->",
        "←": "<-", "↑": "^", "↓": "v", "⟦": "<", "⟧": ">", "␡": "<7F>",
    }.items()
} | {0x2400 + code: f"<{code:02X}>" for code in range(0x20)}  # fmt: skip


class Signs(NamedTuple):
    """One alphabet of signs; the defaults are Unicode's."""

    ascii: bool = False
    wide: bool = True
    """Whether names in Chinese are shown beside English ones."""
    over: str = ">"
    at_least: str = "≥"
    below: str = "<"
    up_to: str = "≤"
    about: str = "≈"
    to: str = "–"
    """Between the ends of a range."""
    missing: str = "—"
    total: str = "Σ"
    added: str = "+"
    warning: str = "!"
    error: str = "×"
    acknowledged: str = "✓"
    gap: str = "·"
    """A source without an address or a date."""
    rule: str = "─"
    rule_focused: str = "━"
    divider: str = "│"
    knot_right: str = "├"
    """Where a pane's rule leaves the divider to the right."""
    knot_down: str = "┬"
    knot_both: str = "┼"
    """Where rules meet the divider from both sides."""
    closed: str = "▸"
    open: str = "▾"
    cursor: str = "▌"
    marked: str = "•"
    part: str = "└"
    ellipsis: str = "…"
    middot: str = "·"
    """Between facts of one line."""
    ascending: str = "↑"
    descending: str = "↓"
    bar: str = "━"
    half_bar: str = "╸"
    bar_over: str = "▸"
    """The open end of a bar: the truth lies further out."""
    bar_under: str = "◂"
    bar_about: str = "≈"
    point: str = "●"
    leader: str = "┄"
    open_quote: str = "“"
    close_quote: str = "”"
    foreign: str = "¤"
    """A currency without a sign of its own."""
    currencies: Mapping[str, str] = MappingProxyType({"USD": "$", "EUR": "€", "GBP": "£", "KRW": "₩"})

    def text(self, text: str) -> str:
        """A text from a dataset or of our own, safe for a terminal, and typographic signs in this alphabet.

        Letters that have no ASCII form stay: they are data.
        """
        shown = safe(text)
        return shown.translate(_TO_ASCII) if self.ascii and not shown.isascii() else shown

    def quote(self, text: str) -> str:
        """A source's own words, in quotation marks."""
        return f"{self.open_quote}{self.text(text)}{self.close_quote}"

    def join(self, *parts: str) -> str:
        """Facts in a row, a dot between them; empty ones are left out."""
        return f" {self.middot} ".join(filter(None, parts))

    def qualifier(self, qualifier: Qualifier) -> str:
        """The sign before a number; a range has none, its two ends say it."""
        match qualifier:
            case Qualifier.AT_LEAST:
                return self.at_least
            case Qualifier.OVER:
                return self.over
            case Qualifier.UP_TO:
                return self.up_to
            case Qualifier.BELOW | Qualifier.NEARLY:
                return self.below
            case Qualifier.ABOUT:
                return self.about
            case _:
                return ""

    def bar_end(self, qualifier: Qualifier) -> str:
        """The end of a bar that is not exact: which way the truth may lie."""
        match qualifier:
            case Qualifier.AT_LEAST | Qualifier.OVER:
                return self.bar_over
            case Qualifier.UP_TO | Qualifier.BELOW | Qualifier.NEARLY:
                return self.bar_under
            case Qualifier.ABOUT | Qualifier.RANGE:
                return self.bar_about
            case _:
                return ""

    def currency(self, code: str) -> str:
        """One cell that says an amount was printed in another currency; blank for yuan."""
        return "" if code == "CNY" else self.currencies.get(code, self.foreign)


UNICODE = Signs()
ASCII = Signs(
    ascii=True,
    wide=False,
    at_least=">=",
    up_to="<=",
    about="~",
    to="-",
    missing="-",
    total="=",
    error="x",
    acknowledged="o",
    gap=".",
    rule="-",
    rule_focused="=",
    divider="|",
    knot_right="|",
    knot_down="+",
    knot_both="+",
    closed="+",
    open="-",
    cursor=">",
    marked="*",
    part="-",
    ellipsis="..",
    middot="-",
    ascending="^",
    descending="v",
    bar="=",
    half_bar="",
    bar_over=">",
    bar_under="<",
    bar_about="~",
    point="o",
    leader=".",
    open_quote='"',
    close_quote='"',
    foreign="F",
    currencies={"USD": "$", "EUR": "E", "GBP": "L"},
)
