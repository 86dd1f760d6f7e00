from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import QApplication

from lenet_gui.gui.loss.loss_plot import LossPlot
from lenet_gui.gui.plot_style import LIGHT
from tests.gui.counting import Events
from tests.snapshots import curve, frozen


@pytest.fixture
def plot(qtbot) -> LossPlot:
    plot = LossPlot()
    qtbot.addWidget(plot)
    plot.resize(600, 400)
    plot.show()
    plot.apply_style(LIGHT, plot.font())
    return plot


def ranges(plot: LossPlot) -> list[list[float]]:
    return plot.getPlotItem().viewRange()


def drawn(plot: LossPlot) -> tuple[np.ndarray, np.ndarray]:
    return plot._line.xs, plot._line.ys


def test_all_losses_at_one_step_are_drawn_in_their_order(plot):
    repeated = replace(curve([0.8, 0.7, 0.9, 0.5]), steps=frozen(np.array([0, 1, 1, 2])))
    plot.show_curves(repeated, ())
    xs, ys = drawn(plot)
    assert xs.tolist() == [0, 1, 1, 2]
    assert ys.tolist() == [0.8, 0.7, 0.9, 0.5]


def test_single_loss_can_be_seen(plot):
    plot.show_curves(curve([0.8]), ())
    assert plot._dots.getData()[1].tolist() == [0.8]


def test_a_million_losses_are_drawn_by_few_points_with_their_peak(plot):
    losses = np.full(1_000_000, 0.5)
    losses[654_321] = 3.0
    many = replace(
        curve([]), steps=frozen(np.arange(1_000_000)), losses=frozen(losses),
        accuracies=frozen(np.full(1_000_000, np.nan)),
    )  # fmt: skip
    plot.show_curves(many, ())
    xs, ys = drawn(plot)
    assert len(xs) <= 4 * plot.columns()
    assert ys.max() == 3.0
    assert ranges(plot)[1][1] >= 3.0


def test_ranges_hold_still_while_new_losses_stay_inside(plot):
    plot.show_curves(curve([0.8, 0.5, 0.3]), ())
    before = ranges(plot)
    plot.show_curves(curve([0.8, 0.5, 0.3, 0.2, 0.4]), ())
    assert ranges(plot) == before


def test_ranges_grow_when_a_loss_leaves_them(plot):
    plot.show_curves(curve([0.8, 0.5]), ())
    plot.show_curves(curve([0.8, 0.5, 9.0]), ())
    assert ranges(plot)[1][1] >= 9.0


def test_zoom_of_the_person_is_kept_until_fit(plot, qtbot):
    plot.show_curves(curve([0.8] * 50), ())
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    zoomed = ranges(plot)
    plot.show_curves(curve([0.8] * 500), ())
    assert not plot.following
    assert ranges(plot) == zoomed
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.following
    assert ranges(plot)[0][1] >= 500


def test_zooming_in_draws_the_points_that_were_left_out(plot):
    random = np.random.default_rng(0)
    count = 100_000
    many = replace(
        curve([]), steps=frozen(np.arange(count)), losses=frozen(random.random(count)),
        accuracies=frozen(np.full(count, np.nan)),
    )  # fmt: skip
    plot.show_curves(many, ())
    plot.range_chosen.emit()
    plot.getPlotItem().setXRange(500, 600, padding=0)
    xs, ys = drawn(plot)
    inside = (xs >= 500) & (xs <= 600)
    assert xs[inside].tolist() == list(range(500, 601))
    assert ys[inside].tolist() == many.losses[500:601].tolist()


def test_log_scale_draws_logarithms_and_leaves_zeros_out(plot):
    plot.show_curves(curve([1.0, 0.1, 0.0, 0.01]), ())
    plot.set_log(True)
    _, ys = drawn(plot)
    assert ys[[0, 1, 3]].tolist() == pytest.approx([0.0, -1.0, -2.0])
    assert np.isnan(ys[2])
    assert ranges(plot)[1][0] <= -2.0


def test_losses_that_are_not_finite_are_gaps(plot):
    plot.show_curves(curve([1.0, np.nan, np.inf, 0.5]), ())
    _, ys = drawn(plot)
    assert np.isnan(ys[1:3]).all()
    assert ranges(plot)[1][1] < 2


