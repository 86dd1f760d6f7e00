"""Results of layers that keep their gradient for who looks on, and what does not change by it."""

import gc
import weakref

import pytest
import torch
from torch import nn

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ComputeLoss,
    Forward,
    NextBatch,
    OptimizerStep,
    ShowSample,
    ZeroGrad,
)
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.graph import Retained
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.timeline import GoTo, Moment
from lenet_gui.core.trace import RetainGrad
from lenet_gui.core.trainer import Trainer
from tests.core import oracle
from tests.core.same import differences

F, L, B, Z = Forward(), ComputeLoss(), Backward(), ZeroGrad()
KEEP = Backward(retain_graph=True)
LAYERS = (
    "conv1", "relu1", "pool1", "conv2", "relu2", "pool2", "view", "fc1", "relu3", "fc2", "relu4",
    "fc3",
)  # fmt: skip
ALL = RetainGrad(frozenset(LAYERS))
ONE = RetainGrad(frozenset({"relu1"}))


def trainer_after(*calls, source=None):
    trainer = Trainer(source=source)
    for command in calls:
        trainer.apply(command)
    return trainer


def fate(trainer, name="relu1"):
    return trainer.snapshot().graph.retained[name]


def test_gradients_are_those_of_retain_grad_in_a_script():
    trainer = trainer_after(ALL, F, L, source=Digits(batch_size=4))
    trainer.apply(ShowSample(3))
    data = trainer.state.feed.batch
    net = oracle.Net()
    net.load_state_dict({n: p.detach().clone() for n, p in trainer.parameters.items()})
    conv1 = net.conv1(data.images)
    relu1 = nn.functional.relu(conv1)
    pool1 = nn.functional.max_pool2d(relu1, 2)
    conv2 = net.conv2(pool1)
    relu2 = nn.functional.relu(conv2)
    pool2 = nn.functional.max_pool2d(relu2, 2)
    view = pool2.view(-1, 400)
    fc1 = net.fc1(view)
    relu3 = nn.functional.relu(fc1)
    fc2 = net.fc2(relu3)
    relu4 = nn.functional.relu(fc2)
    fc3 = net.fc3(relu4)
    script = dict(
        zip(
            LAYERS,
            (conv1, relu1, pool1, conv2, relu2, pool2, view, fc1, relu3, fc2, relu4, fc3),
            strict=True,
        )
    )
    for result in script.values():
        result.retain_grad()
    nn.MSELoss()(fc3, data.target).backward()
    trainer.apply(B)
    snapshot = trainer.snapshot()
    assert list(snapshot.retained) == list(LAYERS)
    for name, result in script.items():
        assert snapshot.retained[name].tobytes() == result.grad[3].contiguous().numpy().tobytes()
        assert snapshot.graph.retained[name] is Retained.FILLED


@pytest.mark.parametrize("batch", [1, 4])
@pytest.mark.parametrize(
    "calls", [(F, L, B), (F, L, KEEP, B), (F, BackwardOutput(), F, L, B)], ids=len
)
def test_nothing_else_changes(batch, calls):
    calls = (*calls, OptimizerStep())
    retaining = trainer_after(ALL, *calls, source=Digits(batch_size=batch)).snapshot()
    alone = trainer_after(*calls, source=Digits(batch_size=batch)).snapshot()
    allowed = (".retained", ".graph.retained")
    found = [d for d in differences(alone, retaining) if not d.startswith(allowed)]
    found = [d for d in found if ".hooks" not in d]
    assert not found
    assert retaining.retained


def test_wish_waits_for_a_forward_and_holds_for_each():
    trainer = trainer_after(ONE)
    assert fate(trainer) is Retained.WAITS
    trainer.apply(F)
    assert fate(trainer) is Retained.SET
    trainer.apply(L)
    trainer.apply(B)
    assert fate(trainer) is Retained.FILLED
    trainer.apply(F)
    assert fate(trainer) is Retained.SET
    assert not trainer.snapshot().retained


def test_forward_that_nobody_looked_at_leaves_the_wish_waiting():
    trainer = trainer_after(ONE)
    trainer.apply(F, measured=False)
    assert fate(trainer) is Retained.WAITS
    trainer.apply(RetainGrad(frozenset({"fc3"})))  # the output is at hand all the same
    assert fate(trainer, "fc3") is Retained.SET


def test_live_graph_retains_at_once():
    trainer = trainer_after(F, L, ONE)
    assert fate(trainer) is Retained.SET
    trainer.apply(B)
    assert fate(trainer) is Retained.FILLED


def test_after_backward_it_is_too_late_until_the_next_forward():
    trainer = trainer_after(F, L, B, ONE)
    assert fate(trainer) is Retained.TOO_LATE
    assert not trainer.state.results["relu1"].retains_grad
    trainer.apply(Z)
    assert fate(trainer) is Retained.TOO_LATE
    trainer.apply(F)
    assert fate(trainer) is Retained.SET


