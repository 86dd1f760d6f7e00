"""The whole window with the real trainer: each button, runs, language, faults, the end."""

import contextlib
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
import torch
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QSpinBox, QToolButton

from lenet_gui import app as program
from lenet_gui.command_line import LANGUAGES, parse
from lenet_gui.core import commands as c
from lenet_gui.core.errors import FailureKind
from lenet_gui.core.explanation import Element, Inspect, Quantity
from lenet_gui.core.graph import GraphStatus
from lenet_gui.core.inputs import Digits
from lenet_gui.core.session import SessionView
from lenet_gui.core.snapshot import GradientState
from lenet_gui.core.trainer import Trainer
from lenet_gui.gui.language import Language
from lenet_gui.gui.panels import PANELS
from lenet_gui.gui.sessions.questions import Dialogs
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.theme import Scheme
from lenet_gui.gui.words.watch_sentences import why_no_number


def sentence(window) -> str:
    return window.findChild(QLabel, "sentence").text()


def test_the_five_buttons_make_one_real_training_step(press):
    assert press("forward").graph.status is GraphStatus.ALIVE
    assert press("loss").loss == pytest.approx(0.794664, rel=1e-4)
    assert press("backward").gradient_norm == pytest.approx(1.166108, rel=1e-4)
    stepped = press("step")
    assert stepped.step == 1
    cleared = press("zero_grad")
    assert {row.gradient_state for row in cleared.rows} == {GradientState.NONE}
    trainer = Trainer(seed=0)
    for command in (c.Forward(), c.ComputeLoss(), c.Backward(), c.OptimizerStep()):
        trainer.apply(command)
    for name, values in trainer.snapshot().parameters.items():
        assert cleared.parameters[name].tobytes() == values.tobytes()


def test_panels_that_lie_behind_others_are_built_once_the_buttons_can_be_pressed(build, qtbot):
    window = build()
    with qtbot.waitSignal(window.complete, timeout=30_000):
        pass
    assert [type(panel) for panel in window.docks.panels] == list(PANELS)
    assert all(panel.snapshot is window.snapshot for panel in window.docks.panels)


def test_press_before_they_are_built_is_missed_by_none_of_them(build, qtbot):
    window = build()
    before = []
    window.training.ready.connect(lambda _snapshot: before.append(len(window.docks.panels)))
    window.training.ready.connect(lambda _snapshot: window.commands.forward.trigger())
    qtbot.waitUntil(lambda: window.snapshot is not None and window.snapshot.calls == 1)
    assert before[0] < len(PANELS) == len(window.docks.panels)
    assert all(panel.snapshot is window.snapshot for panel in window.docks.panels)
    graph = next(panel for panel in window.docks.panels if panel.key == "graph")
    window.docks.bring_up(graph)
    assert graph.snapshot.graph.status is GraphStatus.ALIVE


def test_account_that_the_graph_points_at_comes_up_in_the_ledger(window, press):
    press("forward")
    panels = {panel.key: panel for panel in window.panels}
    window.docks.bring_up(panels["output"])
    panels["graph"].account_chosen.emit("fc3.bias")
    assert panels["ledger"].parameter == "fc3.bias"
    assert not panels["ledger"].visibleRegion().isEmpty()


def test_keys_of_the_graph_are_nobody_elses(window):
    window.docks.build_all()
    graph = next(panel for panel in window.panels if panel.key == "graph")
    mine = {shortcut.key().toString() for shortcut in graph.findChildren(QShortcut)}
    taken = {keys.toString() for action in window.actions() for keys in action.shortcuts()}
    assert len(mine) == 4
    assert not mine & taken


def test_keys_press_the_buttons(window, qtbot):
    for key, calls in ((Qt.Key.Key_F, 1), (Qt.Key.Key_L, 2), (Qt.Key.Key_B, 3), (Qt.Key.Key_S, 4)):
        qtbot.keyClick(window, key)
        qtbot.waitUntil(lambda calls=calls: window.snapshot.calls == calls)
    assert window.snapshot.step == 1


def test_expected_next_call_is_highlighted(window, press):
    def highlighted() -> list[str]:
        buttons = window.tool_bar.findChildren(QToolButton)
        return [b.objectName() for b in buttons if b.property("expected")]

    assert highlighted() == ["button_zero_grad"]
    press("forward")
    assert highlighted() == ["button_loss"]
    press("loss")
    press("backward")
    assert highlighted() == ["button_step"]


def test_wrong_order_runs_and_is_explained(window, press):
    snapshot = press("backward")
    assert snapshot.last.failure.kind is FailureKind.NO_LOSS
    assert "no loss yet" in sentence(window)
    assert window.commands.backward.isEnabled()
    assert "✖" in sentence(window)


