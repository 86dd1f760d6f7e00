"""Every action that drives the training: the five phases, the runs and the reset."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    Command,
    CompareZeroGrad,
    ComputeLoss,
    Forward,
    NextBatch,
    OptimizerStep,
    Phase,
    Reset,
    ZeroGrad,
)
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.program import Program, SetProgram
from lenet_gui.core.running import Run, Unit
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.icons import icon
from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.program_choices import ProgramChoices
from lenet_gui.gui.words.command_texts import command_texts

EVALUATE_EVERY = 100
"""Updates between two measurements of the accuracy on the test part."""


class CommandActions(QObject):
    """The actions, and the choices that say what exactly each of them does.

    A phase button makes the call that the program has for it.
    """

    command_issued = Signal(object)
    """A `Command`."""

    run_requested = Signal(object)
    """A `Run`."""

    pause_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.run_count = 10
        self.run_unit = Unit.ITERATION
        self.reset_seed = 0
        self._has_batches = False
        self._has_test = False
        self.choices = ProgramChoices(self)
        self.choices.edited.connect(self._send_program)
        self.zero_grad = self._action("zero_grad", "Z", lambda: self._press(ZeroGrad()))
        self.forward = self._action("forward", "F", lambda: self._press(Forward()))
        self.loss = self._action("loss", "L", lambda: self._press(ComputeLoss()))
        self.backward = self._action("backward", "B", lambda: self._press(Backward()))
        self.backward_output = self._action(
            "backward_output", "Shift+B", lambda: self._press(_BACKWARD_OUTPUT)
        )
        self.step = self._action("step", "S", lambda: self._press(OptimizerStep()))
        self.next_batch = self._action("next_batch", "N", lambda: self._issue(NextBatch()))
        self.run_line = self._action("run_line", "F10", lambda: self._run(1, Unit.CALL))
        self.run_update = self._action("run_update", "U", lambda: self._run(1, Unit.UPDATE))
        self.run_one = self._action("run_one", "1", lambda: self._run(1))
        self.run_many = self._action(
            "run_many", "M", lambda: self._run(self.run_count, self.run_unit)
        )
        self.run = self._action("run", "R", lambda: self._run(None))
        self.pause = self._action("pause", "P", self.pause_requested.emit)
        self.reset = self._action("reset", "Ctrl+R", lambda: self._issue(Reset(self.reset_seed)))
        self.compare = self._action("compare", "C", lambda: self._issue(CompareZeroGrad()))
        self.units = self._make_units()
        self.phases = {
            Phase.ZERO_GRAD: self.zero_grad,
            Phase.FORWARD: self.forward,
            Phase.LOSS: self.loss,
            Phase.BACKWARD: self.backward,
            Phase.STEP: self.step,
        }
        self.set_running(running=False)
        self.retranslate()

    @property
    def all_actions(self) -> list[QAction]:
        """Every action, for the window to take its shortcuts."""
        return self.findChildren(QAction)

    def set_running(self, *, running: bool) -> None:
        """Offer pause during a run only; everything else always."""
        self.pause.setEnabled(running)

    def show_state(self, snapshot: Snapshot) -> None:
        """Follow the program, and the input: only a source with batches has a next one."""
        self._has_batches = snapshot.input.batches > 0
        self._has_test = snapshot.input.test_count > 0
        self.next_batch.setEnabled(self._has_batches)
        if snapshot.program != self.choices.program:
            self.choices.show_program(snapshot.program)
            self.retranslate()

    def restyle(self, colours: Colours) -> None:
        """Draw the icons in the colours of the theme."""
        for phase, action in self.phases.items():
            action.setIcon(icon(phase.value, colours.phase(phase), colours.muted))
        for action in (
            self.next_batch, self.run_line, self.run_one, self.run_many, self.run, self.pause,
            self.reset, self.compare,
        ):  # fmt: skip
            action.setIcon(icon(action.objectName(), colours.text, colours.grid))

    def retranslate(self) -> None:
        """Set texts, and tool tips with the line of PyTorch and the shortcut."""
        texts = command_texts()
        for action in self.all_actions:
            text, tip = texts[action.objectName()]
            action.setText(text)
            line = self._line(action)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            parts = [tip, line, self.tr("Key: {keys}").format(keys=keys) if keys else ""]
            action.setToolTip("\n".join(part for part in parts if part))
            action.setStatusTip(tip)

    def _line(self, action: QAction) -> str:
        lines = {
            self.zero_grad: ZeroGrad(),
            self.forward: Forward(),
            self.loss: ComputeLoss(),
            self.backward: Backward(),
            self.backward_output: _BACKWARD_OUTPUT,
            self.step: OptimizerStep(),
            self.next_batch: NextBatch(),
            self.reset: Reset(self.reset_seed),
        }
        command = lines.get(action)
        return "" if command is None else pytorch_line(self.choices.call(command))

    def _action(self, name: str, keys: str, call: object) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setAutoRepeat(False)  # a key held down would queue calls without end
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(call)
        return action

    def _make_units(self) -> dict[Unit, QAction]:
        """The choice of what Run N counts."""
        group = QActionGroup(self)
        group.triggered.connect(self._choose_unit)
        for unit in Unit:
            action = group.addAction(QAction(self))
            action.setObjectName(f"unit_{unit.value}")
            action.setCheckable(True)
            action.setChecked(unit is self.run_unit)
        return dict(zip(Unit, group.actions(), strict=True))

    def _issue(self, command: Command) -> None:
        self.command_issued.emit(command)

    def _press(self, default: Command) -> None:
        self._issue(self.choices.call(default))

    def _run(self, count: int | None, unit: Unit = Unit.ITERATION) -> None:
        every = EVALUATE_EVERY if self._has_test else None
        self.run_requested.emit(Run(count, unit, evaluate_every=every))

    def _choose_unit(self, chosen: QAction) -> None:
        self.run_unit = next(unit for unit, action in self.units.items() if action is chosen)

    @Slot(object)
    def _send_program(self, program: Program) -> None:
        self._issue(SetProgram(program))
        self.retranslate()


_BACKWARD_OUTPUT = BackwardOutput(retain_graph=True)
"""The tutorial retains the graph here, because ``loss.backward()`` goes through it again."""
