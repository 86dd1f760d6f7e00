"""What the terms come to, beside PyTorch's number and beside float64, in words."""

from collections.abc import Iterable
from html import escape

import numpy as np
from PySide6.QtCore import QCoreApplication

from lenet_gui.core.explanation import Explanation, Quantity, Rule
from lenet_gui.core.lines import element_text
from lenet_gui.gui.words.number_text import count, exact

translate = QCoreApplication.translate

ALONE = (Rule.INPUT, Rule.SEED, Rule.VECTOR, Rule.INITIAL)
"""Rules of numbers that nothing was summed for."""

FLOAT64_DIGITS = 15

RELUS = (Rule.RELU, Rule.RELU_BACKWARD)


def sum_table(explanation: Explanation) -> str:
    """The sum as lines of HTML: each a name and its number."""
    lines = [(translate("inspector", "PyTorch's number (float32)"), exact(explanation.number))]
    if explanation.rule not in ALONE and len(explanation.products):
        lines = [*_sum(explanation), *lines]
        lines.append((translate("inspector", "difference"), f"{explanation.difference:.3g}"))
    if explanation.exact is not None:
        words = translate("inspector", "the whole network in float64")
        lines.append((words, f"{explanation.exact:.{FLOAT64_DIGITS}g}"))
    return _table(lines)


def claims(explanation: Explanation) -> list[str]:
    """What was found out about the number besides its sum, a sentence each."""
    found = (_bits, _deposits, _ties, _zeros)
    return [sentence for about in found for sentence in about(explanation)]


def facts_line(explanation: Explanation) -> str:
    """The numbers of the rule by their names, such as ``tied = 2``."""
    return ", ".join(f"{name} = {value:.6g}" for name, value in explanation.facts.items())


def _sum(explanation: Explanation) -> list[tuple[str, str]]:
    terms = float(np.sum(explanation.products))
    total = f"{explanation.total:.{FLOAT64_DIGITS}g}"
    if explanation.bias is None:
        return [(translate("inspector", "sum of the terms (float64)"), total)]
    element, value = explanation.bias
    return [
        (translate("inspector", "sum of the terms (float64)"), f"{terms:.{FLOAT64_DIGITS}g}"),
        (f"+ {element_text(element)}", exact(value)),
        (translate("inspector", "together (float64)"), total),
    ]


def _bits(explanation: Explanation) -> list[str]:
    """Whether the number, computed again, is the same to the last bit."""
    if explanation.same_bits is None:
        return []
    flows = explanation.element.quantity is Quantity.FLOW
    if flows and explanation.same_bits:
        text = translate(
            "inspector",
            "✓ PyTorch keeps no such number, so it was computed again; all deposits that were "
            "computed with it have the same bits as PyTorch's.",
        )
    elif flows:
        text = translate(
            "inspector",
            "⚠ PyTorch keeps no such number, so it was computed again; but not all deposits that "
            "were computed with it have the same bits as PyTorch's.",
        )
    elif explanation.same_bits:
        text = translate(
            "inspector", "✓ Computed again from the saved weights and input: the same bits."
        )
    else:
        text = translate(
            "inspector",
            "⚠ Computed again from the saved weights and input, it has other bits: they were "
            "changed since, or the gradient was.",
        )
    return [text]


def _deposits(explanation: Explanation) -> list[str]:
    """Why the sum of deposits leads no further."""
    if explanation.rule is not Rule.DEPOSITS or explanation.last is not None:
        return []
    return [
        translate(
            "inspector",
            "The last deposit cannot be followed into the network now: it was made of another "
            "output than the present one, or a hook or another call has had a part in it. A new "
            "zero_grad, forward, loss and backward gives one that can, unless a hook is still "
            "there.",
        )
    ]


def _ties(explanation: Explanation) -> list[str]:
    """That several places of a window are equal."""
    tied = explanation.facts.get("tied", 0)
    if tied < 2:
        return []
    text = translate(
        "inspector",
        "A tie: {count} places of the window are equal. PyTorch takes the first of them, and it "
        "alone gets the gradient; torch.amax would divide it among them.",
    )
    return [text.format(count=count(int(tied)))]


def _zeros(explanation: Explanation) -> list[str]:
    """What 0 means here: no derivative, or terms that count for nothing."""
    said = []
    if explanation.rule in RELUS and 0.0 in (value for _, value in relu_inputs(explanation)):
        said.append(
            translate(
                "inspector",
                "The input of relu is exactly 0, where relu has no derivative: PyTorch takes 0.",
            )
        )
    zeros = int(np.count_nonzero(explanation.products == 0))
    if len(explanation.products) > 1 and zeros and explanation.rule is not Rule.MAX_POOL:
        text = translate("inspector", "Terms that are exactly 0: {zeros} of {terms}.")
        said.append(text.format(zeros=count(zeros), terms=count(len(explanation.products))))
    return said


def relu_inputs(explanation: Explanation) -> Iterable[tuple[str, float]]:
    """What is known of a relu's input, by name."""
    known = [(name, value) for name, value in explanation.facts.items() if name in ("input", "x")]
    if explanation.rule is Rule.RELU and explanation.factors:
        known += [(column.name, float(column.values[0])) for column in explanation.factors[:1]]
    return known


def _table(lines: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td>{escape(words)}&nbsp;&nbsp;</td>"
        f'<td align="right"><code>{escape(number)}</code></td></tr>'
        for words, number in lines
    )
    return f'<table cellspacing="0" cellpadding="1">{rows}</table>'
