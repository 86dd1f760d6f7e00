"""The drawing pad: strokes by mouse and by keyboard, undo, and the pixels that come out."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QColor, QImage, QKeySequence, QMouseEvent, QPalette, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lenet_gui.core.errors import InputError
from lenet_gui.core.picture import prepare_like_digits
from lenet_gui.gui.input.drawing_pad import DEFAULT_PEN_WIDTH, PEN_WIDTHS, DrawingPad

Key = Qt.Key


@pytest.fixture
def pad(qtbot: QtBot) -> DrawingPad:
    """A pad of 264 pixels: the sheet's 256, and a margin of 4 all round."""
    pad = DrawingPad()
    qtbot.addWidget(pad)
    pad.resize(264, 264)
    with qtbot.waitExposed(pad):
        pad.show()
    pad.activateWindow()
    pad.setFocus(Qt.FocusReason.TabFocusReason)
    return pad


def drag(qtbot: QtBot, pad: DrawingPad, *points: tuple[int, int], lift: bool = True) -> None:
    """Draw through points of the sheet."""
    places = [QPoint(x + 4, y + 4) for x, y in points]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        move(pad, QPointF(place))
    if lift:
        qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def move(pad: DrawingPad, place: QPointF) -> None:
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    shift = Qt.KeyboardModifier.NoModifier
    where = pad.mapToGlobal(place)
    event = QMouseEvent(QEvent.Type.MouseMove, place, where, none, left, shift)
    QCoreApplication.sendEvent(pad, event)


def press(qtbot: QtBot, pad: DrawingPad, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(pad, key)


def shortcut(qtbot: QtBot, pad: DrawingPad, which: QKeySequence.StandardKey) -> None:
    combination = QKeySequence.keyBindings(which)[0][0]
    qtbot.keyClick(pad, combination.key(), combination.keyboardModifiers())


def painted(pad: DrawingPad) -> np.ndarray:
    """What is on the screen, in greys."""
    image = pad.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


def test_a_new_pad_is_empty(pad: DrawingPad) -> None:
    grey = pad.grey()
    assert pad.is_empty()
    assert grey.shape == (256, 256)
    assert grey.dtype == np.uint8
    assert grey.max() == 0
    assert not pad.can_undo()
    assert not pad.can_redo()
    with pytest.raises(InputError):
        prepare_like_digits(grey)


def test_a_stroke_leaves_ink_where_it_went(qtbot: QtBot, pad: DrawingPad) -> None:
    drag(qtbot, pad, (50, 128), (100, 128), (200, 128))
    grey = pad.grey()
    assert not pad.is_empty()
    assert (grey[128, 52:198] == 255).all()
    assert grey[100].max() == 0
    rows = np.flatnonzero(grey[:, 128])
    assert abs(len(rows) - DEFAULT_PEN_WIDTH) <= 2


def test_ends_are_round_and_edges_are_smooth(qtbot: QtBot, pad: DrawingPad) -> None:
    pad.set_pen_width(40)
    drag(qtbot, pad, (80, 128), (180, 128))
    grey = pad.grey()
    assert grey[128, 62] == 255  # the cap reaches half a pen's width beyond the end
    assert grey[110, 62] == 0  # and leaves the corner
    assert len(np.unique(grey)) > 10


def test_a_click_makes_a_dot(qtbot: QtBot, pad: DrawingPad) -> None:
    drag(qtbot, pad, (128, 100))
    grey = pad.grey()
    assert grey[100, 128] == 255
    assert abs((grey > 127).sum() - np.pi * DEFAULT_PEN_WIDTH**2 / 4) < 40


def test_a_bend_is_rounded(qtbot: QtBot, pad: DrawingPad) -> None:
    pad.set_pen_width(PEN_WIDTHS[0])
    drag(qtbot, pad, (40, 40), (200, 40), (200, 200))
    assert pad.grey()[40, 200] == 0
    assert pad.grey()[40, 60] == 255
    assert pad.grey()[190, 200] == 255


def test_the_drawing_is_the_same_in_a_pad_of_any_size(qtbot: QtBot, pad: DrawingPad) -> None:
    drag(qtbot, pad, (50, 60), (200, 190))
    before = pad.grey()
    pad.resize(520, 700)
    assert np.array_equal(pad.grey(), before)
    other = DrawingPad()
    qtbot.addWidget(other)
    other.resize(720, 520)  # the sheet is 512 wide, from (104, 4)
    qtbot.mousePress(other, Qt.MouseButton.LeftButton, pos=QPoint(204, 124))
    move(other, QPointF(504, 384))
    qtbot.mouseRelease(other, Qt.MouseButton.LeftButton, pos=QPoint(504, 384))
    assert np.array_equal(other.grey(), before)


def test_only_the_left_button_inside_the_sheet_draws(qtbot: QtBot, pad: DrawingPad) -> None:
    pad.resize(400, 264)
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 100))
    qtbot.mouseClick(pad, Qt.MouseButton.RightButton, pos=QPoint(200, 100))
    move(pad, QPointF(200, 120))
    assert pad.is_empty()


