"""What can wait begins once the window has been painted, and once only."""

from PySide6.QtWidgets import QWidget

from lenet_gui.gui.first_paint import FirstPaint


def test_it_waits_for_the_first_painting_and_comes_once(qtbot):
    window, called = QWidget(), []
    qtbot.addWidget(window)
    FirstPaint(window, lambda: called.append(window.isVisible()))
    qtbot.wait(1)
    assert called == []
    window.show()
    qtbot.waitUntil(lambda: called == [True])
    window.repaint()
    qtbot.wait(1)
    assert called == [True]


def test_window_that_was_closed_again_starts_nothing(qtbot):
    window, called = QWidget(), []
    qtbot.addWidget(window)
    FirstPaint(window, lambda: called.append(True))
    window.show()
    window.repaint()
    window.close()
    qtbot.wait(1)
    assert called == []
