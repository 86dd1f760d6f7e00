"""The foot of the window: the four parts of the machine, and what the last press changed."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from lenet_gui.core.graph import GraphStatus
from lenet_gui.core.snapshot import GradientState, Snapshot
from lenet_gui.gui.plot_style import colours, mix, set_style
from lenet_gui.gui.widgets.elided_label import ElidedLabel
from lenet_gui.gui.words.changes import Change
from lenet_gui.gui.words.explanations import one_line
from lenet_gui.gui.words.messages import Level, Message
from lenet_gui.gui.words.number_text import count, number


class Chip(QFrame):
    """One part of the machine: a colour, its name, and what it holds now."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"chip_{name}")
        self._title = QLabel(self)
        self._value = ElidedLabel(self)
        self._shown = ("", "", "")
        self._change = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 2)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self._value, 1)

    def show_value(self, title: str, value: str, tip: str) -> None:
        """Show what the part holds."""
        if (title, value, tip) == self._shown:
            return
        self._shown = (title, value, tip)
        if self._title.text() != title:
            self._title.setText(title)
        self._value.set_text(value)
        self._write_tip()
        self.setAccessibleName(f"{title}: {value}")

    @property
    def change(self) -> str:
        """What the last call changed in the part; empty: nothing."""
        return self._change

    def show_change(self, change: str) -> None:
        """Show what the last call changed in the part; empty: nothing."""
        self._change = change
        # Its own ground, which spares painting the chip with each text, would hide the tint.
        self._value.setAutoFillBackground(not change)
        self.setAccessibleDescription(change)
        self._write_tip()

    def restyle(self, colour: str, edge: str, ground: str) -> None:
        """Wear the part's colour; on a tinted ground where the last call changed it."""
        tint = mix(ground, colour, 0.16).name() if self._change else "transparent"
        line = colour if self._change else edge
        set_style(
            self,
            f"Chip {{ border: 1px solid {line}; border-left: 4px solid {colour};"
            f" border-radius: 4px; background: {tint}; }}",
        )
        set_style(self._title, f"color: {colour}; font-weight: 600;")

    def _write_tip(self) -> None:
        _, value, tip = self._shown
        self.setToolTip("\n".join(part for part in (self._change or value, tip) if part))


