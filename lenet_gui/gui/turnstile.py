"""Turns for two threads that share one interpreter: the training stands while the window draws."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

TRAINING_PATIENCE = 0.1
"""Seconds that the training stands at most, whatever the window does."""

WINDOW_PATIENCE = 0.008
"""Seconds that the window waits at most for the training to come to the end of a call."""


class Turnstile:
    """Held by the window's thread while it draws, passed by the training thread between calls.

    Both threads need the interpreter's lock and let go of it at every call into C++. Side by side
    they hand it over forty times in a frame, and each time one falls asleep and is woken: the
    training lost three times as long as the drawing took. One after the other, it loses just
    that; and less where the window draws while the training computes without the interpreter.
    """

    def __init__(self) -> None:
        self._held = False
        self._open = threading.Event()
        self._stands = threading.Event()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Draw undisturbed. From the window's thread, while a run is going on."""
        self._open.clear()
        self._held = True
        self._stands.wait(WINDOW_PATIENCE)
        try:
            yield
        finally:
            self._held = False
            self._open.set()

    @contextmanager
    def passed_by(self) -> Iterator[None]:
        """Let the window draw beside this: a long call that hardly needs the interpreter.

        From the training thread. Such a call is PyTorch's backward, half of an iteration.
        """
        self._stands.set()
        try:
            yield
        finally:
            self._stands.clear()

    def pass_through(self) -> None:
        """Stand while the window draws. From the training thread."""
        if self._held:
            self._stands.set()
            self._open.wait(TRAINING_PATIENCE)
            self._stands.clear()
