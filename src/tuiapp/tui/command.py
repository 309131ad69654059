"""What a command is, and how its keys are written."""

from typing import NamedTuple

GROUPS = ("Move", "Sort", "Look", "Take", "Columns", "Choose")


class Command(NamedTuple):
    """One thing that can be done with a key."""

    id: str
    """Names the action too: `sort-up` is `action_sort_up` of the widget or screen it works on."""
    title: str
    """One or two words, for footer and help."""
    help: str
    """A sentence, for the palette and the docs."""
    keys: tuple[str, ...]
    """In Textual's names; the first is the one shown."""
    where: tuple[str, ...]
    """The contexts it works in: a pane (`table`, `tree`, `detail`), a screen (`explore`, `event`, …), or `rows`."""
    group: str = "Look"
    footer: int | None = None
    """Its rank in the footer, lower first; None where it is not shown there."""

    @property
    def action(self) -> str:
        """The action's name without `action_`."""
        return self.id.replace("-", "_")

    @property
    def shown(self) -> str:
        """The first key as people write it."""
        return key_name(self.keys[0])


_NAMES = {
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "question_mark": "?",
    "exclamation_mark": "!",
    "equals_sign": "=",
    "plus": "+",
    "underscore": "_",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "G": "G",
}


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard or written by people."""
    return _NAMES.get(key, key)
