"""Free running with every panel on screen: throughput, frames, stalls of the window."""

import statistics
import time
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer

from lenet_gui.core.commands import LoadInput, NextBatch, Reset
from lenet_gui.core.explanation import Element, Inspect, Quantity
from lenet_gui.core.inputs import Digits, RandomImage
from lenet_gui.core.program import Line, SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.core.trace import RetainGrad, TraceBackward
from lenet_gui.gui.training_protocol import Frame
from tests.benchmarks.driver import Driver, bare_loop
from tests.benchmarks.figure import Figure, percentile


class Ticker:
    """Measures how long the window's event loop was busy, by the intervals of a 5 ms timer."""

    def __init__(self) -> None:
        self.intervals: list[float] = []
        self._last: float | None = None
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.intervals.clear()
        self._last = None
        self._timer.start(5)

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        if self._last is not None:
            self.intervals.append(1000 * (now - self._last))
        self._last = now


def program_run(driver: Driver, seconds: float, ticker: Ticker) -> tuple[float, float]:
    """Steps and frames a second of a free run in the window, from its first frame to its last.

    What a press of Run or Pause shows once is no part of them.
    """
    window = driver.window
    frames: list[tuple[float, int]] = []

    def count(frame: Frame) -> None:
        frames.append((time.perf_counter(), frame.done))

    drawing = window.display.frames
    drawing.taken.connect(count)
    window.commands.run.trigger()
    driver.wait_until(lambda: bool(frames), 5)
    ticker.start()
    driver.spin(seconds)
    ticker.stop()
    drawing.taken.disconnect(count)
    window.commands.pause.trigger()
    driver.wait_until(lambda: not window.running, 5)
    (start, first), (end, last) = frames[0], frames[-1]
    return (last - first) / (end - start), (len(frames) - 1) / (end - start)


def throughput(
    driver: Driver, batch_size: int, pairs: int, seconds: float, *, captured: bool = False
) -> list[Figure]:
    """The program against the bare loop, in turn, A B A B A.

    A rate of the program is held against the mean of the bare loop's just before and just after,
    so that a machine that gets slower or faster meanwhile favours neither. Many short pairs say
    more than a few long ones: what disturbs the machine lasts for seconds.

    Args:
        driver: the window.
        batch_size: images in a batch.
        pairs: how often the program is measured.
        seconds: for how long.
        captured: leave zero_grad out of both loops, so that the ledger captures every deposit.
    """
    ticker = Ticker()

    def reference() -> float:
        # Measuring costs the training something as well, so it goes on beside both.
        ticker.start()
        try:
            return driver.in_thread(lambda: bare_loop(batch_size, seconds, clears=not captured))
        finally:
            ticker.stop()

    source = RandomImage() if batch_size == 1 else Digits(batch_size=batch_size)
    recipe = Recipe.OPTIMIZER_WITHOUT_ZERO_GRAD if captured else Recipe.CANONICAL
    program = PROGRAMS[recipe]
    if captured and batch_size > 1:
        program = replace(program, lines=(Line(NextBatch()), *program.lines))
    for command in (LoadInput(source), SetProgram(program), Reset(0)):
        driver.window.issue(command)
    program_run(driver, 1.0, ticker)  # warms both up
    reference()
    bare = [reference()]
    rates, frames, intervals = [], [], []
    for _ in range(pairs):
        rate, shown = program_run(driver, seconds, ticker)
        rates.append(rate)
        frames.append(shown)
        intervals += ticker.intervals
        bare.append(reference())
    ratios = [2 * rate / (bare[i] + bare[i + 1]) for i, rate in enumerate(rates)]
    name = f"batch {batch_size}"
    targets = (0.90, 0.95)
    if captured:
        name, targets = f"{name}, deposits captured", (0.80, 0.90)
    spread = (
        f"min {min(ratios):.3f} max {max(ratios):.3f}, "
        f"{statistics.median(rates):.0f} of {statistics.median(bare):.0f} steps/s"
    )
    return [
        Figure(
            f"throughput, {name}, over the bare loop", statistics.median(ratios), "",
            targets[batch_size > 1], at_least=True, detail=spread,
        ),
        Figure(
            f"frames drawn, {name}", statistics.median(frames), "/s", 15, at_least=True,
            detail=f"min {min(frames):.1f} max {max(frames):.1f}",
        ),
        Figure(
            f"5 ms timer of the window, {name}, p99", percentile(intervals, 0.99), "ms", 20,
            at_least=False, detail=f"median {statistics.median(intervals):.1f} ms",
        ),
        Figure(
            f"5 ms timer of the window, {name}, max", max(intervals), "ms", 50, at_least=False,
            detail=f"of {len(intervals)} intervals",
        ),
    ]  # fmt: skip


def throughput_looking_in(driver: Driver, pairs: int, seconds: float) -> list[Figure]:
    """The same at batch 1 with the Graph and the Inspector on screen, and a number in it."""
    window = driver.window
    number = Element(Quantity.GRADIENT, "conv1.weight", (2, 0, 1, 3))
    wishes = (TraceBackward(), RetainGrad(frozenset({"relu1"})), Inspect(number))
    for command in wishes:
        window.issue(command)
    for panel in window.panels:
        if panel.key in ("graph", "inspector"):
            window.docks.bring_up(panel)
    figures = throughput(driver, 1, pairs, seconds)
    for command in (TraceBackward(on=False), RetainGrad(), Inspect(None)):
        window.issue(command)
    window.docks.arrange()
    return [
        replace(figure, name=figure.name.replace("batch 1", "batch 1, graph and number shown"))
        for figure in figures
    ]


def press_to_effect(driver: Driver, presses: int) -> Figure:
    """From the press of a phase button to its effect painted in the window."""
    window = driver.window
    for command in (LoadInput(RandomImage()), SetProgram(), Reset(0)):
        window.issue(command)
    driver.spin(0.3)
    times = []
    names = ["forward", "loss", "backward", "step", "zero_grad"]
    for index in range(presses):
        calls = window.snapshot.calls
        start = time.perf_counter()
        getattr(window.commands, names[index % 5]).trigger()
        driver.wait_for_event_until(lambda before=calls: window.snapshot.calls != before)
        driver.paint()
        times.append(1000 * (time.perf_counter() - start))
    return Figure(
        "press of a button to its effect, p95", percentile(times, 0.95), "ms", 50,
        at_least=False, detail=f"median {statistics.median(times):.1f}, max {max(times):.1f} ms",
    )  # fmt: skip
