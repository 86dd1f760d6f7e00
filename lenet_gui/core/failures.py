"""PyTorch's errors recognised: from its text to facts that can be explained."""

import re
from collections.abc import Mapping

from torch import Tensor

from lenet_gui.core.errors import Failure, FailureKind

_STALE = re.compile(
    r"modified by an inplace operation: \[torch\.\w+ \[([\d, ]*)\]\].*"
    r"is at version (\d+); expected version (\d+)"
)
_VECTOR = re.compile(
    r"Mismatch in shape: grad_output\[0\] has a shape of torch\.Size\((\[[\d, ]*\])\) "
    r"and output\[0\] has a shape of torch\.Size\((\[[\d, ]*\])\)"
)


def name_error(kind: FailureKind, variable: str) -> Failure:
    """What Python says of a name that nothing has been assigned to yet."""
    return Failure(kind, f"NameError: name '{variable}' is not defined")


def explain(
    error: Exception, parameters: Mapping[str, Tensor], written: tuple[str, ...] = ()
) -> Failure:
    """The facts behind `error`, which PyTorch raised.

    Args:
        error: the exception.
        parameters: the network's parameters by name, to find the one that was changed in place.
        written: the parameters whose ``.grad`` the call had changed before it failed.
    """
    message = str(error)
    text = f"{type(error).__name__}: {message}"
    if message.startswith("Trying to backward through the graph a second time"):
        return Failure(FailureKind.GRAPH_FREED, text, written)
    if found := _STALE.search(message):
        shape, now, saved = found.groups()
        facts = (
            ("shape", f"[{shape}]"),
            ("saved_version", saved),
            ("version", now),
            ("parameter", _parameter_of_shape(shape, parameters)),
        )
        return Failure(FailureKind.STALE_WEIGHTS, text, written, facts)
    if found := _VECTOR.search(message):
        vector, output = found.groups()
        return Failure(
            FailureKind.VECTOR_SHAPE, text, written, (("vector", vector), ("output", output))
        )
    if "'NoneType' object has no attribute 'data'" in message:
        return Failure(FailureKind.GRADIENT_NONE, text, written)
    return Failure(FailureKind.OTHER, text, written)


def _parameter_of_shape(shape: str, parameters: Mapping[str, Tensor]) -> str:
    """The parameter that PyTorch means by `shape`: a linear layer saves its weight transposed."""
    wanted = [int(number) for number in shape.split(",") if number.strip()]
    for name, parameter in parameters.items():
        if list(parameter.shape) == wanted:
            return name
        if parameter.dim() == 2 and list(parameter.shape)[::-1] == wanted:
            return f"{name}.T"
    return ""
