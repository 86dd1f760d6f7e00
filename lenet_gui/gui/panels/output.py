"""The Output panel: ten numbers, and how far they are from the target."""

from functools import partial
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.commands import LossKind
from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.inputs import RandomImage
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.output.class_bars import ClassBars, ClassValues
from lenet_gui.gui.output.older_output import is_older_than_input
from lenet_gui.gui.output.printed_output import output_statements, shown_sample
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.plot_style import Colours, colours
from lenet_gui.gui.plots.picture import Picture, dressed, stacked
from lenet_gui.gui.widgets.elided_label import ElidedLabel
from lenet_gui.gui.widgets.explain_action import ExplainAction, explain_tip
from lenet_gui.gui.widgets.legend import Entry, Legend, Sample
from lenet_gui.gui.widgets.repl_view import ReplView
from lenet_gui.gui.widgets.steady_label import SteadyLabel
from lenet_gui.gui.widgets.turning_page import TurningPage
from lenet_gui.gui.words.number_text import count, number
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate


class OutputPanel(Panel):
    """What the network answered, as bars and as Python prints it."""

    key: ClassVar[str] = "output"
    area: ClassVar[Area] = Area.RIGHT_TOP
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loss_node = ""
        self._made_from: object = None
        self._output: object = None
        self._values: ClassValues | None = None
        self._hint = QLabel(self)
        self._hint.setObjectName("output_hint")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._legend = Legend("output_legend", self)
        self.bars = ClassBars(self)
        self._readout = ElidedLabel(self)
        self._readout.setObjectName("output_readout")
        self._verdict = SteadyLabel("output_verdict", self)
        self.text = ReplView("output_text", self)
        self.text.number_chosen.connect(self.number_chosen)
        self.text.unexplained.connect(self.unexplained)
        self.bars.bar_chosen.connect(self._read_out)
        self.bars.bar_activated.connect(self._explain_class)
        self._explain = ExplainAction(self.bars)
        self._explain.triggered.connect(lambda: self._explain_class(self.bars.pointed))
        self._explain_loss = ExplainAction(self.bars, "explain_loss")
        self._explain_loss.triggered.connect(
            lambda: self.number_chosen.emit(Element(Quantity.LOSS, "loss"))
        )
        self._lay_out()
        self.refresh_texts()

    @override
    @classmethod
    def title(cls) -> str:
        return translate("OutputPanel", "Output")

    @override
    def take(self, snapshot: Snapshot) -> None:
        super().take(snapshot)
        # The graph of a new output does not know any more which node made the old loss.
        if snapshot.graph.root == "loss" and snapshot.graph.nodes:
            self._loss_node = snapshot.graph.nodes[0].name
        travelled = snapshot.timeline.arrival is not None
        if snapshot.output is not None and (travelled or not _same(snapshot.output, self._output)):
            older = is_older_than_input(snapshot.timeline)
            self._output = snapshot.output
            self._made_from = None if older else _input_of(snapshot)

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        there = snapshot.output is not None
        for widget in (self.bars, self._readout, self.text):
            widget.setVisible(there)
        self._values = self._shown_values(snapshot)
        self.bars.show_values(self._values)
        self._write_legend()
        self._write_verdict(snapshot)
        self._write_hint(snapshot)
        self.text.show_values(output_statements(snapshot, self._loss_node))
        self._page.turn()
        self._read_out(self.bars.chosen)

    @override
    def retranslate(self) -> None:
        self.bars.setAccessibleName(self.tr("Outputs and targets, class by class"))
        self.bars.setToolTip(explain_tip())
        self._explain.set_words()
        self._explain_loss.set_words(self.tr("Explain the loss"))
        self._readout.setAccessibleName(self.tr("Numbers of the chosen class"))
        self.text.setAccessibleName(self.tr("The loss and the output as Python prints them"))
        self.text.retranslate()
        if self.snapshot is None:
            self._hint.setText(self._nothing())

    @override
    def restyle(self) -> None:
        self.bars.restyle()
        self._write_legend()
        set_writing(self._hint, self.colours.muted)

    @override
    def pictures(self) -> tuple[Picture, ...]:
        values = None if self.snapshot is None else self._shown_values(self.snapshot)
        if values is None:
            return ()
        return (Picture("output", self.title(), partial(self._bars_on, values), height=260),)

    def _lay_out(self) -> None:
        above = QWidget(self)
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._legend)
        column.addWidget(self.bars, 1)
        column.addWidget(self._readout)
        column.addWidget(self._verdict)
        # Beside the bars there must be room for a loss with its node.
        self._page = TurningPage(
            "output_page", above, self.text, self._text_height, shares=(1, 1), letters=90
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 6)
        layout.setSpacing(4)
        layout.addWidget(self._hint)
        layout.addWidget(self._page, 1)

    def _text_height(self, _width: int) -> int:
        lines = self.text.document().blockCount()
        margins = 2 * int(self.text.document().documentMargin()) + 2 * self.text.frameWidth()
        bar = self.text.horizontalScrollBar().sizeHint().height()
        return lines * self.text.fontMetrics().lineSpacing() + margins + bar

    def _shown_values(self, snapshot: Snapshot) -> ClassValues | None:
        return _values(snapshot) if self._belongs(snapshot) else _only_outputs(snapshot)

    def _bars_on(self, values: ClassValues, sheet: QWidget) -> QWidget:
        """The bars on paper, with their legend."""
        bars, legend = dressed(ClassBars(sheet)), dressed(Legend("output_legend", sheet))
        bars.restyle()
        bars.show_values(values)
        legend.set_entries(self._entries(values, colours(legend.palette())))
        return stacked(sheet, legend, bars)

    def _belongs(self, snapshot: Snapshot) -> bool:
        """Whether the output was computed from the input that is shown now."""
        return self._made_from == _input_of(snapshot)

    def _nothing(self) -> str:
        return self.tr(
            "No output yet. Press forward: the network computes ten numbers from the input, one "
            "for each class."
        )

    def _write_hint(self, snapshot: Snapshot) -> None:
        if snapshot.output is None:
            text = self._nothing()
        elif not self._belongs(snapshot):
            text = self.tr("This output was computed from the input before. Press forward.")
        elif snapshot.input.target is None:
            text = self.tr("This input has no target, so there is nothing to compare with.")
        elif snapshot.loss is None:
            text = self.tr("No loss yet. Press loss: it compares the output with the target.")
        elif snapshot.graph.root == "output":
            text = self.tr("The loss below is that of an earlier output. Press loss for this one.")
        else:
            text = ""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def _write_legend(self) -> None:
        values = self._values
        self._legend.set_entries([] if values is None else self._entries(values, self.colours))

    def _entries(self, values: ClassValues, shades: Colours) -> list[Entry]:
        """What the legend says."""
        entries = [(Sample.SQUARES, shades.series[0], self.tr("output"))]
        if values.target is not None:
            entries.append((Sample.OUTLINE, shades.series[1], self.tr("target")))
        if values.shares is not None:
            entries.append((Sample.LINE, shades.series[2], self.tr("softmax share in %")))
        return entries

    def _write_verdict(self, snapshot: Snapshot) -> None:
        lines, values = [], self._values
        if values is not None and values.predicted is not None:
            facts = {"predicted": values.predicted, "label": values.label}
            if values.label is None:
                text = self.tr("predicted: {predicted}")
            elif values.predicted == values.label:
                text = self.tr("✓ right: predicted {predicted}, and the label is {label}")
            else:
                text = self.tr("✗ wrong: predicted {predicted}, but the label is {label}")
            lines.append(text.format(**facts))
        if snapshot.accuracy is not None:
            lines.append(
                self.tr("batch accuracy: {percent} % (images: {images})").format(
                    percent=f"{100 * snapshot.accuracy:.4g}",
                    images=0 if snapshot.output is None else len(snapshot.output),
                )
            )
        if snapshot.test_accuracy is not None:
            lines.append(
                self.tr("test accuracy: {percent} % (images: {images}, updates: {step})").format(
                    percent=f"{100 * snapshot.test_accuracy:.4g}",
                    images=count(snapshot.test_images),
                    step=count(snapshot.test_step),
                )
            )
        self._verdict.set_text("\n".join(lines))
        self._verdict.setVisible(bool(lines))

    def _explain_class(self, index: int) -> None:
        snapshot = self.snapshot
        if snapshot is not None and snapshot.output is not None and index >= 0:
            place = (shown_sample(snapshot), index)
            self.number_chosen.emit(Element(Quantity.ACTIVATION, snapshot.layers[-1].name, place))

    def _read_out(self, index: int) -> None:
        values, text = self._values, ""
        if values is not None and 0 <= index < len(values.outputs):
            parts = [
                self.tr("class {index}: output {output}").format(
                    index=index, output=number(float(values.outputs[index]))
                )
            ]
            if values.target is not None:
                target = number(float(values.target[index]))
                parts.append(self.tr("target {target}").format(target=target))
            if values.shares is not None:
                percent = f"{100 * float(values.shares[index]):.4g}"
                parts.append(self.tr("softmax {percent} %").format(percent=percent))
            text = ", ".join(parts)
        self._readout.set_text(
            text or self.tr("Point at a class or press the left and right keys.")
        )
        self.bars.setAccessibleDescription(text)


def _values(snapshot: Snapshot) -> ClassValues | None:
    if snapshot.output is None:
        return None
    view = snapshot.input
    classes = not isinstance(view.source, RandomImage)
    target = view.target
    if snapshot.loss_kind is LossKind.CROSS_ENTROPY and view.label is not None:
        # Cross-entropy compares shares with the class, not outputs with zeros and a one.
        target = None
    shares = snapshot.predictions if classes else None
    return ClassValues(snapshot.output[shown_sample(snapshot)], target, shares, view.label)


def _only_outputs(snapshot: Snapshot) -> ClassValues | None:
    """What is left once another input has been chosen: its target and label are others."""
    if snapshot.output is None:
        return None
    return ClassValues(snapshot.output[shown_sample(snapshot)], None, None, None)


def _input_of(snapshot: Snapshot) -> object:
    """What tells one batch from another; which of its samples is shown does not matter."""
    view = snapshot.input
    return (view.source, view.indices, view.epoch, view.batch, view.batch_size)


def _same(output: np.ndarray, before: object) -> bool:
    return isinstance(before, np.ndarray) and np.array_equal(output, before, equal_nan=True)