def test_graph_that_was_retained_can_still_fill_it():
    trainer = trainer_after(F, L, KEEP, ONE)
    assert fate(trainer) is Retained.SET
    trainer.apply(B)
    assert fate(trainer) is Retained.FILLED


@pytest.mark.parametrize("mistake", [Mistake.DETACH, Mistake.FORWARD_NO_GRAD])
def test_result_without_a_graph_can_retain_nothing(mistake):
    assert fate(trainer_after(ALL, Misuse(mistake))) is Retained.NO_GRAPH


def test_image_without_a_batch_has_its_gradient_whole():
    trainer = trainer_after(ALL, Misuse(Mistake.NO_BATCH), L, B)
    found = trainer.snapshot().retained
    assert found["conv1"].shape == (6, 28, 28)
    assert found["fc3"].shape == (10,)
    results = trainer.state.results
    assert found["conv1"].tobytes() == results["conv1"].grad.numpy().tobytes()


def test_going_back_makes_the_results_keep_their_gradient():
    trainer = trainer_after(F, L, B, ONE)
    assert fate(trainer) is Retained.TOO_LATE
    trainer.apply(GoTo(Moment(0, 3)))
    assert fate(trainer) is Retained.FILLED
    expected = trainer_after(ONE, F, L, B).snapshot().retained["relu1"]
    assert trainer.snapshot().retained["relu1"].tobytes() == expected.tobytes()


def test_wish_survives_batches_and_is_no_call():
    trainer = trainer_after(ONE, source=Digits(batch_size=2))
    assert trainer.now == Moment(0, 0)
    for command in (NextBatch(), F, L, B):
        trainer.apply(command)
    assert fate(trainer) is Retained.FILLED
    trainer.apply(RetainGrad())
    assert not trainer.snapshot().graph.retained
    assert not trainer.snapshot().retained


@pytest.mark.parametrize("name", ["input", "relu9", "", "fc3.weight"])
def test_unknown_layer_is_refused_with_the_known_ones(name):
    trainer = trainer_after(ONE, F)
    before = trainer.snapshot()
    with pytest.raises(InputError) as refused:
        trainer.apply(RetainGrad(frozenset({"relu1", name})))
    assert refused.value.problem is InputProblem.NO_SUCH_LAYER
    assert refused.value.name == name
    assert refused.value.facts["expected"] == ", ".join(LAYERS)
    assert not differences(before, trainer.snapshot())


def test_second_backward_adds_in_the_results_account_too():
    trainer = trainer_after(ONE, F, L, KEEP)
    once = torch.tensor(trainer.snapshot().retained["relu1"])
    trainer.apply(B)
    assert torch.equal(torch.tensor(trainer.snapshot().retained["relu1"]), once + once)


@pytest.mark.parametrize(
    "calls",
    [
        (F, Misuse(Mistake.READ_OUTPUT_GRAD)),
        (F, L, B, Misuse(Mistake.READ_OUTPUT_GRAD)),
        (F, Misuse(Mistake.RETAIN_GRAD), L, B, Misuse(Mistake.READ_OUTPUT_GRAD)),
        (F, L, B, Misuse(Mistake.RETAIN_GRAD)),
        (F, L, KEEP, Misuse(Mistake.RETAIN_GRAD), Misuse(Mistake.RETAIN_GRAD)),
        (F, L, KEEP, Misuse(Mistake.RETAIN_GRAD), B, Misuse(Mistake.RETAIN_GRAD)),
        (F, Misuse(Mistake.RETAIN_GRAD), L, B, Misuse(Mistake.RETAIN_GRAD)),
        (Misuse(Mistake.DETACH), Misuse(Mistake.READ_OUTPUT_GRAD)),
    ],
)
def test_no_call_notices_the_wish(calls):
    retaining, alone = trainer_after(ALL), trainer_after()
    assert [retaining.apply(c) for c in calls] == [alone.apply(c) for c in calls]


def test_asking_late_is_asking_anew():
    trainer = trainer_after(ALL, F, L, KEEP, Misuse(Mistake.RETAIN_GRAD))
    assert fate(trainer, "fc3") is Retained.SET
    trainer.apply(B)
    assert fate(trainer, "fc3") is Retained.FILLED


@pytest.mark.parametrize("before", [(), (F,)], ids=["last output", "older output"])
def test_gradients_with_a_graph_of_their_own_keep_no_results_alive(before):
    trainer = trainer_after(ALL, F, L)
    results = [weakref.ref(result) for result in trainer.state.results.values()]
    gc.disable()
    try:
        for command in (*before, Misuse(Mistake.CREATE_GRAPH), Z, F, L):
            trainer.apply(command)
        assert [result() for result in results] == [None] * len(LAYERS)
    finally:
        gc.enable()