def test_second_backward_shows_pytorchs_words_in_the_log(window, press):
    for name in ("forward", "loss", "backward", "backward"):
        press(name)
    window.findChild(QToolButton, "why").click()
    text = window.findChild(object, "log_text").toPlainText()
    assert "Trying to backward through the graph a second time" in text
    assert "retain_graph=True" in text


def test_run_n_makes_n_iterations_and_says_so(window, qtbot):
    window.findChild(QSpinBox, "run_count").setValue(7)
    with qtbot.waitSignal(window.training.run_ended, timeout=10_000):
        window.commands.run_many.trigger()
    assert window.snapshot.step == 7
    assert "35 calls, 7 updates" in sentence(window)
    assert len(window.snapshot.curve.losses) == 7


def test_run_without_zero_grad_is_the_tutorials_first_method(window, qtbot):
    window.commands.choices.loop_zero_grad.setChecked(False)
    with qtbot.waitSignal(window.training.run_ended, timeout=10_000):
        window.commands.run_many.trigger()
    assert window.snapshot.rows[0].deposits == 10
    assert window.snapshot.curve.losses[9] == pytest.approx(0.083056, rel=1e-3)


def test_free_run_draws_and_pauses(window, qtbot):
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.running)
    qtbot.waitUntil(lambda: window.snapshot.step > 20, timeout=10_000)
    with qtbot.waitSignal(window.training.run_ended, timeout=10_000):
        window.commands.pause.trigger()
    assert not window.running
    steps = window.snapshot.step
    assert len(window.snapshot.curve.losses) == steps
    with qtbot.assertNotEmitted(window.training.applied, wait=50):
        pass
    assert window.snapshot.step == steps


def test_buttons_work_during_a_run(window, qtbot):
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.running)
    with qtbot.waitSignal(window.training.applied, timeout=10_000) as applied:
        window.commands.zero_grad.trigger()
    assert applied.args[0].last.command == c.ZeroGrad()
    with qtbot.waitSignal(window.training.run_ended, timeout=10_000):
        window.commands.pause.trigger()


def test_reset_uses_the_seed_of_the_tool_bar(window, press):
    window.findChild(QSpinBox, "seed").setValue(5)
    snapshot = press("reset")
    assert snapshot.seed == 5
    expected = Trainer(seed=5).snapshot()
    assert snapshot.parameters["fc3.bias"].tobytes() == expected.parameters["fc3.bias"].tobytes()


def test_comparison_answers_the_tutorial_and_leaves_the_network_alone(press):
    before = press("forward")
    after = press("compare")
    assert after.comparison.losses_identical
    assert after.step == before.step
    assert after.graph == before.graph


def test_refused_command_is_a_sentence_and_changes_nothing(window, qtbot):
    with qtbot.waitSignal(window.training.refused, timeout=10_000):
        window.issue(c.LoadInput(Digits(batch_size=100_000)))
    notice = window.findChild(QLabel, "notice_text")
    qtbot.waitUntil(notice.isVisible)
    assert "batch_size must be between 1 and" in notice.text()
    assert window.snapshot.calls == 0


def test_fault_in_a_panel_is_shown_and_the_window_goes_on(window, press, monkeypatch):
    def broken(_snapshot):
        raise ValueError("planted")

    panel = next(panel for panel in window.panels if panel.key == "parameters")
    monkeypatch.setattr(panel, "redraw", broken)
    with contextlib.suppress(ValueError):  # pytest-qt raises what the hook has already reported
        press("forward")
    assert window.findChild(QLabel, "notice_text").isVisible()
    assert "planted" in window.findChild(QLabel, "notice_text").text()
    monkeypatch.undo()
    assert press("loss").loss == pytest.approx(0.794664, rel=1e-4)


def test_language_switches_while_it_runs(window, press, qtbot):
    press("forward")
    english = sentence(window)
    window.preferences.set_language(Language.CHINESE)
    qtbot.waitUntil(lambda: sentence(window) != english)  # Qt posts the change of language
    assert "损失" in {dock.windowTitle() for dock in window.docks.docks}
    window.preferences.set_language(Language.ENGLISH)
    qtbot.waitUntil(lambda: sentence(window) == english)


def test_dark_and_light_reach_every_panel(window):
    window.preferences.set_scheme(Scheme.DARK)
    dark = {panel.colours for panel in window.panels}
    window.preferences.set_scheme(Scheme.LIGHT)
    light = {panel.colours for panel in window.panels}
    assert len(dark) == len(light) == 1
    assert dark != light


