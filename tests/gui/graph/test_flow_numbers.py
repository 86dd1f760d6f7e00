"""Numbers of a backward that was written down, against the Inspector's own."""

import numpy as np
import pytest

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ComputeLoss,
    Forward,
    LossKind,
    SetLoss,
)
from lenet_gui.core.explanation import Inspect
from lenet_gui.core.trace import TraceBackward
from lenet_gui.core.trainer import Trainer
from lenet_gui.gui.graph.flow_numbers import number_into

TRACED = TraceBackward(on=True)


@pytest.mark.parametrize(
    ("calls", "unnamed"),
    [
        ((Forward(), ComputeLoss(), TRACED, Backward()), []),
        ((Forward(), TRACED, BackwardOutput()), []),
        (
            (SetLoss(LossKind.CROSS_ENTROPY), Forward(), ComputeLoss(), TRACED, Backward()),
            ["NegBackward0", "SumBackward0", "MulBackward0", "LogSoftmaxBackward0"],
        ),
    ],
)
def test_what_came_into_a_node_has_the_bits_of_the_number_that_is_explained(calls, unnamed):
    trainer = Trainer()
    for call in calls:
        trainer.apply(call)
    trace = trainer.snapshot().trace
    assert trainer.snapshot().explained_backward == trace.call
    without = []
    for visit in trace.visits:
        [flow] = visit.incoming
        place = tuple(length // 2 for length in flow.values.shape)
        leading = () if flow.sample is None else (flow.sample,)
        element = number_into(trace.graph, visit.node, (*leading, *place))
        if element is None:
            without.append(trace.graph.nodes[visit.node].name)
            continue
        trainer.apply(Inspect(element))
        found = trainer.snapshot().inspection.explanation
        assert np.float32(found.number).tobytes() == flow.values[place].tobytes()
    assert without == unnamed
