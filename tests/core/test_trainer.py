"""The trainer against a plain PyTorch loop: bit for bit, on the same machine."""

import numpy as np
import pytest
import torch
from torch import nn

from lenet_gui.core import optimizers
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ComputeLoss,
    Evaluate,
    Forward,
    LoadInput,
    LossKind,
    NextBatch,
    OptimizerStep,
    Phase,
    Reset,
    SetDevice,
    SetLoss,
    SetOptimizer,
    SetThreads,
    ShowSample,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.errors import CallError, FailureKind, InputError
from lenet_gui.core.graph import GraphStatus
from lenet_gui.core.image_set import as_input
from lenet_gui.core.inputs import Digits, Part, Picture, RandomImage
from lenet_gui.core.snapshot import GradientState, Notice
from lenet_gui.core.timeline import GoTo, Moment
from lenet_gui.core.trainer import Trainer
from tests.core import oracle

ITERATION = (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())
ONE_STEP = (Forward(), ComputeLoss(), Backward(), OptimizerStep())


def apply_all(trainer: Trainer, *commands) -> None:
    for command in commands:
        trainer.apply(command)


def same_bits(snapshot_arrays, tensors) -> bool:
    return all(
        array.tobytes() == tensor.detach().numpy().tobytes()
        for array, tensor in zip(snapshot_arrays.values(), tensors, strict=True)
    )


@pytest.fixture
def trainer() -> Trainer:
    return Trainer(seed=0)


def test_start_has_the_bits_of_the_tutorials_draws(trainer):
    start = oracle.tutorial(0)
    snapshot = trainer.snapshot()
    assert same_bits(snapshot.parameters, start.net.parameters())
    assert snapshot.input.pixels.tobytes() == start.x.numpy().tobytes()
    assert snapshot.input.target.tobytes() == start.y.numpy().tobytes()


def test_start_leaves_the_global_stream_of_random_numbers_alone():
    torch.manual_seed(11)
    expected = torch.rand(3)
    torch.manual_seed(11)
    trainer = Trainer(seed=4)
    trainer.apply(Forward())
    trainer.apply(BackwardOutput())
    assert torch.equal(torch.rand(3), expected)


def test_one_step_has_the_bits_of_a_plain_loop(trainer):
    apply_all(trainer, *ONE_STEP)
    start = oracle.tutorial(0)
    optimizer = torch.optim.SGD(start.net.parameters(), lr=0.01)
    output = start.net(start.x)
    loss = nn.MSELoss()(output, start.y)
    loss.backward()
    optimizer.step()
    snapshot = trainer.snapshot()
    assert snapshot.loss == loss.item()
    assert snapshot.output.tobytes() == output.detach().numpy().tobytes()
    assert same_bits(snapshot.gradients, [p.grad for p in start.net.parameters()])
    assert same_bits(snapshot.parameters, start.net.parameters())


@pytest.mark.parametrize("spec", [
    optimizers.SGD(lr=0.05, momentum=0.9, dampening=0.1, weight_decay=0.01),
    optimizers.SGD(lr=0.05, momentum=0.9, nesterov=True),
    optimizers.Adam(lr=0.01, weight_decay=0.1, amsgrad=True),
    optimizers.AdamW(),
    optimizers.RMSprop(momentum=0.5, centered=True),
    optimizers.Adagrad(lr_decay=0.1, initial_accumulator_value=0.1),
    optimizers.Adadelta(),
], ids=lambda spec: spec.line())  # fmt: skip
def test_ten_iterations_of_each_optimizer_have_the_bits_of_torch_optim(trainer, spec):
    trainer.apply(SetOptimizer(spec))
    for _ in range(10):
        apply_all(trainer, *ITERATION)
    start = oracle.tutorial(0)
    optimizer = getattr(torch.optim, spec.name)(start.net.parameters(), **spec.arguments())
    for _ in range(10):
        start.net.zero_grad()
        nn.MSELoss()(start.net(start.x), start.y).backward()
        optimizer.step()
    snapshot = trainer.snapshot()
    assert same_bits(snapshot.parameters, start.net.parameters())
    parameters = dict(start.net.named_parameters())
    assert snapshot.optimizer_state or spec == optimizers.SGD()
    for entry in snapshot.optimizer_state:
        value = optimizer.state[parameters[entry.parameter]][entry.key]
        expected = float(value.double().norm()) if entry.shape else float(value)
        assert entry.value == pytest.approx(expected, rel=1e-12)


