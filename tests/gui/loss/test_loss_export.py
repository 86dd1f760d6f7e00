import csv
import io
import os
import sys

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from lenet_gui.gui.loss.loss_export import HEADER, png, svg, table, write_file
from tests.snapshots import curve


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"))))


def test_table_holds_every_loss_with_all_digits():
    losses = np.random.default_rng(0).random(50).tolist()
    lines = rows(table([("run 1", curve(losses))]))
    assert lines[0] == list(HEADER)
    assert [float(line[4]) for line in lines[1:]] == losses
    assert [int(line[3]) for line in lines[1:]] == list(range(50))
    assert [int(line[2]) for line in lines[1:]] == list(range(3, 253, 5))


def test_table_leaves_unknown_accuracies_empty_and_writes_nan_losses():
    lines = rows(table([("a", curve([np.nan, 0.5], accuracies=[np.nan, 0.25]))]))
    assert lines[1] == ["a", "0", "3", "0", "nan", "", ""]
    assert lines[2] == ["a", "0", "8", "1", "0.5", "0.25", ""]


def test_table_names_its_curves():
    lines = rows(table([("with, comma", curve([1.0])), ("b", curve([2.0]))]))
    assert [line[0] for line in lines[1:]] == ["with, comma", "b"]


def test_picture_is_twice_as_fine_as_the_screen(qtbot):
    label = QLabel("loss")
    qtbot.addWidget(label)
    label.resize(120, 40)
    image = QImage.fromData(png(label))
    assert (image.width(), image.height()) == (240, 80)


def test_drawing_is_svg_with_its_title(qtbot):
    label = QLabel("0.7947")
    qtbot.addWidget(label)
    label.resize(120, 40)
    text = svg(label, "Loss").decode("utf-8")
    assert "<svg" in text
    assert "Loss" in text
    assert "0.7947" in text


def test_written_file_replaces_the_old_one(tmp_path):
    path = tmp_path / "曲线 1.csv"
    path.write_bytes(b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "loss.csv"
    path.write_bytes(b"old")

    def fail(_handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_error_of_a_full_disk_names_the_file(tmp_path, monkeypatch):
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space") as raised:
        write_file(tmp_path / "loss.csv", b"new")
    assert raised.value.filename == str(tmp_path / "loss.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="NUL is refused elsewhere on Windows")
def test_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(OSError, match="missing"):
        write_file(tmp_path / "missing" / "loss.csv", b"new")
