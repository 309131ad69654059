"""The types that all of the dataset's files are made of."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
"""Lower-case letters, digits and single hyphens."""
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Day = Annotated[date, Strict()]
"""A TOML date; a date-time is none."""
DateText = Day | Text
"""A TOML date, or a string where it is a year, a month or a period."""
Names = Text | Annotated[tuple[Text, ...], Field(min_length=1)]
"""One name, or several in brackets."""
Currency = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
"""An ISO 4217 code."""


class Entry(BaseModel):
    """What all tables have in common: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
