import logging
import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QToolButton

from lenet_gui.gui.error_report import ErrorReporter, NoticeBar, log, start_logging


@pytest.fixture
def reporter(qapp):
    reporter = ErrorReporter()
    reporter.install()
    yield reporter
    reporter.remove()


def failing() -> None:
    raise ValueError("planted")


def test_exception_of_a_slot_is_reported_with_its_traceback(qtbot, reporter):
    with qtbot.captureExceptions() as _, qtbot.waitSignal(reporter.reported) as reported:
        sys.excepthook = reporter._uncaught  # captureExceptions put its own hook there
        QTimer.singleShot(0, failing)
    line, details = reported.args
    assert line == "ValueError: planted"
    assert "in failing" in details


def test_exception_of_a_thread_is_reported(qtbot, reporter):
    with qtbot.waitSignal(reporter.reported) as reported:
        thread = threading.Thread(target=failing)
        thread.start()
        thread.join()
    assert reported.args[0] == "ValueError: planted"


def test_the_same_fault_is_reported_once(reporter):
    seen = []
    reporter.reported.connect(lambda *args: seen.append(args))
    for _ in range(50):
        try:
            failing()
        except ValueError as error:
            reporter.report(error)
    assert len(seen) == 1
    reporter.report(ValueError("another place"))
    assert len(seen) == 2


def test_hooks_are_given_back(qapp):
    before = (sys.excepthook, threading.excepthook)
    reporter = ErrorReporter()
    reporter.install()
    assert sys.excepthook != before[0]
    reporter.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_faults_are_written_to_a_file(tmp_path):
    path = tmp_path / "deep" / "lenet.log"
    handlers = list(log.handlers)
    start_logging(path)
    try:
        ErrorReporter().report(ValueError("written down"))
        logging.shutdown()
        assert "ValueError: written down" in path.read_text(encoding="utf-8")
    finally:
        for handler in set(log.handlers) - set(handlers):
            handler.close()
            log.removeHandler(handler)


def test_fault_is_shown_with_details_that_open_and_close(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_fault("ValueError: x", "Traceback ...")
    assert bar.isVisible()
    details = bar.findChild(QPlainTextEdit, "notice_details")
    assert not details.isVisible()
    bar.findChild(QToolButton, "notice_more").click()
    assert details.isVisible()
    assert details.toPlainText() == "Traceback ..."
    bar.findChild(QToolButton, "notice_close").click()
    assert not bar.isVisible()


def test_refusal_is_a_sentence_without_details(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_refusal("a.png is empty.")
    assert bar.isVisible()
    assert not bar.findChild(QToolButton, "notice_more").isVisible()


def test_saved_file_is_told_with_its_folder_to_open(qtbot, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", staticmethod(lambda url: opened.append(url.toLocalFile()))
    )
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_done("Saved: a.pdf", str(tmp_path))
    button = bar.findChild(QToolButton, "notice_folder")
    assert bar.findChild(QLabel, "notice_text").text() == "Saved: a.pdf"
    assert button.isVisibleTo(bar)
    button.click()
    assert opened == [tmp_path.as_posix()]
    bar.show_refusal("no")
    assert not button.isVisibleTo(bar)
