"""What can go wrong, as facts: the window turns them into explanations in the reader's language."""

from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """Why a call on the network failed."""

    NO_OUTPUT = "no_output"  # loss or backward before any forward
    NO_LOSS = "no_loss"  # backward before any loss
    NO_TARGET = "no_target"  # a picture without a label
    NO_BATCHES = "no_batches"  # next(batches) of a source that has none
    NO_SCHEDULER = "no_scheduler"  # scheduler.step() in a loop that has no scheduler
    GRAPH_FREED = "graph_freed"  # a second backward through a graph that was not retained
    STALE_WEIGHTS = "stale_weights"  # a saved tensor was changed in place since the forward
    VECTOR_SHAPE = "vector_shape"  # backward with a vector of another shape than the output
    GRADIENT_NONE = "gradient_none"  # the manual rule reads .grad where it is None
    OTHER = "other"  # anything else that PyTorch refuses


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that failed, and what it had done by then.

    Attributes:
        kind: the reason.
        text: Python's or PyTorch's own words, with the name of the exception.
        written: the parameters whose ``.grad`` the failing call had already changed.
        facts: details for the explanation, by name, such as ``shape`` or ``saved_version``.
    """

    kind: FailureKind
    text: str
    written: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


class CallError(RuntimeError):
    """A call on the network failed as it would in a script; `failure` tells why.

    Its text is PyTorch's own, so a test or a script can match on it.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.text)
        self.failure = failure


class InputProblem(StrEnum):
    """What is wrong with an input that was refused."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    TRUNCATED = "truncated"
    WRONG_LENGTH = "wrong_length"
    WRONG_FORMAT = "wrong_format"
    WRONG_SHAPE = "wrong_shape"  # the right kind of file, with images of another size
    DAMAGED = "damaged"  # the right kind of file, with content that cannot be decoded
    TOO_LARGE = "too_large"
    NOT_AN_IMAGE = "not_an_image"
    EMPTY = "empty"
    COUNTS_DIFFER = "counts_differ"
    BAD_LABEL = "bad_label"
    OUT_OF_RANGE = "out_of_range"
    BAD_EXPRESSION = "bad_expression"  # a watch or a condition that cannot be read


class InputError(ValueError):
    """An input was refused; the session is as it was.

    Attributes:
        problem: what is wrong.
        name: the file's or the argument's name.
        facts: numbers for the sentence, by name, such as ``expected`` and ``actual``.
    """

    def __init__(self, problem: InputProblem, name: str, **facts: str | int | float) -> None:
        details = ", ".join(f"{key}={value}" for key, value in facts.items())
        super().__init__(f"{name}: {problem}" + (f" ({details})" if details else ""))
        self.problem = problem
        self.name = name
        self.facts = facts
