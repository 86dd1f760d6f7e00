"""The calls before the training loop: what is trained, on what, and by which rule."""

import torch

from lenet_gui.core.batches import Feed
from lenet_gui.core.commands import (
    LoadInput,
    Reset,
    SetDevice,
    SetLoss,
    SetOptimizer,
    SetThreads,
    ShowSample,
)
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.phases import Handlers
from lenet_gui.core.program import SetProgram
from lenet_gui.core.snapshot import Notice
from lenet_gui.core.state import TrainingState

MAX_THREADS = 256


def set_threads(_state: object, command: SetThreads) -> None:
    """``torch.set_num_threads(count)``."""
    if not 1 <= command.count <= MAX_THREADS:
        raise InputError(
            InputProblem.OUT_OF_RANGE, "threads", lowest=1, highest=MAX_THREADS,
            actual=command.count,
        )  # fmt: skip
    torch.set_num_threads(command.count)


def _set_optimizer(state: TrainingState, command: SetOptimizer) -> None:
    if state.optimizer is not None and state.optimizer.state:
        state.notices.append(Notice.STATE_LOST)
    state.spec = command.optimizer
    state.forget_optimizer()


def _set_loss(state: TrainingState, command: SetLoss) -> None:
    state.set_loss(command.kind)


def _load_input(state: TrainingState, command: LoadInput) -> None:
    state.feed = Feed(command.source, state.seed, torch.device(state.device), state.data_at_hand)
    state.sample = 0
    state.test = None
    state.accumulation = None
    state.counter.restart(batches=state.feed.batches > 0)


def show_sample(state: TrainingState, command: ShowSample) -> None:
    """``output[index]``: look at another sample of the batch."""
    highest = len(state.feed.batch.images) - 1
    if not 0 <= command.index <= highest:
        raise InputError(
            InputProblem.OUT_OF_RANGE, "index", lowest=0, highest=highest, actual=command.index
        )
    state.sample = command.index


def _set_device(state: TrainingState, command: SetDevice) -> None:
    feed = state.feed
    state.start(state.seed, feed.source, command.device, feed.data)


def _reset(state: TrainingState, command: Reset) -> None:
    seed = state.seed if command.seed is None else command.seed
    state.start(seed, state.feed.source, state.device, state.feed.data)


def set_program(state: TrainingState, command: SetProgram) -> None:
    """Take another loop, or an edited one; its conditions have been read."""
    if command.program.scheduler != state.counter.program.scheduler:
        state.scheduler = None
    state.counter.replace(command.program)


CONFIGURATION: Handlers = {
    SetThreads: set_threads,
    SetOptimizer: _set_optimizer,
    SetLoss: _set_loss,
    LoadInput: _load_input,
    SetDevice: _set_device,
    Reset: _reset,
}
"""What holds for the whole loop."""
