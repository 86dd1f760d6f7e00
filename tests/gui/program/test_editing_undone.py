"""An argument edited in the code of the whole window, with its real trainer, and undone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from lenet_gui.gui.panels.program import ProgramPanel


def test_edited_argument_runs_and_is_undone_by_the_key_of_the_history(window, qtbot):
    panel = next(panel for panel in window.panels if isinstance(panel, ProgramPanel))
    code = panel.code
    window.activateWindow()
    qtbot.waitUntil(lambda: "lr=0.01" in code.toPlainText())
    code.setFocus()
    qtbot.waitUntil(code.hasFocus)
    code.choose(next(i for i, row in enumerate(panel.rows) if row.text.startswith("optimizer =")))
    qtbot.keyClick(code, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is code.editor.line
    qtbot.keyClicks(code.editor.line, "0.25")
    with qtbot.waitSignal(window.training.applied, timeout=10_000):
        qtbot.keyClick(code.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "lr=0.25" in code.toPlainText())
    assert window.snapshot.optimizer.lr == 0.25
    assert code.hasFocus()
    assert window.history.back.shortcut() == QKeySequence("Ctrl+Z")
    with qtbot.waitSignal(window.training.applied, timeout=10_000):
        qtbot.keyClick(code, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "lr=0.01" in code.toPlainText())
    assert window.snapshot.optimizer.lr == 0.01
