"""A backward written down node by node is the one that PyTorch runs when nobody looks."""

import weakref

import numpy as np
import pytest
import torch
from torch import nn
from torch.autograd.graph import get_gradient_edge

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ComputeLoss,
    Forward,
    LossKind,
    OptimizerStep,
    Reset,
    SetLoss,
    ShowSample,
    ZeroGrad,
)
from lenet_gui.core.errors import CallError, FailureKind
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.timeline import GoTo, Moment
from lenet_gui.core.trace import TraceBackward
from lenet_gui.core.trainer import Trainer
from tests.core import oracle
from tests.core.same import differences

F, L, B, S, Z = Forward(), ComputeLoss(), Backward(), OptimizerStep(), ZeroGrad()
KEEP = Backward(retain_graph=True)
STAGES = (
    "conv1", "relu1", "pool1", "conv2", "relu2", "pool2", "view", "fc1", "relu3", "fc2", "relu4",
    "fc3",
)  # fmt: skip


def traced(*calls, source=None):
    trainer = Trainer(source=source)
    trainer.apply(TraceBackward())
    for command in calls:
        try:
            trainer.apply(command)
        except CallError:
            assert command is calls[-1]
    return trainer


def plain(trainer):
    """The same network in plain PyTorch, and each intermediate result of its forward."""
    net = oracle.Net()
    values = {name: p.detach().clone() for name, p in trainer.parameters.items()}
    net.load_state_dict(values)
    x, found = trainer.state.feed.batch.images, {}
    for name in STAGES:
        kind = name.rstrip("0123456789")
        if kind == "relu":
            x = nn.functional.relu(x)
        elif kind == "pool":
            x = nn.functional.max_pool2d(x, 2)
        elif kind == "view":
            x = x.view(-1, 400)
        else:
            x = getattr(net, name)(x)
        found[name] = x
    return net, found


def bits(array):
    return np.ascontiguousarray(array, np.float32).tobytes()


def hold(trainer, root, vector, net, stages, sample):
    """Compare a trace with `torch.autograd.grad` on a plain network."""
    trace = trainer.snapshot().trace
    leaves = dict(net.named_parameters())
    wanted = {**stages, **leaves}
    known = dict(
        zip(
            wanted,
            torch.autograd.grad(root, list(wanted.values()), vector, retain_graph=True),
            strict=True,
        )
    )
    seen = set()
    for visit in trace.visits:
        node = trace.graph.nodes[visit.node]
        if node.variable:
            (flow,) = visit.incoming
            expected = known[node.variable]
            assert flow.sample is None
        elif node.stage in stages and node.name != "TBackward0":
            (flow,) = visit.incoming
            assert flow.sample == sample
            expected = known[node.stage]
        else:
            continue
        seen.add(node.variable or node.stage)
        assert flow.shape == tuple(expected.shape)
        assert flow.norm == pytest.approx(float(expected.double().norm()), rel=1e-12)
        assert flow.zeros == int((expected == 0).sum())
        assert flow.non_finite == 0
        shown = expected if flow.sample is None else expected[flow.sample]
        assert bits(flow.values) == bits(shown.numpy())
        assert not flow.values.flags.writeable
    assert seen == set(wanted)
    return trace


@pytest.mark.parametrize("batch", [1, 4])
@pytest.mark.parametrize("kind", [LossKind.MSE, LossKind.CROSS_ENTROPY])
def test_gradient_at_every_stage_is_that_of_autograd_grad(kind, batch):
    trainer = traced(SetLoss(kind), ShowSample(batch - 1), F, L, source=Digits(batch_size=batch))
    net, stages = plain(trainer)
    data = trainer.state.feed.batch
    target = data.labels if kind is LossKind.CROSS_ENTROPY else data.target
    loss = getattr(nn, kind.value)()(stages["fc3"], target)
    trainer.apply(B)
    trace = hold(trainer, loss, None, net, stages, batch - 1)
    assert trace.failed is None
    assert {visit.node for visit in trace.visits} == set(range(len(trace.graph.nodes)))


@pytest.mark.parametrize("batch", [1, 4])
def test_backward_of_the_output_starts_with_the_vector(batch):
    trainer = traced(F, source=Digits(batch_size=batch))
    net, stages = plain(trainer)
    vector = torch.randn((batch, 10), generator=torch.Generator().manual_seed(5))
    trainer.apply(BackwardOutput(seed=5))
    trace = hold(trainer, stages["fc3"], vector, net, stages, 0)
    assert trace.graph.root == "output"
    assert bits(trace.visits[0].incoming[0].values) == bits(vector[0].numpy())


def accounts(trainer):
    return {
        name: (bits(p.grad.detach().numpy()), p.grad._version, p.grad.requires_grad)
        for name, p in trainer.parameters.items() if p.grad is not None
    }  # fmt: skip


