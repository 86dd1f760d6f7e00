"""What just happened, in words: from snapshots to sentences in the reader's language."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.accumulation import BenchAccumulation
from lenet_gui.core.alarms import SetAlarms
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    CompareZeroGrad,
    ComputeLoss,
    Evaluate,
    Forward,
    LoadInput,
    NextBatch,
    OptimizerStep,
    Reset,
    SchedulerStep,
    SetDevice,
    SetLoss,
    SetOptimizer,
    SetThreads,
    ShowSample,
    ZeroGrad,
)
from lenet_gui.core.explanation import Inspect
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.gradient_check import CheckGradient
from lenet_gui.core.graph import GraphStatus
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.mistakes import Misuse
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.program import SetProgram
from lenet_gui.core.running import Halt, HaltKind
from lenet_gui.core.snapshot import GradientState, Notice, Outcome, Snapshot
from lenet_gui.core.trace import RetainGrad, TraceBackward
from lenet_gui.core.watches import SetWatches
from lenet_gui.gui.words.alarm_texts import alarm_sentence
from lenet_gui.gui.words.changes import changes, part_name
from lenet_gui.gui.words.explanations import (
    explain_failure,
    explain_notice,
    explain_warning,
    one_line,
)
from lenet_gui.gui.words.inspection_texts import looked
from lenet_gui.gui.words.number_text import count, number
from lenet_gui.gui.words.timeline_texts import Visit, edited, visit, visit_sentences

translate = QCoreApplication.translate


class Level(StrEnum):
    """How much a message wants to be read."""

    DONE = "done"
    NOTICE = "notice"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """What a call did.

    Attributes:
        level: how much it wants to be read.
        headline: one sentence with the numbers.
        details: explanations, a paragraph each.
    """

    level: Level
    headline: str
    details: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Headline and details, one after the other."""
        return "\n\n".join((self.headline, *self.details))


HARMLESS = frozenset({Notice.NOTHING_TO_CLEAR})
"""What is worth a word, and not a sign of warning."""


def describe(before: Snapshot | None, after: Snapshot) -> Message:
    """What the last command of `after` changed.

    Args:
        before: the state that the command found; ``None``: not known.
        after: the state that it left.
    """
    going = visit(None if before is None else before.timeline, after.timeline)
    if going is not None:
        return describe_visit(going)
    history = "" if before is None else edited(before.timeline, after.timeline)
    if history:
        return Message(Level.DONE, history)
    outcome = after.last
    if outcome is None:
        return Message(Level.DONE, started(after))
    if outcome.failure is not None:
        return Message(Level.ERROR, *explain_failure(outcome))
    facts = dict(outcome.facts)
    said = tuple(explain_notice(notice, facts) for notice in outcome.notices)
    warned = tuple(part for text in outcome.warnings for part in explain_warning(text))
    alarmed = tuple(alarm_sentence(hit) for hit in outcome.alarms)
    worth = warned or alarmed or set(outcome.notices) - HARMLESS
    return Message(
        Level.NOTICE if worth else Level.DONE,
        _headline(outcome, before, after),
        (*said, *warned, *alarmed),
    )


def describe_visit(going: Visit) -> Message:
    """That somebody went to a moment, in one sentence or two."""
    return Message(Level.DONE, one_line(*visit_sentences(going)))


def started(snapshot: Snapshot) -> str:
    """The sentence of a fresh start."""
    return translate(
        "messages",
        "Ready. A new LeNet with {count} parameters, initialised from seed {seed}. Press the "
        "marked button, or any other.",
    ).format(count=count(sum(row.count for row in snapshot.rows)), seed=snapshot.seed)


