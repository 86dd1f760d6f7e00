"""Tiles with all that goes with them: scroll bars, a legend, and the number pointed at."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.snapshot import Array
from lenet_gui.gui.network.colour_legend import ColourLegend
from lenet_gui.gui.network.colour_scale import Scale
from lenet_gui.gui.network.tile_view import TileView
from lenet_gui.gui.widgets.explain_action import ExplainAction, explain_tip
from lenet_gui.gui.words.number_text import count, number
from lenet_gui.gui.writing import set_writing


class TilePage(QWidget):
    """One array, or a sentence on why there is none."""

    number_chosen = Signal(object)
    """One number is to be explained; its index in the array."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Build an empty page.

        Args:
            name: goes before the object names of its parts.
            parent: the parent widget.
        """
        super().__init__(parent)
        self.setObjectName(f"{name}_page")
        self._expression = ""
        self._leading: tuple[int, ...] = ()
        self.view = TileView(self)
        self.view.setObjectName(f"{name}_tiles")
        self.view.pointed_changed.connect(self._read_out)
        self.view.cell_chosen.connect(self._keep_in_sight)
        self.view.cell_activated.connect(self.number_chosen)
        self._explain = ExplainAction(self.view)
        self._explain.triggered.connect(self._explain_pointed)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(
            3 * self.fontMetrics().height()
        )  # its own is too high for 720
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the tiles in it take the keys
        self._scroll.setWidget(self.view)
        self.legend = ColourLegend(self)
        self.legend.setObjectName(f"{name}_legend")
        self.readout = QLabel(self)
        self.readout.setObjectName(f"{name}_readout")
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.message = QLabel(self)
        self.message.setObjectName(f"{name}_message")
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()

    def show_values(
        self,
        expression: str,
        values: Array,
        scale: Scale = Scale.DIVERGING,
        leading: tuple[int, ...] = (),
    ) -> None:
        """Draw an array.

        Args:
            expression: what to call it in the read-out.
            values: one to four dimensions.
            scale: how numbers become colours.
            leading: indices of the dimensions before those of `values`, for the read-out.
        """
        self._expression, self._leading = expression, leading
        self.view.set_scale(scale)
        self.view.show_values(values)
        broken = self.view.non_finite
        words = self.tr("not finite: {count}").format(count=count(broken)) if broken else ""
        self.legend.show_scale(scale, self.view.limit, words)
        self._stack.setCurrentIndex(0)

    def show_message(self, text: str) -> None:
        """Show a sentence in the place of tiles."""
        self.message.setText(text)
        self._stack.setCurrentIndex(1)

    def retranslate(self) -> None:
        """Set the fixed texts again."""
        self.legend.setAccessibleName(self.tr("Meaning of the colours"))
        self.readout.setAccessibleName(self.tr("The number pointed at"))
        self.view.setToolTip(explain_tip())
        self._explain.set_words()
        self.legend.setToolTip(
            self.tr("Blue is below 0, orange above; the strongest number sets both ends.")
        )
        self._read_out()

    def restyle(self) -> None:
        """Follow the size of the writing."""
        set_writing(self.readout, fixed=True)

    @Slot()
    def _explain_pointed(self) -> None:
        if self.view.pointed is not None:
            self.number_chosen.emit(self.view.pointed)

    @Slot()
    def _read_out(self) -> None:
        index, value = self.view.pointed, self.view.pointed_value
        if index is None or value is None:
            hint = self.tr("Point at a cell, or ← → ↑ ↓")
            self.readout.setText(self._fitting(hint, self.tr("Point at a cell")))
            return
        tail = f"[{_list(index)}] = {number(value)}"
        whole = f"[{_list((*self._leading, *index))}] = {number(value)}"
        text = self._expression + whole
        # The number matters most: where there is no room, the name goes.
        self.readout.setText(self._fitting(text, f"…{whole}", tail))
        self.readout.setToolTip(text)
        self.view.setAccessibleDescription(text)

    def _fitting(self, *texts: str) -> str:
        """The first of some texts that the read-out has room for, or else the last."""
        metrics = self.readout.fontMetrics()
        room = self.readout.width() - metrics.averageCharWidth() // 2
        return next((t for t in texts if metrics.horizontalAdvance(t) <= room), texts[-1])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._read_out()

    @Slot(QPoint)
    def _keep_in_sight(self, centre: QPoint) -> None:
        self._scroll.ensureVisible(centre.x(), centre.y(), self.view.zoom, self.view.zoom)

    def _lay_out(self) -> None:
        tiles = QWidget(self)
        column = QVBoxLayout(tiles)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.legend)
        column.addWidget(self.readout)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(tiles)
        self._stack.addWidget(self.message)


def _list(index: tuple[int, ...]) -> str:
    return ", ".join(str(i) for i in index)
