"""Colours and typefaces of writing outlive a change of the program's style sheet."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from lenet_gui.core.optimizers import SGD
from lenet_gui.gui.panels.optimizer import OptimizerPanel
from lenet_gui.gui.plot_style import DARK, LIGHT
from lenet_gui.gui.theme import Scheme, apply_theme
from lenet_gui.gui.writing import keep_readable, set_writing
from tests.snapshots import make_snapshot


@pytest.fixture
def themed(qapp):
    """The application, with its looks given back afterwards."""
    look = (qapp.palette(), qapp.styleSheet(), qapp.font())
    yield qapp
    qapp.setPalette(look[0])
    qapp.setStyleSheet(look[1])
    qapp.setFont(look[2])


@pytest.fixture
def panel(themed, qtbot) -> OptimizerPanel:
    """An optimizer panel that is on the screen."""
    apply_theme(themed, Scheme.LIGHT, 9)
    panel = OptimizerPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.take(make_snapshot(optimizer=SGD()))
    panel.refresh(1.0)
    return panel


@pytest.mark.parametrize(
    ("scheme", "size", "look"),
    [(Scheme.LIGHT, 9, LIGHT), (Scheme.DARK, 9, DARK), (Scheme.LIGHT, 14, LIGHT)],
)
def test_writing_follows_the_theme_and_stays_fixed(themed, panel, scheme, size, look):
    for _ in range(2):
        apply_theme(themed, scheme, size)
    line = panel.findChild(QLabel, "optimizer_line")
    metrics = QFontMetrics(line.font())
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("WWWW")
    assert line.font().pointSize() == size
    assert line.palette().windowText().color().name() == look.optimizer


def test_no_choice_leaves_the_widget_as_it_is(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    set_writing(label, "#ff0000")
    set_writing(label)
    assert label.styleSheet() == ""


def test_readable_labels_break_their_lines(qtbot):
    label = QLabel("word " * 200)
    qtbot.addWidget(label)
    keep_readable(label)
    assert label.sizeHint().width() <= label.maximumWidth() < 2000
