"""PyTorch's errors recognised: from its text to facts that can be explained."""

import re
from collections.abc import Mapping

from torch import Tensor

from lenet_gui.core.errors import Failure, FailureKind

Facts = tuple[tuple[str, str], ...]

_PATTERNS: tuple[tuple[FailureKind, str], ...] = (
    (FailureKind.GRAPH_FREED, r"Trying to backward through the graph a second time"),
    (
        FailureKind.STALE_WEIGHTS,
        r"one of the variables needed for gradient computation has been modified by an inplace "
        r"operation: \[torch\.\w+ (?P<shape>\[[\d, ]*\])\].*"
        r"is at version (?P<version>\d+); expected version (?P<saved_version>\d+)",
    ),
    (
        FailureKind.VECTOR_SHAPE,
        r"Mismatch in shape: grad_output\[0\] has a shape of torch\.Size\((?P<vector>\[[\d, ]*\])\)"
        r" and output\[0\] has a shape of torch\.Size\((?P<output>\[[\d, ]*\])\)",
    ),
    (FailureKind.NOT_SCALAR, r"grad can be implicitly created only for scalar outputs"),
    (FailureKind.NO_GRAPH, r"element 0 of tensors does not require grad and does not have a"),
    (FailureKind.VIEW_IN_PLACE, r"a view of a leaf Variable that requires grad is being used in"),
    (FailureKind.LEAF_IN_PLACE, r"a leaf Variable that requires grad is being used in an in-"),
    (
        FailureKind.NOT_IN_GRAPH,
        r"The differentiated Tensor at index (?P<index>\d+) appears to not have been used",
    ),
    (FailureKind.FROZEN_ASKED, r"One of the differentiated Tensors does not require grad"),
    (FailureKind.GRADIENT_NONE, r"'NoneType' object has no attribute '(data|zero_|fill_)'"),
    (FailureKind.GRADIENT_NONE, r"unsupported operand type\(s\) for \*: .*'NoneType'"),
    (FailureKind.FLOAT_BACKWARD, r"'float' object has no attribute 'backward'"),
    (
        FailureKind.IMAGE_SIZE,
        r"shape '\[-1, (?P<expected>\d+)\]' is invalid for input of size (?P<actual>\d+)",
    ),
    (
        FailureKind.CHANNELS,
        r"Given groups=1, weight of size (?P<shape>\[[\d, ]*\]), expected input(?P<input>\[.*?\]) "
        r"to have (?P<expected>\d+) channels, but got (?P<actual>\d+) channels",
    ),
    (
        FailureKind.DIMENSIONS,
        r"Expected 3D \(unbatched\) or 4D \(batched\) input to conv2d, but got input of size: "
        r"(?P<input>\[.*?\])",
    ),
    (
        FailureKind.DTYPE,
        r"Input type \((?P<input>[^)]*)\) and bias type \((?P<weight>[^)]*)\) should be the same",
    ),
    (
        FailureKind.SHAPES_DIFFER,
        r"The size of tensor a \((?P<output>\d+)\) must match the size of tensor b "
        r"\((?P<target>\d+)\)",
    ),
    (FailureKind.TARGET_CLASS, r"Target (?P<actual>-?\d+) is out of bounds"),
    (
        FailureKind.TARGET_COUNT,
        r"Expected input batch_size \((?P<output>\d+)\) to match target batch_size "
        r"\((?P<target>\d+)\)",
    ),
    (FailureKind.TARGET_DIMENSIONS, r"0D or 1D target tensor expected, multi-target not"),
    (
        FailureKind.TARGET_DTYPE,
        r"expected target dtype to be Long or Byte, but got (?P<actual>\w+)",
    ),
    (FailureKind.LOSS_CLASS, r"Boolean value of Tensor with more than one value is ambiguous"),
    (FailureKind.FLAG_OF_RESULT, r"you can only change requires_grad flags of leaf variables"),
    (FailureKind.RETAIN_WITHOUT_GRAPH, r"can't retain_grad on Tensor that has requires_grad=False"),
    (FailureKind.NUMPY_OF_GRAPH, r"Can't call numpy\(\) on Tensor that requires grad"),
    (FailureKind.COPY_OF_GRAPH, r"Only Tensors created explicitly by the user \(graph leaves\)"),
    (
        FailureKind.GRADIENT_SIZE,
        r"attempting to assign a gradient of size '(?P<actual>\[.*?\])' to a tensor of size "
        r"'(?P<shape>\[.*?\])'",
    ),
    (
        FailureKind.NOT_A_PARAMETER,
        r"cannot assign '(?P<actual>[\w.]+)' as parameter '(?P<key>\w+)'",
    ),
    (FailureKind.NO_PARAMETERS, r"optimizer got an empty parameter list"),
    (
        FailureKind.NOT_A_LIST,
        r"params argument given to the optimizer should be an iterable .* but got (?P<actual>\S+)",
    ),
    (FailureKind.UNSCALED_TWICE, r"unscale_\(\) has already been called on this optimizer"),
    (FailureKind.NOT_SCALED, r"Attempted (step|unscale_) but _scale is None"),
    (FailureKind.NOT_SCALED, r"No inf checks were recorded for this optimizer"),
)
"""How each error begins, and the facts in it, on torch 2.13."""

