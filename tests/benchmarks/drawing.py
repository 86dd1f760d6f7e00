"""Drawing: the loss curve with a million points."""

import statistics
import time
from dataclasses import replace

import numpy as np

from lenet_gui.core.snapshot import Curve
from tests.benchmarks.driver import Driver
from tests.benchmarks.figure import Figure


def long_curve(points: int) -> Curve:
    """A noisy curve that falls, with one spike in it."""
    random = np.random.default_rng(0)
    losses = np.exp(-np.arange(points) / points * 5) + 0.05 * random.standard_normal(points)
    losses[points // 3] = 7.0
    nothing = np.full(points, np.nan)
    steps, none = np.arange(points), np.array([], int)
    return Curve("", 0, steps, losses, nothing, none, np.array([]), 5 * steps + 3, none)


def million_points(driver: Driver, repeats: int) -> Figure:
    """One redraw of the loss panel, painting included, at 1e6 points."""
    panel = next(panel for panel in driver.window.panels if panel.key == "loss")
    snapshot = replace(driver.window.snapshot, curve=long_curve(1_000_000), comparison=None)
    times = []
    for _ in range(repeats + 2):
        start = time.perf_counter()
        panel.take(snapshot)
        panel.redraw(snapshot)
        panel.repaint()
        driver.app.processEvents()
        times.append(1000 * (time.perf_counter() - start))
    times = times[2:]
    return Figure(
        "loss curve of 1e6 points, one redraw", statistics.median(times), "ms", 33,
        at_least=False, detail=f"min {min(times):.1f} max {max(times):.1f} ms",
    )  # fmt: skip
