from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from lenet_gui.core.snapshot import Comparison
from lenet_gui.gui.loss.comparison_view import ComparisonView
from tests.snapshots import comparison, curve


def swing() -> Comparison:
    """Fifteen losses: the first run has its minimum after 10 updates, its maximum after 12."""
    without = [
        0.8,
        0.78,
        0.75,
        0.71,
        0.66,
        0.59,
        0.5,
        0.38,
        0.23,
        0.08,
        0.04,
        0.26,
        0.55,
        0.35,
        0.06,
    ]
    with_it = [0.8 - 0.02 * k for k in range(15)]
    return replace(
        comparison(),
        curves=(curve(without), curve(with_it), curve(without)),
        lowest_step=10,
        highest_step=12,
    )


@pytest.fixture
def view(qtbot) -> ComparisonView:
    view = ComparisonView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.retranslate()
    view.restyle()
    view.show()
    view.show_comparison(swing())
    return view


def test_text_gives_the_losses_of_both_runs_after_ten_and_twelve_updates(view):
    assert "after 10 updates it is 0.04, and 0.6 with zero_grad" in view.text
    assert "After 12 updates the loss is 0.55 without zero_grad, 0.56 with it" in view.text


def test_text_gives_the_first_minimum_and_the_swing_back(view):
    assert "first minimum comes after 10 updates, with loss 0.04" in view.text
    assert "swings back up to 0.55 after 12 updates" in view.text
    assert "just at the lucky moment" in view.text


def test_text_claims_identity_only_with_the_counts_that_were_compared(view):
    assert (
        "identical to the last bit: all 15 losses and all 61\N{NARROW NO-BREAK SPACE}706"
        in view.text
    )
    assert "not identical" not in view.text


@pytest.mark.parametrize("field", ["losses_identical", "parameters_identical"])
def test_text_does_not_claim_identity_where_bits_differ(view, field):
    other = swing()
    moved = curve((other.curves[2].losses + np.eye(15)[3] * 0.125).tolist())
    different = replace(other, curves=(*other.curves[:2], moved), **{field: False})
    view.show_comparison(different)
    assert "is not identical to the last bit" in view.text
    assert "largest difference of two losses is 0.125" in view.text


def test_minimum_at_another_step_is_not_called_the_lucky_moment(view):
    view.show_comparison(replace(swing(), lowest_step=9))
    assert "lucky" not in view.text
    assert "The tutorial stopped after 10 updates." in view.text


def test_short_runs_say_what_they_can(view):
    view.show_comparison(comparison())
    assert "after 3 updates it is 0.4, and 0.5 with zero_grad" in view.text
    assert "The tutorial stopped" not in view.text


def test_run_that_only_falls_has_no_swing_back(view):
    view.show_comparison(replace(swing(), lowest_step=14, highest_step=14))
    assert "still falling at the end" in view.text


def test_third_curve_is_dashed_and_lies_over_the_first(view):
    plot = view.plot
    scene = plot.scene().items(Qt.SortOrder.AscendingOrder)
    first, third = plot._curves[0], plot._curves[2]
    assert scene.index(first) < scene.index(third)
    assert third.opts["pen"].dashPattern()
    assert first.opts["pen"].style() is Qt.PenStyle.SolidLine
    assert third.getData()[1].tolist() == first.getData()[1].tolist()


def test_keys_and_mouse_read_out_all_three_runs(view, qtbot):
    qtbot.keyClick(view.plot, Qt.Key.Key_Right)
    assert "updates 0: without 0.8, with 0.8, momentum 1 0.8" in view._readout.text()
    view.plot.pointed_at.emit(QPointF(11.6, 0.0))
    assert "updates 12: without 0.55, with 0.56, momentum 1 0.55" in view._readout.text()
    view.plot.cursor_left.emit()
    assert "Point at a curve" in view._readout.text()


def test_escape_closes_it(view, qtbot):
    view.plot.setFocus()
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view.plot, Qt.Key.Key_Escape)


def test_losses_that_are_not_finite_are_gaps_and_no_error(view):
    broken = curve([0.8, np.nan, np.inf, 0.5])
    view.show_comparison(
        replace(
            swing(),
            curves=(broken, curve([0.8] * 4), broken),
            losses_identical=False,
            lowest_step=1,
            highest_step=2,
        )
    )
    assert "nan" in view.text
    assert not view.grab().isNull()


@pytest.mark.parametrize("size", [(330, 260), (900, 560)])
def test_text_lies_beside_the_plot_only_where_there_is_width(view, size):
    view.resize(*size)
    QApplication.sendPostedEvents()
    plot, text = view.figure, view._text
    beside = text.mapTo(view, text.rect().topLeft()).x() > plot.geometry().center().x()
    assert beside == (size[0] > 600)
