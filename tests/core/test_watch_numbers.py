"""Which number a watch is about, against what the watch itself is worth."""

import pytest

from lenet_gui.core.commands import Backward, ComputeLoss, Forward, LoadInput
from lenet_gui.core.explanation import Element, Inspect, Quantity
from lenet_gui.core.inputs import Digits
from lenet_gui.core.trainer import Trainer
from lenet_gui.core.watch_language import parse
from lenet_gui.core.watch_numbers import number_in
from lenet_gui.core.watches import SetWatches, Watch
from tests.snapshots import make_snapshot

Q = Quantity


def number(text: str, **changes) -> Element | None:
    snapshot = make_snapshot(computed=True, **changes)
    return number_in(parse(text, snapshot.watchable), snapshot)


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("conv1.bias.grad[0]", Element(Q.GRADIENT, "conv1.bias", (0,))),
        ("conv1.bias[-1]", Element(Q.PARAMETER, "conv1.bias", (5,))),
        ("conv2.weight[3][2, 1][4]", Element(Q.PARAMETER, "conv2.weight", (3, 2, 1, 4))),
        ("fc1.bias.grad[3:4].item()", Element(Q.GRADIENT, "fc1.bias", (3,))),
        ("abs(fc1.bias.grad[7]) > 1e-3", Element(Q.GRADIENT, "fc1.bias", (7,))),
        ("norm(fc1.bias.grad) > fc1.bias[7]", Element(Q.PARAMETER, "fc1.bias", (7,))),
        ("-loss", Element(Q.LOSS, "loss")),
        ("lr * 2 < loss and step > 3", Element(Q.LOSS, "loss")),
        ("output[0, 3]", Element(Q.ACTIVATION, "fc3", (0, 3))),
        ("pool1[0, 2, 3, 4]", Element(Q.ACTIVATION, "pool1", (0, 2, 3, 4))),
        ("input[0, 0, 5, 6]", Element(Q.ACTIVATION, "input", (0, 0, 5, 6))),
    ],
)  # fmt: skip
def test_first_indexed_name_is_the_number(text, element):
    assert number(text) == element


@pytest.mark.parametrize(
    "text",
    [
        "norm(conv1.weight.grad)", "conv1.bias", "conv1.weight[0]", "conv1.bias[9]", "lr", "step",
        "target[0, 1]", "version(conv1.bias)", "max(abs(conv1.weight))", "2 + 2", "accuracy",
        "conv1.bias[0:0]",
    ],
)  # fmt: skip
def test_expression_that_picks_no_single_entry_names_none(text):
    assert number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "conv2.weight.grad[15, -1, 2, 3]", "fc2.bias.grad[5]", "fc3.weight[-2, 7]", "loss",
        "output[2, 4]", "relu1[-1, 2, 10, 20]", "fc1[3, 119]", "input[1, 0, 16, 16]",
    ],
)  # fmt: skip
def test_number_that_is_explained_is_the_one_that_is_watched(text):
    trainer = Trainer()
    for call in (LoadInput(Digits(batch_size=4)), Forward(), ComputeLoss(), Backward()):
        trainer.apply(call)
    trainer.apply(SetWatches((Watch(text),)))
    snapshot = trainer.snapshot()
    element = number_in(parse(text, snapshot.watchable), snapshot)
    trainer.apply(Inspect(element))
    assert trainer.snapshot().inspection.explanation.number == float(snapshot.watches[0].value)
