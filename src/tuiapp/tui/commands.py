"""Every command of the screen, declared once: bindings, footer, help, palette and the docs are made from this."""

from functools import cache
from typing import TYPE_CHECKING

from tuiapp.i18n import _
from tuiapp.tui.command import GROUPS, Command, key_name
from tuiapp.tui.compare_commands import COMPARING
from tuiapp.tui.figure_commands import CHARTING

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = ["BY_ID", "COMMANDS", "GROUPS", "Command", "bindings", "in_context", "key_name"]

_ROWS = ("table", "so-far", "tree", "detail", "event", "events", "left-out", "compare", "columns", "figures")

COMMANDS: tuple[Command, ...] = (
    # Move
    Command("cursor-up", _("up"), _("Go one row up."), ("up", "k"), ("rows",), "Move"),
    Command("cursor-down", _("down"), _("Go one row down."), ("down", "j"), ("rows",), "Move"),
    Command("cursor-first", _("first"), _("Go to the first row."), ("g", "home"), ("rows",), "Move"),
    Command("cursor-last", _("last"), _("Go to the last row."), ("G", "end"), ("rows",), "Move"),
    Command("half-down", _("half a page down"), _("Go half a page down."), ("ctrl+d",), ("rows",), "Move"),
    Command("half-up", _("half a page up"), _("Go half a page up."), ("ctrl+u",), ("rows",), "Move"),
    Command("page-down", _("page down"), _("Go a page down."), ("pagedown", "ctrl+f"), ("rows",), "Move"),
    Command("page-up", _("page up"), _("Go a page up."), ("pageup", "ctrl+b"), ("rows",), "Move"),
    Command(
        "column-left",
        _("column left"),
        _("Go one column to the left."),
        ("left", "h"),
        ("table", "so-far", "sides"),
        "Move",
    ),
    Command(
        "column-right",
        _("column right"),
        _("Go one column to the right."),
        ("right", "l"),
        ("table", "so-far", "sides"),
        "Move",
    ),
    Command(
        "close-node",
        _("close"),
        _("Close the region, or go to the one it lies in."),
        ("left", "h"),
        ("tree",),
        "Move",
        30,
    ),
    Command("open-node", _("open"), _("Show the regions inside this one."), ("right", "l"), ("tree",), "Move", 31),
    Command("next-pane", _("next pane"), _("Go to the next pane."), ("tab",), ("explore",), "Move"),
    Command("previous-pane", _("previous pane"), _("Go to the previous pane."), ("shift+tab",), ("explore",), "Move"),
    Command("pane-1", _("regions"), _("Go to the region tree."), ("1",), ("explore",), "Move"),
    Command("pane-2", _("signings"), _("Go to the table of signings."), ("2",), ("explore",), "Move"),
    Command("pane-3", _("detail"), _("Go to the event of the row."), ("3",), ("explore",), "Move"),
    Command("zoom", _("zoom pane"), _("Give the pane the whole screen."), ("plus",), ("explore", "figures"), "Move"),
    Command("unzoom", _("all panes"), _("Show all panes again."), ("underscore",), ("explore", "figures"), "Move"),
    # Sort
    Command(
        "sort-up",
        _("sort"),
        _("Sort by the column under the cursor, lowest first."),
        ("left_square_bracket",),
        ("table",),
        "Sort",
        2,
    ),
    Command(
        "sort-down",
        _("sort"),
        _("Sort by the column under the cursor, highest first."),
        ("right_square_bracket",),
        ("table",),
        "Sort",
        2,
    ),
    Command(
        "add-sort-up",
        _("then up"),
        _("Sort rows that are equal so far by this column, lowest first."),
        ("left_curly_bracket",),
        ("table",),
        "Sort",
    ),
    Command(
        "add-sort-down",
        _("then down"),
        _("Sort rows that are equal so far by this column, highest first."),
        ("right_curly_bracket",),
        ("table",),
        "Sort",
    ),
    Command(
        "default-order",
        _("default order"),
        _("Newest first, parts under their whole."),
        ("equals_sign",),
        ("table",),
        "Sort",
    ),
    # Look
    Command(
        "search",
        _("search"),
        _("Narrow by words, places, sectors, dates or sizes while typing."),
        ("slash",),
        ("explore",),
        "Look",
        1,
    ),
    Command(
        "choose-region",
        _("filter"),
        _("Show the signings of this region alone; once more shows all."),
        ("enter",),
        ("tree",),
        "Look",
        0,
    ),
    Command(
        "open-event",
        _("event"),
        _("Open the event of this row with everything reported of it."),
        ("enter",),
        ("table", "so-far", "detail"),
        "Look",
        1,
    ),
    Command(
        "left-out",
        _("left out"),
        _("Show what the total leaves out, and why."),
        ("t",),
        ("explore", "compare"),
        "Look",
        4,
    ),
    Command("explain", _("explain"), _("Explain the finding under the cursor."), ("enter",), ("event",), "Look", 1),
    Command(
        "events",
        _("events"),
        _("List the events that the query finds, with or without a signing."),
        ("v",),
        ("explore",),
        "Look",
        9,
    ),
    Command("open-listed", _("open"), _("Open the event of this line."), ("enter",), ("events",), "Look", 1),
    Command("open-signing", _("open"), _("Open the event of this row."), ("enter",), ("left-out",), "Look", 1),
    Command("next-reason", _("next reason"), _("Go to the next reason."), ("n",), ("left-out",), "Move", 2),
    Command("previous-reason", _("previous reason"), _("Go to the previous reason."), ("p",), ("left-out",), "Move", 3),
    Command(
        "back",
        _("back"),
        _("Go back one step."),
        ("escape",),
        ("explore", "event", "events", "left-out", "compare", "figures"),
        "Look",
        80,
    ),
    Command(
        "help",
        _("help"),
        _("Show the keys that work here."),
        ("question_mark", "f1"),
        ("explore", "event", "events", "left-out", "compare", "figures", "reading"),
        "Look",
        99,
    ),
    Command("palette", _("palette"), _("Find a command by name."), ("ctrl+p",), ("app",), "Look"),
    Command(
        "problems",
        _("problems"),
        _("Show what keeps the dataset from being read."),
        ("exclamation_mark",),
        ("app",),
        "Look",
    ),
    Command("quit", _("quit"), _("Leave the program."), ("q", "ctrl+q"), ("app",), "Look"),
    # Take
    Command(
        "mark",
        _("mark"),
        _("Mark the row, to export the marked rows alone or to compare their events."),
        ("space",),
        ("table",),
        "Take",
        2,
    ),
    Command(
        "export",
        _("export"),
        _("Write the current view to a file or the clipboard."),
        ("e",),
        ("explore", "event", "events", "left-out", "compare", "figures"),
        "Take",
        6,
    ),
    Command(
        "copy", _("copy"), _("Copy the row as text."), ("y",), ("explore", "event", "left-out", "reading"), "Take", 7
    ),
    Command(
        "open-source",
        _("source"),
        _("Open the source of the row in a browser."),
        ("o",),
        ("explore", "event", "left-out", "reading"),
        "Take",
        8,
    ),
    Command("reload", _("reload"), _("Read the dataset again."), ("r",), ("explore",), "Take"),
    # Columns
    Command("hide-column", _("hide"), _("Hide the column under the cursor."), ("x",), ("table",), "Columns"),
    Command(
        "narrower",
        _("narrower"),
        _("Make the column under the cursor narrower."),
        ("less_than_sign",),
        ("table", "so-far"),
        "Columns",
    ),
    Command(
        "wider",
        _("wider"),
        _("Make the column under the cursor wider."),
        ("greater_than_sign",),
        ("table", "so-far"),
        "Columns",
    ),
    Command(
        "all-columns",
        _("all columns"),
        _("Show the usual columns in their usual widths."),
        ("X",),
        ("table",),
        "Columns",
    ),
    # Choose: in the search line, the empty table, a dialog
    Command(
        "take-suggestion", _("take"), _("Take the suggestion under the cursor."), ("tab",), ("search",), "Choose", 1
    ),
    Command("next-suggestion", _("choose"), _("Go to the next suggestion."), ("down",), ("search",), "Choose", 2),
    Command("previous-suggestion", _("choose"), _("Go to the previous suggestion."), ("up",), ("search",), "Choose"),
    Command(
        "keep-query", _("keep query"), _("Keep the query and go to the table."), ("enter",), ("search",), "Choose", 3
    ),
    Command(
        "leave-search",
        _("close"),
        _("Close the search and return to the last query."),
        ("escape",),
        ("search",),
        "Choose",
        4,
    ),
    Command("clear-query", _("clear"), _("Empty the search line."), ("ctrl+u",), ("search",), "Choose", 5),
    Command(
        "drop-term",
        _("drop the term"),
        _("Leave the term under the cursor out of the query."),
        ("enter",),
        ("empty",),
        "Choose",
        0,
    ),
    Command("write", _("export"), _("Write the export."), ("enter",), ("export",), "Choose", 1),
    Command(
        "copy-command",
        _("copy command"),
        _("Copy the command line that prints the same."),
        ("ctrl+y",),
        ("export",),
        "Choose",
        2,
    ),
    Command("next-field", _("next field"), _("Go to the next field."), ("tab", "down"), ("export",), "Choose", 3),
    Command(
        "previous-field",
        _("previous field"),
        _("Go to the previous field."),
        ("shift+tab", "up"),
        ("export",),
        "Choose",
    ),
    Command("choice-left", _("choose"), _("Choose the one before."), ("left",), ("export",), "Choose"),
    Command("choice-right", _("choose"), _("Choose the next one."), ("right", "space"), ("export",), "Choose"),
    Command(
        "cancel",
        _("cancel"),
        _("Close without doing anything."),
        ("escape",),
        ("export", "help", "columns"),
        "Choose",
        9,
    ),
    *COMPARING,
    *CHARTING,
)

BY_ID = {command.id: command for command in COMMANDS}


def in_context(*contexts: str) -> list[Command]:
    """The commands of these contexts, in the order of the catalogue."""
    wanted = set(contexts)
    if wanted & set(_ROWS):
        wanted.add("rows")
    return [command for command in COMMANDS if wanted & set(command.where)]


@cache
def bindings(context: str) -> "list[Binding]":
    """The bindings of one context, for a widget's or a screen's `BINDINGS`."""
    from textual.binding import Binding

    return [
        Binding(",".join(command.keys), command.action, command.title, show=False, id=f"{context}.{command.id}")
        for command in COMMANDS
        if context in command.where
    ]
