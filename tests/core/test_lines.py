import pytest
import torch
from torch import nn, optim

from lenet_gui.core import commands as c
from lenet_gui.core.accumulation import AccumulationPlan, BenchAccumulation
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.inputs import Digits, IdxFolder, Picture, RandomImage
from lenet_gui.core.lines import pytorch_line
from tests.core import oracle

RUNNABLE = [
    c.ZeroGrad(), c.ZeroGrad(set_to_none=False, of=c.ZeroGradOf.OPTIMIZER), c.Forward(),
    c.ComputeLoss(), c.BackwardOutput(retain_graph=True),
    c.BackwardOutput(vector=(1.0,) * 10, retain_graph=True), c.Backward(retain_graph=True),
    c.OptimizerStep(), c.OptimizerStep(c.UpdateRule.MANUAL), c.SetOptimizer(),
    c.SetLoss(c.LossKind.CROSS_ENTROPY), c.SetThreads(1), c.Forward(), c.ComputeLoss(),
    c.Backward(),
]  # fmt: skip


def test_lines_of_a_session_run_as_a_script_one_after_the_other():
    start = oracle.tutorial()
    scope = {
        "torch": torch, "nn": nn, "optim": optim, "net": start.net, "input": start.x,
        "target": start.y, "criterion": nn.MSELoss(), "learning_rate": 0.01,
        "optimizer": optim.SGD(start.net.parameters(), lr=0.01),
    }  # fmt: skip
    for command in RUNNABLE:
        exec(pytorch_line(command), scope)  # noqa: S102 - our own lines, in a test
    assert scope["loss"].grad_fn is not None
    assert all(p.grad is not None for p in start.net.parameters())


def test_random_inputs_line_draws_what_the_trainer_draws():
    torch.manual_seed(0)
    oracle.Net()
    scope = {"torch": torch}
    exec(pytorch_line(c.LoadInput(RandomImage())), scope)  # noqa: S102
    assert torch.equal(scope["input"], oracle.tutorial(0).x)


@pytest.mark.parametrize(
    "command",
    [
        c.NextBatch(), c.Evaluate(), c.ShowSample(1), c.SetDevice("cpu"), c.Reset(3), c.Reset(),
        c.CompareZeroGrad(), c.LoadInput(Digits()), c.LoadInput(Digits(index=3)),
        c.LoadInput(IdxFolder("a b")), c.LoadInput(IdxFolder("x", index=2)),
        c.LoadInput(Picture(bytes(1024), 3)), BenchAccumulation(AccumulationPlan((8, 8))),
    ],
    ids=lambda command: type(command).__name__,
)  # fmt: skip
def test_every_other_command_has_a_line_that_parses(command):
    line = pytorch_line(command)
    compile(line, "line", "exec")
    assert line


@pytest.mark.parametrize("on", [True, False])
def test_counting_flats_is_a_remark(on):
    assert pytorch_line(ShowFlats(on)).startswith("# ")
    assert ("not" in pytorch_line(ShowFlats(on))) is not on


def test_every_command_has_a_line():
    kinds = {k for k in vars(c).values() if isinstance(k, type) and issubclass(k, c.Command)}
    kinds -= {c.Command}
    assert kinds
    for kind in kinds:
        assert pytorch_line(kind())
