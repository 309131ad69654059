"""Questions to the index that run beside the event loop, the latest of each kind winning."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from tuiapp.catalog.errors import Interrupted

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from textual.screen import Screen

    from tuiapp.catalog.catalog import Catalog

Answer = TypeVar("Answer")


class Job(Generic[Answer]):
    """One kind of question. Asking again interrupts the one that runs, and a late answer is dropped.

    Every kind has a thread and a connection of its own: SQLite gives each connection its own temporary tables and
    can interrupt one without the others.
    """

    def __init__(
        self,
        screen: Screen[None],
        catalog: Catalog,
        done: Callable[[Answer], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._screen = screen
        self._shared = catalog
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
            self._running = True
        try:
            if self._own is None:  # here, so that opening the screen does not wait for four connections
                self._own = self._shared.fork()
            answer = question(self._own)
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

    def _deliver(self, generation: int, call: Callable[[], None]) -> None:
        def unless_stale() -> None:
            if generation == self._generation:
                self._answered = generation
                call()

        # Posting to the screen is the one thing Textual allows from another thread; a closed screen refuses it.
        self._screen.call_later(unless_stale)
