"""The line of PyTorch that each command stands for. Without torch: tool tips show them, too."""

from lenet_gui.core.accumulation import BenchAccumulation
from lenet_gui.core.alarms import SetAlarms
from lenet_gui.core.commands import (
    Backward,
    BackwardOutput,
    ClipGradNorm,
    Command,
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
    UpdateRule,
    ZeroGrad,
)
from lenet_gui.core.explanation import Element, Inspect, Quantity
from lenet_gui.core.export.commands import ExportSession
from lenet_gui.core.flats import ShowFlats
from lenet_gui.core.gradient_check import CheckGradient
from lenet_gui.core.inputs import Digits, IdxFolder, InputSource, Picture, RandomImage
from lenet_gui.core.mistakes import LINES, Misuse
from lenet_gui.core.muting import SetMuted
from lenet_gui.core.program import SetProgram
from lenet_gui.core.session import OpenSession, SaveSession
from lenet_gui.core.timeline import (
    CompareMoments,
    DropBranch,
    GoTo,
    NameBranch,
    SetHistoryBudget,
)
from lenet_gui.core.trace import RetainGrad, TraceBackward
from lenet_gui.core.watches import SetWatches

MANUAL_RULE = "for f in net.parameters(): f.data.sub_(f.grad.data * learning_rate)"


def pytorch_line(command: Command) -> str:
    """The line that a script would have in the place of `command`, in the tutorial's names.

    For an input that a script would need several lines for, a call that names what happens.
    """
    match command:
        case ZeroGrad(set_to_none=set_to_none, of=of):
            return f"{of.value}.zero_grad({'' if set_to_none else 'set_to_none=False'})"
        case Forward():
            return "output = net(input)"
        case ComputeLoss(divide_by=divide_by):
            return f"loss = criterion(output, target){'' if divide_by == 1 else f' / {divide_by}'}"
        case Backward(retain_graph=retain_graph):
            return f"loss.backward({'retain_graph=True' if retain_graph else ''})"
        case BackwardOutput():
            return _backward_output(command)
        case OptimizerStep(rule=rule):
            return MANUAL_RULE if rule is UpdateRule.MANUAL else "optimizer.step()"
        case ClipGradNorm(max_norm=max_norm):
            return f"nn.utils.clip_grad_norm_(net.parameters(), max_norm={max_norm!r})"
        case SchedulerStep():
            return "scheduler.step()"
        case Misuse(mistake=mistake):
            return LINES[mistake]
        case NextBatch():
            return "input, target = next(batches)"
        case Evaluate():
            return "accuracy = (net(test_input).argmax(1) == test_target).float().mean()"
        case SetOptimizer(optimizer=optimizer):
            return optimizer.line()
        case SetLoss(kind=kind):
            return f"criterion = nn.{kind.value}()"
        case LoadInput(source=source):
            return _load_input(source)
        case ShowSample(index=index):
            return f"output[{index}]"
        case SetThreads(count=count):
            return f"torch.set_num_threads({count})"
        case SetDevice(device=device):
            return f"net.to({device!r})"
        case Reset(seed=seed):
            return f"torch.manual_seed({'seed' if seed is None else seed}); net = Net()"
        case RetainGrad(layers=layers):
            return (
                "; ".join(f"{name}.retain_grad()" for name in sorted(layers)) or "# none retained"
            )
    return _comment(command)


def _comment(command: Command) -> str:
    """What a script has no call for, said in a comment."""
    match command:
        case SetAlarms():
            return "# the alarms, set"
        case SetMuted():
            return "# other flags"
        case SetWatches():
            return "# other watches"
        case SetProgram():
            return "# the program, edited"
        case CompareZeroGrad(steps=steps):
            return f"# the same {steps} steps with and without net.zero_grad()"
        case BenchAccumulation(plan=plan):
            return f"# input.split({list(plan.sizes)}) beside the whole batch"
        case Inspect(element=element):
            what = "nothing" if element is None else element_text(element)
            return f"# {what}, explained"
        case CheckGradient(parameter=name, index=index, count=numbers):
            what = f"{name}{list(index)}" if name else f"{numbers} numbers"
            return f"# central differences of {what}, in float64"
        case ShowFlats(on=on):
            return f"# dead units and ties are {'' if on else 'not '}counted"
        case TraceBackward(on=on):
            return f"# backward is {'' if on else 'not '}written down node by node"
        case GoTo(moment=moment):
            return f"# the moment after call {moment.call}"
        case CompareMoments(one=one, other=other):
            return f"# the moments after call {one.call} and after call {other.call}"
        case NameBranch() | DropBranch():
            return "# the branches, edited"
        case SetHistoryBudget(megabytes=megabytes):
            return f"# a history of {megabytes} MiB at most"
        case ExportSession(path=path):
            return f"# the session as plain PyTorch in {path!r}"
        case SaveSession(path=path) | OpenSession(path=path):
            return f"# the session in {path!r}"
    raise TypeError(f"no line for {type(command).__name__}")


def element_text(element: Element) -> str:
    """A number as a script would write it, such as ``conv1.weight.grad[0, 0, 1, 2]``."""
    place = f"[{', '.join(map(str, element.index))}]" if element.index else ""
    name = element.name
    match element.quantity:
        case Quantity.GRADIENT:
            return f"{name}.grad{place}"
        case Quantity.FLOW:
            return f"dL/d({name}){place}"
        case Quantity.UPDATE:
            return f"({name} after step - before){place}"
        case _:
            return f"{name}{place}"


def _backward_output(command: BackwardOutput) -> str:
    keep = ", retain_graph=True" if command.retain_graph else ""
    if command.vector is not None:
        numbers = ", ".join(f"{number:g}" for number in command.vector)
        return f"output.backward(torch.tensor([[{numbers}]]){keep})"
    return f"output.backward(torch.randn_like(output){keep})"


def _load_input(source: InputSource) -> str:
    match source:
        case RandomImage(seed=seed):
            tail = "" if seed is None else f"  # seed {seed}"
            return f"input = torch.randn(1, 1, 32, 32); target = torch.randn(10).view(1, -1){tail}"
        case Digits(batch_size=size, seed=seed, index=None, part=part):
            return f"batches = digits({part.value!r}, batch_size={size}, seed={seed})"
        case Digits(index=index, part=part):
            return f"input, target = digits({part.value!r})[{index}]"
        case IdxFolder(path=path, batch_size=size, seed=seed, index=None, part=part):
            return f"batches = mnist({path!r}, {part.value!r}, batch_size={size}, seed={seed})"
        case IdxFolder(path=path, index=index, part=part):
            return f"input, target = mnist({path!r}, {part.value!r})[{index}]"
        case Picture(name=name, label=label):
            return f"input = picture({name or 'drawing'!r}); target = {label}"
    raise TypeError(f"no line for {type(source).__name__}")
