"""What was trained on what, and where it stands: pairs of a name and what it is."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from lenet_gui import __version__
from lenet_gui.core.commands import SetLoss
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.timeline import Timeline
from lenet_gui.gui.words.input_texts import input_facts
from lenet_gui.gui.words.number_text import count
from lenet_gui.gui.words.timeline_texts import branch_name

translate = QCoreApplication.translate

Fact = tuple[str, str]
"""A name, and what it is."""


def session_facts(snapshot: Snapshot, made: datetime) -> list[Fact]:
    """When and on what the numbers were computed."""
    return [
        (translate("report", "Date and time"), made.strftime("%Y-%m-%d %H:%M")),
        (translate("report", "Seed"), str(snapshot.seed)),
        (translate("report", "Device"), snapshot.device),
        (translate("report", "torch's threads"), str(snapshot.threads)),
        ("PyTorch", snapshot.torch_version),
        ("lenet_gui", __version__),
    ]


def training_facts(snapshot: Snapshot) -> list[Fact]:
    """What is trained on what."""
    parameters = count(sum(row.count for row in snapshot.rows))
    return [
        (translate("report", "Network"), translate("report", "LeNet, {count} parameters").format(
            count=parameters
        )),
        *input_facts(snapshot.input),
        (translate("report", "Loss function"), pytorch_line(SetLoss(snapshot.loss_kind))),
        (translate("report", "Optimizer"), snapshot.optimizer.line()),
    ]  # fmt: skip


def present_numbers(snapshot: Snapshot) -> list[Fact]:
    """Where the training stands, with all digits."""
    facts = [
        *_place(snapshot.timeline),
        (translate("report", "Calls made"), count(snapshot.calls)),
        (translate("report", "Updates made"), count(snapshot.step)),
        (translate("report", "Iterations of the loop"), count(snapshot.iteration)),
        (translate("report", "Loss"), _exact(snapshot.loss)),
        (translate("report", "Learning rate of the next step"), _exact(snapshot.lr)),
        (translate("report", "Norm of all gradients"), _gradient(snapshot.gradient_norm)),
    ]
    if snapshot.accuracy is not None:
        facts.append((translate("report", "Accuracy on the batch"), _percent(snapshot.accuracy)))
    if snapshot.test_accuracy is not None:
        text = translate("report", "{percent} (images: {images}, after {step} updates)")
        facts.append((
            translate("report", "Accuracy on the test part"),
            text.format(
                percent=_percent(snapshot.test_accuracy),
                images=count(snapshot.test_images),
                step=count(snapshot.test_step),
            ),
        ))  # fmt: skip
    return facts


def _place(timeline: Timeline) -> list[Fact]:
    """Which moment it is, where there are others: the log holds the calls of all of them."""
    if not timeline.past and len(timeline.branches) == 1:
        return []
    text = translate("report", "after call {call} of {calls} (branch “{branch}”)").format(
        call=count(timeline.now.call),
        calls=count(timeline.end.call),
        branch=branch_name(timeline.branch(timeline.now.branch)),
    )
    return [(translate("report", "Moment that is shown"), text)]


def _exact(value: float | None) -> str:
    return translate("report", "none yet") if value is None else repr(value)


def _gradient(norm: float | None) -> str:
    return translate("report", "none: every .grad is None") if norm is None else repr(norm)


def _percent(share: float) -> str:
    return translate("report", "{percent} %").format(percent=f"{100 * share:.6g}")
