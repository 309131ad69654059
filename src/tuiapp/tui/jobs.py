"""Questions to the index that run beside the event loop, the latest of each kind winning."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.errors import Interrupted, QueryError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path

    from textual.screen import Screen

Answer = TypeVar("Answer")


def leniently(ask: Callable[[bool], Answer], *, typing: bool = False) -> Answer:
    """Ask with a query of the screen's; where it names what a dataset read again has lost, as one still being typed.

    That finds nothing, or what begins like it, and finds all again when the name is back.
    """
    try:
        return ask(typing)
    except QueryError:
        return ask(True)


class Job(Generic[Answer]):
    """One kind of question. Asking again interrupts the one that runs, and a late answer is dropped.

    Every kind has a thread and a connection of its own: one can be interrupted without the others.
    """

    def __init__(
        self,
        screen: Screen[None],
        catalog: Catalog,
        done: Callable[[Answer], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._screen = screen
        self._index = catalog.index
        self._own: Catalog | None = None
        self._done = done
        self._failed = failed
        self._generation = 0
        self._answered = 0
        self._running = False
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None

    def ask(self, question: Callable[[Catalog], Answer]) -> None:
        """Ask; the answer comes to `done` on the event loop unless another question is asked first."""
        with self._lock:
            self._generation += 1
            generation = self._generation
            self._interrupt()
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="tuiapp")
        self._pool.submit(self._run, question, generation)

    def drop(self) -> None:
        """Forget what is being asked."""
        with self._lock:
            self._generation += 1
            self._answered = self._generation
            self._interrupt()

    def use(self, index: Path) -> None:
        """Answer from another index from the next question on, and forget what is being asked of the one before."""
        self._index = index
        self.drop()
        with self._lock:
            if not self._running and self._own is not None:  # else the thread closes it before the next question
                self._own.close()
                self._own = None

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._answered != self._generation

    def close(self) -> None:
        """Stop, and close the connection."""
        self.drop()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        if self._own is not None:
            self._own.close()

    def _interrupt(self) -> None:
        if self._running and self._own is not None:
            self._own.interrupt()

    def _run(self, question: Callable[[Catalog], Answer], generation: int) -> None:
        with self._lock:
            if generation != self._generation:
                return
            if self._own is not None:
                # Who asked this may have interrupted the question before when it had just been answered.
                self._own.begin()
            self._running = True
        try:
            answer = question(self._connected())
        except Interrupted:
            pass
        except Exception as error:
            failure = error  # the name in the clause is gone when the event loop calls back
            self._deliver(generation, lambda: self._failed(failure))
        else:
            self._deliver(generation, lambda: self._done(answer))
        finally:
            with self._lock:
                self._running = False

    def _connected(self) -> Catalog:
        """The job's own connection, made here so that opening the screen does not wait for four of them."""
        index = self._index
        if self._own is not None and self._own.index != index:
            self._own.close()
            self._own = None
        if self._own is None:
            self._own = Catalog.open(index)
        return self._own

    def _deliver(self, generation: int, call: Callable[[], None]) -> None:
        def unless_stale() -> None:
            if generation == self._generation:
                self._answered = generation
                call()

        # Posting to the screen is the one thing Textual allows from another thread; a closed screen refuses it.
        self._screen.call_later(unless_stale)