class StatusArea(QWidget):
    """Four chips, a progress bar for runs, and one sentence."""

    explain_requested = Signal()
    """The person wants the whole explanation of the last message."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_area")
        self._snapshot: Snapshot | None = None
        self._message = Message(Level.DONE, "")
        self._chips = {name: Chip(name, self) for name in PARTS}
        self._sentence = QLabel(self)
        self._sentence.setObjectName("sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._why = QToolButton(self)
        self._why.setObjectName("why")
        self._why.clicked.connect(self.explain_requested)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("progress")
        # Its corners are round; a ground of its own spares painting what lies behind it.
        self._progress.setAutoFillBackground(True)
        self._progress.setVisible(False)
        # Their room stays, and so does that of two lines: or a message would move every panel.
        for come_and_go in (self._why, self._progress):
            policy = come_and_go.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            come_and_go.setSizePolicy(policy)
        self._lay_out()
        self._keep_two_lines()
        self.retranslate()
        self.restyle()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what the four parts hold."""
        self._snapshot = snapshot
        self._show_parameters(snapshot)
        self._show_accounts(snapshot)
        self._show_graph(snapshot)
        self._show_optimizer(snapshot)

    def show_changes(self, changes: Iterable[Change]) -> None:
        """Mark the chips of the parts that the last call changed, and no others."""
        found = {change.part.value: change.text for change in changes if change.changed}
        for name, chip in self._chips.items():
            chip.show_change(found.get(name, ""))
        self.restyle()

    def show_message(self, message: Message) -> None:
        """Show what just happened: the first two sentences, the rest is a click away."""
        self._message = message
        mark = {Level.DONE: "", Level.NOTICE: "⚠ ", Level.ERROR: "✖ "}[message.level]
        self._sentence.setText(mark + one_line(message.headline, *message.details[:1]))
        if message.level is Level.ERROR:
            self._sentence.setText(mark + message.headline)
        self._sentence.setToolTip(message.text if message.details else "")
        self._sentence.setAccessibleName(message.text)
        self._why.setVisible(bool(message.details))
        self.restyle()

    def show_progress(self, done: int, total: int | None) -> None:
        """Show how far a run has come; ``None``: it has no end of its own."""
        if self._progress.isHidden():
            self._progress.setVisible(True)
        # Without an end it is full: a bar that sweeps to and fro is painted 60 times a second.
        self._progress.setMaximum(total or 1)
        self._progress.setValue(done if total else 1)
        self._progress.setFormat(
            self.tr("{done} iterations").format(done=count(done))
            if total is None
            else self.tr("{done} of {total}").format(done=count(done), total=count(total))
        )

    def hide_progress(self) -> None:
        """A run has ended."""
        self._progress.setVisible(False)

    def retranslate(self) -> None:
        """Set the fixed texts."""
        self.setAccessibleName(self.tr("What just happened"))
        self._why.setText(self.tr("Explain"))
        self._why.setToolTip(self.tr("Show the whole explanation (F1)"))
        self._progress.setAccessibleName(self.tr("Progress of the run"))
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)
        else:
            for name, chip in self._chips.items():
                chip.show_value(self._part(name), "…", "")

    def restyle(self) -> None:
        """Set the colours."""
        shades = colours(self.palette())
        for name, chip in self._chips.items():
            chip.restyle(getattr(shades, name), shades.grid, shades.surface)
        colour = {
            Level.DONE: shades.text,
            Level.NOTICE: shades.notice,
            Level.ERROR: shades.error,
        }[self._message.level]
        set_style(self._sentence, f"color: {colour};")

    def _keep_two_lines(self) -> None:
        self._sentence.setMinimumHeight(2 * self._sentence.fontMetrics().lineSpacing())

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for name in PARTS:
            chips.addWidget(self._chips[name], PARTS[name])
        below = QHBoxLayout()
        below.addWidget(self._sentence, 1)
        below.addWidget(self._progress)
        below.addWidget(self._why)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 3)
        layout.setSpacing(4)
        layout.addLayout(chips)
        layout.addLayout(below)

    def _part(self, name: str) -> str:
        return {
            "parameters": self.tr("Parameters"),
            "accounts": self.tr("Gradient accounts"),
            "graph": self.tr("Graph"),
            "optimizer": self.tr("Optimizer state"),
        }[name]

    def _show(self, name: str, value: str, tip: str) -> None:
        self._chips[name].show_value(self._part(name), value, tip)

    def _show_parameters(self, snapshot: Snapshot) -> None:
        # Not `row.count`: NumPy takes a while for a product of two numbers.
        numbers = sum(math.prod(row.shape) for row in snapshot.rows)
        self._show(
            "parameters",
            self.tr("updates: {step}").format(step=count(snapshot.step)),
            self.tr("{tensors} tensors with {numbers} numbers. Only step changes them.").format(
                tensors=len(snapshot.rows), numbers=count(numbers)
            ),
        )

    def _show_accounts(self, snapshot: Snapshot) -> None:
        states = [row.gradient_state for row in snapshot.rows]
        deposits = max((row.deposits for row in snapshot.rows), default=0)
        if all(state is GradientState.NONE for state in states):
            value = self.tr("None")
        elif all(state is GradientState.ZEROS for state in states):
            value = self.tr("zeros")
        elif GradientState.NONE in states:
            value = self.tr("partial: {filled} of {all} written").format(
                filled=sum(state is not GradientState.NONE for state in states), all=len(states)
            )
        else:
            value = self.tr("deposits: {deposits}, norm {norm}").format(
                deposits=deposits, norm=number(snapshot.gradient_norm)
            )
        self._show(
            "accounts",
            value,
            self.tr("The .grad of each parameter. backward adds to them, zero_grad clears them."),
        )

    def _show_graph(self, snapshot: Snapshot) -> None:
        graph = snapshot.graph
        value = {
            GraphStatus.NONE: self.tr("none"),
            GraphStatus.FREED: self.tr("freed"),
            GraphStatus.ALIVE: self.tr("alive: {nodes} nodes, {bytes} B saved"),
        }[graph.status].format(nodes=len(graph.nodes), bytes=count(graph.saved_bytes))
        self._show(
            "graph",
            value,
            self.tr(
                "What autograd recorded, and the tensors it saved for backward. forward and loss "
                "build it, backward frees what it saved."
            ),
        )

    def _show_optimizer(self, snapshot: Snapshot) -> None:
        entries = snapshot.optimizer_state
        self._show(
            "optimizer",
            f"{snapshot.optimizer.name}: "
            + (
                self.tr("entries: {count}").format(count=len(entries))
                if entries
                else self.tr("empty")
            ),
            self.tr("Momentum buffers, moments, counts. Only step changes them."),
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self.restyle()
        elif event.type() is QEvent.Type.FontChange and hasattr(self, "_sentence"):
            self._keep_two_lines()


PARTS = {"parameters": 2, "accounts": 3, "graph": 3, "optimizer": 2}
"""The four parts, as `Colours` names them, and their share of the width."""
