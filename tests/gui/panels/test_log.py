from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QTreeWidget

from lenet_gui.core import commands as c
from lenet_gui.core.errors import Failure, FailureKind
from lenet_gui.core.graph import Graph
from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.snapshot import GradientState, Outcome
from lenet_gui.core.timeline import Arrival, GoTo, Mark, Moment
from lenet_gui.gui.language import Language, LanguageSwitch
from lenet_gui.gui.panels.log import CAPACITY, LogPanel
from lenet_gui.gui.words.changes import Part, changes
from lenet_gui.gui.words.messages import Level
from tests.snapshots import GRAPH, make_snapshot
from tests.timelines import branch, long_branch, timeline

START = make_snapshot()
FORWARD = make_snapshot(
    computed=True, calls=1, last=Outcome(c.Forward()), graph=replace(GRAPH, root="output")
)
BACKWARD = make_snapshot(
    with_gradients=True, computed=True, calls=2, last=Outcome(c.Backward()), graph=GRAPH
)


@pytest.fixture
def panel(qtbot) -> LogPanel:
    panel = LogPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 500)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def take(panel, *snapshots) -> None:
    for snapshot in snapshots:
        panel.take(snapshot)
    panel.refresh(1.0)


def rows(panel) -> list[str]:
    table = panel.findChild(QTreeWidget, "log_list")
    return [table.topLevelItem(i).text(0) for i in range(table.topLevelItemCount())]


def text(panel, row: int) -> str:
    table = panel.findChild(QTreeWidget, "log_list")
    table.setCurrentItem(table.topLevelItem(row))
    return panel.findChild(QPlainTextEdit, "log_text").toPlainText()


def test_each_call_is_an_entry_by_its_line(panel):
    take(panel, START, FORWARD, BACKWARD)
    assert rows(panel) == ["# start", "output = net(input)", "loss.backward()"]


def test_chosen_entry_tells_what_changed_in_the_four_parts(panel):
    take(panel, START, FORWARD, BACKWARD)
    found = text(panel, 2)
    assert "Parameters: untouched" in found
    assert "Gradient accounts: None → values (10); norm — → 1.5; deposits 0 → 1" in found
    assert "Optimizer state: untouched" in found


def test_chosen_entry_shows_the_numbers_of_that_moment_and_not_of_now(panel):
    take(panel, START, FORWARD, BACKWARD)
    gradient_line = next(line for line in text(panel, 1).splitlines() if "fc3.bias" in line)
    assert "None" in gradient_line
    gradient_line = next(line for line in text(panel, 2).splitlines() if "fc3.bias" in line)
    assert "None" not in gradient_line


def test_run_is_one_entry_however_many_frames_it_has(panel):
    take(panel, START)
    panel.set_running(running=True)
    for step in (3, 7, 9):
        last = Outcome(c.OptimizerStep())
        take(panel, make_snapshot(computed=True, calls=5 * step, step=step, last=last))
    panel.set_running(running=False)
    assert rows(panel) == ["# start", "# a run of the loop"]
    assert "45 calls, 9 updates" in text(panel, 1)


def test_row_of_a_run_that_fails_tells_of_all_its_calls(panel):
    take(panel, START)
    panel.set_running(running=True)
    take(panel, make_snapshot(computed=True, calls=5, step=1, last=Outcome(c.OptimizerStep())))
    failed = Outcome(c.Backward(), Failure(FailureKind.OTHER, "RuntimeError: xyz"))
    take(panel, make_snapshot(computed=True, calls=14, step=2, last=failed))
    panel.set_running(running=False)
    table = panel.findChild(QTreeWidget, "log_list")
    lines = [(table.topLevelItem(i).text(0), table.topLevelItem(i).toolTip(0)) for i in range(3)]
    assert [line for line, _ in lines] == ["# start", "# a run of the loop", "loss.backward()"]
    assert lines[1][1] == "14: # a run of the loop"


def test_entries_are_read_in_the_language_of_now(panel, qapp):
    take(panel, START, FORWARD, BACKWARD)
    switch = LanguageSwitch(qapp)
    switch.use(Language.CHINESE)
    try:
        qapp.processEvents()
        chinese = text(panel, 1)
    finally:
        switch.use(Language.ENGLISH)
        qapp.processEvents()
    assert "recorded a graph" not in chinese
    assert "recorded a graph" in text(panel, 1)


def test_lines_are_copied_as_a_script_has_them(panel):
    take(panel, START, FORWARD, BACKWARD)
    panel._copy.click()
    assert QGuiApplication.clipboard().text() == ("# start\noutput = net(input)\nloss.backward()\n")


