"""The whole window with a real trainer, for the tests of the window."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from lenet_gui.core.commands import Command
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.language import Language
from lenet_gui.gui.settings import Settings

if TYPE_CHECKING:
    from lenet_gui.gui.main_window import MainWindow


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path / "settings.ini")


def _stuck() -> None:
    raise AssertionError("the training thread did not stop in time")


@pytest.fixture(scope="session")
def program() -> ModuleType:
    """The program, with what it imports in its own time: no window has to wait for it to close."""
    from lenet_gui import app  # the other tests here need no window

    app.warm_up()
    return app


@pytest.fixture
def build(qtbot, qapp: QApplication, settings, program, monkeypatch) -> Callable[[], MainWindow]:
    """Builds windows that are closed, thread and all, at the end of the test."""
    monkeypatch.setattr(program, "give_up", _stuck)  # the program's own ends the process
    windows: list[MainWindow] = []
    look = (qapp.palette(), qapp.styleSheet(), qapp.font())

    def close(window: MainWindow) -> None:
        window.close()  # which takes until the training thread has ended
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)

    def make() -> MainWindow:
        window = program.build(qapp, settings, Language.ENGLISH)
        windows.append(window)
        qtbot.addWidget(window, before_close_func=close)
        window.show()
        return window

    yield make
    for window in windows:
        window.reporter.remove()
        window.preferences.set_language(Language.ENGLISH, remember=False)
    # First: each of the next three lines would dress what is about to go.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setPalette(look[0])
    qapp.setStyleSheet(look[1])
    qapp.setFont(look[2])


@pytest.fixture
def window(build, qtbot) -> MainWindow:
    """A window whose trainer is loaded."""
    window = build()
    qtbot.waitUntil(lambda: window.snapshot is not None, timeout=30_000)
    return window


@pytest.fixture
def press(window, qtbot) -> Callable[[str], Snapshot]:
    """Presses the button of an action, by its name, and waits for the state that it leaves."""

    def do(name: str) -> Snapshot:
        with qtbot.waitSignal(window.training.applied, timeout=10_000):
            getattr(window.commands, name).trigger()
        qtbot.waitUntil(lambda: window.snapshot.last is not None)
        return window.snapshot

    return do


@pytest.fixture
def send(window, qtbot) -> Callable[[Command], Snapshot]:
    """Sends a command and waits for the state that it leaves."""

    def do(command: Command) -> Snapshot:
        with qtbot.waitSignal(window.training.applied, timeout=10_000):
            window.issue(command)
        return window.snapshot

    return do
