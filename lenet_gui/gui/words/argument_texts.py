"""What each argument of a line of PyTorch does, and what is wrong with one that was typed."""

import math

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.optimizers import OptimizerSpec

translate = QCoreApplication.translate


def explain_argument(name: str) -> str:
    """What an argument of an optimizer does, in a few words; empty: there is no such argument."""
    return {
        "lr": translate("OptimizerForm", "Learning rate: how far a step goes"),
        "momentum": translate("OptimizerForm", "How much of the last step is kept in the next one"),
        "dampening": translate(
            "OptimizerForm", "How much less a new gradient counts in the momentum buffer"
        ),
        "weight_decay": translate(
            "OptimizerForm", "Pulls every parameter towards 0, large ones more"
        ),
        "nesterov": translate(
            "OptimizerForm", "Look ahead: add momentum once more to the step itself"
        ),
        "betas": translate(
            "OptimizerForm", "How slowly the averages of gradient and square forget"
        ),
        "eps": translate("OptimizerForm", "A small number that keeps the division from blowing up"),
        "amsgrad": translate(
            "OptimizerForm", "Divide by the largest second moment so far, not the present one"
        ),
        "alpha": translate(
            "OptimizerForm", "How slowly the average of the squared gradient forgets"
        ),
        "centered": translate("OptimizerForm", "Divide by the gradient's estimated variance"),
        "lr_decay": translate("OptimizerForm", "How fast the learning rate falls with each step"),
        "initial_accumulator_value": translate(
            "OptimizerForm", "Where the sum of squared gradients begins"
        ),
        "rho": translate("OptimizerForm", "How slowly both averages of squares forget"),
    }.get(name, "")


def explain_line_argument(name: str) -> str:
    """What an argument of a line of the program does, in a few words."""
    return {
        "of": translate("arguments", "Whose gradients are cleared: net's or optimizer's"),
        "set_to_none": translate("arguments", "True: each .grad becomes None; False: zeros"),
        "divide_by": translate("arguments", "The loss is divided by it before backward"),
        "retain_graph": translate(
            "arguments", "True: keep what backward needs, so that it can be called again"
        ),
        "rule": translate("arguments", "Who makes the update: the optimizer or a line by hand"),
        "max_norm": translate("arguments", "All gradients together are scaled down to this norm"),
        "micro_batches": translate("arguments", "Micro-batches that make one update"),
        "step_size": translate("arguments", "Calls of scheduler.step() between two changes of lr"),
        "gamma": translate("arguments", "lr is multiplied by it at each change"),
    }.get(name) or explain_argument(name)  # fmt: skip


def no_number(name: str, text: str) -> str:
    """That what was typed cannot be read as a number."""
    sentence = translate(
        "OptimizerForm", "⚠ {name}: “{text}” is not a number. Write it like 0.01 or 1e-8."
    )
    return sentence.format(name=name, text=text)


def no_whole_number(name: str, text: str) -> str:
    """That what was typed cannot be read as a whole number."""
    sentence = translate("arguments", "⚠ {name}: “{text}” is not a whole number.")
    return sentence.format(name=name, text=text)


def no_pair(name: str, text: str) -> str:
    """That what was typed cannot be read as two numbers."""
    sentence = translate(
        "arguments", "⚠ {name}: “{text}” is not a pair of numbers. Write it like 0.9, 0.999."
    )
    return sentence.format(name=name, text=text)


def not_above(name: str, low: float) -> str:
    """That a number must be larger."""
    return translate("arguments", "⚠ {name} must be above {low}.").format(name=name, low=f"{low:g}")


def outside(name: str, number: float, low: float, high: float) -> str:
    """That a number lies outside its range; empty: it lies inside.

    Args:
        name: the argument's name.
        number: what was typed.
        low: the lowest that is taken.
        high: the highest; infinite: there is none.
    """
    if low <= number <= high:
        return ""
    if number < low and high == math.inf:
        sentence = translate("OptimizerForm", "⚠ {name} must be at least {low}.")
        return sentence.format(name=name, low=f"{low:g}")
    sentence = translate("OptimizerForm", "⚠ {name} must be between {low} and {high}.")
    return sentence.format(name=name, low=f"{low:g}", high=f"{high:.10g}")


def outside_of_optimizer(name: str, number: float) -> str:
    """That an optimizer does not take a number for an argument; empty: it does."""
    if name == "betas" and not 0 <= number < 1:
        return translate("OptimizerForm", "⚠ betas must be at least 0 and below 1.")
    return outside(name, number, *OptimizerSpec.RANGES.get(name, (-math.inf, math.inf)))


def wrong_together(values: dict[str, object], error: ValueError) -> str:
    """What is wrong with arguments of an optimizer that are right one by one.

    Args:
        values: the arguments.
        error: how the class refused them.
    """
    if values.get("nesterov"):
        return translate(
            "OptimizerForm", "⚠ nesterov needs a momentum above 0 and a dampening of 0."
        )
    sentence = translate("OptimizerForm", "⚠ PyTorch would refuse this: {reason}")
    return sentence.format(reason=error)