def test_entry_keeps_no_large_array():
    slim = BACKWARD.without_arrays()
    assert not slim.parameters
    assert not slim.gradients
    assert not slim.activations
    assert not slim.histograms
    assert slim.rows == BACKWARD.rows


def by_part(before, after) -> dict[Part, str]:
    return {change.part: change.text for change in changes(before, after) if change.changed}


def test_nothing_changed_says_nothing():
    assert by_part(BACKWARD, BACKWARD) == {}


def test_graph_that_was_freed_says_what_it_held():
    freed = replace(BACKWARD, graph=Graph())
    assert by_part(BACKWARD, freed) == {Part.GRAPH: "alive from loss: 4 nodes, 416 B → none"}


def test_single_parameter_that_moved_is_named():
    changed = tuple(
        replace(row, norm=12.0, version=2) if row.name == "fc3.weight" else row
        for row in BACKWARD.rows
    )
    found = by_part(BACKWARD, replace(BACKWARD, rows=changed))
    assert found == {Part.PARAMETERS: "1 of 10 tensors changed; fc3.weight: 9 → 12"}


def test_partial_backward_counts_the_accounts_that_it_reached():
    part = tuple(
        replace(row, gradient_state=GradientState.VALUES, gradient_norm=1.0, deposits=1)
        if row.name.startswith("fc3")
        else row
        for row in FORWARD.rows
    )
    found = by_part(FORWARD, replace(FORWARD, rows=part, gradient_norm=1.4))
    assert found[Part.ACCOUNTS].startswith("None → values (2); norm — → 1.4")


def test_rows_are_what_is_written_down_though_nobody_has_seen_it(qtbot):
    hidden = LogPanel()
    qtbot.addWidget(hidden)
    for snapshot in (START, FORWARD, BACKWARD):
        hidden.take(snapshot)
    found = hidden.rows()
    assert [(row.calls, row.line) for row in found] == [
        ("0", "# start"), ("1", "output = net(input)"), ("2", "loss.backward()"),
    ]  # fmt: skip
    assert "received a deposit" in found[2].message.headline


def test_a_run_is_one_row_from_its_first_call_to_its_last(panel):
    take(panel, START)
    panel.set_running(running=True)
    take(panel, replace(FORWARD, calls=40))
    panel.set_running(running=False)
    assert [row.calls for row in panel.rows()] == ["0", "1–40"]


# -- the history ----------------------------------------------------------------------------

MAIN = branch("FLBS")
SIDE = branch("Z", 1, parent=MAIN, fork=2)


def at(moment, history=None, *, came_from=None, command=None):
    """The state at a moment: after a call, or gone to from another one."""
    arrival = None if came_from is None else Arrival(came_from, 1, rebuilt=True)
    found = replace(history or timeline(MAIN), now=moment, arrival=arrival)
    last = None if moment.call == 0 else Outcome(command or found.command(moment))
    return replace(START, calls=moment.call, last=last, timeline=found)


@pytest.fixture
def travelled(panel) -> LogPanel:
    """Four calls, back to the second, and another call from there."""
    take(panel, at(Moment(0, 0), timeline(branch(""))))
    for call in range(1, 5):
        take(panel, at(Moment(0, call)))
    take(panel, at(Moment(0, 2), came_from=Moment(0, 4)))
    take(panel, at(Moment(1, 3), timeline(MAIN, SIDE)))
    return panel


def test_going_back_is_an_entry_of_its_own_and_the_others_stay(travelled):
    assert rows(travelled) == [
        "# start", "output = net(input)", "loss = criterion(output, target)", "loss.backward()",
        "optimizer.step()", "# back to call 2", "net.zero_grad()",
    ]  # fmt: skip


def test_entry_of_going_back_says_how_it_went_and_nothing_of_changes(travelled):
    found = text(travelled, 5)
    assert found.startswith(
        "# back to call 2\n\nBack to the moment after call 2, loss = criterion(output, target). "
        "Calls made again to rebuild it: 1. The graph was rebuilt by running forward again."
    )
    assert "Gradient accounts" not in found


def test_drag_through_many_moments_is_one_entry_from_where_it_began(panel):
    take(panel, at(Moment(0, 0), timeline(branch(""))), at(Moment(0, 4)))
    take(panel, at(Moment(0, 1), came_from=Moment(0, 4)))
    for call, origin in ((2, 1), (3, 2)):
        take(panel, at(Moment(0, call), came_from=Moment(0, origin)))
    assert rows(panel) == ["# start", "optimizer.step()", "# back to call 3"]
    assert text(panel, 2).startswith("# back to call 3\n\nBack to the moment after call 3")
    take(panel, at(Moment(0, 4)))
    assert rows(panel)[2:] == ["# back to call 3", "optimizer.step()"]


