"""The training loop over two processes comes to the losses of one, up to rounding."""

import ast
import json
from dataclasses import replace

import pytest
import torch
import torch.distributed as dist
from torch import nn, optim

from lenet_gui.core.batches import Feed
from lenet_gui.core.commands import (
    Backward,
    ClipGradNorm,
    Forward,
    LossKind,
    NextBatch,
    OptimizerStep,
    Reset,
    SetLoss,
    SetOptimizer,
)
from lenet_gui.core.errors import InputError
from lenet_gui.core.export.distributed import STEPS, distributed
from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.export.words import Words
from lenet_gui.core.inputs import Digits, Picture
from lenet_gui.core.optimizers import SGD
from lenet_gui.core.program import CANONICAL, Line, Program, SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe, accumulate
from tests.core import oracle
from tests.core.export.recorded import record, run_python, take_digits
from tests.core.export.sessions import LOOP, iterations

DIGITS = Digits(batch_size=5, seed=2)
CLASSES = SetLoss(LossKind.CROSS_ENTROPY)
FAST = SetOptimizer(SGD(lr=0.1, momentum=0.9))
CLIPPED = accumulate(4, 4, each=(ClipGradNorm(0.05),))
HISTORIES = {
    "unequal shares": LinearHistory(source=DIGITS, calls=(CLASSES, FAST)),
    "unequal shares with MSE": LinearHistory(source=DIGITS, calls=(FAST,)),
    "one image, and so an empty share": LinearHistory(calls=(FAST,)),
    "micro-batches": LinearHistory(
        source=DIGITS, calls=(CLASSES, FAST, SetProgram(PROGRAMS[Recipe.ACCUMULATE]))
    ),
    "gradients clipped after each": LinearHistory(
        source=DIGITS, calls=(CLASSES, FAST, SetProgram(CLIPPED))
    ),
}

# All scripts in one pair of processes, as importing torch takes seconds. The group that the first
# one makes serves all: made a second time from the same store, it would wait for ever.
RUNNER = """
import contextlib, functools, io, json, os, runpy, sys
import torch.distributed as dist
dist.init_process_group = functools.cache(dist.init_process_group)
dist.destroy_process_group = lambda: None
said = []
for path in sys.argv[1:]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        runpy.run_path(path, run_name="__main__")
    said += out.getvalue().splitlines()[-1:]
if os.environ["RANK"] == "0":
    print(json.dumps(said))
else:
    assert not said, "only one process prints"
# Without Python's own end: it aborts the process now and then, where a thread of gloo's still holds
# a tensor (pytorch/pytorch#179291).
sys.stdout.flush()
os._exit(0)
"""


@pytest.fixture(scope="module")
def losses(tmp_path_factory):
    """What the scripts print, by the name of the history."""
    if not dist.is_available() or not dist.is_gloo_available():
        pytest.skip("this PyTorch has no gloo, so it has no processes on a CPU to compare with")
    folder = tmp_path_factory.mktemp("distributed")
    return dict(zip(HISTORIES, _run(folder), strict=True))


def _run(folder):
    take_digits(folder)
    (folder / "runner.py").write_text(RUNNER, encoding="utf-8")
    paths = []
    for number, history in enumerate(HISTORIES.values()):
        paths.append(folder / f"script_{number}.py")
        paths[-1].write_text(distributed(history), encoding="utf-8")
    launch = ["-m", "torch.distributed.run", "--nproc_per_node=2", "--standalone", "runner.py"]
    said = json.loads(run_python([*launch, *map(str, paths)], folder))
    return [json.loads(line) for line in said]


@pytest.mark.parametrize("name", HISTORIES)
def test_two_processes_compute_the_losses_of_one(losses, name):
    history = HISTORIES[name]
    settings = [c for c in history.calls if isinstance(c, SetProgram)]
    program = settings[0].program if settings else CANONICAL
    has_batches = isinstance(history.source, Digits)
    calls = (*history.calls, *iterations(program, STEPS, batches=has_batches))
    alone = [float.fromhex(loss) for loss in record(calls, source=history.source).losses]
    # The sums of a batch are made in another order: 3e-6 of a gradient's largest entry.
    torch.testing.assert_close(losses[name], alone, rtol=1e-4, atol=1e-7)
    assert max(alone) - min(alone) > 0.001  # a gradient of another size would show


def test_two_processes_do_what_accumulation_over_their_shares_does(losses):
    net, feed = oracle.tutorial().net, Feed(DIGITS, 0, torch.device("cpu"))
    optimizer = optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    alone = []
    for _ in range(STEPS):
        feed.advance()
        images, labels = feed.batch.images, feed.batch.labels
        optimizer.zero_grad()
        total = 0.0
        for x, y in ((images[:3], labels[:3]), (images[3:], labels[3:])):
            loss = nn.CrossEntropyLoss()(net(x), y) * len(x) / len(images)
            loss.backward()
            total += loss.item()
        optimizer.step()
        alone.append(total)
    torch.testing.assert_close(losses["unequal shares"], alone, rtol=1e-4, atol=1e-7)


def test_script_makes_as_many_iterations_as_updates_since_the_last_start():
    calls = (*LOOP * 7, Reset(3), *LOOP * 4)
    code = distributed(LinearHistory(calls=calls))
    assert "for step in range(4):" in code
    assert "torch.manual_seed(3)" in code
    assert f"for step in range({STEPS}):" in distributed(LinearHistory(calls=calls[:-20]))


@pytest.mark.parametrize(
    "program",
    [
        Program((Line(Forward()), Line(OptimizerStep()))),
        Program(tuple(reversed(CANONICAL.lines))),
        Program((*CANONICAL.lines[:4], Line(Backward(), inner=True), CANONICAL.lines[5]), 3),
        Program(tuple(replace(line, enabled=False) for line in CANONICAL.lines)),
    ],
    ids=["no loss", "no order", "backward alone in the inner loop", "switched off"],
)
def test_canonical_loop_stands_in_for_one_that_is_not_whole(program):
    code = distributed(LinearHistory(calls=(SetProgram(program),)))
    assert code == distributed(LinearHistory())


def test_call_that_several_processes_cannot_make_alike_is_left_out_as_a_comment():
    second = Program((*CANONICAL.lines[:5], CANONICAL.lines[4], CANONICAL.lines[5]))
    for program in (PROGRAMS[Recipe.VECTOR_THEN_LOSS], second):
        code = distributed(LinearHistory(calls=(SetProgram(program),)), Words(left_out="without:"))
        compile(code, "script", "exec")
        left_out = code.split("    # without:\n    # ")[1].splitlines()[0]
        assert left_out.startswith(("output.backward(", "loss.backward("))
        assert code.count("\n    loss.backward()") == 1


def test_inner_loop_of_nothing_has_a_body_all_the_same():
    lines = (Line(NextBatch(), inner=True), *CANONICAL.lines[1:])
    code = distributed(LinearHistory(calls=(SetProgram(Program(lines, 3)),)))
    loops = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.For)]
    assert loops
    assert "loss.backward()" in code


def test_picture_without_a_label_is_refused():
    with pytest.raises(InputError, match="target"):
        distributed(LinearHistory(source=Picture(bytes(1024))))
