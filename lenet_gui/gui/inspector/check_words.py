"""What a comparison with finite differences has found, in words."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.gradient_check import CheckedNumber, GradientCheck, Kink
from lenet_gui.gui.words.number_text import count, exact, number

translate = QCoreApplication.translate

DIGITS = 12
"""Significant digits of what is compared in float64."""

SAME = 1e-2
"""Relative distance from which on `.grad` is told to be something else than the derivative; below
it may be the rounding of float32, where a sum cancels."""


def number_words(checked: CheckedNumber, check: GradientCheck) -> str:
    """One number, line by line."""
    step, lines = check.command.step, []
    text = translate("check", "loss with the number moved down by {step}: {loss}")
    lines.append(text.format(step=f"{step:g}", loss=repr(checked.low)))
    text = translate("check", "loss with the number moved up: {loss}")
    lines.append(text.format(loss=repr(checked.high)))
    text = translate("check", "central difference: {number}")
    lines.append(text.format(number=f"{checked.difference:.{DIGITS}g}"))
    text = translate("check", "autograd in float64: {number}")
    lines.append(text.format(number=f"{checked.autograd:.{DIGITS}g}"))
    text = translate("check", "relative error: {number}")
    lines.append(text.format(number=f"{checked.error:.3g}"))
    text = translate("check", "off by rounding of the losses: about {noise}")
    lines.append(text.format(noise=f"{check.noise:.1g}"))
    lines.append(f".grad (float32): {None if checked.grad is None else exact(checked.grad)}")
    return "\n".join(lines)


def remarks(checked: CheckedNumber, check: GradientCheck) -> str:
    """What is to be known of one number: how ``.grad`` compares, and where the loss has kinks."""
    return "\n".join(part for part in (_ratio(checked, check), _kinks(checked)) if part)


def sample_words(check: GradientCheck) -> str:
    """A sample in three lines at most."""
    smooth = [checked for checked in check.numbers if not checked.kinks]
    worst = max(smooth, key=lambda checked: checked.error, default=None)
    text = translate(
        "check", "Numbers checked: {count}. At a kink between the evaluations: {kinks}."
    )
    said = [
        text.format(count=count(len(check.numbers)), kinks=count(len(check.numbers) - len(smooth)))
    ]
    if worst is not None:
        text = translate("check", "Largest relative error away from kinks: {error} ({name}).")
        said.append(text.format(error=f"{worst.error:.3g}", name=checked_name(worst)))
    said.append(_noise(check))
    if check.deposits > 1:
        said.append(_not_derivative(check.deposits))
    return "\n".join(said)


def _noise(check: GradientCheck) -> str:
    text = translate(
        "check",
        "Rounding of the losses alone puts a difference off by about {noise}: of a derivative as "
        "small as that, a large relative error says nothing.",
    )
    return text.format(noise=f"{check.noise:.1g}")


def checked_name(checked: CheckedNumber) -> str:
    """The number as a script writes it."""
    return f"{checked.parameter}[{', '.join(map(str, checked.index))}]"


def kink_names(checked: CheckedNumber) -> str:
    """Where it has kinks; empty: nowhere."""
    return ", ".join(layer for _, layer in checked.kinks)


def _ratio(checked: CheckedNumber, check: GradientCheck) -> str:
    """How many times the derivative ``.grad`` is, where that can be said."""
    if checked.grad is None:
        return translate("check", ".grad is None, so there is nothing to compare it with.")
    said = []
    if checked.autograd:
        ratio = checked.grad / checked.autograd
        text = translate("check", ".grad / derivative = {ratio}")
        said.append(text.format(ratio=number(ratio)))
        if check.deposits == 1 and abs(ratio - 1) > SAME:
            said.append(
                translate(
                    "check",
                    "That is not 1: for instance .grad was scaled or written, backward started "
                    "from a vector, or the weights or the input have changed since.",
                )
            )
    if check.deposits > 1:
        said.append(_not_derivative(check.deposits))
    return "\n".join(said)


def _not_derivative(deposits: int) -> str:
    text = translate(
        "check",
        ".grad is not the derivative of the loss now: it is a sum of {count} deposits, for "
        "zero_grad was not called between them.",
    )
    return text.format(count=count(deposits))


def _kinks(checked: CheckedNumber) -> str:
    said = []
    relus = ", ".join(layer for kind, layer in checked.kinks if kind is Kink.RELU)
    pools = ", ".join(layer for kind, layer in checked.kinks if kind is Kink.MAX_POOL)
    if relus:
        text = translate(
            "check", "⚠ Kink: between the two evaluations an input of {layers} changes its sign."
        )
        said.append(text.format(layers=relus))
    if pools:
        text = translate(
            "check",
            "⚠ Kink: between the two evaluations another number wins a window of {layers}, or two "
            "are equal.",
        )
        said.append(text.format(layers=pools))
    if said:
        said.append(
            translate(
                "check",
                "There the loss has no derivative, and the central difference mixes the slopes of "
                "both sides: a difference from autograd is no error of autograd. A smaller step "
                "may avoid the kink.",
            )
        )
    return "\n".join(said)
