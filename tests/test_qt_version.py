import subprocess
import sys

import pytest
from PySide6 import __version__ as installed

from lenet_gui.qt_version import refuse_bad_pair

COUNT = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

class Source(QObject):
    happened = Signal(object)

class Sink(QObject):
    @Slot(object)
    def take(self, payload):
        self.payload = payload

def counts():
    return [sys.getrefcount(True), sys.getrefcount(False), sys.getrefcount(None)]

def emit_and_start(times):
    for number in range(times):
        source.happened.emit(number)
        timer.start(100_000)

app = QCoreApplication([])
source, sink, timer = Source(), Sink(), QTimer()
source.happened.connect(sink.take)
spare = [True, False, None] * 10_000  # a version that loses references must live to tell it
emit_and_start(10)  # the first ones fill caches
before = counts()
emit_and_start(1_000)
after = counts()  # before the next line makes objects of its own
print([now - then for now, then in zip(after, before)])
"""


@pytest.mark.parametrize("pyside", ["6.12.0", "6.12.1", "6.13.0a1", "7.0.0"])
def test_versions_that_lose_references_are_refused_before_python_3_12(pyside):
    refusal = refuse_bad_pair((3, 11), pyside)
    assert refusal is not None
    assert f"PySide6 {pyside}" in refusal
    assert "Python 3.11" in refusal
    assert refuse_bad_pair((3, 12), pyside) is None


@pytest.mark.parametrize("python", [(3, 11), (3, 12), (3, 13)])
def test_version_that_crashes_on_connections_is_refused_on_every_python(python):
    assert "6.10.1" in refuse_bad_pair(python, "6.10.1")


@pytest.mark.parametrize("pyside", ["6.9.3", "6.10.0", "6.10.2", "6.10.10", "6.11.3"])
def test_other_versions_are_accepted(pyside):
    assert refuse_bad_pair((3, 11), pyside) is None


def test_installed_pair_is_accepted():
    assert refuse_bad_pair(sys.version_info[:2], installed) is None


def test_signals_and_timers_change_no_reference_count():
    # Measured on Python 3.11: exactly 0 with 6.11.3, about -1,000 for True and None with 6.12.0.
    # From 3.12 on these counts are fixed. In a process of its own: no other thread counts along.
    told = subprocess.run(
        [sys.executable, "-c", COUNT], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "[0, 0, 0]"
