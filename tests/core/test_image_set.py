"""Batches: every image once an epoch, and an order that can be gone back to."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.image_set import MAX_SEED, BatchOrder, ImagePart, OrderState, as_input


def make_part(count: int = 3) -> ImagePart:
    images = np.arange(count * 32 * 32, dtype=np.uint8).reshape(count, 32, 32)
    return ImagePart(images, np.arange(count, dtype=np.int64))


def draw(order: BatchOrder, batches: int) -> list[list[int]]:
    return [order.next().tolist() for _ in range(batches)]


def test_a_part_cannot_be_written_to() -> None:
    part = make_part()
    with pytest.raises(ValueError, match="read-only"):
        part.images[0, 0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        part.labels[0] = 1


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        (np.zeros((2, 28, 28), np.uint8), np.zeros(2, np.int64)),
        (np.zeros((2, 32, 32), np.float32), np.zeros(2, np.int64)),
        (np.zeros((2, 32, 32), np.uint8), np.zeros(3, np.int64)),
        (np.zeros((2, 32, 32), np.uint8), np.zeros(2, np.uint8)),
        (np.zeros((2, 32, 32), np.uint8), np.zeros((2, 1), np.int64)),
    ],
)
def test_a_part_refuses_other_shapes_and_types(images: np.ndarray, labels: np.ndarray) -> None:
    with pytest.raises(ValueError, match="of "):
        ImagePart(images, labels)


def test_bytes_become_numbers_from_0_to_1_with_a_channel() -> None:
    images = np.zeros((2, 32, 32), np.uint8)
    images[1, 3, 4] = 255
    images[0, 0, 0] = 51
    values = as_input(images)
    assert values.shape == (2, 1, 32, 32)
    assert values.dtype == np.float32
    assert values[1, 0, 3, 4] == 1
    assert values[0, 0, 0, 0] == np.float32(0.2)
    assert values.min() == 0


@given(st.integers(1, 60), st.data())
@settings(derandomize=True, deadline=None, max_examples=100, database=None)
def test_an_epoch_holds_every_image_once(count: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, count))
    order = BatchOrder(count, size, data.draw(st.integers(0, MAX_SEED)))
    for _ in range(3):
        batches = draw(order, order.batches)
        assert sorted(chain.from_iterable(batches)) == list(range(count))
        assert all(len(batch) == size for batch in batches[:-1])
        assert len(batches[-1]) == count - size * (order.batches - 1)


def test_the_order_is_numpys_permutation_an_epoch() -> None:
    order = BatchOrder(10, 4, seed=7)
    oracle = np.random.Generator(np.random.PCG64(7))
    for _ in range(4):
        assert list(chain.from_iterable(draw(order, 3))) == oracle.permutation(10).tolist()


def test_epochs_differ_and_so_do_seeds() -> None:
    order = BatchOrder(50, 50, seed=0)
    first, second = draw(order, 2)
    assert first != second
    assert draw(BatchOrder(50, 50, seed=0), 2) == [first, second]
    assert draw(BatchOrder(50, 50, seed=1), 1) != [first]


def test_epoch_and_position_count_what_was_drawn() -> None:
    order = BatchOrder(5, 2, seed=0)
    seen = [(order.epoch, order.position)]
    for _ in range(4):
        order.next()
        seen.append((order.epoch, order.position))
    assert order.batches == 3
    assert seen == [(0, 0), (1, 1), (1, 2), (1, 3), (2, 1)]


@given(st.integers(1, 40), st.data())
@settings(derandomize=True, deadline=None, max_examples=200, database=None)
def test_a_restored_order_goes_on_as_it_did(count: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, count))
    seed = data.draw(st.integers(0, 2**32))
    order = BatchOrder(count, size, seed)
    draw(order, data.draw(st.integers(0, 30)))
    state = order.state()
    future = draw(order, 20)
    other = order if data.draw(st.booleans()) else BatchOrder(count, size, seed + 1)
    draw(other, data.draw(st.integers(0, 30)))
    other.restore(state)
    assert other.state() == state
    assert draw(other, 20) == future


def test_going_back_to_the_start_begins_again() -> None:
    order = BatchOrder(6, 4, seed=3)
    start = order.state()
    batches = draw(order, 5)
    order.restore(start)
    assert (order.epoch, order.position) == (0, 0)
    assert draw(order, 5) == batches


def test_a_state_is_a_few_numbers_and_does_not_change() -> None:
    order = BatchOrder(60_000, 1, seed=0)
    order.next()
    state = order.state()
    copy = OrderState(state.epoch, state.position, state.generator)
    draw(order, 5)
    assert state == copy
    assert all(type(number) is int for number in state.generator)


def test_a_batch_is_a_view_that_cannot_be_written_to() -> None:
    order = BatchOrder(60_000, 32, seed=0)
    state = order.state()
    first = order.next()
    later = order.state()
    second = order.next()
    order.restore(later)
    assert np.shares_memory(second, order.next())
    assert not first.flags.writeable
    order.restore(state)
    assert order.next().tolist() == first.tolist()


@pytest.mark.parametrize(
    "state",
    [
        OrderState(0, 1, (0, 1, 0, 0)),
        OrderState(1, 0, (0, 1, 0, 0)),
        OrderState(1, 4, (0, 1, 0, 0)),
        OrderState(-1, 1, (0, 1, 0, 0)),
        OrderState(1, -1, (0, 1, 0, 0)),
        OrderState(1, 1, (2**128, 1, 0, 0)),
        OrderState(1, 1, (-1, 1, 0, 0)),
        OrderState(1, 1, (0, 2**128, 0, 0)),
        OrderState(1, 1, (0, 1, 2, 0)),
        OrderState(1, 1, (0, 1, 0, 2**32)),
    ],
)
def test_an_impossible_state_is_refused_and_changes_nothing(state: OrderState) -> None:
    order = BatchOrder(5, 2, seed=0)
    order.next()
    before = order.state()
    with pytest.raises(ValueError, match="no "):
        order.restore(state)
    assert order.state() == before
    assert draw(order, 9) == draw(BatchOrder(5, 2, seed=0), 10)[1:]


@pytest.mark.parametrize(
    ("name", "count", "size", "seed"),
    [
        ("batch_size", 5, 0, 0),
        ("batch_size", 5, 6, 0),
        ("batch_size", 5, -1, 0),
        ("seed", 5, 1, -1),
        ("seed", 5, 1, MAX_SEED + 1),
    ],
)
def test_an_argument_out_of_range_is_named(name: str, count: int, size: int, seed: int) -> None:
    with pytest.raises(InputError) as caught:
        BatchOrder(count, size, seed)
    assert (caught.value.problem, caught.value.name) == (InputProblem.OUT_OF_RANGE, name)


def test_no_images_make_no_order() -> None:
    with pytest.raises(InputError) as caught:
        BatchOrder(0, 1, 0)
    assert caught.value.problem is InputProblem.EMPTY
