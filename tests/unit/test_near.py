"""The nearest known name."""

from __future__ import annotations

import pytest

from tuiapp.values.near import fold, nearest


@pytest.mark.parametrize(
    ("word", "names", "expected"),
    [
        ("chanzhou", ["Suzhou", "changzhou", "Foshan"], "changzhou"),
        ("DUSSELDORF", ["Dortmund", "Düsseldorf"], "Düsseldorf"),
        ("investmnt", ["investment", "indicator"], "investment"),
        ("常洲", ["苏州", "常州"], "常州"),
        ("xyz", ["Suzhou", "Foshan"], None),
        ("anything", [], None),
    ],
)
def test_the_nearest_name_ignores_case_and_accents(word: str, names: list[str], expected: str | None) -> None:
    assert nearest(word, names) == expected


def test_of_two_spellings_that_fold_to_one_the_first_is_named() -> None:
    assert nearest("suzhuo", ["Suzhou", "suzhou"]) == "Suzhou"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Düsseldorf", "dusseldorf"),
        ("  North   Rhine ", "north rhine"),
        ("Straße", "strasse"),
        ("常州", "常州"),
        ("", ""),
    ],
)
def test_folding_drops_case_accents_and_repeated_blanks(text: str, folded: str) -> None:
    assert fold(text) == folded
