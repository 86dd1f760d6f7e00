"""The line of a command as it is shown: PyTorch's own, or a comment in the reader's language."""

from PySide6.QtCore import QCoreApplication

from lenet_gui.core.accumulation import BenchAccumulation
from lenet_gui.core.alarms import SetAlarms
from lenet_gui.core.commands import Command, CompareZeroGrad
from lenet_gui.core.explanation import Inspect
from lenet_gui.core.export.commands import ExportSession
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.gradient_check import CheckGradient
from lenet_gui.core.lines import element_text, pytorch_line
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.program import SetProgram
from lenet_gui.core.session import OpenSession, SaveSession
from lenet_gui.core.timeline import CompareMoments, DropBranch, GoTo, NameBranch, SetHistoryBudget
from lenet_gui.core.trace import RetainGrad, TraceBackward
from lenet_gui.core.watches import SetWatches

translate = QCoreApplication.translate


def shown_line(command: Command) -> str:
    """The line of PyTorch that a command stands for, or what it does where a script has none."""
    text = _set(command) or _looked(command) or _gone(command)
    return f"# {text}" if text else pytorch_line(command)


def _set(command: Command) -> str:
    """What changes the loop or what looks on."""
    match command:
        case SetAlarms():
            return translate("lines", "the alarms, set")
        case SetMuted():
            return translate("lines", "the flags, chosen")
        case SetWatches():
            return translate("lines", "the watches, edited")
        case SetProgram():
            return translate("lines", "the program, edited")
        case RetainGrad(layers=layers) if not layers:
            return translate("lines", "no gradient of a layer's result is retained")
        case ShowFlats(on=True):
            return translate("lines", "dead units and ties are counted")
        case ShowFlats():
            return translate("lines", "dead units and ties are not counted")
        case TraceBackward(on=True):
            return translate("lines", "backward is written down node by node")
        case TraceBackward():
            return translate("lines", "backward is not written down node by node")
        case SetHistoryBudget(megabytes=megabytes):
            text = translate("lines", "a history of {megabytes} MiB at most")
            return text.format(megabytes=megabytes)
    return ""


def _looked(command: Command) -> str:
    """What compares or explains."""
    match command:
        case CompareZeroGrad(steps=steps):
            text = translate("lines", "the same {steps} steps with and without net.zero_grad()")
            return text.format(steps=steps)
        case BenchAccumulation(plan=plan):
            text = translate("lines", "input.split({sizes}) beside the whole batch")
            return text.format(sizes=list(plan.sizes))
        case Inspect(element=element):
            if element is None:
                return translate("lines", "no number is explained")
            return translate("lines", "{number}, explained").format(number=element_text(element))
        case CheckGradient(parameter=name, index=index) if name:
            text = translate("lines", "the central difference of {number}, in float64")
            return text.format(number=f"{name}{list(index)}")
        case CheckGradient(count=count):
            text = translate("lines", "central differences of {count} numbers, in float64")
            return text.format(count=count)
    return ""


def _gone(command: Command) -> str:
    """What is done to the history, or to files."""
    match command:
        case GoTo(moment=moment):
            return translate("lines", "the moment after call {call}").format(call=moment.call)
        case CompareMoments(one=one, other=other):
            text = translate("lines", "the moments after calls {one} and {other}, compared")
            return text.format(one=one.call, other=other.call)
        case NameBranch() | DropBranch():
            return translate("lines", "the branches, edited")
        case ExportSession(path=path):
            text = translate("lines", "the session as plain PyTorch in {path}")
            return text.format(path=path)
        case SaveSession(path=path) | OpenSession(path=path):
            return translate("lines", "the session in {path}").format(path=path)
    return ""
