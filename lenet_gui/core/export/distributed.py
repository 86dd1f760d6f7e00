"""The training loop at hand as a script for several processes, with DistributedDataParallel."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from lenet_gui.core.commands import (
    Backward,
    ClipGradNorm,
    Command,
    ComputeLoss,
    Forward,
    LossKind,
    NextBatch,
    OptimizerStep,
    Reset,
    SchedulerStep,
    SetDevice,
    ZeroGrad,
)
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.export.calling import call
from lenet_gui.core.export.feeding import NEXT, ONE_HOT
from lenet_gui.core.export.liveness import without_unread
from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.export.scope import Scope
from lenet_gui.core.export.script import BESIDE, below_one_another, comment
from lenet_gui.core.export.starting import start
from lenet_gui.core.export.statements import Statement, names_read
from lenet_gui.core.export.story import Chapter, Part, code_of, foreword
from lenet_gui.core.export.words import ENGLISH, Words
from lenet_gui.core.inputs import Picture
from lenet_gui.core.lines import pytorch_line
from lenet_gui.core.listing import INDENT
from lenet_gui.core.program import CANONICAL, Program, SetProgram

STEPS = 10
"""Iterations of the script where the session has made no update since its last start."""

_PASSAGE = (Forward, ComputeLoss, Backward)
_LOCAL = (*_PASSAGE, NextBatch, SchedulerStep)  # what needs no gradient of the other processes
_KNOWN = (*_LOCAL, ZeroGrad, ClipGradNorm, OptimizerStep)
_RECORD = ("whole = loss.detach() / world", "dist.all_reduce(whole)", "losses.append(whole.item())")
_END = (
    "if rank == 0:",
    f"{INDENT}print(json.dumps(losses))",
    "dist.barrier()",  # a process that ends while gloo still works for it may be aborted
    "dist.destroy_process_group()",
)


def distributed(history: LinearHistory, words: Words = ENGLISH) -> str:
    """A script for ``torchrun`` that runs the loop with each batch shared by all processes.

    It starts where the session started last, with the settings at the history's end, on the CPU,
    and makes as many iterations as the session has made updates since. The canonical loop stands
    in for one that has no forward, loss and backward in this order, and a step. What would not be
    the same over several processes, such as a second backward, is left out, as a comment. The
    losses are those of the whole batches; the first process prints them as JSON.

    Args:
        history: the calls.
        words: the sentences between the code.

    Raises:
        InputError: the input has no target.
    """
    scope, steps = _present(history)
    if isinstance(scope.source, Picture) and scope.source.label is None:
        raise InputError(InputProblem.EMPTY, "target")
    *before, loop = without_unread(
        [
            Statement(_group(history.threads)),
            *start(scope),
            Statement(_model(scope)),
            Statement((f"for step in range({steps}):", *_iteration(scope, words))),
        ]
    )
    chapters = [
        Chapter(Part.START, words.start, code_of(before)),
        Chapter(Part.LOOP, "", loop.lines),
        Chapter(Part.END, words.end, _END),
    ]
    read = names_read("\n".join(line for chapter in chapters for line in chapter.code))
    above = comment(words.title, words.sharing, words.launch)
    return f"{above}\n\n{below_one_another([*foreword(read, words, BESIDE), *chapters])}"


def _present(history: LinearHistory) -> tuple[Scope, int]:
    """The settings at the end, and the iterations to make."""
    scope, updates = Scope(history.seed, history.source, history.device), 0
    for index, command in enumerate(history.calls):
        scope = scope.after(command)
        if isinstance(command, Reset | SetDevice):
            updates = 0
        elif isinstance(command, OptimizerStep) and index not in history.failed:
            updates += 1
    program = scope.program if _is_whole(scope.program) else CANONICAL
    return scope.after(SetDevice("cpu")).after(SetProgram(program)), updates or STEPS


def _is_whole(program: Program) -> bool:
    """It has a forward, a loss and a backward that follow one another, and a step."""
    enabled = [line for line in program.lines if line.enabled]
    kinds = [type(line.call) for line in enabled]
    if not {*_PASSAGE, OptimizerStep}.issubset(kinds):
        return False
    places = [kinds.index(kind) for kind in _PASSAGE]
    return places == sorted(places) and len({enabled[place].inner for place in places}) == 1


def _group(threads: int) -> tuple[str, ...]:
    return (
        'dist.init_process_group("gloo")',
        "rank, world = dist.get_rank(), dist.get_world_size()",
        f"torch.set_num_threads({threads})",
    )


def _model(scope: Scope) -> tuple[str, ...]:
    return (
        f'criterion = nn.{scope.loss.value}(reduction="sum")',
        "model = DistributedDataParallel(net)",
        "losses = []",
    )


def _iteration(scope: Scope, words: Words) -> Iterator[str]:
    """The body of the loop, indented."""
    lines = [line for line in scope.program.lines if line.enabled]
    kinds = [type(line.call) for line in lines]
    for inner, group in groupby(range(len(lines)), key=lambda place: lines[place].inner):
        places = list(group)
        code: list[str] = []
        for place in places:
            again = kinds[place] in _PASSAGE and place != kinds.index(kinds[place])
            if again or kinds[place] not in _KNOWN:
                code += [f"# {words.left_out}", f"# {pytorch_line(lines[place].call)}"]
            else:
                code += _code(lines[place].call, scope)
        if inner:
            local = all(kinds[place] in _LOCAL for place in places)
            code = list(_micro_batches(code, scope.program.micro_batches, local=local))
        yield from (INDENT + line for line in code)


def _micro_batches(code: Sequence[str], count: int, *, local: bool) -> Iterator[str]:
    """The inner loop; the gradients are shared once where nothing else needs them before."""
    yield f"for micro_batch in range({count}):"
    depth = INDENT
    if local and count > 1:
        yield f"{INDENT}last = micro_batch == {count - 1}  # only then are the gradients shared"
        yield f"{INDENT}with contextlib.nullcontext() if last else model.no_sync():"
        depth += INDENT
    yield from (depth + line for line in code)
    if all(line.startswith("#") for line in code):
        yield f"{depth}pass"


def _code(command: Command, scope: Scope) -> tuple[str, ...]:
    """The lines of a call, not indented."""
    match command:
        case NextBatch():
            one_hot = (ONE_HOT,) if scope.target == "target" else ()
            return (NEXT, *one_hot) if scope.has_batches else ()
        case Forward():
            return ("output = model(share(input))",)
        case ComputeLoss():
            return (_loss(command, scope), *_RECORD)
        case Backward():
            return ("loss.backward()",)
    return tuple(
        code for statement in call(command, scope, failed=False) for code in statement.lines
    )


def _loss(command: ComputeLoss, scope: Scope) -> str:
    target = scope.target
    count = f"{target}.numel()" if scope.loss is LossKind.MSE else f"len({target})"
    divided = "" if command.divide_by == 1 else f" / {command.divide_by}"
    return f"loss = criterion(output, share({target})) * world / {count}{divided}"
