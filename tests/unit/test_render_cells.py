"""Text in terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from hostile import TEXTS, has_controls
from tuiapp.render.cells import (
    Line,
    Span,
    compose,
    crop,
    cut,
    fit,
    line_width,
    pad,
    plain,
    safe,
    scroll,
    width,
    wrap,
)

any_text = st.text(st.characters(), max_size=40) | st.sampled_from(TEXTS)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("日本語", 6),
        ("武汉", 4),
        ("e\u0301", 1),
        ("🏭", 2),
        ("Zürich", 6),
        ("שלום", 4),
        ("한국", 4),
    ],
)
def test_widths(text: str, cells: int) -> None:
    assert width(safe(text)) == cells


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred", "␛[31mred"),
        ("one\ntwo\tthree", "one␊two␉three"),
        ("\x7f", "␡"),
        ("\x9b2J", "⟦009B⟧2J"),
        ("\u202eevil\u2069", "⟦202E⟧evil⟦2069⟧"),
        ("a\u200bb", "a⟦200B⟧b"),
        ("\ufeff", "⟦FEFF⟧"),
        ("\ud800", "⟦D800⟧"),
        ("a\u00a0b\u3000c", "a b c"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
        ("❤\ufe0f", "❤"),
        ("👍🏽", "👍"),
        ("🇨🇳", "CN"),
        ("e\u0301", "é"),
        ("\u0301e", "◌\u0301e"),
        ("\u3164", "⟦3164⟧"),
        ("[/] [bold]", "[/] [bold]"),
    ],
)
def test_safe_shows_what_a_terminal_would_obey(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_a_tower_of_marks_is_cut() -> None:
    assert width(safe("Z" + "\u0301\u0300\u0302\u0303\u0304\u0305" * 5)) == 1
    assert len(safe("q" + "\u0300" * 50)) == 4


@settings(deadline=None)
@given(any_text)
def test_safe_leaves_nothing_to_obey(text: str) -> None:
    shown = safe(text)
    assert not has_controls(shown)
    assert "\n" not in shown
    assert shown.isprintable()
    assert not {"\u200d", "\ufe0f"} & set(shown)


@settings(deadline=None)
@given(any_text)
def test_safe_twice_is_safe_once(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@settings(deadline=None)
@given(any_text)
def test_safe_text_is_as_wide_as_its_characters(text: str) -> None:
    shown = safe(text)
    assert width(shown) == cell_len(shown) == sum(map(width, shown))


@settings(deadline=None)
@given(any_text, st.integers(0, 30), st.sampled_from(["left", "right"]), st.sampled_from(["…", ".."]))
def test_fit_is_exactly_as_wide_as_asked(text: str, cells: int, align: str, ellipsis: str) -> None:
    fitted = fit(safe(text), cells, "right" if align == "right" else "left", ellipsis)
    assert width(fitted) == cells


@settings(deadline=None)
@given(any_text, st.integers(0, 30))
def test_cut_is_the_longest_beginning_that_fits(text: str, cells: int) -> None:
    shown = safe(text)
    head = cut(shown, cells)
    assert shown.startswith(head)
    assert width(head) <= cells
    assert head == shown or width(shown[: len(head) + 1]) > cells


@pytest.mark.parametrize(
    ("text", "cells", "fitted"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("Hi-Tech District", 10, "Hi-Tech D…"),
        ("ab cd", 4, "ab… "),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日… "),
        ("日本語", 1, " "),
        ("abc", 1, "a"),
        ("abc", 0, ""),
    ],
)
def test_fit(text: str, cells: int, fitted: str) -> None:
    assert fit(text, cells) == fitted


def test_fit_with_a_longer_ellipsis() -> None:
    assert fit("Hi-Tech District", 10, ellipsis="..") == "Hi-Tech.. "


def test_pad() -> None:
    assert pad("日", 4) == "日  "
    assert pad("日", 4, "right") == "  日"
    assert pad("long", 2) == "long"


LINE: Line = (Span("ab", "text"), Span("日本", "strong"), Span("c", "dim"))


@pytest.mark.parametrize(
    ("start", "cells", "text"),
    [
        (0, 7, "ab日本c"),
        (0, 3, "ab "),
        (1, 3, "b日"),
        (3, 3, " 本"),
        (3, 1, " "),
        (4, 6, "本c   "),
        (9, 2, "  "),
        (0, 0, ""),
    ],
)
def test_crop_never_halves_a_character(start: int, cells: int, text: str) -> None:
    assert plain(crop(LINE, start, cells)) == text


@settings(deadline=None)
@given(st.lists(any_text, max_size=4), st.integers(0, 40), st.integers(0, 40))
def test_crop_is_exactly_as_wide_as_asked(texts: list[str], start: int, cells: int) -> None:
    line = tuple(Span(safe(text), "text") for text in texts)
    assert line_width(crop(line, start, cells)) == cells


def test_crop_keeps_roles() -> None:
    assert crop(LINE, 1, 4) == (Span("b", "text"), Span("日 ", "strong"))


def test_scrolling_keeps_what_is_pinned() -> None:
    line = (Span("0123456789", "text"),)
    assert plain(scroll(line, 3, 0, 6)) == "012345"
    assert plain(scroll(line, 3, 2, 6)) == "012567"
    assert plain(scroll(line, 3, 6, 6)) == "0129  "


def test_compose_puts_texts_at_their_cells() -> None:
    line = compose([(1, "a", "text"), (3, "日本", "dim"), (6, "x", "accent")], 9)
    assert plain(line) == " a 日 x  "
    assert plain(compose([(0, "abcdef", "text")], 3)) == "abc"
    assert plain(compose([], 2)) == "  "


@settings(deadline=None)
@given(st.text(st.sampled_from("ab 日 "), max_size=60), st.integers(1, 12))
def test_wrapped_lines_fit_and_lose_no_word(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert lines
    assert all(width(line) <= max(cells, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_number_and_its_percent_sign_stay_together() -> None:
    assert wrap("that is 55.9 %. It fits", 12) == ["that is", "55.9 %. It", "fits"]
    assert wrap("55.9 % 1", 3) == ["55.", "9 %", "1"]
