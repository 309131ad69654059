"""Every sentence a user reads passes through here, so that it can be translated.

Catalogues are read from the folder `locale` beside this file when one is there; without one the sentences
are shown as written. `gettext` is imported at the first lookup only where a catalogue exists: it costs 4 ms of a start.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

_LOCALE = Path(__file__).parent / "locale"


@cache
def _translations() -> NullTranslations | None:
    if not _LOCALE.is_dir():
        return None
    import gettext

    return gettext.translation("tuiapp", _LOCALE, fallback=True)


def _(message: str) -> str:
    """The message in the user's language."""
    translations = _translations()
    return translations.gettext(message) if translations else message


def plural(one: str, many: str, n: int) -> str:
    """The singular or the plural of a message, in the user's language, with `{n}` filled in."""
    translations = _translations()
    message = translations.ngettext(one, many, n) if translations else (one if n == 1 else many)
    return message.format(n=f"{n:,}")
