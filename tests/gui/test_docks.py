"""The docks without a trainer: their places at first, and layouts that an older window left."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lenet_gui.gui.docks import Docks
from lenet_gui.gui.panels import PANELS
from lenet_gui.gui.panels.graph import GraphPanel
from lenet_gui.gui.panels.log import LogPanel
from lenet_gui.gui.panels.network import NetworkPanel
from lenet_gui.gui.panels.timeline import TimelinePanel


@pytest.fixture
def build(qtbot):
    def make(kinds=PANELS, size=(1280, 600)) -> Docks:
        docks = Docks(kinds)
        qtbot.addWidget(docks)
        docks.resize(*size)
        docks.show()
        qtbot.waitExposed(docks)
        docks.arrange()
        docks.build_all()
        qtbot.waitUntil(lambda: is_settled(docks))
        return docks

    return make


def strip_of(docks: Docks):
    return next(dock for dock in docks.docks if dock.kind is TimelinePanel)


@pytest.mark.parametrize("size", [(1280, 600), (1920, 960)])
def test_timeline_is_a_strip_as_wide_as_the_window_below_all_others(build, size):
    docks = build(size=size)
    strip = strip_of(docks)
    assert strip.width() == docks.width()
    assert strip.height() < docks.height() / 3
    others = [dock for dock in docks.docks if dock is not strip and not dock.isHidden()]
    assert all(dock.geometry().bottom() < strip.geometry().top() for dock in others)
    assert (docks.width(), docks.height()) == size


def test_height_that_a_window_grows_by_goes_to_the_panels_and_not_to_the_strip(build, qtbot):
    docks = build(size=(1280, 600))
    strip = strip_of(docks)
    qtbot.waitUntil(lambda: is_settled(docks))
    before, low = places(docks), strip.height()
    docks.resize(1920, 1000)
    qtbot.waitUntil(lambda: is_settled(docks))
    assert strip.height() == low
    grown = [kind for kind, place in places(docks).items() if place[3] > 1.3 * before[kind][3]]
    assert set(grown) == set(before) - {TimelinePanel}
    docks.resize(1280, 600)
    qtbot.waitUntil(lambda: are_back(docks, before))


def test_layout_of_a_window_without_a_timeline_is_restored_with_it_at_the_bottom(build, settings):
    older = build([kind for kind in PANELS if kind is not TimelinePanel])
    older.docks[0].close()
    older.save(settings)
    docks = build()
    docks.restore(settings)
    strip = strip_of(docks)
    assert docks.docks[0].isHidden()
    assert not strip.isHidden()
    assert not strip.isFloating()
    assert strip.width() == docks.width()
    assert strip.geometry().bottom() == docks.height() - 1


def test_closed_timeline_stays_closed(build, settings):
    first = build()
    strip_of(first).close()
    first.save(settings)
    second = build()
    second.restore(settings)
    assert strip_of(second).isHidden()


def dock_of(docks: Docks, kind):
    return next(dock for dock in docks.docks if dock.kind is kind)


def places(docks: Docks) -> dict:
    """Where those docks are that can be seen."""
    seen = [dock for dock in docks.docks if not dock.visibleRegion().isEmpty()]
    return {dock.kind: dock.geometry().getRect() for dock in seen}


def is_settled(docks: Docks) -> bool:
    """Whether the docks have come to rest: events that wait move none of them."""
    before = places(docks)
    QApplication.processEvents()
    return places(docks) == before


def are_back(docks: Docks, before: dict) -> bool:
    """Whether all can be seen where they were; Qt rounds a restored size by a pixel."""
    now = places(docks)
    return set(now) == set(before) and all(
        abs(one - other) <= 1
        for kind in now
        for one, other in zip(now[kind], before[kind], strict=True)
    )


def test_enlarged_panel_has_all_the_room_and_the_others_come_back_as_they_were(build, qtbot):
    docks = build()
    dock = dock_of(docks, GraphPanel)
    dock.raise_()
    qtbot.waitUntil(lambda: is_settled(docks))
    before = places(docks)
    docks.enlarging.toggle(dock)
    qtbot.waitUntil(lambda: dock.width() > 0.98 * docks.width())
    assert dock.height() > 0.9 * docks.height()
    assert all(other.isHidden() for other in docks.docks if other is not dock)
    docks.enlarging.toggle()
    qtbot.waitUntil(lambda: are_back(docks, before))
    assert not any(dock.isHidden() for dock in docks.docks)


def test_double_click_on_a_title_enlarges_and_does_not_float(build, qtbot):
    docks = build()
    dock = dock_of(docks, NetworkPanel)
    dock.raise_()
    qtbot.waitUntil(lambda: not dock.visibleRegion().isEmpty())
    title = QPoint(20, dock.widget().geometry().top() // 2)
    QTest.mouseDClick(dock, Qt.MouseButton.LeftButton, pos=title)
    assert docks.enlarging.dock is dock
    assert not dock.isFloating()
    QTest.mouseDClick(dock, Qt.MouseButton.LeftButton, pos=title)
    assert docks.enlarging.dock is None


def test_panel_that_had_the_focus_last_is_enlarged(build, qtbot):
    docks = build()
    docks.activateWindow()
    dock = dock_of(docks, LogPanel)
    dock.raise_()
    dock.panel._list.setFocus()
    qtbot.waitUntil(dock.panel._list.hasFocus)
    docks.enlarging.toggle()
    assert docks.enlarging.dock is dock


def test_panel_that_was_brought_up_is_enlarged_before_the_one_with_the_focus(build, qtbot):
    docks = build()
    docks.activateWindow()
    dock_of(docks, LogPanel).panel._list.setFocus()
    docks.bring_up(dock_of(docks, GraphPanel).panel)
    docks.enlarging.toggle()
    assert docks.enlarging.dock is dock_of(docks, GraphPanel)


def test_panel_that_is_brought_up_ends_the_enlargement_of_another(build):
    docks = build()
    docks.enlarging.toggle(dock_of(docks, GraphPanel))
    log = dock_of(docks, LogPanel)
    docks.bring_up(log.panel)
    assert docks.enlarging.dock is None
    assert not log.isHidden()
    assert not dock_of(docks, NetworkPanel).isHidden()


def test_layout_is_remembered_as_it_is_without_an_enlarged_panel(build, settings):
    first = build()
    before = [dock.isHidden() for dock in first.docks]
    first.enlarging.toggle(dock_of(first, GraphPanel))
    first.save(settings)
    second = build()
    second.restore(settings)
    assert [dock.isHidden() for dock in second.docks] == before


def test_layout_that_is_reset_has_no_enlarged_panel(build):
    docks = build()
    docks.enlarging.toggle(dock_of(docks, GraphPanel))
    docks.arrange()
    assert docks.enlarging.dock is None
    assert not any(dock.isHidden() for dock in docks.docks)
