"""What holds for every panel with controls: names for screen readers, languages, small docks."""

import pytest
from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QTabBar,
    QTabWidget,
    QWidget,
)

from lenet_gui.core.optimizers import Adam
from lenet_gui.core.snapshot import StateEntry
from lenet_gui.gui.panels.accumulation import AccumulationPanel
from lenet_gui.gui.panels.graph import GraphPanel
from lenet_gui.gui.panels.input import InputPanel
from lenet_gui.gui.panels.inspector import InspectorPanel
from lenet_gui.gui.panels.network import NetworkPanel
from lenet_gui.gui.panels.optimizer import OptimizerPanel
from lenet_gui.gui.panels.parameters import ParametersPanel
from tests.inspections import convolution, flats, inspected, update
from tests.snapshots import make_snapshot

PANELS = [
    NetworkPanel, ParametersPanel, OptimizerPanel, InputPanel, AccumulationPanel, GraphPanel,
    InspectorPanel,
]  # fmt: skip


class Shouting(QTranslator):
    """Translates everything, so that what is not translated is seen."""

    def translate(self, _context, source, _disambiguation=None, _n=-1):
        return f"«{source}»"

    def isEmpty(self):
        return False


@pytest.fixture(params=PANELS, ids=lambda kind: kind.key)
def panel(request, qtbot) -> QWidget:
    panel = request.param()
    qtbot.addWidget(panel)
    panel.resize(480, 400)
    panel.show()
    panel.take(
        make_snapshot(
            with_gradients=True,
            computed=True,
            optimizer=Adam(),
            inspection=inspected(convolution(), update=update()),
            flats=flats(),
            optimizer_state=(StateEntry("conv1.bias", "exp_avg", (6,), 0.5),),
        )
    )
    panel.refresh(1.0)
    return panel


def own_widgets(panel) -> list[QWidget]:
    """The widgets that take the focus, without the inner parts of Qt's own."""
    return [
        w
        for w in panel.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.window() is panel
        and not isinstance(w, QTabWidget)  # its bar takes the focus
        and not isinstance(w.parent(), QAbstractScrollArea | QAbstractSpinBox | QTabBar | QComboBox)
    ]


def test_everything_that_takes_the_focus_has_two_names(panel):
    nameless = [
        (type(w).__name__, w.objectName())
        for w in own_widgets(panel)
        if not w.objectName() or not w.accessibleName()
    ]
    assert nameless == []
    assert panel.accessibleName() == panel.title()


def test_object_names_are_unique(panel):
    names = [w.objectName() for w in own_widgets(panel)]
    assert len(names) == len(set(names))


def test_tab_goes_through_the_panel_and_on(panel, qtbot):
    panel.activateWindow()
    first = own_widgets(panel)[0]
    first.setFocus()
    seen = set()
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    reachable = [w for w in own_widgets(panel) if w.isVisible() and w.isEnabled()]
    assert {w.objectName() for w in reachable} <= {w.objectName() for w in seen}


def test_labels_with_a_buddy_are_not_empty(panel):
    labels = [label for label in panel.findChildren(QLabel) if label.buddy() is not None]
    assert [label.objectName() for label in labels if not label.text()] == []


def test_a_new_language_reaches_every_label(panel, qapp):
    translator = Shouting()
    qapp.installTranslator(translator)
    try:
        qapp.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
        assert panel.accessibleName().startswith("«")
        for label in panel.findChildren(QLabel):
            if label.buddy() is not None and not label.objectName().startswith("argument_"):
                assert label.text().startswith("«"), label.objectName()
    finally:
        qapp.removeTranslator(translator)


def test_a_larger_font_and_a_dark_palette_are_taken_over(panel):
    font = QFont(panel.font())
    font.setPointSizeF(font.pointSizeF() * 1.5)
    panel.setFont(font)
    dark = QPalette(panel.palette())
    dark.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.black)
    panel.setPalette(dark)
    assert panel.colours.surface != "#ffffff"
    assert not panel.grab().isNull()


def test_it_fits_into_a_small_dock(panel):
    assert panel.minimumSizeHint().width() <= 340
    assert panel.minimumSizeHint().height() <= 320


def test_an_unseen_panel_draws_nothing(panel):
    panel.hide()
    panel.take(make_snapshot())
    drawn = []
    panel.redraw = drawn.append
    panel.refresh(9.0)
    assert drawn == []
