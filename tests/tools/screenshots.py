"""Take the pictures of the README, and others to look at.

``python -m tests.tools.screenshots FOLDER [--all]`` drives the real window through a few scenes
and writes a PNG of each; ``--all`` does so in both languages, light and dark, small and large.
It needs a screen, or Xvfb.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from lenet_gui import app as program
from lenet_gui.core import commands as c
from lenet_gui.core.accumulation import BenchAccumulation
from lenet_gui.core.accumulation_presets import Preset as AccumulationPreset
from lenet_gui.core.accumulation_presets import preset_plan
from lenet_gui.core.explanation import Element, Inspect, Quantity
from lenet_gui.core.inputs import Digits
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.program import SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.core.timeline import GoTo, Moment
from lenet_gui.core.trace import TraceBackward
from lenet_gui.core.watches import SetWatches, Watch
from lenet_gui.gui.language import Language
from lenet_gui.gui.main_window import MainWindow
from lenet_gui.gui.panels.accumulation import AccumulationPanel
from lenet_gui.gui.panels.gradients import GradientsPanel, Page
from lenet_gui.gui.panels.graph import GraphPanel
from lenet_gui.gui.panels.ledger import LedgerPanel
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.theme import Scheme

P = TypeVar("P")

SIZES = ((1280, 720), (1920, 1080))


def spin(seconds: float) -> None:
    """Let the event loop turn."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def wait(ready: Callable[[], bool]) -> None:
    """Let the event loop turn until `ready`, a minute at most."""
    end = time.monotonic() + 60
    while not ready() and time.monotonic() < end:
        spin(0.02)


def bring_up(window: MainWindow, *keys: str) -> None:
    """Put panels in front of their tabs."""
    for panel in window.panels:
        if panel.key in keys:
            window.docks.bring_up(panel)


def panel_of(window: MainWindow, kind: type[P]) -> P:
    """The panel of a kind."""
    return next(panel for panel in window.panels if isinstance(panel, kind))


def do(window: MainWindow, *names: str) -> None:
    """Press actions one after the other, and wait for each."""
    for name in names:
        calls = window.snapshot.calls
        getattr(window.commands, name).trigger()
        wait(lambda calls=calls: window.snapshot.calls > calls and not window.running)
        spin(0.1)


def start(window: MainWindow) -> None:
    """The window as it opens."""


def step(window: MainWindow) -> None:
    """After backward: gradients in every account."""
    do(window, "forward", "loss", "backward")


def graph(window: MainWindow) -> None:
    """A backward node by node, where it has come to an account, in all the room there is."""
    window.issue(TraceBackward(on=True))
    window.issue(c.Reset(0))
    spin(0.3)
    bring_up(window, "graph", "ledger")
    do(window, "forward", "loss", "backward")
    panel_of(window, GraphPanel).playback.go_by(7)
    bring_up(window, "graph")
    window.docks.enlarging.toggle()


def inspector(window: MainWindow) -> None:
    """One number of a gradient, with the terms it is the sum of, in all the room there is."""
    window.docks.enlarging.end()
    window.issue(Inspect(Element(Quantity.GRADIENT, "conv1.weight", (2, 0, 1, 3))))
    bring_up(window, "inspector")
    window.docks.enlarging.toggle()


def debugger(window: MainWindow) -> None:
    """A run that a watch has stopped, four micro-batches an update."""
    window.docks.enlarging.end()
    window.issue(SetProgram(PROGRAMS[Recipe.ACCUMULATE_UNDIVIDED]))
    texts = ("loss", "norm(fc3.weight.grad)", "conv1.bias.grad[0]")
    stop = Watch("norm(fc1.weight.grad) > 2.5", stops=True, plotted=False)
    window.issue(SetWatches((*map(Watch, texts), stop)))
    window.issue(c.Reset(0))
    spin(0.3)
    do(window, "run")
    bring_up(window, "watches", "alarms")
    spin(0.7)


def error(window: MainWindow) -> None:
    """A step between two backwards of one graph, explained."""
    for command in (SetWatches(), SetProgram(PROGRAMS[Recipe.CANONICAL]), c.Reset(0)):
        window.issue(command)
    spin(0.3)
    calls = window.snapshot.calls
    window.findChild(object, "experiment_step_between").trigger()
    wait(lambda: window.snapshot.calls >= calls + 6)
    bring_up(window, "log", "loss")


