"""What the window shows of the program is PyTorch that runs, and does the same to the last bit."""

from dataclasses import replace

import pytest
import torch

from lenet_gui.core.commands import LossKind, NextBatch, Reset, SetOptimizer
from lenet_gui.core.inputs import Digits, RandomImage
from lenet_gui.core.lenet import Net
from lenet_gui.core.listing import NET, RowKind, Setting, listing, script
from lenet_gui.core.optimizers import SGD, Adam
from lenet_gui.core.program import CANONICAL, SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.core.trainer import Trainer

SETTING = Setting(0, RandomImage(), batches=False, loss=LossKind.MSE, optimizer=SGD())


def run(text: str) -> dict:
    space: dict = {}
    exec(compile(text, "script", "exec"), space)  # noqa: S102 - it is ours, and the test's point
    return space


def test_network_of_the_script_is_the_programs():
    space = run(f"import torch\nimport torch.nn.functional as F\nfrom torch import nn\n{NET}")
    net, image = space["Net"](), torch.randn(2, 1, 32, 32)
    ours = Net()
    ours.load_state_dict(net.state_dict())
    assert repr(ours) == repr(net)
    assert torch.equal(ours(image), net(image))


# The recipe that steps the scheduler in each micro-batch is warned of, as in a script.
@pytest.mark.filterwarnings("ignore:Detected call of `lr_scheduler.step")
@pytest.mark.parametrize("recipe", Recipe)
@pytest.mark.parametrize("optimizer", [SGD(lr=0.02), Adam()])
def test_script_of_each_recipe_runs_to_the_bits_of_the_program(recipe, optimizer):
    setting = replace(SETTING, seed=3, optimizer=optimizer)
    space = run(script(PROGRAMS[recipe], setting, 12))
    trainer = Trainer(0)
    for command in (SetOptimizer(optimizer), SetProgram(PROGRAMS[recipe]), Reset(3)):
        trainer.apply(command)
    while trainer.counter.iteration < 12:
        trainer.apply(trainer.counter.next_call())
    snapshot = trainer.snapshot()
    for name, parameter in space["net"].named_parameters():
        assert snapshot.parameters[name].tobytes() == parameter.detach().numpy().tobytes(), name
        assert snapshot.gradients[name].tobytes() == parameter.grad.numpy().tobytes(), name
    assert snapshot.loss == space["loss"].item()
    assert snapshot.lr == space["optimizer"].param_groups[0]["lr"]


def test_script_of_a_random_image_of_its_own_seed_draws_that_image():
    space = run(script(CANONICAL, replace(SETTING, source=RandomImage(7)), 1))
    pixels = Trainer(0, source=RandomImage(7)).snapshot().input.pixels
    assert space["input"][0, 0].numpy().tobytes() == pixels.tobytes()


def test_switched_off_line_is_a_comment():
    program = PROGRAMS[Recipe.MANUAL_WITHOUT_ZERO_GRAD]
    codes = [row.code for row in listing(program, SETTING)]
    assert "    # net.zero_grad()" in codes


def test_line_that_takes_a_batch_is_a_comment_where_there_is_none():
    index = CANONICAL.find(NextBatch)
    rows = {row.line: row for row in listing(CANONICAL, SETTING)}
    assert rows[index].code == "    # input, target = next(batches)"
    digits = replace(SETTING, source=Digits(batch_size=8), batches=True)
    rows = {row.line: row for row in listing(CANONICAL, digits)}
    assert rows[index].code == "    input, target = next(batches)"


def test_every_line_of_the_program_has_one_row_in_its_order():
    for program in PROGRAMS.values():
        lines = [row.line for row in listing(program, SETTING) if row.line is not None]
        assert lines == list(range(len(program.lines)))


def test_inner_loop_has_a_head_and_is_indented():
    program = PROGRAMS[Recipe.ACCUMULATE]
    rows = listing(program, SETTING)
    [head] = [row for row in rows if row.kind is RowKind.REPEATS]
    assert head.code == "    for micro_batch in range(4):"
    assert {row.depth for row in rows if row.line in program.inner} == {2}


def test_script_of_an_empty_loop_still_runs():
    lines = tuple(replace(line, enabled=False) for line in CANONICAL.lines)
    assert run(script(replace(CANONICAL, lines=lines), SETTING, 2))["step"] == 1
