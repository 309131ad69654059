"""The commands of comparing: marking, choosing columns, walking them."""

from tuiapp.i18n import _
from tuiapp.tui.command import Command

COMPARING: tuple[Command, ...] = (
    Command(
        "compare",
        _("compare"),
        _("Set what is marked side by side; with less than two marks choose what."),
        ("c",),
        ("explore", "events"),
        "Look",
        3,
    ),
    Command(
        "open-rows",
        _("signings behind"),
        _("Show the rows behind the number under the cursor."),
        ("enter",),
        ("compare",),
        "Look",
        1,
    ),
    Command("next-section", _("next section"), _("Go to the next section."), ("tab",), ("compare",), "Move", 0),
    Command(
        "previous-section", _("previous section"), _("Go to the section before."), ("shift+tab",), ("compare",), "Move"
    ),
    Command(
        "next-lane",
        _("lane"),
        _("Look at the next lane: stage, measure, unit and basis."),
        ("L",),
        ("compare", "figures"),
        "Look",
        2,
    ),
    Command(
        "swap-columns",
        _("swap"),
        _("Let the column change places with the one to the right."),
        ("b",),
        ("compare",),
        "Columns",
        3,
    ),
    Command("add-column", _("add"), _("Choose another column."), ("a",), ("compare",), "Columns", 3),
    Command("drop-column", _("drop"), _("Leave the column out."), ("x", "delete"), ("compare",), "Columns", 3),
    Command("mark-region", _("mark"), _("Mark the region, to compare it."), ("space",), ("tree",), "Take", 2),
    Command("mark-event", _("mark"), _("Mark the event, to compare it."), ("space",), ("events",), "Take", 2),
    Command(
        "mark-offer", _("mark"), _("Mark what the line stands for, to compare it."), ("space",), ("columns",), "Take", 0
    ),
    Command(
        "compare-marked", _("compare"), _("Set what is marked side by side."), ("enter",), ("columns",), "Choose", 1
    ),
    Command(
        "other-field",
        _("list or line"),
        _("Go from the list to the line for a query, and back."),
        ("tab", "shift+tab"),
        ("columns",),
        "Choose",
        2,
    ),
)
"""A part of the catalogue in `commands`."""
