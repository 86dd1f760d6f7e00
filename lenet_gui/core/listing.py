"""The program as text: the rows that the window shows, and the script that they make."""

from dataclasses import dataclass
from enum import StrEnum

from lenet_gui.core.commands import (
    BackwardOutput,
    LoadInput,
    LossKind,
    NextBatch,
    OptimizerStep,
    Reset,
    SetLoss,
    UpdateRule,
)
from lenet_gui.core.inputs import InputSource, RandomImage
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.optimizers import OptimizerSpec
from lenet_gui.core.program import Line, Program
from lenet_gui.core.snapshot import Snapshot

INDENT = "    "

NET = """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(-1, 16 * 5 * 5)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)
"""
"""The tutorial's network, as a script has it."""

HEAD = f"""\
import torch
import torch.nn.functional as F
from torch import nn, optim

torch.set_num_threads(1)


{NET}

"""
"""What a script has before the rows."""

_VECTORS = "vectors = torch.Generator().manual_seed({seed})"
_BACKWARD_OUTPUT = "output.backward(torch.randn(output.shape, generator=vectors){keep})"


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands before the loop.

    Attributes:
        seed: seed of the start.
        source: where the input comes from.
        batches: it has a next batch.
        loss: the loss function.
        optimizer: the update rule.
    """

    seed: int
    source: InputSource
    batches: bool
    loss: LossKind
    optimizer: OptimizerSpec


def setting_of(snapshot: Snapshot) -> Setting:
    """What stands before the loop of a session."""
    return Setting(
        snapshot.seed,
        snapshot.input.source,
        snapshot.input.batches > 0,
        snapshot.loss_kind,
        snapshot.optimizer,
    )


class RowKind(StrEnum):
    """What a row shows, and so what of it can be edited."""

    TEXT = "text"  # nothing
    CALL = "call"  # a line of the program
    REPEATS = "repeats"  # the head of the loop over the micro-batches
    OPTIMIZER = "optimizer"  # the optimizer, or the learning rate of the rule by hand
    SCHEDULER = "scheduler"  # the scheduler


@dataclass(frozen=True, slots=True)
class Row:
    """One row of text.

    Attributes:
        text: the code, without indentation; empty: a blank row.
        kind: what it shows.
        depth: levels of indentation.
        line: for `RowKind.CALL`: the line of the program.
        called: it is not commented out.
    """

    text: str
    kind: RowKind = RowKind.TEXT
    depth: int = 0
    line: int | None = None
    called: bool = True

    @property
    def code(self) -> str:
        """The row as a script has it."""
        return INDENT * self.depth + ("" if self.called else "# ") + self.text


def listing(program: Program, setting: Setting) -> tuple[Row, ...]:
    """The set-up and the loop, row by row."""
    rows = _set_up(program, setting)
    rows += [Row(""), Row("for step in range(steps):")]
    inner = program.inner
    for index, line in enumerate(program.lines):
        if inner and index == inner[0]:
            head = f"for micro_batch in range({program.micro_batches}):"
            rows.append(Row(head, RowKind.REPEATS, 1))
        called = line.enabled and (setting.batches or not isinstance(line.call, NextBatch))
        rows.append(Row(_code(line), RowKind.CALL, 2 if line.inner else 1, index, called))
    return tuple(rows)


def script(program: Program, setting: Setting, steps: int) -> str:
    """A script that makes `steps` iterations as the program does.

    For the tutorial's random image it runs as it is, and has the same bits on the same machine
    with one thread; for a data set, ``batches`` is for the reader to define.
    """
    rows = listing(program, setting)
    blank = rows.index(Row(""))
    body = "\n".join(row.code for row in rows[blank + 1 :])
    head = "\n".join(row.code for row in rows[:blank])
    if not any(row.called for row in rows if row.line is not None):
        body += f"\n{INDENT}pass"
    return f"{HEAD}{head}\nsteps = {steps}\n\n{body}\n"


def _set_up(program: Program, setting: Setting) -> list[Row]:
    calls = [line.call for line in program.lines]
    lines = pytorch_line(Reset(setting.seed)).split("; ")
    if isinstance(setting.source, RandomImage) and setting.source.seed is not None:
        lines.append(f"torch.manual_seed({setting.source.seed})")
    source = setting.source if not isinstance(setting.source, RandomImage) else RandomImage()
    lines += pytorch_line(LoadInput(source)).split("; ")
    lines.append(pytorch_line(SetLoss(setting.loss)))
    rows = [Row(text) for text in lines]
    rows.append(Row(setting.optimizer.line(), RowKind.OPTIMIZER))
    if program.scheduler is not None:
        rows.append(Row(program.scheduler.line(), RowKind.SCHEDULER))
    if any(isinstance(c, OptimizerStep) and c.rule is UpdateRule.MANUAL for c in calls):
        rows.append(Row(f"learning_rate = {setting.optimizer.lr!r}", RowKind.OPTIMIZER))
    if any(_draws_a_vector(line) for line in program.lines):
        rows.append(Row(_VECTORS.format(seed=setting.seed + 1)))
    return rows


def _code(line: Line) -> str:
    call = line.call
    if isinstance(call, BackwardOutput) and _draws_a_vector(line):
        return _BACKWARD_OUTPUT.format(keep=", retain_graph=True" if call.retain_graph else "")
    return pytorch_line(call)


def _draws_a_vector(line: Line) -> bool:
    call = line.call
    return isinstance(call, BackwardOutput) and call.vector is None and call.seed is None
