"""Buttons and a slider that go through the calls."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QSpinBox, QToolButton, QWidget

from lenet_gui.gui.icons import icon
from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.timeline.traveller import Traveller
from lenet_gui.gui.widgets.panel_toolbar import LOW

MAX_PAGE = 100_000
PAGE = 10
"""Calls that the buttons -N and +N go at first."""


class TravelBar(QWidget):
    """First, -N, -1, a slider, +1, +N, last; N counts calls, as the ones do."""

    page_changed = Signal(int)
    """Another N."""

    def __init__(self, traveller: Traveller, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_travel")
        self.setStyleSheet(LOW)
        self._traveller = traveller
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("timeline_slider")
        self.slider.setMinimumWidth(90)
        self.slider.valueChanged.connect(traveller.go_to_call)
        self.page = QSpinBox(self)
        self.page.setObjectName("timeline_page")
        self.page.setRange(2, MAX_PAGE)
        self.page.setValue(PAGE)
        self.page.setKeyboardTracking(False)
        self.page.valueChanged.connect(self._set_page)
        pages = self.page.value
        self.first = self._button("first", lambda: traveller.go_to_call(0))
        self.back_many = self._button("back_many", lambda: traveller.go_by_calls(-pages()))
        self.back = self._button("back", lambda: traveller.go_by_calls(-1))
        self.forward = self._button("forward", lambda: traveller.go_by_calls(1))
        self.forward_many = self._button("forward_many", lambda: traveller.go_by_calls(pages()))
        self.last = self._button("last", lambda: traveller.go_to_call(traveller.way.end))
        self._lay_out()

    def show_state(self) -> None:
        """Show where the traveller is, and offer only the directions that there are."""
        traveller = self._traveller
        for button in (self.first, self.back_many, self.back):
            button.setEnabled(traveller.can_go_back)
        for button in (self.forward, self.forward_many, self.last):
            button.setEnabled(traveller.can_go_on)
        self.slider.setEnabled(traveller.way.end > 0 and not traveller.running)
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setRange(0, traveller.way.end)
            self.slider.setValue(traveller.goal.call)
            self.slider.blockSignals(False)

    def retranslate(self) -> None:
        """Set every text again."""
        self.slider.setAccessibleName(self.tr("Call after which everything is shown"))
        self.slider.setToolTip(self.tr("Go through the calls"))
        self.page.setAccessibleName(self.tr("How many calls −N and +N go"))
        self.page.setToolTip(self.tr("How many calls −N and +N go"))
        self.page.setPrefix("N = ")
        self._set_page(self.page.value())
        tips = {
            self.first: self.tr("To the beginning, before the first call (Home)"),
            self.back: self.tr("One call back (←; an update back: Shift+←)"),
            self.forward: self.tr("One call forward (→; an update forward: Shift+→)"),
            self.last: self.tr("To the newest call (End)"),
            self.back_many: self.tr("N calls back (Page up)"),
            self.forward_many: self.tr("N calls forward (Page down)"),
        }
        for button, tip in tips.items():
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    def restyle(self, colours: Colours) -> None:
        """Draw the icons in the colours of the theme."""
        for button, name in ((self.first, "history_first"), (self.last, "history_last")):
            button.setIcon(icon(name, colours.text, colours.grid))
            height = self.fontMetrics().height()
            button.setIconSize(QSize(height, height))

    def _set_page(self, page: int) -> None:
        self.back.setText("−1")
        self.forward.setText("+1")
        self.back_many.setText(f"−{page}")
        self.forward_many.setText(f"+{page}")
        self.slider.setPageStep(page)
        self.page_changed.emit(page)

    def _button(self, name: str, call: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"timeline_{name}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAutoRepeat(name in ("back", "forward"))
        button.clicked.connect(call)
        return button

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in (self.first, self.back_many, self.back):
            layout.addWidget(part)
        layout.addWidget(self.slider, 1)
        for part in (self.forward, self.forward_many, self.last):
            layout.addWidget(part)
        layout.addWidget(self.page)
