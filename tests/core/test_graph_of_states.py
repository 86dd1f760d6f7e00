"""The graph of many states, held against PyTorch's own objects."""

import inspect
import re
import weakref

import pytest
import torch

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    ComputeLoss,
    Forward,
    LoadInput,
    LossKind,
    NextBatch,
    OptimizerStep,
    Reset,
    SetLoss,
    UpdateRule,
    ZeroGrad,
)
from lenet_gui.core.errors import CallError
from lenet_gui.core.graph import GraphStatus, SavedStatus
from lenet_gui.core.inputs import Digits
from lenet_gui.core.lenet import LINES, Net
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.timeline import GoTo, Moment
from lenet_gui.core.trace import RetainGrad
from lenet_gui.core.trainer import Trainer
from tests.core import plain_graph

F, L, B, S, Z = Forward(), ComputeLoss(), Backward(), OptimizerStep(), ZeroGrad()
KEEP, MANUAL = Backward(retain_graph=True), OptimizerStep(UpdateRule.MANUAL)
CE = SetLoss(LossKind.CROSS_ENTROPY)
BATCH, IMAGE = LoadInput(Digits(batch_size=3)), LoadInput(Digits(batch_size=1))


def wrong(mistake):
    return Misuse(mistake)


M = Mistake
STATES = {
    "fresh": (),
    "forward": (F,),
    "loss": (F, L),
    "cross-entropy, batch 1": (IMAGE, CE, F, L),
    "cross-entropy, batch 3": (BATCH, CE, F, L),
    "cross-entropy after backward": (BATCH, CE, F, L, B),
    "batch 3": (BATCH, F, L),
    "batch 3, backward": (BATCH, F, L, B),
    "backward": (F, L, B),
    "retained": (F, L, KEEP),
    "retained and again": (F, L, KEEP, B),
    "retained twice": (F, L, KEEP, KEEP),
    "second backward failed": (F, L, B, B),
    "zero_grad after backward": (F, L, B, Z),
    "step": (F, L, B, S),
    "step with a graph retained": (F, L, KEEP, S),
    "stale backward failed": (F, L, KEEP, S, B),
    "manual step with a graph retained": (F, L, KEEP, MANUAL),
    "clipped": (F, L, B, ClipGradNorm(0.5)),
    "forward after a step": (F, L, B, S, F),
    "two losses alive": (F, L, F),
    "old loss gone through again": (F, L, F, B),
    "loss of the same output twice": (F, L, L),
    "losses kept": (F, L, wrong(M.KEEP_LOSS), F, L, wrong(M.KEEP_LOSS), F, L),
    "the shown loss kept": (F, L, wrong(M.KEEP_LOSS)),
    "kept loss freed": (F, L, wrong(M.KEEP_LOSS), B, F, L),
    "losses dropped": (F, L, wrong(M.KEEP_LOSS), F, L, wrong(M.DROP_LOSSES)),
    "sum of losses": (F, L, F, wrong(M.ADD_LOSS)),
    "sum of three losses": (F, L, F, wrong(M.ADD_LOSS), F, wrong(M.ADD_LOSS)),
    "sum of losses, one freed": (F, L, B, F, wrong(M.ADD_LOSS)),
    "sum of a divided loss": (F, ComputeLoss(divide_by=4), F, wrong(M.ADD_LOSS)),
    "divided loss": (F, ComputeLoss(divide_by=4)),
    "divided loss after backward": (F, ComputeLoss(divide_by=4), B),
    "weights edited": (F, L, wrong(M.EDIT_NO_GRAD)),
    "weights edited, backward failed": (F, L, wrong(M.EDIT_NO_GRAD), B),
    "data edited": (F, L, wrong(M.EDIT_DATA)),
    "leaf in place": (F, L, wrong(M.ADD_TO_LEAF)),
    "view in place": (F, L, wrong(M.WRITE_TO_VIEW)),
    "relu killed": (F, L, wrong(M.KILL_RELU)),
    "layer zeroed": (F, L, wrong(M.ZERO_LAYER)),
    "frozen": (wrong(M.FREEZE), F, L),
    "frozen, backward": (wrong(M.FREEZE), F, L, B),
    "frozen after forward": (F, L, wrong(M.FREEZE)),
    "detached": (wrong(M.DETACH), L),
    "under no_grad": (wrong(M.FORWARD_NO_GRAD), L),
    "fc3 replaced before": (wrong(M.REPLACE_LAYER), F, L),
    "fc3 replaced after": (F, L, wrong(M.REPLACE_LAYER)),
    "fc3 replaced after backward": (F, L, B, wrong(M.REPLACE_LAYER)),
    "unbatched": (wrong(M.NO_BATCH),),
    "unbatched, backward": (wrong(M.NO_BATCH), L, B),
    "small image failed": (F, wrong(M.SMALL_IMAGE)),
    "output.backward": (F, BackwardOutput()),
    "output.backward retained": (F, BackwardOutput(retain_graph=True), L),
    "output.backward after the loss": (F, L, BackwardOutput()),
    "wrong vector": (F, wrong(M.WRONG_VECTOR)),
    "softmax first": (BATCH, CE, F, wrong(M.SOFTMAX_FIRST)),
    "softmax first, backward": (BATCH, CE, F, wrong(M.SOFTMAX_FIRST), B),
    "target of another shape": (F, wrong(M.TARGET_SHAPE)),
    "scaled": (F, L, wrong(M.SCALED_BACKWARD)),
    "create_graph": (F, L, wrong(M.CREATE_GRAPH)),
    "create_graph, gradient kept": (F, L, wrong(M.CREATE_GRAPH), wrong(M.KEEP_GRADIENT), Z),
    "autograd.grad": (F, L, wrong(M.AUTOGRAD_GRAD)),
    "hooked": (wrong(M.HOOK), F, L),
    "retain_grad of the output": (F, L, wrong(M.RETAIN_GRAD)),
    "another batch": (BATCH, F, L, NextBatch()),
    "reset": (F, L, Reset(3)),
}


