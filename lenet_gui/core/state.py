"""Everything that a training step touches, in one place; the calls that change it lie beside it."""

import math
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import torch
from torch import Tensor, nn

from lenet_gui.core.accounts import GradientAccounts
from lenet_gui.core.accumulation_report import AccumulationReport
from lenet_gui.core.batches import Feed
from lenet_gui.core.commands import Command, Forward, LossKind
from lenet_gui.core.devices import available_devices
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.gradient_history import Cause
from lenet_gui.core.gradient_record import GradientRecord
from lenet_gui.core.image_set import ImageSet
from lenet_gui.core.inputs import InputSource
from lenet_gui.core.ledger import GradientLedger
from lenet_gui.core.leftovers import Leftovers
from lenet_gui.core.lenet import Net, initialised, summarize
from lenet_gui.core.looking import Looking
from lenet_gui.core.losses import LossRecord
from lenet_gui.core.open_account import OriginOf
from lenet_gui.core.optimizers import SGD, OptimizerSpec
from lenet_gui.core.remembered_step import RememberedStep
from lenet_gui.core.running import ProgramCounter, describe_call
from lenet_gui.core.saved import SavedBackward, SavedForward, SavedLoss
from lenet_gui.core.snapshot import Comparison, Layer, Notice, Outcome
from lenet_gui.core.trace import Trace

MAX_SEED = 2**63 - 2

NEVER = 2**62
"""A call that is never made."""


@dataclass(frozen=True, slots=True)
class TestResult:
    """An accuracy on the test part.

    Attributes:
        accuracy: share of the images classified rightly.
        images: how many there were.
        step: updates made before.
    """

    __test__ = False  # not a test of pytest's

    accuracy: float
    images: int
    step: int


