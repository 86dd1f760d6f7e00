from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from lenet_gui.core.snapshot import GradientState, Snapshot
from lenet_gui.gui.panels.gradients import GradientsPanel, Page
from tests.snapshots import SHAPES, histogram, history, make_snapshot, rows


@pytest.fixture
def panel(qtbot) -> GradientsPanel:
    panel = GradientsPanel()
    qtbot.addWidget(panel)
    panel.resize(600, 400)
    panel.show()
    return panel


def show(panel: GradientsPanel, snapshot: Snapshot) -> None:
    panel.take(snapshot)
    panel.refresh(0.0)


def with_gradients(scale: float) -> Snapshot:
    random = np.random.default_rng(0)
    gradients = {
        name: (random.standard_normal(shape) * scale).astype(np.float32)
        for name, shape in SHAPES.items()
    }
    return make_snapshot(
        rows=rows(gradients), histograms={n: histogram(g) for n, g in gradients.items()}
    )


def cell(panel: GradientsPanel, name: str):
    return next(cell for cell in panel.view._cells if cell.name == name)


def button(panel: GradientsPanel, name: str) -> QToolButton:
    return panel.findChild(QToolButton, f"{name}_button")


def test_there_is_a_histogram_for_every_parameter_of_the_snapshot(panel):
    show(panel, with_gradients(1.0))
    assert [cell.name for cell in panel.view._cells] == list(SHAPES)
    snapshot = with_gradients(1.0)
    show(panel, replace(snapshot, rows=snapshot.rows[:3]))
    assert [cell.name for cell in panel.view._cells] == list(SHAPES)[:3]


def test_before_the_first_backward_it_says_what_to_press(panel):
    show(panel, make_snapshot())
    assert "backward" in panel.view.note
    assert panel.view.accessibleDescription().startswith(panel.view.note)
    noted = panel.view.cell_rect("conv1.weight")
    show(panel, with_gradients(1.0))
    assert panel.view.note == ""
    assert panel.view.cell_rect("conv1.weight").top() < noted.top()
    assert not panel._hint.isVisible()


def test_none_zeros_and_values_are_told_apart(panel):
    gradients = {name: np.ones(shape, np.float32) for name, shape in SHAPES.items()}
    gradients["fc3.bias"] = None
    gradients["fc3.weight"] = np.zeros(SHAPES["fc3.weight"], np.float32)
    show(
        panel,
        make_snapshot(
            rows=rows(gradients),
            histograms={n: histogram(g) for n, g in gradients.items() if g is not None},
        ),
    )
    assert cell(panel, "fc3.bias").state is GradientState.NONE
    assert cell(panel, "fc3.weight").state is GradientState.ZEROS
    assert cell(panel, "fc1.bias").state is GradientState.VALUES


def test_histograms_before_are_those_of_the_last_different_gradients(panel):
    first, second = with_gradients(1.0), with_gradients(3.0)
    show(panel, first)
    show(panel, second)
    # Calls that leave the gradients alone do not move "before" on.
    show(panel, replace(second, step=1))
    show(panel, replace(second, loss=0.5))
    before = cell(panel, "fc1.bias").before
    assert before is not None
    assert before.high == first.histograms["fc1.bias"].high


def test_zeroed_gradients_are_compared_with_what_they_were(panel):
    first = with_gradients(1.0)
    show(panel, first)
    show(panel, make_snapshot())
    assert cell(panel, "fc1.bias").now is None
    assert cell(panel, "fc1.bias").before is first.histograms["fc1.bias"]


def test_hidden_panel_keeps_track_of_what_was_before(panel):
    panel.hide()
    first = with_gradients(1.0)
    panel.take(first)
    panel.take(with_gradients(2.0))
    panel.show()
    panel.refresh(0.0)
    assert cell(panel, "conv1.bias").before is first.histograms["conv1.bias"]


def test_gradient_that_stays_nan_counts_as_unchanged(panel):
    broken = np.array([1.0, np.nan])
    first = make_snapshot(histograms={"fc3.bias": histogram(broken)})
    show(panel, first)
    show(panel, replace(first, histograms={"fc3.bias": histogram(broken)}))
    assert cell(panel, "fc3.bias").before is None


def test_toggles_are_remembered_by_properties(panel):
    assert not panel.log_counts
    assert not panel.compare_with_before
    panel.log_counts = True
    panel.compare_with_before = True
    assert button(panel, "gradients_log").isChecked()
    assert button(panel, "gradients_compare").isChecked()


def test_comparison_has_a_legend(panel, qtbot):
    show(panel, with_gradients(1.0))
    show(panel, with_gradients(2.0))
    assert not panel._legend.isVisible()
    qtbot.mouseClick(button(panel, "gradients_compare"), Qt.MouseButton.LeftButton)
    assert panel._legend.isVisible()
    assert panel._legend.accessibleName() == "now, before the last change"