def trainer_in(calls, *, measured=True):
    trainer = Trainer()
    for command in calls:
        try:
            trainer.apply(command, measured=measured)
        except CallError:
            assert command is calls[-1]
    return trainer


def root_of(state):
    return state.loss if state.graph_of == "loss" else state.output


def hold(trainer):
    """Hold the graph of a trainer against PyTorch's own objects."""
    state = trainer.state
    graph = trainer.snapshot().graph
    root = root_of(state)
    if root is None or root.grad_fn is None:
        assert (graph.status, graph.nodes, graph.saved_bytes) == (GraphStatus.NONE, (), 0)
        return graph
    nodes = [plain_graph.at(root, node.path) for node in graph.nodes]
    assert len(set(map(id, nodes))) == len(nodes)
    assert set(map(id, nodes)) == set(map(id, plain_graph.reachable(root)))
    names = {id(parameter): name for name, parameter in state.net.named_parameters()}
    known = [*state.parameters.values(), state.feed.batch.images]
    for node, there in zip(graph.nodes, nodes, strict=True):
        assert node.name == there.name().removeprefix("torch::autograd::")
        assert node.followers == tuple(
            None if other is None else next(i for i, n in enumerate(nodes) if n is other)
            for other, _ in there.next_functions
        )
        assert node.depth == node.path.count("next_functions")
        assert node.shape == tuple(there._input_metadata[0].shape)
        variable = getattr(there, "variable", None)
        assert node.variable == names.get(id(variable), "")
        hold_saved(state, node, there)
    held = plain_graph.held_bytes(nodes, known)
    assert graph.saved_bytes == sum(node.saved_bytes for node in graph.nodes) == held
    hold_status(graph)
    hold_others(state, graph, nodes, known)
    return graph