def test_larger_writing_reaches_the_widgets(window, qapp):
    label = window.findChild(QLabel, "sentence")
    before = label.fontMetrics().height()
    window.preferences.change_point_size(8)
    QApplication.processEvents()
    assert label.fontMetrics().height() > before


def test_every_panel_is_a_dock_that_closes_and_comes_back(window):
    assert [panel.key for panel in window.panels] == [kind.key for kind in PANELS]
    for dock in window.docks.docks:
        dock.close()
        assert not dock.isVisible()
        dock.toggleViewAction().trigger()
        assert not dock.isHidden()


def test_every_button_and_dock_has_a_name_for_screen_readers(window):
    assert all(button.accessibleName() for button in window.tool_bar.findChildren(QToolButton)
               if button.objectName().startswith("button_"))  # fmt: skip
    assert all(dock.accessibleName() for dock in window.docks.docks)
    assert all(panel.accessibleName() for panel in window.panels)


def test_layout_is_remembered(build, qtbot, settings, tmp_path):
    first = build()
    first.docks.docks[-1].close()
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible(), timeout=20_000)
    again = Settings(tmp_path / "settings.ini")
    assert again.value("layout/version", 0) == 1
    second = build()
    assert second.docks.docks[-1].isHidden()
    assert not second.docks.docks[0].isHidden()


def test_window_closes_in_mid_run(window, qtbot):
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.running)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
    assert window.training.isFinished()


def test_window_closes_while_torch_is_loading(build, qtbot):
    window = build()
    qtbot.waitUntil(window.training.isRunning)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert window.training.isFinished()


def test_window_closes_before_torch_is_asked_for(build, qtbot):
    window = build()
    assert not window.training.isRunning()  # it waits for the first painting
    window.close()
    assert not window.isVisible()
    qtbot.wait(1)
    assert not window.training.isRunning()


def test_failure_while_closing_keeps_the_window(window, qtbot, monkeypatch):
    def broken(_settings):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(window.docks, "save", broken)
        window.close()
    assert window.isVisible()
    assert window.isEnabled()
    assert "disk full" in window.findChild(QLabel, "notice_text").text()


def test_pressing_before_torch_is_loaded_waits_its_turn(build, qtbot):
    window = build()
    window.commands.forward.trigger()
    qtbot.waitUntil(lambda: window.snapshot is not None and window.snapshot.calls == 1,
                    timeout=30_000)  # fmt: skip
    assert window.snapshot.output is not None


def test_digits_start_trains_on_batches(window, qtbot):
    start = window.findChild(object, "start_digits")
    start.trigger()
    qtbot.waitUntil(lambda: window.snapshot.calls == 4, timeout=20_000)
    window.findChild(QSpinBox, "run_count").setValue(60)
    with qtbot.waitSignal(window.training.run_ended, timeout=30_000):
        window.commands.run_many.trigger()
    snapshot = window.snapshot
    assert snapshot.loss_kind is c.LossKind.CROSS_ENTROPY
    assert snapshot.input.batches == 45
    assert snapshot.input.epoch == 2
    assert snapshot.test_images == 360
    assert snapshot.test_accuracy > 0.5


def test_window_thread_never_touches_torchs_global_stream(window, press):
    torch.manual_seed(3)
    expected = torch.rand(4)
    torch.manual_seed(3)
    for name in ("forward", "backward_output", "loss", "backward", "step", "reset"):
        press(name)
    assert torch.equal(torch.rand(4), expected)


@pytest.mark.parametrize(
    ("screen", "expected"),
    [((1920, 1080), True), ((1366, 768), True), ((1280, 720), False), ((1400, 740), False)],
)
def test_window_of_the_first_start_fits_a_screen_with_its_title_bar(screen, expected):
    assert program.fits(QSize(1280, 720), QSize(*screen)) is expected


def test_press_that_takes_long_is_answered_meanwhile(window, qtbot):
    window.training.command_issued.disconnect()  # so that no answer comes
    window.commands.forward.trigger()
    qtbot.waitUntil(lambda: "output = net(input)" in sentence(window))


def test_press_that_is_quick_leaves_no_timer_behind(window, press):
    press("forward")
    assert not window._requests.unanswered


def test_experiment_of_the_menu_ends_where_it_is_explained(window, qtbot):
    action = window.findChild(QAction, "experiment_step_between")
    assert "optimizer.step()" in action.toolTip()
    action.trigger()
    qtbot.waitUntil(lambda: sentence(window).startswith("✖ The graph was built with other weights"))
    words = "fc3.weight.T [84, 10] was saved at version 1 and is now at version 2"
    assert words in sentence(window)


