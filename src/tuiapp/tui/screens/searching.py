"""The search line of the explorer: opening, typing, taking a suggestion, keeping or leaving the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tuiapp.catalog.view import View
from tuiapp.i18n import plural

if TYPE_CHECKING:
    from tuiapp.catalog.suggest import Suggestion
    from tuiapp.tui.jobs import Job
    from tuiapp.tui.screens.explore_commands import ExploreCommands
    from tuiapp.tui.widgets.search import QueryInput, SearchBar, Suggestions


class Searching:
    """What happens between `/` and enter or escape. The widgets are made when first needed: a start pays nothing."""

    def __init__(self, screen: ExploreCommands) -> None:
        self._screen = screen
        self._bar: SearchBar | None = None
        self._list: Suggestions | None = None
        self._before: View | None = None
        self._typing = False
        self._held: list[tuple[str, str | None]] = []
        self.job: Job[list[Suggestion]] | None = None
        """Asks for suggestions: of many signings that takes longer than a key."""
        self._asked = False
        """Whether suggestions for what is written are still to come."""
        self._to_ask: tuple[str, int] | None = None
        """The text and the cursor to ask for when the rows are seen."""
        self._error = ""
        self._waiting: list[str] = []
        """Keys that choose among the suggestions which are still to come."""

    @property
    def is_open(self) -> bool:
        """Whether the search line is open."""
        return self._before is not None

    def open(self) -> None:
        """Open the line with the query in it."""
        from tuiapp.tui.widgets.search import SearchBar, Suggestions

        screen = self._screen
        if self.is_open:
            return
        self._before = screen.view
        if self._bar is None:
            self._bar, self._list = SearchBar(id="search"), Suggestions(id="suggestions")
            screen.mount(self._bar, before="#title")
            screen.mount(self._list)
        screen.call_after_refresh(self._start)

    def _start(self) -> None:
        assert self._bar is not None
        assert self._before is not None
        self._bar.add_class("-open")
        self._screen.query_one("#title").display = False
        query = self._before.query
        line = self._bar.input
        line.value = f"{query} " if query else ""
        line.cursor_position = len(line.value)
        self._screen.set_focus(line)
        self._typing = True
        for key, character in self._held:
            line.post_message(events.Key(key, character))
        self._held = []
        self.found(self._screen.table.count())
        self.suggest(line)

    def hold(self, event: events.Key) -> bool:
        """Keep a key typed before the line was there for the line; False when the line has the keys itself."""
        if not self.is_open or self._typing:
            return False
        self._held.append((event.key, event.character))
        return True

    def lost(self) -> None:
        """The focus went elsewhere: keep the query if what it asks for exists, else return to the one before."""
        from tuiapp.catalog.errors import QueryError

        if self._bar is None or self._before is None or not self._typing:
            return
        try:
            view = self._view_of(self._bar.input.value)
        except QueryError:
            view = self._before
        self._settle(view)

    def typed(self) -> None:
        """The table follows each key."""
        if self._bar is None or not self.is_open:
            return
        line = self._bar.input
        text = " ".join(line.value.split()) if '"' not in line.value else line.value.strip()
        rows_first = text != self._screen.view.query
        if rows_first:
            self._screen.go(self._screen.view.with_query(text), remember=False, typing=True)
        self.suggest(line, rows_first=rows_first)

    def suggest(self, line: QueryInput, error: str = "", *, rows_first: bool = False) -> None:
        """Ask what the word under the cursor may become, now or when the rows are seen.

        An error is shown until the next key.
        """
        assert self.job is not None
        self._error, self._to_ask = error, None
        text, cursor = line.value, line.cursor_position
        if error or rows_first or not self._word(line):
            self.job.drop()  # what runs would keep the rows waiting
        if error or not self._word(line):
            self.suggested([])
        if self._word(line):
            self._asked, self._to_ask = True, (text, cursor)
            if not rows_first:
                self.ask()

    def ask(self) -> None:
        """Ask for suggestions, if some are wanted that were not asked for yet."""
        if self._to_ask is not None and self.job is not None:
            (text, cursor), self._to_ask = self._to_ask, None
            self.job.ask(lambda catalog: catalog.suggest(text, cursor))

    def suggest_again(self) -> None:
        """Ask anew of a dataset that was read again: what was asked of it before is not answered any more."""
        if self._bar is not None and self._typing:
            self.suggest(self._bar.input)

    def suggested(self, suggestions: list[Suggestion]) -> None:
        """Show what the word under the cursor may become, and do what was asked of it meanwhile."""
        if self._bar is None or self._list is None or not self.is_open:
            return
        line = self._bar.input
        word = self._word(line)
        self._asked = False
        self._list.show(suggestions, word, self._error)
        wide = self._screen.size.width
        width = min(74, wide)
        start = line.cursor_position - len(word)
        self._list.styles.width = width
        self._list.styles.offset = (max(0, min(3 + start - 1, wide - width)), 1)
        self._list.set_class(True, "-open")
        waiting, self._waiting = self._waiting, []
        for name in waiting:
            self.command(name)

    @staticmethod
    def _word(line: QueryInput) -> str:
        """What stands before the cursor, back to a blank."""
        return line.value[: line.cursor_position].rpartition(" ")[2]

    def found(self, signings: int) -> None:
        """Say how much is found."""
        if self._bar is not None and self.is_open:
            self._bar.found(plural("{n} signing", "{n} signings", signings))

    def command(self, name: str) -> None:
        """Do what a key of the line asks for, unless the focus went elsewhere before it could be told."""
        if not self.is_open:
            return
        assert self._bar is not None
        assert self._list is not None
        if name == "keep":
            self._keep()
        elif name == "leave":
            self._leave()
        elif self._asked:
            self._waiting.append(name)
        else:
            self._choose(name)
            self._bar.input.stays()

    def _choose(self, name: str) -> None:
        assert self._list is not None
        if name == "next":
            self._list.step(1)
        elif name == "previous":
            self._list.step(-1)
        elif self._list.at_cursor is not None:
            self.take(self._list.at_cursor)

    def take(self, suggestion: Suggestion) -> None:
        """Put a suggestion in place of the word; those of another word mean nothing any more."""
        assert self._bar is not None
        if self._asked:
            return
        line = self._bar.input
        head, tail = line.value[: suggestion.start], line.value[suggestion.end :]
        field_only = suggestion.replacement.endswith(":")
        space = "" if field_only or tail.startswith(" ") else " "
        line.value = f"{head}{suggestion.replacement}{space}{tail}"
        line.cursor_position = len(head) + len(suggestion.replacement) + (0 if field_only else 1)
        line.focus()

    def _keep(self) -> None:
        from tuiapp.catalog.errors import QueryError

        assert self._bar is not None
        line = self._bar.input
        try:
            view = self._view_of(line.value)
        except QueryError as error:
            self.suggest(line, str(error))
            line.stays()
            return
        self._settle(view)
        self._screen.action_pane_2()

    def _leave(self) -> None:
        assert self._before is not None
        self._settle(self._before)
        self._screen.action_pane_2()

    def _view_of(self, text: str) -> View:
        """The view of what is written.

        Raises:
            QueryError: it asks for what does not exist.
        """
        from tuiapp.catalog.query import Query

        query = Query.parse(text)
        self._screen.catalog.check(query)
        return self._screen.view.with_query(str(query))

    def _settle(self, view: View) -> None:
        """Close the line on a view; the way back leads to the one before the search."""
        assert self._bar is not None
        assert self._list is not None
        before, screen = self._before, self._screen
        assert before is not None
        assert self.job is not None
        self.job.drop()
        self._asked, self._to_ask, self._waiting = False, None, []
        self._before, self._typing, self._held = None, False, []
        self._bar.remove_class("-open")
        self._list.remove_class("-open")
        screen.query_one("#title").display = True
        shown = screen.view
        screen.view = before
        if view != before:
            screen.go(view)
        elif shown != before:
            screen.go(before, remember=False)
        screen.show_footer()