def hold_saved(state, node, there):
    expected = plain_graph.saved(there)
    assert [saved.name for saved in node.saved] == sorted(expected)
    for saved in node.saved:
        value = expected[saved.name]
        if torch.is_tensor(value):
            assert saved.status is SavedStatus.ALIVE
            assert saved.shape == tuple(value.shape)
            assert saved.version == saved.saved_version == value._version
            hold_name(state, saved, value)
        elif value.startswith("Trying to backward through the graph a second time"):
            assert saved.status is SavedStatus.FREED
            assert (saved.bytes, saved.version, saved.saved_version) == (0, None, None)
        else:
            found = re.search(r"\[([\d, ]*)\]\].* at version (\d+); expected version (\d+)", value)
            assert saved.status is SavedStatus.OUT_OF_DATE
            assert saved.shape == tuple(int(number) for number in found[1].split(","))
            assert (saved.version, saved.saved_version) == (int(found[2]), int(found[3]))


def hold_name(state, saved, value):
    """What a tensor is said to be is where its numbers lie."""
    places = {**state.parameters, "target": state.feed.batch.target}
    memory = value.untyped_storage().data_ptr()
    same = [name for name, t in places.items() if t.untyped_storage().data_ptr() == memory]
    assert same in ([], [saved.of])
    if saved.of in state.parameters:
        assert same == [saved.of]
        parameter = state.parameters[saved.of]
        assert saved.transposed == (value.shape != parameter.shape)
        assert torch.equal(value.detach(), parameter.t() if saved.transposed else parameter)


def hold_status(graph):
    statuses = {saved.status for node in graph.nodes for saved in node.saved}
    if graph.saved_bytes:
        assert graph.status is GraphStatus.ALIVE
    else:
        assert (graph.status is GraphStatus.FREED) == (SavedStatus.FREED in statuses)


def hold_others(state, graph, shown, known):
    roots = {f"losses[{i}]": loss for i, loss in enumerate(state.left.losses)}
    roots |= {"loss": state.loss, "output": state.output}
    roots |= {f"net.{name}.grad": p.grad for name, p in state.parameters.items()}
    roots |= {f"history[{i}]": gradient for i, gradient in enumerate(state.left.history)}
    before, expected = list(shown), []
    for name, root in roots.items():
        if root is None or root.grad_fn is None:
            continue
        new = [n for n in plain_graph.reachable(root) if not any(n is other for other in before)]
        held = plain_graph.held_bytes([*before, *new], known)
        more = held - plain_graph.held_bytes(before, known)
        before += new
        if more:
            expected.append((name, len(new), more))
    assert [(o.name, o.nodes, o.saved_bytes) for o in graph.others] == expected


@pytest.mark.parametrize("calls", STATES.values(), ids=STATES)
def test_graph_is_what_pytorchs_own_objects_say(calls):
    hold(trainer_in(calls))


@pytest.mark.parametrize("name", ["loss", "backward", "unbatched", "two losses alive", "batch 3"])
def test_graph_of_a_free_run_is_the_same_with_the_same_lines(name):
    graph = hold(trainer_in(STATES[name], measured=False))
    seen = trainer_in(STATES[name]).snapshot().graph
    assert graph == seen


@pytest.mark.parametrize("name", ["loss", "backward", "losses kept", "stale backward failed"])
def test_rebuilt_graph_is_the_same_and_said_to_be_rebuilt(name):
    calls = STATES[name]
    trainer = trainer_in(calls)
    before = trainer.snapshot().graph
    trainer.apply(GoTo(Moment(0, 0)))
    trainer.apply(GoTo(Moment(0, len(calls))))
    after = hold(trainer)
    assert (before.rebuilt, after.rebuilt) == (False, True)
    assert after.nodes == before.nodes
    trainer.apply(ZeroGrad())
    assert trainer.snapshot().graph.rebuilt  # it is still the same graph
    trainer.apply(Forward())
    assert not trainer.snapshot().graph.rebuilt


@pytest.mark.parametrize("calls", STATES.values(), ids=STATES)
def test_each_layers_own_result_belongs_to_the_node_of_its_stage(calls):
    trainer = trainer_in(calls)
    state, graph = trainer.state, trainer.snapshot().graph
    root = root_of(state)
    found = {id(plain_graph.at(root, node.path)): node for node in graph.nodes}
    for name, result in state.results.items():
        node = found.get(id(result.grad_fn)) if result.grad_fn is not None else None
        if node is not None:
            assert node.stage == name
            assert node.shape == tuple(result.shape)


