"""Hand-made autograd graphs of LeNet, and backwards through them: no torch, every number chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from lenet_gui.core.graph import (
    Graph,
    GraphNode,
    GraphStatus,
    Hook,
    OtherGraph,
    Retained,
    SavedStatus,
    SavedTensor,
)
from lenet_gui.core.trace import Deposit, Flow, Trace, Visit
from tests.snapshots import ACTIVATIONS, SHAPES, frozen

LINES = {
    "loss": "loss = criterion(output, target)",
    "view": "x = x.view(-1, 16 * 5 * 5)",
    "pool1": "x = F.max_pool2d(x, (2, 2))",
    "pool2": "x = F.max_pool2d(x, 2)",
}


@dataclass(slots=True)
class Made:
    """A node before its path and its followers' places are known."""

    name: str
    stage: str = ""
    saved: tuple[SavedTensor, ...] = ()
    followers: list["Made | None"] = field(default_factory=list)
    main: bool = True
    variable: str = ""
    shape: tuple[int, ...] = ()


def saved(
    name: str,
    of: str,
    shape: tuple[int, ...],
    size: int = 0,
    *,
    transposed: bool = False,
    status: SavedStatus = SavedStatus.ALIVE,
) -> SavedTensor:
    """A saved tensor, out of date by one version where its status says so."""
    version = 2 if status is SavedStatus.OUT_OF_DATE else 1
    return SavedTensor(name, of, transposed, shape, size, 1, version, status)


def lenet(*, classes: bool = False) -> Made:
    """The root of LeNet's graph: of the mean squared error, or of cross-entropy."""
    x: Made | None = None
    before = "input"
    for layer, shape in ACTIVATIONS.items():
        x = _layer(layer, (1, *shape), x, before)
        before = layer
    assert x is not None
    if classes:
        soft = Made("LogSoftmaxBackward0", "loss", (saved("result", "", (1, 10), 40),), [x])
        soft.shape = (1, 10)
        return Made("NllLossBackward0", "loss", (saved("target", "target", (1,)),), [soft])
    two = (saved("self", "fc3", (1, 10), 40), saved("target", "target", (1, 10)))
    return Made("MseLossBackward0", "loss", two, [x])


def _layer(layer: str, shape: tuple[int, ...], x: Made | None, before: str) -> Made:
    kind = layer.rstrip("0123456789")
    size = 4 * int(np.prod(shape))
    source = (1, *ACTIVATIONS[before]) if before != "input" else (1, 1, 32, 32)
    match kind:
        case "conv":
            weight, bias = _leaf(f"{layer}.weight"), _leaf(f"{layer}.bias")
            kept = (saved("input", before, source), saved("weight", weight.variable, weight.shape))
            return Made("ConvolutionBackward0", layer, kept, [x, weight, bias], shape=shape)
        case "fc":
            weight, bias = _leaf(f"{layer}.weight"), _leaf(f"{layer}.bias")
            turned = tuple(reversed(weight.shape))
            kept = (
                saved("mat1", before, source, 4 * int(np.prod(source))),
                saved("mat2", weight.variable, turned, transposed=True),
            )
            transpose = Made("TBackward0", layer, (), [weight], main=False, shape=turned)
            return Made("AddmmBackward0", layer, kept, [bias, x, transpose], shape=shape)
        case "relu":
            return Made(
                "ReluBackward0", layer, (saved("result", layer, shape, size),), [x], shape=shape
            )
        case "pool":
            kept = (saved("self", before, source), saved("result", "", shape, 2 * size))
            return Made("MaxPool2DWithIndicesBackward0", layer, kept, [x], shape=shape)
        case _:
            return Made("ViewBackward0", layer, (), [x], shape=shape)


def _leaf(name: str) -> Made:
    return Made("AccumulateGrad", variable=name, main=False, shape=SHAPES[name])


def nodes_of(root: Made, name: str) -> tuple[GraphNode, ...]:
    """The nodes behind a root, depth first, each once."""
    order: list[tuple[Made, str, int]] = []
    places: dict[int, int] = {}

    def visit(made: Made, path: str, depth: int) -> None:
        places[id(made)] = len(order)
        order.append((made, path, depth))
        for index, follower in enumerate(made.followers):
            if follower is not None and id(follower) not in places:
                visit(follower, f"{path}.next_functions[{index}][0]", depth + 1)

    visit(root, f"{name}.grad_fn", 0)
    return tuple(
        GraphNode(
            made.name,
            path,
            depth,
            made.main,
            made.variable,
            sum(one.bytes for one in made.saved),
            made.stage,
            _line(made),
            made.shape,
            tuple(None if one is None else places[id(one)] for one in made.followers),
            made.saved,
            (Hook("register_hook", "ledger", made.variable),) if made.variable else (),
        )
        for made, path, depth in order
    )


