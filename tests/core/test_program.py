from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenet_gui.core.commands import (
    Backward,
    ComputeLoss,
    Forward,
    NextBatch,
    OptimizerStep,
    ZeroGrad,
)
from lenet_gui.core.errors import InputError
from lenet_gui.core.program import CANONICAL, Line, Program, StepLR
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.core.running import ProgramCounter

ACCUMULATE = PROGRAMS[Recipe.ACCUMULATE]


def names(program: Program, *, batches: bool = True) -> str:
    """The calls of an iteration, a letter each."""
    letters = {
        NextBatch: "N", ZeroGrad: "Z", Forward: "F", ComputeLoss: "L", Backward: "B",
        OptimizerStep: "S",
    }  # fmt: skip
    return "".join(
        letters[type(program.lines[index].call)] for index in program.schedule(batches=batches)
    )


def test_schedule_is_the_order_of_calls():
    assert names(CANONICAL) == "NZFLBS"
    assert names(CANONICAL, batches=False) == "ZFLBS"
    assert names(ACCUMULATE) == "Z" + "NFLB" * 4 + "S"


def test_switched_off_line_is_left_out():
    line = CANONICAL.lines[1]
    assert names(CANONICAL.with_line(1, replace(line, enabled=False))) == "NFLBS"


def test_inner_lines_must_lie_together():
    lines = (Line(Forward(), inner=True), Line(ZeroGrad()), Line(ComputeLoss(), inner=True))
    with pytest.raises(ValueError, match="follow one another"):
        Program(lines, 2)


@pytest.mark.parametrize("count", [0, 65])
def test_number_of_micro_batches_has_bounds(count):
    with pytest.raises(ValueError, match="micro-batches"):
        replace(CANONICAL, micro_batches=count)


def test_line_moves_past_its_neighbour():
    assert names(CANONICAL.moved(1, 1)) == "NFZLBS"
    assert names(CANONICAL.moved(1, -1)) == "ZNFLBS"
    assert CANONICAL.moved(0, -1) is CANONICAL
    assert CANONICAL.moved(5, 1) is CANONICAL


def test_line_moves_into_the_inner_loop_and_out_of_it():
    inside = ACCUMULATE.moved(0, 1)
    assert names(inside) == "ZNFLB" * 4 + "S"
    assert names(inside.moved(0, -1)) == names(ACCUMULATE)
    assert names(ACCUMULATE.moved(4, 1)) == "Z" + "NFL" * 4 + "BS"
    assert names(ACCUMULATE.moved(5, -1)) == "Z" + "NFLBS" * 4


def test_last_line_of_an_inner_loop_stays_in_it():
    program = Program((Line(Forward(), inner=True), Line(ZeroGrad())), 2)
    assert program.moved(0, 1) is program


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(
    st.sampled_from(list(Recipe)),
    st.lists(st.tuples(st.integers(0, 7), st.sampled_from([-1, 1])), max_size=30),
)
def test_any_moves_keep_every_line_and_one_inner_loop(recipe, moves):
    program = PROGRAMS[recipe]
    calls = sorted(map(repr, (line.call for line in program.lines)))
    had_loop = bool(program.inner)
    for index, by in moves:
        program = program.moved(index % len(program.lines), by)
    assert sorted(map(repr, (line.call for line in program.lines))) == calls
    assert bool(program.inner) is had_loop


def test_number_of_micro_batches_is_followed_by_what_the_loss_is_divided_by():
    assert ACCUMULATE.with_micro_batches(3).lines[3].call == ComputeLoss(divide_by=3)
    undivided = PROGRAMS[Recipe.ACCUMULATE_UNDIVIDED]
    assert undivided.with_micro_batches(3).lines[3].call == ComputeLoss()


def test_mark_follows_presses_in_order():
    counter = ProgramCounter()
    for command in (ZeroGrad(), Forward(), ComputeLoss(), Backward()):
        assert counter.next_call() == command
        counter.follow(command)
    counter.follow(OptimizerStep())
    assert (counter.next_call(), counter.iteration) == (ZeroGrad(), 1)


def test_mark_jumps_behind_a_press_out_of_order():
    counter = ProgramCounter()
    counter.follow(ComputeLoss())
    assert counter.next_call() == Backward()
    counter.follow(Forward())  # of the next iteration
    assert (counter.next_call(), counter.iteration) == (ComputeLoss(), 1)


def test_press_of_a_variant_counts_as_the_line():
    counter = ProgramCounter()
    counter.follow(Backward(retain_graph=True))
    assert counter.next_call() == OptimizerStep()


def test_call_that_the_program_does_not_have_moves_nothing():
    counter = ProgramCounter()
    counter.follow(NextBatch())
    assert counter.next_call() == ZeroGrad()


def test_mark_stays_at_its_call_when_another_line_is_edited():
    counter = ProgramCounter()
    for command in (ZeroGrad(), Forward(), ComputeLoss()):
        counter.follow(command)
    off = CANONICAL.with_line(1, replace(CANONICAL.lines[1], enabled=False))
    counter.replace(off)
    assert counter.next_call() == Backward()


def test_mark_stays_in_its_micro_batch_when_a_line_is_edited():
    counter = ProgramCounter(ACCUMULATE, batches=True)
    for _ in range(6):
        counter.follow(counter.next_call())
    assert counter.position == 6
    counter.replace(replace(ACCUMULATE, scheduler=None))
    assert counter.position == 6


def test_empty_program_has_no_next_call():
    lines = tuple(replace(line, enabled=False) for line in CANONICAL.lines)
    counter = ProgramCounter(replace(CANONICAL, lines=lines))
    assert counter.line is None
    with pytest.raises(InputError):
        counter.next_call()
    counter.replace(CANONICAL)
    assert counter.next_call() == ZeroGrad()


def test_a_schedule_of_no_steps_is_refused():
    with pytest.raises(ValueError, match="step_size"):
        StepLR(0)
