"""The trainer: it owns the network and everything a training step touches."""

from collections.abc import Callable
from typing import Any, cast

import torch
from torch import Tensor, nn

from lenet_gui.core.accounts import GradientAccounts
from lenet_gui.core.batches import Feed
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    Command,
    CompareZeroGrad,
    ComputeLoss,
    Evaluate,
    Forward,
    LoadInput,
    LossKind,
    NextBatch,
    OptimizerStep,
    Reset,
    SetDevice,
    SetLoss,
    SetOptimizer,
    SetThreads,
    ShowSample,
    UpdateRule,
    ZeroGrad,
    ZeroGradOf,
)
from lenet_gui.core.comparison import compare_zero_grad
from lenet_gui.core.errors import CallError, Failure, FailureKind, InputError, InputProblem
from lenet_gui.core.failures import explain, name_error
from lenet_gui.core.inputs import InputSource, RandomImage
from lenet_gui.core.lenet import Net, summarize
from lenet_gui.core.losses import LossRecord
from lenet_gui.core.optimizers import SGD, OptimizerSpec
from lenet_gui.core.snapshot import Comparison, Notice, Outcome, Snapshot
from lenet_gui.core.viewing import TestResult, take_snapshot

MAX_SEED = 2**63 - 2
MAX_THREADS = 256


