"""The answers of a report: every number in them is counted on the way to the moment."""

import random

import numpy as np
import pytest

from lenet_gui.core.commands import OptimizerStep, Reset, SetDevice, UpdateRule, ZeroGrad
from lenet_gui.core.mistakes import Mistake, Misuse
from lenet_gui.core.optimizers import SGD, Adadelta, Adam, RMSprop
from lenet_gui.core.timeline import Branch, Kind, Mark, Moment, Timeline
from lenet_gui.gui.report.answers import counted_from, session_answers
from lenet_gui.gui.report.counted import Counted
from lenet_gui.gui.words.number_text import count
from tests.snapshots import curve, frozen, make_snapshot
from tests.timelines import branch, timeline

LOSS, CALLS, SUMMED, GRADIENTS, MOMENTUM, FAILED = range(1, 7)


def answer(index: int, **changes) -> str:
    return session_answers(make_snapshot(**changes))[index].answer


def of(calls: str, **changes) -> Timeline:
    return timeline(branch(calls, **changes))


@pytest.mark.parametrize("seed", range(20))
def test_calls_of_backward_at_each_step_are_those_that_a_loop_counts(seed):
    rng = random.Random(seed)
    calls = "".join(rng.choices("ZFLBSR+", (2, 2, 2, 3, 3, 0.3, 1), k=60))
    failed = {call: Mark.FAILED for call in range(1, 61) if rng.random() < 0.2}
    now = rng.randrange(61)
    expected: list[int] = []
    backwards = start = 0
    for call, letter in enumerate(calls[:now], 1):
        if call in failed:
            continue
        if letter == "R":
            expected, backwards, start = [], 0, call
        elif letter == "Z":
            backwards = 0
        elif letter == "B":
            backwards += 1
        elif letter == "S":
            expected.append(backwards)
    counted = Counted(timeline(branch(calls, marks=failed), now=Moment(0, now)))
    assert counted.start == start
    assert counted.summed.tolist() == expected
    assert counted.made(Kind.STEP) == len(expected)
    assert counted.failed == tuple(call for call in failed if start < call <= now)


def test_parameters_are_those_of_the_network():
    assert (
        session_answers(make_snapshot())[0].answer == f"{count(61706)} parameters, in 10 tensors."
    )


def test_first_last_and_smallest_loss_are_told_with_their_calls():
    assert answer(LOSS, curve=curve([])) == "None was computed."
    assert answer(LOSS, curve=curve([0.5, 0.125, np.nan, 0.25])) == (
        "Losses computed: 4. The first was 0.5 (call 3), the last 0.25 (call 18), the smallest "
        "0.125 (call 8). Not finite: 1."
    )
    assert "the smallest nan (call 3)" in answer(LOSS, curve=curve([np.nan]))


def test_calls_are_counted_by_their_kind_and_failures_apart():
    text = answer(CALLS, timeline=of("ZFLBBS", marks={5: Mark.FAILED}))
    assert text == (
        "zero_grad 1, forward 1, loss 1, backward 1, step 1 times, calls that failed not counted; "
        "all calls together: 6."
    )


def test_gradients_that_were_summed_are_told():
    assert answer(SUMMED, timeline=of("FLB")) == "step was not called."
    assert answer(SUMMED, timeline=of("ZFLBS" * 3)) == (
        "No: at none of 3 calls of step had backward been called more than once since the last "
        "zero_grad."
    )
    assert answer(SUMMED, timeline=of("FLBS" * 10 + "ZS")) == (
        "Yes: at 9 of 11 calls of step, backward had been called more than once since the last "
        "zero_grad, at most 10 times. At 1 of them it had not been called at all."
    )


def with_commands(*commands) -> Timeline:
    kinds = {ZeroGrad: Kind.ZERO_GRAD, OptimizerStep: Kind.STEP, SetDevice: Kind.START}
    numbers = np.arange(len(commands))
    made = [kinds.get(type(command), Kind.OTHER) for command in commands]
    only = Branch(
        0, "", None, 0, frozen(numbers.astype(np.uint32)), frozen(np.array(made, np.uint8)),
        frozen(np.zeros(len(commands), np.uint8)), frozen(numbers), frozen(numbers * np.nan), (),
    )  # fmt: skip
    return Timeline((only,), commands, Moment(0, len(commands)))


def test_experiments_and_updates_by_hand_are_told():
    history = with_commands(
        ZeroGrad(), OptimizerStep(UpdateRule.MANUAL), Misuse(Mistake.ADD_LOSS), OptimizerStep()
    )
    assert answer(SUMMED, timeline=history).endswith(
        "Calls of experiments: 1; what they did to gradients is not in these numbers."
    )
    assert answer(MOMENTUM, timeline=history).endswith(
        "updates were made 1 times; that has no momentum."
    )


def test_another_device_is_a_start_and_another_input_is_none():
    assert Counted(with_commands(ZeroGrad(), SetDevice("cpu"), ZeroGrad())).start == 2
    assert Counted(with_commands(ZeroGrad(), Misuse(Mistake.ADD_LOSS), Reset())).start == 3
    snapshot = make_snapshot(timeline=of("ZRF"))
    assert "since the last start (call 2)" in counted_from(snapshot)
    assert "start" not in counted_from(make_snapshot(timeline=of("ZF")))


def test_what_is_in_grad_is_told_with_its_deposits():
    assert answer(GRADIENTS) == (
        "Of 10 tensors, .grad is None at 10, all zeros at 0, and holds values at 0. Deposits in "
        "each since zero_grad: 0."
    )
    assert answer(GRADIENTS, with_gradients=True).endswith("zero_grad: 1.")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (SGD(), "No: with optim.SGD(net.parameters(), lr=0.01), momentum is 0."),
        (
            SGD(momentum=0.9),
            "Yes: with optim.SGD(net.parameters(), lr=0.01, momentum=0.9), momentum is 0.9, so "
            "that each update also follows the gradients of the earlier ones.",
        ),
        (RMSprop(), "No: with optim.RMSprop(net.parameters(), lr=0.01), momentum is 0."),
        (Adadelta(), "No: optim.Adadelta(net.parameters(), lr=1.0) knows no momentum."),
        (
            Adam(),
            "Much like it: with optim.Adam(net.parameters(), lr=0.001), betas[0] is 0.9, so that "
            "each update follows a decaying mean of the gradients.",
        ),
        (
            Adam(betas=(0.0, 0.9)),
            "No: with optim.Adam(net.parameters(), lr=0.001, betas=(0.0, 0.9)), betas[0] is 0.",
        ),
    ],
)
def test_momentum_is_told_from_the_rules_own_arguments(rule, text):
    assert answer(MOMENTUM, optimizer=rule) == text


def test_first_call_that_failed_is_named():
    assert answer(FAILED, timeline=of("ZFLB")) == "No."
    failures = {4: Mark.FAILED | Mark.NOTICE, 5: Mark.FAILED}
    assert answer(FAILED, timeline=of("ZFLBB", marks=failures)) == (
        "Yes: 2. The first was call 4, loss.backward()."
    )
