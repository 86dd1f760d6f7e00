import gc
import threading

import pytest
from PySide6.QtWidgets import QWidget

from lenet_gui.gui import garbage
from lenet_gui.gui.garbage import WindowThreadCollector


@pytest.fixture
def collector(qapp, monkeypatch):
    monkeypatch.setattr(garbage, "INTERVAL", 5)
    before = gc.isenabled()
    collector = WindowThreadCollector()
    collector.start()
    yield collector
    collector.stop()
    (gc.enable if before else gc.disable)()


class Cycle:
    """Garbage that only the collector finds, and that notes where it is destroyed."""

    def __init__(self, where: list[int]) -> None:
        self.me = self
        self.where = where

    def __del__(self) -> None:
        self.where.append(threading.get_ident())


def test_garbage_of_another_thread_is_destroyed_in_the_windows(qtbot, collector):
    where: list[int] = []

    def litter() -> None:
        for _ in range(3000):
            Cycle(where)

    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert where == []
    qtbot.waitUntil(lambda: len(where) == 3000)
    assert set(where) == {threading.get_ident()}


def test_during_a_run_the_oldest_generation_waits_for_its_end(qtbot, monkeypatch):
    monkeypatch.setattr(garbage, "INTERVAL", 5)
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", asked.append)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 11, 11))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    before, busy = gc.isenabled(), [True]
    collector = WindowThreadCollector(busy=lambda: busy[0])
    collector.start()
    qtbot.waitUntil(lambda: len(asked) >= 2)
    assert set(asked) == {1}
    busy[0] = False
    asked.clear()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0] == 2
    collector.stop()
    (gc.enable if before else gc.disable)()


def test_collector_is_given_back(qapp):
    before = gc.isenabled()
    owner = QWidget()
    collector = WindowThreadCollector(owner)
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    (gc.enable if before else gc.disable)()