class Trainer:
    """One network in training. `apply` is the only entrance, `snapshot` the only exit.

    Attributes whose names have no underscore are read by `viewing.take_snapshot`; nothing else
    may change them but this class, except for `interrupted`: asked now and then by commands that
    take long, it ends them with an `InterruptedError` and nothing changed.
    """

    def __init__(
        self,
        seed: int = 0,
        *,
        source: InputSource | None = None,
        threads: int = 1,
        device: str = "cpu",
    ) -> None:
        """Start as the tutorial does.

        ``torch.manual_seed(seed)``, the network, ``randn(1, 1, 32, 32)``,
        ``randn(10).view(1, -1)``, MSE and SGD with learning rate 0.01. The global stream of
        random numbers is left as it was.

        Args:
            seed: seed of the start, 0 to `MAX_SEED`.
            source: the input; ``None``: the tutorial's random image.
            threads: torch's threads; the bits of results depend on it.
            device: ``cpu``, ``cuda`` or ``mps``.

        Raises:
            InputError: an argument is out of range, or the input cannot be read.
        """
        self.interrupted: Callable[[], bool] = lambda: False
        self.spec: OptimizerSpec = SGD()
        self._set_loss(SetLoss())
        self.comparison: Comparison | None = None
        self.calls = 0
        self.last: Outcome | None = None
        self._notices: list[Notice] = []
        self._handlers = self._table()
        self._set_threads(SetThreads(threads))
        self._start(seed, source or RandomImage(), device)

    def apply(self, command: Command, *, measured: bool = True) -> Outcome:
        """Do what `command` asks.

        Args:
            command: the call.
            measured: remember what is needed to show the size of a step. Free running leaves it
                out where no snapshot follows; it changes no result.

        Returns:
            How it went.

        Raises:
            CallError: the call failed as it would in a script; `snapshot` says what it had done.
            InputError: the argument was refused, and nothing has changed.
            InterruptedError: `interrupted` said so, and nothing has changed.
            TypeError: there is no such command.
        """
        handler = self._handlers.get(type(command))
        if handler is None:
            raise TypeError(f"not a command of the trainer: {type(command).__name__}")
        if self._notices:
            self._notices = []
        self._measured = measured
        try:
            handler(command)
        except CallError as error:
            self._finish(command, error.failure)
            raise
        return self._finish(command, None)

    def snapshot(self) -> Snapshot:
        """The whole state, copied."""
        return take_snapshot(self)

    def _table(self) -> dict[type[Command], Callable[[Any], None]]:
        return {
            ZeroGrad: self._zero_grad,
            Forward: self._forward,
            ComputeLoss: self._compute_loss,
            Backward: self._backward,
            BackwardOutput: self._backward_output,
            OptimizerStep: self._optimizer_step,
            NextBatch: self._next_batch,
            Evaluate: self._evaluate,
            SetOptimizer: self._set_optimizer,
            SetLoss: self._set_loss,
            LoadInput: self._load_input,
            ShowSample: self._show_sample,
            SetThreads: self._set_threads,
            SetDevice: self._set_device,
            Reset: self._reset,
            CompareZeroGrad: self._compare_zero_grad,
        }

    def _finish(self, command: Command, failure: Failure | None) -> Outcome:
        self.calls += 1
        self.last = Outcome(command, failure, tuple(self._notices))
        return self.last

    # -- starting ---------------------------------------------------------------------------

    def _start(self, seed: int, source: InputSource, device: str) -> None:
        if not 0 <= seed <= MAX_SEED:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "seed", lowest=0, highest=MAX_SEED, actual=seed
            )
        if device not in available_devices():
            raise InputError(InputProblem.OUT_OF_RANGE, "device", actual=device)
        feed = Feed(source, seed, torch.device(device))
        # Nothing has changed up to here, so that a refused start leaves the session as it was.
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.net = Net()
        # Initialised on the CPU and then moved, so that a seed means the same on every device.
        self.net.to(device)
        self.feed = feed
        self.seed, self.device = seed, device
        self.parameters: dict[str, Tensor] = dict(self.net.named_parameters())
        self.layers = summarize(self.net)
        self.network_text = repr(self.net)
        self.devices = available_devices()
        # Not the network's own seed: the vectors would follow the weights' random numbers.
        self.vectors = torch.Generator().manual_seed(seed + 1)
        self.accounts = GradientAccounts(self.parameters)
        self.record = LossRecord(seed)
        self.step = 0
        self.sample = 0
        self.output: Tensor | None = None
        self.loss: Tensor | None = None
        self.activations: dict[str, Tensor] = {}
        self.accuracy: float | None = None
        self.test: TestResult | None = None
        self.graph_of = ""
        self.before_step: list[Tensor] | None = None
        self.fresh_output = self.fresh_loss = False
        self._output_of: tuple[int, object] | None = None
        self.optimizer: torch.optim.Optimizer | None = None

    def _built_optimizer(self) -> torch.optim.Optimizer:
        """The optimizer, built when it is first needed.

        The first one of a process imports torch._dynamo, which takes most of a second: nobody
        need wait for that before the first forward. Until its first step it has no state, so it
        makes no difference when it is built.
        """
        if self.optimizer is None:
            make = getattr(torch.optim, self.spec.name)
            self.optimizer = cast(
                torch.optim.Optimizer, make(self.net.parameters(), **self.spec.arguments())
            )
        return self.optimizer

    # -- the five phases --------------------------------------------------------------------

    def _zero_grad(self, command: ZeroGrad) -> None:
        owner = self.net if command.of is ZeroGradOf.NETWORK else self._built_optimizer()
        owner.zero_grad(set_to_none=command.set_to_none)
        if self.accounts.pending:
            self._notices.append(Notice.GRADIENTS_WIPED)
        elif not self.accounts.holds_deposits:
            self._notices.append(Notice.NOTHING_TO_CLEAR)
        self.accounts.clear()

    def _forward(self, _command: Forward) -> None:
        if self.fresh_output:
            self._notices.append(Notice.GRAPH_REPLACED)
        batch = self.feed.batch
        self.activations = dict(self.net.stages(batch.images))
        self.output = self.activations["fc3"]
        self.accuracy = None
        if batch.labels is not None:
            right = (self.output.detach().argmax(1) == batch.labels).sum()
            self.accuracy = right.item() / len(batch.labels)
        self.graph_of = "output"
        self.fresh_output, self.fresh_loss = True, False
        self._output_of = (self.step, batch)

    def _compute_loss(self, _command: ComputeLoss) -> None:
        if self.output is None:
            raise CallError(name_error(FailureKind.NO_OUTPUT, "output"))
        batch = self.feed.batch
        target = batch.target
        if target is None:
            raise CallError(name_error(FailureKind.NO_TARGET, "target"))
        if self.loss_kind is LossKind.CROSS_ENTROPY:
            if batch.labels is None:
                self._notices.append(Notice.TARGET_NOT_CLASSES)
            else:
                target = batch.labels
        if self._output_of != (self.step, batch):
            self._notices.append(Notice.LOSS_OF_OLD_OUTPUT)
        try:
            self.loss = cast(Tensor, self._criterion(self.output, target))
        except (RuntimeError, ValueError, IndexError) as error:
            raise CallError(explain(error, self.parameters)) from error
        self.record.add_loss(self.step, self.loss.item(), self.accuracy)
        self.graph_of = "loss"
        self.fresh_output, self.fresh_loss = False, True

    def _backward(self, command: Backward) -> None:
        if self.loss is None:
            raise CallError(name_error(FailureKind.NO_LOSS, "loss"))
        self.graph_of = "loss"
        self._go_back(self.loss, None, command.retain_graph)
        self.fresh_loss = False

    def _backward_output(self, command: BackwardOutput) -> None:
        if self.output is None:
            raise CallError(name_error(FailureKind.NO_OUTPUT, "output"))
        if command.vector is not None:
            vector = torch.tensor(command.vector, dtype=torch.float32).view(1, -1)
        else:
            generator = self.vectors
            if command.seed is not None:
                generator = torch.Generator().manual_seed(command.seed)
            vector = torch.randn(tuple(self.output.shape), generator=generator)
        if not self.fresh_loss:
            self.graph_of = "output"
        self._go_back(self.output, vector.to(self.device), command.retain_graph)
        self.fresh_output = False

    def _go_back(self, root: Tensor, vector: Tensor | None, retain_graph: bool) -> None:
        before = self.accounts.marks()
        try:
            root.backward(vector, retain_graph=retain_graph)  # type: ignore[no-untyped-call]
        except RuntimeError as error:
            written = self.accounts.written_since(before)
            self.accounts.deposit(written)
            raise CallError(explain(error, self.parameters, written)) from error
        if self.accounts.deposit(self.accounts.written_since(before)):
            self._notices.append(Notice.DEPOSIT_ADDED)

    def _optimizer_step(self, command: OptimizerStep) -> None:
        self._step_notices()
        if self._measured:
            self.before_step = [p.detach().clone() for p in self.parameters.values()]
        if command.rule is UpdateRule.OPTIMIZER:
            self._built_optimizer().step()
        else:
            self._manual_step()
        self.step += 1
        self.accounts.step()

    def _manual_step(self) -> None:
        # As in the tutorial, `.data` and all: the version counters do not move.
        learning_rate = self.spec.lr
        try:
            for f in self.net.parameters():
                f.data.sub_(cast(Tensor, f.grad).data * learning_rate)
        except AttributeError as error:
            raise CallError(explain(error, self.parameters)) from error

    def _step_notices(self) -> None:
        accounts = self.accounts
        if all(parameter.grad is None for parameter in self.parameters.values()):
            self._notices.append(Notice.STEP_WITHOUT_GRADIENTS)
        elif not accounts.holds_deposits:
            self._notices.append(Notice.STEP_ON_ZEROS)
        elif not accounts.pending:
            self._notices.append(Notice.STEP_REPEATED)
        elif accounts.carried:
            self._notices.append(Notice.STEP_ACCUMULATED)

    # -- the input --------------------------------------------------------------------------

    def _next_batch(self, _command: NextBatch) -> None:
        if not self.feed.advance():
            raise CallError(name_error(FailureKind.NO_BATCHES, "batches"))
        self.sample = min(self.sample, len(self.feed.batch.images) - 1)

    def _load_input(self, command: LoadInput) -> None:
        self.feed = Feed(command.source, self.seed, torch.device(self.device))
        self.sample = 0
        self.test = None

    def _show_sample(self, command: ShowSample) -> None:
        highest = len(self.feed.batch.images) - 1
        if not 0 <= command.index <= highest:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "index", lowest=0, highest=highest, actual=command.index
            )
        self.sample = command.index

    def _evaluate(self, command: Evaluate) -> None:
        right = count = 0
        with torch.no_grad():
            for batch in self.feed.test_batches(command.limit):
                self._check_interruption()
                assert batch.labels is not None  # noqa: S101 - a data set has labels
                right += int((self.net(batch.images).argmax(1) == batch.labels).sum().item())
                count += len(batch.labels)
        if not count:
            raise CallError(name_error(FailureKind.NO_BATCHES, "test_input"))
        self.test = TestResult(right / count, count, self.step)
        self.record.add_test(self.step, right / count)

    # -- settings ---------------------------------------------------------------------------

    def _set_optimizer(self, command: SetOptimizer) -> None:
        if self.optimizer is not None and self.optimizer.state:
            self._notices.append(Notice.STATE_LOST)
        self.spec = command.optimizer
        self.optimizer = None

    def _set_loss(self, command: SetLoss) -> None:
        self.loss_kind = command.kind
        self._criterion: nn.Module = getattr(nn, command.kind.value)()

    def _set_threads(self, command: SetThreads) -> None:
        if not 1 <= command.count <= MAX_THREADS:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "threads", lowest=1, highest=MAX_THREADS,
                actual=command.count,
            )  # fmt: skip
        torch.set_num_threads(command.count)

    def _set_device(self, command: SetDevice) -> None:
        self._start(self.seed, self.feed.source, command.device)

    def _reset(self, command: Reset) -> None:
        seed = self.seed if command.seed is None else command.seed
        self._start(seed, self.feed.source, self.device)

    def _compare_zero_grad(self, command: CompareZeroGrad) -> None:
        if command.steps < 1:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "steps", lowest=1, highest="", actual=command.steps
            )
        threads = torch.get_num_threads()
        self.comparison = compare_zero_grad(
            lambda: Trainer(self.seed, threads=threads),
            command.steps,
            command.lr,
            self._check_interruption,
        )

    def _check_interruption(self) -> None:
        if self.interrupted():
            raise InterruptedError


def warm_up() -> None:
    """Make the first step of an optimizer now: it imports torch._dynamo, which takes seconds."""
    parameter = nn.Parameter(torch.zeros(1))
    parameter.grad = torch.zeros(1)
    optimizer = torch.optim.SGD([parameter], lr=0.1)
    optimizer.step()
    optimizer.zero_grad()


def available_devices() -> tuple[str, ...]:
    """Where torch can compute here; the CPU first."""
    devices = ["cpu"]
    if torch.cuda.is_available():
        devices.append("cuda")
    if torch.backends.mps.is_available():
        devices.append("mps")
    return tuple(devices)
