from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from lenet_gui.core.timeline import Kind, Mark, Moment, Timeline
from lenet_gui.gui.plot_style import LIGHT
from lenet_gui.gui.timeline.flags import flag_places
from lenet_gui.gui.timeline.lanes import kind_colours, lay_out_lanes, picture
from lenet_gui.gui.timeline.span import Span
from lenet_gui.gui.timeline.strip_layout import Look, lay_out
from lenet_gui.gui.timeline.strip_picture import StripPicture
from lenet_gui.gui.timeline.way import Way
from tests.timelines import branch, long_branch, timeline

COLOURS = kind_colours(LIGHT)


def span_of(low: float, high: float, width: int) -> Span:
    span = Span()
    span.set_end(600_000)
    span.low, span.high, span.left, span.width, span.fitted = low, high, 0, width, False
    return span


def column(image: QImage, x: int) -> list[Kind]:
    kinds = {colour.rgb(): Kind(kind) for kind, colour in reversed(list(enumerate(COLOURS)))}
    return [kinds[image.pixel(x, y)] for y in range(image.height())]


def test_each_call_has_the_colour_of_its_kind():
    left, image = picture(branch("ZFLBS"), span_of(0, 10, 100), 4, COLOURS)
    assert (left, image.width()) == (0, 50)
    assert [column(image, 10 * call + 5)[0] for call in range(5)] == list(Kind)[:5]


def test_branch_begins_where_it_forks_off():
    main = branch("ZFLBS")
    left, image = picture(branch("FB", 1, parent=main, fork=3), span_of(0, 10, 100), 4, COLOURS)
    assert (left, image.width()) == (30, 20)


def test_column_of_many_calls_is_divided_as_they_are():
    left, image = picture(long_branch(100), span_of(0, 600, 10), 60, COLOURS)
    assert (left, image.width()) == (0, 10)
    loop = (Kind.ZERO_GRAD, Kind.FORWARD, Kind.LOSS, Kind.BACKWARD, Kind.STEP, Kind.BATCH)
    for x in range(10):
        assert column(image, x) == [kind for kind in loop for _ in range(10)]


def test_picture_of_a_hundred_thousand_steps_is_divided_as_their_loop_is():
    _, image = picture(long_branch(100_000), span_of(0, 600_000, 1000), 12, COLOURS)
    assert image.width() == 1000
    assert column(image, 500).count(Kind.STEP) == 2


def test_what_is_out_of_view_has_no_picture():
    assert picture(branch("ZFLBS"), span_of(10, 20, 100), 4, COLOURS) is None


@pytest.mark.parametrize("call", [1, 2, 299_999, 300_000, 599_999, 600_000])
def test_single_failure_among_many_calls_is_seen_at_every_zoom(call):
    marks = np.full(600_000, Mark.NOTICE, np.uint8)
    marks[call - 1] |= Mark.FAILED
    found = branch("S")
    object.__setattr__(found, "marks", marks)
    span = span_of(-6000, 630_000, 1000)
    while True:
        places = [x for x, mark in flag_places(found, span, 8) if mark is Mark.FAILED]
        assert len(places) == 1
        assert places[0] == pytest.approx(span.x(call - 0.5), abs=8)
        if span.size <= 1:
            break
        span.zoom(0.5, call - 0.5)


def test_flags_are_no_more_than_have_room():
    found = branch("S")
    object.__setattr__(found, "marks", np.full(600_000, Mark.NOTICE, np.uint8))
    assert len(flag_places(found, span_of(0, 600_000, 1000), 8)) <= 125


def test_lanes_lie_below_each_other_and_the_chosen_one_is_among_them():
    main = branch("ZFLBS" * 10)
    sides = [branch("F", number, parent=main, fork=number) for number in range(1, 40)]
    area = QRect(60, 20, 1000, 80)
    lanes = lay_out_lanes(timeline(main, *sides), 30, area, 13)
    assert 30 in [lane.branch.number for lane in lanes]
    for upper, lower in pairwise(lanes):
        assert lower.rect.top() == upper.rect.bottom() + 1
    assert lanes[-1].rect.bottom() == area.bottom()
    assert lanes[0].rect.top() > area.top()


def test_phases_are_told_apart_by_colour():
    assert len({QColor(colour).name() for colour in COLOURS[:5]}) == 5


def test_the_same_calls_are_painted_once_however_often_a_snapshot_brings_them(qapp):
    look, span, rect = Look(LIGHT, qapp.font()), span_of(0, 10, 100), QRect(0, 0, 200, 80)
    painted = StripPicture()

    def key(found: Timeline) -> int:
        layout = lay_out(rect, found, 0, look)
        way = Way(found, 0)
        return painted.pixmap(rect.size(), 1.0, found, way, span, layout, look).cacheKey()

    main = branch("ZFLBS", losses={3: 0.5})
    first = key(timeline(main))
    assert key(timeline(replace(main), now=Moment(0, 2))) == first
    assert key(timeline(replace(main, name="other"))) != first
    longer = branch("ZFLBSZ", losses={3: 0.5})
    assert key(timeline(longer)) != first
