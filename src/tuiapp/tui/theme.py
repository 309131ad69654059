"""Colours: four themes of our own, and the role of a span turned into a style.

Every colour is a theme variable. Ratios against the background were measured
when the palette was drawn: text is 4.5:1 or better on each surface it stands on, graphics 3:1. No meaning is in
colour alone: a finding has a sign, a focused pane a heavy rule, the cursor a mark.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES = ("text", "strong", "dim", "accent", "bar", "bar2", "warning", "error", "rule")


def _theme(name: str, *, dark: bool, colours: Mapping[str, str]) -> Theme:
    return Theme(
        name=name,
        primary=colours["accent"],
        accent=colours["accent"],
        warning=colours["warning"],
        error=colours["error"],
        foreground=colours["text"],
        background=colours["background"],
        surface=colours["dialog"],
        panel=colours["dialog"],
        dark=dark,
        variables={f"role-{key}": value for key, value in colours.items()}
        | {
            "block-cursor-background": colours["cursor"],
            "block-cursor-foreground": colours["strong"],
            "input-selection-background": colours["cursor"],
            "border": colours["rule"],
        },
    )


DARK = _theme(
    "tuiapp-dark",
    dark=True,
    colours={
        "background": "#12161b",
        "cursor": "#1a3f43",
        "cursor-blurred": "#20272f",
        "hover": "#1b222a",
        "dialog": "#171d24",
        "text": "#cfd6de",
        "strong": "#f4f7fa",
        "dim": "#8d99a6",
        "accent": "#58c4b8",
        "bar": "#3d9b92",
        "bar2": "#98a3af",
        "warning": "#e3b155",
        "error": "#f2828a",
        "rule": "#39434e",
    },
)
LIGHT = _theme(
    "tuiapp-light",
    dark=False,
    colours={
        "background": "#fcfbf8",
        "cursor": "#cfe9e5",
        "cursor-blurred": "#eceae4",
        "hover": "#f0eee8",
        "dialog": "#f5f3ee",
        "text": "#2b323a",
        "strong": "#0c1116",
        "dim": "#5d6874",
        "accent": "#0a6b66",
        "bar": "#2a8a84",
        "bar2": "#6f7983",
        "warning": "#855300",
        "error": "#b3202c",
        "rule": "#cdd2d6",
    },
)
_ANSI = {
    "background": "ansi_default",
    "cursor": "ansi_default",
    "cursor-blurred": "ansi_default",
    "hover": "ansi_default",
    "dialog": "ansi_default",
    "text": "ansi_default",
    "strong": "ansi_default",
    "dim": "ansi_bright_black",
    "accent": "ansi_cyan",
    "bar": "ansi_cyan",
    "bar2": "ansi_bright_black",
    "warning": "ansi_yellow",
    "error": "ansi_red",
    "rule": "ansi_bright_black",
}


def _ansi(name: str, colours: Mapping[str, str]) -> Theme:
    theme = _theme(name, dark=True, colours=colours)
    theme.ansi = True
    # What Textual's own style sheets ask of a theme of terminal colours.
    theme.variables = BUILTIN_THEMES["ansi-dark"].variables | theme.variables
    return theme


SIXTEEN = _ansi("tuiapp-16", _ANSI)
"""The terminal's own sixteen colours, for terminals that have no more; the cursor row is reversed."""
MONO = _ansi("tuiapp-mono", dict.fromkeys(_ANSI, "ansi_default"))
"""No colour at all: reverse, bold and dim say what colour says elsewhere."""

THEMES = (DARK, LIGHT, SIXTEEN, MONO)
THEME_NAMES = {"dark": DARK.name, "light": LIGHT.name, "16": SIXTEEN.name, "none": MONO.name}
"""The themes by what they are called in the settings."""


def theme_for_terminal(environ: Mapping[str, str] = os.environ) -> str:
    """The theme that suits what the terminal says of itself: `NO_COLOR`, sixteen colours, or more."""
    if environ.get("NO_COLOR"):
        return MONO.name
    term = environ.get("TERM", "")
    rich = environ.get("COLORTERM") in ("truecolor", "24bit") or "256" in term or term.startswith(("xterm", "tmux"))
    return DARK.name if rich else SIXTEEN.name


def can_show(suitable: str, wanted: str) -> bool:
    """Whether a terminal that one theme suits can show another: the theme that suits it uses all its colours.

    `NO_COLOR` is asked for by who starts the program, which weighs more than what was chosen before.
    """
    by_colours = (MONO.name, SIXTEEN.name, LIGHT.name, DARK.name)
    return suitable == DARK.name or by_colours.index(wanted) <= by_colours.index(suitable)


class Roles:
    """The styles of one theme, by role, on each surface a line can stand on."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._styles = {role: self._style(role, on_cursor=False) for role in ROLES}
        self._on_cursor = {role: self._style(role, on_cursor=True) for role in ROLES}

    def _colour(self, name: str) -> str | None:
        value = self._theme.variables[f"role-{name}"]
        return None if value == "ansi_default" else value.removeprefix("ansi_")

    def _style(self, role: str, *, on_cursor: bool) -> Style:
        shown = "text" if on_cursor and role == "dim" else role
        if self._theme is MONO:
            return Style(bold=role in ("strong", "accent", "warning", "error"), dim=shown in ("dim", "rule", "bar2"))
        return Style(color=self._colour(shown), bold=role == "strong" or None)

    def style(self, role: str, *, on_cursor: bool = False) -> Style:
        """The style of a role; on the cursor row dim text is plain text, for contrast. `accent+` is accent in bold."""
        table = self._on_cursor if on_cursor else self._styles
        name, plus, _rest = role.partition("+")
        style = table.get(name) or table["text"]
        return style + _BOLD if plus else style

    @property
    def flat(self) -> bool:
        """Whether all surfaces have the terminal's own colour."""
        return self._theme.ansi

    def row(self, *, focused: bool) -> Style:
        """What the cursor row lies on."""
        if self._theme.ansi:
            return Style(reverse=True) if focused else Style(bold=True)
        return Style(bgcolor=self._colour("cursor" if focused else "cursor-blurred"))

    @property
    def hovered(self) -> Style:
        """What the row under the mouse lies on."""
        return Style(underline=True) if self._theme.ansi else Style(bgcolor=self._colour("hover"))


_BOLD = Style(bold=True)
