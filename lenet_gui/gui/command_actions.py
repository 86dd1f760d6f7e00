"""Every action that drives the training: the five phases, the runs and the reset."""

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
from lenet_gui.core.program import LoopBody, Run
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.icons import icon
from lenet_gui.gui.plot_style import Colours

EVALUATE_EVERY = 100
"""Updates between two measurements of the accuracy on the test part."""


class CommandActions(QObject):
    """The actions, and the choices that say what exactly each of them does.

    The choices (set_to_none, retain_graph, manual or optimizer, zero_grad in the loop) hold for
    single presses and for runs alike.
    """

    command_issued = Signal(object)
    """A `Command`."""

    run_requested = Signal(object)
    """A `Run`."""

    pause_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.run_count = 10
        self.reset_seed = 0
        self._has_batches = False
        self._has_test = False
        self.zero_grad = self._action("zero_grad", "Z", self._zero_grad)
        self.forward = self._action("forward", "F", lambda: self._issue(Forward()))
        self.loss = self._action("loss", "L", lambda: self._issue(ComputeLoss()))
        self.backward = self._action("backward", "B", self._backward)
        self.backward_output = self._action("backward_output", "Shift+B", self._backward_output)
        self.step = self._action("step", "S", self._step)
        self.next_batch = self._action("next_batch", "N", lambda: self._issue(NextBatch()))
        self.run_one = self._action("run_one", "1", lambda: self._run(1))
        self.run_many = self._action("run_many", "M", lambda: self._run(self.run_count))
        self.run = self._action("run", "R", lambda: self._run(None))
        self.pause = self._action("pause", "P", self.pause_requested.emit)
        self.reset = self._action("reset", "Ctrl+R", lambda: self._issue(Reset(self.reset_seed)))
        self.compare = self._action("compare", "C", lambda: self._issue(CompareZeroGrad()))
        self.to_zeros = self._choice("to_zeros")
        self.of_optimizer = self._choice("of_optimizer")
        self.retain_graph = self._choice("retain_graph")
        self.loop_zero_grad = self._choice("loop_zero_grad", checked=True)
        self.manual = self._choice("manual")
        self.by_optimizer = self._choice("by_optimizer", checked=True)
        rules = QActionGroup(self)
        rules.addAction(self.by_optimizer)
        rules.addAction(self.manual)
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
        return [child for child in self.children() if isinstance(child, QAction)]

    def body(self) -> LoopBody:
        """One iteration, as chosen."""
        zero_grad = self._zero_grad_command() if self.loop_zero_grad.isChecked() else None
        return LoopBody(
            zero_grad=zero_grad,
            backward=Backward(self.retain_graph.isChecked()),
            step=self._step_command(),
            next_batch=self._has_batches,
        )

    def set_running(self, *, running: bool) -> None:
        """Offer pause during a run only; everything else always."""
        self.pause.setEnabled(running)

    def show_state(self, snapshot: Snapshot) -> None:
        """Follow the input: only a source with batches has a next one."""
        self._has_batches = snapshot.input.batches > 0
        self._has_test = snapshot.input.test_count > 0
        self.next_batch.setEnabled(self._has_batches)

    def restyle(self, colours: Colours) -> None:
        """Draw the icons in the colours of the theme."""
        for phase, action in self.phases.items():
            action.setIcon(icon(phase.value, colours.phase(phase), colours.muted))
        for action in (
            self.next_batch, self.run_one, self.run_many, self.run, self.pause, self.reset,
            self.compare,
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
            (self.run_one, self.tr("Run 1"), self.tr("Run one iteration of the loop")),
            (self.run_many, self.tr("Run N"), self.tr("Run N iterations of the loop")),
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
        ]

    def _line(self, action: QAction) -> str:
        lines = {
            self.zero_grad: self._zero_grad_command(),
            self.forward: Forward(),
            self.loss: ComputeLoss(),
            self.backward: Backward(self.retain_graph.isChecked()),
            self.backward_output: BackwardOutput(retain_graph=True),
            self.step: self._step_command(),
            self.next_batch: NextBatch(),
            self.reset: Reset(self.reset_seed),
        }
        command = lines.get(action)
        return "" if command is None else pytorch_line(command)

    def _action(self, name: str, keys: str, call: object) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setAutoRepeat(False)  # a key held down would queue calls without end
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(call)
        return action

    def _choice(self, name: str, *, checked: bool = False) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setCheckable(True)
        action.setChecked(checked)
        action.toggled.connect(self.retranslate)
        return action

    def _issue(self, command: Command) -> None:
        self.command_issued.emit(command)

    def _zero_grad(self) -> None:
        self._issue(self._zero_grad_command())

    def _backward(self) -> None:
        self._issue(Backward(self.retain_graph.isChecked()))

    def _backward_output(self) -> None:
        # The tutorial retains the graph here, because loss.backward() goes through it again.
        self._issue(BackwardOutput(retain_graph=True))

    def _step(self) -> None:
        self._issue(self._step_command())

    def _zero_grad_command(self) -> ZeroGrad:
        of = ZeroGradOf.OPTIMIZER if self.of_optimizer.isChecked() else ZeroGradOf.NETWORK
        return ZeroGrad(set_to_none=not self.to_zeros.isChecked(), of=of)

    def _step_command(self) -> OptimizerStep:
        manual = self.manual.isChecked()
        return OptimizerStep(UpdateRule.MANUAL if manual else UpdateRule.OPTIMIZER)

    def _run(self, count: int | None) -> None:
        every = EVALUATE_EVERY if self._has_test else None
        self.run_requested.emit(Run(self.body(), count, every))