def describe_run(before: Snapshot, after: Snapshot, halt: Halt | None = None) -> Message:
    """What a run has done so far.

    Args:
        before: the state that it found.
        after: the state it has reached.
        halt: why it stopped before its end; ``None``: it did not.
    """
    text = translate(
        "messages", "A run: {calls} calls, {updates} updates. Loss {old} → {new}."
    ).format(
        calls=count(after.calls - before.calls),
        updates=count(after.step - before.step),
        old=number(before.loss),
        new=number(after.loss),
    )
    if halt is None:
        return Message(Level.DONE, text)
    return Message(Level.NOTICE, one_line(describe_halt(halt, after), text))


def describe_halt(halt: Halt, after: Snapshot) -> str:
    """Why a run stopped before its end."""
    line = "" if halt.line is None else pytorch_line(after.program.lines[halt.line].call)
    return {
        HaltKind.BREAKPOINT: translate(
            "messages", "Stopped at the breakpoint before {line} (reached: {hits})."
        ),
        HaltKind.LINE: translate("messages", "Stopped before {line}."),
        HaltKind.WATCH: translate("messages", "Stopped: {text} has become true. Next: {line}."),
        HaltKind.ALARM: translate("messages", "Stopped by an alarm. Next: {line}."),
    }[halt.kind].format(line=line, hits=halt.hits, text=halt.text)


def _headline(outcome: Outcome, before: Snapshot | None, after: Snapshot) -> str:
    match outcome.command:
        case ZeroGrad():
            return _zero_grad(before, after)
        case Forward():
            return _forward(after)
        case ComputeLoss():
            return _loss(after)
        case Backward() | BackwardOutput():
            return _backward(before, after)
        case OptimizerStep():
            return _step(after)
        case ClipGradNorm() | SchedulerStep() | SetProgram() | SetWatches():
            return _debugging(outcome, before, after)
        case SetAlarms() | SetMuted():
            return translate("messages", "What is flagged from now on was chosen.")
        case Misuse():
            return _misuse(before, after)
        case Inspect() | CheckGradient() | ShowFlats() | TraceBackward() | RetainGrad():
            return looked(outcome.command)
        case _:
            return _setting(outcome, after)


def _zero_grad(before: Snapshot | None, after: Snapshot) -> str:
    state = after.rows[0].gradient_state
    text = (
        translate(
            "messages",
            "Every .grad is now None; the norm was {norm}. Parameters, graph and optimizer state "
            "are untouched.",
        )
        if state is GradientState.NONE
        else translate(
            "messages",
            "Every .grad is now filled with zeros; the norm was {norm}. Parameters, graph and "
            "optimizer state are untouched.",
        )
    )
    return text.format(norm=number(None if before is None else before.gradient_norm))


def _forward(after: Snapshot) -> str:
    return translate(
        "messages",
        "The network computed an output for each image (images: {batch}) and recorded a graph: "
        "{nodes} nodes, which hold {bytes} bytes of saved tensors for backward. Parameters and "
        "gradients are untouched.",
    ).format(
        batch=after.input.batch_size,
        nodes=len(after.graph.nodes),
        bytes=count(after.graph.saved_bytes),
    )


def _loss(after: Snapshot) -> str:
    return translate(
        "messages",
        "loss = {loss}. The graph has grown to {nodes} nodes and ends in this one number, so "
        "backward can start from it.",
    ).format(loss=number(after.loss), nodes=len(after.graph.nodes))


def _backward(before: Snapshot | None, after: Snapshot) -> str:
    deposits = max(row.deposits for row in after.rows)
    gradients = translate(
        "messages",
        "Each parameter received a deposit in its .grad (deposits since it was cleared: "
        "{deposits}); the norm of all gradients went from {old} to {new}.",
    ).format(
        deposits=deposits,
        old="None" if before is None or before.gradient_norm is None else number(
            before.gradient_norm
        ),
        new=number(after.gradient_norm),
    )  # fmt: skip
    if after.graph.status is GraphStatus.FREED:
        freed = 0 if before is None else before.graph.saved_bytes
        graph = translate(
            "messages", "The graph's saved tensors were freed ({bytes} bytes)."
        ).format(bytes=count(freed))
    else:
        graph = translate(
            "messages", "The graph was kept ({bytes} bytes): a second press adds the same again."
        ).format(bytes=count(after.graph.saved_bytes))
    return one_line(gradients, graph)


