"""Loops stand for what they were folded from, and are those that a person would write."""

import random

from hypothesis import given
from hypothesis import strategies as st

from lenet_gui.core.export.folding import Loop, Node, fold
from lenet_gui.core.export.liveness import without_unread
from lenet_gui.core.export.statements import Role, Statement, wrapped

UPDATE = "S"


def statements(text: str) -> list[Statement]:
    """A statement for each letter."""
    return [Statement((c,), Role.UPDATE if c == UPDATE else Role.CALL) for c in text]


def shown(nodes: tuple[Node, ...]) -> str:
    """Loops as ``3(ab)``."""
    return "".join(
        f"{node.count}({shown(node.body)})" if isinstance(node, Loop) else node.lines[0]
        for node in nodes
    )


def unrolled(nodes: tuple[Node, ...]) -> str:
    return "".join(
        unrolled(node.body) * node.count if isinstance(node, Loop) else node.lines[0]
        for node in nodes
    )


def folded(text: str) -> str:
    return shown(fold(statements(text)))


@given(st.text("abS", max_size=60), st.integers(1, 5), st.text("ab", max_size=9))
def test_loops_unrolled_are_what_was_folded(text, count, tail):
    whole = text * count + tail
    assert unrolled(fold(statements(whole))) == whole


def test_iterations_are_a_loop_and_a_started_one_stays_behind():
    assert folded("zflbS" * 10 + "zf") == "10(zflbS)zf"


def test_calls_by_hand_before_a_run_are_not_drawn_into_the_loop():
    assert folded("flbS" + "zflbS" * 10) == "flbS10(zflbS)"


def test_loop_that_costs_no_passage_is_preferred_to_one_that_ends_with_an_update():
    assert folded("flbSz" * 10) == "10(flbSz)"


def test_loops_hold_loops():
    assert folded(("z" + "nflb" * 4 + "S") * 10) == "10(z4(nflb)S)"
    assert folded(("zflbS" * 10 + "e") * 7) == "7(10(zflbS)e)"


def test_two_or_three_calls_alike_stay_lines():
    assert folded("bbb") == "bbb"
    assert folded("flfl") == "flfl"
    assert folded("bbbbb") == "5(b)"


def test_nothing_folds_to_nothing():
    assert fold([]) == ()


def test_half_a_million_calls_fold_to_a_few_nodes():
    whole = statements(("z" + "nflb" * 4 + "S") * 20_000 + "zflbS" * 30_000)
    assert shown(fold(whole)) == "20000(z4(nflb)S)30000(zflbS)"


def test_calls_without_any_order_stay_what_they_are():
    text = "".join(random.Random(0).choices("abcdefgh", k=20_000))
    assert unrolled(fold(statements(text))) == text


def test_statement_is_left_out_where_its_name_is_bound_again_before_it_is_read():
    first, second = (Statement((f"x = {n}",), optional=True) for n in (1, 2))
    read = Statement(("print(x)",))
    assert without_unread([first, second, read]) == [second, read]
    assert without_unread([first, read, second]) == [first, read]


def test_statement_is_kept_where_a_binding_may_not_come_about():
    first = Statement(("x = 1",), optional=True)
    attempt = Statement(("try:", "    x = f()", "except Exception:", "    pass"))
    read = Statement(("print(x)",))
    assert without_unread([first, attempt, read]) == [first, attempt, read]


def test_statement_that_is_needed_by_one_that_is_left_out_goes_too():
    first, second = Statement(("x = 1",), optional=True), Statement(("y = x",), optional=True)
    assert without_unread([first, second]) == []


def test_long_call_is_broken_between_its_arguments():
    line = f"optimizer = f({', '.join(f'argument_{n}=(0.5, 0.25)' for n in range(9))})"
    lines = wrapped(line)
    assert max(map(len, lines)) <= 96
    space: dict = {"f": lambda **given: given}
    exec("\n".join(lines), space)  # noqa: S102 - our own lines
    assert len(space["optimizer"]) == 9
    assert wrapped("f(1)") == ("f(1)",)