def test_a_stroke_may_leave_the_sheet(qtbot: QtBot, pad: DrawingPad) -> None:
    drag(qtbot, pad, (128, 128), (128, -500), (900, -500), (900, 128), (128, 128))
    assert pad.grey()[10, 128] == 255


def test_signals_tell_of_every_change_and_of_the_end(qtbot: QtBot, pad: DrawingPad) -> None:
    changes, ends = [], []
    pad.changed.connect(lambda: changes.append(len(ends)))
    pad.stroke_finished.connect(lambda: ends.append(not pad.is_empty()))
    drag(qtbot, pad, (50, 50), (60, 60), (70, 70))
    assert changes == [0, 0, 0]
    assert ends == [True]
    pad.undo()
    pad.redo()
    pad.clear()
    assert changes == [0, 0, 0, 1, 1, 1]
    pad.clear()
    pad.redo()
    assert len(changes) == 6
    assert ends == [True]


def test_an_unfinished_stroke_is_in_the_drawing(qtbot: QtBot, pad: DrawingPad) -> None:
    drag(qtbot, pad, (50, 50), (150, 50), lift=False)
    assert not pad.is_empty()
    assert pad.can_undo()
    assert pad.grey()[50, 100] == 255


def test_undo_takes_strokes_back_one_by_one_and_redo_brings_them(
    qtbot: QtBot, pad: DrawingPad
) -> None:
    states = [pad.grey()]
    for y in (40, 120, 200):
        drag(qtbot, pad, (40, y), (200, y))
        states.append(pad.grey())
    for state in reversed(states[:-1]):
        pad.undo()
        assert np.array_equal(pad.grey(), state)
    assert not pad.can_undo()
    pad.undo()
    for state in states[1:]:
        pad.redo()
        assert np.array_equal(pad.grey(), state)
    assert not pad.can_redo()


def test_a_new_stroke_ends_what_could_be_redone(qtbot: QtBot, pad: DrawingPad) -> None:
    drag(qtbot, pad, (40, 40), (200, 40))
    pad.undo()
    drag(qtbot, pad, (40, 90), (200, 90))
    assert not pad.can_redo()
    pad.redo()
    assert pad.grey()[40, 100] == 0


def test_a_cleared_drawing_comes_back_with_undo(qtbot: QtBot, pad: DrawingPad) -> None:
    drag(qtbot, pad, (40, 40), (200, 40))
    drag(qtbot, pad, (40, 90), (200, 90))
    before = pad.grey()
    pad.clear()
    assert pad.is_empty()
    pad.undo()
    assert np.array_equal(pad.grey(), before)


def test_the_array_is_a_copy(qtbot: QtBot, pad: DrawingPad) -> None:
    pad.grey()[:] = 9
    assert pad.grey().max() == 0


def test_the_pen_keeps_within_its_widths_and_old_strokes_keep_theirs(
    qtbot: QtBot, pad: DrawingPad
) -> None:
    drag(qtbot, pad, (40, 40), (200, 40))
    before = pad.grey()
    pad.set_pen_width(1000)
    assert pad.pen_width == PEN_WIDTHS[1]
    assert np.array_equal(pad.grey(), before)
    pad.set_pen_width(-3)
    assert pad.pen_width == PEN_WIDTHS[0]