def past(window: MainWindow) -> None:
    """Back at an early moment of a run, with another future besides."""
    window.issue(c.Reset(0))
    spin(0.3)
    window.commands.run_count = 30
    do(window, "run_many")
    timeline = window.snapshot.timeline
    calls, fork = timeline.now.call, timeline.now.call - 100
    window.issue(GoTo(Moment(timeline.now.branch, fork)))
    wait(lambda: window.snapshot.calls == fork)
    window.issue(c.SetOptimizer(SGD(lr=0.05)))
    spin(0.3)
    window.commands.run_count = 20
    do(window, "run_many")
    window.issue(GoTo(Moment(timeline.now.branch, calls - 60)))
    wait(lambda: window.snapshot.calls == calls - 60)
    bring_up(window, "program", "log")


def question(window: MainWindow) -> None:
    """The tutorial's question, answered."""
    do(window, "compare")


def ledger(window: MainWindow) -> None:
    """Three of four micro-batches deposited: one number of the sum, with its rounding."""
    window.issue(c.LoadInput(Digits(batch_size=8)))
    window.issue(SetProgram(PROGRAMS[Recipe.ACCUMULATE]))
    window.issue(c.Reset(0))
    spin(0.3)
    do(window, *["run_line"] * 13)
    bring_up(window, "ledger", "program", "log")
    panel = panel_of(window, LedgerPanel)
    panel.parameter = "conv2.bias"
    panel.choose_largest()
    panel.show_rounding()
    panel.bands.choose(1)


def accumulation(window: MainWindow) -> None:
    """A batch in unequal pieces, judged beside the whole."""
    window.issue(c.LoadInput(Digits(batch_size=32)))
    window.issue(SetProgram(PROGRAMS[Recipe.CANONICAL]))
    spin(0.3)
    plan = preset_plan(AccumulationPreset.UNEQUAL, 32)
    panel = panel_of(window, AccumulationPanel)
    bring_up(window, "accumulation", "output")
    panel.form.show_plan(plan)
    window.issue(BenchAccumulation(plan))
    wait(lambda: window.snapshot.accumulation is not None)


def history(window: MainWindow) -> None:
    """The gradients of some epochs over time."""
    window.commands.run_count = 400
    do(window, "run_many")
    panel = panel_of(window, GradientsPanel)
    panel.page = Page.OVER_TIME
    panel.history.enlarge("fc2.weight")
    bring_up(window, "log")
    spin(0.7)


def digits(window: MainWindow) -> None:
    """Digits after a few epochs."""
    panel_of(window, GradientsPanel).page = Page.HISTOGRAMS
    calls = window.snapshot.calls
    window.findChild(object, "start_digits").trigger()
    wait(lambda: window.snapshot.calls >= calls + 4)
    window.commands.run_count = 450
    do(window, "run_many")
    window.issue(c.ShowSample(3))
    bring_up(window, "input", "optimizer")
    spin(0.5)


SCENES = (
    start,
    step,
    graph,
    inspector,
    debugger,
    error,
    past,
    ledger,
    accumulation,
    history,
    question,
    digits,
)


def take(folder: Path, window: MainWindow, suffix: str) -> None:
    """Drive the window through the scenes."""
    for scene in SCENES:
        scene(window)
        spin(0.4)
        path = folder / f"{scene.__name__}{suffix}.png"
        window.grab().save(str(path))
        print(path.name, window.size().toTuple())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(["screenshots"])
    app.setStyle("Fusion")
    variants = [(Language.ENGLISH, Scheme.LIGHT, SIZES[0])]
    if options.all:
        variants = list(product((Language.ENGLISH, Language.CHINESE),
                                (Scheme.LIGHT, Scheme.DARK), SIZES))  # fmt: skip
    for language, scheme, size in variants:
        settings = Settings(Path(tempfile.mkdtemp()) / "settings.ini")
        settings.set_value("scheme", scheme.value)
        window = program.build(app, settings, language)
        window.resize(*size)
        window.show()
        wait(lambda window=window: window.snapshot is not None)
        window.docks.arrange()
        take(options.folder, window, f"_{language.value}_{scheme.value}_{size[0]}"
             if options.all else "")  # fmt: skip
        window.close()
        wait(lambda window=window: not window.isVisible())
        window.reporter.remove()
    return 0


if __name__ == "__main__":
    sys.exit(main())
