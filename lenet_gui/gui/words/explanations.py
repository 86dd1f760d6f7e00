"""Why a call failed and what it did silently, explained in the reader's language."""

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.errors import (
    Failure,
    FailureKind,
    InputError,
    InputProblem,
    WarningKind,
    warning_kind,
)
from lenet_gui.core.snapshot import Notice, Outcome
from lenet_gui.gui.words.explained import Explained
from lenet_gui.gui.words.failure_texts import explain_graph_failure
from lenet_gui.gui.words.notice_texts import notice_texts
from lenet_gui.gui.words.shape_texts import (
    explain_object_failure,
    explain_order_failure,
    explain_shape_failure,
)

translate = QCoreApplication.translate


def explain_failure(outcome: Outcome) -> tuple[str, tuple[str, ...]]:
    """A headline, and paragraphs: PyTorch's words, what was already done, what helps."""
    failure = outcome.failure
    assert failure is not None  # noqa: S101 - the caller has looked
    explained = _explained(failure)
    details = [failure.text]
    if failure.written:
        details.append(
            translate(
                "explanations",
                "Before it failed, the call had already written to .grad of: {names}. These "
                "gradients are only a part; clear them before you go on.",
            ).format(names=", ".join(failure.written))
        )
    return explained.headline, (*details, *explained.paragraphs())


def one_line(*sentences: str) -> str:
    """Sentences in one line, with what the language puts between two of them."""
    pattern = translate("explanations", "{first} {second}")
    return reduce(lambda first, second: pattern.format(first=first, second=second), sentences)


def explain_notice(notice: Notice, facts: Mapping[str, str]) -> str:
    """One paragraph on what a call did silently, with the facts of the call."""
    return notice_texts()[notice].format_map(_Known(facts))


def outline_notices() -> dict[Notice, str]:
    """What each notice says, with an ellipsis for what only a call knows."""
    return {notice: _Gaps.fill(text) for notice, text in notice_texts().items()}


def explain_warning(text: str) -> tuple[str, ...]:
    """A warning in PyTorch's own words, and below it what it means."""
    kind = warning_kind(text)
    return (text,) if kind is WarningKind.OTHER else (text, _warnings()[kind])


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


class _Known(dict[str, str]):
    """Facts by name; one that is not known is a question mark."""

    def __missing__(self, _name: str) -> str:
        return "?"


class _Gaps(dict[str, str]):
    """An ellipsis for every name."""

    def __missing__(self, _name: str) -> str:
        return "…"

    @classmethod
    def fill(cls, text: str) -> str:
        return text.format_map(cls())


def _explained(failure: Failure) -> Explained:
    facts = _Known({name: value or "?" for name, value in failure.facts})
    if failure.kind is FailureKind.GRAPH_FREED and not failure.written:
        found = explain_graph_failure(failure.kind, facts)
        assert found is not None  # noqa: S101 - it is one of them
        unchanged = translate("explanations", "No gradient was changed.")
        return replace(found, headline=one_line(found.headline, unchanged))
    return (
        explain_order_failure(failure.kind)
        or explain_graph_failure(failure.kind, facts)
        or explain_shape_failure(failure.kind, facts)
        or explain_object_failure(failure.kind)
        or Explained(
            translate("explanations", "PyTorch refused this call. Its own words are below."),
            None,
            translate("explanations", "A reset with the same seed brings a clean start."),
        )
    )


def _warnings() -> dict[WarningKind, str]:
    return {
        WarningKind.NON_LEAF_GRAD: translate(
            "explanations",
            "output is computed, not a leaf: gradients pass through it and are kept only in the "
            "accounts of the leaves, the parameters. retain_grad() before backward keeps its own.",
        ),
        WarningKind.EMPTY_GENERATOR: translate(
            "explanations",
            "net.parameters() is a generator and was used up before: nothing was clipped. Call it "
            "again, or keep a list.",
        ),
        WarningKind.BROADCAST: translate(
            "explanations",
            "Only a warning, but the loss is another one: PyTorch stretched the two shapes until "
            "they matched. Give the target the output's shape.",
        ),
        WarningKind.CREATE_GRAPH: translate(
            "explanations",
            "The gradients now have graphs that hold the parameters, which hold the gradients: "
            "memory that is freed only when .grad is cleared. Needed for second derivatives only.",
        ),
        WarningKind.SCHEDULER_FIRST: translate(
            "explanations",
            "The scheduler counted a step before the optimizer made one, so the first learning "
            "rate is never used. Put scheduler.step() after optimizer.step(), once an update.",
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
        InputProblem.BAD_EXPRESSION: translate(
            "explanations", "“{name}” cannot be read as an expression."
        ),
        InputProblem.NOTHING_TO_SPLIT: translate(
            "explanations",
            "{name}: one image cannot be split. Choose digits with a larger batch in the Input "
            "panel.",
        ),
        InputProblem.NEEDS_CLASSES: translate(
            "explanations", "{name} needs CrossEntropyLoss: MSELoss has no ignore_index."
        ),
        InputProblem.NEWER_VERSION: translate(
            "explanations",
            "{name} was saved by a newer version of this program: its format is number {actual}, "
            "and this version reads up to {expected}. The newer version opens it.",
        ),
        InputProblem.CANNOT_WRITE: translate(
            "explanations", "{name} could not be written: {reason}."
        ),
        InputProblem.ON_NETWORK: translate(
            "explanations",
            "{name} is a folder on another computer. A session file can come from anybody, so it "
            "opens no folders over the network. Copy the images to this computer and choose them "
            "in the Input panel.",
        ),
        InputProblem.NO_SUCH_LAYER: translate(
            "explanations",
            "The network has no layer named {name} whose result could keep its gradient. "
            "It has: {expected}.",
        ),
        InputProblem.NO_SUCH_MOMENT: translate(
            "explanations",
            "{name}: the history has no such moment. Its branch may have been forgotten.",
        ),
        InputProblem.BRANCH_IN_USE: translate(
            "explanations",
            "{name} cannot be forgotten: it is the first branch, or the present moment lies on it. "
            "Go to another branch first.",
        ),
        InputProblem.OUT_OF_RANGE: translate(
            "explanations", "{name} must be between {lowest} and {highest}, not {actual}."
        ),
    }