SEQUENCES = {
    "once": (F, L, B),
    "accumulated": (F, L, KEEP, B, F, L, B),
    "into zeros": (F, L, B, ZeroGrad(set_to_none=False), F, L, B),
    "of the output": (F, BackwardOutput(), F, L, B),
    "create_graph": (F, L, Misuse(Mistake.CREATE_GRAPH)),
    "sum": (F, L, F, Misuse(Mistake.ADD_LOSS), B),
    "hooked": (Misuse(Mistake.HOOK), F, L, B),
    "frozen": (Misuse(Mistake.FREEZE), F, L, B),
    "scaled": (F, L, Misuse(Mistake.SCALED_BACKWARD)),
    "overflow": (F, L, Misuse(Mistake.OVERFLOW)),
    "unbatched": (Misuse(Mistake.NO_BATCH), L, B),
    "failed in the middle": (F, L, KEEP, S, B),
    "steps": (F, L, B, S, F, L, B, S),
}


@pytest.mark.parametrize("calls", SEQUENCES.values(), ids=SEQUENCES)
def test_tracing_changes_no_bit_of_a_gradient_nor_of_what_is_said(calls):
    looked, alone = traced(*calls), Trainer()
    for command in calls:
        try:
            alone.apply(command)
        except CallError:
            assert command is calls[-1]
    assert accounts(looked) == accounts(alone)
    assert looked.snapshot().trace is not None
    one, other = looked.snapshot(), alone.snapshot()
    apart = [d for d in differences(one, other) if not d.startswith((".trace", ".tracing"))]
    assert not apart


@pytest.mark.parametrize("others", [True, False], ids=["the ledger's hooks", "no other hooks"])
def test_account_takes_a_gradient_over_or_adds_to_it_as_it_does_alone(others, monkeypatch):
    found = []
    for on in (False, True):
        trainer = Trainer()
        trainer.apply(TraceBackward(on))
        if not others:
            capture = trainer.state.ledger.capture
            monkeypatch.setattr(
                trainer.state.ledger, "capture", lambda c=capture, **_: c(always=False)
            )
        memory = {}
        nodes = {n: get_gradient_edge(p).node for n, p in trainer.parameters.items()}
        for name, node in nodes.items():
            node.register_prehook(lambda g, name=name, m=memory: m.update({name: g[0].data_ptr()}))
        for command in (F, L, KEEP):
            trainer.apply(command)
        first = {name: p.grad for name, p in trainer.parameters.items()}
        taken_over = [memory[name] == gradient.data_ptr() for name, gradient in first.items()]
        versions = [gradient._version for gradient in first.values()]
        trainer.apply(B)
        same = [p.grad is first[name] for name, p in trainer.parameters.items()]
        later = [p.grad._version for p in trainer.parameters.values()]
        found.append((taken_over, versions, same, later))
    assert found[0] == found[1]
    assert any(found[0][0]) != others  # who keeps a gradient has it copied


def test_deposit_is_told_with_the_account_before_and_after():
    trainer = traced(F, L, B)
    first = {v.deposit.parameter: v.deposit for v in trainer.snapshot().trace.visits if v.deposit}
    norms = {n: float(p.grad.double().norm()) for n, p in trainer.parameters.items()}
    assert set(first) == set(norms)
    for name, deposit in first.items():
        assert deposit.before is None
        assert deposit.added == pytest.approx(norms[name], rel=1e-12)
        assert deposit.after == pytest.approx(norms[name], rel=1e-12)
    for command in (F, L, B):
        trainer.apply(command)
    for visit in trainer.snapshot().trace.visits:
        if deposit := visit.deposit:
            total = float(trainer.parameters[deposit.parameter].grad.double().norm())
            assert deposit.before == pytest.approx(norms[deposit.parameter], rel=1e-12)
            assert deposit.added == pytest.approx(norms[deposit.parameter], rel=1e-12)
            assert deposit.after == pytest.approx(total, rel=1e-12)
            assert deposit.after == pytest.approx(2 * deposit.before, rel=1e-12)


def test_what_leaves_a_node_is_what_comes_into_the_next():
    trace = traced(F, L, B).snapshot().trace
    arrived = {visit.node: visit.incoming[0] for visit in trace.visits}
    for visit in trace.visits:
        followers = trace.graph.nodes[visit.node].followers
        assert len(visit.outgoing) == len(followers)
        for flow, follower in zip(visit.outgoing, followers, strict=True):
            assert (flow is None) == (follower is None)
            if flow is not None:
                assert flow.shape == arrived[follower].shape == trace.graph.nodes[follower].shape
                assert bits(flow.values) == bits(arrived[follower].values)


def test_freed_graph_fails_at_its_first_node():
    trainer = traced(F, L, B, B)
    trace = trainer.snapshot().trace
    assert (trace.failed, trace.visits) == (0, ())
    assert trainer.state.last.failure.kind is FailureKind.GRAPH_FREED


