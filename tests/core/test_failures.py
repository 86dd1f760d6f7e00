"""PyTorch's texts of torch 2.13, recognised by how they begin."""

import pytest

from lenet_gui.core.errors import FailureKind, WarningKind, warning_kind
from lenet_gui.core.failures import explain
from lenet_gui.core.lenet import Net

STALE = (
    "one of the variables needed for gradient computation has been modified by an inplace "
    "operation: [torch.FloatTensor [{shape}]], which is output 0 of {node}, is at version 2; "
    "expected version 1 instead. Hint: enable anomaly detection to find the operation that failed "
    "to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False)."
)


@pytest.fixture(scope="module")
def parameters():
    return dict(Net().named_parameters())


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        ("84, 10", "fc3.weight.T"), ("120, 84", "fc2.weight.T"), ("400, 120", "fc1.weight.T"),
        ("16, 6, 5, 5", "conv2.weight"), ("10, 84", "fc3.weight"), ("1, 6, 28, 28", ""),
    ],
)  # fmt: skip
def test_layer_is_recognised_by_its_shape_or_its_turned_shape(parameters, shape, name):
    error = RuntimeError(STALE.format(shape=shape, node="AsStridedBackward0"))
    failure = explain(error, parameters)
    assert failure.kind is FailureKind.STALE_WEIGHTS
    assert dict(failure.facts) == {
        "shape": f"[{shape}]", "version": "2", "saved_version": "1", "parameter": name,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("error", "kind", "facts"),
    [
        (
            RuntimeError(
                "The differentiated Tensor at index 8 appears to not have been used in the graph. "
                "Set allow_unused=True if this is the desired behavior."
            ),
            FailureKind.NOT_IN_GRAPH,
            {"index": "8", "parameter": "fc3.weight"},
        ),
        (
            RuntimeError("shape '[-1, 400]' is invalid for input of size 256"),
            FailureKind.IMAGE_SIZE,
            {"expected": "400", "actual": "256", "parameter": "fc1.weight"},
        ),
        (
            RuntimeError(
                "Given groups=1, weight of size [6, 1, 5, 5], expected input[1, 3, 32, 32] to have "
                "1 channels, but got 3 channels instead"
            ),
            FailureKind.CHANNELS,
            {
                "shape": "[6, 1, 5, 5]", "input": "[1, 3, 32, 32]", "expected": "1", "actual": "3",
                "parameter": "conv1.weight",
            },
        ),
        (
            RuntimeError("Input type (unsigned char) and bias type (float) should be the same"),
            FailureKind.DTYPE,
            {"input": "unsigned char", "weight": "float"},
        ),
        (
            AttributeError("'NoneType' object has no attribute 'zero_'"),
            FailureKind.GRADIENT_NONE,
            {},
        ),
        (
            TypeError("unsupported operand type(s) for *: 'NoneType' and 'float'"),
            FailureKind.GRADIENT_NONE,
            {},
        ),
        (
            RuntimeError("0D or 1D target tensor expected, multi-target not supported"),
            FailureKind.TARGET_DIMENSIONS,
            {},
        ),
        (ValueError("nobody has seen this before"), FailureKind.OTHER, {}),
        (RuntimeError("not at its beginning: element 0 of tensors"), FailureKind.OTHER, {}),
    ],
)  # fmt: skip
def test_error_is_recognised_with_its_facts(parameters, error, kind, facts):
    failure = explain(error, parameters, ("fc3.bias",))
    assert failure.kind is kind
    assert dict(failure.facts) == facts
    assert failure.text == f"{type(error).__name__}: {error}"
    assert failure.written == ("fc3.bias",)


def test_frozen_parameters_are_named_where_there_is_no_graph():
    net = Net()
    net.fc3.weight.requires_grad_(False)
    error = RuntimeError("element 0 of tensors does not require grad and does not have a grad_fn")
    failure = explain(error, dict(net.named_parameters()))
    assert failure.kind is FailureKind.NO_GRAPH
    assert dict(failure.facts) == {"parameter": "fc3.weight"}


def test_warning_is_recognised_by_its_words_and_not_by_its_class():
    assert warning_kind("UserWarning: Using a target size (x)") is WarningKind.BROADCAST
    assert warning_kind("FutureWarning: Using a target size (x)") is WarningKind.BROADCAST
    assert warning_kind("UserWarning: look out: Using a target size (") is WarningKind.OTHER
    assert warning_kind("") is WarningKind.OTHER
