"""What every test gets: a headless Qt, no garbage of others, a check that it leaves no thread.

And the order of the files: the longest first, so that the workers end together.
"""

import gc
import os
import sys
import weakref

import pytest

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LONGEST = (
    "test_random_events.py", "test_main_window.py", "test_time_travel.py", "test_script.py",
    "test_watch_values.py", "test_misuses.py", "test_accumulation_presets.py",
    "test_accumulation.py", "test_explaining.py",
)  # fmt: skip
"""The files that take longest, beginning with the longest; the others follow as they lie."""


def pytest_configure(config):
    """Let xdist keep the order of the files; its own has those with the most tests first."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items):
    """Begin with the longest files."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


def pytest_collection_finish():
    """Take what is imported out of the collector's sight: looking it through takes a second."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def _garbage_of_this_thread():
    """Collect garbage here, as the program does: never a widget in a training thread."""
    gc.disable()
    yield
    gc.collect()
    gc.freeze()  # what a module leaves is there to stay, such as what it has imported


@pytest.fixture(autouse=True)
def _memory_given_back():
    """Collect what this test has left, if it is much: fresh memory costs more than a look."""
    yield
    if gc.get_count()[0] > 5000:
        gc.collect(1)


@pytest.fixture(autouse=True)
def _nothing_left(request, monkeypatch):
    """Fail a test that leaves a training thread running: its end would abort the process.

    And delete the windows that a test has closed: each change of the theme would restyle them.
    """
    if "qtbot" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    from lenet_gui.gui.training_thread import TrainingThread

    started = weakref.WeakSet()

    def start(thread):
        started.add(thread)
        super(TrainingThread, thread).start()

    monkeypatch.setattr(TrainingThread, "start", start, raising=False)
    yield
    running = [thread for thread in started if thread.isRunning()]
    for thread in running:
        thread.stop()
        thread.wait(5000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not running, "a training thread was still running"