@pytest.mark.parametrize("calls", STATES.values(), ids=STATES)
def test_saved_results_are_named_by_the_layer_whose_memory_they_are(calls):
    trainer = trainer_in(calls)
    state, graph = trainer.state, trainer.snapshot().graph
    root = root_of(state)
    places = {}
    for name, result in state.results.items():
        places.setdefault(result.untyped_storage().data_ptr(), set()).add(name)
    for node in graph.nodes:
        values = plain_graph.saved(plain_graph.at(root, node.path))
        for saved in node.saved:
            value = values[saved.name]
            if torch.is_tensor(value) and value.untyped_storage().data_ptr() in places:
                assert saved.of in places[value.untyped_storage().data_ptr()]


def test_saved_labels_take_eight_bytes_each():
    graph = trainer_in(STATES["cross-entropy, batch 3"]).snapshot().graph
    target = next(s for node in graph.nodes for s in node.saved if s.name == "target")
    assert (target.of, target.shape, target.bytes) == ("target", (3,), 3 * 8)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("loss", {"MseLossBackward0": ["loss = criterion(output, target)"]}),
        ("divided loss", {"DivBackward0": ["loss = criterion(output, target) / 4"]}),
        (
            "sum of a divided loss",
            {
                "AddBackward0": ["loss = loss + criterion(output, target)"],
                "DivBackward0": ["loss = criterion(output, target) / 4"],
                "MseLossBackward0": [
                    "loss = criterion(output, target) / 4",
                    "loss = loss + criterion(output, target)",
                ],
            },
        ),
        (
            "softmax first",
            {
                "SoftmaxBackward0": ["loss = nn.CrossEntropyLoss()(output.softmax(1), "
                                     "target.argmax(1))"],
            },
        ),
    ],
    ids=["loss", "divided", "sum", "softmax"],
)  # fmt: skip
def test_nodes_after_the_output_are_of_the_lines_that_made_the_loss(name, lines):
    graph = trainer_in(STATES[name]).snapshot().graph
    for kind, expected in lines.items():
        nodes = [node for node in graph.nodes if node.name == kind]
        assert [node.line for node in nodes] == expected
        assert {node.stage for node in nodes} == {"loss"}


def test_lines_of_the_layers_are_those_of_the_network_and_in_its_order():
    rest = inspect.getsource(Net.stages)
    for name, line in LINES.items():
        before, _, rest = rest.partition(f'yield "{name}"')
        assert line in before
        assert before.count("x = ") == 1


def test_graph_walk_of_the_tutorial():
    graph = trainer_in(STATES["loss"]).snapshot().graph
    main = [(node.name, node.stage) for node in graph.nodes if node.main]
    assert main == [
        ("MseLossBackward0", "loss"), ("AddmmBackward0", "fc3"), ("ReluBackward0", "relu4"),
        ("AddmmBackward0", "fc2"), ("ReluBackward0", "relu3"), ("AddmmBackward0", "fc1"),
        ("ViewBackward0", "view"), ("MaxPool2DWithIndicesBackward0", "pool2"),
        ("ReluBackward0", "relu2"), ("ConvolutionBackward0", "conv2"),
        ("MaxPool2DWithIndicesBackward0", "pool1"), ("ReluBackward0", "relu1"),
        ("ConvolutionBackward0", "conv1"),
    ]  # fmt: skip
    output = graph.nodes[graph.nodes[0].followers[0]]
    bias, relu, weight = (graph.nodes[place] for place in output.followers)
    assert (bias.name, bias.variable) == ("AccumulateGrad", "fc3.bias")
    assert bias.path == "loss.grad_fn.next_functions[0][0].next_functions[0][0]"
    assert (relu.name, weight.name) == ("ReluBackward0", "TBackward0")
    assert graph.nodes[0].followers[1] is None  # the target requires no gradient


