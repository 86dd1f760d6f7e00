"""Any calls in any order, mistakes among them: explained or done, seen, and undone by a reset."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    ComputeLoss,
    Forward,
    LossKind,
    NextBatch,
    OptimizerStep,
    Reset,
    SetLoss,
    SetOptimizer,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.errors import CallError, FailureKind
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.optimizers import SGD, Adam
from lenet_gui.core.trainer import Trainer

LOOP = st.sampled_from([
    ZeroGrad(), ZeroGrad(set_to_none=False), ZeroGrad(of=ZeroGradOf.OPTIMIZER), Forward(),
    ComputeLoss(), ComputeLoss(divide_by=4), Backward(), Backward(retain_graph=True),
    BackwardOutput(retain_graph=True), BackwardOutput(), OptimizerStep(), NextBatch(),
    OptimizerStep(UpdateRule.MANUAL), ClipGradNorm(0.5), SetOptimizer(Adam()),
    SetOptimizer(SGD(momentum=0.9)), SetLoss(LossKind.CROSS_ENTROPY), SetLoss(LossKind.MSE),
])  # fmt: skip
MISTAKES = st.sampled_from(Mistake).map(Misuse)
STANDARD = st.sampled_from([Forward(), ComputeLoss(), Backward(), OptimizerStep()])
CALLS = st.lists(st.tuples(st.one_of(STANDARD, LOOP, MISTAKES), st.booleans()), max_size=30)
SOURCES = st.sampled_from([None, Digits(batch_size=4)])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(source=SOURCES, calls=CALLS)
def test_any_calls_are_done_or_explained_and_a_reset_undoes_them(source, calls):
    trainer = Trainer(source=source)
    for command, measured in calls:
        try:
            outcome = trainer.apply(command, measured=measured)
        except CallError:
            outcome = trainer.state.last
        failure = outcome.failure
        assert failure is None or failure.kind is not FailureKind.OTHER, failure
        if measured:
            snapshot = trainer.snapshot()
            assert snapshot.last is outcome
            assert all(values.shape for values in snapshot.activations.values())
    trainer.apply(SetOptimizer())
    trainer.apply(SetLoss())
    trainer.apply(Reset())
    fresh = Trainer(source=source)
    for command in (Forward(), ComputeLoss(), Backward(), OptimizerStep()):
        assert trainer.apply(command) == fresh.apply(command)
    one, two = trainer.snapshot(), fresh.snapshot()
    assert one.rows == two.rows
    assert one.loss == two.loss
    for name, values in two.parameters.items():
        assert one.parameters[name].tobytes() == values.tobytes()
