"""What every test gets: a headless Qt, and a check that it leaves nothing behind."""

import gc
import os
import sys
import weakref

import pytest

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True, scope="module")
def _garbage_of_this_thread():
    """Collect garbage here, as the program does: never a widget in a training thread."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _no_threads_left(request, monkeypatch):
    """Fail a test that leaves a training thread running: its end would abort the process."""
    if "qtbot" not in request.fixturenames:
        yield
        return
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
    assert not running, "a training thread was still running"
