"""The commands of the charts: walking them, dividing and measuring in another way, going to the rows behind a bar."""

from tuiapp.i18n import _
from tuiapp.tui.command import Command

CHARTING: tuple[Command, ...] = (
    Command(
        "figures",
        _("figures"),
        _("Show the charts of the query: regions, years, stages, sectors, indicators."),
        ("f",),
        ("explore",),
        "Look",
        3,
    ),
    Command("open-bar", _("rows"), _("Go to the signings behind the bar."), ("enter",), ("figures",), "Look", 1),
    Command("next-chart", _("chart"), _("Go to the next chart."), ("tab",), ("figures",), "Move", 0),
    Command("previous-chart", _("chart"), _("Go to the chart before."), ("shift+tab",), ("figures",), "Move"),
    Command(
        "next-ranking",
        _("ranking"),
        _("Divide the query in another way: regions, cities, events, signings, the parts of totals."),
        ("n",),
        ("figures",),
        "Look",
        3,
    ),
    Command(
        "previous-ranking", _("ranking"), _("Divide the query in the way before."), ("p",), ("figures",), "Look", 3
    ),
    Command(
        "switch-length",
        _("measure"),
        _("Draw bars as long as the number of projects, or as the investment."),
        ("m",),
        ("figures",),
        "Look",
        85,
    ),
)
"""A part of the catalogue in `commands`."""
