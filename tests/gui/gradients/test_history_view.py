import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage

from lenet_gui.core.gradient_history import NO_HISTORY, Cause, GradientHistory
from lenet_gui.core.log_bins import interval
from lenet_gui.gui.gradients.history_choice import Choice
from lenet_gui.gui.gradients.history_image import count_table, counts_image, strip_pixels
from lenet_gui.gui.gradients.history_moments import moment_facts
from lenet_gui.gui.gradients.history_texts import record_note
from lenet_gui.gui.gradients.history_view import HistoryView
from lenet_gui.gui.plot_style import DARK, LIGHT
from tests.gui.pointing import point_at
from tests.snapshots import SHAPES, history

SHIFT = Qt.KeyboardModifier.ShiftModifier


def recorded(count: int, names: int = 10) -> GradientHistory:
    random = np.random.default_rng(4)
    return history(
        [
            {
                name: (random.standard_normal(shape) * 0.9**step).astype(np.float32)
                for name, shape in list(SHAPES.items())[:names]
            }
            for step in range(count)
        ]
    )


@pytest.fixture
def view(qtbot) -> HistoryView:
    view = HistoryView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.set_history(recorded(6))
    return view


def pixels(view: HistoryView) -> bytes:
    return bytes(view.grab().toImage().constBits())


def cell(view: HistoryView, column: int, row: int) -> QPoint:
    """The middle of a cell of the enlarged picture."""
    view.grab()
    frame = view._enlarged._frame
    x = (frame.left(column) + frame.left(column + 1)) // 2
    return QPoint(x, (frame.y(row) + frame.y(row + 1)) // 2)


def test_click_enlarges_a_gradient_and_escape_goes_back(view, qtbot):
    place = view._small.grid.rect(list(SHAPES).index("fc1.bias")).center()
    with qtbot.waitSignal(view.enlarged_changed) as enlarged:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert enlarged.args == ["fc1.bias"]
    with qtbot.waitSignal(view.enlarged_changed) as closed:
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert closed.args == [""]
    assert view.enlarged == ""


def test_keys_reach_and_enlarge_every_gradient(view, qtbot):
    seen = {view.current}
    for key in [Qt.Key.Key_Right] * 4 + [Qt.Key.Key_Down] + [Qt.Key.Key_Left] * 4:
        qtbot.keyClick(view, key)
        seen.add(view.current)
    assert seen == set(SHAPES)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    first = view.enlarged
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.enlarged != first
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.enlarged == first


def test_keys_move_a_and_with_shift_b(view, qtbot):
    view.enlarge("fc1.weight")
    assert view.choice == Choice(5, 0)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert view.choice == Choice(3, 1)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_End, SHIFT)
    assert view.choice == Choice(0, 5)


def test_click_chooses_a_and_with_shift_b(view, qtbot):
    view.enlarge("fc1.weight")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=cell(view, 2, 3))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, SHIFT, pos=cell(view, 4, 3))
    assert view.choice == Choice(2, 4)
    qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=cell(view, 1, 3))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert view.choice == Choice(2, 4)
    assert view.enlarged == "fc1.weight"


def test_read_out_tells_the_exact_count_of_a_cell(view):
    view.set_history(history([{"fc3.bias": np.array([0.3, 0.3, -0.3, 0, 0, 0, 0], np.float32)}]))
    view.enlarge("fc3.bias")
    rows = view._enlarged.picture.rows
    above = next(r for r in range(rows.side) if interval(rows.bin_of(r)) == (0.25, 0.375))
    for row, text in (
        (above, "updates 0, call 4: [0.25, 0.375): entries 2"),
        (rows.side, "updates 0, call 4: exact zeros: 4"),
        (len(rows) - 1 - above, "updates 0, call 4: (-0.375, -0.25]: entries 1"),
    ):
        point_at(view, cell(view, 0, row))
        assert view.readout == text
    point_at(view, QPoint(1, 1))
    assert view.readout == ""


def test_read_out_says_that_a_column_stands_for_several_moments(view):
    random = np.random.default_rng(0)
    values = random.standard_normal((3000, 10)).astype(np.float32)
    values[0, 0] = np.nan
    found = history([{"fc3.bias": row} for row in values])
    view.set_history(found)
    view.enlarge("fc3.bias")
    picture = view._enlarged.picture
    group = picture.columns.group
    assert group > 1
    point_at(view, cell(view, 0, 3))
    index = picture.rows.bin_of(3)
    largest = found.moments["counts"][:group, 0, index].max()
    assert f"updates 0 to {group - 1}, the largest of {group} moments" in view.readout
    assert f"entries {largest}" in view.readout
    assert "⚠ not finite: 1" in view.readout


