"""Faults of the program: shown once, not modal, and written to a file; the window goes on."""

import contextlib
import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from enum import StrEnum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.gui.plot_style import colours, set_style

log = logging.getLogger("lenet_gui")


def log_file() -> Path:
    """Where faults are written down."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(folder) / "lenet_gui.log"


def start_logging(path: Path) -> None:
    """Write the log to `path`. A disk that refuses is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        logging.basicConfig(level=logging.INFO)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def record_crashes(path: Path) -> None:
    """Write the stacks of all threads to `path` if the process dies of a native fault."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Left open on purpose: it is written to when the process dies. faulthandler keeps it.
        faulthandler.enable(path.open("a", encoding="utf-8"))


class ErrorReporter(QObject):
    """Collects uncaught exceptions of all threads and passes each kind on once."""

    reported = Signal(str, str)
    """One line, and the whole traceback; in the thread of the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[tuple[str, ...]] = set()
        self._lock = threading.Lock()
        self._previous: list[Callable[[], None]] = []

    def install(self) -> None:
        """Catch what nobody else catches, until `remove`."""
        previous, previous_thread = sys.excepthook, threading.excepthook

        def restore() -> None:
            sys.excepthook = previous
            threading.excepthook = previous_thread

        self._previous.append(restore)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def remove(self) -> None:
        """Give the hooks back."""
        while self._previous:
            self._previous.pop()()

    @Slot(object)
    def report(self, error: BaseException) -> None:
        """Write an exception to the log and, if it is the first of its kind, pass it on."""
        lines = traceback.format_exception(error)
        frames = traceback.extract_tb(error.__traceback__)
        where = tuple(f"{frame.filename}:{frame.lineno}" for frame in frames)
        with self._lock:
            # A fault in a paint or a model comes hundreds of times: the first one says it all.
            key = (type(error).__name__, *where)
            if key in self._seen:
                return
            self._seen.add(key)
        text = "".join(lines)
        log.error("%s", text)
        self.reported.emit(f"{type(error).__name__}: {error}", text)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)


class _Kind(StrEnum):
    """What a notice is about."""

    DONE = "done"
    REFUSAL = "refusal"
    FAULT = "fault"


class NoticeBar(QFrame):
    """A strip above the panels until it is closed: a fault, a refused input, or a saved file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self._kind = _Kind.REFUSAL
        self._place = ""
        self._text = QLabel(self)
        self._text.setObjectName("notice_text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._details = QPlainTextEdit(self)
        self._details.setObjectName("notice_details")
        self._details.setReadOnly(True)
        self._details.setVisible(False)
        self._folder = self._button("notice_folder", self._open_folder)
        self._more = self._button("notice_more", self._toggle_details)
        self._copy = self._button("notice_copy", self._copy_details)
        self._close = self._button("notice_close", self.hide)
        head = QHBoxLayout()
        head.addWidget(self._text, 1)
        for button in (self._folder, self._more, self._copy, self._close):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 1, 6, 1)
        layout.addLayout(head)
        layout.addWidget(self._details)
        self.retranslate()
        self.hide()

    def show_refusal(self, sentence: str) -> None:
        """Something that the person asked for could not be done; nothing has changed."""
        self._show(sentence, "", _Kind.REFUSAL)

    def show_notice(self, text: str) -> None:
        """Something that the person should know."""
        self._show(text, "", _Kind.DONE)

    def show_fault(self, line: str, details: str) -> None:
        """The program itself made a mistake."""
        text = self.tr("The program made a mistake and goes on. {line}").format(line=line)
        self._show(text, details, _Kind.FAULT)

    def show_done(self, sentence: str, folder: str) -> None:
        """Files were saved, and where they are can be opened."""
        self._show(sentence, "", _Kind.DONE, folder)

    def retranslate(self) -> None:
        """Set the fixed texts."""
        self.setAccessibleName(self.tr("Notice"))
        self._folder.setText(self.tr("Open folder"))
        self._more.setText(self.tr("Details"))
        self._copy.setText(self.tr("Copy"))
        self._close.setText(self.tr("Close"))

    def _button(self, name: str, call: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.clicked.connect(call)
        return button

    def _show(self, text: str, details: str, kind: _Kind, folder: str = "") -> None:
        self._kind, self._place = kind, folder
        self._text.setText(text)
        self._details.setPlainText(details)
        self._details.setVisible(False)
        self._folder.setVisible(bool(folder))
        self._more.setVisible(bool(details))
        self._copy.setVisible(bool(details))
        self._restyle()
        self.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._place))

    def _toggle_details(self) -> None:
        self._details.setVisible(not self._details.isVisible())

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())

    def _restyle(self) -> None:
        shades = colours(self.palette())
        colour = {
            _Kind.DONE: shades.accent,
            _Kind.REFUSAL: shades.notice,
            _Kind.FAULT: shades.error,
        }[self._kind]
        set_style(
            self,
            f"NoticeBar {{ border: 0; border-left: 5px solid {colour};"
            f" background: {shades.surface}; }}",
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._restyle()
