from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from lenet_gui.core.alarms import RULES, Alarm, AlarmHit, AlarmView, SetAlarms
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.snapshot import Notice
from lenet_gui.gui.panels.alarms import FOUND, ON, STOPS, THRESHOLD, AlarmsPanel
from lenet_gui.gui.words.alarm_texts import alarm_advice, alarm_name, alarm_sentence
from tests.snapshots import make_snapshot


@pytest.fixture
def panel(qtbot) -> AlarmsPanel:
    panel = AlarmsPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 400)
    panel.show()
    qtbot.waitExposed(panel)
    panel.take(make_snapshot())
    panel.refresh(1.0)
    return panel


@pytest.fixture
def issued(panel) -> list:
    commands = []
    panel.command_issued.connect(commands.append)
    return commands


def row(panel, alarm: Alarm):
    return panel.table.topLevelItem(list(Alarm).index(alarm))


def changed(alarm: Alarm, **change) -> list[SetAlarms]:
    rules = tuple(replace(rule, **change) if rule.alarm is alarm else rule for rule in RULES)
    return [SetAlarms(rules)]


def test_every_alarm_has_a_row_with_its_threshold(panel):
    assert panel.table.topLevelItemCount() == len(Alarm)
    assert row(panel, Alarm.EXPLODING).text(THRESHOLD) == "100"
    assert row(panel, Alarm.NON_FINITE).text(THRESHOLD) == ""


def test_alarm_is_muted_by_its_check_mark(panel, issued):
    row(panel, Alarm.DEAD_RELU).setCheckState(ON, Qt.CheckState.Unchecked)
    assert issued == changed(Alarm.DEAD_RELU, on=False)


def test_alarm_becomes_a_breakpoint(panel, issued):
    row(panel, Alarm.NON_FINITE).setCheckState(STOPS, Qt.CheckState.Checked)
    assert issued == changed(Alarm.NON_FINITE, stops=True)


def test_threshold_is_edited(panel, issued):
    row(panel, Alarm.EXPLODING).setText(THRESHOLD, "2.5")
    assert issued == changed(Alarm.EXPLODING, threshold=2.5)


@pytest.mark.parametrize("text", ["", "many", "-1", "nan"])
def test_threshold_that_is_no_number_is_put_back(panel, issued, text):
    row(panel, Alarm.EXPLODING).setText(THRESHOLD, text)
    assert row(panel, Alarm.EXPLODING).text(THRESHOLD) == "100"
    assert issued == []


def test_what_was_found_is_counted_and_explained(panel):
    hit = AlarmHit(Alarm.DEAD_RELU, "relu4", 1.0, 0.95)
    views = tuple(
        AlarmView(rule, 3, hit, 12)
        if rule.alarm is Alarm.DEAD_RELU
        else AlarmView(rule, 0, None, 0)
        for rule in RULES
    )
    panel.take(make_snapshot(alarms=views))
    panel.refresh(2.0)
    item = row(panel, Alarm.DEAD_RELU)
    assert item.text(FOUND) == "3"
    panel.table.setCurrentItem(item)
    text = panel._text.toPlainText()
    assert text.startswith("After 12 updates: In relu4, a share of 1 of the units is 0")
    assert alarm_advice(Alarm.DEAD_RELU) in text


@pytest.mark.parametrize("alarm", Alarm)
def test_every_alarm_has_its_texts_without_a_gap(alarm):
    sentence = alarm_sentence(AlarmHit(alarm, "fc3.weight", 2.0, 1.0))
    assert "{" not in sentence + alarm_name(alarm) + alarm_advice(alarm)
    assert sentence.endswith(".")


def test_flag_is_muted_and_heard_again(panel, issued):
    row = panel.flags.list.topLevelItem(list(Notice).index(Notice.DEPOSIT_ADDED))
    row.setCheckState(0, Qt.CheckState.Unchecked)
    assert issued == [SetMuted(frozenset({Notice.DEPOSIT_ADDED}))]
    panel.take(make_snapshot(muted=frozenset({Notice.DEPOSIT_ADDED})))
    panel.refresh(3.0)
    row.setCheckState(0, Qt.CheckState.Checked)
    assert issued[-1] == SetMuted(frozenset())


def test_every_flag_is_told_in_words(panel):
    for index in range(len(Notice)):
        text = panel.flags.list.topLevelItem(index).text(0)
        assert len(text) > 20
        assert "{" not in text
