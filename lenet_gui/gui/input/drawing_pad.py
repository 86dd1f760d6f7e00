"""A square on which a person draws a digit, with the mouse, a pen or the keyboard."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from lenet_gui.gui.input.drawing import CANVAS, Drawing

PEN_WIDTHS = (8, 64)
"""The thinnest and the thickest pen; the sheet is 256 wide."""

DEFAULT_PEN_WIDTH = 24

_STEP, _FINE_STEP = CANVAS / 32, CANVAS / 128
_MARGIN = 4  # around the square, in the widget: room for the focus frame
_DIRECTIONS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Home: (-1, -1),  # the corners as on a number pad
    Qt.Key.Key_PageUp: (1, -1),
    Qt.Key.Key_End: (-1, 1),
    Qt.Key.Key_PageDown: (1, 1),
}
_KEYS = {*_DIRECTIONS, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_UNDO = QKeySequence.StandardKey.Undo
_REDO = QKeySequence.StandardKey.Redo


class DrawingPad(QWidget):
    """A square sheet to draw a digit on.

    With the focus, the arrow keys move a cursor (with Shift: finely), Space puts the pen down and
    lifts it (or draws while it is held), Delete clears, and the usual keys undo and redo.
    """

    changed = Signal()
    """The drawing is another one."""

    stroke_finished = Signal()
    """The pen was lifted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawing_pad")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(140, 140)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._pen_width = DEFAULT_PEN_WIDTH
        self._drawing = Drawing()
        self._cursor = QPointF(CANVAS / 2, CANVAS / 4)
        self._by_keyboard = False
        self._moved_since_space = False
        self._retranslate()

    @property
    def pen_width(self) -> int:
        """Thickness of the next stroke, of a sheet that is 256 wide."""
        return self._pen_width

    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return self._drawing.is_empty()

    def can_undo(self) -> bool:
        """Whether there is a stroke or a clearing to take back."""
        return self._drawing.can_undo() or self._drawing.is_pen_down()

    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return self._drawing.can_redo() and not self._drawing.is_pen_down()

    def grey(self) -> npt.NDArray[np.uint8]:
        """The drawing: shape ``(256, 256)``; 0 is background, 255 is ink."""
        return self._drawing.grey()

    @Slot(int)
    def set_pen_width(self, width: int) -> None:
        """Choose the thickness of the next stroke; it is kept within `PEN_WIDTHS`."""
        self._pen_width = max(PEN_WIDTHS[0], min(width, PEN_WIDTHS[1]))
        self.update()

    @Slot()
    def clear(self) -> None:
        """Take all strokes away; `undo` brings them back."""
        self._lift_pen()
        self._tell(self._drawing.clear())

    @Slot()
    def undo(self) -> None:
        """Take the last stroke away, or bring back what was cleared."""
        self._lift_pen()
        self._tell(self._drawing.undo())

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        self._lift_pen()
        self._tell(self._drawing.redo())

    def _tell(self, changed: bool) -> None:
        if changed:
            self.update()
            self.changed.emit()

    def _put_pen_down(self, point: QPointF) -> None:
        self._lift_pen()
        self._drawing.begin(point, self._pen_width)
        self._tell(changed=True)

    def _lift_pen(self) -> None:
        if self._drawing.end():
            self.update()
            self.stroke_finished.emit()

    def _move_cursor(self, by: QPointF) -> None:
        moved = self._cursor + by
        self._cursor = QPointF(min(max(moved.x(), 0), CANVAS), min(max(moved.y(), 0), CANVAS))
        self._moved_since_space = True
        self._tell(self._drawing.extend(self._cursor))

    def _press_space(self) -> None:
        self._moved_since_space = False
        if self._drawing.is_pen_down():
            self._lift_pen()
        else:
            self._put_pen_down(self._cursor)

    def _is_ours(self, event: QKeyEvent) -> bool:
        if event.matches(_UNDO) or event.matches(_REDO):
            return True
        if event.key() == Qt.Key.Key_Escape:  # else it is the dialog's, to close
            return self._drawing.is_pen_down()
        shifted = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        return event.key() in _KEYS and not event.modifiers() & ~shifted

    def _handle_key(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self._by_keyboard:
            self._lift_pen()  # a stroke of the mouse would jump to the cursor
        self._by_keyboard = True
        if event.matches(_UNDO):
            self.undo()
        elif event.matches(_REDO):
            self.redo()
        elif key in _DIRECTIONS:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._move_cursor(QPointF(*_DIRECTIONS[key]) * (_FINE_STEP if fine else _STEP))
        elif key == Qt.Key.Key_Escape:
            self._lift_pen()
        elif key != Qt.Key.Key_Space:
            self.clear()
        elif not event.isAutoRepeat():
            self._press_space()
        self.update()

    def _square(self) -> QRectF:
        side = max(1, min(self.width(), self.height()) - 2 * _MARGIN)
        return QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def _to_canvas(self, position: QPointF) -> QPointF:
        square = self._square()
        return (position - square.topLeft()) * (CANVAS / square.width())

    def _paint_sheet(self, painter: QPainter, square: QRectF) -> None:
        palette = self.palette()
        painter.fillRect(square, palette.color(QPalette.ColorRole.Base))
        painter.save()
        painter.setClipRect(square)
        painter.translate(square.topLeft())
        painter.scale(square.width() / CANVAS, square.width() / CANVAS)
        self._drawing.paint(painter, palette.color(QPalette.ColorRole.Text))
        if self.hasFocus() and self._by_keyboard:
            self._paint_cursor(painter)
        painter.restore()

    def _paint_cursor(self, painter: QPainter) -> None:
        """A ring as wide as the pen, filled while the pen is down."""
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(colour, CANVAS / 100))
        painter.setBrush(QBrush(colour) if self._drawing.is_pen_down() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self._cursor, self._pen_width / 2, self._pen_width / 2)

    def _paint_frame(self, painter: QPainter, square: QRectF) -> None:
        focused = self.hasFocus()
        role = QPalette.ColorRole.Highlight if focused else QPalette.ColorRole.PlaceholderText
        width = 2 if focused else 1
        pen = QPen(self.palette().color(role), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(square.adjusted(-width / 2, -width / 2, width / 2, width / 2))

    def _paint_hint(self, painter: QPainter, square: QRectF) -> None:
        text = self.tr("Draw a digit here")
        if self.hasFocus():
            text += "\n" + self.tr("with the mouse, or with the arrow keys and Space")
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(square.adjusted(8, 8, -8, -8), int(flags), text)

    def _retranslate(self) -> None:
        undo = QKeySequence(_UNDO)
        how = self.tr(
            "Draw with the mouse or a pen. By keyboard: the arrow keys move, Space puts the pen "
            "down and lifts it, Delete clears, {undo} takes the last stroke back."
        ).format(undo=undo.toString(QKeySequence.SequenceFormat.NativeText))
        self.setAccessibleName(self.tr("Drawing pad"))
        self.setAccessibleDescription(how)
        self.setWhatsThis(how)  # no tool tip: it would cover the drawing
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 280)

    @override
    def event(self, event: QEvent) -> bool:
        # Accepted, a key comes here and not to an action of the window with the same shortcut.
        override_asked = event.type() == QEvent.Type.ShortcutOverride
        if override_asked and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = self._square()
        self._paint_sheet(painter, square)
        self._paint_frame(painter, square)
        if self.is_empty():
            self._paint_hint(painter, square)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._square().contains(event.position()):
            self._by_keyboard = False
            self._put_pen_down(self._to_canvas(event.position()))
        else:
            event.ignore()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and not self._by_keyboard:
            self._tell(self._drawing.extend(self._to_canvas(event.position())))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._by_keyboard:
            self._tell(self._drawing.extend(self._to_canvas(event.position())))
            self._lift_pen()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_ours(event):
            self._handle_key(event)
        else:
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat() and self._moved_since_space:
            self._lift_pen()
        super().keyReleaseEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        self.update()
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._lift_pen()
        self.update()
        super().focusOutEvent(event)
