"""The whole window with a real trainer, for the tests of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
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


@pytest.fixture
def build(qtbot, qapp: QApplication, settings) -> Callable[[], MainWindow]:
    """Builds windows that are closed, thread and all, at the end of the test."""
    from lenet_gui import app as program  # the other tests here need no window

    windows: list[MainWindow] = []
    look = (qapp.palette(), qapp.styleSheet(), qapp.font())

    def make() -> MainWindow:
        window = program.build(qapp, settings, Language.ENGLISH)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        return window

    yield make
    for window in windows:
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=10_000)
        window.reporter.remove()
        window.preferences.set_language(Language.ENGLISH, remember=False)
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