def test_comparison_without_anything_before_says_so(panel):
    panel.compare_with_before = True
    show(panel, with_gradients(1.0))
    assert "None" in panel._legend.accessibleName()


def test_button_leads_back_from_the_enlarged_histogram(panel, qtbot):
    show(panel, with_gradients(1.0))
    assert not panel._all.isVisible()
    panel.view.enlarge("fc1.weight")
    assert panel._all.isVisible()
    qtbot.mouseClick(button(panel, "gradients_all"), Qt.MouseButton.LeftButton)
    assert panel.view.enlarged == ""
    assert panel.view.hasFocus()


def test_enlarged_histogram_stays_enlarged_while_gradients_change(panel):
    show(panel, with_gradients(1.0))
    panel.view.enlarge("fc1.weight")
    show(panel, with_gradients(2.0))
    assert panel.view.enlarged == "fc1.weight"


def test_every_widget_has_a_name_for_people_who_cannot_see_it(panel):
    assert panel.accessibleName() == "Gradients"
    assert panel.view.accessibleName()
    assert button(panel, "gradients_log").text()


def recorded(count: int) -> Snapshot:
    moments = [
        {name: np.full(shape, 0.5**step, np.float32) for name, shape in SHAPES.items()}
        for step in range(count)
    ]
    return replace(with_gradients(1.0), gradient_history=history(moments))


def test_views_are_chosen_by_buttons_one_at_a_time(panel, qtbot):
    show(panel, recorded(3))
    views = {
        "gradients_over_time": panel.history,
        "gradients_rms": panel.sizes,
        "gradients_histograms": panel.view,
    }
    for name, view in views.items():
        qtbot.mouseClick(button(panel, name), Qt.MouseButton.LeftButton)
        assert [other.isVisible() for other in views.values()].count(True) == 1
        assert view.isVisible()
        assert button(panel, name).isChecked()
        assert panel.focusProxy() is view
        assert panel.page == name.removeprefix("gradients_")


def test_buttons_of_the_histograms_are_there_only_with_them(panel):
    assert button(panel, "gradients_log").isVisible()
    panel.page = Page.RMS
    assert not panel._log.isVisible()
    panel.page = Page.HISTOGRAMS
    assert panel._log.isVisible()


def test_chosen_view_follows_the_snapshots(panel):
    panel.page = Page.OVER_TIME
    show(panel, recorded(3))
    assert panel.history.choice.a == 2
    show(panel, recorded(5))
    assert panel.history.choice.a == 4
    panel.page = Page.RMS
    assert "now" in panel.sizes.readout
    panel.page = Page.HISTOGRAMS
    assert [cell.name for cell in panel.view._cells] == list(SHAPES)


def test_history_without_a_moment_says_what_to_press(panel):
    panel.page = Page.OVER_TIME
    show(panel, make_snapshot())
    assert panel._hint.isVisible()
    assert "column" in panel._hint.text()
    # Cleared gradients are no reason to be empty.
    show(panel, replace(make_snapshot(), gradient_history=recorded(2).gradient_history))
    assert not panel._hint.isVisible()


def test_history_says_that_a_run_left_moments_out(panel):
    panel.page = Page.OVER_TIME
    snapshot = recorded(3)
    show(panel, replace(snapshot, gradient_history=replace(snapshot.gradient_history, seen=900)))
    assert "3 of 900" in panel._hint.text()
    assert panel._hint.isVisible()
    panel.page = Page.HISTOGRAMS
    assert not panel._hint.isVisible()


def test_button_leads_back_from_the_enlarged_history(panel, qtbot):
    panel.page = Page.OVER_TIME
    show(panel, recorded(3))
    panel.history.enlarge("fc1.weight")
    assert panel._all.isVisible()
    panel.page = Page.RMS
    assert not panel._all.isVisible()
    panel.page = Page.OVER_TIME
    qtbot.mouseClick(button(panel, "gradients_all"), Qt.MouseButton.LeftButton)
    assert panel.history.enlarged == ""
    assert not panel._all.isVisible()


def test_marks_of_the_sizes_have_a_legend(panel):
    show(panel, recorded(3))
    panel.page = Page.RMS
    assert panel._legend.isVisible()
    expected = "now, before the last change, after the first backward"
    assert panel._legend.accessibleName() == expected
    panel.page = Page.OVER_TIME
    assert not panel._legend.isVisible()


def test_every_view_has_a_name_for_people_who_cannot_see_it(panel):
    names = {view.accessibleName() for view in (panel.view, panel.history, panel.sizes)}
    assert len(names - {""}) == 3
    for page in Page:
        assert button(panel, f"gradients_{page}").text()
        assert button(panel, f"gradients_{page}").toolTip()
