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


def test_collector_is_given_back(qapp):
    before = gc.isenabled()
    owner = QWidget()
    collector = WindowThreadCollector(owner)
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    (gc.enable if before else gc.disable)()
