import pytest

from lenet_gui.gui.timeline.span import FEWEST, Span


@pytest.fixture
def span() -> Span:
    span = Span()
    span.left, span.width = 50, 1000
    span.set_end(600_000)
    return span


def test_everything_is_shown_at_first(span):
    assert span.low <= 0
    assert span.high >= 600_000
    span.set_end(700_000)
    assert span.high >= 700_000


def test_few_calls_lie_still_while_more_come():
    span = Span()
    before = span.state
    span.set_end(FEWEST)
    assert span.state == before


def test_edge_moves_in_steps_as_calls_are_added(span):
    states = set()
    for end in range(600_000, 630_000, 1000):
        span.set_end(end)
        states.add(span.state)
    assert len(states) == 2


def test_zooming_keeps_the_call_under_the_mouse(span):
    x = span.x(123_456)
    for _ in range(20):
        span.zoom(0.8, 123_456)
    assert span.x(123_456) == pytest.approx(x)
    assert not span.fitted


def test_zoom_ends_at_one_call_and_at_all(span):
    for _ in range(200):
        span.zoom(0.8, 1000)
    assert span.size == pytest.approx(1)
    for _ in range(200):
        span.zoom(1.25, 1000)
    assert span.fitted
    assert span.high >= 600_000


def test_panning_ends_where_the_calls_end(span):
    span.zoom(0.01, 1000)
    span.pan(-1e9)
    assert span.low == pytest.approx(-6000, rel=0.1)
    span.pan(1e9)
    assert 600_000 <= span.high <= 700_000


def test_place_of_a_call_lies_before_the_moment_after_it(span):
    span.zoom(1e-4, 1000)
    assert span.call_at(span.x(1000) - 0.1) == 1000
    assert span.call_at(span.x(1000) + 0.1) == 1001


def test_left_of_the_first_call_is_the_beginning(span):
    assert span.call_at(0) == 0


def test_moment_out_of_view_is_brought_into_it(span):
    span.zoom(0.001, 1000)
    span.show(300_000)
    assert span.low < 300_000 <= span.high
    before = span.state
    span.show(300_001)
    assert span.state == before
    span.show(0)
    assert span.low <= 0
