"""How a snapshot is taken of a state."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import torch
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.debugger import Debugger
from lenet_gui.core.explaining import inspect
from lenet_gui.core.flats import NO_FLATS
from lenet_gui.core.flats_of import flats_of
from lenet_gui.core.graph import Graph
from lenet_gui.core.graph_viewing import shown_graph
from lenet_gui.core.histograms import Histogram, histogram
from lenet_gui.core.retaining import retained_gradients
from lenet_gui.core.snapshot import (
    Array,
    GradientState,
    InputView,
    ParameterRow,
    Snapshot,
)
from lenet_gui.core.state import TrainingState
from lenet_gui.core.subject import explained_backward
from lenet_gui.core.watching import StateSpace
from lenet_gui.core.why_none import why_none


def take_snapshot(state: TrainingState, debugger: Debugger) -> Snapshot:
    """Copy the state; nothing in it is changed."""
    norms = {
        name: None if parameter.grad is None else measure.norm(parameter.grad)
        for name, parameter in state.parameters.items()
    }
    known = [norm for norm in norms.values() if norm is not None]
    gradients = {
        name: None if parameter.grad is None else measure.copy(parameter.grad)
        for name, parameter in state.parameters.items()
    }
    graph = shown_graph(state)
    output = None if state.output is None else measure.copy(state.output)
    ledger, looking = state.ledger.view(gradients), state.looking
    counts_flats = looking.flats or looking.element is not None
    return Snapshot(
        seed=state.seed,
        device=state.device,
        devices=state.devices,
        threads=torch.get_num_threads(),
        torch_version=torch.__version__,
        network_text=state.network_text,
        calls=state.calls,
        step=state.step,
        program=state.counter.program,
        line=state.counter.line,
        iteration=state.counter.iteration,
        lr=state.lr,
        watches=debugger.watching.views(),
        watchable=StateSpace(state).names,
        alarms=debugger.alarm_views(),
        muted=debugger.muted,
        layers=state.layers,
        parameters=MappingProxyType(
            {name: measure.copy(parameter) for name, parameter in state.parameters.items()}
        ),
        gradients=MappingProxyType(gradients),
        gradient_norm=measure.total_norm(known) if known else None,
        rows=_rows(state, norms, graph),
        histograms=MappingProxyType(_histograms(gradients, norms)),
        activations=MappingProxyType(_activations(state)),
        retained=MappingProxyType(retained_gradients(state)),
        output=output,
        predictions=_predictions(state),
        loss=None if state.loss is None else state.loss.item(),
        loss_kind=state.loss_kind,
        accuracy=state.accuracy,
        test_accuracy=None if state.test is None else state.test.accuracy,
        test_images=0 if state.test is None else state.test.images,
        test_step=0 if state.test is None else state.test.step,
        graph=graph,
        optimizer=state.spec,
        optimizer_state=measure.state_entries(
            {} if state.optimizer is None else state.optimizer.state, state.parameters
        ),
        input=_input(state),
        curve=state.record.curve(),
        comparison=state.comparison,
        last=state.last,
        ledger=ledger,
        kept_losses=len(state.left.losses),
        kept_bytes=state.left.kept_bytes(state.parameters, [state.feed.batch.images]),
        gradient_history=state.gradients.view(),
        accumulation=state.accumulation,
        trace=state.trace,
        tracing=looking.tracing,
        explained_backward=explained_backward(state),
        inspection=inspect(state, ledger),
        flats=flats_of(state.layers, state.activations) if counts_flats else NO_FLATS,
    )


def _rows(
    state: TrainingState, norms: dict[str, float | None], graph: Graph
) -> tuple[ParameterRow, ...]:
    before: Sequence[Tensor | None] = state.before_step or [None] * len(state.parameters)
    owned = _owned(state)
    rows = []
    for (name, parameter), old in zip(state.parameters.items(), before, strict=True):
        norm = norms[name]
        if norm is None:
            account = GradientState.NONE
        else:
            account = GradientState.ZEROS if norm == 0 else GradientState.VALUES
        # What has been edited since is no more what the step made of it.
        update = None if old is None or name in state.edited else parameter.detach() - old
        rows.append(
            ParameterRow(
                name=name,
                shape=tuple(parameter.shape),
                norm=measure.norm(parameter.detach()),
                update_norm=None if update is None else measure.norm(update),
                update_count=None if update is None else int(torch.count_nonzero(update).item()),
                gradient_state=account,
                gradient_norm=norm,
                deposits=state.accounts.deposits[name],
                owner=state.spec.name if id(parameter) in owned else "",
                version=parameter._version,
                none_reason=why_none(state, name, graph) if norm is None else None,
                requires_grad=parameter.requires_grad,
            )
        )
    return tuple(rows)


def _owned(state: TrainingState) -> set[int]:
    """The identities of the parameters that the optimizer updates."""
    if state.optimizer is None:  # it will be built from the network's
        return {id(parameter) for parameter in state.parameters.values()}
    return {id(p) for group in state.optimizer.param_groups for p in group["params"]}


def _histograms(
    gradients: Mapping[str, Array | None], norms: Mapping[str, float | None]
) -> dict[str, Histogram]:
    return {
        name: histogram(gradient, norm)
        for name, gradient in gradients.items()
        if gradient is not None and (norm := norms[name]) is not None
    }


def _activations(state: TrainingState) -> dict[str, Array]:
    if not state.activations:
        return {}
    sample = min(state.sample, len(state.activations["fc3"]) - 1)
    return {name: measure.copy(value[sample]) for name, value in state.activations.items()}


def _predictions(state: TrainingState) -> Array | None:
    if state.output is None:
        return None
    sample = min(state.sample, len(state.output) - 1)
    return measure.copy(torch.softmax(state.output.detach()[sample], 0))


def _input(state: TrainingState) -> InputView:
    feed, sample = state.feed, state.sample
    batch = feed.batch
    return InputView(
        source=feed.source,
        pixels=measure.copy(batch.images[sample, 0]),
        target=None if batch.target is None else measure.copy(batch.target[sample]),
        label=None if batch.labels is None else int(batch.labels[sample].item()),
        batch_size=len(batch.images),
        sample=sample,
        indices=batch.indices,
        epoch=feed.epoch,
        batch=feed.position,
        batches=feed.batches,
        train_count=0 if feed.data is None else len(feed.data.train.labels),
        test_count=0 if feed.data is None else len(feed.data.test.labels),
    )
