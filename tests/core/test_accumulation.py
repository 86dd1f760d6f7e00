"""The accumulation bench against plain PyTorch loops, and the lab numbers of the notes."""

import contextlib
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from lenet_gui.core.accumulation import (
    AccumulationPlan,
    BenchAccumulation,
    Clipping,
    Reduction,
    Scheduling,
    Weighting,
)
from lenet_gui.core.accumulation_report import (
    AccumulationReport,
    ComparedNumber,
    Reason,
    Verdict,
)
from lenet_gui.core.batches import Batch
from lenet_gui.core.commands import (
    Backward,
    ComputeLoss,
    Forward,
    LoadInput,
    LossKind,
    OptimizerStep,
    Reset,
    SetLoss,
    SetOptimizer,
    ZeroGrad,
)
from lenet_gui.core.errors import CallError, InputError, InputProblem
from lenet_gui.core.inputs import Digits
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.optimizers import SGD, Adagrad, Adam, OptimizerSpec
from lenet_gui.core.trainer import Trainer
from tests.core import oracle

EIGHTS = (8, 8, 8, 8)


def lab() -> tuple[oracle.Net, Tensor, Tensor]:
    """The network and the batch of the labs: one stream of random numbers."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    return oracle.Net(), torch.randn(32, 1, 32, 32), torch.randn(32, 10)


def lab_classes() -> Tensor:
    torch.manual_seed(3)
    return torch.randint(0, 10, (32,))


def bench(
    plan: AccumulationPlan,
    *,
    scale: float = 1.0,
    loss: LossKind = LossKind.MSE,
    optimizer: OptimizerSpec | None = None,
) -> AccumulationReport:
    """The report on the labs' batch."""
    trainer = Trainer(seed=0)
    _, x, y = lab()
    trainer.state.feed._batch = Batch(x, y * scale, lab_classes())
    trainer.apply(SetLoss(loss))
    trainer.apply(SetOptimizer(optimizer or SGD()))
    trainer.apply(BenchAccumulation(plan))
    return trainer.snapshot().accumulation


def squared(net: nn.Module, x: Tensor, y: Tensor) -> Tensor:
    return nn.MSELoss()(net(x), y)


def gradients(net: nn.Module) -> list[np.ndarray]:
    return [p.grad.numpy().copy() for p in net.parameters()]


def flat(arrays: list[np.ndarray]) -> np.ndarray:
    return np.concatenate([a.ravel().astype(np.float64) for a in arrays])


def accumulated(
    sizes: tuple[int, ...], weights: list[float], scale: float = 1.0, each: float | None = None
) -> tuple[np.ndarray, list[float]]:
    """The gradient of a plain loop, in float64 digits, and the losses of its micro-batches."""
    net, x, y = lab()
    losses = []
    for images, target, weight in zip(x.split(sizes), y.split(sizes), weights, strict=True):
        loss = squared(net, images, target * scale)
        (loss * weight).backward()
        losses.append(loss.item())
        if each is not None:
            nn.utils.clip_grad_norm_(net.parameters(), each)
    return flat(gradients(net)), losses


def relative(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.linalg.norm(one - other) / np.linalg.norm(other))


def worst(report: AccumulationReport, target: Tensor, criterion: nn.Module) -> float:
    """The notes' measure: the largest difference, by the largest entry of the same tensor."""
    net, x, _ = lab()
    criterion(net(x), target).backward()
    rows = zip(report.gradients, gradients(net), strict=True)
    return max(row.largest / np.abs(whole).max() for row, whole in rows)


