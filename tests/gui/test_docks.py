"""The docks without a trainer: their places at first, and layouts that an older window left."""

import pytest

from lenet_gui.gui.docks import Docks
from lenet_gui.gui.panels import PANELS
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