def test_numbers_of_both_moments_are_told(view):
    broken = np.array([np.inf, 3.0, 0.0, 0.0], np.float32)
    found = history([{"fc3.bias": np.array([3, 4, 0, 0], np.float32)}, {"fc3.bias": broken}])
    first, second = (moment_facts(found, 0, moment) for moment in (0, 1))
    assert first == ("0", "4", "backward", "1", "5", "1.58114", "2 (20 %)", "0")
    assert second[4:] == ("inf", "inf", "2 (20 %)", "1")
    view.set_history(found)
    view.enlarge("fc3.bias")
    assert "norm inf" in view.accessibleDescription()
    assert "norm 5" in view.accessibleDescription()


def test_moment_without_gradient_is_told_from_zeros():
    found = history([{"fc3.bias": None}, {"fc3.bias": np.zeros(10, np.float32)}])
    assert moment_facts(found, 0, 0)[4:] == ("None", "None", "None", "None")
    assert moment_facts(found, 0, 1)[4:] == ("0", "0", "10 (100 %)", "0")


def test_clipping_is_named():
    found = history([{"fc3.bias": np.ones(10, np.float32)}])
    moments = found.moments.copy()
    moments["cause"] = Cause.CLIP
    clipped = GradientHistory(found.names, found.sizes, moments, 1, 1)
    assert moment_facts(clipped, 0, 0)[2] == "clip_grad_norm_"


def test_new_record_forgets_the_chosen_moments(view, qtbot):
    view.enlarge("fc1.weight")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    later = recorded(9)
    moments = later.moments.copy()
    moments["call"] += 100
    view.set_history(GradientHistory(later.names, later.sizes, moments, 9, 9))
    assert view.choice == Choice(8, 0)


def test_picture_changes_with_the_record_and_the_choice(view, qtbot):
    view.enlarge("fc1.weight")
    before = pixels(view)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    moved = pixels(view)
    view.set_history(recorded(9))
    assert before != moved != pixels(view)


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("size", [2, 10, 48_000])
def test_more_entries_have_a_stronger_colour_and_none_the_ground(look, size):
    table = count_table(size, look)
    assert len(table) == size + 1
    assert table[0] == QColor(look.surface).rgba()
    assert table[1] != table[0]
    assert table[-1] == QColor(look.text).rgba()
    ground = QColor(look.surface).lightness()
    lightness = [QColor.fromRgb(int(pixel)).lightness() for pixel in table[:: max(1, size // 9)]]
    distances = [abs(value - ground) for value in lightness]
    assert distances == sorted(distances)


def test_image_has_one_pixel_a_cell():
    cells = np.array([[0, 1, 2], [10, 0, 5]])
    image = counts_image(cells, 10, LIGHT)
    assert (image.width(), image.height()) == (3, 2)
    table = count_table(10, LIGHT)
    assert image.pixelColor(0, 1).rgba() == table[10]
    assert image.pixelColor(2, 0).rgba() == table[2]
    assert isinstance(image, QImage)


def test_zeros_are_grey_by_their_share_and_what_is_not_finite_in_the_colour_of_errors(view):
    found = history(
        [
            {"fc3.bias": np.array(values, np.float32)}
            for values in ([0.0] * 10, [1.0] * 10, [np.nan] * 10)
        ]
    )
    view.set_history(found)
    view.enlarge("fc3.bias")
    strip = strip_pixels(view._enlarged.picture.columns, 10, LIGHT)[0]
    assert strip.tolist() == [
        QColor(name).rgba() for name in (LIGHT.muted, LIGHT.surface, LIGHT.error)
    ]


@pytest.mark.parametrize("size", [(170, 130), (330, 260), (1600, 900)])
@pytest.mark.parametrize("enlarged", ["", "fc1.weight"])
@pytest.mark.parametrize("count", [1, 40])
def test_every_size_can_be_painted(view, size, enlarged, count):
    view.set_history(recorded(count))
    if enlarged:
        view.enlarge(enlarged)
    view.resize(*size)
    assert not view.grab().isNull()


@pytest.mark.parametrize("values", [[0.0], [np.nan], [3e38, -3e38], [1e-45], [np.inf, 0]])
def test_every_kind_of_number_can_be_painted(view, values):
    view.set_history(history([{"fc3.bias": np.array(values, np.float32)}] * 2))
    assert not view.grab().isNull()
    view.enlarge("fc3.bias")
    assert not view.grab().isNull()


def test_empty_view_takes_keys_and_clicks(view, qtbot):
    view.enlarge("fc1.weight")
    whole = recorded(1)
    nothing = GradientHistory(whole.names, whole.sizes, whole.moments[:0])
    for empty in (nothing, NO_HISTORY):
        view.set_history(empty)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Escape):
            qtbot.keyClick(view, key)
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
        assert not view.grab().isNull()
        assert view.readout == ""


def test_note_says_how_many_moments_are_missing():
    whole = recorded(6, 1)

    def note(kept: int, recorded: int, seen: int) -> str:
        return record_note(
            GradientHistory(whole.names, whole.sizes, whole.moments[:kept], seen, recorded)
        )

    assert note(6, 6, 6) == ""
    assert "6 of 900" in note(6, 6, 900)
    assert "kept" not in note(6, 6, 900)
    assert "kept: 5" in note(5, 6, 6)
    assert "recorded" not in note(5, 6, 6)