# -- the labs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 4, 8, 16, 32])
def test_lab_9_micro_batches_divided_by_n_are_the_full_batch_up_to_rounding(count):
    report = bench(AccumulationPlan((32 // count,) * count))
    assert report.finding.verdict is Verdict.ROUNDING
    assert report.gradient.norm == pytest.approx(0.1976932, rel=1e-4)
    assert report.whole.losses[0] == pytest.approx(0.9227285, rel=1e-4)
    assert report.accumulated.losses[0] == pytest.approx(report.whole.losses[0], rel=1e-6)
    assert report.gradient.largest < 1e-7
    assert report.gradient.ulp_median <= 3
    assert report.finding.exact < 1e-14


@pytest.mark.parametrize("count", [2, 4, 8, 16, 32])
def test_lab_9_undivided_gradient_is_n_times_as_long(count):
    plan = AccumulationPlan((32 // count,) * count, weighting=Weighting.NONE)
    report = bench(plan)
    assert report.finding.verdict is Verdict.FACTOR
    assert report.finding.reason is Reason.UNDIVIDED
    assert report.finding.factor == pytest.approx(count, rel=1e-9)
    assert report.gradient.norm_ratio == pytest.approx(count, abs=1e-5)


@pytest.mark.parametrize("count", [4, 5])
def test_lab_9_a_smaller_learning_rate_makes_up_for_it_in_sgd(count):
    sizes = (32 // count,) * count
    divided = bench(AccumulationPlan(sizes))
    slower = bench(AccumulationPlan(sizes, weighting=Weighting.NONE, divide_lr=True))
    assert slower.finding.factor == pytest.approx(count, rel=1e-9)
    assert slower.moved_finding.verdict is Verdict.ROUNDING
    # Dividing by a power of two rounds nothing, so that both ways are the same to the last bit.
    assert (slower.moved == divided.moved) is (count == 4)
    assert slower.moved.largest < 1e-7


def test_lab_9_a_smaller_learning_rate_makes_up_for_nothing_in_adam():
    plan = AccumulationPlan(EIGHTS, weighting=Weighting.NONE, divide_lr=True, updates=3)
    report = bench(plan, optimizer=Adam())
    assert report.moved_finding.verdict is Verdict.WRONG
    assert report.moved_finding.reason is Reason.OPTIMIZER


@pytest.mark.parametrize(
    ("sizes", "error", "loss"),
    [((12, 12, 8), 0.4744, 0.935918), ((31, 1), 4.087, 0.959573), ((15, 15, 2), 1.495, 0.876753)],
)
def test_lab_10_unequal_micro_batches_need_their_share_as_weight(sizes, error, loss):
    naive = bench(AccumulationPlan(sizes))
    assert naive.finding.verdict is Verdict.WRONG
    assert naive.finding.reason is Reason.UNEQUAL_SIZES
    assert worst(naive, lab()[2], nn.MSELoss()) == pytest.approx(error, rel=1e-3)
    assert naive.accumulated.losses[0] == pytest.approx(loss, rel=1e-4)
    weighted = bench(AccumulationPlan(sizes, weighting=Weighting.SHARE))
    assert weighted.finding.verdict is Verdict.ROUNDING
    assert worst(weighted, lab()[2], nn.MSELoss()) < 1e-5
    assert weighted.accumulated.losses[0] == pytest.approx(0.922729, rel=1e-4)


def test_lab_10_three_of_four_micro_batches_make_three_quarters():
    report = bench(AccumulationPlan((8, 8, 8), window=4))
    assert report.finding.verdict is Verdict.FACTOR
    assert report.finding.reason is Reason.PARTIAL_WINDOW
    assert report.finding.factor == pytest.approx(0.75, rel=1e-9)
    assert report.gradient.norm_ratio == pytest.approx(0.75, abs=1e-5)


def test_lab_10_ignored_targets_need_the_sum_over_all_of_them():
    masked = AccumulationPlan((16, 16), ignored=14)
    naive = bench(masked, loss=LossKind.CROSS_ENTROPY)
    assert naive.finding.verdict is Verdict.WRONG
    assert naive.finding.reason is Reason.UNEQUAL_TARGETS
    assert [part.valid for part in naive.parts] == [2, 16]
    assert naive.accumulated.losses[0] == pytest.approx(2.28753, rel=1e-4)
    assert naive.whole.losses[0] == pytest.approx(2.32657, rel=1e-4)
    target = lab_classes()
    target[:14] = -100
    assert worst(naive, target, nn.CrossEntropyLoss()) == pytest.approx(2.98, rel=1e-2)
    fixed = replace(masked, reduction=Reduction.SUM, weighting=Weighting.TOTAL)
    report = bench(fixed, loss=LossKind.CROSS_ENTROPY)
    assert report.finding.verdict is Verdict.ROUNDING
    assert report.accumulated.losses[0] == pytest.approx(2.32657, rel=1e-4)


def test_lab_11_clipping_each_micro_batch_turns_the_gradient():
    plan = AccumulationPlan(EIGHTS, clipping=Clipping.EACH, max_norm=0.5)
    each = bench(plan, scale=10.0)
    assert each.finding.verdict is Verdict.WRONG
    assert each.finding.reason is Reason.CLIPPED_EACH
    assert each.gradient.cosine == pytest.approx(0.8921, abs=1e-3)
    assert each.gradient.norm == pytest.approx(0.5, rel=1e-4)
    assert each.gradient.norm_ratio == pytest.approx(1.0, rel=1e-4)
    once = bench(replace(plan, clipping=Clipping.ONCE), scale=10.0)
    assert once.finding.verdict is Verdict.ROUNDING
    assert once.parts[-1].after == pytest.approx(1.938014, rel=1e-4)


def test_a_schedule_of_micro_batches_runs_ahead_of_the_updates():
    plan = AccumulationPlan(EIGHTS, scheduling=Scheduling.MICRO_BATCH, updates=10)
    report = bench(plan, optimizer=SGD(lr=0.1))
    # Update k comes after 4 k + 4 steps of a schedule that halves the rate every 10. (In the
    # notes, the update comes before the last of them, and the rates are one update later.)
    expected = [0.1 * 0.5 ** ((4 * k + 4) // 10) for k in range(10)]
    assert report.accumulated.lrs == pytest.approx(expected)
    assert report.whole.lrs == pytest.approx([0.1] * 10)
    assert report.finding.verdict is Verdict.ROUNDING
    assert report.moved_finding.verdict is Verdict.WRONG
    assert report.moved_finding.reason is Reason.SCHEDULE


# -- against a plain loop -----------------------------------------------------------------------

LOOPS = {
    "divided": (AccumulationPlan(EIGHTS), [0.25] * 4, None),
    "undivided": (AccumulationPlan(EIGHTS, weighting=Weighting.NONE), [1.0] * 4, None),
    "unequal": (AccumulationPlan((16, 8, 8), window=4), [0.25] * 3, None),
    "weighted": (
        AccumulationPlan((20, 12), weighting=Weighting.SHARE), [20 / 32, 12 / 32], None
    ),
    "clipped": (
        AccumulationPlan(EIGHTS, clipping=Clipping.EACH, max_norm=0.05), [0.25] * 4, 0.05
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOPS)
def test_what_it_reports_is_what_a_plain_loop_gets(name):
    plan, weights, each = LOOPS[name]
    report = bench(plan)
    plain, losses = accumulated(plan.sizes, weights, each=each)
    whole, (full_loss,) = accumulated((32,), [1.0])
    if each is not None:
        net, x, y = lab()
        squared(net, x, y).backward()
        nn.utils.clip_grad_norm_(net.parameters(), each)
        whole = flat(gradients(net))
    assert [part.loss for part in report.parts] == losses
    assert [part.weight for part in report.parts] == weights
    assert report.whole.losses == (full_loss,)
    # Every number goes into these: one other bit somewhere, and they are others.
    assert report.gradient.largest == np.abs(plain - whole).max()
    assert report.gradient.relative_error == pytest.approx(relative(plain, whole), rel=1e-12)
    assert report.gradient.norm == pytest.approx(np.linalg.norm(whole), rel=1e-12)
    assert report.gradient.ulps[0] == np.count_nonzero(plain == whole)


def test_every_micro_batch_is_reported_with_its_deposit():
    report = bench(AccumulationPlan((20, 12), weighting=Weighting.SHARE))
    first, _ = accumulated((20, 12), [20 / 32, 0.0])
    alone, _ = accumulated((20, 12), [0.0, 12 / 32])
    whole, _ = accumulated((32,), [1.0])
    direction = whole / np.linalg.norm(whole)
    for part, deposit in zip(report.parts, (first, alone), strict=True):
        assert part.norm == pytest.approx(np.linalg.norm(deposit), rel=1e-6)
        assert part.along == pytest.approx(float(deposit @ direction), rel=1e-5)
        assert (part.counted, part.kept) == (1.0, 1.0)
    assert sum(part.along for part in report.parts) == pytest.approx(report.gradient.norm, rel=1e-6)


def test_clipping_keeps_less_of_the_earlier_deposits():
    plan = AccumulationPlan(EIGHTS, clipping=Clipping.EACH, max_norm=0.05)
    parts = bench(plan).parts
    for part in parts:
        assert part.after == pytest.approx(min(part.before, 0.05), rel=1e-4)
    shrunk = [part.after / part.before for part in parts]
    for index, part in enumerate(parts):
        assert part.kept == pytest.approx(np.prod(shrunk[index:]), rel=1e-9)
    assert parts[0].kept < parts[-1].kept < 1


def test_parameters_after_the_updates_are_those_of_a_plain_loop():
    plan = AccumulationPlan((12, 12, 8), updates=4)
    report = bench(plan, optimizer=SGD(lr=0.1, momentum=0.9, weight_decay=0.01))
    ends, losses = [], []
    for sizes in ((12, 12, 8), (32,)):
        net, x, y = lab()
        start = flat([p.detach().numpy().copy() for p in net.parameters()])
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=0.01)
        for _ in range(4):
            optimizer.zero_grad()
            total = 0.0
            for images, target in zip(x.split(sizes), y.split(sizes), strict=True):
                loss = squared(net, images, target) / len(sizes)
                loss.backward()
                total += loss.item()
            losses.append(total)
            optimizer.step()
        ends.append(flat([p.detach().numpy() for p in net.parameters()]))
    assert [*report.accumulated.losses, *report.whole.losses] == losses
    assert report.moved.largest == np.abs(ends[0] - ends[1]).max()
    assert report.distance == pytest.approx(np.linalg.norm(ends[1] - start), rel=1e-9)
    assert report.moved_finding.reason is Reason.GRADIENTS


def test_each_parameter_has_a_row_that_a_plain_loop_confirms():
    report = bench(AccumulationPlan((31, 1)))
    plain, _ = accumulated((31, 1), [0.5, 0.5])
    whole, _ = accumulated((32,), [1.0])
    net = oracle.Net()
    ends = np.cumsum([p.numel() for p in net.parameters()])[:-1]
    pieces = zip(np.split(plain, ends), np.split(whole, ends), strict=True)
    for row, (name, _), (one, other) in zip(
        report.gradients, net.named_parameters(), pieces, strict=True
    ):
        assert row.name == name
        assert row.count == len(one) == sum(row.ulps)
        assert row.norm_ratio == pytest.approx(np.linalg.norm(one) / np.linalg.norm(other))
        assert row.relative_error == pytest.approx(relative(one, other))
        assert row.largest == np.abs(one - other).max()
        cosine = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
        assert row.cosine == pytest.approx(cosine)


def test_examples_are_numbers_of_the_plain_loops_and_lie_in_their_bins():
    report = bench(AccumulationPlan((31, 1)))
    plain, _ = accumulated((31, 1), [0.5, 0.5])
    whole, _ = accumulated((32,), [1.0])
    found = [number for number in report.examples if number is not None]
    assert [number is None for number in report.examples] == [
        count == 0 for count in report.gradient.ulps
    ]
    assert max(abs(number.whole) for number in found) == np.abs(whole).max()
    for number in found:
        place = place_of(number)
        assert (number.accumulated, number.whole) == (plain[place], whole[place])


def test_each_micro_batch_names_the_largest_number_of_its_deposit():
    report = bench(AccumulationPlan((20, 12), weighting=Weighting.SHARE))
    plain, _ = accumulated((20, 12), [20 / 32, 12 / 32])
    for part, weights in zip(report.parts, ([20 / 32, 0.0], [0.0, 12 / 32]), strict=True):
        deposit, _ = accumulated((20, 12), weights)
        place = place_of(part.largest)
        assert abs(part.deposited) == np.abs(deposit).max()
        assert part.deposited == deposit[place]
        assert part.largest.accumulated == plain[place]


@pytest.mark.parametrize("weighting", [Weighting.COUNT, Weighting.SHARE, Weighting.NONE])
def test_a_backward_of_the_session_on_the_batch_holds_the_whole_batchs_examples(weighting):
    trainer = Trainer(source=Digits(batch_size=32))
    trainer.apply(BenchAccumulation(AccumulationPlan((8, 24), weighting=weighting)))
    for command in (ZeroGrad(), Forward(), ComputeLoss(), Backward()):
        trainer.apply(command)
    snapshot = trainer.snapshot()
    report = snapshot.accumulation
    numbers = [*filter(None, report.examples), *(part.largest for part in report.parts)]
    assert [float(snapshot.gradients[n.name][n.index]) for n in numbers] == [
        n.whole for n in numbers
    ]


def place_of(number: ComparedNumber) -> int:
    """Where it lies among all gradients, one after the other."""
    before = 0
    for name, parameter in oracle.Net().named_parameters():
        if name == number.name:
            return before + int(np.ravel_multi_index(number.index, parameter.shape))
        before += parameter.numel()
    raise KeyError(number.name)


# -- verdicts -----------------------------------------------------------------------------------


def test_one_micro_batch_is_the_batch_to_the_last_bit():
    report = bench(AccumulationPlan((32,), updates=3))
    assert report.finding.verdict is Verdict.IDENTICAL
    assert report.gradient.identical
    assert report.gradient.ulps[0] == 61706
    assert report.moved_finding.verdict is Verdict.IDENTICAL


def test_a_sum_needs_no_weight_and_dividing_it_is_a_factor():
    right = AccumulationPlan((12, 12, 8), reduction=Reduction.SUM, weighting=Weighting.NONE)
    assert bench(right).finding.verdict is Verdict.ROUNDING
    found = bench(replace(right, weighting=Weighting.COUNT)).finding
    assert (found.verdict, found.reason) == (Verdict.FACTOR, Reason.DIVIDED_SUM)
    assert found.factor == pytest.approx(1 / 3)


def test_clipping_hides_a_factor():
    plan = AccumulationPlan(
        EIGHTS, weighting=Weighting.NONE, clipping=Clipping.ONCE, max_norm=0.01, updates=3
    )
    report = bench(plan)
    assert report.finding.verdict is Verdict.ROUNDING
    assert report.finding.reason is Reason.HIDDEN_BY_CLIPPING
    assert report.moved_finding.verdict is Verdict.ROUNDING


def test_clipping_hides_a_factor_of_long_gradients_to_the_last_digits():
    plan = AccumulationPlan(
        (12, 17, 3), reduction=Reduction.SUM, clipping=Clipping.ONCE, max_norm=0.1, updates=20
    )
    report = bench(plan, optimizer=Adagrad())
    assert report.finding.reason is Reason.HIDDEN_BY_CLIPPING
    assert report.moved_finding.verdict is Verdict.ROUNDING


def test_a_mean_that_is_divided_by_the_total_counts_as_often_as_there_are_pieces():
    found = bench(AccumulationPlan(EIGHTS, weighting=Weighting.TOTAL)).finding
    assert (found.verdict, found.reason) == (Verdict.FACTOR, Reason.OTHER)
    assert found.factor == pytest.approx(4)


def test_a_factor_that_clipping_no_longer_hides_comes_out():
    plan = AccumulationPlan(
        EIGHTS, weighting=Weighting.NONE, clipping=Clipping.ONCE, max_norm=0.15, updates=30
    )
    report = bench(plan, optimizer=SGD(lr=0.1))
    assert report.finding.reason is Reason.HIDDEN_BY_CLIPPING
    assert report.moved_finding.verdict is Verdict.WRONG
    assert report.moved_finding.reason is Reason.GRADIENTS


def test_clips_that_begin_at_a_later_update_are_found_in_the_parameters():
    plan = AccumulationPlan(EIGHTS, clipping=Clipping.EACH, max_norm=0.21, updates=30)
    report = bench(plan, optimizer=SGD(lr=2.0, momentum=0.9))
    assert report.finding.reason is Reason.NONE
    assert report.moved_finding.reason is Reason.CLIPPED_EACH


def test_dividing_both_the_loss_and_the_learning_rate_is_once_too_often():
    found = bench(AccumulationPlan(EIGHTS, divide_lr=True)).moved_finding
    assert (found.verdict, found.reason) == (Verdict.WRONG, Reason.LEARNING_RATE)


def test_a_micro_batch_without_targets_adds_nothing_and_its_loss_is_nan():
    plan = AccumulationPlan(EIGHTS, ignored=8)
    report = bench(plan, loss=LossKind.CROSS_ENTROPY)
    assert (report.finding.verdict, report.finding.reason) == (Verdict.FACTOR, Reason.NO_TARGETS)
    assert report.finding.factor == pytest.approx(0.75)
    assert np.isnan(report.parts[0].loss)
    assert report.parts[0].norm == 0


def test_nan_is_no_verdict_on_the_plan():
    trainer = Trainer(source=Digits(batch_size=8))
    with torch.no_grad():
        trainer.parameters["fc3.bias"][0] = float("nan")
    trainer.apply(BenchAccumulation(AccumulationPlan((4, 4))))
    report = trainer.snapshot().accumulation
    assert report.finding.verdict is Verdict.NOT_FINITE
    assert report.moved_finding.reason is Reason.GRADIENTS


def test_gradients_that_are_all_zero_are_equal():
    trainer = Trainer(source=Digits(batch_size=8))
    trainer.apply(SetLoss(LossKind.CROSS_ENTROPY))
    trainer.state.feed.batch.labels.fill_(3)
    with torch.no_grad():  # so sure of the digit that softmax gives it 1 exactly
        trainer.parameters["fc3.bias"].fill_(-1e4)
        trainer.parameters["fc3.bias"][3] = 0.0
    trainer.apply(BenchAccumulation(AccumulationPlan((5, 3))))
    report = trainer.snapshot().accumulation
    assert report.gradient.norm == 0
    assert report.finding.verdict in (Verdict.IDENTICAL, Verdict.ROUNDING)


def test_the_mistake_is_found_in_a_network_that_has_nearly_finished():
    trainer = Trainer(source=Digits(batch_size=8))
    net, batch = trainer.state.net, trainer.state.feed.batch
    optimizer = torch.optim.Adam(net.parameters(), lr=3e-3)
    for _ in range(200):
        optimizer.zero_grad()
        nn.MSELoss()(net(batch.images), batch.target).backward()
        optimizer.step()
    for weighting, verdict in ((Weighting.COUNT, Verdict.WRONG), (Weighting.SHARE, "rounding")):
        trainer.apply(BenchAccumulation(AccumulationPlan((5, 3), weighting=weighting)))
        report = trainer.snapshot().accumulation
        assert report.finding.verdict == verdict


# -- the session --------------------------------------------------------------------------------


def test_it_leaves_the_session_as_it_was():
    trainer = Trainer(source=Digits(batch_size=32))
    trainer.apply(SetOptimizer(Adam()))
    for command in (Forward(), ComputeLoss(), Backward(), OptimizerStep()):
        trainer.apply(command)
    for command in (Forward(), ComputeLoss(), Backward(retain_graph=True)):
        trainer.apply(command)
    random, before = torch.get_rng_state(), trainer.snapshot()
    trainer.apply(BenchAccumulation(AccumulationPlan(EIGHTS, ignored=0, updates=5)))
    after = trainer.snapshot()
    assert after.accumulation is not None
    assert torch.equal(torch.get_rng_state(), random)
    assert after.rows == before.rows
    assert after.graph == before.graph
    assert after.input.indices == before.input.indices
    assert after.input.batch == before.input.batch
    assert after.optimizer_state == before.optimizer_state
    assert after.curve.losses.tolist() == before.curve.losses.tolist()
    assert (after.step, after.line, after.lr) == (before.step, before.line, before.lr)
    for name, values in before.parameters.items():
        assert after.parameters[name].tobytes() == values.tobytes()
        assert after.gradients[name].tobytes() == before.gradients[name].tobytes()
    trainer.apply(Backward())  # the graph is alive still


@pytest.mark.parametrize("mistake", Mistake)
def test_it_copies_a_network_in_whatever_state_mistakes_have_left_it(mistake):
    trainer = Trainer(source=Digits(batch_size=4))
    for command in (Forward(), ComputeLoss(), Backward(), Misuse(mistake), Misuse(mistake)):
        with contextlib.suppress(CallError):
            trainer.apply(command)
    before = trainer.snapshot()
    trainer.apply(BenchAccumulation(AccumulationPlan((2, 2), updates=2)))
    after = trainer.snapshot()
    assert after.accumulation.gradient.count == 61706
    assert after.rows == before.rows
    assert after.graph == before.graph


def test_ignored_targets_are_ignored_in_a_copy():
    trainer = Trainer(source=Digits(batch_size=32))
    trainer.apply(SetLoss(LossKind.CROSS_ENTROPY))
    labels = trainer.state.feed.batch.labels.clone()
    trainer.apply(BenchAccumulation(AccumulationPlan((16, 16), ignored=14)))
    assert torch.equal(trainer.state.feed.batch.labels, labels)


def test_frozen_parameters_stay_frozen_in_the_session_and_take_part_in_the_copy():
    trainer = Trainer(source=Digits(batch_size=8))
    trainer.parameters["conv1.weight"].requires_grad_(False)
    trainer.apply(BenchAccumulation(AccumulationPlan((4, 4))))
    assert not trainer.parameters["conv1.weight"].requires_grad
    assert trainer.snapshot().accumulation.gradients[0].norm > 0


@pytest.mark.parametrize("command", [Reset(), LoadInput(Digits(batch_size=4))])
def test_a_new_start_or_input_forgets_the_report(command):
    trainer = Trainer(source=Digits(batch_size=8))
    trainer.apply(BenchAccumulation(AccumulationPlan((4, 4))))
    assert trainer.snapshot().accumulation is not None
    trainer.apply(command)
    assert trainer.snapshot().accumulation is None


def test_what_pytorch_warns_of_is_written_down():
    trainer = Trainer(source=Digits(batch_size=8))
    plan = AccumulationPlan((4, 4), scheduling=Scheduling.MICRO_BATCH)
    outcome = trainer.apply(BenchAccumulation(plan))
    assert [text.partition(" `")[0] for text in outcome.warnings] == [
        "UserWarning: Detected call of"
    ]


@pytest.mark.parametrize(
    ("plan", "name", "problem"),
    [
        (AccumulationPlan(()), "len(sizes)", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((1,) * 65), "len(sizes)", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((4, 0)), "min(sizes)", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((4, 5)), "sum(sizes)", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((4, 4), window=1), "window", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((4, 4), updates=0), "updates", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((4, 4), updates=51), "updates", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((4, 4), ignored=8), "ignored", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((4, 4), ignored=-1), "ignored", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((4, 4), ignored=1), "ignored", InputProblem.NEEDS_CLASSES),
        (AccumulationPlan((4, 4), max_norm=0.0), "max_norm", InputProblem.OUT_OF_RANGE),
        (AccumulationPlan((4, 4), max_norm=float("nan")), "max_norm", InputProblem.OUT_OF_RANGE),
    ],
)
def test_a_plan_that_does_not_fit_is_refused_and_changes_nothing(plan, name, problem):
    trainer = Trainer(source=Digits(batch_size=8))
    with pytest.raises(InputError) as caught:
        trainer.apply(BenchAccumulation(plan))
    assert (caught.value.name, caught.value.problem) == (name, problem)
    assert trainer.snapshot().accumulation is None
    assert trainer.snapshot().calls == 0


def test_a_batch_of_one_cannot_be_split():
    with pytest.raises(InputError) as caught:
        Trainer().apply(BenchAccumulation(AccumulationPlan((1,))))
    assert caught.value.problem is InputProblem.NOTHING_TO_SPLIT


def test_it_can_be_interrupted_and_then_changes_nothing():
    trainer = Trainer(source=Digits(batch_size=8))
    asked = iter([False] * 5)
    trainer.interrupted = lambda: next(asked, True)
    with pytest.raises(InterruptedError):
        trainer.apply(BenchAccumulation(AccumulationPlan((4, 4), updates=50)))
    assert trainer.snapshot().accumulation is None
    assert trainer.snapshot().calls == 0
