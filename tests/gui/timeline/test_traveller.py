from dataclasses import replace

import pytest

from lenet_gui.core.timeline import Arrival, GoTo, Mark, Moment
from lenet_gui.gui.timeline.traveller import Traveller
from tests.timelines import branch, timeline

MAIN = branch("ZFLBS" * 4, marks={4: Mark.FAILED, 9: Mark.NOTICE, 14: Mark.ALARM})
SIDE = branch("FLBS", 1, parent=MAIN, fork=10)
TREE = timeline(MAIN, SIDE, now=Moment(0, 12))


class Trainer:
    """Notes what is asked for, and answers when it is told to."""

    def __init__(self, traveller: Traveller, history) -> None:
        self.traveller, self.history = traveller, history
        self.asked: list[Moment] = []
        traveller.command_issued.connect(self._note)
        traveller.take(history)

    def _note(self, command: GoTo) -> None:
        self.asked.append(command.moment)

    def answer(self) -> None:
        origin = self.history.now
        self.history = replace(
            self.history, now=self.asked[-1], arrival=Arrival(origin, 0, rebuilt=False)
        )
        self.traveller.take(self.history)


@pytest.fixture
def trainer(qapp) -> Trainer:
    return Trainer(Traveller(), TREE)


def test_one_jump_is_under_way_and_the_newest_wish_wins(trainer):
    for call in (3, 5, 7, 9):
        trainer.traveller.go_to_call(call)
    assert trainer.asked == [Moment(0, 3)]
    trainer.answer()
    assert trainer.asked == [Moment(0, 3), Moment(0, 9)]
    trainer.answer()
    assert trainer.asked == [Moment(0, 3), Moment(0, 9)]


def test_presses_that_come_before_the_answer_add_up(trainer):
    for _ in range(3):
        trainer.traveller.go_by_calls(-1)
    assert trainer.traveller.goal == Moment(0, 9)
    trainer.answer()
    trainer.answer()
    assert trainer.traveller.now == Moment(0, 9)


def test_state_after_another_command_is_no_answer(trainer):
    trainer.traveller.go_to_call(3)
    trainer.traveller.go_to_call(5)
    trainer.traveller.take(replace(trainer.history, saved=1))
    assert trainer.asked == [Moment(0, 3)]


def test_refusal_lets_the_next_jump_begin(trainer):
    trainer.traveller.go_to_call(3)
    trainer.traveller.give_up()
    assert trainer.traveller.goal == Moment(0, 12)
    trainer.traveller.go_to_call(5)
    assert trainer.asked == [Moment(0, 3), Moment(0, 5)]


def test_wish_for_where_one_is_asks_for_nothing(trainer):
    trainer.traveller.go_to_call(12)
    assert trainer.asked == []


def test_steps_go_from_update_to_update_and_then_to_the_ends(trainer):
    trainer.traveller.go_by_step(-1)
    trainer.answer()
    trainer.traveller.go_by_step(-1)
    trainer.answer()
    trainer.traveller.go_by_step(-1)
    trainer.answer()
    assert trainer.asked == [Moment(0, 10), Moment(0, 5), Moment(0, 0)]
    trainer.traveller.go_by_step(1)
    assert trainer.asked[-1] == Moment(0, 5)


def test_marks_are_gone_to_by_their_kinds(trainer):
    assert trainer.traveller.go_to_mark(Mark.ALARM | Mark.FAILED, 1)
    trainer.answer()
    assert trainer.asked == [Moment(0, 14)]
    assert trainer.traveller.go_to_mark(Mark.FAILED, -1)
    trainer.answer()
    assert trainer.asked[-1] == Moment(0, 4)
    assert not trainer.traveller.go_to_mark(Mark.FAILED, -1)


def test_forward_before_a_fork_leads_along_the_branch_one_came_from(trainer):
    trainer.traveller.go(Moment(1, 13))
    trainer.answer()
    trainer.traveller.go_to_call(8)
    trainer.answer()
    assert trainer.traveller.now == Moment(0, 8)
    trainer.traveller.go_by_calls(4)
    assert trainer.asked[-1] == Moment(1, 12)


def test_chosen_branch_stays_chosen_while_one_stays_where_one_is(trainer):
    trainer.traveller.choose(1)
    trainer.traveller.take(replace(TREE, saved=1))
    assert trainer.traveller.way.branch == 1
    trainer.traveller.take(replace(TREE, now=Moment(0, 13)))
    assert trainer.traveller.way.branch == 0


def test_back_leads_along_where_one_is_while_another_branch_is_chosen(trainer):
    trainer.traveller.choose(1)
    trainer.traveller.go_by_calls(-1)
    assert trainer.asked == [Moment(0, 11)]


def test_branch_that_was_dropped_is_chosen_no_more(trainer):
    trainer.traveller.choose(1)
    trainer.traveller.take(timeline(MAIN, now=Moment(0, 12)))
    assert trainer.traveller.way.branch == 0


def test_up_and_down_go_to_the_nearest_moment_of_another_branch(trainer):
    trainer.traveller.go_to_branch(1)
    assert trainer.asked == [Moment(1, 12)]
    trainer.answer()
    trainer.traveller.go_to_branch(1)  # there is none
    trainer.traveller.go_to_branch(-1)
    trainer.answer()
    assert trainer.asked == [Moment(1, 12), Moment(0, 12)]


def test_during_a_run_nobody_goes_anywhere(trainer):
    trainer.traveller.running = True
    trainer.traveller.go_to_call(3)
    trainer.traveller.go_to_branch(1)
    assert trainer.asked == []
    assert not trainer.traveller.can_go_back
    assert not trainer.traveller.can_go_on


def test_another_session_is_gone_along_on_the_branch_where_it_was_left(trainer):
    trainer.traveller.choose(0)
    trainer.traveller.start()
    trainer.traveller.take(replace(TREE, now=Moment(1, 8)))  # before the fork, bound for branch 1
    assert trainer.traveller.way.branch == 1
    trainer.traveller.take(replace(TREE, now=Moment(1, 9)))
    assert trainer.traveller.way.branch == 1
