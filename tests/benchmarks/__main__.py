"""Measure everything, print a line a figure, and fail where a target is missed by a tenth."""

import argparse
import os
import sys

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.drawing import million_points
from tests.benchmarks.driver import Driver
from tests.benchmarks.figure import Figure
from tests.benchmarks.history import jump_to_effect, long_history
from tests.benchmarks.running import press_to_effect, throughput, throughput_looking_in
from tests.benchmarks.startup import startup


def main() -> int:
    parser = argparse.ArgumentParser(prog="main.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repeats: under a minute")
    parser.add_argument(
        "--history", type=int, metavar="STEPS", default=0,
        help="steps of the run whose history is gone through; 100000 takes two minutes more",
    )  # fmt: skip
    options = parser.parse_args()
    quick = options.quick
    pairs, seconds = (2, 2.0) if quick else (7, 5.0)
    figures: list[Figure] = []

    def show(*new: Figure) -> None:
        for figure in new:
            print(figure.line(), flush=True)
        figures.extend(new)

    show(*startup(1 if quick else 5))
    driver = Driver()
    print(f"platform: {driver.app.platformName()}, window {driver.window.size().toTuple()}")
    show(press_to_effect(driver, 25 if quick else 100))
    show(*throughput(driver, 1, pairs, seconds))
    show(jump_to_effect(driver))
    show(*throughput(driver, 64, pairs, seconds))
    show(*throughput_looking_in(driver, 1 if quick else 3, seconds))
    for batch_size in (1, 64):
        show(*throughput(driver, batch_size, 1 if quick else 3, seconds, captured=True))
    show(million_points(driver, 10))
    driver.close()
    show(*long_history(options.history or (2000 if quick else 20000)))
    failed = [figure.name for figure in figures if figure.failed]
    print(f"{len(figures) - len(failed)} of {len(figures)} figures within a tenth of their target")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
