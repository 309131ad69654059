"""The themes: which one a terminal gets, and that everything can be read on every surface it stands on."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from textual.theme import Theme

from tuiapp.tui.theme import DARK, LIGHT, MONO, ROLES, SIXTEEN, THEMES, Roles, theme_for_terminal

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast for text (WCAG AA) and for graphics."""

SURFACES = ("background", "dialog", "cursor", "cursor-blurred", "hover")
READ = ("text", "strong", "dim", "accent", "warning", "error")
BARS = ("bar", "bar2")


# Which theme.


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, DARK),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, DARK),
        ({"TERM": "xterm-256color"}, DARK),
        ({"TERM": "screen-256color"}, DARK),
        ({"TERM": "tmux-256color"}, DARK),
        ({"TERM": "xterm-kitty"}, DARK),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, DARK),
        ({"TERM": "linux"}, SIXTEEN),
        ({"TERM": "vt220"}, SIXTEEN),
        ({"TERM": "screen"}, SIXTEEN),
        ({"TERM": "linux", "COLORTERM": "yes"}, SIXTEEN),
        ({"TERM": ""}, SIXTEEN),
        ({}, SIXTEEN),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, MONO),
        ({"TERM": "linux", "NO_COLOR": "0"}, MONO),
        # An empty NO_COLOR counts as none (no-color.org).
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""}, DARK),
    ],
)
def test_a_terminal_gets_the_theme_it_can_show(environ: Mapping[str, str], theme: Theme) -> None:
    assert theme_for_terminal(environ) == theme.name


def test_the_environment_is_asked_when_nothing_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM", raising=False)
    assert theme_for_terminal() == SIXTEEN.name
    monkeypatch.setenv("NO_COLOR", "1")
    assert theme_for_terminal() == MONO.name


# Contrast.


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colour(theme: Theme, role: str) -> str:
    return theme.variables[f"role-{role}"]


def test_the_contrast_is_measured_as_the_standard_measures_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def drawn_colour(theme: Theme, role: str, surface: str) -> str:
    """The colour a role is drawn in on a surface: on a cursor row some roles change."""
    style = Roles(theme).style(role, on_cursor=surface.startswith("cursor"))
    assert style.color is not None
    return style.color.name


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("role", READ)
def test_text_can_be_read_on_every_surface(theme: Theme, surface: str, role: str) -> None:
    assert contrast(drawn_colour(theme, role, surface), colour(theme, surface)) >= TEXT


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("role", BARS)
def test_bars_can_be_seen_on_every_surface(theme: Theme, surface: str, role: str) -> None:
    assert contrast(drawn_colour(theme, role, surface), colour(theme, surface)) >= GRAPHICS


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_field_being_typed_into_can_be_read(theme: Theme) -> None:
    for surface in ("cursor", "cursor-blurred", "dialog"):
        assert contrast(colour(theme, "strong"), colour(theme, surface)) >= TEXT
    assert contrast(str(theme.foreground), str(theme.surface)) >= TEXT  # a note


# No colour.


def test_without_colour_no_style_has_one() -> None:
    roles = Roles(MONO)
    for role in ROLES:
        for on_cursor in (False, True):
            style = roles.style(role, on_cursor=on_cursor)
            assert style.color is None
            assert style.bgcolor is None
    assert roles.row(focused=True).reverse
    assert roles.row(focused=False) != roles.row(focused=True)


def test_without_colour_what_matters_is_bold_and_what_does_not_is_dim() -> None:
    roles = Roles(MONO)
    assert all(roles.style(role).bold for role in ("strong", "accent", "warning", "error"))
    assert all(roles.style(role).dim for role in ("dim", "rule"))
    assert not roles.style("text").bold
    assert not roles.style("dim", on_cursor=True).dim


def test_sixteen_colours_are_the_terminals_own() -> None:
    roles = Roles(SIXTEEN)
    for role in ROLES:
        chosen = roles.style(role).color
        assert chosen is None or chosen.number in range(16)
    assert roles.row(focused=True).reverse
    names = {role: roles.style(role).color for role in ("dim", "accent", "warning", "error")}
    assert [c.name if c else None for c in names.values()] == ["bright_black", "cyan", "yellow", "red"]


def test_every_theme_names_a_colour_for_every_role() -> None:
    for theme in THEMES:
        assert {f"role-{role}" for role in (*ROLES, *SURFACES)} <= set(theme.variables)
        for role in ROLES:
            assert Roles(theme).style(f"{role}+").bold
    assert Roles(DARK).style("no such role") == Roles(DARK).style("text")