def test_space_and_arrow_keys_draw(qtbot: QtBot, pad: DrawingPad) -> None:
    press(qtbot, pad, Key.Key_Down, Key.Key_Left)
    assert pad.is_empty()
    press(qtbot, pad, Key.Key_Space, *[Key.Key_Right] * 6, Key.Key_Space, Key.Key_Down)
    grey = pad.grey()  # from (120, 72) to (168, 72)
    assert (grey[72, 120:168] == 255).all()
    assert grey[72, 190] == 0
    assert grey[96, 144] == 0


def test_space_held_down_draws_until_it_is_let_go(qtbot: QtBot, pad: DrawingPad) -> None:
    with qtbot.waitSignal(pad.stroke_finished):
        qtbot.keyPress(pad, Key.Key_Space)
        press(qtbot, pad, *[Key.Key_Down] * 4)
        qtbot.keyRelease(pad, Key.Key_Space)
    before = pad.grey()
    press(qtbot, pad, *[Key.Key_Left] * 4)
    assert np.array_equal(pad.grey(), before)


@pytest.mark.parametrize(
    ("key", "x", "y"),
    [
        (Key.Key_Home, -1, -1),
        (Key.Key_PageUp, 1, -1),
        (Key.Key_End, -1, 1),
        (Key.Key_PageDown, 1, 1),
        (Key.Key_Up, 0, -1),
    ],
)
def test_keys_around_the_arrows_draw_slanting(
    qtbot: QtBot, pad: DrawingPad, key: Qt.Key, x: int, y: int
) -> None:
    press(qtbot, pad, *[Key.Key_Down] * 8, Key.Key_Space, *[key] * 8, Key.Key_Space)
    assert pad.grey()[128 + 60 * y, 128 + 60 * x] == 255


def test_shift_moves_the_cursor_finely(qtbot: QtBot, pad: DrawingPad) -> None:
    press(qtbot, pad, Key.Key_Space)
    for _ in range(4):
        qtbot.keyClick(pad, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, pad, Key.Key_Space)
    right = np.flatnonzero(pad.grey()[64])[-1]
    assert abs(right - (128 + 8 + DEFAULT_PEN_WIDTH / 2)) <= 1


def test_the_cursor_stays_on_the_sheet(qtbot: QtBot, pad: DrawingPad) -> None:
    press(qtbot, pad, *[Key.Key_Up] * 50, Key.Key_Space, *[Key.Key_Down] * 4, Key.Key_Space)
    assert pad.grey()[30, 128] == 255


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_and_backspace_clear(qtbot: QtBot, pad: DrawingPad, key: Qt.Key) -> None:
    drag(qtbot, pad, (40, 40), (200, 40))
    press(qtbot, pad, key)
    assert pad.is_empty()


def test_the_usual_keys_undo_and_redo(qtbot: QtBot, pad: DrawingPad) -> None:
    drag(qtbot, pad, (40, 40), (200, 40))
    shortcut(qtbot, pad, QKeySequence.StandardKey.Undo)
    assert pad.is_empty()
    shortcut(qtbot, pad, QKeySequence.StandardKey.Redo)
    assert not pad.is_empty()


def test_escape_lifts_the_pen_and_else_belongs_to_the_dialog(qtbot: QtBot, pad: DrawingPad) -> None:
    press(qtbot, pad, Key.Key_Space, Key.Key_Right)
    with qtbot.waitSignal(pad.stroke_finished):
        press(qtbot, pad, Key.Key_Escape)
    with qtbot.assertNotEmitted(pad.stroke_finished):
        press(qtbot, pad, Key.Key_Escape)


