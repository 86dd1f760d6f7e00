"""The arithmetic of a rule, line by line, and what its lines are called."""

from dataclasses import fields

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.lines import MANUAL_RULE
from lenet_gui.core.update_explained import Computed, RuleLine, RuleStep, UpdateExplained
from lenet_gui.gui.words.number_text import count, exact

translate = QCoreApplication.translate


def rule_name(step: RuleStep) -> str:
    """What the table calls a rule: its class, and what makes it another one than by default."""
    rule = step.rule
    if rule is None:
        return translate("step", "by hand")
    options = [
        f"{field.name}={getattr(rule, field.name)!r}"
        for field in fields(rule)
        if field.name != "lr" and getattr(rule, field.name) != field.default
    ]
    return ", ".join((rule.name, *options))


def rule_line(step: RuleStep) -> str:
    """The line of PyTorch that has the rule."""
    return MANUAL_RULE if step.rule is None else step.rule.line()


def agreement(step: RuleStep) -> str:
    """How the lines compare with PyTorch's own step on a copy."""
    if step.ulps == 0:
        return translate("step", "✓ same bits")
    return translate("step", "{count} ulp apart").format(count=count(step.ulps))


def arithmetic(step: RuleStep) -> str:
    """Every line of a rule: its words, its formula, its numbers, and what they come to.

    What would be said twice is said once.
    """
    return "\n".join(_written(line) for line in step.lines)


def _written(line: RuleLine) -> str:
    words = f"# {computed_words(line.quantity)}"
    if line.quantity is Computed.OPTIONS:
        return f"{words}\n{line.formula}({line.numbers})"
    value = exact(line.value)
    numbers = "" if line.numbers == value else f"    = {line.numbers}\n"
    return f"{words}\n{line.formula}\n{numbers}    = {value}"


def moment_words(update: UpdateExplained) -> str:
    """Whether the step was made, and what it made of the number."""
    if not update.owned:
        return translate(
            "step",
            "No optimizer owns this parameter: step leaves it alone. The rules below say what a "
            "step would do.",
        )
    if not update.done:
        return translate("step", "Nothing has moved yet: this is what step would do now.")
    text = translate("step", "This step was made.")
    if update.actual is not None:
        after = translate("step", "After it the number is {number}.")
        text += " " + after.format(number=exact(update.actual))
    if update.actual_ulps == 0:
        text += " " + translate("step", "The lines of ● below come to the same bits.")
    elif update.actual_ulps is not None:
        apart = translate("step", "The lines of ● below come within {count} ulp of it.")
        text += " " + apart.format(count=count(update.actual_ulps))
    return text


def state_words(step: RuleStep) -> str:
    """What the rule remembers of earlier steps."""
    if step.steps_before:
        text = translate("step", "Steps that its state knows of: {count}.")
        return text.format(count=count(step.steps_before))
    return translate("step", "It begins anew: its state knows of no step.")


def computed_words(quantity: Computed) -> str:
    """What a line computes."""
    return {
        Computed.OPTIONS: translate("step", "the rule with all its options"),
        Computed.GRADIENT: translate("step", "the gradient"),
        Computed.DECAYED_GRADIENT: translate("step", "the gradient, weight decay included"),
        Computed.DECAYED_WEIGHT: translate("step", "the weight, decayed"),
        Computed.MOMENTUM: translate("step", "the momentum buffer"),
        Computed.NESTEROV: translate("step", "Nesterov: a look ahead along the buffer"),
        Computed.FIRST_MOMENT: translate("step", "first moment: mean of the gradients"),
        Computed.SECOND_MOMENT: translate("step", "second moment: mean of their squares"),
        Computed.SECOND_MAXIMUM: translate("step", "AMSGrad: the largest second moment so far"),
        Computed.FIRST_CORRECTED: translate("step", "first moment, corrected for its start at 0"),
        Computed.SECOND_CORRECTED: translate("step", "second moment, corrected for its start at 0"),
        Computed.SQUARE_AVERAGE: translate("step", "mean of the squared gradients"),
        Computed.GRADIENT_AVERAGE: translate(
            "step", "mean of the gradients, to centre the squares"
        ),
        Computed.SQUARE_SUM: translate("step", "sum of the squared gradients"),
        Computed.DELTA: translate("step", "the change, before the learning rate"),
        Computed.UPDATE_AVERAGE: translate("step", "mean of the squared updates"),
        Computed.DENOMINATOR: translate("step", "what is divided by"),
        Computed.RATE: translate("step", "the learning rate, decayed"),
        Computed.UPDATE: translate("step", "the update: what is added to the weight"),
        Computed.WEIGHT: translate("step", "the new weight"),
    }[quantity]
