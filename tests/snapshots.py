"""Hand-made snapshots for the tests of panels: no torch, every number chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lenet_gui.core.accumulation import AccumulationPlan
from lenet_gui.core.accumulation_report import (
    ULP_EDGES,
    AccumulationReport,
    Difference,
    Finding,
    MicroBatch,
    Trajectory,
    Verdict,
)
from lenet_gui.core.alarms import RULES, AlarmView
from lenet_gui.core.commands import Forward, LossKind
from lenet_gui.core.gradient_history import APART, GradientHistory, moment_type
from lenet_gui.core.graph import Graph, GraphNode, GraphStatus
from lenet_gui.core.histograms import Histogram
from lenet_gui.core.inputs import RandomImage
from lenet_gui.core.log_bins import log_counts
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.program import CANONICAL
from lenet_gui.core.snapshot import (
    Comparison,
    Curve,
    GradientState,
    InputView,
    Layer,
    Outcome,
    ParameterRow,
    Snapshot,
)
from lenet_gui.core.watches import watch_names

SHAPES: Mapping[str, tuple[int, ...]] = {
    "conv1.weight": (6, 1, 5, 5),
    "conv1.bias": (6,),
    "conv2.weight": (16, 6, 5, 5),
    "conv2.bias": (16,),
    "fc1.weight": (120, 400),
    "fc1.bias": (120,),
    "fc2.weight": (84, 120),
    "fc2.bias": (84,),
    "fc3.weight": (10, 84),
    "fc3.bias": (10,),
}

ACTIVATIONS: Mapping[str, tuple[int, ...]] = {
    "conv1": (6, 28, 28),
    "relu1": (6, 28, 28),
    "pool1": (6, 14, 14),
    "conv2": (16, 10, 10),
    "relu2": (16, 10, 10),
    "pool2": (16, 5, 5),
    "view": (400,),
    "fc1": (120,),
    "relu3": (120,),
    "fc2": (84,),
    "relu4": (84,),
    "fc3": (10,),
}

LAYERS = (
    Layer("input", "", (), (1, 32, 32), (), 0, 0),
    Layer(
        "conv1", "Conv2d", (6, 1, 5, 5), (6, 28, 28), ("conv1.weight", "conv1.bias"), 156, 117600
    ),
    Layer("relu1", "relu", (), (6, 28, 28), (), 0, 0),
    Layer("pool1", "max_pool2d", (2, 2), (6, 14, 14), (), 0, 0),
    Layer(
        "conv2",
        "Conv2d",
        (16, 6, 5, 5),
        (16, 10, 10),
        ("conv2.weight", "conv2.bias"),
        2416,
        240000,
    ),
    Layer("relu2", "relu", (), (16, 10, 10), (), 0, 0),
    Layer("pool2", "max_pool2d", (2, 2), (16, 5, 5), (), 0, 0),
    Layer("view", "view", (), (400,), (), 0, 0),
    Layer("fc1", "Linear", (120, 400), (120,), ("fc1.weight", "fc1.bias"), 48120, 48000),
    Layer("relu3", "relu", (), (120,), (), 0, 0),
    Layer("fc2", "Linear", (84, 120), (84,), ("fc2.weight", "fc2.bias"), 10164, 10080),
    Layer("relu4", "relu", (), (84,), (), 0, 0),
    Layer("fc3", "Linear", (10, 84), (10,), ("fc3.weight", "fc3.bias"), 850, 840),
)

GRAPH = Graph(
    GraphStatus.ALIVE,
    "loss",
    (
        GraphNode("MseLossBackward0", "loss.grad_fn", 0, True, "", 80, followers=(1,)),
        GraphNode(
            "AddmmBackward0",
            "loss.grad_fn.next_functions[0][0]",
            1,
            True,
            "",
            336,
            followers=(2, 3, None),
        ),
        GraphNode(
            "AccumulateGrad",
            "loss.grad_fn.next_functions[0][0].next_functions[0][0]",
            2,
            False,
            "fc3.bias",
            0,
        ),
        GraphNode(
            "ReluBackward0",
            "loss.grad_fn.next_functions[0][0].next_functions[1][0]",
            2,
            True,
            "",
            0,
        ),
    ),
    416,
)


def frozen(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array


def _numbers(shape: tuple[int, ...], seed: int) -> np.ndarray:
    values = np.random.default_rng(seed).standard_normal(shape) * 0.1
    return frozen(values.astype(np.float32))


def histogram(values: np.ndarray, bins: int = 64) -> Histogram:
    finite = values[np.isfinite(values)]
    reach = float(np.abs(finite).max()) or 1.0 if finite.size else 1.0
    counts, _ = np.histogram(finite, bins, (-reach, reach))
    return Histogram(
        frozen(counts.astype(np.int64)),
        -reach,
        reach,
        int((values == 0).sum()),
        int(values.size - finite.size),
        int(values.size),
        float(np.linalg.norm(values)),
    )


def curve(losses: list[float], name: str = "", accuracies: list[float] | None = None) -> Curve:
    count = len(losses)
    return Curve(
        name,
        0,
        frozen(np.arange(count, dtype=np.int64)),
        frozen(np.array(losses, dtype=np.float64)),
        frozen(np.array(accuracies or [np.nan] * count, dtype=np.float64)),
        frozen(np.array([], dtype=np.int64)),
        frozen(np.array([], dtype=np.float64)),
        frozen(np.arange(3, 3 + 5 * count, 5, dtype=np.int64)),  # ZFLBS
        frozen(np.array([], dtype=np.int64)),
    )


def comparison() -> Comparison:
    return Comparison(
        (
            curve([0.8, 0.5, 0.1, 0.4]),
            curve([0.8, 0.7, 0.6, 0.5]),
            curve([0.8, 0.5, 0.1, 0.4]),
        ),
        losses_identical=True,
        parameters_identical=True,
        parameter_count=61706,
        lowest_step=2,
        highest_step=3,
        seed=0,
        lr=0.01,
    )


def difference(name: str = "", **changes: Any) -> Difference:
    """Two gradients of which one number in ten lies one ulp from the other."""
    ulps = (90, 10, *[0] * (len(ULP_EDGES) - 2), 0, 0, 0)
    return replace(
        Difference(name, 100, 0.5, 1.0, 1e-7, 1.0, 2e-9, False, ulps, 0.0, 1.0), **changes
    )


def accumulation_report(**changes: Any) -> AccumulationReport:
    """Four equal micro-batches of 32 samples, equal to the whole batch up to rounding."""
    part = MicroBatch(8, 8, 0.25, 1.0, 0.1, 0.13, 0.2, 0.2, 1.0, 0.125)
    updates = Trajectory((0.1, 0.09), (0.01, 0.01))
    report = AccumulationReport(
        plan=AccumulationPlan((8, 8, 8, 8), updates=10),
        loss=LossKind.MSE,
        optimizer=SGD(),
        batch_size=32,
        indices=tuple(range(32)),
        step=0,
        parts=(part,) * 4,
        gradients=tuple(difference(name) for name in SHAPES),
        gradient=difference(),
        finding=Finding(Verdict.ROUNDING, exact=1e-16),
        accumulated_error=6e-8,
        whole_error=1e-7,
        accumulated=updates,
        whole=updates,
        moved=difference(),
        distance=0.25,
        moved_finding=Finding(Verdict.ROUNDING),
    )
    return replace(report, **changes)


def input_view(**changes: Any) -> InputView:
    view = InputView(
        source=RandomImage(),
        pixels=_numbers((32, 32), 100),
        target=_numbers((10,), 101),
        label=None,
        batch_size=1,
        sample=0,
        indices=(),
        epoch=0,
        batch=0,
        batches=0,
        train_count=0,
        test_count=0,
    )
    return replace(view, **changes)


def rows(gradients: Mapping[str, np.ndarray | None]) -> tuple[ParameterRow, ...]:
    result = []
    for index, (name, shape) in enumerate(SHAPES.items()):
        gradient = gradients[name]
        if gradient is None:
            state, norm = GradientState.NONE, None
        else:
            norm = float(np.linalg.norm(gradient.astype(float)))
            state = GradientState.VALUES if norm else GradientState.ZEROS
        result.append(
            ParameterRow(
                name=name,
                shape=shape,
                norm=1.0 + index,
                update_norm=None,
                update_count=None,
                gradient_state=state,
                gradient_norm=norm,
                deposits=0 if gradient is None else 1,
                owner="SGD",
                version=1,
            )
        )
    return tuple(result)


def make_snapshot(
    *, with_gradients: bool = False, computed: bool = False, **changes: Any
) -> Snapshot:
    """A snapshot of a fresh start, or of the moment after a forward and a loss.

    Args:
        with_gradients: every ``.grad`` holds values.
        computed: there are activations, an output, a loss and a graph.
        changes: further fields to replace.
    """
    parameters = {name: _numbers(shape, i) for i, (name, shape) in enumerate(SHAPES.items())}
    gradients: dict[str, np.ndarray | None] = {
        name: _numbers(shape, 50 + i) if with_gradients else None
        for i, (name, shape) in enumerate(SHAPES.items())
    }
    activations = {n: _numbers(s, 20 + i) for i, (n, s) in enumerate(ACTIVATIONS.items())}
    output = activations["fc3"].reshape(1, 10)
    exponents = np.exp(output[0])
    snapshot = Snapshot(
        seed=0,
        device="cpu",
        devices=("cpu",),
        threads=1,
        torch_version="2.13.0",
        network_text="Net(\n  (conv1): Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1))\n)",
        calls=0,
        step=0,
        program=CANONICAL,
        line=1,
        iteration=0,
        lr=0.01,
        watches=(),
        watchable=watch_names(SHAPES, ACTIVATIONS),
        alarms=tuple(AlarmView(rule, 0, None, 0) for rule in RULES),
        muted=frozenset(),
        layers=LAYERS,
        parameters=parameters,
        gradients=gradients,
        gradient_norm=1.5 if with_gradients else None,
        rows=rows(gradients),
        histograms={n: histogram(g) for n, g in gradients.items() if g is not None},
        activations=activations if computed else {},
        output=frozen(output.copy()) if computed else None,
        predictions=frozen(exponents / exponents.sum()) if computed else None,
        loss=0.794664 if computed else None,
        loss_kind=LossKind.MSE,
        accuracy=None,
        test_accuracy=None,
        test_images=0,
        test_step=0,
        graph=GRAPH if computed else Graph(),
        optimizer=SGD(),
        optimizer_state=(),
        input=input_view(),
        curve=curve([0.794664] if computed else []),
        comparison=None,
        last=Outcome(Forward()) if computed else None,
    )
    return replace(snapshot, **changes)


def history(moments: Sequence[Mapping[str, np.ndarray | None]]) -> GradientHistory:
    """The record of these gradients, one moment an update."""
    first = moments[0]
    sizes = tuple(int(np.prod(SHAPES[name])) for name in first)
    array = np.zeros(len(moments), moment_type(sizes))
    array["number"] = array["step"] = np.arange(len(moments))
    array["call"] = 5 * array["step"] + 4
    array["deposits"] = 1
    array["weight_norm"] = 1.0
    for moment, gradients in zip(array, moments, strict=True):
        for index, gradient in enumerate(gradients.values()):
            moment["known"][index] = gradient is not None
            counts = log_counts(np.zeros(0, np.float32) if gradient is None else gradient)
            moment["counts"][index] = counts.bins
            for name in APART:
                moment[name][index] = getattr(counts, name)
            moment["norm"][index] = (
                np.nan if gradient is None else np.linalg.norm(gradient.astype(float))
            )
    return GradientHistory(tuple(first), sizes, frozen(array), len(moments), len(moments))
