import torch

from lenet_gui.core.lenet import Net, summarize
from tests.core import oracle


def test_repr_is_the_tutorials():
    assert repr(Net()) == repr(oracle.Net())
    assert repr(Net()).startswith(
        "Net(\n  (conv1): Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1))"
    )


def test_output_has_the_bits_of_the_tutorials_forward():
    torch.manual_seed(3)
    theirs = oracle.Net()
    ours = Net()
    ours.load_state_dict(theirs.state_dict())
    x = torch.randn(5, 1, 32, 32)
    assert torch.equal(ours(x), theirs(x))


def test_parameters_have_the_ten_shapes_of_the_tutorial_and_61706_numbers():
    shapes = [tuple(p.shape) for p in Net().parameters()]
    assert shapes == [
        (6, 1, 5, 5), (6,), (16, 6, 5, 5), (16,), (120, 400), (120,), (84, 120), (84,), (10, 84),
        (10,),
    ]  # fmt: skip
    assert sum(layer.parameter_count for layer in summarize(Net())) == 61706


def test_summary_counts_multiply_adds_by_the_textbook():
    rows = {layer.name: layer for layer in summarize(Net())}
    assert rows["conv1"].multiply_adds == 28 * 28 * 6 * (1 * 5 * 5)
    assert rows["conv2"].multiply_adds == 10 * 10 * 16 * (6 * 5 * 5)
    assert [rows[name].multiply_adds for name in ("fc1", "fc2", "fc3")] == [
        400 * 120, 120 * 84, 84 * 10,
    ]  # fmt: skip


def test_summary_follows_the_image_from_32_by_32_to_ten_outputs():
    rows = [(layer.name, layer.kind, layer.output_shape) for layer in summarize(Net())]
    assert rows[0] == ("input", "", (1, 32, 32))
    assert rows[1:8] == [
        ("conv1", "Conv2d", (6, 28, 28)),
        ("relu1", "relu", (6, 28, 28)),
        ("pool1", "max_pool2d", (6, 14, 14)),
        ("conv2", "Conv2d", (16, 10, 10)),
        ("relu2", "relu", (16, 10, 10)),
        ("pool2", "max_pool2d", (16, 5, 5)),
        ("view", "view", (400,)),
    ]
    assert rows[-1] == ("fc3", "Linear", (10,))
