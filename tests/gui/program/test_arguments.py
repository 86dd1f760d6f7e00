"""Where arguments stand in the rows of a program."""

import pytest

from lenet_gui.core.commands import Backward, UpdateRule
from lenet_gui.core.listing import listing, setting_of
from lenet_gui.core.optimizers import SGD, Adam, OptimizerSpec
from lenet_gui.core.program import CANONICAL, Program
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.gui.program.arguments import Argument, WrittenRow, with_argument, written_out
from tests.snapshots import make_snapshot


def rows(program: Program, optimizer: OptimizerSpec | None = None) -> list[WrittenRow]:
    optimizer = optimizer or SGD()
    setting = setting_of(make_snapshot(optimizer=optimizer))
    return [written_out(row, program, optimizer) for row in listing(program, setting)]


def found(program: Program, optimizer: OptimizerSpec | None = None) -> dict[str, str]:
    """What is underlined in each row, by the name of the argument."""
    return {
        argument.name: row.code[argument.start : argument.end]
        for row in rows(program, optimizer)
        for argument in row.arguments
    }


def test_arguments_of_the_usual_loop_are_written_out_with_their_defaults():
    codes = [row.code.strip() for row in rows(CANONICAL)]
    assert codes[-5:] == [
        "net.zero_grad(set_to_none=True)",
        "output = net(input)",
        "loss = criterion(output, target) / 1",
        "loss.backward(retain_graph=False)",
        "optimizer.step()",
    ]
    assert found(CANONICAL) == {
        "lr": "lr=0.01", "of": "net", "set_to_none": "set_to_none=True", "divide_by": "/ 1",
        "retain_graph": "retain_graph=False", "rule": "step",
    }  # fmt: skip


@pytest.mark.parametrize("recipe", Recipe)
def test_what_is_written_out_besides_is_what_the_line_leaves_out(recipe):
    program = PROGRAMS[recipe]
    for row, written in zip(
        listing(program, setting_of(make_snapshot())), rows(program), strict=True
    ):
        shown = written.code
        for argument in reversed(written.arguments):
            if argument.default:
                shown = shown[: argument.start].rstrip(", ") + shown[argument.end :]
        assert shown == row.code


WORDS = {UpdateRule.OPTIMIZER: "step", UpdateRule.MANUAL: "sub_"}


@pytest.mark.parametrize("recipe", Recipe)
def test_every_argument_stands_where_its_value_is_written(recipe):
    for row in rows(PROGRAMS[recipe], SGD(lr=0.5, momentum=0.9)):
        for argument in row.arguments:
            assert argument.start <= argument.value_start < argument.end
            value = argument.value
            words = WORDS[value] if isinstance(value, UpdateRule) else str(value)
            assert row.code[argument.value_start : argument.end] == words


def test_numbers_of_a_schedule_and_of_micro_batches_are_found():
    shown = found(PROGRAMS[Recipe.SCHEDULE])
    assert shown["step_size"] == "step_size=10"
    assert shown["gamma"] == "gamma=0.5"
    assert shown["micro_batches"] == "4"
    assert shown["divide_by"] == "/ 4"
    assert found(PROGRAMS[Recipe.CLIP_EACH])["max_norm"] == "max_norm=0.5"


def test_learning_rate_of_the_rule_by_hand_is_that_of_the_optimizer():
    shown = [
        row.code[argument.start : argument.end]
        for row in rows(PROGRAMS[Recipe.MANUAL])
        for argument in row.arguments
        if argument.name == "lr"
    ]
    assert shown == ["lr=0.01", "0.01"]


def test_arguments_that_the_line_of_an_optimizer_has_are_found_and_no_others():
    shown = found(CANONICAL, Adam(betas=(0.8, 0.999), amsgrad=True))
    assert shown["betas"] == "betas=(0.8, 0.999)"
    assert shown["amsgrad"] == "amsgrad=True"
    assert "eps" not in shown


def test_vector_is_backpropagated_with_its_graph_kept_or_not():
    program = PROGRAMS[Recipe.VECTOR_THEN_LOSS]
    assert found(program)["retain_graph"] == "retain_graph=False"
    code = next(row.code for row in rows(program) if "output.backward" in row.code)
    assert code.endswith("generator=vectors), retain_graph=True)")


def test_arguments_of_a_line_that_is_commented_out_are_found_behind_the_mark():
    program = PROGRAMS[Recipe.MANUAL_WITHOUT_ZERO_GRAD]
    row = next(row for row in rows(program) if "zero_grad" in row.code)
    assert row.code == "    # net.zero_grad(set_to_none=True)"
    assert [row.code[a.start : a.end] for a in row.arguments] == ["net", "set_to_none=True"]


def test_micro_batches_take_what_each_loss_is_divided_by_with_them():
    program = PROGRAMS[Recipe.ACCUMULATE]
    assert with_argument(program, "micro_batches", 8) == program.with_micro_batches(8)


def test_edited_argument_leaves_the_others_as_they_are():
    argument = Argument(Backward(), "retain_graph", 0, 0, 0, default=True)
    assert argument.edited(True) == Backward(retain_graph=True)
    assert argument.choices == ((False, "False"), (True, "True"))
