import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from lenet_gui.core.gradient_history import GradientHistory
from lenet_gui.core.snapshot import GradientState, Snapshot
from lenet_gui.gui.gradients.rms_rows import RmsRow, decades, rms_rows
from lenet_gui.gui.gradients.rms_view import RmsView
from tests.snapshots import SHAPES, history, make_snapshot, rows

ONES = {name: np.ones(shape, np.float32) for name, shape in SHAPES.items()}


def scaled(factor: float) -> dict[str, np.ndarray | None]:
    return {name: ones * np.float32(factor) for name, ones in ONES.items()}


def snapshot_of(*factors: float, now: dict[str, np.ndarray | None] | None = None) -> Snapshot:
    """A snapshot after moments with gradients of these sizes; the last is the present one."""
    moments = [scaled(factor) for factor in factors]
    return make_snapshot(
        rows=rows(moments[-1] if now is None else now), gradient_history=history(moments)
    )


def row_of(name: str = "w", **changes) -> RmsRow:
    row = RmsRow(name, GradientState.VALUES, 1e-2, 2e-2, 1e-1, 1e-3, 1e-4)
    return replace(row, **changes)


@pytest.fixture
def view(qtbot) -> RmsView:
    view = RmsView()
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    return view


def pixels(view: RmsView) -> bytes:
    return bytes(view.grab().toImage().constBits())


def test_sizes_are_those_of_now_of_before_and_of_the_first_moment():
    found = rms_rows(snapshot_of(8.0, 4.0, 2.0))
    assert [row.name for row in found] == list(SHAPES)
    for row in found:
        assert (row.now, row.previous, row.first) == pytest.approx((2.0, 4.0, 8.0))


def test_cleared_gradient_was_before_what_was_recorded_last():
    cleared = dict.fromkeys(SHAPES)
    row = rms_rows(snapshot_of(8.0, 4.0, now=cleared))[0]
    assert (row.now, row.previous, row.first) == (None, pytest.approx(4.0), pytest.approx(8.0))
    assert row.state is GradientState.NONE


def test_first_moment_has_nothing_before_it():
    row = rms_rows(snapshot_of(8.0))[0]
    assert (row.now, row.previous, row.first) == (pytest.approx(8), None, pytest.approx(8))


def test_parameter_that_had_no_gradient_at_first_has_no_first_size():
    moments = [{**scaled(1.0), "fc3.bias": None}, scaled(1.0)]
    found = rms_rows(make_snapshot(rows=rows(moments[-1]), gradient_history=history(moments)))
    assert (found[9].first, found[9].previous) == (None, None)
    assert found[8].first == pytest.approx(1.0)


def test_ratios_are_over_the_parameters_own_size():
    snapshot = snapshot_of(1.0)
    changed = tuple(replace(row, norm=50.0, update_norm=0.5) for row in snapshot.rows)
    row = rms_rows(replace(snapshot, rows=changed))[0]
    assert row.to_weight == pytest.approx(math.sqrt(150) / 50)
    assert row.update_to_weight == 0.01


def test_ratio_to_a_parameter_of_zeros_is_none():
    snapshot = snapshot_of(1.0)
    changed = tuple(replace(row, norm=0.0, update_norm=0.0) for row in snapshot.rows)
    row = rms_rows(replace(snapshot, rows=changed))[0]
    assert (row.to_weight, row.update_to_weight) == (None, None)


def test_without_a_record_there_is_only_the_present():
    row = rms_rows(make_snapshot(rows=rows(scaled(3.0)), gradient_history=GradientHistory()))[0]
    assert (row.now, row.previous, row.first) == (pytest.approx(3.0), None, None)


def test_scale_reaches_to_the_powers_of_ten_around_all_marks():
    assert decades([row_of(now=3e-4, previous=None, first=0.2)]) == (-4, 0)
    assert decades([row_of(now=1e-2, previous=1e-2, first=1e-2)]) == (-2, -1)
    for nothing in (None, 0.0, math.nan, math.inf):
        assert decades([row_of(now=nothing, previous=nothing, first=nothing)]) == (-3, 0)
    assert decades([]) == (-3, 0)


def test_numbers_are_written_and_none_zeros_and_nan_named(view):
    view.resize(900, 300)
    view.set_rows(
        (
            row_of("a", now=0.0123456, to_weight=0.5, update_to_weight=None),
            row_of("b", now=None, state=GradientState.NONE, to_weight=None),
            row_of("c", now=0.0, state=GradientState.ZEROS),
            row_of("d", now=math.nan),
        )
    )
    numbers = [view.numbers(row) for row in view._rows]
    assert numbers[0] == ("0.0123456", "0.5", "—")
    assert numbers[1][:2] == ("None", "—")
    assert numbers[2][0] == "all zeros"
    assert numbers[3][0] == "⚠ not finite"


def test_keys_and_clicks_choose_a_parameter_that_is_read_out_in_full(view, qtbot):
    view.set_rows((row_of("a", now=0.0123456), row_of("b"), row_of("c", previous=None)))
    assert view.readout == "a: now 0.0123456, before 0.02, at first 0.1"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.readout == "c: now 0.01, before —, at first 0.1"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.readout.startswith("b:")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view._line(2).center())
    assert view.readout in view.accessibleDescription()
    assert view.readout.startswith("c:")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(3, 1))
    assert view.readout.startswith("c:")


def test_larger_gradients_lie_further_right(view):
    view.set_rows((row_of(now=1e-4), row_of(now=1e-3), row_of(now=1e-1)))
    scale, _ = view._columns()
    places = [view._x(scale, row.now) for row in view._rows]
    assert places == sorted(places)
    assert len(set(places)) == 3
    assert scale.left() <= places[0]
    assert places[-1] <= scale.right()


def test_every_mark_is_seen(view):
    pictures = set()
    nothing = {"now": None, "previous": None, "first": None}
    for shown in ({}, {"now": 1e-2}, {"previous": 1e-2}, {"first": 1e-2}):
        # A second line keeps the scale.
        view.set_rows((row_of(**nothing | shown), row_of(now=1e-3, first=1e-1)))
        pictures.add(pixels(view))
    assert len(pictures) == 4


@pytest.mark.parametrize("size", [(100, 60), (330, 200), (1600, 900)])
def test_every_size_can_be_painted(view, size):
    view.set_rows(rms_rows(snapshot_of(1e-3, 2.0)))
    view.resize(*size)
    assert not view.grab().isNull()


def test_empty_view_takes_keys_and_clicks(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    assert view.readout == ""
    assert not view.grab().isNull()
