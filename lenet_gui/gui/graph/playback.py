"""Buttons and a slider that go through a backward, node by node."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from lenet_gui.gui.graph.frontier import Frontier
from lenet_gui.gui.icons import icon
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.widgets.panel_toolbar import LOW

BEAT = 500
"""Milliseconds that a node is shown while it plays."""


class PlaybackBar(QWidget):
    """First, previous, play, next, last, a slider, and how far it is."""

    moved = Signal()
    """The frontier is at another node."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph_playback")
        self.setStyleSheet(LOW)
        self.frontier: Frontier | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self.play_on)
        self.first = self._button("first", lambda: self.go_to(0))
        self.previous = self._button("previous", lambda: self.go_by(-1))
        self.play = self._button("play", self.toggle_play)
        self.next = self._button("next", lambda: self.go_by(1))
        self.last = self._button("last", lambda: self.go_to(len(self._stops())))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("graph_slider")
        self.slider.setMinimumWidth(30)
        self.slider.valueChanged.connect(self.go_to)
        self.place = QLabel(self)
        self.place.setObjectName("graph_place")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self.first, self.previous, self.play, self.next, self.last):
            row.addWidget(button)
        row.addWidget(self.slider, 1)
        row.addWidget(self.place)

    @property
    def playing(self) -> bool:
        """It goes on by itself."""
        return self._timer.isActive()

    def show_frontier(self, frontier: Frontier | None) -> None:
        """Show a backward at one of its nodes; ``None``: there is none."""
        self.frontier = frontier
        if frontier is None:
            self._timer.stop()
        self._write()

    @Slot(int)
    def go_to(self, at: int) -> None:
        """Go to a node by its number in the engine's order, the nearest there is."""
        if self.frontier is None:
            return
        moved = self.frontier.moved(at)
        if moved.at != self.frontier.at:
            self.frontier = moved
            self._write()
            self.moved.emit()

    def go_by(self, nodes: int) -> None:
        """Go on, or back, by some nodes; who does that does not want it to play."""
        self._timer.stop()
        if self.frontier is not None:
            self.go_to(self.frontier.at + nodes)
        self._write()

    @Slot()
    def toggle_play(self) -> None:
        """Go on by itself, or stop; at the end it begins again."""
        if self.playing or self.frontier is None:
            self._timer.stop()
        else:
            if self._at_end():
                self.go_to(0)
            self._timer.start()
        self._write()

    @Slot()
    def play_on(self) -> None:
        """Go to the next node; at the last one, stop."""
        if self.frontier is not None:
            self.go_to(self.frontier.at + 1)
        if self._at_end():
            self._timer.stop()
        self._write()

    def retranslate(self) -> None:
        """Set every text again."""
        self.slider.setAccessibleName(self.tr("Node that backward has come to"))
        self.slider.setToolTip(self.tr("Go through the nodes in the order of the engine"))
        tips = {
            self.first: self.tr("To the first node of backward"),
            self.previous: self.tr("One node back (, in the graph)"),
            self.next: self.tr("One node on (. in the graph)"),
            self.last: self.tr("To the last node of backward"),
        }
        for button, tip in tips.items():
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self._write()

    def restyle(self) -> None:
        """Draw the icons in the colours of the theme."""
        for button, name in (
            (self.first, "history_first"), (self.previous, "history_back"),
            (self.next, "history_forward"), (self.last, "history_last"),
        ):  # fmt: skip
            self._draw(button, name)
        self._write()

    def _draw(self, button: QToolButton, name: str) -> None:
        look, height = colours(self.palette()), self.fontMetrics().height()
        button.setIcon(icon(name, look.text, look.grid))
        button.setIconSize(QSize(height, height))

    def _stops(self) -> tuple[int, ...]:
        return () if self.frontier is None else self.frontier.stops

    def _at_end(self) -> bool:
        return self.frontier is None or self.frontier.at >= len(self._stops()) - 1

    def _write(self) -> None:
        stops, at = len(self._stops()), 0 if self.frontier is None else self.frontier.at
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, stops - 1))
        self.slider.setValue(at)
        self.slider.blockSignals(False)
        self.place.setText(f"{min(at + 1, stops)} / {stops}")
        for button, there in (
            (self.first, at > 0), (self.previous, at > 0),
            (self.next, not self._at_end()), (self.last, not self._at_end()),
        ):  # fmt: skip
            button.setEnabled(there)
        tip = self.tr("Stop (Space in the graph)") if self.playing else self.tr(
            "Play, about two nodes a second (Space in the graph)"
        )  # fmt: skip
        self._draw(self.play, "pause" if self.playing else "run")
        self.play.setToolTip(tip)
        self.play.setAccessibleName(tip)

    def _button(self, name: str, deed: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"graph_{name}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(deed)
        return button