def _line(made: Made) -> str:
    if not made.stage:
        return ""
    if made.stage.startswith("relu"):
        return "x = F.relu(x)"
    return LINES.get(made.stage, f"x = self.{made.stage}(x)")


def graph(root: Made | None = None, name: str = "loss", **changes: object) -> Graph:
    """A graph that is alive."""
    nodes = nodes_of(root or lenet(), name)
    total = sum(node.saved_bytes for node in nodes)
    return replace(Graph(GraphStatus.ALIVE, name, nodes, total), **changes)


def freed(before: Graph) -> Graph:
    """The same after backward."""
    nodes = tuple(
        replace(
            node,
            saved_bytes=0,
            saved=tuple(replace(s, bytes=0, status=SavedStatus.FREED) for s in node.saved),
        )
        for node in before.nodes
    )
    return replace(before, status=GraphStatus.FREED, nodes=nodes, saved_bytes=0)


def out_of_date(before: Graph, of: str) -> Graph:
    """The same after a change in place of the tensor `of`."""
    nodes = tuple(
        replace(
            node,
            saved=tuple(
                replace(s, version=2, status=SavedStatus.OUT_OF_DATE) if s.of == of else s
                for s in node.saved
            ),
        )
        for node in before.nodes
    )
    return replace(before, nodes=nodes)


def two_losses() -> Made:
    """A sum of the losses of two forwards: two chains that end in the same accounts."""
    first, second = lenet(), lenet()
    leaves: dict[str, Made] = {}

    def share(made: Made, main: bool) -> None:
        made.main = made.main and main
        for index, follower in enumerate(made.followers):
            if follower is not None and follower.variable:
                made.followers[index] = leaves.setdefault(follower.variable, follower)
            elif follower is not None:
                share(follower, main)

    share(first, True)
    share(second, False)
    return Made("AddBackward0", "loss", (), [first, second])


def divided() -> Made:
    """A loss that was divided by the number of micro-batches."""
    return Made("DivBackward0", "loss", (saved("other", "", (), 4),), [lenet()])


FULL = replace(
    graph(),
    retained={"relu1": Retained.SET, "fc1": Retained.TOO_LATE},
    others=(OtherGraph("losses[0]", 26, 43_210), OtherGraph("losses[1]", 26, 43_210)),
)
"""Everything that a graph can tell, beside what it is made of."""


def flow(shape: tuple[int, ...], seed: int, *, sample: int | None = 0) -> Flow:
    """A gradient with numbers of a generator; its first number is 0."""
    values = np.random.default_rng(seed).standard_normal(shape or (1,)).astype(np.float32)
    values.flat[0] = 0
    norm = float(np.linalg.norm(values.astype(float)))
    values = values.reshape(shape)
    shown = values if sample is None else values[sample]
    return Flow(shape, norm, 1, 0, frozen(np.array(shown)), sample)


def trace(before: Graph, *, call: int = 4, until: int | None = None, retain: bool = False) -> Trace:
    """A backward through a graph, node after node as they lie; ``until``: it failed there."""
    visits: list[Visit] = []
    for index, node in enumerate(before.nodes):
        if index == until:
            break
        batch = None if node.variable or not node.shape else 0
        incoming = flow(node.shape, index, sample=batch)
        outgoing = tuple(
            None
            if follower is None
            else flow(
                before.nodes[follower].shape,
                100 + follower,
                sample=None if before.nodes[follower].variable else 0,
            )
            for follower in node.followers
        )
        deposit = Deposit(node.variable, None, incoming.norm, incoming.norm)
        visits.append(Visit(index, (incoming,), outgoing, deposit if node.variable else None))
    return Trace(call, before, tuple(visits), until, retain)


def only(nodes: Sequence[tuple[int | None, ...]], mains: Mapping[int, bool]) -> list[GraphNode]:
    """Nodes of which nothing is known but what follows them."""
    return [
        GraphNode("Node", f"root{index}", 0, mains.get(index, False), "", 0, followers=followers)
        for index, followers in enumerate(nodes)
    ]