def test_shortcuts_of_the_window_leave_the_pads_keys_alone(qtbot: QtBot, pad: DrawingPad) -> None:
    fired = []
    for keys in ("Space", "Right", "Del", "Ctrl+Z", "Ctrl+Right", "F5"):
        taken = QShortcut(QKeySequence(keys), pad.window())
        taken.activated.connect(lambda keys=keys: fired.append(keys))
    press(qtbot, pad, Key.Key_Space, Key.Key_Right, Key.Key_Space)
    assert not pad.is_empty()
    qtbot.keyClick(pad, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pad.is_empty()
    press(qtbot, pad, Key.Key_Delete, Key.Key_F5)
    qtbot.keyClick(pad, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert fired == ["F5", "Ctrl+Right"]


def test_a_key_ends_a_stroke_of_the_mouse(qtbot: QtBot, pad: DrawingPad) -> None:
    drag(qtbot, pad, (40, 200), (200, 200), lift=False)
    before = pad.grey()
    press(qtbot, pad, Key.Key_Left)
    move(pad, QPointF(30, 30))
    assert np.array_equal(pad.grey(), before)
    pad.undo()
    assert pad.is_empty()


def test_losing_the_focus_lifts_the_pen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    pad, other = DrawingPad(), QLineEdit()
    layout.addWidget(pad)
    layout.addWidget(other)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pad.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, pad, Key.Key_Space, Key.Key_Right)
    with qtbot.waitSignal(pad.stroke_finished):
        other.setFocus()


def test_tab_reaches_the_pad_and_leaves_it(pad: DrawingPad) -> None:
    assert pad.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert pad.objectName() == "drawing_pad"
    assert pad.accessibleName()
    assert "Space" in pad.accessibleDescription()


def test_the_focus_is_visible(qtbot: QtBot, pad: DrawingPad) -> None:
    qtbot.waitUntil(pad.hasFocus)
    focused = pad.grab().toImage().pixelColor(3, 3)
    pad.clearFocus()
    assert focused == pad.palette().color(QPalette.ColorRole.Highlight)
    assert pad.grab().toImage().pixelColor(3, 3) != focused


@pytest.mark.parametrize("paper", [255, 20])
def test_ink_and_paper_are_the_palettes(qtbot: QtBot, pad: DrawingPad, paper: int) -> None:
    palette = pad.palette()
    palette.setColor(QPalette.ColorRole.Base, QColor(paper, paper, paper))
    palette.setColor(QPalette.ColorRole.Text, QColor(*[275 - paper] * 3))
    pad.setPalette(palette)
    drag(qtbot, pad, (40, 128), (200, 128))
    screen = painted(pad)
    assert abs(screen[132, 132] - (275 - paper)) <= 1
    assert abs(screen[50, 132] - paper) <= 1
    assert pad.grey()[128, 128] == 255


def test_an_empty_pad_says_what_it_is_for(qtbot: QtBot, pad: DrawingPad) -> None:
    pad.clearFocus()
    assert len(np.unique(painted(pad)[8:-8, 8:-8])) > 2
    drag(qtbot, pad, (30, 30), (40, 30))
    assert len(np.unique(painted(pad)[60:-8, 60:-8])) == 1


def test_a_pad_of_no_room_can_be_drawn_on(qtbot: QtBot) -> None:
    pad = DrawingPad()
    qtbot.addWidget(pad)
    pad.setMinimumSize(0, 0)
    pad.resize(1, 1)
    pad.grab()
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))
    assert pad.grey().shape == (256, 256)


class Marking(QTranslator):
    """A language in which every text of the pad has a star before it."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, *_rest: object) -> str:
        return "*" + text if context == "DrawingPad" else ""


def test_a_new_language_reaches_the_pad(qtbot: QtBot, pad: DrawingPad) -> None:
    before = painted(pad)
    marking = Marking()
    assert QCoreApplication.installTranslator(marking)
    try:
        qtbot.waitUntil(lambda: pad.accessibleName() == "*Drawing pad")
        assert pad.accessibleDescription().startswith("*")
        assert not np.array_equal(painted(pad), before)
    finally:
        QCoreApplication.removeTranslator(marking)
    qtbot.waitUntil(lambda: pad.accessibleName() == "Drawing pad")
