"""The two alphabets."""

from __future__ import annotations

import pytest

from hostile import TEXTS, has_controls
from tuiapp.render.cells import width
from tuiapp.render.signs import ASCII, UNICODE, Signs
from tuiapp.values.qualifier import Qualifier

_WORDS = {"ascii", "wide", "ellipsis", "currencies", "at_least", "up_to", "half_bar"}


@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_signs_are_one_cell_wide(signs: Signs) -> None:
    for name in signs._fields:
        if name not in _WORDS:
            assert width(getattr(signs, name)) == 1, name
    assert all(width(sign) == 1 for sign in signs.currencies.values())
    for qualifier in Qualifier:
        assert width(signs.qualifier(qualifier)) <= 2
        assert width(signs.bar_end(qualifier)) <= 1


def test_ascii_is_ascii() -> None:
    for name in ASCII._fields:
        value = getattr(ASCII, name)
        assert isinstance(value, bool | dict) or value.isascii(), name
    assert all(sign.isascii() for sign in ASCII.currencies.values())


def test_text_is_safe_and_typography_follows_the_alphabet() -> None:
    assert UNICODE.text("Huai’an “a” – …") == "Huai’an “a” – …"
    assert ASCII.text("Huai’an “a” – …") == 'Huai\'an "a" - ..'
    assert UNICODE.text("\x1b[2J") == "␛[2J"
    assert ASCII.text("\x1b[2J\u202e") == "<1B>[2J<202E>"
    assert ASCII.text("武汉") == "武汉"
    for text in TEXTS:
        assert not has_controls(UNICODE.text(text) + ASCII.text(text))


def test_quotes_and_facts() -> None:
    assert UNICODE.quote("31 billion yuan") == "“31 billion yuan”"
    assert ASCII.quote("31 billion yuan") == '"31 billion yuan"'
    assert UNICODE.join("a", "", "b") == "a · b"


def test_currencies() -> None:
    assert [UNICODE.currency(code) for code in ("CNY", "USD", "EUR", "TWD")] == ["", "$", "€", "¤"]
