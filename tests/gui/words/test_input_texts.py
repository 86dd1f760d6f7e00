import numpy as np
import pytest

from lenet_gui.core.inputs import Digits, IdxFolder, Part, Picture, RandomImage
from lenet_gui.gui.words.input_texts import input_facts
from tests.snapshots import input_view


def words(**changes) -> dict[str, str]:
    return dict(input_facts(input_view(**changes)))


def test_random_numbers_have_a_target_of_ten_numbers():
    target = np.array([0.5, *[0.0] * 9], dtype=np.float32)
    said = words(target=target)
    assert said["Source"] == "random numbers, drawn right after the network"
    assert said["Target"].startswith("no digit, but ten numbers: 0.5000, 0.0000")


def test_a_digit_is_said_with_what_the_loss_gets():
    said = words(source=Digits(index=3), label=7, indices=(3,))
    assert said["Target"] == "the digit 7; as ten numbers: 1 at place 7, 0 elsewhere"
    assert said["Image number"] == "3"


def test_no_target_says_that_there_is_no_loss():
    said = words(source=Picture(bytes(1024)), target=None)
    assert said["Target"] == "none, so there is no loss to compute"
    assert said["Source"] == "a drawing"


def test_a_batch_says_where_it_stands():
    said = words(
        source=Digits(batch_size=2), label=1, batch_size=2, sample=1, indices=(40, 1436),
        epoch=2, batch=7, batches=719, train_count=1437, test_count=360,
    )  # fmt: skip
    assert said["Place in the data"] == "epoch 2, batch 7 of 719"
    assert said["Image number"] == "1\N{NARROW NO-BREAK SPACE}436"
    assert said["Image numbers of the batch"] == "40, 1436"
    assert "to test with: 360" in said["Data set"]


def test_a_large_batch_lists_only_its_first_images():
    said = words(source=Digits(), batch_size=100, indices=tuple(range(100)))
    assert said["Image numbers of the batch"].endswith("62, 63, …")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (RandomImage(5), "random numbers from seed 5"),
        (IdxFolder("/data", part=Part.TEST), "folder /data, test part"),
        (Picture(bytes(1024), None, "seven.png"), "the picture seven.png"),
    ],
)
def test_each_source_has_a_name(source, text):
    assert words(source=source)["Source"] == text
