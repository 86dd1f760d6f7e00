import numpy as np
import pytest

from lenet_gui.gui.loss.loss_runs import KEPT, LossRuns
from tests.snapshots import curve


@pytest.fixture
def runs() -> LossRuns:
    return LossRuns()


def end_of(runs: LossRuns, losses: list[float]) -> None:
    """Show a whole run, and then the empty curve of the start after it."""
    runs.take(curve(losses))
    runs.take(curve([]))


def test_growing_curve_is_one_run(runs):
    for length in range(1, 6):
        runs.take(curve([1.0, 0.8, 0.6, 0.4, 0.2][:length]))
    assert runs.old == ()
    assert runs.number == 1


def test_reset_keeps_the_run_before(runs):
    end_of(runs, [1.0, 0.8])
    assert [run.number for run in runs.old] == [1]
    assert runs.old[0].curve.losses.tolist() == [1.0, 0.8]
    assert runs.number == 2


def test_other_seed_or_other_losses_are_another_run(runs):
    runs.take(curve([1.0, 0.8, 0.6]))
    runs.take(curve([1.0, 0.9, 0.7, 0.5]))
    assert len(runs.old) == 1


def test_run_of_a_single_loss_is_not_kept(runs):
    end_of(runs, [1.0])
    assert runs.old == ()


def test_only_the_last_runs_are_kept_with_their_numbers(runs):
    for last in range(KEPT + 2):
        end_of(runs, [1.0, float(last)])
    assert [run.number for run in runs.old] == [3, 4, 5]


def test_earlier_moment_of_the_same_run_is_no_other_run(runs):
    runs.take(curve([1.0, 0.8, 0.6]))
    runs.take(curve([1.0, 0.8]))
    runs.take(curve([1.0, 0.8, 0.6]))
    assert runs.old == ()


def test_going_to_another_moment_ends_no_run(runs):
    runs.take(curve([1.0, 0.8, 0.6]))
    runs.take(curve([]), travelled=True)
    runs.take(curve([1.0, 0.9]), travelled=True)
    assert runs.old == ()
    assert runs.current.losses.tolist() == [1.0, 0.9]


def test_nan_in_a_curve_does_not_make_it_another_run(runs):
    runs.take(curve([1.0, np.nan]))
    runs.take(curve([1.0, np.nan, np.nan]))
    assert runs.old == ()


def test_cleared_runs_leave_the_numbers_going_on(runs):
    end_of(runs, [1.0, 0.5])
    runs.clear()
    assert runs.old == ()
    assert runs.number == 2
