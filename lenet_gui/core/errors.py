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
    LEAF_IN_PLACE = "leaf_in_place"  # a parameter changed in place without no_grad
    VIEW_IN_PLACE = "view_in_place"  # the same through a slice or a view of it
    NO_GRAPH = "no_graph"  # backward from something that no graph lies behind
    NOT_SCALAR = "not_scalar"  # backward from several numbers without a vector
    NOT_IN_GRAPH = "not_in_graph"  # autograd.grad of a tensor that the graph does not reach
    FROZEN_ASKED = "frozen_asked"  # autograd.grad of a tensor that requires no gradient
    FLOAT_BACKWARD = "float_backward"  # loss.item().backward()
    IMAGE_SIZE = "image_size"  # the view does not fit, because the image is not 32 x 32
    CHANNELS = "channels"  # the first convolution takes one channel
    DIMENSIONS = "dimensions"  # the image lacks its channel
    DTYPE = "dtype"  # the input has another type than the weights
    SHAPES_DIFFER = "shapes_differ"  # output and target cannot even be broadcast
    TARGET_CLASS = "target_class"  # a class that there is no output for
    TARGET_COUNT = "target_count"  # not one target for each sample
    TARGET_DIMENSIONS = "target_dimensions"  # classes in a column, where a row is wanted
    TARGET_DTYPE = "target_dtype"  # classes as floats
    LOSS_CLASS = "loss_class"  # the arguments went to the constructor of the loss
    FLAG_OF_RESULT = "flag_of_result"  # requires_grad of a computed tensor
    RETAIN_WITHOUT_GRAPH = "retain_without_graph"  # retain_grad of a tensor without a graph
    NUMPY_OF_GRAPH = "numpy_of_graph"  # numpy() of a tensor that a graph lies behind
    COPY_OF_GRAPH = "copy_of_graph"  # deepcopy of one
    GRADIENT_SIZE = "gradient_size"  # a .grad of another shape than its parameter
    NOT_A_PARAMETER = "not_a_parameter"  # a computed tensor assigned where a parameter was
    NO_PARAMETERS = "no_parameters"  # an optimizer of an empty list
    NOT_A_LIST = "not_a_list"  # an optimizer of one tensor
    UNSCALED_TWICE = "unscaled_twice"  # scaler.unscale_ twice between two updates
    NOT_SCALED = "not_scaled"  # the scaler was not used before it was asked to step
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


class WarningKind(StrEnum):
    """What PyTorch warned of."""

    NON_LEAF_GRAD = "non_leaf_grad"  # .grad of a computed tensor was read
    EMPTY_GENERATOR = "empty_generator"  # clipping with an exhausted generator
    BROADCAST = "broadcast"  # the target has another shape than the output
    CREATE_GRAPH = "create_graph"  # parameters and gradients refer to each other
    SCHEDULER_FIRST = "scheduler_first"  # scheduler.step() before any optimizer.step()
    OTHER = "other"


_WARNINGS = {
    "The .grad attribute of a Tensor that is not a leaf Tensor": WarningKind.NON_LEAF_GRAD,
    "`parameters` is an empty generator": WarningKind.EMPTY_GENERATOR,
    "Using a target size (": WarningKind.BROADCAST,
    "Using backward() with create_graph=True": WarningKind.CREATE_GRAPH,
    "Detected call of `lr_scheduler.step()`": WarningKind.SCHEDULER_FIRST,
}


def warning_kind(text: str) -> WarningKind:
    """What a warning is about.

    Args:
        text: its class and its words, ``UserWarning: ...``.
    """
    words = text.partition(": ")[2]
    found = (kind for prefix, kind in _WARNINGS.items() if words.startswith(prefix))
    return next(found, WarningKind.OTHER)


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
    NOTHING_TO_SPLIT = "nothing_to_split"  # a batch of one image
    NEEDS_CLASSES = "needs_classes"  # ignored targets with a loss that takes no classes
    BAD_EXPRESSION = "bad_expression"  # a watch or a condition that cannot be read
    NO_SUCH_LAYER = "no_such_layer"  # a name that no layer's result has
    NO_SUCH_MOMENT = "no_such_moment"  # a call or a branch that the history does not have
    BRANCH_IN_USE = "branch_in_use"  # the branch that one is on, or the first, is to be dropped
    NEWER_VERSION = "newer_version"  # a session saved by a newer program
    CANNOT_WRITE = "cannot_write"  # the system refuses to write a file
    ON_NETWORK = "on_network"  # a session names a folder on another computer


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
