"""The strip above the panels that says that they show the past."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from lenet_gui.core.timeline import NO_TIMELINE, Moment, Timeline
from lenet_gui.gui.plot_style import colours, mix, set_style
from lenet_gui.gui.timeline.way import Way
from lenet_gui.gui.widgets.elided_label import ElidedLabel
from lenet_gui.gui.words.number_text import count
from lenet_gui.gui.words.timeline_texts import branch_name, graph_rebuilt


class PastBar(QFrame):
    """Says which moment is shown, and what a call from here would do.

    Once it is there it stays until a call is made at the newest moment: going to and fro through
    the calls moves nothing.
    """

    newest_requested = Signal()
    """The person wants to go back to the newest moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("past_bar")
        self._timeline = NO_TIMELINE
        self._end = Moment()
        self.text = ElidedLabel(self)
        self.text.setObjectName("past_text")
        # Its ground is that of the bar.
        self.text.setAutoFillBackground(False)
        self.back = QToolButton(self)
        self.back.setObjectName("past_back")
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.clicked.connect(self.newest_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 1, 6, 1)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.back)
        self.retranslate()
        self.restyle()
        self.hide()

    def show_timeline(self, timeline: Timeline, end: Moment) -> None:
        """Show where one is.

        Args:
            timeline: the history.
            end: the newest moment of the branch that forward leads along.
        """
        self._timeline, self._end = timeline, end
        there = timeline.now != end or not self.isHidden()
        self.setVisible(timeline.past or (timeline.arrival is not None and there))
        self.back.setEnabled(timeline.now != end)
        self.text.set_text(self._words())
        self.text.setToolTip(self._words())
        self.setAccessibleDescription(self._words())

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("The moment that is shown"))
        self.back.setText(self.tr("Back to the newest"))
        self.back.setToolTip(self.tr("Go to the newest moment of the branch"))
        self.text.set_text(self._words())

    def restyle(self) -> None:
        """Take on the colours of the theme: calm, because nothing is wrong."""
        shades = colours(self.palette())
        ground = mix(shades.surface, shades.accent, 0.12).name()
        edge = mix(shades.surface, shades.accent, 0.45).name()
        set_style(
            self,
            f"PastBar {{ border: 0; border-left: 5px solid {shades.accent};"
            f" background: {ground}; }}"
            f"QToolButton {{ padding: 1px 7px; border-color: {edge}; }}",
        )

    def _words(self) -> str:
        timeline = self._timeline
        # Forward may lead along a branch that the present moment does not lie on.
        end = self._end if Way(timeline, self._end.branch).holds(timeline.now) else timeline.end
        name = branch_name(timeline.branch(end.branch))
        if timeline.now == end:
            newest = self.tr("You see the newest moment, after call {call} (branch “{branch}”).")
            return newest.format(call=count(end.call), branch=name)
        words = self.tr(
            "You see the moment after call {call} of {calls} (branch “{branch}”). A different call "
            "from here begins a new branch."
        ).format(call=count(timeline.now.call), calls=count(end.call), branch=name)
        if timeline.arrival is not None and timeline.arrival.rebuilt:
            words = self.tr("{first} {second}").format(first=words, second=graph_rebuilt())
        return words

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self.restyle()