def test_in_place_error_is_foretold_at_the_node_where_backward_fails():
    trainer = trainer_in((F, L, KEEP, S))
    graph = trainer.snapshot().graph
    stale = [
        (node.stage, s.of, s.transposed, s.shape, s.saved_version, s.version)
        for node in graph.nodes
        for s in node.saved
        if s.status is SavedStatus.OUT_OF_DATE
    ]
    assert stale[0] == ("fc3", "fc3.weight", True, (84, 10), 1, 2)
    with pytest.raises(CallError) as failed:
        trainer.apply(B)
    facts = dict(failed.value.failure.facts)
    assert (facts["shape"], facts["version"], facts["saved_version"]) == ("[84, 10]", "2", "1")


@pytest.mark.parametrize("name", ["loss", "batch 3", "unbatched", "frozen"])
def test_what_was_freed_keeps_its_names_and_shapes(name):
    trainer = trainer_in((*STATES[name], L))
    alive = trainer.snapshot().graph
    trainer.apply(B)
    freed = trainer.snapshot().graph
    for before, after in zip(alive.nodes, freed.nodes, strict=True):
        for old, new in zip(before.saved, after.saved, strict=True):
            assert (old.name, old.of, old.transposed) == (new.name, new.of, new.transposed)
            assert new.status is SavedStatus.FREED
            if old.of != "target":
                assert new.shape == old.shape


LAYERS = ("conv1", "conv2", "fc1", "fc2", "fc3")
NAMES = [f"{layer}.{kind}" for layer in LAYERS for kind in ("weight", "bias")]
FROZEN = {
    **{name: [name] for name in NAMES},
    **{f"all but {name}": [other for other in NAMES if other != name] for name in NAMES},
    **{f"before {layer}": NAMES[: 2 * place] for place, layer in enumerate(LAYERS)},
    **{f"{layer} on": NAMES[2 * place :] for place, layer in enumerate(LAYERS)},
    "biases": NAMES[1::2],
    "weights": NAMES[::2],
}


@pytest.mark.parametrize("frozen", FROZEN.values(), ids=FROZEN)
def test_what_a_frozen_network_saved_is_told_before_and_after_backward(frozen):
    trainer = Trainer(source=Digits(batch_size=2))
    for name in frozen:
        trainer.parameters[name].requires_grad_(False)
    for command in (F, L):
        trainer.apply(command)
    alive = hold(trainer)
    if len(frozen) == len(NAMES):
        return
    trainer.apply(B)
    freed = hold(trainer)
    for before, after in zip(alive.nodes, freed.nodes, strict=True):
        for old, new in zip(before.saved, after.saved, strict=True):
            assert (old.name, old.of, old.transposed) == (new.name, new.of, new.transposed)
            assert new.shape == (() if old.of == "target" else old.shape)


def test_hooks_say_whose_they_are():
    trainer = trainer_in(
        (wrong(M.HOOK), wrong(M.HOOK), RetainGrad(frozenset({"relu1"})), F, L, wrong(M.RETAIN_GRAD))
    )
    trainer.parameters["conv1.bias"].register_post_accumulate_grad_hook(print)
    found = {
        (hook.kind, hook.of, hook.tensor): [h.of for h in node.hooks].count(hook.of)
        for node in trainer.snapshot().graph.nodes
        for hook in node.hooks
    }
    assert found == {
        ("register_hook", "experiment", "fc3.bias"): 2,
        ("retain_grad", "retain_grad", "relu1"): 1,
        ("retain_grad", "experiment", "fc3"): 1,
        ("register_post_accumulate_grad_hook", "", "conv1.bias"): 1,
    }


def test_kept_losses_hold_what_the_shown_graph_and_the_others_hold():
    trainer = trainer_in((F, L, wrong(M.KEEP_LOSS), F, L, wrong(M.KEEP_LOSS)))
    snapshot = trainer.snapshot()
    assert [other.name for other in snapshot.graph.others] == ["losses[0]"]
    others = sum(other.saved_bytes for other in snapshot.graph.others)
    assert snapshot.kept_bytes == snapshot.graph.saved_bytes + others


def test_a_look_at_a_graph_keeps_nothing_of_it_alive():
    trainer = trainer_in((F, L))
    relu = weakref.ref(trainer.state.results["relu1"])
    trainer.snapshot()
    assert relu() is not None
    trainer.apply(Reset())
    assert relu() is None  # without waiting for the garbage collector