def test_manual_rule_has_the_bits_of_the_tutorials_first_method(trainer):
    for _ in range(10):
        apply_all(trainer, Forward(), ComputeLoss(), Backward(), OptimizerStep(UpdateRule.MANUAL))
    start = oracle.tutorial(0)
    losses = []
    for _ in range(10):
        loss = nn.MSELoss()(start.net(start.x), start.y)
        loss.backward()
        for f in start.net.parameters():
            f.data.sub_(f.grad.data * 0.01)
        losses.append(loss.item())
    assert trainer.snapshot().curve.losses.tolist() == losses
    assert same_bits(trainer.snapshot().parameters, start.net.parameters())


def test_digits_train_with_the_bits_of_a_plain_loop_over_the_same_batches():
    trainer = Trainer(seed=1, source=Digits(batch_size=8, seed=5))
    trainer.apply(SetLoss(LossKind.CROSS_ENTROPY))
    batches = []
    for _ in range(6):
        batch = trainer.state.feed.batch
        batches.append((batch.images.clone(), batch.labels.clone()))
        apply_all(trainer, ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())
        trainer.apply(NextBatch())
    torch.manual_seed(1)
    net = oracle.Net()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for images, labels in batches:
        optimizer.zero_grad()
        nn.CrossEntropyLoss()(net(images), labels).backward()
        optimizer.step()
    assert same_bits(trainer.snapshot().parameters, net.parameters())


def test_mse_on_digits_compares_with_one_hot_targets():
    trainer = Trainer(source=Digits(batch_size=4))
    apply_all(trainer, Forward(), ComputeLoss())
    batch = trainer.state.feed.batch
    one_hot = torch.eye(10)[batch.labels]
    expected = nn.MSELoss()(trainer.state.net(batch.images), one_hot)
    assert trainer.snapshot().loss == expected.item()


def test_zero_grad_leaves_none_or_zeros_as_asked(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward())
    trainer.apply(ZeroGrad(set_to_none=False))
    snapshot = trainer.snapshot()
    assert all(not gradient.any() for gradient in snapshot.gradients.values())
    assert {row.gradient_state for row in snapshot.rows} == {GradientState.ZEROS}
    trainer.apply(ZeroGrad())
    snapshot = trainer.snapshot()
    assert set(snapshot.gradients.values()) == {None}
    assert {row.gradient_state for row in snapshot.rows} == {GradientState.NONE}


def test_optimizers_zero_grad_clears_the_same_gradients_here(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward())
    trainer.apply(ZeroGrad(of=ZeroGradOf.OPTIMIZER))
    assert set(trainer.snapshot().gradients.values()) == {None}


def test_optimizer_moves_on_zeros_and_stands_still_on_none():
    moved = {}
    for to_none in (True, False):
        trainer = Trainer()
        trainer.apply(SetOptimizer(optimizers.Adam()))
        apply_all(trainer, *ONE_STEP, ZeroGrad(set_to_none=to_none))
        before = trainer.snapshot().parameters["fc3.bias"]
        trainer.apply(OptimizerStep())
        moved[to_none] = bool((trainer.snapshot().parameters["fc3.bias"] != before).any())
    assert moved == {True: False, False: True}


def test_second_backward_raises_pytorchs_own_words_and_changes_nothing(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward())
    before = trainer.snapshot()
    with pytest.raises(RuntimeError, match="Trying to backward through the graph a second time"):
        trainer.apply(Backward())
    after = trainer.snapshot()
    assert after.last.failure.kind is FailureKind.GRAPH_FREED
    assert after.last.failure.written == ()
    for name, gradient in before.gradients.items():
        assert gradient.tobytes() == after.gradients[name].tobytes()
    assert [row.deposits for row in after.rows] == [1] * 10


def test_retained_graph_is_gone_through_again_and_doubles_exactly(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward(retain_graph=True))
    once = trainer.snapshot()
    assert once.graph.status is GraphStatus.ALIVE
    outcome = trainer.apply(Backward(retain_graph=True))
    twice = trainer.snapshot()
    assert outcome.notices == (Notice.DEPOSIT_REPEATED,)
    for name, gradient in once.gradients.items():
        assert (gradient * np.float32(2)).tobytes() == twice.gradients[name].tobytes()
    assert [row.deposits for row in twice.rows] == [2] * 10


