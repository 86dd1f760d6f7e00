"""Why a call failed and what it did silently, explained in the reader's language."""

from collections.abc import Callable
from functools import reduce

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.errors import Failure, FailureKind, InputError, InputProblem
from lenet_gui.core.snapshot import Notice, Outcome

translate = QCoreApplication.translate


def explain_failure(outcome: Outcome) -> tuple[str, tuple[str, ...]]:
    """A headline, and paragraphs: PyTorch's words, what was already done, what helps."""
    failure = outcome.failure
    assert failure is not None  # noqa: S101 - the caller has looked
    headline, cure = _FAILURES[failure.kind](failure)
    details = [failure.text]
    if failure.written:
        details.append(
            translate(
                "explanations",
                "Before it failed, the call had already written to .grad of: {names}. These "
                "gradients are only a part; clear them before you go on.",
            ).format(names=", ".join(failure.written))
        )
    details.append(cure)
    return headline, tuple(details)


def one_line(*sentences: str) -> str:
    """Sentences in one line, with what the language puts between two of them."""
    pattern = translate("explanations", "{first} {second}")
    return reduce(lambda first, second: pattern.format(first=first, second=second), sentences)


def explain_notice(notice: Notice) -> str:
    """One paragraph on what a call did silently."""
    return _notices()[notice]


def explain_refusal(error: Exception) -> str:
    """One sentence that names the file or the input and says what is wrong with it."""
    if isinstance(error, OSError):
        return translate("explanations", "{name} could not be written: {reason}.").format(
            name=error.filename or "?", reason=error.strerror or error
        )
    if not isinstance(error, InputError):
        return str(error)
    known = dict.fromkeys(("actual", "expected", "lowest", "highest", "reason"), "?")
    return _problems()[error.problem].format(name=error.name, **(known | error.facts))


def _no_output(_failure: Failure) -> tuple[str, str]:
    return (
        translate("explanations", "There is no output yet, so this call has nothing to work on."),
        translate("explanations", "Press forward first: it computes output."),
    )


def _no_loss(_failure: Failure) -> tuple[str, str]:
    return (
        translate("explanations", "There is no loss yet, so backward has nowhere to start."),
        translate(
            "explanations",
            "Press forward and then loss. Or go back from the output itself, with a vector: see "
            "the menu of backward.",
        ),
    )


def _no_target(_failure: Failure) -> tuple[str, str]:
    return (
        translate("explanations", "This input has no target, so there is no loss to compute."),
        translate("explanations", "Say in the Input panel which digit the picture shows."),
    )


def _no_batches(_failure: Failure) -> tuple[str, str]:
    return (
        translate("explanations", "This input is a single image: there is no next batch."),
        translate("explanations", "Choose batches of digits in the Input panel."),
    )


def _graph_freed(failure: Failure) -> tuple[str, str]:
    headline = translate(
        "explanations", "backward already went through this graph and freed its saved tensors."
    )
    if not failure.written:
        headline = one_line(headline, translate("explanations", "No gradient was changed."))
    return (
        headline,
        translate(
            "explanations",
            "Three cures. Press forward and loss again: a new graph, which is what a training "
            "loop does. Or call the first backward with retain_graph=True: it keeps the memory, "
            "and each further backward adds its gradient again. Or add both losses and go back "
            "once. Clearing the gradients does not help: zero_grad empties .grad, it does not "
            "revive a graph.",
        ),
    )


def _stale_weights(failure: Failure) -> tuple[str, str]:
    facts = dict(failure.facts)
    return (
        translate(
            "explanations",
            "The graph was built with other weights: {parameter} {shape} was saved at version "
            "{saved_version} and is now at version {version}.",
        ).format(
            parameter=facts["parameter"] or "?",
            shape=facts["shape"],
            saved_version=facts["saved_version"],
            version=facts["version"],
        ),
        translate(
            "explanations",
            "step changed the weights in place after forward had saved them, so the derivative "
            "at the old weights can no longer be computed. Press forward and loss again before "
            "backward; or do both backwards before step. (A linear layer saves its weight "
            "transposed, which is why PyTorch names the turned shape.)",
        ),
    )


def _vector_shape(failure: Failure) -> tuple[str, str]:
    facts = dict(failure.facts)
    return (
        translate(
            "explanations", "The vector has shape {vector}, but the output has shape {output}."
        ).format(vector=facts["vector"], output=facts["output"]),
        translate(
            "explanations",
            "backward from something that is not a scalar takes one number for each of its "
            "entries: how much each entry counts. Give a vector of the output's shape.",
        ),
    )


def _gradient_none(_failure: Failure) -> tuple[str, str]:
    return (
        translate(
            "explanations", "The manual rule reads .grad, and .grad is None. Nothing has moved."
        ),
        translate(
            "explanations",
            "Call backward first. Since PyTorch 2.0 zero_grad leaves None behind, where old "
            "tutorials found zeros; optimizer.step() skips such parameters, a loop of your own "
            "has to do the same, or clear with set_to_none=False.",
        ),
    )


