"""The statements of the calls: what a script has in the place of each command."""

import math

from lenet_gui.core.commands import (
    BackwardOutput,
    ClipGradNorm,
    Command,
    ComputeLoss,
    Evaluate,
    NextBatch,
    OptimizerStep,
    SchedulerStep,
)
from lenet_gui.core.export.feeding import next_batch
from lenet_gui.core.export.scope import Scope
from lenet_gui.core.export.statements import Role, Statement, one_below_the_other, wrapped
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.mistakes import Mistake, Misuse

_RECORD = Statement(("losses.append(loss.item())",))
_LOSSES = (Mistake.TARGET_SHAPE, Mistake.SOFTMAX_FIRST, Mistake.ADD_LOSS)


def call(command: Command, scope: Scope, *, failed: bool) -> list[Statement]:
    """What the script has in the place of a call.

    Args:
        command: the call.
        scope: the settings at that place.
        failed: it failed in the session; so it will in the script, which goes on all the same.
    """
    statements = _statements(command, scope)
    if not failed:
        return statements
    lines = [line for statement in statements for line in statement.lines]
    return [
        Statement(
            (
                "try:",
                *(f"    {line}" for line in lines),
                "except Exception as error:",
                '    print(f"{type(error).__name__}: {error}")',
            )
        )
    ]


def _statements(command: Command, scope: Scope) -> list[Statement]:
    match command:
        case NextBatch():
            return next_batch(scope)
        case ComputeLoss():
            line = pytorch_line(command).replace("target", scope.target)
            return [Statement((line,)), _RECORD]
        case BackwardOutput():
            return [Statement(wrapped(_backward_output(command)))]
        case ClipGradNorm(max_norm=max_norm) if math.isinf(max_norm):
            return [Statement((pytorch_line(command).replace("inf", 'float("inf")'),))]
        case OptimizerStep() | SchedulerStep():
            return [Statement(one_below_the_other(pytorch_line(command)), Role.UPDATE)]
        case Evaluate(limit=limit):
            front = "" if limit is None else f", limit={limit}"
            return [Statement((f'print("accuracy", accuracy(net, data["test"]{front}))',))]
        case Misuse(mistake=mistake):
            return _misuse(mistake, scope)
    return [Statement((pytorch_line(command),))]


def _backward_output(command: BackwardOutput) -> str:
    keep = ", retain_graph=True" if command.retain_graph else ""
    if command.vector is not None:
        numbers = ", ".join(_number(number) for number in command.vector)
        return f"output.backward(torch.tensor([[{numbers}]]){keep})"
    generator = "vectors"
    if command.seed is not None:
        generator = f"torch.Generator().manual_seed({command.seed})"
    return f"output.backward(torch.randn(output.shape, generator={generator}){keep})"


def _number(number: float) -> str:
    """All digits of a number, and a point: a tensor of whole numbers is of another type."""
    number = float(number)
    return repr(number) if math.isfinite(number) else f'float("{number}")'


def _misuse(mistake: Mistake, scope: Scope) -> list[Statement]:
    lines = one_below_the_other(_line(mistake, scope))
    if mistake in _LOSSES:
        return [Statement(lines), _RECORD]
    updates = mistake in (Mistake.SCALER_STEP, Mistake.DATA_NAME)
    return [Statement(lines, Role.UPDATE if updates else Role.CALL)]


def _line(mistake: Mistake, scope: Scope) -> str:
    """The line of a mistake, as the trainer runs it."""
    line = pytorch_line(Misuse(mistake))
    seed, device = scope.seed + 1, scope.device
    match mistake:
        case Mistake.TARGET_SHAPE | Mistake.ADD_LOSS | Mistake.LOSS_CLASS:
            return line.replace("target", scope.target)
        case Mistake.KEEP_LOSS | Mistake.DROP_LOSSES:  # `losses` are the script's own
            return f"kept_{line}"
        case Mistake.READ_OUTPUT_GRAD | Mistake.LOOK_BACK:
            return f"print({line})"
        case Mistake.WRONG_VECTOR:
            generator = f"generator=torch.Generator().manual_seed({seed})"
            return line.replace("randn(10)", f"randn(10, {generator}){scope.to_device}")
        case Mistake.REPLACE_LAYER:
            return f"torch.manual_seed({seed}); {line}{scope.to_device}"
        case Mistake.GRADIENT_SIZE if scope.to_device:
            return line.replace("zeros(3)", f"zeros(3, device={device!r})")
    return line