def test_failed_backward_names_the_gradients_it_had_written(trainer):
    apply_all(trainer, Forward(), ComputeLoss())
    with torch.no_grad():
        trainer.parameters["conv2.weight"].add_(0.1)
    with pytest.raises(CallError, match="modified by an inplace operation"):
        trainer.apply(Backward())
    snapshot = trainer.snapshot()
    failure = snapshot.last.failure
    assert failure.kind is FailureKind.STALE_WEIGHTS
    assert dict(failure.facts)["parameter"] == "conv2.weight"
    written = {name for name, gradient in snapshot.gradients.items() if gradient is not None}
    assert set(failure.written) == written
    assert written == {
        f"{fc}.{kind}" for fc in ("fc1", "fc2", "fc3") for kind in ("weight", "bias")
    }


def test_step_between_two_backwards_of_one_graph_is_explained_with_the_layer(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward(retain_graph=True), OptimizerStep())
    with pytest.raises(CallError, match=r"\[torch.FloatTensor \[84, 10\]\]"):
        trainer.apply(Backward())
    facts = dict(trainer.snapshot().last.failure.facts)
    assert facts == {
        "shape": "[84, 10]", "saved_version": "1", "version": "2", "parameter": "fc3.weight.T",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("commands", "kind", "words"),
    [
        ((ComputeLoss(),), FailureKind.NO_OUTPUT, "NameError: name 'output' is not defined"),
        ((Backward(),), FailureKind.NO_LOSS, "NameError: name 'loss' is not defined"),
        ((BackwardOutput(),), FailureKind.NO_OUTPUT, "NameError: name 'output' is not defined"),
        ((NextBatch(),), FailureKind.NO_BATCHES, "NameError: name 'batches' is not defined"),
        (
            (OptimizerStep(UpdateRule.MANUAL),),
            FailureKind.GRADIENT_NONE,
            "AttributeError: 'NoneType' object has no attribute 'data'",
        ),
        (
            (Forward(), BackwardOutput(vector=(1.0,) * 9)),
            FailureKind.VECTOR_SHAPE,
            "RuntimeError: Mismatch in shape",
        ),
    ],
)
def test_call_in_the_wrong_order_fails_as_in_a_script(trainer, commands, kind, words):
    *before, last = commands
    apply_all(trainer, *before)
    parameters = trainer.snapshot().parameters
    with pytest.raises(CallError) as caught:
        trainer.apply(last)
    assert str(caught.value).startswith(words)
    snapshot = trainer.snapshot()
    assert snapshot.last.failure.kind is kind
    assert all(
        values.tobytes() == snapshot.parameters[name].tobytes()
        for name, values in parameters.items()
    )


def test_old_loss_stays_until_the_next_one_as_a_variable_does(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Forward())
    loss = trainer.snapshot().loss
    outcome = trainer.apply(Backward())
    assert outcome.failure is None
    assert trainer.snapshot().loss == loss
    assert trainer.snapshot().graph.root == "loss"


