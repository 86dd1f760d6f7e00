"""Builds the program, connects its parts, and shuts it down."""

import argparse
import ctypes
import gc
import importlib.util
import logging
import os
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QSize,
    QStandardPaths,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from lenet_gui.core import heap
from lenet_gui.core.commands import Command
from lenet_gui.core.errors import InputError
from lenet_gui.gui.error_report import ErrorReporter, log, log_file, record_crashes, start_logging
from lenet_gui.gui.first_paint import FirstPaint
from lenet_gui.gui.garbage import WindowThreadCollector
from lenet_gui.gui.language import Language
from lenet_gui.gui.main_window import MainWindow
from lenet_gui.gui.panels import PANELS
from lenet_gui.gui.preferences import Preferences
from lenet_gui.gui.remembered import remembered
from lenet_gui.gui.sessions.autosave_folder import AutosaveFolder
from lenet_gui.gui.sessions.questions import Dialogs, Questions
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.training_thread import TrainingThread

if TYPE_CHECKING:
    from lenet_gui.core.trainer import Trainer

WARM_UP = "warm-up"
"""The name of the thread that imports what comes later than the first press."""

QUICK_SWITCH = 0.0005
"""Seconds after which the `warm_up` lets the window and the training have the interpreter, a tenth
of what is usual: they ask for it many times in what a press does."""

TITLE_BAR = 40
"""Height of a title bar in pixels, or more; it is not known before the window is shown."""


def run(app: QApplication, opening: QWidget, options: argparse.Namespace) -> int:
    """Run the program; the exit status.

    Args:
        app: the application.
        opening: what is shown until the window is on the screen.
        options: see `command_line`.
    """
    heap.keep_between_steps()
    start_logging(log_file())
    record_crashes(log_file().with_suffix(".crash"))
    qInstallMessageHandler(_log_qt_message)
    settings = Settings()
    if options.safe_mode:
        settings.forget()
    language = Language(options.lang) if options.lang else None
    window = build(app, settings, language, attended=True)
    # Not before: to look for garbage among all that torch imports would take the window's time.
    window.training.ready.connect(WindowThreadCollector(app, lambda: window.running).start)
    FirstPaint(window, opening.close)
    show(window)
    window.sessions.offer_left()
    if options.session is not None:
        window.sessions.open(options.session)
    status = app.exec()
    logging.shutdown()
    if warming_up():
        os._exit(status)  # an import cannot be stopped, and nothing is left to be done
    return status


def build(
    app: QApplication,
    settings: Settings,
    language: Language | None = None,
    *,
    attended: bool = False,
) -> MainWindow:
    """The window, with its faults reported; its training thread starts once it is painted.

    Args:
        app: the application.
        settings: what is remembered.
        language: a language for this once; ``None``: the remembered one.
        attended: a person is there, who is asked before work is lost, and whose work is copied
            now and then in case the program ends otherwise.
    """
    reporter = ErrorReporter(app)
    reporter.install()
    preferences = Preferences(app, settings)
    if language is not None:
        preferences.set_language(language, remember=False)
    training = TrainingThread(partial(load_trainer, settings=remembered(settings)))
    window = MainWindow(
        training,
        PANELS,
        settings,
        preferences,
        reporter,
        give_up,
        Dialogs if attended else Questions,
        autosave_folder() if attended else None,
    )
    app.aboutToQuit.connect(reporter.remove)
    FirstPaint(window, training.start)
    window.complete.connect(begin_warm_up)
    return window


def autosave_folder() -> AutosaveFolder | None:
    """Where unsaved sessions are copied to; ``None``: nothing can be written there."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    try:
        return AutosaveFolder(Path(place) / "autosave")
    except OSError as error:
        log.warning("there will be no copies of unsaved sessions: %s", error)
        return None


def show(window: MainWindow) -> None:
    """Show the window; on a screen that it would not fit with its frame, filling it."""
    if fits(window.size(), window.screen().availableSize()):
        window.show()
    else:
        window.showMaximized()


def fits(window: QSize, screen: QSize) -> bool:
    """Whether a window and its frame have room on a screen."""
    frame = QSize(2, TITLE_BAR)
    return (window + frame).width() <= screen.width() and (
        (window + frame).height() <= screen.height()
    )


def load_trainer(settings: Sequence[Command] = ()) -> "Trainer":
    """Import torch, which takes seconds, and start as the tutorial does.

    Args:
        settings: how the debugger is set; left out where the trainer refuses one of them.
    """
    _preload_torch()
    from lenet_gui.core.trainer import Trainer

    try:
        return Trainer(seed=0, settings=settings)
    except InputError:
        log.warning("what is remembered of the debugger cannot be used: %s", settings)
        return Trainer(seed=0)


def begin_warm_up() -> None:
    """Have a thread of its own do the `warm_up`, so that no press waits for it but a step's."""
    if "torch._dynamo" not in sys.modules:
        threading.Thread(target=warm_up, name=WARM_UP).start()


def warming_up() -> bool:
    """It has not done that yet."""
    return any(thread.name == WARM_UP for thread in threading.enumerate())


def warm_up() -> None:
    """Import what the first step of an optimizer needs, before anybody presses it."""
    from lenet_gui.core import trainer

    interval = sys.getswitchinterval()
    sys.setswitchinterval(QUICK_SWITCH)
    trainer.warm_up()
    sys.setswitchinterval(interval)
    # What was imported stays: the collector need not look through torch again and again, which
    # takes it a tenth of a second each time.
    gc.freeze()


def give_up() -> None:
    """End the process at once: the training thread cannot be stopped while torch is loading.

    Everything that is remembered has been saved by then; destroying a running QThread would
    abort the process instead.
    """
    logging.shutdown()
    os._exit(0)


def _preload_torch() -> None:
    """On Linux, map torch's largest library without holding the interpreter's lock.

    The import would hold it for a quarter of a second, and the window with it. A foreign
    function that ctypes calls releases it, and the import then finds the library loaded.
    """
    spec = importlib.util.find_spec("torch") if sys.platform == "linux" else None
    if spec is None or spec.origin is None:
        return
    library = Path(spec.origin).parent / "lib" / "libtorch_cpu.so"
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    dlopen(os.fsencode(library), os.RTLD_NOW)


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    level = logging.ERROR if kind in _SERIOUS else logging.INFO
    log.log(level, "Qt: %s (%s)", text, context.category)


_SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
