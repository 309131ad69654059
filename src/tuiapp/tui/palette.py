"""The palette: every command that works now, by name, and the themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tuiapp.i18n import _
from tuiapp.tui.commands import GROUPS, in_context

if TYPE_CHECKING:
    from tuiapp.tui.app import TuiApp


class CommandsProvider(Provider):
    """Commands of the focused pane and its screen, grouped as the help groups them."""

    def _entries(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        app = cast("TuiApp", self.app)
        contexts = getattr(self.screen, "contexts", ("app",))
        known = {command.id: command for command in in_context(*contexts)}
        for command in sorted(known.values(), key=lambda c: GROUPS.index(c.group)):
            if self.screen.check_action(command.action, ()):
                title = f"{_(command.group)}: {command.title}"
                yield title, f"{command.help}  {command.shown}", partial(app.press_command, command)
        from tuiapp.tui.app import CHOICES

        for theme, name in CHOICES:
            yield f"{_('Theme')}: {name}", _("Change the colours."), partial(app.use_theme, theme.name)

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for title, help_text, call in self._entries():
            yield DiscoveryHit(title, call, help=help_text)

    async def search(self, query: str) -> Hits:
        """Those that match what is typed, by name or by what they do."""
        matcher = self.matcher(query)
        for title, help_text, call in self._entries():
            score = matcher.match(title) or matcher.match(help_text) * 0.5
            if score > 0:
                yield Hit(score, matcher.highlight(title), call, help=help_text)
