"""Random events on the real window, and a replay of what they did by the plain core.

``python -m tests.gui.random_events --seeds 100 --events 5000``: each seed in a process of its
own, so that an abort is one failure; the last events are printed with it.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QEventLoop,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QMenuBar,
    QTabBar,
    QToolButton,
    QWidget,
)

from lenet_gui import app as program
from lenet_gui.core.errors import CallError, InputError
from lenet_gui.gui.garbage import WindowThreadCollector
from lenet_gui.gui.language import Language
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.theme import Scheme

ROOT = Path(__file__).parents[2]
HARMLESS = ("propagateSizeHints", "does not support raise", "does not support grabbing")
SKIPPED = {
    "quit", "about", "log_file", "full_screen", "device_cuda", "device_mps", "history_memory",
    "timeline_name_branch", "timeline_drop_branch",
}  # fmt: skip


class RecordingTrainer:
    """Passes everything on to a real trainer and writes down what was applied."""

    def __init__(self, bug: str) -> None:
        from lenet_gui.core.trainer import Trainer, warm_up

        warm_up()
        self.real = Trainer(seed=0)
        self.operations: list[tuple[object, bool]] = []
        self._bug = bug

    @property
    def interrupted(self):
        return self.real.interrupted

    @interrupted.setter
    def interrupted(self, ask):
        self.real.interrupted = ask

    @property
    def progress(self):
        return self.real.progress

    @progress.setter
    def progress(self, tell):
        self.real.progress = tell

    @property
    def counter(self):
        return self.real.counter

    @property
    def halt(self):
        return self.real.halt

    @property
    def watchful(self):
        return self.real.watchful

    @property
    def can_test(self):
        return self.real.can_test

    def apply(self, command, *, measured=True):
        lost = self._bug == "lost_command" and len(self.operations) == 15
        try:
            outcome = self.real.apply(command, measured=measured)
        except InterruptedError:
            raise  # it has changed nothing, so a replay has nothing to do
        except Exception:
            self.operations.append((command, measured))
            raise
        if not lost:
            self.operations.append((command, measured))
        if self._bug == "changed_bit" and len(self.operations) >= 15:
            self.real.parameters["fc3.bias"].data[0] += 1e-6
        return outcome

    def hold_graph(self):
        return self.real.hold_graph()

    def curve(self):
        return self.real.curve()

    def snapshot(self):
        if self._bug == "none_norm" and len(self.operations) > 15:
            raise TypeError("norm of a None gradient")
        return self.real.snapshot()


def waits_for_an_answer(widget: QWidget) -> bool:
    """Whether a press on it opens a menu, a list or a dialog with an event loop of its own."""
    kinds = (QMenuBar, QComboBox, QTabBar)
    instant = QToolButton.ToolButtonPopupMode.InstantPopup
    opens_menu = isinstance(widget, QToolButton) and (
        widget.menu() is not None or widget.popupMode() == instant
    )
    opens_dialog = any(word in widget.objectName() for word in ("file", "folder", "export"))
    return isinstance(widget, kinds) or opens_menu or opens_dialog


def send_mouse(widget: QWidget, kind: str, place: QPoint) -> None:
    """Send a mouse event. (QTest's own would hold the interpreter's lock while it waits.)"""
    left = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == "MouseButtonRelease" else left
    event = QMouseEvent(
        QMouseEvent.Type[kind], QPointF(place), QPointF(widget.mapToGlobal(place)),
        Qt.MouseButton.NoButton if kind == "MouseMove" else left, held,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def spin(milliseconds: int) -> None:
    """Let the event loop turn for a while, and the training thread with it."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Person:
    """Does one random thing at a time."""

    def __init__(self, window, seed: int) -> None:
        self.window = window
        self.random = random.Random(seed)
        self.history: deque[str] = deque(maxlen=50)
        self._deeds: list[tuple[int, Callable[[], str]]] = [
            (30, self._action), (6, self._run), (12, self._click), (8, self._key), (4, self._wheel),
            (4, self._drag), (2, self._resize), (2, self._dock), (1, self._language),
            (1, self._scheme), (1, self._size), (1, self._collect), (10, self._wait),
            (6, self._menu_action), (6, self._program), (2, self._watch),
        ]  # fmt: skip

    def act(self) -> None:
        weights = [weight for weight, _ in self._deeds]
        deed = self.random.choices([deed for _, deed in self._deeds], weights)[0]
        self.history.append(deed.__name__)
        self.history[-1] += ": " + deed()
        # Bounded: in a run there is always one more event to process.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def _action(self) -> str:
        action = self.random.choice(self.window.commands.all_actions)
        if action.isEnabled() and action.objectName() != "compare":
            action.trigger()
        return action.objectName()

    def _menu_action(self) -> str:
        from PySide6.QtGui import QAction

        actions = list(self.window.menus.findChildren(QAction))
        actions += [a for m in self.window.menuBar().actions() for a in m.menu().actions()]
        action = self.random.choice(actions)
        if action.isEnabled() and action.menu() is None and action.objectName() not in SKIPPED:
            action.trigger()
        return action.objectName() or action.text()

    def _run(self) -> str:
        commands = self.window.commands
        action = self.random.choice([commands.run, commands.pause, commands.run_many])
        if action.isEnabled():
            action.trigger()
        return action.objectName()

    def _program(self) -> str:
        panel = next(panel for panel in self.window.panels if panel.key == "program")
        if not panel.rows:
            return "none"
        row = self.random.randrange(len(panel.rows))
        panel.code.choose(row)
        deeds = [
            panel.form.toggle_line, panel.form.toggle_stop, panel._up.trigger,
            panel._down.trigger, panel.run_to_cursor,
            lambda: panel._take_recipe(self.random.randrange(panel._recipe.count())),
        ]  # fmt: skip
        number = self.random.randrange(len(deeds))
        deeds[number]()
        return f"row {row}, deed {number}"

    def _watch(self) -> str:
        panel = next(panel for panel in self.window.panels if panel.key == "watches")
        texts = ["loss", "norm(fc1.weight.grad)", "conv1.bias.grad[0] > 0", "relu1", "no such"]
        text = self.random.choice(texts)
        panel.edit.setText(text)
        panel.add()
        if panel.table.topLevelItemCount() > 3:
            panel.table.setCurrentItem(panel.table.topLevelItem(0))
            panel.remove()
        return text

    def _widget(self) -> QWidget:
        widgets = [w for w in self.window.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
        return self.random.choice(widgets)

    def _place(self, widget: QWidget) -> QPoint:
        return QPoint(
            self.random.randrange(max(1, widget.width())),
            self.random.randrange(max(1, widget.height())),
        )

    def _click(self) -> str:
        widget = self._widget()
        if waits_for_an_answer(widget):
            return "none"
        place = self._place(widget)
        kinds = ["MouseButtonPress", "MouseButtonRelease"]
        if self.random.random() < 0.2:
            kinds += ["MouseButtonDblClick", "MouseButtonRelease"]
        for kind in kinds:
            send_mouse(widget, kind, place)
        return f"{widget.objectName()} {place.toTuple()}"

    def _key(self) -> str:
        key = self.random.choice([
            Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return,
            Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_F,
            Qt.Key.Key_L, Qt.Key.Key_B, Qt.Key.Key_S, Qt.Key.Key_Z, Qt.Key.Key_5, Qt.Key.Key_F1,
        ])  # fmt: skip
        widget = QApplication.focusWidget() or self.window
        if waits_for_an_answer(widget):
            return "none"
        QTest.keyClick(widget, key)
        return f"{widget.objectName()} {key.name}"

    def _wheel(self) -> str:
        widget = self._widget()
        place = QPointF(self._place(widget))
        event = QWheelEvent(
            place, QPointF(widget.mapToGlobal(place.toPoint())), QPoint(0, 0),
            QPoint(0, self.random.choice([-120, 120])), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        return widget.objectName()

    def _drag(self) -> str:
        widget = self._widget()
        first, last = self._place(widget), self._place(widget)
        if waits_for_an_answer(widget) or type(widget).__name__ == "TitledDock":
            return "none"
        send_mouse(widget, "MouseButtonPress", first)
        send_mouse(widget, "MouseMove", last)
        send_mouse(widget, "MouseButtonRelease", last)
        return f"{widget.objectName()} {first.toTuple()} {last.toTuple()}"

    def _resize(self) -> str:
        size = (self.random.randrange(400, 2000), self.random.randrange(300, 1200))
        self.window.resize(*size)
        return str(size)

    def _dock(self) -> str:
        dock = self.random.choice(self.window.docks.docks)
        what = self.random.randrange(3)
        if what == 0:
            dock.setFloating(not dock.isFloating())
        elif what == 1:
            dock.setVisible(not dock.isVisible())
        else:
            dock.raise_()
        return f"{dock.objectName()} {what}"

    def _language(self) -> str:
        language = self.random.choice(list(Language))
        self.window.preferences.set_language(language)
        return language.value

    def _scheme(self) -> str:
        scheme = self.random.choice(list(Scheme))
        self.window.preferences.set_scheme(scheme)
        return scheme.value

    def _size(self) -> str:
        by = self.random.choice([-2, 0, 2])
        self.window.preferences.change_point_size(by)
        return str(by)

    def _collect(self) -> str:
        return str(gc.collect() >= 0)

    def _wait(self) -> str:
        spin(self.random.randrange(1, 20))
        return ""


def same_state(first, second) -> list[str]:
    """What differs between two snapshots: names of parameters, gradients and numbers."""
    differing = []
    for name, values in first.parameters.items():
        if values.tobytes() != second.parameters[name].tobytes():
            differing.append(name)
        one, other = first.gradients[name], second.gradients[name]
        if (one is None) != (other is None) or (
            one is not None and one.tobytes() != other.tobytes()
        ):
            differing.append(f"{name}.grad")
    fields = "seed step calls loss optimizer optimizer_state threads program line iteration lr"
    for field in fields.split():
        one, other = getattr(first, field), getattr(second, field)
        if one != other and not (one != one and other != other):
            differing.append(field)
    if first.curve.losses.tobytes() != second.curve.losses.tobytes():
        differing.append("curve")
    return differing


def replay(operations):
    """The state that the plain core reaches by the same operations."""
    from lenet_gui.core.trainer import Trainer

    trainer = Trainer(seed=0)
    for command, measured in operations:
        try:
            trainer.apply(command, measured=measured)
        except (CallError, InputError):
            continue
    return trainer.snapshot()


def wait_until(ready: Callable[[], bool], seconds: float) -> None:
    """Let the event loop turn until `ready`, or the time is over."""
    end = time.monotonic() + seconds
    while not ready() and time.monotonic() < end:
        spin(10)


def run(seed: int, events: int, bug: str) -> int:
    app = QApplication([])
    app.setStyle("Fusion")
    warnings: list[str] = []

    def note(kind, _context, text):
        if kind != QtMsgType.QtInfoMsg and not any(word in text for word in HARMLESS):
            warnings.append(text)

    qInstallMessageHandler(note)
    holder: list[RecordingTrainer] = []

    def load(settings=()):  # a fresh start remembers nothing
        holder.append(RecordingTrainer(bug))
        return holder[-1]

    WindowThreadCollector(app).start()
    program.load_trainer = load
    stuck: list[str] = []
    program.give_up = lambda: stuck.append("the training thread did not stop in time")
    settings = Settings(Path(tempfile.mkdtemp()) / "settings.ini")
    window = program.build(app, settings, Language.ENGLISH)
    faults: list[str] = []
    window.reporter.reported.connect(lambda _line, details: faults.append(details))
    window.show()
    wait_until(lambda: window.snapshot is not None, 30)
    person = Person(window, seed)
    for _ in range(events):
        faulthandler.dump_traceback_later(60, exit=True)  # a hang is a failure, too
        person.act()
        if faults:
            break
    faulthandler.dump_traceback_later(180, exit=True)  # from here on all calls are made again
    window.commands.pause_requested.emit()
    wait_until(lambda: not window.running, 10)
    window.close()
    wait_until(lambda: not window.isVisible(), 10)
    problems = [*faults, *warnings, *stuck]
    if window.isVisible():
        problems.append("the window did not close")
    operations = sum(len(recorder.operations) for recorder in holder)
    for recorder in [] if problems else holder:  # each new session has had its own
        differing = same_state(recorder.real.snapshot(), replay(recorder.operations))
        problems += [f"differs from the replay: {differing}"] if differing else []
    if problems:
        print(f"seed {seed} FAILED after {operations} operations")
        print("\n".join(problems[:5]))
        print("last events:", *person.history, sep="\n  ")
        return 1
    print(f"seed {seed}: {events} events, {operations} operations, identical")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--plant", default="", help="a bug to plant, to see that it is found")
    options = parser.parse_args()
    if options.seeds == 1:
        return run(options.first, options.events, options.plant)
    failed = 0
    for seed in range(options.first, options.first + options.seeds):
        child = subprocess.run(
            [sys.executable, "-m", "tests.gui.random_events", "--first", str(seed), "--seeds", "1",
             "--events", str(options.events)],
            cwd=ROOT, timeout=600,
        )  # fmt: skip
        failed += child.returncode != 0
    print(f"{options.seeds - failed} of {options.seeds} seeds passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