def test_stale_graph_fails_at_the_stale_node_after_the_deposits_before_it():
    trainer = traced(F, L)
    with torch.no_grad():
        trainer.parameters["conv2.weight"].mul_(2)
    with pytest.raises(CallError) as failed:
        trainer.apply(B)
    trace = trainer.snapshot().trace
    node = trace.graph.nodes[trace.failed]
    assert (node.name, node.stage) == ("ConvolutionBackward0", "conv2")
    told = tuple(visit.deposit.parameter for visit in trace.visits if visit.deposit)
    assert sorted(told) == sorted(failed.value.failure.written)
    assert sorted(told) == [
        "fc1.bias", "fc1.weight", "fc2.bias", "fc2.weight", "fc3.bias", "fc3.weight",
    ]  # fmt: skip


def test_backward_that_is_refused_before_it_begins_fails_at_no_node():
    trace = traced(F, Misuse(Mistake.WRONG_VECTOR)).snapshot().trace
    assert (trace.failed, trace.visits) == (None, ())


def test_scaled_loss_is_named_as_in_the_script():
    trace = traced(F, L, Misuse(Mistake.SCALED_BACKWARD)).snapshot().trace
    scaled, loss = trace.graph.nodes[:2]
    assert (scaled.name, scaled.path) == ("MulBackward0", "scaler.scale(loss).grad_fn")
    assert scaled.line == "scaler.scale(loss).backward()"
    assert (loss.name, loss.line) == ("MseLossBackward0", "loss = criterion(output, target)")
    twice = traced(F, L, Misuse(Mistake.OVERFLOW)).snapshot().trace.graph.nodes
    assert [node.line for node in twice[:3]] == [
        *["scaler.scale(loss * 1e38).backward()"] * 2, "loss = criterion(output, target)",
    ]  # fmt: skip


def test_trace_shows_the_ledgers_hooks_that_are_there_during_a_backward_alone():
    trainer = traced(F, L, B)
    edges = {n.variable: [hook.of for hook in n.hooks] for n in
             trainer.snapshot().trace.graph.nodes if n.variable}  # fmt: skip
    assert set(edges) == set(trainer.parameters)
    assert all(owners == ["ledger"] for owners in edges.values())
    assert not any(node.hooks for node in trainer.snapshot().graph.nodes)


def test_trace_stays_until_the_next_backward_or_start():
    trainer = traced(F, L, B)
    trace = trainer.snapshot().trace
    for command in (S, Z, F, L):
        trainer.apply(command)
        assert trainer.snapshot().trace is trace
    trainer.apply(B)
    assert trainer.snapshot().trace.call == 8
    trainer.apply(Reset())
    assert trainer.snapshot().trace is None
    for command in (F, L, B):
        trainer.apply(command, measured=False)
    assert trainer.snapshot().trace is None


@pytest.mark.parametrize("calls", SEQUENCES.values(), ids=SEQUENCES)
def test_going_back_to_a_backward_traces_it_again_bit_for_bit(calls):
    trainer = traced(*calls)
    moments = [trainer.snapshot()]
    for command in (S, Z, F, L):
        trainer.apply(command)
        moments.append(trainer.snapshot())
    for place, moment in reversed(list(enumerate(moments))):
        trainer.apply(GoTo(Moment(0, 0)))
        trainer.apply(GoTo(Moment(0, len(calls) + place)))
        found = trainer.snapshot()
        assert found.trace is not None
        assert not differences(moment, found)


@pytest.mark.parametrize(
    "calls", [(F, L, B), (F, L, KEEP), (F, L, B, B)], ids=["freed", "retained", "failed"]
)
def test_trace_keeps_nothing_of_a_graph_alive(calls):
    trainer = traced(*calls)
    trainer.snapshot()
    relu = weakref.ref(trainer.state.results["relu1"])
    assert relu() is not None
    for command in (F, L):
        trainer.apply(command)
    assert trainer.snapshot().trace is not None
    assert relu() is None  # without waiting for the garbage collector


def test_chosen_sample_is_traced_again_on_the_way():
    trainer = traced(F, L, source=Digits(batch_size=4))
    trainer.apply(ShowSample(2))
    trainer.apply(B)
    trace = trainer.snapshot().trace
    trainer.apply(GoTo(Moment(0, 0)))
    trainer.apply(GoTo(Moment(0, 3)))
    assert not differences(trace, trainer.snapshot().trace)
    assert {f.sample for v in trace.visits for f in v.incoming if f} == {None, 2}


def test_backward_that_was_not_written_down_is_when_one_goes_back_to_it():
    trainer = Trainer()
    for command in (F, L, B, S):
        trainer.apply(command)
    assert trainer.snapshot().trace is None
    trainer.apply(TraceBackward())
    trainer.apply(GoTo(Moment(0, 3)))
    assert not differences(trainer.snapshot().trace, traced(F, L, B).snapshot().trace)


def test_looking_is_no_call():
    trainer = Trainer()
    trainer.apply(TraceBackward())
    assert trainer.now == Moment(0, 0)


def test_trace_with_infinite_gradients_counts_them():
    trainer = traced(F, L, Misuse(Mistake.OVERFLOW))
    trace = trainer.snapshot().trace
    assert any(f.non_finite for v in trace.visits for f in v.incoming if f is not None)
