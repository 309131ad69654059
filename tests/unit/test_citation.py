"""A row or a source in one line that says where each number is from."""

from __future__ import annotations

import hostile
from samples import DOLLARS, REPORT, SIGNING
from support import replace
from tuiapp.export.citation import citation, source
from tuiapp.values.quantity import Quantity


def test_a_source_is_named_as_far_as_it_is_known() -> None:
    bare = REPORT._replace(title=None, published=None, url=None)
    assert source(bare) == f"{REPORT.publisher}, undated"
    whole = REPORT._replace(title="The Opening", published="2023-10-09", url="https://example.org/a")
    assert source(whole) == f"{REPORT.publisher}, “The Opening”, 2023-10-09, https://example.org/a"


def test_only_a_link_of_the_web_is_copied() -> None:
    assert "javascript" not in source(REPORT._replace(url="javascript:alert(1)"))


def test_numbers_stand_as_printed_and_with_their_source() -> None:
    text = citation(SIGNING)
    assert text.endswith(source(SIGNING.report))
    assert "Changzhou, 8 Oct 2023; agreed, investment" in text
    assert "18 projects, “nearly 55 billion yuan”" in text


def test_a_count_in_words_is_not_told_its_unit_again() -> None:
    count = SIGNING.count
    assert isinstance(count, Quantity)
    row = replace(SIGNING, count=replace(count, text="18个项目"), investment=DOLLARS)
    assert f": 18个项目, “{DOLLARS.printed.text}”." in citation(row)
    assert "no number printed" in citation(replace(SIGNING, count=None, investment=None))


def test_what_is_copied_steers_no_terminal() -> None:
    assert not hostile.has_controls(citation(replace(SIGNING, label=hostile.NAME)))
