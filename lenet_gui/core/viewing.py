"""How a snapshot is taken of a trainer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from lenet_gui.core import measure
from lenet_gui.core.autograd_graph import read_graph
from lenet_gui.core.commands import Phase
from lenet_gui.core.snapshot import (
    Array,
    GradientState,
    Graph,
    Histogram,
    InputView,
    ParameterRow,
    Snapshot,
)

if TYPE_CHECKING:
    from lenet_gui.core.trainer import Trainer


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


def take_snapshot(trainer: Trainer) -> Snapshot:
    """Copy the trainer's state; nothing in it is changed."""
    norms = {
        name: None if parameter.grad is None else measure.norm(parameter.grad)
        for name, parameter in trainer.parameters.items()
    }
    known = [norm for norm in norms.values() if norm is not None]
    output = None if trainer.output is None else measure.copy(trainer.output)
    return Snapshot(
        seed=trainer.seed,
        device=trainer.device,
        devices=trainer.devices,
        threads=torch.get_num_threads(),
        torch_version=torch.__version__,
        network_text=trainer.network_text,
        calls=trainer.calls,
        step=trainer.step,
        expected=_expected(trainer),
        layers=trainer.layers,
        parameters=MappingProxyType(
            {name: measure.copy(parameter) for name, parameter in trainer.parameters.items()}
        ),
        gradients=MappingProxyType(_gradients(trainer)),
        gradient_norm=measure.total_norm(known) if known else None,
        rows=_rows(trainer, norms),
        histograms=MappingProxyType(_histograms(trainer, norms)),
        activations=MappingProxyType(_activations(trainer)),
        output=output,
        predictions=_predictions(trainer),
        loss=None if trainer.loss is None else trainer.loss.item(),
        loss_kind=trainer.loss_kind,
        accuracy=trainer.accuracy,
        test_accuracy=None if trainer.test is None else trainer.test.accuracy,
        test_images=0 if trainer.test is None else trainer.test.images,
        test_step=0 if trainer.test is None else trainer.test.step,
        graph=_graph(trainer),
        optimizer=trainer.spec,
        optimizer_state=measure.state_entries(
            {} if trainer.optimizer is None else trainer.optimizer.state, trainer.parameters
        ),
        input=_input(trainer),
        curve=trainer.record.curve(),
        comparison=trainer.comparison,
        last=trainer.last,
    )


def _expected(trainer: Trainer) -> Phase:
    """What the canonical loop does next, told from the state and not from the last press."""
    if trainer.fresh_loss:
        return Phase.BACKWARD
    if trainer.fresh_output:
        return Phase.LOSS
    if trainer.accounts.pending:
        return Phase.STEP
    return Phase.ZERO_GRAD if trainer.accounts.holds_deposits else Phase.FORWARD


def _gradients(trainer: Trainer) -> dict[str, Array | None]:
    return {
        name: None if parameter.grad is None else measure.copy(parameter.grad)
        for name, parameter in trainer.parameters.items()
    }


def _rows(trainer: Trainer, norms: dict[str, float | None]) -> tuple[ParameterRow, ...]:
    before: Sequence[Tensor | None] = trainer.before_step or [None] * len(trainer.parameters)
    owned = _owned(trainer)
    rows = []
    for (name, parameter), old in zip(trainer.parameters.items(), before, strict=True):
        norm = norms[name]
        if norm is None:
            state = GradientState.NONE
        else:
            state = GradientState.ZEROS if norm == 0 else GradientState.VALUES
        rows.append(
            ParameterRow(
                name=name,
                shape=tuple(parameter.shape),
                norm=measure.norm(parameter.detach()),
                update_norm=None if old is None else measure.norm(parameter.detach() - old),
                gradient_state=state,
                gradient_norm=norm,
                deposits=trainer.accounts.deposits[name],
                owner=trainer.spec.name if id(parameter) in owned else "",
                version=parameter._version,
            )
        )
    return tuple(rows)


def _owned(trainer: Trainer) -> set[int]:
    """The identities of the parameters that the optimizer updates."""
    if trainer.optimizer is None:  # it will be built from the network's
        return {id(parameter) for parameter in trainer.parameters.values()}
    return {id(p) for group in trainer.optimizer.param_groups for p in group["params"]}


def _histograms(trainer: Trainer, norms: dict[str, float | None]) -> dict[str, Histogram]:
    return {
        name: measure.histogram(parameter.grad, norm)
        for name, parameter in trainer.parameters.items()
        if parameter.grad is not None and (norm := norms[name]) is not None
    }


def _activations(trainer: Trainer) -> dict[str, Array]:
    if not trainer.activations:
        return {}
    sample = min(trainer.sample, len(trainer.activations["fc3"]) - 1)
    return {name: measure.copy(value[sample]) for name, value in trainer.activations.items()}


def _predictions(trainer: Trainer) -> Array | None:
    if trainer.output is None:
        return None
    sample = min(trainer.sample, len(trainer.output) - 1)
    return measure.copy(torch.softmax(trainer.output.detach()[sample], 0))


def _graph(trainer: Trainer) -> Graph:
    root = trainer.loss if trainer.graph_of == "loss" else trainer.output
    batch = trainer.feed.batch
    return read_graph(root, trainer.graph_of, trainer.parameters, [batch.images])


def _input(trainer: Trainer) -> InputView:
    feed, sample = trainer.feed, trainer.sample
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
