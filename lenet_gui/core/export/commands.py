"""What a person can ask for."""

from dataclasses import dataclass
from enum import StrEnum

from lenet_gui.core.commands import Command
from lenet_gui.core.export.words import ENGLISH, Words
from lenet_gui.core.timeline import Moment


class ExportKind(StrEnum):
    """What is written."""

    SCRIPT = "script"  # the session's calls as a script
    NOTEBOOK = "notebook"  # the same as a Jupyter notebook
    DISTRIBUTED = "ddp"  # the training loop, over several processes


@dataclass(frozen=True, slots=True)
class ExportSession(Command):
    """Write the way to a moment as plain PyTorch.

    Attributes:
        path: the file.
        kind: what is written.
        moment: where the way ends; ``None``: at the present moment.
        words: the sentences between the code.
    """

    path: str
    kind: ExportKind = ExportKind.SCRIPT
    moment: Moment | None = None
    words: Words = ENGLISH
