"""The widget of the gradients' histograms: all of them side by side, or one enlarged."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from lenet_gui.gui.gradients.histogram_cells import CellPicture, CellScale, HistogramCell
from lenet_gui.gui.gradients.histogram_enlarged import Enlarged
from lenet_gui.gui.gradients.histogram_grid import GAP, HistogramGrid
from lenet_gui.gui.gradients.histogram_painting import CellTexts, Style, paint_cell
from lenet_gui.gui.gradients.histogram_texts import cell_texts, enlarged_words, tool_tip
from lenet_gui.gui.plot_style import colours, mix

_WRAPPED = int(Qt.TextFlag.TextWordWrap)

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class HistogramView(QWidget):
    """Histograms as small multiples, painted by one paintEvent.

    A click or Enter enlarges one, and a click or Escape goes back. The arrows choose a histogram;
    in the enlarged one left and right choose a bin, up and down another histogram.
    """

    enlarged_changed = Signal(str)
    """Name of the enlarged histogram; empty: all are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("histogram_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        # For the gaps: what lies behind them is not painted with each frame.
        self.setAutoFillBackground(True)
        self._cells: tuple[HistogramCell, ...] = ()
        self._pictures: list[CellPicture] = []
        self._texts: list[CellTexts] = []
        self._scales: dict[str, CellScale] = {}
        self._grid = HistogramGrid()
        self._current = 0
        self._hovered = -1
        self._log = False
        self._compare = False
        self._enlarged = Enlarged()
        self._shown = ""
        self._note = ""
        self._room = QRect()
        self.restyle()
        self.retranslate()

    @property
    def enlarged(self) -> str:
        """Name of the enlarged histogram; empty: all are shown."""
        return self._shown

    @property
    def current(self) -> str:
        """Name of the chosen histogram; empty: there is none."""
        return self._cells[self._current].name if self._cells else ""

    @property
    def readout(self) -> str:
        """What is written about the chosen bin of the enlarged histogram."""
        return self._enlarged.readout

    @property
    def bounds(self) -> tuple[float, float] | None:
        """From where to where the chosen bin reaches; ``None``: none is chosen."""
        return self._enlarged.bounds if self._shown else None

    @property
    def note(self) -> str:
        """What is written above the histograms; empty: nothing."""
        return self._note

    def set_note(self, note: str) -> None:
        """Write something above the histograms, which give room to it; empty: nothing.

        A label that came and went instead would have the panels around laid out anew, which takes
        20 ms of each press that clears the gradients or brings them.
        """
        if note != self._note:
            self._note = note
            self._arrange()
            self._describe()
            self.update()

    def set_cells(self, cells: tuple[HistogramCell, ...]) -> None:
        """Show these histograms."""
        if len(cells) == len(self._cells) and all(map(_same, cells, self._cells)):
            return  # most calls leave every gradient as it is
        names = tuple(cell.name for cell in cells)
        if names != tuple(cell.name for cell in self._cells):
            self._scales = {name: CellScale() for name in names}
            self._current = min(self._current, max(0, len(cells) - 1))
            self._hovered = -1
            self._cells = cells
            self._arrange()
            if self._shown not in names:
                self.show_all()
        self._cells = cells
        self._prepare()

    def set_log(self, log: bool) -> None:
        """Show counts on a logarithmic scale, or a linear one."""
        self._log = log
        self.restyle()

    def set_compare(self, compare: bool) -> None:
        """Show the histograms before as outlines, or do not."""
        self._compare = compare
        self._prepare()

    def enlarge(self, name: str) -> None:
        """Show one histogram in the whole widget, with its axes."""
        self._current = [cell.name for cell in self._cells].index(name)
        self._shown = name
        self._enlarged.choose(None)
        self._prepare()
        self.enlarged_changed.emit(name)

    def show_all(self) -> None:
        """Show all histograms."""
        if self._shown:
            self._shown = ""
            self._describe()
            self.update()
            self.enlarged_changed.emit("")

    def cell_rect(self, name: str) -> QRect:
        """Where a histogram lies while all are shown."""
        return self._grid.rect([cell.name for cell in self._cells].index(name))

    def restyle(self) -> None:
        """Take on colours and fonts."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        small = QFont(self.font())
        if small.pointSizeF() > 0:
            small.setPointSizeF(small.pointSizeF() * 0.88)
        self._style = Style(colours(self.palette()), font, small, self._log)
        fine = QFontMetrics(small)
        self.setMinimumSize(fine.averageCharWidth() * 28, fine.height() * 9)
        self._arrange()
        self.update()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Histograms of the gradients"))
        self._enlarged.words = enlarged_words()
        self._prepare()

    def _prepare(self) -> None:
        self._pictures = [
            self._scales[cell.name].picture(cell, compare=self._compare) for cell in self._cells
        ]
        self._texts = [cell_texts(cell) for cell in self._cells]
        if self._shown:
            self._enlarged.picture = self._pictures[self._current]
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Tell a screen reader what is written, and what is chosen."""
        if not self._cells:
            self.setAccessibleDescription(self._note)
            return
        texts = self._texts[self._current]
        parts = [self._note, self.current, texts.badge, texts.facts, texts.alarm]
        if self._shown:
            parts.append(self.readout)
        self.setAccessibleDescription(", ".join(part for part in parts if part))

    def _arrange(self) -> None:
        names = tuple(cell.name for cell in self._cells)
        bold = QFontMetrics(self._style.font)
        line = bold.height()
        widest = max((bold.horizontalAdvance(name) for name in names), default=0)
        self._room = self.rect().adjusted(0, self._note_rect().height(), 0, 0)
        self._grid.arrange(names, self._room, widest + line, line)
        self._cell_style = self._style
        if self._cells and self._grid.rect(0).width() < widest + line:
            self._cell_style = replace(self._style, font=self._style.small_bold)

    def _note_rect(self) -> QRect:
        if not self._note:
            return QRect()
        room = QRect(GAP // 2, 0, self.width() - GAP, self.height())
        return self.fontMetrics().boundingRect(room, _WRAPPED, self._note).adjusted(0, 0, 0, GAP)

    def _paint_all(self, painter: QPainter) -> None:
        edge = QColor(self._style.colours.grid)
        for index, (picture, texts) in enumerate(zip(self._pictures, self._texts, strict=True)):
            rect = self._grid.rect(index)
            painter.fillRect(rect, QColor(self._style.colours.surface))
            chosen = index == self._current and self.hasFocus()
            if chosen or index == self._hovered:
                accent = self._style.colours.accent
                painter.setPen(QPen(QColor(accent) if chosen else mix(edge.name(), accent, 0.6)))
            else:
                painter.setPen(edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            paint_cell(painter, rect, picture, texts, self._cell_style)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.restyle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._note:
            painter.setPen(QColor(self._style.colours.muted))
            painter.drawText(self._note_rect(), _WRAPPED, self._note)
        if self._shown:
            self._enlarged.paint(painter, self._room, self._texts[self._current], self._style)
        else:
            self._paint_all(painter)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._cells:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape and self._shown:
            self.show_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.show_all() if self._shown else self.enlarge(self.current)
        elif key in _MOVES and not self._shown:
            self._current = self._grid.neighbour(self._current, *_MOVES[key])
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if key == Qt.Key.Key_Up else 1
            self.enlarge(self._cells[(self._current + step) % len(self._cells)].name)
        elif key in _MOVES:
            self._enlarged.step(_MOVES[key][1])
            self._describe()
            self.update()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            index = self._grid.index_at(event.position().toPoint())
            if not self._shown and index >= 0:  # whose menu opens
                self._current = index
            return
        if self._shown:
            self.show_all()
        elif (index := self._grid.index_at(event.position().toPoint())) >= 0:
            self.enlarge(self._cells[index].name)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._shown:
            self._enlarged.point_at(event.position().x())
        else:
            self._hovered = self._grid.index_at(event.position().toPoint())
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = -1 if self._shown else self._grid.index_at(event.pos())
            if index >= 0:
                text = tool_tip(self._cells[index].name, self._texts[index])
                QToolTip.showText(event.globalPos(), text, self)
                return True
            QToolTip.hideText()
        elif event.type() is QEvent.Type.Resize:
            self._arrange()
        return super().event(event)


def _same(one: HistogramCell, other: HistogramCell) -> bool:
    """Whether two cells look the same, without a look at what is in their histograms."""
    same = one.now is other.now and one.before is other.before
    return same and (one.name, one.state) == (other.name, other.state)
