"""``backward``, whichever tensor it starts from, and what it does silently."""

import weakref
from contextlib import AbstractContextManager, nullcontext

from torch import Tensor

from lenet_gui.core import quick_calls
from lenet_gui.core.errors import CallError
from lenet_gui.core.failures import explain
from lenet_gui.core.gradient_history import Cause
from lenet_gui.core.ledger_capture import Capture
from lenet_gui.core.open_account import OriginOf
from lenet_gui.core.saved import SavedBackward, largest_difference
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.state import NEVER, TrainingState
from lenet_gui.core.tracing import Tracer


def go_back(
    state: TrainingState,
    root: Tensor,
    vector: Tensor | None = None,
    *,
    retain_graph: bool = False,
    create_graph: bool = False,
    factor: float = 1.0,
) -> None:
    """``root.backward(vector, ...)``, with its deposits booked.

    Args:
        state: the state.
        root: where it starts.
        vector: as PyTorch has it, and the two that follow.
        retain_graph: as above.
        create_graph: as above.
        factor: what the loss was multiplied by for mixed precision; for the ledger.

    Raises:
        CallError: PyTorch refused it, perhaps after some deposits.
    """
    origin = state.origin(root, factor)
    capture = state.ledger.capture(always=state.measured or create_graph)
    keep = retain_graph or create_graph
    quick = not (state.measured or keep) and vector is None
    state.trace, state.trace_since = None, NEVER
    way = _way(state, root, vector, factor)
    saved = way.forward if state.measured and way.edited else None
    old = {} if saved is None else _gradients(state)
    try:
        with capture, _tracing(state, root, retain_graph=keep):
            if quick:
                quick_calls.backward(root, state.one)
            else:
                root.backward(  # type: ignore[no-untyped-call]
                    vector, retain_graph=keep, create_graph=create_graph
                )
    except RuntimeError as error:
        written, _ = _book(state, capture, origin, failed=True)
        raise CallError(explain(error, state.parameters, written)) from error
    state.went_back = way
    written, added = _book(state, capture, origin, failed=False)
    _notice(state, root, added=added)
    if state.measured:
        _notice_zeros(state, written)
    if saved is not None:
        true = saved.true_gradients(state.net, way.root_of, vector)
        _notice_stale(state, way, largest_difference(written, state.parameters, old, true))


def _tracing(
    state: TrainingState, root: Tensor, *, retain_graph: bool
) -> AbstractContextManager[None]:
    """What writes the backward down, if somebody looks and wants that."""
    if not (state.looking.tracing and state.measured):
        return nullcontext()
    of_output = root is state.output
    state.trace_since = state.output_since if of_output else state.loss_since
    return Tracer(state, root, retain_graph=retain_graph)


def _book(
    state: TrainingState, capture: Capture, origin: OriginOf, *, failed: bool
) -> tuple[tuple[str, ...], bool]:
    """Write down what was deposited: in which accounts, and whether one held something before."""
    written = state.ledger.deposit(capture, origin, aborted=failed)
    added = state.accounts.deposit(written)
    state.accounts.failed = failed
    if written:
        state.record_gradients(Cause.BACKWARD)
    return written, added


def _gradients(state: TrainingState) -> dict[str, Tensor]:
    return {
        name: parameter.grad.detach().clone()
        for name, parameter in state.parameters.items()
        if parameter.grad is not None
    }


def _way(state: TrainingState, root: Tensor, vector: Tensor | None, factor: float) -> SavedBackward:
    if root is state.output:
        saved, loss = state.saved_output, None
    else:  # the loss, or the scaled loss of mixed precision
        loss = state.saved_loss
        saved = None if loss is None else loss.forward
    edited = () if saved is None else saved.edited()
    return SavedBackward(state.calls + 1, saved, loss, vector, factor, edited)


def _notice(state: TrainingState, root: Tensor, *, added: bool) -> None:
    of_loss = root is state.loss
    again = of_loss and state.deposited is not None and state.deposited() is root
    if of_loss:
        state.deposited = weakref.ref(root)
    if of_loss and len(state.parts) > 1:
        state.notice(Notice.LOSSES_ADDED, losses=str(len(state.parts)))
    elif added:
        state.notices.append(Notice.DEPOSIT_REPEATED if again else Notice.DEPOSIT_ADDED)
    if state.frozen:
        state.notice(Notice.FROZEN_SKIPPED, frozen=", ".join(state.frozen))
    if not state.net.training:
        state.notices.append(Notice.EVAL_MODE)
    if state.left.hooks > 1:
        factor = 10**state.left.hooks
        state.notice(Notice.HOOK_AGAIN, hooks=str(state.left.hooks), factor=str(factor))


def _notice_stale(state: TrainingState, way: SavedBackward, worst: float) -> None:
    names = ", ".join(way.edited[:3]) + (", …" if len(way.edited) > 3 else "")
    state.notice(Notice.STALE_DATA, edited=names, difference=f"{worst:.3g}")


def _notice_zeros(state: TrainingState, written: tuple[str, ...]) -> None:
    zeros = []
    for name in written:
        gradient = state.parameters[name].grad
        if gradient is not None and not gradient.any():
            zeros.append(name)
    if zeros:
        state.notice(Notice.ZERO_GRADIENTS, zeros=", ".join(zeros), count=str(len(zeros)))
