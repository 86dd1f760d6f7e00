"""Going to moments: how long it takes after many steps, and what the history holds by then."""

import random
import time

from lenet_gui.core.timeline import GoTo, Moment
from tests.benchmarks.driver import Driver
from tests.benchmarks.figure import Figure, percentile

JUMPS = 60

RECENT = 1000
"""Steps of which any is to be reached at once."""


def long_history(steps: int) -> list[Figure]:
    """Jumps in the history of a free run of the canonical loop, batch 1, without a window.

    Args:
        steps: updates of the run.
    """
    from lenet_gui.core.trainer import Trainer

    trainer = Trainer()
    calls = [trainer.counter.program.lines[index].call for index in trainer.counter.schedule]
    for _ in range(steps):
        for command in calls:
            trainer.apply(command, measured=False)
    timeline = trainer.snapshot().timeline
    end = timeline.end.call
    rng = random.Random(0)

    def jump(lowest: int) -> float:
        moment = Moment(0, rng.randint(lowest, end))
        start = time.perf_counter()
        trainer.apply(GoTo(moment))
        trainer.snapshot()
        return 1000 * (time.perf_counter() - start)

    recent = [jump(max(0, end - RECENT * len(calls))) for _ in range(JUMPS)]
    anywhere = [jump(0) for _ in range(JUMPS)]
    return [
        _figure(f"jump to one of the last {RECENT} of {steps} steps, p95", recent, 50),
        _figure(f"jump anywhere in {steps} steps, p95", anywhere, 1000),
        Figure(
            f"history of {steps} steps", timeline.bytes / 2**20, "MiB",
            timeline.budget / 2**20, at_least=False, detail=f"{timeline.saved} states kept",
        ),
    ]  # fmt: skip


def jump_to_effect(driver: Driver) -> Figure:
    """From asking for a moment of the last run to its being painted in the window."""
    window = driver.window
    timeline = window.snapshot.timeline
    rng = random.Random(0)
    lowest = max(timeline.branch(timeline.now.branch).fork, timeline.now.call - 5 * RECENT)
    times = []
    for _ in range(JUMPS):
        moment = Moment(timeline.now.branch, rng.randint(lowest, timeline.now.call - 1))
        start = time.perf_counter()
        window.issue(GoTo(moment))
        driver.wait_for_event_until(lambda wanted=moment: window.snapshot.timeline.now == wanted)
        driver.paint()
        times.append(1000 * (time.perf_counter() - start))
    window.issue(GoTo(timeline.end))
    driver.wait_until(lambda: window.snapshot.timeline.now == timeline.end, 5)
    return _figure("jump to one of the last steps, painted, p95", times, 50)


def _figure(name: str, times: list[float], target: float) -> Figure:
    median = percentile(times, 0.5)
    return Figure(
        name, percentile(times, 0.95), "ms", target, at_least=False,
        detail=f"median {median:.1f}, max {max(times):.1f} ms",
    )  # fmt: skip
