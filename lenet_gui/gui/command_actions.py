"""Every action that drives the training: the five phases, the runs and the reset."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
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
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.program import CANONICAL, Line, Program, SetProgram
from lenet_gui.core.running import Run, Unit
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.icons import icon
from lenet_gui.gui.plot_style import Colours

EVALUATE_EVERY = 100
"""Updates between two measurements of the accuracy on the test part."""


class CommandActions(QObject):
    """The actions, and the choices that say what exactly each of them does.

    A phase button makes the call that the program has for it. The choices (set_to_none,
    retain_graph, manual or optimizer, zero_grad in the loop) are edits of the program's lines.
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
        self._program: Program = CANONICAL
        self._checking = False
        self.reset_seed = 0
        self._has_batches = False
        self._has_test = False
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
        self.to_zeros = self._choice("to_zeros", self._edit_zero_grad)
        self.of_optimizer = self._choice("of_optimizer", self._edit_zero_grad)
        self.retain_graph = self._choice("retain_graph", self._edit_backward)
        self.loop_zero_grad = self._choice("loop_zero_grad", self._switch_zero_grad)
        self.manual = self._choice("manual", self._edit_step)
        self.by_optimizer = self._choice("by_optimizer")
        self.units = {unit: self._choice(f"unit_{unit.value}") for unit in Unit}
        self.units[self.run_unit].setChecked(True)
        rules = QActionGroup(self)
        rules.addAction(self.by_optimizer)
        rules.addAction(self.manual)
        units = QActionGroup(self)
        for action in self.units.values():
            units.addAction(action)
        units.triggered.connect(self._choose_unit)
        self.phases = {
            Phase.ZERO_GRAD: self.zero_grad,
            Phase.FORWARD: self.forward,
            Phase.LOSS: self.loss,
            Phase.BACKWARD: self.backward,
            Phase.STEP: self.step,
        }
        self.set_running(running=False)
        self._check_choices()
        self.retranslate()

    @property
    def all_actions(self) -> list[QAction]:
        """Every action, for the window to take its shortcuts."""
        return [child for child in self.children() if isinstance(child, QAction)]

    def set_running(self, *, running: bool) -> None:
        """Offer pause during a run only; everything else always."""
        self.pause.setEnabled(running)

    def show_state(self, snapshot: Snapshot) -> None:
        """Follow the program, and the input: only a source with batches has a next one."""
        self._has_batches = snapshot.input.batches > 0
        self._has_test = snapshot.input.test_count > 0
        self.next_batch.setEnabled(self._has_batches)
        if snapshot.program != self._program:
            self._program = snapshot.program
            self._check_choices()
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
        for action, text, tip in self._texts():
            action.setText(text)
            line = self._line(action)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            parts = [tip, line, self.tr("Key: {keys}").format(keys=keys) if keys else ""]
            action.setToolTip("\n".join(part for part in parts if part))
            action.setStatusTip(tip)

    def _texts(self) -> list[tuple[QAction, str, str]]:
        return [
            (
                self.zero_grad,
                "zero_grad",
                self.tr("Clear the gradient accounts"),
            ),
            (self.forward, "forward", self.tr("Compute the output and record a graph")),
            (self.loss, "loss", self.tr("Compare the output with the target")),
            (
                self.backward,
                "backward",
                self.tr("Go back through the graph and add a gradient to each account"),
            ),
            (
                self.backward_output,
                self.tr("backward from the output, with a random vector"),
                self.tr("A vector-Jacobian product of the ten outputs, as the tutorial does first"),
            ),
            (self.step, "step", self.tr("Change the parameters by their gradients")),
            (
                self.next_batch,
                self.tr("Next batch"),
                self.tr("Take the next batch of the input source"),
            ),
            (
                self.run_line,
                self.tr("Next line"),
                self.tr("Make the call of the marked line of the program"),
            ),
            (
                self.run_update,
                self.tr("Run to the next update"),
                self.tr("Run until the optimizer has made a step"),
            ),
            (self.run_one, self.tr("Run 1"), self.tr("Run to the end of this iteration")),
            (self.run_many, self.tr("Run N"), self.tr("Run N iterations, calls or updates")),
            (self.run, self.tr("Run"), self.tr("Run the loop until you pause it")),
            (self.pause, self.tr("Pause"), self.tr("Stop after the iteration that is running")),
            (
                self.reset,
                self.tr("Reset"),
                self.tr("Start again from the seed, with the chosen input, loss and optimizer"),
            ),
            (
                self.compare,
                self.tr("The tutorial's question: with and without zero_grad"),
                self.tr("Train copies from the same start with and without zero_grad"),
            ),
            (self.to_zeros, "set_to_none=False", self.tr("Fill .grad with zeros, not with None")),
            (self.of_optimizer, "optimizer.zero_grad()", self.tr("Instead of net.zero_grad()")),
            (
                self.retain_graph,
                "retain_graph=True",
                self.tr("Keep the graph, so that backward can be pressed again"),
            ),
            (
                self.loop_zero_grad,
                self.tr("zero_grad in the loop"),
                self.tr("Off: the runs leave zero_grad out, as the tutorial's first method does"),
            ),
            (self.manual, "weight = weight - learning_rate * gradient", self.tr("By hand")),
            (self.by_optimizer, "optimizer.step()", self.tr("By torch.optim")),
            (
                self.units[Unit.CALL],
                self.tr("Run N counts calls"),
                self.tr("Each line of the program that is called counts"),
            ),
            (
                self.units[Unit.ITERATION],
                self.tr("Run N counts iterations"),
                self.tr("Each passage through the whole loop counts"),
            ),
            (
                self.units[Unit.UPDATE],
                self.tr("Run N counts updates"),
                self.tr("Each step of the optimizer counts, however many micro-batches it has"),
            ),
        ]

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
        return "" if command is None else pytorch_line(self._call(command))

    def _action(self, name: str, keys: str, call: object) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setAutoRepeat(False)  # a key held down would queue calls without end
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(call)
        return action

    def _choice(self, name: str, edit: Callable[..., None] | None = None) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setCheckable(True)
        if edit is not None:
            action.toggled.connect(edit)
        return action

    def _issue(self, command: Command) -> None:
        self.command_issued.emit(command)

    def _press(self, default: Command) -> None:
        self._issue(self._call(default))

    def _call(self, default: Command) -> Command:
        """The call that the program has in the place of this one; itself, if it has none."""
        index = self._program.find(type(default))
        return default if index is None else self._program.lines[index].call

    def _run(self, count: int | None, unit: Unit = Unit.ITERATION) -> None:
        every = EVALUATE_EVERY if self._has_test else None
        self.run_requested.emit(Run(count, unit, evaluate_every=every))

    # -- the choices: each shows what the program has, and edits it --------------------------

    def _check_choices(self) -> None:
        zero_grad, backward, step = (
            self._call(default) for default in (ZeroGrad(), Backward(), OptimizerStep())
        )
        index = self._program.find(ZeroGrad)
        manual = isinstance(step, OptimizerStep) and step.rule is UpdateRule.MANUAL
        states = {
            self.to_zeros: isinstance(zero_grad, ZeroGrad) and not zero_grad.set_to_none,
            self.of_optimizer: (
                isinstance(zero_grad, ZeroGrad) and zero_grad.of is ZeroGradOf.OPTIMIZER
            ),
            self.retain_graph: isinstance(backward, Backward) and backward.retain_graph,
            self.loop_zero_grad: index is not None and self._program.lines[index].enabled,
            self.manual: manual,
            self.by_optimizer: not manual,
        }
        self._checking = True
        for action, checked in states.items():
            action.setChecked(checked)
        self._checking = False

    def _choose_unit(self, chosen: QAction) -> None:
        self.run_unit = next(unit for unit, action in self.units.items() if action is chosen)

    def _edit_zero_grad(self) -> None:
        of = ZeroGradOf.OPTIMIZER if self.of_optimizer.isChecked() else ZeroGradOf.NETWORK
        self._edit_calls(ZeroGrad(set_to_none=not self.to_zeros.isChecked(), of=of))

    def _edit_backward(self) -> None:
        self._edit_calls(Backward(self.retain_graph.isChecked()))

    def _edit_step(self) -> None:
        manual = self.manual.isChecked()
        self._edit_calls(OptimizerStep(UpdateRule.MANUAL if manual else UpdateRule.OPTIMIZER))

    def _switch_zero_grad(self, enabled: bool) -> None:
        self._edit(
            replace(line, enabled=enabled) if isinstance(line.call, ZeroGrad) else line
            for line in self._program.lines
        )

    def _edit_calls(self, call: Command) -> None:
        self._edit(
            replace(line, call=call) if type(line.call) is type(call) else line
            for line in self._program.lines
        )

    def _edit(self, lines: Iterable[Line]) -> None:
        if self._checking:
            return
        # At once, not when the snapshot comes: a press may follow before that.
        self._program = replace(self._program, lines=tuple(lines))
        self._issue(SetProgram(self._program))
        self.retranslate()


_BACKWARD_OUTPUT = BackwardOutput(retain_graph=True)
"""The tutorial retains the graph here, because ``loss.backward()`` goes through it again."""
