"""Folding and tokens: what counts as the same name, and what a search matches."""

from __future__ import annotations

import pytest

from tuiapp.catalog.fold import fold, index_tokens, query_tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Xi'an", "xian"),
        ("Xi’an’s projects", "xian projects"),
        ("PEOPLE'S GOVERNMENT", "people government"),
        ("SÃO Paulo", "sao paulo"),
        ("new-energy", "new energy"),
        ("２０２３ Ｇ", "2023 g"),
        ("R&D (China)", "r d china"),
        ("常州·武进", "常州 武进"),
        ("Straße", "strasse"),
        (" \t|[/] ", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


def test_ideographs_are_indexed_in_pairs_and_the_last_alone() -> None:
    assert index_tokens("常州市 5G展") == ["常州", "州市", "市", "5g", "展"]


@pytest.mark.parametrize(
    ("text", "tokens", "open_end"),
    [
        ("常州", ["常州"], False),
        ("常", ["常"], True),
        ("常州forum", ["常州", "州", "forum"], False),
        ("New-Energy", ["new", "energy"], False),
        ("新能源", ["新能", "能源"], False),
        ("!", [], False),
    ],
)
def test_query_tokens_follow_each_other_in_the_index(text: str, tokens: list[str], open_end: bool) -> None:
    assert query_tokens(text) == (tokens, open_end)
