"""What every test gets: a headless Qt, and a check that it leaves nothing behind."""

import gc
import os
import sys

import pytest

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _no_qt_leftovers(request):
    """Fail a test that leaves a running thread or a visible top-level widget behind."""
    yield
    if "qapp" not in request.fixturenames:
        return
    from PySide6.QtCore import QThread
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if app is None:
        return
    running = [o for o in gc.get_objects() if isinstance(o, QThread) and _runs(o)]
    for thread in running:
        thread.quit()
        thread.wait(5000)
    assert not running, f"threads still running: {running}"


def _runs(thread) -> bool:
    try:
        return thread.isRunning() and thread.objectName() == "training"
    except RuntimeError:  # its C++ half is gone
        return False
