"""The way to a moment leads over the branches that it forks off from, and knows what failed."""

import numpy as np
import pytest

from lenet_gui.core.commands import Backward, ComputeLoss, Forward, OptimizerStep, ZeroGrad
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.export.commands import ExportKind, ExportSession
from lenet_gui.core.export.distributed import distributed
from lenet_gui.core.export.notebook import notebook
from lenet_gui.core.export.path import LinearHistory, failed_moments
from lenet_gui.core.export.script import script
from lenet_gui.core.export.words import Words
from lenet_gui.core.export.writing import export
from lenet_gui.core.inputs import Digits
from lenet_gui.core.session import Environment, Session, SessionBranch
from lenet_gui.core.timeline import Branch, Mark, Moment, Timeline

COMMANDS = (ZeroGrad(), Forward(), ComputeLoss(), Backward(), OptimizerStep())
ENVIRONMENT = Environment("2.13.0", "3.11.9", "Linux", "x86_64", "AVX2")


def branch(number: int, parent: int | None, fork: int, calls: list[int], losses=None):
    losses = np.full(len(calls), np.nan) if losses is None else np.array(losses)
    return SessionBranch(number, "", parent, fork, np.array(calls, np.uint32), losses)


@pytest.fixture
def session():
    """A branch of five calls; another after three of them; a third one after the other's first."""
    nan = np.nan
    branches = (
        branch(0, None, 0, [0, 1, 2, 3, 4], [nan, nan, 0.5, nan, nan]),
        branch(2, 0, 3, [1, 2], [nan, 0.25]),
        branch(5, 2, 4, [3, 3, 4]),
    )
    return Session(7, "cpu", 2, ENVIRONMENT, COMMANDS, branches, Moment(5, 6), Digits(4))


def way(session: Session, *moment: int) -> list[str]:
    history = LinearHistory.of(session, Moment(*moment), ())
    return [type(call).__name__ for call in history.calls]


def test_way_to_the_present_moment_leads_over_all_its_branches(session):
    history = LinearHistory.of(session, None, ())
    assert [COMMANDS.index(call) for call in history.calls] == [0, 1, 2, 1, 3, 3]
    assert [loss for loss in history.losses if loss == loss] == [0.5]
    assert (history.seed, history.threads, history.source) == (7, 2, Digits(4))
    assert history.environment == ENVIRONMENT


def test_way_ends_at_its_moment(session):
    assert way(session, 0, 2) == ["ZeroGrad", "Forward"]
    assert way(session, 2, 5) == ["ZeroGrad", "Forward", "ComputeLoss", "Forward", "ComputeLoss"]
    assert way(session, 0, 0) == []


def test_moment_before_a_branch_forks_off_is_its_parents(session):
    assert way(session, 5, 2) == way(session, 0, 2)
    assert way(session, 5, 4) == way(session, 2, 4)


@pytest.mark.parametrize("moment", [(0, 6), (1, 1), (5, 8), (0, -1)])
def test_moment_that_is_not_there_is_refused(session, moment):
    with pytest.raises(InputError) as caught:
        LinearHistory.of(session, Moment(*moment), ())
    assert caught.value.problem is InputProblem.NO_SUCH_MOMENT


def test_failed_calls_are_found_by_their_moments(session):
    failed = {Moment(0, 2), Moment(0, 4), Moment(2, 4), Moment(5, 6)}
    assert LinearHistory.of(session, None, failed).failed == {1, 3, 5}


def test_failed_moments_are_those_that_the_timeline_marks():
    marks = [Mark.NONE, Mark.FAILED, Mark.NOTICE, Mark.FAILED | Mark.ALARM]
    count = len(marks)
    lines = (
        Branch(
            3, "", 0, 10, np.zeros(count, np.uint32), np.zeros(count, np.uint8),
            np.array(marks, np.uint8), np.zeros(count, np.int64), np.zeros(count), (),
        ),
    )  # fmt: skip
    assert failed_moments(Timeline(lines)) == {Moment(3, 12), Moment(3, 14)}


def test_export_writes_what_was_asked_for(session):
    words, failed = Words(title="一次训练"), {Moment(5, 6)}
    history = LinearHistory.of(session, None, failed)
    for kind, write in (
        (ExportKind.SCRIPT, script), (ExportKind.NOTEBOOK, notebook),
        (ExportKind.DISTRIBUTED, distributed),
    ):  # fmt: skip
        content = export(session, ExportSession("x", kind, words=words), failed)
        assert content == write(history, words).encode()
    earlier = export(session, ExportSession("x", moment=Moment(0, 2)), failed)
    assert earlier == script(LinearHistory.of(session, Moment(0, 2), ())).encode()
