"""The numbers that the bars of a comparison lead to: which they are, and whether they are there.

A bar is a summary, and what it sums up was computed on a copy. It leads to one of its numbers, and
the Inspector explains that where ``.grad`` holds it, to the last bit.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.accumulation import AccumulationPlan, Clipping, Reduction, Weighting
from lenet_gui.core.accumulation_report import AccumulationReport, ComparedNumber
from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.lines import element_text
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.words.explanations import one_line
from lenet_gui.gui.words.number_text import exact

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Example:
    """A number that a bar leads to.

    Attributes:
        number: the number.
        tell: says what it is of the bar.
    """

    number: ComparedNumber
    tell: Callable[[], str]

    @property
    def element(self) -> Element:
        """The number of a ``.grad`` in its place."""
        return Element(Quantity.GRADIENT, self.number.name, self.number.index)


def part_example(report: AccumulationReport, index: int) -> Example | None:
    """The largest number of a micro-batch's deposit; ``None``: it is not known."""
    part = report.parts[index]
    number = part.largest
    if number is None:
        return None

    def tell() -> str:
        text = translate(
            "accumulation",
            "The largest number of micro-batch {index} is {deposited}, added to {number}; there "
            "the accumulated gradient is {accumulated}, the whole batch's {whole}.",
        )
        deposited = exact(part.deposited)
        return text.format(index=index + 1, deposited=deposited, **_numbers(number))

    return Example(number, tell)


def bin_example(report: AccumulationReport, index: int) -> Example | None:
    """The largest number that a bar of distances counts; ``None``: it counts none."""
    number = report.examples[index] if index < len(report.examples) else None
    if number is None:
        return None

    def tell() -> str:
        text = translate(
            "accumulation",
            "The largest number of this bar is {number}: {accumulated} accumulated, {whole} for "
            "the whole batch.",
        )
        return text.format(**_numbers(number))

    return Example(number, tell)


def is_there(number: ComparedNumber, snapshot: Snapshot) -> bool:
    """Whether ``.grad`` holds the number, as it was accumulated or as the whole batch's."""
    gradient = snapshot.gradients.get(number.name)
    if gradient is None:
        return False
    return float(gradient[number.index]) in (number.accumulated, number.whole)


def why_not_there(example: Example, report: AccumulationReport, snapshot: Snapshot) -> str:
    """What the number is, and why the Inspector cannot explain it now."""
    if (report.step, report.indices) != (snapshot.step, snapshot.input.indices):
        why = translate(
            "accumulation",
            "It was computed on a copy, before the network or the batch changed.",
        )
    elif _is_plain(report.plan.whole(), report.batch_size):
        why = translate(
            "accumulation",
            "It was computed on a copy, and .grad holds another or None. Press zero_grad, "
            "forward, loss and backward: then the whole batch's is there for the Inspector.",
        )
    else:
        why = translate(
            "accumulation",
            "It was computed on a copy, with a loss or a clipping that the session does not use, "
            "so no .grad holds it.",
        )
    return one_line(example.tell(), why)


def why_no_example() -> str:
    """That a bar counts nothing."""
    return translate("accumulation", "This bar counts no number, so there is none to explain.")


def _is_plain(whole: AccumulationPlan, batch_size: int) -> bool:
    """Whether a backward of the session on the whole batch computes the same."""
    return (
        whole.reduction is Reduction.MEAN
        and whole.weighting is not Weighting.TOTAL
        and whole.clipping is Clipping.NONE
        and whole.samples == batch_size
        and not whole.ignored
    )


def _numbers(number: ComparedNumber) -> dict[str, str]:
    return {
        "number": element_text(Element(Quantity.GRADIENT, number.name, number.index)),
        "accumulated": exact(number.accumulated),
        "whole": exact(number.whole),
    }
