import inspect
import math
from dataclasses import fields

import pytest
import torch

from lenet_gui.core.optimizers import OPTIMIZERS, SGD, Adam, AdamW


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_defaults_are_those_of_torch_optim(kind):
    signature = inspect.signature(getattr(torch.optim, kind.__name__))
    for field in fields(kind):
        default = signature.parameters[field.name].default
        if (kind, field.name) == (SGD, "lr"):
            assert field.default == 0.01  # the tutorial's; torch has 0.001
        else:
            assert field.default == default


@pytest.mark.parametrize("kind", OPTIMIZERS)
@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_learning_rate_outside_pytorchs_range_is_refused(kind, bad):
    with pytest.raises(ValueError, match="lr"):
        kind(lr=bad)


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        (SGD, {"nesterov": True}),
        (SGD, {"nesterov": True, "momentum": 0.9, "dampening": 0.1}),
        (Adam, {"betas": (1.0, 0.999)}),
        (Adam, {"betas": (0.9, -0.1)}),
        (AdamW, {"eps": -1e-8}),
    ],
)
def test_what_pytorch_refuses_is_refused_here(kind, arguments):
    with pytest.raises(ValueError, match=r".+"):
        kind(**arguments)
    with pytest.raises(ValueError, match=r".+"):
        getattr(torch.optim, kind.__name__)([torch.zeros(1)], **arguments)


def test_line_names_what_differs_from_the_defaults():
    assert SGD().line() == "optimizer = optim.SGD(net.parameters(), lr=0.01)"
    assert Adam(lr=0.01, betas=(0.8, 0.99)).line() == (
        "optimizer = optim.Adam(net.parameters(), lr=0.01, betas=(0.8, 0.99))"
    )


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_line_runs_in_a_script_and_builds_the_same_optimizer(kind):
    spec = kind(weight_decay=0.25)
    scope = {"optim": torch.optim, "net": torch.nn.Linear(2, 2)}
    exec(spec.line(), scope)  # noqa: S102 - our own line, in a test
    group = scope["optimizer"].param_groups[0]
    assert type(scope["optimizer"]).__name__ == spec.name
    assert {name: group[name] for name in spec.arguments()} == spec.arguments()
