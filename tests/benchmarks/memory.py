"""Free running for long: the memory that the program takes beyond what the history may."""

import statistics
from pathlib import Path

from lenet_gui.core.commands import LoadInput, Reset
from lenet_gui.core.inputs import RandomImage
from lenet_gui.core.program import SetProgram
from tests.benchmarks.driver import Driver
from tests.benchmarks.figure import Figure

STATUS = Path("/proc/self/status")
"""Where Linux tells what a process takes now; elsewhere this is not measured."""

LAST = 60
"""Seconds at the end of which the median counts: what is freed goes back some seconds later."""

WARM_UP = 20.0
"""Seconds of running after which everything has been built, imported and drawn once."""


def soak(driver: Driver, minutes: float) -> Figure:
    """Run freely at batch 1 with every panel on screen.

    Args:
        driver: the window.
        minutes: for how long, above 1.
    """
    window = driver.window
    for command in (LoadInput(RandomImage()), SetProgram(), Reset(0)):
        window.issue(command)
    window.commands.run.trigger()
    driver.spin(WARM_UP)
    start, held = _resident(), window.snapshot.timeline.bytes
    first = window.snapshot.step
    driver.spin(60 * minutes - LAST)
    ends = []
    for _ in range(LAST):
        driver.spin(1)
        ends.append(_resident())
    end, timeline = statistics.median(ends), window.snapshot.timeline
    steps = window.snapshot.step - first
    window.commands.pause.trigger()
    driver.wait_until(lambda: not window.running, 5)
    grown, room = (end - start) / 2**20, (timeline.budget - held) / 2**20
    return Figure(
        f"memory beyond the history's bound, {minutes:g} minutes", grown - room, "MiB", 50,
        at_least=False,
        detail=f"{grown:.0f} MiB more, of which the history may take {room:.0f}; {steps} steps, "
        f"at most {(max(ends) - start) / 2**20 - room:.0f}",
    )  # fmt: skip


def _resident() -> int:
    """Bytes of memory that the process takes now."""
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