_COMPILED = tuple((kind, re.compile(pattern, re.DOTALL)) for kind, pattern in _PATTERNS)


def name_error(kind: FailureKind, variable: str) -> Failure:
    """What Python says of a name that nothing has been assigned to yet."""
    return Failure(kind, f"NameError: name '{variable}' is not defined")


def explain(
    error: Exception,
    parameters: Mapping[str, Tensor],
    written: tuple[str, ...] = (),
    facts: Facts = (),
) -> Failure:
    """The facts behind `error`, which PyTorch raised.

    Args:
        error: the exception.
        parameters: the network's parameters by name, to find the one that is meant.
        written: the parameters whose ``.grad`` the call had changed before it failed.
        facts: what the caller knows besides.
    """
    message = str(error)
    text = f"{type(error).__name__}: {message}"
    for kind, pattern in _COMPILED:
        if found := pattern.match(message):
            known = {key: value for key, value in found.groupdict().items() if value is not None}
            known |= _subject(kind, known, parameters)
            return Failure(kind, text, written, (*known.items(), *facts))
    return Failure(FailureKind.OTHER, text, written, facts)


def _subject(
    kind: FailureKind, facts: Mapping[str, str], parameters: Mapping[str, Tensor]
) -> dict[str, str]:
    """The parameter that PyTorch speaks of without its name."""
    match kind:
        case FailureKind.STALE_WEIGHTS | FailureKind.CHANNELS:
            return {"parameter": _parameter_of_shape(facts["shape"], parameters)}
        case FailureKind.IMAGE_SIZE:
            wide = int(facts["expected"])
            names = [n for n, p in parameters.items() if p.dim() == 2 and p.shape[1] == wide]
            return {"parameter": names[0] if names else ""}
        case FailureKind.NOT_IN_GRAPH:
            names, index = list(parameters), int(facts["index"])
            return {"parameter": names[index] if index < len(names) else ""}
        case FailureKind.NO_GRAPH | FailureKind.FROZEN_ASKED:
            frozen = [name for name, p in parameters.items() if not p.requires_grad]
            return {"parameter": ", ".join(frozen)}
    return {}


def _parameter_of_shape(shape: str, parameters: Mapping[str, Tensor]) -> str:
    """The parameter that PyTorch means by `shape`: a linear layer saves its weight transposed."""
    wanted = [int(number) for number in shape.strip("[]").split(",") if number.strip()]
    for name, parameter in parameters.items():
        if list(parameter.shape) == wanted:
            return name
        if parameter.dim() == 2 and list(parameter.shape)[::-1] == wanted:
            return f"{name}.T"
    return ""
