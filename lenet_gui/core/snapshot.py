"""What the window gets to see: frozen copies, without a tensor in them.

Every array is read-only and shares no memory with a tensor, so a snapshot stays true however the
training goes on. (Measured: of snapshots that held a live ``.grad``, a third had changed before
they were drawn.)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from lenet_gui.core.accumulation_report import AccumulationReport
from lenet_gui.core.alarms import AlarmHit, AlarmView
from lenet_gui.core.commands import Command, LossKind, Phase, phase_of
from lenet_gui.core.errors import Failure
from lenet_gui.core.explanation import Inspection
from lenet_gui.core.flats import NO_FLATS, Flats
from lenet_gui.core.gradient_history import NO_HISTORY, GradientHistory
from lenet_gui.core.graph import Graph
from lenet_gui.core.histograms import Histogram
from lenet_gui.core.inputs import InputSource
from lenet_gui.core.ledger_view import NO_LEDGER, Ledger
from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.program import Program
from lenet_gui.core.session import SessionView
from lenet_gui.core.timeline import NO_TIMELINE, Timeline
from lenet_gui.core.trace import Trace
from lenet_gui.core.watches import WatchView

Array: TypeAlias = npt.NDArray[np.float32]
Counts: TypeAlias = npt.NDArray[np.int64]
Series: TypeAlias = npt.NDArray[np.float64]


class GradientState(StrEnum):
    """The three states of a gradient account."""

    NONE = "none"
    ZEROS = "zeros"
    VALUES = "values"


class NoneReason(StrEnum):
    """Why a ``.grad`` is None."""

    FROZEN = "frozen"  # requires_grad is False
    NOTHING_COMPUTED = "nothing_computed"  # there was no forward yet
    NO_GRAPH = "no_graph"  # the output or the loss has no grad_fn: nothing leads back from it
    OUTSIDE = "outside"  # the graph does not reach this parameter
    FAILED = "failed"  # backward failed before it came here
    CLEARED = "cleared"  # zero_grad dropped it, and no backward has been since
    NO_BACKWARD = "no_backward"  # the graph reaches it, and backward was not called yet


class Notice(StrEnum):
    """What a call did silently, and a person should know."""

    STEP_WITHOUT_GRADIENTS = "step_without_gradients"  # every .grad is None: nothing moved
    STEP_ON_ZEROS = "step_on_zeros"  # every gradient is zero
    STEP_REPEATED = "step_repeated"  # the same gradients were applied before
    STEP_ACCUMULATED = "step_accumulated"  # .grad holds deposits of earlier iterations, too
    GRADIENTS_WIPED = "gradients_wiped"  # zero_grad between backward and step
    DEPOSIT_ADDED = "deposit_added"  # backward added to what was there
    DEPOSIT_REPEATED = "deposit_repeated"  # one graph's gradient was deposited once more
    LOSSES_ADDED = "losses_added"  # the loss is a sum that contains older losses
    ZERO_GRADIENTS = "zero_gradients"  # backward deposited nothing but zeros in some accounts
    STALE_DATA = "stale_data"  # the weights were changed behind autograd's back: wrong gradients
    STALE_FROZEN = "stale_frozen"  # step used an old gradient of a frozen parameter
    FROZEN_SKIPPED = "frozen_skipped"  # backward passed a frozen parameter by
    ORPHANS = "orphans"  # step left parameters alone that no optimizer owns
    ORPHANS_KEPT = "orphans_kept"  # the optimizer's zero_grad did not clear their gradients
    WITHOUT_GRAPH = "without_graph"  # there is no graph behind what was just computed
    TARGET_BROADCAST = "target_broadcast"  # every output was compared with every target
    BATCH_MISSING = "batch_missing"  # one unbatched image was taken for a batch
    SOFTMAX_TWICE = "softmax_twice"  # cross-entropy applies softmax itself
    REBOUND = "rebound"  # only names were bound anew: no parameter moved
    NAME_OF_DATA = "name_of_data"  # the name is new, the parameter moved all the same
    EVAL_MODE = "eval_mode"  # eval() does not keep gradients from being computed
    GRADIENTS_RETURNED = "gradients_returned"  # autograd.grad deposits nothing
    GRAPHS_KEPT = "graphs_kept"  # a list of losses keeps their graphs alive
    GRADIENT_ALIAS = "gradient_alias"  # what was kept is .grad itself, not a copy
    GRADIENT_WRITTEN = "gradient_written"  # a .grad was written by hand
    HOOK_AGAIN = "hook_again"  # the same hook is registered more than once
    RETAINED_LATE = "retained_late"  # retain_grad() after backward finds nothing
    GRADIENTS_SCALED = "gradients_scaled"  # .grad holds gradients times the scaler's scale
    STEP_SKIPPED = "step_skipped"  # the scaler found infinity and left the step out
    GRAPH_REPLACED = "graph_replaced"  # forward dropped a graph that backward never used
    LOSS_OF_OLD_OUTPUT = "loss_of_old_output"  # the weights or the input changed since forward
    TARGET_NOT_CLASSES = "target_not_classes"  # cross-entropy with the random target
    STATE_LOST = "state_lost"  # a new optimizer forgot the old one's state
    NOTHING_TO_CLEAR = "nothing_to_clear"  # zero_grad on accounts that hold nothing
    NOTHING_TO_CLIP = "nothing_to_clip"  # clipping where every .grad is None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The last command and how it went.

    Attributes:
        command: what was asked.
        failure: why it failed; ``None``: it did not.
        notices: what it did silently.
        warnings: what PyTorch warned of, in its own words.
        alarms: what it set off.
        facts: names and numbers for the sentences of the notices, by name.
    """

    command: Command
    failure: Failure | None = None
    notices: tuple[Notice, ...] = ()
    warnings: tuple[str, ...] = ()
    alarms: tuple[AlarmHit, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """One row of the network's summary, for one sample.

    Attributes:
        name: ``conv1``, ``relu1``, ``pool1`` and so on.
        kind: the function or module, by PyTorch's name.
        kernel_shape: shape of the weight or of the pooling window; empty: none.
        output_shape: shape for one sample, without the batch.
        parameter_names: names of its parameters.
        parameter_count: weights and biases.
        multiply_adds: multiplications with an addition, biases not counted.
    """

    name: str
    kind: str
    kernel_shape: tuple[int, ...]
    output_shape: tuple[int, ...]
    parameter_names: tuple[str, ...]
    parameter_count: int
    multiply_adds: int


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One parameter and its gradient account, in numbers.

    Attributes:
        name: as in ``net.named_parameters()``.
        shape: its shape.
        norm: Euclidean norm of its values.
        update_norm: Euclidean norm of its change at the last step; ``None``: no step yet, or
            something else has changed it since.
        update_count: numbers of it that the last step changed; ``None``: as above.
        gradient_state: None, zeros or values.
        gradient_norm: Euclidean norm of the gradient; ``None`` where there is none.
        deposits: backward calls that wrote to the account since it was cleared.
        owner: the optimizer's name; empty: no optimizer owns it.
        version: the tensor's version counter, which each in-place change raises.
        none_reason: why its gradient is None; ``None``: it is not.
        requires_grad: autograd computes its gradient; False: it is frozen.
    """

    name: str
    shape: tuple[int, ...]
    norm: float
    update_norm: float | None
    update_count: int | None
    gradient_state: GradientState
    gradient_norm: float | None
    deposits: int
    owner: str
    version: int
    none_reason: NoneReason | None = None
    requires_grad: bool = True

    @property
    def count(self) -> int:
        """How many numbers it holds."""
        return int(np.prod(self.shape, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class StateEntry:
    """One entry of the optimizer's state for one parameter.

    Attributes:
        parameter: the parameter's name.
        key: PyTorch's name of the entry, such as ``momentum_buffer`` or ``exp_avg_sq``.
        shape: its shape; empty for a number.
        value: the number itself, or the Euclidean norm of a tensor.
    """

    parameter: str
    key: str
    shape: tuple[int, ...]
    value: float


@dataclass(frozen=True, slots=True)
class InputView:
    """What is fed in.

    Attributes:
        source: where it comes from.
        pixels: shape ``(32, 32)``, the shown sample.
        target: the shown sample's target, shape ``(10,)``, as the loss gets it (one-hot for a
            class); ``None``: there is none.
        label: the class; ``None``: the target is no class.
        batch_size: samples in the batch.
        sample: index of the shown one.
        indices: the batch's positions in its part of the data set; empty: no data set.
        epoch: passes through the training part begun, from 1; 0: no data set.
        batch: batches drawn in this epoch, from 1.
        batches: batches in an epoch; 0: no data set.
        train_count: images in the training part.
        test_count: images in the test part.
    """

    source: InputSource
    pixels: Array
    target: Array | None
    label: int | None
    batch_size: int
    sample: int
    indices: tuple[int, ...]
    epoch: int
    batch: int
    batches: int
    train_count: int
    test_count: int


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Every loss that was computed since a start, and the accuracies beside it.

    Attributes:
        name: what the run is; empty for the one at hand.
        seed: seed of its start.
        steps: shape ``(n,)``, updates made before each loss.
        losses: shape ``(n,)``.
        accuracies: shape ``(n,)``, share of the batch classified rightly; NaN: no classes.
        test_steps: shape ``(m,)``, updates made before each test.
        test_accuracies: shape ``(m,)``, share of the tested images.
        calls: shape ``(n,)``, number of the call in the history that computed each loss; 0: it is
            none of the history's, but of a run beside it.
        test_calls: shape ``(m,)``, number of the call that made each test.
    """

    name: str
    seed: int
    steps: Counts
    losses: Series
    accuracies: Series
    test_steps: Counts
    test_accuracies: Series
    calls: Counts
    test_calls: Counts


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tutorial's question, answered by three runs from one start.

    Attributes:
        curves: without ``zero_grad``; with it; with it and momentum 1.
        losses_identical: the first and the third list of losses are equal to the last bit.
        parameters_identical: so are their parameters at the end.
        parameter_count: numbers compared.
        lowest_step: updates before the first minimum of the run without ``zero_grad``.
        highest_step: updates before the maximum that follows it.
        seed: seed of the start.
        lr: learning rate.
    """

    curves: tuple[Curve, Curve, Curve]
    losses_identical: bool
    parameters_identical: bool
    parameter_count: int
    lowest_step: int
    highest_step: int
    seed: int
    lr: float


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole state at one moment.

    Attributes:
        seed: seed of the start.
        device: where the network computes.
        devices: where it could.
        threads: torch's threads.
        torch_version: PyTorch's version.
        network_text: ``repr(net)``.
        calls: commands applied since the start.
        step: updates made since the start.
        program: the loop.
        line: the line of the program that is called next; ``None``: all are switched off.
        iteration: iterations of the program completed.
        lr: learning rate of the next step.
        watches: what has come of each watch.
        watchable: the names that watch expressions may use.
        alarms: what has come of each alarm.
        muted: the notices that are left out.
        layers: the network's summary, input first.
        parameters: name to values.
        gradients: name to values, or ``None``.
        gradient_norm: Euclidean norm of all gradients together; ``None``: there is none.
        rows: one a parameter.
        histograms: name to histogram; absent where ``.grad`` is None.
        activations: layer name to the shown sample's values, without the batch; empty before
            the first forward.
        output: shape ``(batch, 10)``; ``None`` before the first forward.
        predictions: the shown sample's softmax of the output, shape ``(10,)``.
        loss: the last loss.
        loss_kind: the loss function.
        accuracy: share of the batch classified rightly; ``None``: no classes or no output.
        test_accuracy: share of the tested images classified rightly; ``None``: not measured.
        test_images: how many images that was measured on.
        test_step: updates made when it was measured.
        graph: what ``backward`` would go through.
        optimizer: the update rule.
        optimizer_state: its state; empty before its first step.
        input: what is fed in.
        curve: the losses so far.
        comparison: the last `CompareZeroGrad`.
        last: the last command; ``None`` at the start.
        ledger: where each gradient came from.
        kept_losses: losses in the list ``losses``, each with its graph.
        kept_bytes: bytes of saved tensors that these graphs hold, parameters and the present
            input not counted.
        gradient_history: the gradients at the moments that were recorded.
        accumulation: the last `BenchAccumulation` since the start or the input was chosen;
            ``None``: there was none.
        timeline: every call that was made, on its branch, and where one is.
        session: what has become of the session's file.
        retained: the gradients of layers' results that were retained, by the layer's name; the
            shown sample's.
        trace: the last backward, node by node; ``None``: it was not written down.
        tracing: the next backward that is shown will be.
        explained_backward: the call of the backward whose gradients of layers' results can be
            explained, which went through the present output; ``None``: there is none.
        inspection: the number that the Inspector shows; ``None``: none was chosen.
        flats: dead units and ties at the present batch.
    """

    seed: int
    device: str
    devices: tuple[str, ...]
    threads: int
    torch_version: str
    network_text: str
    calls: int
    step: int
    program: Program
    line: int | None
    iteration: int
    lr: float
    watches: tuple[WatchView, ...]
    watchable: frozenset[str]
    alarms: tuple[AlarmView, ...]
    muted: frozenset[Notice]
    layers: tuple[Layer, ...]
    parameters: Mapping[str, Array]
    gradients: Mapping[str, Array | None]
    gradient_norm: float | None
    rows: tuple[ParameterRow, ...]
    histograms: Mapping[str, Histogram]
    activations: Mapping[str, Array]
    output: Array | None
    predictions: Array | None
    loss: float | None
    loss_kind: LossKind
    accuracy: float | None
    test_accuracy: float | None
    test_images: int
    test_step: int
    graph: Graph
    optimizer: OptimizerSpec
    optimizer_state: tuple[StateEntry, ...]
    input: InputView
    curve: Curve
    comparison: Comparison | None
    last: Outcome | None
    ledger: Ledger = NO_LEDGER
    kept_losses: int = 0
    kept_bytes: int = 0
    gradient_history: GradientHistory = NO_HISTORY
    accumulation: AccumulationReport | None = None
    timeline: Timeline = NO_TIMELINE
    session: SessionView = SessionView()
    retained: Mapping[str, Array] = field(default_factory=dict)
    trace: Trace | None = None
    tracing: bool = False
    explained_backward: int | None = None
    inspection: Inspection | None = None
    flats: Flats = NO_FLATS

    @property
    def expected(self) -> Phase | None:
        """The phase of the program's next line; ``None``: it is none of the five."""
        return None if self.line is None else phase_of(self.program.lines[self.line].call)

    def without_arrays(self) -> "Snapshot":
        """The same without its large arrays: all that is said of a moment, to be kept for long."""
        return replace(
            self,
            parameters=_NOTHING,
            gradients=_NOTHING,
            histograms=_NOTHING,
            activations=_NOTHING,
            retained=_NOTHING,
            curve=_EMPTY_CURVE,
            ledger=NO_LEDGER,
            input=replace(self.input, pixels=np.empty((0, 0), np.float32)),
            watches=tuple(view.without_record() for view in self.watches),
            gradient_history=NO_HISTORY,
            timeline=NO_TIMELINE,
            trace=None,
            inspection=None,
            flats=NO_FLATS,
        )


_NOTHING: Mapping[str, Any] = MappingProxyType({})
_EMPTY_CURVE = Curve(
    "",
    0,
    np.empty(0, np.int64),
    np.empty(0),
    np.empty(0),
    np.empty(0, np.int64),
    np.empty(0),
    np.empty(0, np.int64),
    np.empty(0, np.int64),
)
