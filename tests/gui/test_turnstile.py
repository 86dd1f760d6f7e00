"""The two threads go one after the other, and neither waits for ever."""

import threading
import time

from lenet_gui.gui import turnstile
from lenet_gui.gui.turnstile import Turnstile


def passing(gate: Turnstile, stop: threading.Event, counts: list[int]) -> threading.Thread:
    """A thread that passes again and again, as a run does."""

    def run() -> None:
        while not stop.is_set():
            gate.pass_through()
            counts[0] += 1

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_training_stands_while_the_window_draws():
    gate, stop, counts = Turnstile(), threading.Event(), [0]
    thread = passing(gate, stop, counts)
    try:
        with gate.held():
            assert gate._stands.is_set()
            before = counts[0]
            for _ in range(20_000):  # draws
                pass
            assert counts[0] == before
    finally:
        stop.set()
        thread.join(5)
    assert not thread.is_alive()


def test_training_goes_on_after_each_drawing():
    gate, stop, counts = Turnstile(), threading.Event(), [0]
    thread = passing(gate, stop, counts)
    try:
        for _ in range(20):
            with gate.held():
                before = counts[0]
            end = time.monotonic() + 5
            while counts[0] == before and time.monotonic() < end:
                pass
            assert counts[0] > before
    finally:
        stop.set()
        thread.join(5)


def test_window_draws_although_nobody_comes_by(monkeypatch):
    monkeypatch.setattr(turnstile, "WINDOW_PATIENCE", 0.001)
    drawn = []
    with Turnstile().held():
        drawn.append(True)
    assert drawn


def test_window_draws_beside_a_call_that_needs_no_interpreter(monkeypatch):
    monkeypatch.setattr(turnstile, "WINDOW_PATIENCE", 60)
    gate = Turnstile()
    with gate.passed_by(), gate.held():
        assert gate._stands.is_set()
    assert not gate._stands.is_set()  # the next one waits again


def test_open_turnstile_holds_nobody_up():
    gate = Turnstile()
    gate.pass_through()
    assert not gate._stands.is_set()


def test_exception_while_drawing_opens_it_again():
    gate = Turnstile()
    try:
        with gate.held():
            raise ValueError("planted")
    except ValueError:
        pass
    assert gate._open.is_set()
    assert not gate._held
