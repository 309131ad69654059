"""Makes ids out of names."""

from __future__ import annotations

import re

from tuiapp.values.near import fold

_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """The text's Latin letters and digits in lower case, joined by hyphens; empty when it has none.

    `Xi’an High-tech Zone` becomes `xian-high-tech-zone`.
    """
    return _OTHER.sub("-", fold(text).replace("’", "").replace("'", "")).strip("-")