def test_curve_without_any_finite_loss_can_be_drawn(plot):
    plot.show_curves(curve([np.nan, np.inf]), ())
    plot.set_log(True)
    assert not plot.grab().isNull()


def test_keys_move_the_cursor_from_point_to_point(plot, qtbot):
    plot.show_curves(curve([0.8, 0.7, 0.6]), ())
    chosen = []
    plot.point_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(plot, key)
    assert [(point.step, point.loss) for point in chosen] == [
        (2, 0.6), (1, 0.7), (2, 0.6), (2, 0.6),
    ]  # fmt: skip
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert chosen[-1] is None


def test_pointing_snaps_to_the_nearest_recorded_loss(plot):
    repeated = replace(curve([0.8, 0.7, 0.9, 0.5]), steps=frozen(np.array([0, 4, 4, 9])))
    plot.show_curves(repeated, ())
    chosen = []
    plot.point_chosen.connect(chosen.append)
    for x, y in ((-3.0, 0.1), (3.0, 0.88), (5.0, 0.71), (100.0, 0.0)):
        plot.pointed_at.emit(QPointF(x, y))
    assert [point.index for point in chosen] == [0, 2, 1, 3]


def test_cursor_can_stand_on_a_loss_that_is_not_finite(plot):
    plot.show_curves(curve([0.8, np.nan]), ())
    chosen = []
    plot.point_chosen.connect(chosen.append)
    plot.choose(1)
    assert np.isnan(chosen[0].loss)


def test_cursor_goes_when_a_new_run_is_shorter(plot):
    plot.show_curves(curve([0.8, 0.7, 0.6]), ())
    plot.choose(2)
    chosen = []
    plot.point_chosen.connect(chosen.append)
    plot.show_curves(curve([]), ())
    assert chosen == [None]


def test_earlier_runs_are_drawn_and_lie_inside(plot):
    plot.show_curves(curve([0.5, 0.4]), (curve([3.0, 2.0, 1.0]),))
    assert plot.old_lines.lines[0].getData()[1].tolist() == [3.0, 2.0, 1.0]
    assert ranges(plot)[1][1] >= 3.0
    plot.show_curves(curve([0.5, 0.4]), ())
    assert len(plot.old_lines.lines[0].getData()[1]) == 0


def test_right_axis_is_there_only_with_accuracies(plot):
    axis = plot.getPlotItem().getAxis("right")
    plot.show_curves(curve([0.8, 0.7]), ())
    assert not axis.isVisible()
    plot.show_curves(curve([0.8, 0.7], accuracies=[0.5, 1.0]), ())
    assert axis.isVisible()
    assert plot.accuracies._batch.getData()[1].tolist() == [0.5, 1.0]


def test_many_accuracies_of_single_images_are_averaged(plot):
    shares = [float(index % 2) for index in range(600)]
    plot.show_curves(curve([0.5] * 600, accuracies=shares), ())
    _, ys = plot.accuracies._batch.getData()
    assert plot.accuracies.averaged
    assert len(ys) <= 60
    assert np.all((ys > 0.3) & (ys < 0.7))


def test_context_menu_of_the_library_is_off(plot):
    assert not plot.getPlotItem().getViewBox().menuEnabled()


def test_a_curve_that_is_drawn_already_is_not_painted_again(plot, qtbot):
    first, old = curve([0.8, 0.5]), (curve([0.9, 0.7]),)
    plot.show_curves(first, old)
    paintings = Events(plot.viewport(), QEvent.Type.Paint)
    qtbot.waitUntil(lambda: paintings.count > 0)  # what was shown is on the screen
    seen = paintings.count
    plot.show_curves(first, old)
    QApplication.processEvents()
    assert paintings.count == seen
    plot.show_curves(first, ())
    QApplication.processEvents()
    assert paintings.count > seen
    assert not any(line.isVisible() for line in plot.old_lines.lines)


def test_accuracies_that_a_frame_left_out_are_drawn_when_the_run_ends(plot):
    plot.show_curves(curve([0.8, 0.5]), ())
    longer = curve([0.8, 0.5, 0.4], accuracies=[0.25, 0.5, 0.75])
    plot.show_curves(longer, (), grown=True)
    assert not plot.accuracies.shown
    plot.show_curves(longer, ())
    assert plot.accuracies.shown