@pytest.mark.parametrize(
    ("commands", "notice"),
    [
        ((OptimizerStep(),), Notice.STEP_WITHOUT_GRADIENTS),
        ((*ONE_STEP, OptimizerStep()), Notice.STEP_REPEATED),
        ((*ONE_STEP, *ONE_STEP), Notice.STEP_ACCUMULATED),
        ((*ONE_STEP, ZeroGrad(set_to_none=False), OptimizerStep()), Notice.STEP_ON_ZEROS),
        ((Forward(), ComputeLoss(), Backward(), ZeroGrad()), Notice.GRADIENTS_WIPED),
        ((Forward(), Forward()), Notice.GRAPH_REPLACED),
        ((*ONE_STEP, ComputeLoss()), Notice.LOSS_OF_OLD_OUTPUT),
        ((Forward(), LoadInput(RandomImage(3)), ComputeLoss()), Notice.LOSS_OF_OLD_OUTPUT),
        ((ZeroGrad(),), Notice.NOTHING_TO_CLEAR),
        (
            (SetLoss(LossKind.CROSS_ENTROPY), Forward(), ComputeLoss()),
            Notice.TARGET_NOT_CLASSES,
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Notice) else "",
)
def test_silent_case_is_noticed(trainer, commands, notice):
    apply_all(trainer, *commands)
    assert trainer.snapshot().last.notices == (notice,)


def test_canonical_loop_gives_no_notice(trainer):
    for _ in range(3):
        for command in (*ONE_STEP, ZeroGrad()):
            assert trainer.apply(command).notices == ()


def test_expected_phase_follows_the_canonical_loop(trainer):
    seen = [trainer.snapshot().expected]
    for command in (ZeroGrad(), *ONE_STEP):
        trainer.apply(command)
        seen.append(trainer.snapshot().expected)
    assert seen == [
        Phase.ZERO_GRAD, Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.STEP, Phase.ZERO_GRAD,
    ]  # fmt: skip


def test_new_optimizer_says_that_state_was_lost(trainer):
    trainer.apply(SetOptimizer(optimizers.SGD(momentum=0.9)))
    apply_all(trainer, *ONE_STEP)
    outcome = trainer.apply(SetOptimizer(optimizers.Adam()))
    assert outcome.notices == (Notice.STATE_LOST,)
    assert trainer.snapshot().optimizer_state == ()


def test_update_norm_is_the_distance_the_parameter_moved(trainer):
    before = trainer.snapshot().parameters
    apply_all(trainer, *ONE_STEP)
    after = trainer.snapshot()
    for row in after.rows:
        moved = after.parameters[row.name].astype(float) - before[row.name].astype(float)
        assert row.update_norm == pytest.approx(float(np.linalg.norm(moved)), rel=1e-4)


def test_unmeasured_commands_give_the_same_bits(trainer):
    other = Trainer(seed=0)
    for _ in range(5):
        for command in ITERATION:
            trainer.apply(command, measured=False)
            other.apply(command)
    first, second = trainer.snapshot(), other.snapshot()
    assert all(
        values.tobytes() == second.parameters[name].tobytes()
        for name, values in first.parameters.items()
    )


def test_snapshot_does_not_change_while_gradients_accumulate(trainer):
    apply_all(trainer, Forward(), ComputeLoss(), Backward(retain_graph=True))
    snapshot = trainer.snapshot()
    kept = {name: gradient.tobytes() for name, gradient in snapshot.gradients.items()}
    apply_all(trainer, Backward(retain_graph=True), OptimizerStep(), ZeroGrad(set_to_none=False))
    assert {name: gradient.tobytes() for name, gradient in snapshot.gradients.items()} == kept
    with pytest.raises(ValueError, match="read-only"):
        snapshot.gradients["conv1.bias"][0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        snapshot.curve.losses[0] = 1.0


def test_the_curve_is_the_same_one_until_there_is_another_loss(trainer):
    apply_all(trainer, Forward(), ComputeLoss())
    first = trainer.snapshot().curve
    apply_all(trainer, Backward(), OptimizerStep(), ZeroGrad(), Forward())
    assert trainer.snapshot().curve is first
    apply_all(trainer, ComputeLoss())
    later = trainer.snapshot().curve
    assert (len(first.losses), len(later.losses)) == (1, 2)
    apply_all(trainer, GoTo(Moment(0, 5)))
    assert trainer.snapshot().curve.losses.tolist() == first.losses.tolist()


def test_curve_of_an_old_snapshot_stays_as_it_was(trainer):
    apply_all(trainer, Forward(), ComputeLoss())
    early = trainer.snapshot().curve
    for _ in range(1500):
        trainer.apply(ComputeLoss())
    assert early.losses.tolist() == [trainer.snapshot().curve.losses[0]]
    assert len(trainer.snapshot().curve.losses) == 1501


def test_reset_goes_back_to_the_bits_of_the_start(trainer):
    start = trainer.snapshot()
    apply_all(trainer, *ONE_STEP, *ONE_STEP, Reset())
    again = trainer.snapshot()
    assert again.step == 0
    assert again.loss is None
    assert again.input.pixels.tobytes() == start.input.pixels.tobytes()
    assert all(
        values.tobytes() == again.parameters[name].tobytes()
        for name, values in start.parameters.items()
    )


def test_reset_with_a_seed_is_a_start_with_that_seed_and_the_chosen_settings(trainer):
    trainer.apply(SetOptimizer(optimizers.Adam()))
    trainer.apply(Reset(7))
    fresh = Trainer(seed=7).snapshot()
    snapshot = trainer.snapshot()
    assert snapshot.optimizer == optimizers.Adam()
    assert snapshot.seed == 7
    assert snapshot.parameters["fc1.weight"].tobytes() == fresh.parameters["fc1.weight"].tobytes()
    assert snapshot.input.target.tobytes() == fresh.input.target.tobytes()


@pytest.mark.parametrize(
    "command",
    [
        Reset(-1),
        SetThreads(0),
        SetThreads(100_000),
        SetDevice("toaster"),
        ShowSample(3),
        LoadInput(Digits(batch_size=0)),
        LoadInput(Digits(batch_size=10_000)),
        LoadInput(Digits(index=-1)),
        LoadInput(Digits(seed=-1)),
    ],
    ids=str,
)
def test_refused_command_leaves_every_bit_as_it_was(trainer, command):
    apply_all(trainer, Forward(), ComputeLoss(), Backward(retain_graph=True))
    before = trainer.snapshot()
    with pytest.raises(InputError):
        trainer.apply(command)
    after = trainer.snapshot()
    assert after.last == before.last
    assert (after.calls, after.loss, after.threads) == (before.calls, before.loss, before.threads)
    assert after.input.source == before.input.source
    for name, gradient in before.gradients.items():
        assert gradient.tobytes() == after.gradients[name].tobytes()
    trainer.apply(Backward())
    assert trainer.snapshot().rows[0].deposits == 2


def test_evaluation_is_the_share_of_test_images_rightly_classified_and_touches_nothing():
    trainer = Trainer(source=Digits(batch_size=16))
    apply_all(trainer, *ONE_STEP)
    before = trainer.snapshot()
    trainer.apply(Evaluate())
    after = trainer.snapshot()
    test = trainer.state.feed.data.test
    with torch.no_grad():
        guesses = trainer.state.net(torch.from_numpy(as_input(test.images))).argmax(1).numpy()
    assert after.test_accuracy == (guesses == test.labels).mean()
    assert after.test_images == len(test.labels)
    assert after.graph == before.graph
    assert after.gradients["conv1.bias"].tobytes() == before.gradients["conv1.bias"].tobytes()
    trainer.apply(Evaluate(limit=50))
    assert trainer.snapshot().test_accuracy == (guesses == test.labels)[:50].mean()


def test_accuracy_on_the_batch_counts_the_largest_outputs():
    trainer = Trainer(source=Digits(batch_size=20, part=Part.TEST))
    trainer.apply(Forward())
    snapshot = trainer.snapshot()
    right = snapshot.output.argmax(1) == trainer.state.feed.batch.labels.numpy()
    assert snapshot.accuracy == right.mean()


def test_shown_sample_chooses_what_the_panels_see():
    trainer = Trainer(source=Digits(batch_size=4))
    trainer.apply(Forward())
    trainer.apply(ShowSample(2))
    snapshot = trainer.snapshot()
    assert snapshot.activations["fc3"].tobytes() == snapshot.output[2].tobytes()
    assert snapshot.input.label == trainer.state.feed.batch.labels[2].item()
    trainer.apply(LoadInput(RandomImage(1)))
    assert trainer.snapshot().input.sample == 0
    assert trainer.snapshot().activations["fc3"].shape == (10,)


def test_picture_without_a_label_has_no_loss_and_says_so(trainer):
    trainer.apply(LoadInput(Picture(bytes(1024))))
    trainer.apply(Forward())
    with pytest.raises(CallError):
        trainer.apply(ComputeLoss())
    assert trainer.snapshot().last.failure.kind is FailureKind.NO_TARGET


def test_vectors_come_from_a_stream_of_their_own(trainer):
    other = Trainer(seed=0)
    apply_all(trainer, Forward(), BackwardOutput(retain_graph=True), ZeroGrad(), BackwardOutput())
    apply_all(other, Forward(), BackwardOutput(seed=5, retain_graph=True), ZeroGrad())
    apply_all(other, BackwardOutput(retain_graph=True))
    assert trainer.snapshot().gradients["fc3.bias"].tobytes() != (
        other.snapshot().gradients["fc3.bias"].tobytes()
    )
    vector = torch.randn(1, 10, generator=torch.Generator().manual_seed(5))
    other.apply(ZeroGrad())
    apply_all(other, BackwardOutput(seed=5))
    # d output / d fc3.bias is the identity, so the bias's gradient is the vector itself.
    assert other.snapshot().gradients["fc3.bias"].tobytes() == vector[0].numpy().tobytes()


def test_unknown_command_is_a_type_error(trainer):
    with pytest.raises(TypeError, match="not a command"):
        trainer.apply("backward")