def _other(_failure: Failure) -> tuple[str, str]:
    return (
        translate("explanations", "PyTorch refused this call. Its own words are below."),
        translate("explanations", "A reset with the same seed brings a clean start."),
    )


_FAILURES: dict[FailureKind, Callable[[Failure], tuple[str, str]]] = {
    FailureKind.NO_OUTPUT: _no_output,
    FailureKind.NO_LOSS: _no_loss,
    FailureKind.NO_TARGET: _no_target,
    FailureKind.NO_BATCHES: _no_batches,
    FailureKind.GRAPH_FREED: _graph_freed,
    FailureKind.STALE_WEIGHTS: _stale_weights,
    FailureKind.VECTOR_SHAPE: _vector_shape,
    FailureKind.GRADIENT_NONE: _gradient_none,
    FailureKind.OTHER: _other,
}


def _notices() -> dict[Notice, str]:
    return {
        Notice.STEP_WITHOUT_GRADIENTS: translate(
            "explanations",
            "Every .grad is None, so the optimizer skipped every parameter: nothing moved, and "
            "PyTorch says nothing about it. Call backward before step.",
        ),
        Notice.STEP_ON_ZEROS: translate(
            "explanations",
            "Every gradient is zero. Plain SGD stands still then; momentum, Adam and weight decay "
            "still move the parameters, which they would not do where .grad is None.",
        ),
        Notice.STEP_REPEATED: translate(
            "explanations",
            "These gradients had already been used by a step: the same update was made again, "
            "with gradients of older weights.",
        ),
        Notice.STEP_ACCUMULATED: translate(
            "explanations",
            ".grad still held the gradients of earlier iterations, because zero_grad was not "
            "called since the last step. The step followed their sum, as SGD with momentum 1 "
            "would: faster at first, then past the goal.",
        ),
        Notice.GRADIENTS_WIPED: translate(
            "explanations",
            "These gradients had not been used by any step; they are lost. Between backward and "
            "step is the one place where zero_grad does harm.",
        ),
        Notice.DEPOSIT_ADDED: translate(
            "explanations",
            "There was a gradient in .grad already; backward added to it. That is gradient "
            "accumulation: meant, or a forgotten zero_grad.",
        ),
        Notice.GRAPH_REPLACED: translate(
            "explanations",
            "The output before this one was never used: its graph is dropped, together with the "
            "tensors it had saved.",
        ),
        Notice.LOSS_OF_OLD_OUTPUT: translate(
            "explanations",
            "output is from before: the weights or the input have changed since forward. This "
            "loss compares the old output with the present target.",
        ),
        Notice.TARGET_NOT_CLASSES: translate(
            "explanations",
            "Cross-entropy expects a class or a probability for each class. The tutorial's random "
            "target is neither, so this loss means little and may be negative. Choose digits in "
            "the Input panel.",
        ),
        Notice.STATE_LOST: translate(
            "explanations",
            "The old optimizer's state, its momentum buffers or moments, is gone: the new one "
            "starts without.",
        ),
        Notice.NOTHING_TO_CLEAR: translate(
            "explanations", "There was no deposit to clear, so it made no difference here."
        ),
    }


def _problems() -> dict[InputProblem, str]:
    return {
        InputProblem.MISSING: translate("explanations", "{name} is not there."),
        InputProblem.UNREADABLE: translate("explanations", "{name} cannot be read: {reason}."),
        InputProblem.TRUNCATED: translate(
            "explanations", "{name} ends too early: it is damaged or was not copied whole."
        ),
        InputProblem.WRONG_LENGTH: translate(
            "explanations",
            "{name} has a length that does not fit its header: {actual} instead of {expected} "
            "bytes.",
        ),
        InputProblem.WRONG_FORMAT: translate(
            "explanations", "{name} is not in the expected format."
        ),
        InputProblem.WRONG_SHAPE: translate(
            "explanations",
            "{name} has another shape than it should: {actual} instead of {expected}.",
        ),
        InputProblem.DAMAGED: translate("explanations", "{name} is damaged: {reason}."),
        InputProblem.TOO_LARGE: translate("explanations", "{name} is too large."),
        InputProblem.NOT_AN_IMAGE: translate(
            "explanations", "{name} is not a PNG, JPEG or BMP image."
        ),
        InputProblem.EMPTY: translate("explanations", "{name} is empty."),
        InputProblem.COUNTS_DIFFER: translate(
            "explanations",
            "{name} does not go with the other file: {actual} entries instead of {expected}.",
        ),
        InputProblem.BAD_LABEL: translate(
            "explanations", "{name} holds a label that is not a digit: {actual}."
        ),
        InputProblem.OUT_OF_RANGE: translate(
            "explanations", "{name} must be between {lowest} and {highest}, not {actual}."
        ),
    }
