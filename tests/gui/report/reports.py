"""Hand-made reports: no torch, every number chosen."""

from dataclasses import replace
from datetime import datetime

import numpy as np
from PySide6.QtWidgets import QLabel, QWidget

from lenet_gui.core import commands as c
from lenet_gui.core.errors import Failure, FailureKind
from lenet_gui.core.snapshot import Outcome, Snapshot
from lenet_gui.gui.panels.log import LogPanel
from lenet_gui.gui.panels.loss import LossPanel
from lenet_gui.gui.plots.picture import Picture, dressed
from lenet_gui.gui.report.report import Report, report_of
from lenet_gui.gui.words.log_row import LogRow
from lenet_gui.gui.words.messages import Level, Message
from tests.snapshots import curve, history, make_snapshot

MADE = datetime(2026, 11, 24, 14, 5, 30)

GRADIENT = {"fc3.bias": np.array([0.5, 0.0, -0.5], np.float32), "fc3.weight": None}


def trained(**changes) -> Snapshot:
    """A moment after some updates, with something in every table."""
    facts = {
        "with_gradients": True,
        "computed": True,
        "calls": 3,
        "step": 2,
        "accuracy": 0.15625,
        "test_accuracy": 0.5,
        "test_images": 360,
        "test_step": 1,
        "curve": curve([0.1, 0.7946642637252808, 1 / 3], accuracies=[0.25, 0.5, 1.0]),
        "last": Outcome(c.Backward()),
    }
    return make_snapshot(**{**facts, **changes})


def label_on(text: str, sheet: QWidget) -> QWidget:
    return dressed(QLabel(text, sheet))


def picture(text: str = "drawn", **changes) -> Picture:
    return replace(Picture("a_label", "A label", lambda sheet: label_on(text, sheet)), **changes)


def row(number: int, line: str = "loss.backward()", headline: str = "Done.") -> LogRow:
    return LogRow(number, number, line, Message(Level.DONE, headline))


def failed() -> Snapshot:
    failure = Failure(FailureKind.OTHER, "RuntimeError: a < b & c", ())
    return trained(calls=4, last=Outcome(c.Backward(), failure))


def panels(qtbot, *snapshots: Snapshot) -> list[LossPanel | LogPanel]:
    """A Loss and a Log panel that have taken these moments, and that nobody has seen."""
    made = [LossPanel(), LogPanel()]
    for panel in made:
        qtbot.addWidget(panel)
        for snapshot in snapshots:
            panel.take(snapshot)
    return made


def report(qtbot, **changes) -> Report:
    """A report on two calls, the second of which failed."""
    shown = panels(qtbot, trained(), failed())
    return replace(report_of(failed(), shown, MADE), **changes)


def recorded() -> Snapshot:
    """A moment with two recorded moments of two gradients."""
    return trained(gradient_history=history([GRADIENT, GRADIENT]))