def _step(after: Snapshot) -> str:
    size = sum(row.update_norm**2 for row in after.rows if row.update_norm is not None) ** 0.5
    return translate(
        "messages",
        "Numbers changed: {changed} of {total}; the parameters moved by a distance of {size}. "
        "The gradients stay in .grad until zero_grad.",
    ).format(
        changed=count(sum(row.update_count or 0 for row in after.rows)),
        total=count(sum(row.count for row in after.rows)),
        size=number(size),
    )


def _debugging(outcome: Outcome, before: Snapshot | None, after: Snapshot) -> str:
    match outcome.command:
        case ClipGradNorm(max_norm=max_norm):
            return translate(
                "messages",
                "The norm of all gradients went from {old} to {new}; the limit is {limit}. Above "
                "it, all are multiplied by one factor, so that the direction stays.",
            ).format(
                old=number(None if before is None else before.gradient_norm),
                new=number(after.gradient_norm),
                limit=number(max_norm),
            )
        case SchedulerStep():
            return translate(
                "messages",
                "The scheduler counted a step: the learning rate went from {old} to {new}.",
            ).format(old=number(None if before is None else before.lr), new=number(after.lr))
        case SetProgram():
            return translate(
                "messages", "The loop was edited. The network and everything else are as they were."
            )
        case SetWatches(watches=watches):
            return translate("messages", "Expressions watched: {count}.").format(count=len(watches))
    return ""


def _misuse(before: Snapshot | None, after: Snapshot) -> str:
    """What the line of a mistake did, part by part."""
    found = () if before is None else changes(before, after)
    texts = [f"{part_name(change.part)}: {change.text}" for change in found if change.changed]
    if not texts:
        return translate("messages", "No error. Nothing in the four parts has changed.")
    return translate("messages", "No error. {changes}.").format(changes="; ".join(texts))


def _setting(outcome: Outcome, after: Snapshot) -> str:
    match outcome.command:
        case NextBatch():
            return translate(
                "messages", "Batch {batch} of {batches} in epoch {epoch} is now the input."
            ).format(batch=after.input.batch, batches=after.input.batches, epoch=after.input.epoch)
        case Evaluate():
            return translate(
                "messages", "{percent} % of {images} test images are classified rightly."
            ).format(percent=f"{100 * (after.test_accuracy or 0):.2f}", images=after.test_images)
        case SetOptimizer(optimizer=optimizer):
            return translate("messages", "The update rule is now {name}.").format(
                name=optimizer.name
            )
        case SetLoss(kind=kind):
            return translate("messages", "The loss function is now {name}.").format(name=kind.value)
        case LoadInput():
            return translate(
                "messages",
                "A new input is in place (images: {batch}). output and loss are still those of "
                "the old one until forward.",
            ).format(batch=after.input.batch_size)
        case ShowSample(index=index):
            return translate("messages", "The panels show sample {index}.").format(index=index)
        case SetThreads(count=threads):
            return translate(
                "messages",
                "torch computes with threads: {count}. The last bits of results depend on it.",
            ).format(count=threads)
        case SetDevice(device=device):
            return translate("messages", "A new start on {device}.").format(device=device)
        case CompareZeroGrad(steps=steps):
            return translate(
                "messages",
                "Trained three copies from one start, updates each: {steps}. The Loss panel shows "
                "them; your own network is as it was.",
            ).format(steps=steps)
        case BenchAccumulation(plan=plan):
            return translate(
                "messages",
                "Went through a copy of the batch in pieces ({sizes}) and at once. The "
                "Accumulation panel compares the two; your own network is as it was.",
            ).format(sizes=", ".join(map(str, plan.sizes)))
        case Reset():
            return started(after)
    return ""
