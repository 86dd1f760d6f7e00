"""The sizes of the gradients side by side, on a logarithmic scale, with their numbers."""

import math

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from lenet_gui.core.snapshot import GradientState
from lenet_gui.gui.gradients.gradient_lead import Wanted
from lenet_gui.gui.gradients.rms_rows import RmsRow, decades
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.widgets.explain_action import ExplainAction
from lenet_gui.gui.words.number_text import number

translate = QCoreApplication.translate

Flag = Qt.AlignmentFlag
ROOMY = 80
"""From this width on, in letters, titles and numbers are written in full."""


class RmsView(QWidget):
    """A line a parameter: the gradient's RMS as a dot among its marks, and three numbers."""

    explanation_wanted = Signal(str)
    """A number of this parameter's gradient is to be explained."""

    earlier_wanted = Signal(object)
    """A number of its gradient at an earlier moment is to be explained: a `Wanted`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rms_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self._rows: tuple[RmsRow, ...] = ()
        self._current = 0
        self._decades = (-3, 0)
        self._explain = ExplainAction(self)
        self._explain.triggered.connect(self._want_explanation)
        self._explain_previous = ExplainAction(self, "explain_previous")
        self._explain_previous.triggered.connect(
            lambda: self._want_earlier(self._rows[self._current].previous_call)
        )
        self._explain_first = ExplainAction(self, "explain_first")
        self._explain_first.triggered.connect(
            lambda: self._want_earlier(self._rows[self._current].first_call)
        )
        self.restyle()
        self.retranslate()

    @property
    def readout(self) -> str:
        """What is written about the chosen parameter; empty: there is none."""
        if not self._rows:
            return ""
        row = self._rows[self._current]
        return self.tr("{name}: now {now}, before {previous}, at first {first}").format(
            name=row.name,
            now="None" if row.now is None else number(row.now),
            previous=number(row.previous),
            first=number(row.first),
        )

    def set_rows(self, rows: tuple[RmsRow, ...]) -> None:
        """Show these parameters."""
        self._rows = rows
        self._decades = decades(rows)
        self._current = min(self._current, max(0, len(rows) - 1))
        self.setMinimumSize(self.minimumSizeHint())
        self._describe()
        self.update()

    def restyle(self) -> None:
        """Take on colours and fonts."""
        self._small = QFont(self.font())
        if self._small.pointSizeF() > 0:
            self._small.setPointSizeF(self._small.pointSizeF() * 0.88)
        self._look = colours(self.palette())
        self.setMinimumSize(self.minimumSizeHint())
        self.update()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Sizes of the gradients"))
        self.setToolTip(
            self.tr(
                "RMS: the root mean square of a gradient's entries. To weight: that over the RMS "
                "of the parameter's own entries. Update to weight: how far the last step moved "
                "the parameter, over its size. Double-click or Enter: explain the largest number. "
                "The menu goes to the moments of the other two marks."
            )
        )
        self._explain.set_words(translate("GradientsPanel", "Explain a number of this gradient"))
        self._explain_previous.set_words(
            self.tr("Go to the moment before the last change and explain its largest number")
        )
        self._explain_first.set_words(
            self.tr("Go to the first backward and explain its largest number")
        )
        self._describe()
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        fine = QFontMetrics(self._small)
        return QSize(40 * fine.averageCharWidth(), (len(self._rows) + 3) * fine.height())

    def numbers(self, row: RmsRow) -> tuple[str, str, str]:
        """What is written beside a line."""
        return self._now(row), self._number(row.to_weight), self._number(row.update_to_weight)

    @property
    def _roomy(self) -> bool:
        return self.width() >= ROOMY * QFontMetrics(self._small).averageCharWidth()

    @property
    def _titles(self) -> tuple[str, str, str]:
        update = self.tr("update to weight") if self._roomy else self.tr("update")
        return self.tr("RMS"), self.tr("to weight"), update

    def _number(self, value: float | None) -> str:
        return number(value) if value is None or self._roomy else f"{value:.3g}"

    def _now(self, row: RmsRow) -> str:
        if row.now is None:
            return "None"
        if row.state is GradientState.ZEROS:
            return self.tr("all zeros")
        return self._number(row.now) if math.isfinite(row.now) else self.tr("⚠ not finite")

    def _describe(self) -> None:
        """Tell a screen reader what is chosen."""
        if not self._rows:
            return
        texts = self.numbers(self._rows[self._current])
        pairs = zip(self._titles, texts, strict=True)
        parts = (self.readout, *(f"{title} {text}" for title, text in pairs))
        self.setAccessibleDescription(", ".join(parts))
        self._explain_previous.setEnabled(self._rows[self._current].previous_call is not None)
        self._explain_first.setEnabled(self._rows[self._current].first_call is not None)

    def _line(self, row: int) -> QRect:
        """Where a parameter lies; below the titles, and above the scale and the read-out."""
        height = (self.height() - 3 * QFontMetrics(self._small).height()) / max(1, len(self._rows))
        top = QFontMetrics(self._small).height()
        return QRect(0, top + round(row * height), self.width(), round(height))

    def _columns(self) -> tuple[QRect, list[QRect]]:
        """The scale, and the columns of numbers, over the whole height."""
        fine = QFontMetrics(self._small)
        gap = fine.height() // 2
        names = max((fine.horizontalAdvance(row.name) for row in self._rows), default=0)
        texts = list(zip(*(self.numbers(row) for row in self._rows), strict=True))
        right = self.width() - gap
        columns = []
        for title, column in reversed(list(zip(self._titles, texts, strict=False))):
            width = max(fine.horizontalAdvance(text) for text in (title, *column))
            columns.append(QRect(right - width, 0, width, self.height()))
            right -= width + fine.height()
        left = names + 2 * gap
        return QRect(left, 0, max(gap, right - left), self.height()), columns[::-1]

    def _x(self, scale: QRect, value: float) -> int:
        low, high = self._decades
        # The marks at the ends lie within the scale as a whole.
        room = scale.adjusted(6, 0, -6, 0)
        return room.left() + round((math.log10(value) - low) / (high - low) * room.width())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        painter.fillRect(self.rect(), QColor(self._look.surface))
        if self._rows:
            scale, columns = self._columns()
            self._paint_scale(painter, scale)
            self._write_titles(painter, columns)
            for index, row in enumerate(self._rows):
                self._paint_row(painter, self._line(index), scale, columns, row, index)
            fine = QFontMetrics(self._small)
            foot = QRect(4, self.height() - fine.height(), self.width() - 8, fine.height())
            painter.setPen(QColor(self._look.text))
            shown = fine.elidedText(self.readout, Qt.TextElideMode.ElideRight, foot.width())
            painter.drawText(foot, Flag.AlignLeft | Flag.AlignVCenter, shown)
        painter.end()

    def _write_titles(self, painter: QPainter, columns: list[QRect]) -> None:
        painter.setPen(QColor(self._look.muted))
        height = QFontMetrics(self._small).height()
        for title, column in zip(self._titles, columns, strict=True):
            box = QRect(column.left(), 0, column.width(), height)
            painter.drawText(box, Flag.AlignRight | Flag.AlignVCenter, title)

    def _paint_scale(self, painter: QPainter, scale: QRect) -> None:
        fine, (low, high) = QFontMetrics(self._small), self._decades
        bottom = self.height() - 2 * fine.height()
        width = fine.horizontalAdvance("1e-00") + fine.height() // 2
        every = max(1, math.ceil((high - low + 1) * width / max(1, scale.width())))
        for exponent in range(low, high + 1):
            x = self._x(scale, 10.0**exponent)
            painter.fillRect(x, fine.height(), 1, bottom - fine.height(), QColor(self._look.grid))
            if (exponent - low) % every == 0:
                painter.setPen(QColor(self._look.muted))
                box = QRect(x - width, bottom, 2 * width, fine.height())
                painter.drawText(box, Flag.AlignCenter, f"1e{exponent}")

    def _paint_row(
        self,
        painter: QPainter,
        line: QRect,
        scale: QRect,
        columns: list[QRect],
        row: RmsRow,
        index: int,
    ) -> None:
        look, fine = self._look, QFontMetrics(self._small)
        if index == self._current:
            ground = QColor(look.accent)
            ground.setAlphaF(0.16 if self.hasFocus() else 0.08)
            painter.fillRect(line, ground)
        painter.setPen(QColor(look.text))
        left = QRect(fine.height() // 2, line.top(), scale.left(), line.height())
        painter.drawText(left, Flag.AlignLeft | Flag.AlignVCenter, row.name)
        for text, column in zip(self.numbers(row), columns, strict=True):
            painter.setPen(QColor(look.error if text.startswith("⚠") else look.text))
            box = QRect(column.left(), line.top(), column.width(), line.height())
            painter.drawText(box, Flag.AlignRight | Flag.AlignVCenter, text)
        self._paint_marks(painter, scale, line, row)

    def _paint_marks(self, painter: QPainter, scale: QRect, line: QRect, row: RmsRow) -> None:
        look, y = self._look, line.center().y()
        size = max(3, min(5, line.height() // 3))
        if row.first in row.marks and row.first is not None:
            painter.setPen(QPen(QColor(look.muted), 2))
            x = self._x(scale, row.first)
            painter.drawLine(x, y - size - 1, x, y + size + 1)
        if row.now in row.marks and row.now is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accounts))
            painter.drawEllipse(QPoint(self._x(scale, row.now), y), size, size)
        if row.previous in row.marks and row.previous is not None:
            painter.setPen(QPen(QColor(look.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            x = self._x(scale, row.previous)
            painter.drawRect(x - size, y - size, 2 * size, 2 * size)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.restyle()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in moves and self._rows:
            self._choose((self._current + moves[key]) % len(self._rows))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want_explanation()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        rows = (i for i in range(len(self._rows)) if self._line(i).contains(point))
        self._choose(next(rows, self._current))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        on_a_line = self._line(self._current).contains(event.position().toPoint())
        if on_a_line and event.button() is Qt.MouseButton.LeftButton:
            self._want_explanation()

    @Slot()
    def _want_explanation(self) -> None:
        if self._rows:
            self.explanation_wanted.emit(self._rows[self._current].name)

    def _want_earlier(self, call: int | None) -> None:
        if call is not None:
            self.earlier_wanted.emit(Wanted(self._rows[self._current].name, call))

    def _choose(self, row: int) -> None:
        self._current = row
        self._describe()
        self.update()
