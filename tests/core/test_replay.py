"""Sessions replayed: the same bits again, and an honest word where they are not."""

import random
from dataclasses import replace

import numpy as np
import pytest

from lenet_gui.core.commands import (
    ComputeLoss,
    Forward,
    OptimizerStep,
    Reset,
    SetOptimizer,
)
from lenet_gui.core.inputs import Digits, Picture
from lenet_gui.core.optimizers import Adam
from lenet_gui.core.replay import replay
from lenet_gui.core.timeline import DropBranch, GoTo, Moment, NameBranch
from lenet_gui.core.trainer import Trainer
from tests.core.same import differences
from tests.core.test_time_travel import LOOP, make, random_call


def branched():
    trainer = Trainer(seed=3, source=Digits(batch_size=2))
    trainer.apply(SetOptimizer(Adam()))
    for command in LOOP * 2:
        trainer.apply(command)
    trainer.apply(GoTo(Moment(0, 6)))
    for command in LOOP[1:]:
        trainer.apply(command)
    trainer.apply(NameBranch(1, "without zero_grad"))
    return trainer


@pytest.mark.parametrize("seed", range(20))
def test_a_session_of_any_calls_is_replayed_bit_for_bit(seed):
    rng = random.Random(1000 + seed)
    trainer = Trainer(seed)
    for _ in range(3):
        for _ in range(15):
            make(trainer, random_call(rng))
        branches = trainer.snapshot().timeline.branches
        branch = rng.choice(branches)
        trainer.apply(GoTo(Moment(branch.number, rng.randint(0, branch.end))))
    copy, report = replay(trainer.session())
    assert report.verified, report.deviation
    assert report.replayed == report.calls >= 40
    assert report.digests >= 1
    assert not differences(trainer.snapshot(), copy.snapshot())
    assert copy.snapshot().timeline.now == trainer.snapshot().timeline.now


def test_branches_come_back_with_their_names_and_their_own_losses():
    trainer = branched()
    copy, report = replay(trainer.session())
    assert report.verified
    assert report.losses == 3
    old, new = trainer.snapshot().timeline, copy.snapshot().timeline
    assert [b.name for b in new.branches] == ["", "without zero_grad"]
    for one, other in zip(old.branches, new.branches, strict=True):
        assert (one.parent, one.fork) == (other.parent, other.fork)
        assert one.losses.tobytes() == other.losses.tobytes()


def test_a_gap_that_a_dropped_branch_has_left_is_closed_by_a_replay():
    trainer = branched()
    trainer.apply(GoTo(Moment(0, 7)))
    trainer.apply(OptimizerStep())
    trainer.apply(DropBranch(1))
    session = trainer.session()
    assert [branch.number for branch in session.branches] == [0, 2]
    assert session.now == Moment(2, 8)
    copy, report = replay(session)
    assert report.verified
    assert [branch.number for branch in copy.snapshot().timeline.branches] == [0, 1]
    assert copy.snapshot().timeline.now == Moment(1, 8)
    assert not differences(trainer.snapshot(), copy.snapshot())


def test_a_drawing_is_in_the_session_itself():
    pixels = bytes(range(256)) * 4
    trainer = Trainer(source=Picture(pixels, label=7))
    for command in LOOP:
        trainer.apply(command)
    copy, report = replay(trainer.session())
    assert report.verified
    assert not differences(trainer.snapshot(), copy.snapshot())


def test_a_loss_that_comes_out_otherwise_is_the_first_deviation():
    session = branched().session()
    branch = session.branches[0]
    losses = branch.losses.copy()
    place = int(np.flatnonzero(~np.isnan(losses))[1])
    true = losses[place]
    losses[place] = np.nextafter(losses[place], 2)
    changed = replace(session, branches=(replace(branch, losses=losses), *session.branches[1:]))
    _, report = replay(changed)
    assert not report.verified
    deviation = report.deviation
    assert deviation.moment == Moment(0, place + 1)
    assert deviation.line == "loss = criterion(output, target)"
    assert (deviation.recorded, deviation.found) == (losses[place], true)


def test_a_state_that_comes_out_otherwise_is_found_by_its_digest_and_measured():
    session = branched().session()
    states = []
    for state in session.states:
        tensors = dict(state.tensors)
        tensors["parameter.fc3.bias"] = tensors["parameter.fc3.bias"] + np.float32(0.25)
        states.append(replace(state, tensors=tensors))
    digests = tuple(replace(d, value="0" * 64) for d in session.digests)
    _, report = replay(replace(session, digests=digests, states=tuple(states)))
    assert report.deviation.moment == min(d.moment for d in digests)
    assert report.deviation.recorded is None
    assert report.deviation.largest == pytest.approx(0.25)


def test_a_failure_in_a_session_fails_again_and_is_no_deviation():
    trainer = Trainer()
    make(trainer, ComputeLoss())
    trainer.apply(Forward())
    trainer.apply(Reset(5))
    _, report = replay(trainer.session())
    assert report.verified
    assert report.loss is None


def test_a_replay_tells_how_far_it_is_and_ends_where_it_is_asked_to():
    session = branched().session()
    told = []
    replay(session, progress=lambda done, of: told.append((done, of)))
    assert told[0] == (0, 15)
    with pytest.raises(InterruptedError):
        replay(session, interrupted=lambda: True)


def test_a_parameter_that_was_changed_in_the_session_is_found_and_measured():
    session = branched().session()
    for place, state in enumerate(session.states):
        values = state.tensors["parameter.fc3.bias"].copy()
        values[3] += np.float32(0.5)
        changed = replace(state, tensors=dict(state.tensors) | {"parameter.fc3.bias": values})
        states = (*session.states[:place], changed, *session.states[place + 1 :])
        _, report = replay(replace(session, states=states))
        assert report.deviation.moment == state.moment
        assert report.deviation.largest == pytest.approx(0.5)