def test_run_stops_at_a_breakpoint_and_says_so(window, qtbot, press):
    panel = next(panel for panel in window.panels if panel.key == "program")
    panel.code.choose(next(i for i, row in enumerate(panel.rows) if row.line == 4))
    panel.form.toggle_stop()
    qtbot.waitUntil(lambda: window.snapshot.program.lines[4].stop is not None)
    with qtbot.waitSignal(window.training.run_ended, timeout=10_000) as ended:
        window.commands.run.trigger()
    assert ended.args[0].halt.line == 4
    assert "Stopped at the breakpoint before loss.backward()" in sentence(window)
    qtbot.waitUntil(lambda: window.snapshot.line == 4)


def test_stepping_line_by_line_is_running(window, qtbot):
    for count in range(1, 11):
        window.commands.run_line.trigger()
        qtbot.waitUntil(lambda count=count: window.snapshot.calls == count)
    stepped = window.snapshot
    window.issue(c.Reset(0))
    qtbot.waitUntil(lambda: window.snapshot.calls == 11)
    window.findChild(QSpinBox, "run_count").setValue(2)
    with qtbot.waitSignal(window.training.run_ended, timeout=10_000):
        window.commands.run_many.trigger()
    for name, values in window.snapshot.parameters.items():
        assert values.tobytes() == stepped.parameters[name].tobytes()


def test_no_two_actions_of_the_window_have_the_same_key(window, press):
    press("forward")
    of_a_widget = ("Ctrl+C", "Del", "Esc")  # of the one with the focus
    keys = Counter(
        key.toString()
        for action in window.findChildren(QAction)
        if action.shortcutContext() is not Qt.ShortcutContext.WidgetShortcut
        for key in action.shortcuts()
    )
    keys.update(
        shortcut.key().toString()
        for shortcut in window.findChildren(QShortcut)
        if shortcut.key().toString() not in of_a_widget
    )
    assert keys["Ctrl+S"] == 1
    assert {key: count for key, count in keys.items() if count > 1} == {}


def test_session_can_be_named_on_the_command_line():
    assert parse(["--lang", "en", "mine.lenet"]).session == Path("mine.lenet")
    assert parse([]).session is None


def test_languages_of_the_command_line_are_those_of_the_window():
    assert set(LANGUAGES) == {language.value for language in Language} - {Language.SYSTEM}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder cannot be chosen")
def test_only_a_window_with_a_person_before_it_asks_and_makes_copies(
    build, window, qapp, settings, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert window.findChild(Dialogs) is None
    assert not list(tmp_path.rglob("autosave"))
    attended = program.build(qapp, settings, Language.ENGLISH, attended=True)
    qtbot.addWidget(attended)
    assert attended.findChild(Dialogs) is not None
    assert [path.suffix for path in next(tmp_path.rglob("autosave")).iterdir()] == [".lock"]
    attended.show()
    qtbot.waitUntil(lambda: attended.snapshot is not None, timeout=30_000)
    attended.issue(c.Forward())
    qtbot.waitUntil(lambda: attended.snapshot.calls == 1, timeout=10_000)
    attended.sessions.show_view(SessionView())  # nothing to ask about
    attended.close()
    qtbot.waitUntil(lambda: not attended.isVisible(), timeout=10_000)
    attended.reporter.remove()
    assert list(next(tmp_path.rglob("autosave")).iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder cannot be chosen")
def test_home_that_cannot_be_written_costs_the_copies_and_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    assert program.autosave_folder() is None


def test_a_number_chosen_in_a_panel_is_explained_in_the_inspector(window, qtbot):
    window.docks.build_all()
    element = Element(Quantity.PARAMETER, "conv1.weight", (0, 0, 1, 2))
    parameters = next(panel for panel in window.panels if panel.key == "parameters")
    with qtbot.waitSignal(window.training.applied, timeout=10_000):
        parameters.number_chosen.emit(element)
    inspector = next(panel for panel in window.panels if panel.key == "inspector")
    assert inspector.isVisible()
    assert not inspector.visibleRegion().isEmpty()
    assert window.snapshot.last.command == Inspect(element)


def test_why_a_number_is_not_explained_is_said_and_changes_nothing(window):
    window.docks.build_all()
    watches = next(panel for panel in window.panels if panel.key == "watches")
    before = window.snapshot
    watches.unexplained.emit(partial(why_no_number, "norm(fc1.bias)"))
    assert sentence(window).startswith("⚠ norm(fc1.bias) names no single number")
    assert window.snapshot is before


def test_the_tab_of_the_inspector_is_remembered(build, qtbot):
    def inspector(window):
        return next(panel for panel in window.panels if panel.key == "inspector")

    first = build()
    inspector(first).page = "inspector_check"
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible(), timeout=30_000)
    assert inspector(build()).page == "inspector_check"
