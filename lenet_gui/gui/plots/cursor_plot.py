"""A plot with a cursor for the mouse and the keyboard, without what pyqtgraph adds by itself."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QLabel, QWidget
from typing_extensions import override

from lenet_gui.gui.plot_style import Colours, set_style
from lenet_gui.gui.plots.plot_axes import ShareAxis, StepAxis, ValueAxis
from lenet_gui.gui.writing import set_writing

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


class CursorPlot(pg.PlotWidget):  # type: ignore[misc] # pyqtgraph has no types
    """Two axes and a cross that marks one point.

    The plot says where the person points; its owner decides which point that is, and calls
    `mark`. Dragging pans and the wheel zooms; the keys + and - zoom as well.
    """

    pointed_at = Signal(QPointF)
    """The mouse is over the plot; in coordinates of the data."""

    cursor_stepped = Signal(int)
    """Go so many points to the right."""

    cursor_left = Signal()
    """The mouse has left, or Escape was pressed."""

    fit_requested = Signal()
    """F or Home was pressed."""

    range_chosen = Signal()
    """The person has zoomed or panned."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        axes: dict[str, pg.AxisItem] = {
            "left": ValueAxis("left"),
            "bottom": StepAxis("bottom"),
            "right": ShareAxis("right"),
        }
        super().__init__(parent, axisItems=axes)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The style sheet of `restyle` makes Qt take it for transparent, and paint what lies behind.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.disableAutoRange()
        item.getViewBox().setDefaultPadding(0)
        item.showGrid(y=True, alpha=1.0)
        # Grid lines belong under the curves; the view box has -100.
        item.getAxis("left").setZValue(-200)
        item.getAxis("right").setGrid(False)
        item.showAxis("right", False)
        # Its own keys (+, -, backspace) would bypass ours.
        item.getViewBox().setFlag(pg.ViewBox.GraphicsItemFlag.ItemIsFocusable, False)
        for axis in axes.values():
            # Painted again only when it changes: its numbers and grid lie under every frame.
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._cross = (pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=0))
        self._spot = pg.ScatterPlotItem(size=9, pxMode=True)
        for line in (*self._cross, self._spot):
            line.setZValue(20)
            line.setVisible(False)
            item.addItem(line, ignoreBounds=True)
        self._message = QLabel(self)
        self._message.setObjectName(f"{name}_message")
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._message.hide()
        self.scene().sigMouseMoved.connect(self._mouse_moved)
        item.getViewBox().sigRangeChangedManually.connect(self._range_changed_manually)
        item.getViewBox().sigResized.connect(self._place_message)

    @property
    def message(self) -> str:
        """What is written over the empty plot."""
        return self._message.text() if self._message.isVisibleTo(self) else ""

    def set_message(self, text: str) -> None:
        """Write over the plot why it is empty; no text: it is not."""
        if text == self._message.text():
            return
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._place_message()

    def mark(self, x: float, y: float) -> None:
        """Mark a point, both coordinates finite."""
        self._cross[0].setValue(x)
        self._cross[1].setValue(y)
        self._spot.setData([x], [y])
        self._show_cursor(True)

    def unmark(self) -> None:
        """Mark no point."""
        self._show_cursor(False)

    def restyle(self, colours: Colours, font: QFont) -> None:
        """Take on colours and a font."""
        self.setBackground(colours.surface)
        # As wide with focus as without, so that the plot does not move.
        set_style(
            self,
            f"QGraphicsView {{ border: 1px solid {colours.grid}; }}"
            f"QGraphicsView:focus {{ border-color: {colours.accent}; }}",
        )
        small = QFont(font)
        if small.pointSizeF() > 0:
            small.setPointSizeF(small.pointSizeF() * 0.88)
        metrics = QFontMetrics(small)
        for name in ("left", "bottom", "right"):
            axis = self.getPlotItem().getAxis(name)
            axis.enableAutoSIPrefix(False)
            axis.setPen(colours.muted)
            axis.setTextPen(colours.muted)
            axis.setTickPen(pg.mkPen(colours.grid))
            axis.setTickFont(small)
            # The margins leave room for labels at the ends.
            axis.setStyle(hideOverlappingLabels=2 * metrics.height())
            axis.label.setFont(small)
        # Widths of their own: an axis that grows with its numbers moves the whole plot.
        self.getPlotItem().getAxis("left").setWidth(metrics.horizontalAdvance("0.0000") + 14)
        self.getPlotItem().getAxis("right").setWidth(metrics.horizontalAdvance("100 %") + 14)
        self._line_height = metrics.height()
        self._fit_axis()
        edge = metrics.height() // 2
        # pyqtgraph lets the name of the x axis hang out of it by five pixels.
        self.getPlotItem().setContentsMargins(0, edge, 2 * edge, 5)
        pen = pg.mkPen(colours.muted, width=1)
        for line in self._cross:
            line.setPen(pen)
        self._spot.setPen(pg.mkPen(colours.text, width=2))
        self._spot.setBrush(pg.mkBrush(colours.surface))
        set_writing(self._message, colours.muted)
        self._place_message()

    def columns(self) -> int:
        """Columns of pixels between the two vertical axes."""
        return max(1, int(self.getPlotItem().getViewBox().width()))

    def zoom(self, factor: float) -> None:
        """Show `factor` times as much of the x axis around its middle."""
        box = self.getPlotItem().getViewBox()
        if not box.mouseEnabled()[0]:
            return
        low, high = box.viewRange()[0]
        middle, half = (low + high) / 2, (high - low) / 2 * factor
        box.setXRange(middle - half, middle + half, padding=0)
        self.range_chosen.emit()

    def _show_cursor(self, shown: bool) -> None:
        for line in (*self._cross, self._spot):
            line.setVisible(shown)

    def _mouse_moved(self, position: QPointF) -> None:
        box = self.getPlotItem().getViewBox()
        if box.sceneBoundingRect().contains(position):
            self.pointed_at.emit(box.mapSceneToView(position))
        else:
            self.cursor_left.emit()

    def _range_changed_manually(self, *_changed: object) -> None:
        self.range_chosen.emit()

    def _fit_axis(self) -> None:
        """Leave out the name of the x axis where the plot is low."""
        named = self.height() > 11 * self._line_height
        axis = self.getPlotItem().getAxis("bottom")
        if named != axis.label.isVisible() or axis.height() == 0:
            axis.showLabel(named)
        axis.setHeight(self._line_height * (2 if named else 1) + 8)

    def _place_message(self, *_changed: object) -> None:
        margin = self._message.fontMetrics().height()
        inside = self.getPlotItem().getViewBox().sceneBoundingRect().toRect()
        inside.adjust(margin, 0, -margin, 0)
        self._message.setGeometry(inside)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # One comes while pyqtgraph still builds the plot, and one after `close` has emptied it.
        if hasattr(self, "_line_height") and self.getPlotItem() is not None:
            self._fit_axis()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.cursor_stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Home:
            self.fit_requested.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1.25 if key == Qt.Key.Key_Minus else 0.8)
        elif key == Qt.Key.Key_Escape and self._spot.isVisible():
            self.cursor_left.emit()
        else:
            # Not pyqtgraph's: it would hand the key to the scene and swallow it.
            event.ignore()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.cursor_left.emit()
