import pytest

from lenet_gui.gui.graph.classes import meaning
from lenet_gui.gui.graph.overview import chain
from lenet_gui.gui.graph.surprise import surprise
from tests.graphs import graph, lenet, two_losses

CLASSES = [
    "MseLossBackward0", "AddmmBackward0", "TBackward0", "ReluBackward0",
    "MaxPool2DWithIndicesBackward0", "ViewBackward0", "ConvolutionBackward0",
    "LogSoftmaxBackward0", "NllLossBackward0", "DivBackward0", "AddBackward0", "MulBackward0",
    "SelectBackward0", "UnsqueezeBackward0", "AccumulateGrad",
]  # fmt: skip


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_of_lenet_has_a_meaning_of_its_own(name):
    assert meaning(name) != meaning("SinBackward0")


def test_class_that_is_not_known_is_explained_in_general():
    assert "rule" in meaning("SinBackward0")


def test_chain_reads_as_the_tutorial_prints_it():
    assert chain(graph()) == (
        "loss ← MseLoss ← Addmm ← Relu ← Addmm ← Relu ← Addmm ← View ← MaxPool2DWithIndices ← Relu "
        "← Convolution ← MaxPool2DWithIndices ← Relu ← Convolution ← input"
    )


def test_surprise_leads_to_the_account_of_the_bias_and_not_to_the_relu():
    made = graph()
    stops = surprise(made)
    assert [made.nodes[stop.node].path for stop in stops] == [
        "loss.grad_fn",
        "loss.grad_fn.next_functions[0][0]",
        "loss.grad_fn.next_functions[0][0].next_functions[0][0]",
    ]
    assert "AccumulateGrad of fc3.bias, not Relu" in stops[-1].words
    assert "next_functions[1][0]" in stops[-1].words


def test_surprise_of_cross_entropy_goes_by_the_output_too():
    made = graph(lenet(classes=True))
    assert made.nodes[surprise(made)[-1].node].variable == "fc3.bias"


def test_output_and_sum_of_losses_surprise_nobody():
    assert surprise(graph(lenet().followers[0], "output")) == ()
    assert surprise(graph(two_losses())) == ()
