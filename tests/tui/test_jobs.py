"""Questions beside the event loop: an interruption is of the question it was meant for."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, cast

from textual.screen import Screen

from tuiapp.catalog.catalog import Catalog
from tuiapp.tui.jobs import Job


class Loop:
    """Stands for a screen: calls back when it is told to."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def call_later(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def turn(self) -> None:
        """Wait for a call, and make it."""
        self._calls.get(timeout=30)()


def _part_by_part(catalog: Catalog) -> str:
    """A question that heeds interruptions between its statements."""
    catalog._connection.check()
    return "answered"


def test_an_interruption_that_comes_too_late_is_none_of_the_next_question(catalog: Catalog) -> None:
    loop, answers = Loop(), list[str]()
    job: Job[str] = Job(cast("Screen[None]", loop), catalog, answers.append, lambda error: answers.append(repr(error)))
    try:
        job.ask(_part_by_part)
        loop.turn()
        # As when the next question is asked before the thread has noticed that it is done with this one.
        own: Any = job._own
        own.interrupt()
        job.ask(_part_by_part)
        loop.turn()
    finally:
        job.close()
    assert answers == ["answered", "answered"]


def test_a_question_is_interrupted_by_the_next(catalog: Catalog) -> None:
    loop, answers, begun = Loop(), list[str](), SimpleQueue[None]()

    def endless(own: Catalog) -> str:
        begun.put(None)
        while True:
            own._connection.check()

    job: Job[str] = Job(cast("Screen[None]", loop), catalog, answers.append, lambda error: answers.append(repr(error)))
    try:
        job.ask(_part_by_part)
        loop.turn()
        job.ask(endless)
        begun.get(timeout=30)
        job.ask(_part_by_part)
        loop.turn()
    finally:
        job.close()
    assert answers == ["answered", "answered"]