def test_answer_that_only_repeats_an_arrival_is_no_entry(travelled):
    last = travelled.snapshot
    take(travelled, replace(last, timeline=replace(last.timeline, saved=5)))
    assert len(rows(travelled)) == 7


def test_call_of_a_branch_is_not_taken_for_that_of_another(travelled):
    table = travelled.findChild(QTreeWidget, "log_list")
    travelled.show_call(Origin(c.ZeroGrad(), 3, 0))
    assert table.indexOfTopLevelItem(table.currentItem()) == 6
    travelled.show_call(Origin(c.ComputeLoss(), 2, 0))
    assert table.indexOfTopLevelItem(table.currentItem()) == 2


def test_calls_that_lie_no_longer_on_the_way_are_not_chosen(travelled):
    table = travelled.findChild(QTreeWidget, "log_list")
    before = table.currentItem()
    travelled.show_call(Origin(c.OptimizerStep(), 4, 0))
    assert table.currentItem() is before


@pytest.mark.parametrize("how", ["menu", "activated"])
def test_moment_of_an_entry_is_gone_to(travelled, how):
    asked = []
    travelled.command_issued.connect(asked.append)
    table = travelled.findChild(QTreeWidget, "log_list")
    table.setCurrentItem(table.topLevelItem(4))
    if how == "menu":
        travelled._go.trigger()
    else:
        table.itemActivated.emit(table.topLevelItem(4), 0)
    assert asked == [GoTo(Moment(0, 4))]


def test_moment_of_an_entry_is_not_gone_to_during_a_run(travelled):
    asked = []
    travelled.command_issued.connect(asked.append)
    travelled.set_running(running=True)
    travelled._go_there()
    assert asked == []
    assert not travelled._go.isEnabled()


def test_menu_of_the_list_is_reached_by_the_keyboard(travelled):
    table = travelled.findChild(QTreeWidget, "log_list")
    assert table.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    assert travelled._go in table.actions()


def opened(panel, history, **changes):
    """A session that was opened, with its newest call shown in full."""
    panel.start_session()
    calls = history.now.call
    last = Outcome(c.OptimizerStep())
    take(panel, make_snapshot(computed=True, calls=calls, last=last, timeline=history, **changes))


def test_calls_of_an_opened_session_are_told_by_their_lines(panel):
    opened(panel, timeline(branch("ZFLBS", losses={3: 0.5}, marks={4: Mark.NOTICE})))
    assert rows(panel) == [
        "net.zero_grad()", "output = net(input)", "loss = criterion(output, target)",
        "loss.backward()", "optimizer.step()",
    ]  # fmt: skip
    assert [row.calls for row in panel.rows()] == ["1", "2", "3", "4", "5"]
    headlines = [row.message.headline for row in panel.rows()]
    assert "0.5" in headlines[2]
    assert "silently" in headlines[3]
    assert panel.rows()[3].message.level is Level.NOTICE
    assert "before the session was opened" in text(panel, 1)
    assert "before the session was opened" not in text(panel, 4)


def test_calls_of_an_opened_session_are_those_on_the_way_to_the_present_moment(panel):
    main = branch("ZFLBS")
    opened(panel, timeline(main, branch("?Z", 1, parent=main, fork=2)))
    assert [row.line.split("(")[0] for row in panel.rows()][:2] == [
        "net.zero_grad", "output = net",
    ]  # fmt: skip
    assert len(panel.rows()) == 4


def test_one_goes_to_a_told_call_by_enter(panel, qtbot):
    opened(panel, timeline(branch("ZFLBS")))
    text(panel, 1)
    with qtbot.waitSignal(panel.command_issued) as sent:
        panel._go_there()
    assert sent.args == [GoTo(Moment(0, 2))]


def test_of_a_long_session_the_newest_calls_are_told(panel):
    opened(panel, timeline(long_branch(1000)))
    assert len(panel.rows()) == CAPACITY
    assert panel.rows()[-1].last == 6000
    assert panel.rows()[0].first == 6001 - CAPACITY


def test_call_of_an_opened_session_is_found_when_it_is_chosen_elsewhere(panel):
    opened(panel, timeline(branch("ZFLBS")))
    panel.show_call(Origin(c.Backward(), 4, 0))
    table = panel.findChild(QTreeWidget, "log_list")
    assert table.indexOfTopLevelItem(table.currentItem()) == 3
