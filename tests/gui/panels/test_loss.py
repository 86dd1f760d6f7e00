import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QToolButton

from lenet_gui.core.commands import CompareZeroGrad
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.timeline import Arrival, Moment
from lenet_gui.gui.loss.loss_export import Format
from lenet_gui.gui.panels.loss import LossPanel
from tests.snapshots import comparison, curve, frozen, make_snapshot
from tests.timelines import branch, timeline


@pytest.fixture
def panel(qtbot) -> LossPanel:
    panel = LossPanel()
    qtbot.addWidget(panel)
    panel.resize(600, 400)
    panel.show()
    return panel


def with_losses(losses: list[float], **changes) -> Snapshot:
    return make_snapshot(curve=curve(losses, **changes))


def show(panel: LossPanel, *snapshots: Snapshot) -> None:
    for snapshot in snapshots:
        panel.take(snapshot)
        panel.refresh(0.0)


def click(qtbot, panel: LossPanel, name: str) -> None:
    button = panel.findChild(QToolButton, f"{name}_button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def drawn(panel: LossPanel) -> list[float]:
    return panel.live.plot._line.ys.tolist()


def test_before_the_first_loss_it_says_what_to_press(panel):
    show(panel, make_snapshot())
    assert "Press forward and then loss" in panel.live.plot.message
    show(panel, with_losses([0.8]))
    assert panel.live.plot.message == ""


def test_every_loss_is_drawn(panel):
    show(panel, with_losses([0.8, 0.7, 0.9]))
    assert drawn(panel) == [0.8, 0.7, 0.9]


def test_newest_loss_is_read_out_until_the_cursor_chooses_another(panel, qtbot):
    show(panel, with_losses([0.1, 0.7946642637252808, 0.5]))
    assert panel.live.readout == "now: updates 2, loss 0.5"
    panel.setFocus()
    qtbot.keyClick(panel.live.plot, Qt.Key.Key_Left)
    qtbot.keyClick(panel.live.plot, Qt.Key.Key_Left)
    assert panel.live.readout == "updates 1, loss 0.7946642637252808"
    qtbot.keyClick(panel.live.plot, Qt.Key.Key_Escape)
    assert panel.live.readout == "now: updates 2, loss 0.5"


def test_both_futures_are_drawn_and_named(panel):
    main = branch("ZFLBS" * 4)
    past = timeline(main, now=Moment(0, 10))
    show(panel, with_losses([0.8, 0.7]), make_snapshot(curve=curve([0.8, 0.7]), timeline=past))
    assert panel.live.legend == "loss, main: later"
    side = branch("FLBS", 1, parent=main, fork=10, name="small lr")
    went_on = make_snapshot(curve=curve([0.8, 0.7, 0.5]), timeline=timeline(main, side))
    show(panel, went_on)
    assert panel.live.legend == "loss, main"
    assert drawn(panel) == [0.8, 0.7, 0.5]
    line = panel.live.plot.beside_lines.lines[0]
    assert line.isVisible()
    assert line.getData()[1].tolist() == [1 / 8, 1 / 13, 1 / 18]
    many = [branch("FL", k, parent=main, fork=5) for k in range(1, 6)]
    crowd = timeline(main, *many, now=Moment(0, 20))
    show(panel, make_snapshot(curve=curve([0.8]), timeline=crowd))
    assert panel.live.legend == ("loss, branch 5, branch 4, branch 3, more branches, not drawn: 2")
    show(panel, make_snapshot(curve=curve([0.8]), timeline=timeline(main)))
    assert panel.live.legend == ""
    assert not line.isVisible()


def test_accuracies_have_an_axis_and_a_legend_where_there_are_classes(panel):
    show(panel, with_losses([0.8, 0.7]))
    assert panel.live.legend == ""
    tested = replace(
        curve([0.8, 0.7], accuracies=[0.25, 0.5]),
        test_steps=frozen(np.array([1])),
        test_accuracies=frozen(np.array([0.6])),
        test_calls=frozen(np.array([9])),
    )
    show(panel, make_snapshot(curve=tested))
    assert panel.live.legend == "loss, accuracy on the batch, accuracy on the test part"
    assert panel.live.readout == "now: updates 1, loss 0.7, accuracy 50 %"


def test_losses_that_are_not_finite_are_counted_with_the_first_step(panel):
    show(panel, with_losses([0.8, 0.7, np.nan, np.inf, 0.6]))
    assert panel.live.alarm == "⚠ not finite: 2, the first after 2 updates"
    show(panel, with_losses([]))
    assert panel.live.alarm == ""


def test_loss_of_zero_is_missed_on_the_log_scale_only(panel):
    show(panel, with_losses([0.8, 0.0]))
    assert panel.live.alarm == ""
    panel.log_loss = True
    assert "no place on a logarithmic scale: 1" in panel.live.alarm


def test_log_scale_is_remembered_by_a_property(panel, qtbot):
    show(panel, with_losses([1.0, 0.1]))
    click(qtbot, panel, "loss_log")
    assert panel.log_loss
    assert drawn(panel) == pytest.approx([0.0, -1.0])


def test_fit_button_shows_everything_again(panel, qtbot):
    show(panel, with_losses([0.8, 0.7]))
    panel.live.plot.zoom(0.1)
    assert not panel.live.plot.following
    click(qtbot, panel, "loss_fit")
    assert panel.live.plot.following


def test_earlier_runs_stay_with_their_names_until_they_are_cleared(panel, qtbot):
    assert not panel._clear.isVisible()
    show(panel, with_losses([0.8, 0.7]), with_losses([]), with_losses([0.6]))
    assert panel.live.legend == "loss, run 1, seed 0"
    click(qtbot, panel, "loss_clear")
    assert panel.live.legend == ""
    assert not panel._clear.isVisible()


def test_run_that_ended_while_the_panel_was_hidden_is_kept(panel):
    panel.hide()
    for losses in ([0.8, 0.7], [], [0.6]):
        panel.take(with_losses(losses))
    panel.show()
    panel.refresh(0.0)
    assert panel.live.legend == "loss, run 1, seed 0"


def test_button_asks_for_the_comparison(panel, qtbot):
    with qtbot.waitSignal(panel.command_issued) as issued:
        click(qtbot, panel, "loss_compare")
    assert issued.args == [CompareZeroGrad()]


def test_run_brings_the_live_curve_back(panel):
    show(panel, make_snapshot(comparison=comparison()))
    panel.set_running(running=True)
    assert not panel.shows_comparison


def test_new_comparison_is_shown_once_and_can_be_closed(panel, qtbot):
    compared = comparison()
    show(panel, make_snapshot(comparison=compared))
    assert panel.shows_comparison
    click(qtbot, panel, "loss_back")
    assert not panel.shows_comparison
    show(panel, make_snapshot(comparison=compared, step=1))
    assert not panel.shows_comparison
    show(panel, make_snapshot(comparison=comparison()))
    assert panel.shows_comparison


def test_comparison_is_gone_at_a_moment_before_it_and_there_again_after_it(panel):
    compared = comparison()
    show(panel, make_snapshot(comparison=compared))
    arrival = Arrival(Moment(0, 4), 0, rebuilt=False)
    there = timeline(branch("FLBS"), now=Moment(0, 2), arrival=arrival)
    show(panel, make_snapshot(timeline=there))
    assert not panel.shows_comparison
    show(panel, make_snapshot(comparison=compared, timeline=replace(there, now=Moment(0, 4))))
    assert panel.shows_comparison


def test_live_losses_go_on_being_recorded_behind_the_comparison(panel):
    compared = comparison()
    show(panel, with_losses([0.8]))
    for count in range(2, 6):
        snapshot = with_losses([0.8] * count)
        show(panel, replace(snapshot, comparison=compared))
    assert panel.shows_comparison
    panel.close_comparison()
    assert len(drawn(panel)) == 5


def test_escape_closes_the_comparison(panel, qtbot):
    show(panel, make_snapshot(comparison=comparison()))
    panel.comparison.plot.setFocus()
    qtbot.keyClick(panel.comparison.plot, Qt.Key.Key_Escape)
    assert not panel.shows_comparison


def exported(panel: LossPanel, kind: Format, path: Path) -> bytes:
    panel.ask_path = lambda _title, _name, _pattern: str(path)
    panel.export(kind)
    return path.read_bytes()


def test_table_holds_every_run_with_all_digits(panel, tmp_path):
    show(panel, with_losses([0.8, 0.7]), with_losses([]), with_losses([1 / 3]))
    text = exported(panel, Format.CSV, tmp_path / "loss.csv").decode("utf-8")
    lines = list(csv.reader(io.StringIO(text)))
    assert [(line[0], line[4]) for line in lines[1:]] == [
        ("run 1", "0.8"), ("run 1", "0.7"), ("run 2", repr(1 / 3)),
    ]  # fmt: skip


def test_table_tells_the_losses_of_other_branches_and_later_ones_below(panel, tmp_path):
    main = branch("ZFLBS" * 3, losses={3: 0.5, 8: 0.25, 13: 0.125})
    side = branch("FL", 1, parent=main, fork=6, losses={8: 1 / 3})
    history = timeline(main, side, now=Moment(0, 9))
    show(panel, replace(with_losses([0.5, 0.25]), timeline=history))
    text = exported(panel, Format.CSV, tmp_path / "loss.csv").decode("utf-8")
    lines = list(csv.reader(io.StringIO(text)))[1:]
    assert [(line[0], line[4]) for line in lines] == [
        ("run 1", "0.5"), ("run 1", "0.25"), ("main (later)", "0.125"), ("branch 1", repr(1 / 3)),
    ]  # fmt: skip
    assert [line[1:4] for line in lines[2:]] == [["", "13", "2"], ["", "8", "1"]]


def test_table_of_the_comparison_holds_its_three_runs(panel, tmp_path):
    show(panel, make_snapshot(comparison=comparison()))
    text = exported(panel, Format.CSV, tmp_path / "runs.csv").decode("utf-8")
    names = {line[0] for line in list(csv.reader(io.StringIO(text)))[1:]}
    assert names == {"without zero_grad", "with zero_grad", "with zero_grad and momentum 1"}


def test_pictures_are_written_as_png_and_svg(panel, tmp_path):
    show(panel, with_losses([0.8, 0.7]))
    assert not QImage.fromData(exported(panel, Format.PNG, tmp_path / "loss.png")).isNull()
    assert b"<svg" in exported(panel, Format.SVG, tmp_path / "loss.svg")


def test_name_without_an_ending_gets_one(panel, tmp_path):
    show(panel, with_losses([0.8]))
    panel.ask_path = lambda _title, _name, _pattern: str(tmp_path / "loss")
    panel.export(Format.CSV)
    assert (tmp_path / "loss.csv").exists()


def test_cancelled_dialog_writes_nothing(panel, tmp_path):
    asked = []
    panel.ask_path = lambda *question: asked.append(question) or ""
    panel._export.menu().actions()[2].trigger()
    assert asked == [("Table with every point (CSV)", "loss.csv", "*.csv")]
    assert list(tmp_path.iterdir()) == []


def test_file_that_cannot_be_written_is_a_problem_to_report(panel, qtbot, tmp_path):
    show(panel, with_losses([0.8]))
    panel.ask_path = lambda _title, _name, _pattern: str(tmp_path / "missing" / "loss.csv")
    with qtbot.waitSignal(panel.problem_found) as found:
        panel.export(Format.CSV)
    assert isinstance(found.args[0], OSError)


@pytest.mark.parametrize("size", [(330, 280), (900, 600)])
def test_small_and_large_panels_keep_the_size_they_are_given(panel, size):
    show(panel, with_losses([0.8, 0.7]), with_losses([]), with_losses([0.6, 0.5]))
    panel.resize(*size)
    assert (panel.width(), panel.height()) == size
    show(panel, make_snapshot(comparison=comparison()))
    assert (panel.width(), panel.height()) == size