class TrainingState:
    """One network in training, with all that belongs to it.

    The handlers of commands change it, `viewing.take_snapshot` reads it; nobody else touches it.

    Attributes:
        interrupted: asked now and then by calls that take long; True ends them with an
            `InterruptedError` and nothing changed.
        command: the present call.
        looking: what somebody who looks on wants to see besides.
        measured: whether the present call is to remember what only a snapshot needs.
        notices: what the present call did silently.
        facts: names and numbers that belong to the notices.
        warnings: what PyTorch warned of during the present call, in its own words.
        counter: where the program stands.
        calls: commands applied since the program began.
        computed: the loss that the present call has computed; NaN: none.
        data_at_hand: the data set of the source that the present call opens; ``None``: read it.
        last: the last of them and how it went; ``None``: there was none.
        output: the last forward's, shape ``(N, 10)``.
        activations: the last measured forward's intermediate results, by the layer's name.
        results: the same as the network made them, with their graph; an image without a batch
            has none here.
        loss: the last loss.
        loss_by: the commands that made it, the newest last; each but the first went on from the
            loss of the one before.
        trace: the last backward, if it was written down.
        trace_since: the call of the first forward that its graph is of; `NEVER`: there is none.
        rebuilt_until: what was made up to this call was made again by going to a moment.
        graph_of: whose graph a snapshot shows, ``loss`` or ``output``; empty: none was built.
        fresh_output: no loss and no backward has used the output yet.
        fresh_loss: no backward has used the loss yet.
        output_since: the call of the forward that ``output`` is of; `NEVER`: there is none.
        loss_since: the call of the first forward that ``loss`` is computed of; `NEVER`: as above.
        saved_output: what the last measured forward saved; ``None``: not known.
        saved_loss: how the last measured loss was computed; ``None``: not known.
        went_back: how the last backward was made; ``None``: there was none.
        parts: the losses that ``loss`` is the sum of; itself alone, if it is no sum.
        divisor: what ``loss`` was divided by.
        deposited: the loss that backward last started from.
        asked: the output on which a call has called ``retain_grad``.
        frozen: parameters whose ``requires_grad`` is False.
        orphans: parameters of the network that the optimizer does not own.
        left: what experiments left lying about.
        before_step: the parameters before the last step; ``None``: not known.
        remembered: what else the last step started from; ``None``: not known.
        edited: parameters that something other than a whole step has changed since the last step,
            or since the start.
        step: updates made since the start.
        one: the number 1, on the network's device; nobody writes to it.
    """

    net: Net
    feed: Feed
    parameters: dict[str, Tensor]
    layers: tuple[Layer, ...]

    def __init__(self, seed: int, source: InputSource, device: str) -> None:
        """Start as `start` does, with MSE and SGD.

        Raises:
            InputError: an argument is out of range, or the input cannot be read.
        """
        self.interrupted: Callable[[], bool] = lambda: False
        self.looking = Looking()
        self.command: Command = Forward()
        self.measured = True
        self.notices: list[Notice] = []
        self.facts: list[tuple[str, str]] = []
        self.warnings: list[str] = []
        self.parameters = {}
        self.optimizer: torch.optim.Optimizer | None = None
        self.orphans: tuple[str, ...] = ()
        self.counter = ProgramCounter()
        self.calls = self.rebuilt_until = 0
        self.last: Outcome | None = None
        self.comparison: Comparison | None = None
        self.computed = math.nan
        self.data_at_hand: ImageSet | None = None
        self.spec: OptimizerSpec = SGD()
        self.set_loss(LossKind.MSE)
        self.start(seed, source, device)

    def start(
        self, seed: int, source: InputSource, device: str, data: ImageSet | None = None
    ) -> None:
        """Start again, with the chosen loss function and optimizer.

        Args:
            seed: seed of the network's initialisation, 0 to `MAX_SEED`.
            source: where the input comes from.
            device: ``cpu``, ``cuda`` or ``mps``.
            data: the source's data set; ``None``: it is read.

        Raises:
            InputError: an argument is out of range, or the input cannot be read; nothing has
                changed.
        """
        if not 0 <= seed <= MAX_SEED:
            raise InputError(
                InputProblem.OUT_OF_RANGE, "seed", lowest=0, highest=MAX_SEED, actual=seed
            )
        if device not in available_devices():
            raise InputError(InputProblem.OUT_OF_RANGE, "device", actual=device)
        feed = Feed(source, seed, torch.device(device), data)
        net = initialised(seed, device)
        # Nothing has changed up to here, so that a refused start leaves the session as it was.
        self._drop_gradients()
        self.net, self.feed = net, feed
        self.seed, self.device = seed, device
        self.take_parameters()
        self.layers = summarize(self.net)
        self.network_text = repr(self.net)
        self.devices = available_devices()
        # Not the network's own seed: the vectors would follow the weights' random numbers.
        self.one = torch.ones((), device=device)
        self.vectors = torch.Generator().manual_seed(seed + 1)
        self.left = Leftovers()
        self.record = LossRecord(seed)
        self.gradients = GradientRecord(self.parameters)
        self.accumulation: AccumulationReport | None = None
        self.step = 0
        self.sample = 0
        self.accuracy: float | None = None
        self.test: TestResult | None = None
        self.forget_optimizer()
        self.forget_graph()
        self.counter.restart(batches=feed.batches > 0)

    def take_parameters(self) -> None:
        """Read the network's parameters anew, with accounts that hold nothing."""
        self.parameters = dict(self.net.named_parameters())
        self.accounts = GradientAccounts(self.parameters)
        self.ledger = GradientLedger(self.parameters)
        self.before_step: list[Tensor] | None = None
        self.remembered: RememberedStep | None = None
        self.edited: frozenset[str] = frozenset()
        self.frozen: tuple[str, ...] = ()

    def take_changed_parameters(self) -> None:
        """Read the network's parameters again, after some were replaced or frozen."""
        parameters: dict[str, Tensor] = dict(self.net.named_parameters())
        replaced = [n for n, old in self.parameters.items() if parameters[n] is not old]
        if replaced:
            self.parameters = parameters
            self.ledger.renew(parameters, self.origin())
            for name in replaced:
                self.accounts.forget(name)
            self.before_step = None
        self.frozen = tuple(n for n, p in parameters.items() if not p.requires_grad)
        groups = [] if self.optimizer is None else self.optimizer.param_groups
        owned = {id(parameter) for group in groups for parameter in group["params"]}
        self.orphans = tuple(n for n, p in parameters.items() if owned and id(p) not in owned)

    def record_gradients(self, cause: Cause) -> None:
        """Record what the gradients are, now that they were written to."""
        if self.gradients.is_due(cause, measured=self.measured):
            self.gradients.add(
                self.parameters,
                step=self.step,
                call=self.calls + 1,
                deposits=max(self.accounts.deposits.values()),
                cause=cause,
            )

    def forget_optimizer(self) -> None:
        """Have none, and no scheduler, until they are needed."""
        self.optimizer = None
        self.scheduler: torch.optim.lr_scheduler.LRScheduler | None = None
        self.orphans = ()

    def origin(self, root: Tensor | None = None, factor: float = 1.0) -> OriginOf:
        """The present call as the ledger writes it down.

        Args:
            root: where a backward starts.
            factor: what a loss was multiplied by for mixed precision.
        """
        counter, of_loss = self.counter, root is not None and root is not self.output
        return partial(
            describe_call,
            self.command,
            self.calls + 1,
            self.step,
            (counter.program, counter.schedule, counter.position, counter.iteration),
            "" if root is None else "loss" if of_loss else "output",
            self.record.last_loss if of_loss else None,
            self.divisor if of_loss else 1,
            factor,
        )

    def notice(self, notice: Notice, **facts: str) -> None:
        """Add a notice with its facts."""
        self.notices.append(notice)
        self.facts += facts.items()

    def forget_graph(self) -> None:
        """Be as before the first forward."""
        self.output: Tensor | None = None
        self.loss: Tensor | None = None
        self.activations: dict[str, Tensor] = {}
        self.results: dict[str, Tensor] = {}
        self.loss_by: tuple[Command, ...] = ()
        self.trace: Trace | None = None
        self.trace_since = NEVER
        self.graph_of = ""
        self.fresh_output = self.fresh_loss = False
        self.output_of: tuple[int, object] | None = None
        self.output_since = self.loss_since = NEVER
        self.saved_output: SavedForward | None = None
        self.saved_loss: SavedLoss | None = None
        self.went_back: SavedBackward | None = None
        self.parts: tuple[float, ...] = ()
        self.divisor = 1
        self.deposited: weakref.ref[Tensor] | None = None
        self.asked: weakref.ref[Tensor] | None = None

    def set_loss(self, kind: LossKind) -> None:
        """Choose the loss function."""
        self.loss_kind = kind
        self.criterion: nn.Module = getattr(nn, kind.value)()

    @property
    def lr(self) -> float:
        """The learning rate of the next step."""
        groups = [] if self.optimizer is None else self.optimizer.param_groups
        return float(groups[0]["lr"]) if groups else self.spec.lr

    def built_optimizer(self) -> torch.optim.Optimizer:
        """The optimizer, built when it is first needed, and with it the scheduler.

        The first one of a process imports torch._dynamo, which takes most of a second: nobody
        need wait for that before the first forward. Until its first step it has no state, so it
        makes no difference when it is built.
        """
        if self.optimizer is None:
            self.optimizer = make_optimizer(self.spec, self.net.parameters())
        schedule = self.counter.program.scheduler
        if schedule is not None and self.scheduler is None:
            # Before the optimizer's first step: the scheduler watches whether there was one.
            self.scheduler = torch.optim.lr_scheduler.StepLR(
                self.optimizer, schedule.step_size, schedule.gamma
            )
        return self.optimizer

    def _drop_gradients(self) -> None:
        # backward(create_graph=True) makes each parameter and its gradient refer to each other,
        # which no garbage collector sees through; without this, every start would leak.
        groups = [] if self.optimizer is None else self.optimizer.param_groups
        owned = [parameter for group in groups for parameter in group["params"]]
        for parameter in (*self.parameters.values(), *owned):
            parameter.grad = None

    def check_interruption(self) -> None:
        """End a call that takes long if somebody has asked for that.

        Raises:
            InterruptedError: somebody has.
        """
        if self.interrupted():
            raise InterruptedError


def make_optimizer(spec: OptimizerSpec, parameters: Iterable[Tensor]) -> torch.optim.Optimizer:
    """A new optimizer, as its line of PyTorch builds it."""
    make: Any = getattr(torch.optim, spec.name)
    return cast(torch.optim.Optimizer, make(parameters, **spec.arguments()))
