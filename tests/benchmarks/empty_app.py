"""The least a Textual app can be: what all starts are compared with."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Static


class Empty(App[None]):
    """A header, a line, a footer."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """All there is."""
        yield Header()
        yield Static("nothing here")
        yield Footer()


if __name__ == "__main__":
    Empty().run()
