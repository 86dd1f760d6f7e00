"""Measure everything, print a line a figure, and fail where a target is missed by a tenth."""

import argparse
import os
import sys
from collections.abc import Iterator

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.drawing import million_points
from tests.benchmarks.driver import Driver
from tests.benchmarks.figure import Figure
from tests.benchmarks.history import jump_to_effect, long_history
from tests.benchmarks.memory import STATUS, soak
from tests.benchmarks.running import press_to_effect, throughput, throughput_looking_in
from tests.benchmarks.startup import startup


def main() -> int:
    options = _options()
    within = count = 0
    for figure in _soaked(options.soak) if options.soak else _all(options):
        print(figure.line(), flush=True)
        within += not figure.failed
        count += 1
    print(f"{within} of {count} figures within a tenth of their target")
    return 0 if within == count else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="main.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repeats: under a minute")
    parser.add_argument(
        "--history", type=int, metavar="STEPS", default=0,
        help="steps of the run whose history is gone through; 100000 takes two minutes more",
    )  # fmt: skip
    parser.add_argument(
        "--soak", type=float, metavar="MINUTES", default=0,
        help="measure only how the memory grows in so many minutes of free running (Linux)",
    )  # fmt: skip
    options = parser.parse_args()
    if options.soak and options.soak < 2:
        parser.error("--soak: at least 2 minutes")
    if options.soak and not STATUS.exists():
        parser.error("--soak: what a process takes is read from the Linux kernel")
    return options


def _soaked(minutes: float) -> Iterator[Figure]:
    driver = Driver()
    yield soak(driver, minutes)
    driver.close()


def _all(options: argparse.Namespace) -> Iterator[Figure]:
    quick = options.quick
    pairs, fewer, seconds = (2, 1, 2.0) if quick else (13, 7, 2.5)
    yield from startup(1 if quick else 5)
    driver = Driver()
    print(f"platform: {driver.app.platformName()}, window {driver.window.size().toTuple()}")
    yield press_to_effect(driver, 25 if quick else 100)
    yield from throughput(driver, 1, pairs, seconds)
    yield jump_to_effect(driver)
    yield from throughput(driver, 64, pairs, seconds)
    yield from throughput_looking_in(driver, fewer, seconds)
    for batch_size in (1, 64):
        yield from throughput(driver, batch_size, fewer, seconds, captured=True)
    yield million_points(driver, 10)
    driver.close()
    yield from long_history(options.history or (2000 if quick else 20000))


if __name__ == "__main__":
    sys.exit(main())
