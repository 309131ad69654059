"""A Markdown table reads back as the cells it was made of, whatever they hold."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import hostile
from tuiapp.export.markdown_text import head, link, one_line, paragraph, row
from tuiapp.render.cells import safe

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TEXT = st.text(max_size=40) | st.text(alphabet="\\`*_[]<>&|~$#@:/.w! \n\t\x1b-=+1ab", max_size=20)


def plain(token: Token) -> str:
    """What a reader sees of an inline token; anything but text would be a fault."""
    assert token.children is not None
    assert {child.type for child in token.children} <= {"text", "text_special"}, token.children
    return "".join(child.content for child in token.children)


def cells(markdown: str) -> list[list[str]]:
    """The cells of the one table, row by row."""
    rows: list[list[str]] = []
    for token in PARSER.parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(plain(token))
    return rows


def table(texts: Sequence[Sequence[str]]) -> str:
    return head([f"c{n}" for n in range(len(texts[0]))]) + "".join(row(line) for line in texts)


@settings(deadline=None)  # the example with all hostile texts takes longer
@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4))
@example([[text, hostile.NAME, text] for text in hostile.TEXTS])
def test_a_table_reads_back_as_its_cells(texts: list[list[str]]) -> None:
    assert cells(table(texts))[1:] == [[one_line(text) for text in line] for line in texts]


@given(TEXT)
@example(hostile.NAME)
def test_a_cell_is_its_text_made_safe(text: str) -> None:
    words = " ".join(text.split())
    assert one_line(words) == safe(words).strip()
    assert "\n" not in one_line(text)


@given(TEXT)
@example("# a")
@example("1. a")
@example("- a")
@example("+ a")
@example("=")
@example("> a")
@example("10) a")
@example("***")
@example("---")
def test_a_paragraph_is_one_paragraph_of_its_text(text: str) -> None:
    if not one_line(text):
        return
    opened, inline, closed = PARSER.parse(paragraph(text) + "\n")
    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
    assert plain(inline) == one_line(text)


@given(TEXT, TEXT | st.sampled_from(hostile.HOSTILE_URLS))
def test_a_link_leads_to_the_web_and_shows_its_text(text: str, url: str) -> None:
    if not one_line(text):
        return
    for address in (url, f"https://example.org/{url}"):
        _opened, inline, _closed = PARSER.parse(link(text, address) + "\n")
        assert inline.children is not None
        shown = "".join(child.content for child in inline.children)
        assert shown == one_line(text)
        targets = [child.attrs["href"] for child in inline.children if child.type == "link_open"]
        assert all(str(target).lower().startswith(("http://", "https://")) for target in targets)
        assert len(targets) == int(address.startswith("https://example.org/"))
