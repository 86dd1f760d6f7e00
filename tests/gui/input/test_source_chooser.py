"""Choosing where the input comes from."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QPushButton, QSpinBox

from lenet_gui.core import picture
from lenet_gui.core.errors import InputError
from lenet_gui.core.inputs import Digits, IdxFolder, Part, Picture, RandomImage
from lenet_gui.gui.input.source_chooser import SourceChooser


@pytest.fixture
def chooser(qtbot) -> SourceChooser:
    chooser = SourceChooser()
    chooser.retranslate()
    chooser.restyle()
    qtbot.addWidget(chooser)
    chooser.resize(500, 500)
    chooser.show()
    return chooser


@pytest.fixture
def chosen(chooser) -> list:
    sources = []
    chooser.source_chosen.connect(sources.append)
    return sources


@pytest.fixture
def problems(chooser) -> list:
    found = []
    chooser.problem_found.connect(found.append)
    return found


@pytest.fixture
def seven(tmp_path) -> Path:
    """A picture of 40 x 40 pixels with a black bar on white."""
    image = QImage(40, 40, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    for y in range(5, 35):
        for x in range(18, 23):
            image.setPixelColor(x, y, Qt.GlobalColor.black)
    path = tmp_path / "seven.png"
    assert image.save(str(path))
    return path


def child(chooser, kind, name):
    widget = chooser.findChild(kind, name)
    assert widget is not None, name
    return widget


def press_use(chooser, qtbot) -> None:
    qtbot.mouseClick(child(chooser, QPushButton, "input_use"), Qt.MouseButton.LeftButton)


def line(chooser) -> str:
    return child(chooser, QLabel, "input_line").text()


def draw(chooser, qtbot) -> None:
    pad = chooser.drawing.pad
    middle = pad.rect().center()
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle - QPoint(0, 30))
    qtbot.mouseMove(pad, middle + QPoint(0, 30))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, 30))


def test_the_random_image_has_no_seed_of_its_own_at_first(chooser, chosen, qtbot):
    press_use(chooser, qtbot)
    assert chosen == [RandomImage()]


def test_the_random_image_takes_a_seed_of_its_own(chooser, chosen, qtbot):
    child(chooser, QCheckBox, "input_random_own_seed").click()
    child(chooser, QSpinBox, "input_random_seed").setValue(7)
    press_use(chooser, qtbot)
    assert chosen == [RandomImage(7)]


def test_the_button_shows_its_line(chooser):
    chooser.turn_to(chooser.digits)
    assert line(chooser) == "input, target = digits('train')[0]"


@pytest.mark.parametrize(
    "source",
    [
        RandomImage(),
        RandomImage(3),
        Digits(index=5),
        Digits(batch_size=64, seed=9, part=Part.TEST),
        IdxFolder("/data/mnist", batch_size=32, seed=1),
        IdxFolder("/data/mnist", index=59_999, part=Part.TRAIN),
    ],
)
def test_a_source_comes_out_as_it_went_in(chooser, chosen, source):
    chooser.show_source(source)
    chooser.choose()
    assert chosen == [source]


def test_numbers_stay_within_the_part(chooser):
    chooser.show_source(Digits(batch_size=1000))
    part = child(chooser, QComboBox, "input_digits_part")
    part.setCurrentIndex(1)
    part.activated.emit(1)
    assert chooser.digits.source() == Digits(batch_size=360, part=Part.TEST)


def test_only_the_numbers_that_count_are_shown(chooser):
    chooser.show_source(Digits(index=1))
    assert child(chooser, QSpinBox, "input_digits_index").isVisible()
    assert not child(chooser, QSpinBox, "input_digits_batch_size").isVisible()
    chooser.show_source(Digits(batch_size=4))
    assert not child(chooser, QSpinBox, "input_digits_index").isVisible()
    assert child(chooser, QSpinBox, "input_digits_seed").isVisible()


def test_a_folder_that_is_not_chosen_is_asked_for(chooser, chosen):
    chooser.turn_to(chooser.folder)
    assert child(chooser, QLabel, "input_missing").isVisible()
    assert not child(chooser, QPushButton, "input_use").isEnabled()
    chooser.choose()
    assert chosen == []


def test_a_folder_is_chosen_in_a_dialog(chooser, chosen, qtbot, monkeypatch):
    chooser.turn_to(chooser.folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/data/mnist")
    child(chooser, QPushButton, "input_folder_choose").click()
    press_use(chooser, qtbot)
    assert chosen == [IdxFolder("/data/mnist", index=0)]


def test_a_dialog_that_is_cancelled_changes_nothing(chooser, monkeypatch):
    chooser.folder.set_folder("/before")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    child(chooser, QPushButton, "input_folder_choose").click()
    assert chooser.folder.source().path == "/before"


def test_a_picture_is_read_prepared_and_named(chooser, chosen, qtbot, seven, monkeypatch):
    chooser.turn_to(chooser.file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(seven), ""))
    child(chooser, QPushButton, "input_file_choose").click()
    child(chooser, QComboBox, "input_file_digit").setCurrentIndex(8)
    press_use(chooser, qtbot)
    (source,) = chosen
    assert (source.name, source.label, len(source.pixels)) == ("seven.png", 7, 1024)
    assert source.pixels == picture.prepare(chooser.file.grey())


def test_a_picture_is_prepared_like_the_digits_on_request(chooser, seven):
    chooser.file.open_file(seven)
    child(chooser, QCheckBox, "input_file_like_digits").click()
    assert chooser.file.source().pixels == picture.prepare_like_digits(chooser.file.grey())


def test_a_file_that_is_no_picture_is_a_problem_and_not_a_source(chooser, problems, tmp_path):
    path = tmp_path / "notes.png"
    path.write_text("no picture", encoding="utf-8")
    assert not chooser.file.open_file(path)
    assert isinstance(problems[0], InputError)
    assert chooser.file.source() is None


def test_an_unreadable_file_leaves_the_picture_before(chooser, problems, seven, tmp_path):
    chooser.file.open_file(seven)
    chooser.file.open_file(tmp_path / "missing.png")
    assert chooser.file.source().name == "seven.png"
    assert len(problems) == 1


def test_an_empty_picture_is_a_problem(chooser, problems, tmp_path):
    image = QImage(20, 20, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    path = tmp_path / "white.png"
    image.save(str(path))
    assert not chooser.file.open_file(path)
    assert problems[0].name == "white.png"


def test_a_drawing_is_prepared_like_the_digits_at_first(chooser, chosen, qtbot):
    chooser.turn_to(chooser.drawing)
    draw(chooser, qtbot)
    child(chooser, QComboBox, "input_drawing_digit").setCurrentIndex(2)
    press_use(chooser, qtbot)
    grey = chooser.drawing.pad.grey()
    assert chosen == [Picture(picture.prepare_like_digits(grey), 1)]


def test_a_drawing_without_a_digit_has_no_target(chooser, qtbot):
    chooser.turn_to(chooser.drawing)
    draw(chooser, qtbot)
    assert chooser.drawing.source().label is None
    assert line(chooser) == "input = picture('drawing'); target = None"


def test_an_empty_pad_is_no_input(chooser, problems, qtbot):
    chooser.turn_to(chooser.drawing)
    assert chooser.drawing.source() is None
    draw(chooser, qtbot)
    child(chooser, QPushButton, "input_drawing_clear").click()
    assert chooser.drawing.source() is None
    child(chooser, QPushButton, "input_drawing_undo").click()
    assert chooser.drawing.source() is not None
    assert problems == []


def test_only_one_page_is_visible(chooser):
    for page in (chooser.random, chooser.digits, chooser.folder, chooser.file, chooser.drawing):
        chooser.turn_to(page)
        visible = [p for p in (chooser.random, chooser.digits, chooser.drawing) if p.isVisible()]
        assert [p for p in visible if p is not page] == []
        assert page.isVisible()


def test_opening_a_folder_uses_it_at_once(chooser, chosen, tmp_path):
    chooser.open_path(tmp_path)
    assert chosen == [IdxFolder(str(tmp_path), index=0)]
    assert chooser.page is chooser.folder


def test_opening_a_picture_uses_it_at_once(chooser, chosen, seven):
    chooser.open_path(seven)
    assert [source.name for source in chosen] == ["seven.png"]
    assert chooser.page is chooser.file


def test_opening_what_is_no_picture_uses_nothing(chooser, chosen, problems, tmp_path):
    chooser.open_path(tmp_path / "missing.png")
    assert chosen == []
    assert len(problems) == 1
    assert chooser.page is chooser.random


def test_a_drawn_source_turns_to_the_pad_and_keeps_its_strokes(chooser, qtbot):
    chooser.turn_to(chooser.drawing)
    draw(chooser, qtbot)
    before = chooser.drawing.pad.grey()
    chooser.show_source(Picture(bytes(1024), 4))
    assert chooser.page is chooser.drawing
    assert chooser.drawing.label == 4
    assert np.array_equal(before, chooser.drawing.pad.grey())
