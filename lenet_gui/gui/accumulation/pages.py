"""What came of an accumulation: its sum, and its rounding, a page each."""

import math

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from lenet_gui.core.accumulation_report import (
    ULP_EDGES,
    AccumulationReport,
    MicroBatch,
)
from lenet_gui.gui.accumulation.bands import AccumulationBands, Band
from lenet_gui.gui.accumulation.examples import bin_example, part_example
from lenet_gui.gui.accumulation.numbers_page import distance
from lenet_gui.gui.accumulation.texts import judge
from lenet_gui.gui.accumulation.ulp_bars import UlpBars, percent
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.widgets.explain_action import ExplainAction
from lenet_gui.gui.words.number_text import count, number
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate

READOUT_LINES = 3


class SumPage(QScrollArea):
    """Why the verdict is what it is, and the micro-batches as bands below the whole batch's bar."""

    example_wanted = Signal(object)
    """A number of a band is to be explained: an `Example`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accumulation_sum")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the bands take the keys
        self._report: AccumulationReport | None = None
        self.why = _words("accumulation_why", self)
        self.bands = AccumulationBands(self)
        self.readout = _words("accumulation_readout", self)
        self.bands.bar_chosen.connect(self._read_out)
        self.bands.bar_activated.connect(self._explain_part)
        self._explain = ExplainAction(self.bands)
        self._explain.triggered.connect(lambda: self._explain_part(self.bands.pointed))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.why)
        column.addWidget(self.bands, 1)
        column.addWidget(self.readout)
        self.setWidget(content)

    def show_report(self, report: AccumulationReport | None) -> None:
        """Show what came of a plan; ``None``: nothing yet."""
        self._report = report
        self._write()

    def retranslate(self) -> None:
        """Set the texts again."""
        self.bands.setAccessibleName(
            self.tr("Deposits of the micro-batches along the whole batch's gradient")
        )
        self.bands.setToolTip(
            self.tr(
                "A band is what a micro-batch left in .grad, measured along the whole batch's "
                "gradient. On it stand its samples, and how much each of them counts where that is "
                "not × 1. Double-click or Enter: explain the largest number of its deposit."
            )
        )
        self._explain.set_words(self.tr("Explain the largest number of this deposit"))
        self.readout.setAccessibleName(self.tr("Numbers of the chosen micro-batch"))
        self.why.setAccessibleName(self.tr("Why, and what helps"))
        self._write()

    def restyle(self) -> None:
        """Take on colours and fonts."""
        self.bands.restyle()
        _dress_readout(self.readout)

    def _write(self) -> None:
        report = self._report
        self.why.setVisible(report is not None)
        if report is None:
            self.bands.show_bands((), 0.0, ("", ""))
        else:
            self.why.setText("\n".join(judge(report).details))
            show_sum(self.bands, report)
        self._read_out(self.bands.chosen)

    @Slot(int)
    def _explain_part(self, index: int) -> None:
        report = self._report
        if report is not None and 0 <= index < len(report.parts):
            self.example_wanted.emit(part_example(report, index))

    @Slot(int)
    def _read_out(self, index: int) -> None:
        report = self._report
        if report is None:
            self.readout.setText(self.tr("Nothing was compared yet. Press Compare."))
            return
        if index < 0:
            self.readout.setText(
                self.tr("Point at a band or press the left and right keys for its numbers.")
            )
            return
        part = report.parts[index]
        self.readout.setText(
            self.tr(
                "Micro-batch {index} of {count}: {size} samples, loss {loss} × {weight}, deposit "
                "{norm} long; norm of .grad {before}, after clipping {after}; left of the "
                "deposit: {kept} %."
            ).format(
                index=index + 1,
                count=len(report.parts),
                size=_label(part),
                loss=number(part.loss),
                weight=number(part.weight),
                norm=number(part.norm),
                before=number(part.before),
                after=number(part.after),
                kept=f"{100 * part.kept:.4g}",
            )
        )


class RoundingPage(QWidget):
    """How many float32 numbers lie between the two gradients' entries."""

    example_wanted = Signal(object)
    """A number of a bar is to be explained: an `Example`; ``None``: the bar counts none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: AccumulationReport | None = None
        self.bars = UlpBars(self)
        self.readout = _words("accumulation_ulps", self)
        self.bars.bar_chosen.connect(self._read_out)
        self.bars.bar_activated.connect(self._explain_bar)
        self._explain = ExplainAction(self.bars)
        self._explain.triggered.connect(lambda: self._explain_bar(self.bars.pointed))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.bars, 1)
        column.addWidget(self.readout)

    def show_report(self, report: AccumulationReport | None) -> None:
        """Show what came of a plan; ``None``: nothing yet."""
        self._report = report
        self.bars.show_counts(() if report is None else report.gradient.ulps)
        self._read_out(self.bars.chosen)

    def retranslate(self) -> None:
        """Set the texts again."""
        self.bars.setAccessibleName(self.tr("Differences in units of the last place"))
        self.bars.setToolTip(
            self.tr(
                "A bar counts numbers of all gradients. Double-click or Enter: explain the largest "
                "of them."
            )
        )
        self._explain.set_words(self.tr("Explain the largest number of this bar"))
        self.readout.setAccessibleName(self.tr("Numbers of the chosen bar"))
        self._read_out(self.bars.chosen)

    def restyle(self) -> None:
        """Take on colours and fonts."""
        self.bars.restyle()
        _dress_readout(self.readout)

    @Slot(int)
    def _explain_bar(self, index: int) -> None:
        report = self._report
        if report is not None and index >= 0:
            self.example_wanted.emit(bin_example(report, index))

    @Slot(int)
    def _read_out(self, index: int) -> None:
        report = self._report
        if report is None:
            self.readout.setText(self.tr("Nothing was compared yet. Press Compare."))
            return
        difference = report.gradient
        if index < 0:
            self.readout.setText(
                self.tr(
                    "Of all numbers, the share by how many float32 numbers lie from the one to "
                    "the other (ulp): median {median}, for 99 % at most {most}. Large distances "
                    "next to zero mean little."
                ).format(median=distance(difference.ulp_median), most=distance(difference.ulp_p99))
            )
            return
        numbers = difference.ulps[index]
        self.readout.setText(
            self.tr("{bin}: {numbers} of {total} numbers ({share})").format(
                bin=self._bin(index),
                numbers=count(numbers),
                total=count(difference.count),
                share=percent(numbers / difference.count),
            )
        )

    def _bin(self, index: int) -> str:
        if index < len(ULP_EDGES):
            low, high = ULP_EDGES[max(0, index - 1)] + (index > 0), ULP_EDGES[index]
            return self.tr("{range} ulp").format(range=high if low == high else f"{low}-{high}")
        return (
            self.tr("more than {most} ulp").format(most=ULP_EDGES[-1]),
            self.tr("another sign"),
            self.tr("NaN or infinity"),
        )[index - len(ULP_EDGES)]


def show_sum(bands: AccumulationBands, report: AccumulationReport) -> None:
    """Show the deposits of a report as bands."""
    norm = report.gradient.norm
    whole = translate("SumPage", "whole batch: {norm}").format(norm=number(norm))
    along = sum(part.along for part in report.parts)
    pieces = translate("SumPage", "accumulated, along it: {length}").format(length=number(along))
    parts = [Band(part.along, _label(part), _note(part.counted)) for part in report.parts]
    bands.show_bands(parts, norm, (whole, pieces))


def _words(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _dress_readout(label: QLabel) -> None:
    """Muted, and as high for few words as for many: nothing moves below the mouse."""
    set_writing(label, colours(label.palette()).muted)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setMinimumHeight(READOUT_LINES * label.fontMetrics().lineSpacing())


def _label(part: MicroBatch) -> str:
    """The samples of a micro-batch; where some are ignored, those that are not before a slash."""
    return str(part.size) if part.valid == part.size else f"{part.valid}/{part.size}"


def _note(counted: float) -> str:
    """How much a sample counts; nothing where it counts as it should."""
    right = math.isnan(counted) or math.isclose(counted, 1)
    return "" if right else f"×{counted:.3g}"
