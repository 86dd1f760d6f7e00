"""The Input panel."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QPushButton, QSpinBox, QTabWidget

from lenet_gui.core.commands import LoadInput, NextBatch, ShowSample
from lenet_gui.core.errors import InputError
from lenet_gui.core.inputs import Digits, IdxFolder, RandomImage
from lenet_gui.gui.input.input_facts import InputFacts
from lenet_gui.gui.network.colour_scale import Scale
from lenet_gui.gui.network.tile_page import TilePage
from lenet_gui.gui.panels.input import InputPanel
from tests.gui.pointing import point_at
from tests.snapshots import frozen, input_view, make_snapshot

BATCH = {
    "source": Digits(batch_size=8),
    "label": 4,
    "batch_size": 8,
    "sample": 2,
    "indices": tuple(range(8)),
    "epoch": 1,
    "batch": 3,
    "batches": 180,
    "pixels": frozen(np.full((32, 32), 0.5, dtype=np.float32)),
}


@pytest.fixture
def panel(qtbot) -> InputPanel:
    panel = InputPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 400)
    panel.show()
    return panel


@pytest.fixture
def commands(panel) -> list:
    issued = []
    panel.command_issued.connect(issued.append)
    return issued


def show(panel, **changes) -> None:
    panel.take(make_snapshot(input=input_view(**changes)))
    panel.refresh(1.0)


def drop(panel, *urls: QUrl) -> bool:
    """Drag something onto the panel and drop it; whether the panel took it."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    copy, left, none = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    enter.ignore()
    panel.dragEnterEvent(enter)
    if enter.isAccepted():
        panel.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))
    return enter.isAccepted()


def test_the_shown_image_is_read_out_with_its_place_in_the_batch(panel, qtbot):
    show(panel, **BATCH)
    page = panel.findChild(TilePage)
    point_at(page.view, page.view.cell_centre((31, 0)))
    assert page.readout.text() in ("input[2, 0, 31, 0] = 0.5", "…[2, 0, 31, 0] = 0.5")


def test_digits_look_like_ink_and_random_numbers_have_two_colours(panel):
    show(panel, **BATCH)
    page = panel.findChild(TilePage)
    assert page.view.scale is Scale.INK
    show(panel)
    assert page.view.scale is Scale.DIVERGING


def test_the_input_is_said_in_words(panel):
    show(panel, **BATCH)
    assert "the digit 4" in panel.findChild(InputFacts).text()


def test_another_image_of_the_batch_can_be_shown(panel, commands):
    show(panel, **BATCH)
    spin = panel.findChild(QSpinBox, "input_sample")
    assert spin.isVisible()
    assert (spin.value(), spin.maximum()) == (2, 7)
    spin.setValue(5)
    assert commands == [ShowSample(5)]


def test_snapshots_move_the_number_of_the_image_without_asking_for_it(panel, commands):
    show(panel, **BATCH)
    show(panel, **{**BATCH, "sample": 6})
    assert panel.findChild(QSpinBox, "input_sample").value() == 6
    assert commands == []


def test_one_image_has_nothing_to_choose_from(panel):
    show(panel)
    assert not panel.findChild(QSpinBox, "input_sample").isVisible()
    assert not panel.findChild(QPushButton, "input_next_batch").isVisible()


def test_next_batch_is_there_where_the_source_has_batches(panel, commands, qtbot):
    show(panel, **BATCH)
    button = panel.findChild(QPushButton, "input_next_batch")
    assert button.toolTip() == "input, target = next(batches)"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert commands == [NextBatch()]


def test_a_source_is_asked_for(panel, commands):
    show(panel)
    panel.chooser.show_source(Digits(index=9))
    panel.chooser.choose()
    assert commands == [LoadInput(Digits(index=9))]


def test_snapshots_do_not_turn_the_page_that_is_being_filled_in(panel):
    show(panel)
    panel.chooser.turn_to(panel.chooser.folder)
    show(panel)
    assert panel.chooser.page is panel.chooser.folder


def test_a_source_chosen_elsewhere_is_taken_over(panel):
    show(panel)
    show(panel, **BATCH)
    assert panel.chooser.page is panel.chooser.digits
    assert panel.chooser.page.source() == Digits(batch_size=8)


def test_a_remembered_folder_is_filled_in(panel):
    panel.set_folder("/data/mnist")
    assert panel.chooser.folder.source().path == "/data/mnist"


def test_a_folder_is_dropped(panel, commands, tmp_path):
    assert drop(panel, QUrl.fromLocalFile(str(tmp_path)))
    assert commands == [LoadInput(IdxFolder(str(tmp_path), index=0))]


def test_a_picture_is_dropped(panel, commands, tmp_path):
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y in range(5, 25):
        image.setPixelColor(15, y, Qt.GlobalColor.black)
    image.save(str(tmp_path / "one.png"))
    assert drop(panel, QUrl.fromLocalFile(str(tmp_path / "one.png")))
    assert commands[0].source.name == "one.png"


def test_what_cannot_be_read_is_a_problem_and_no_command(panel, commands, qtbot, tmp_path):
    (tmp_path / "x.png").write_bytes(b"nothing")
    with qtbot.waitSignal(panel.problem_found) as found:
        drop(panel, QUrl.fromLocalFile(str(tmp_path / "x.png")))
    assert isinstance(found.args[0], InputError)
    assert commands == []


def test_links_and_several_files_are_not_taken(panel, commands, tmp_path):
    here = QUrl.fromLocalFile(str(tmp_path))
    assert not drop(panel, QUrl("https://example.org/seven.png"))
    assert not drop(panel, here, here)
    assert not drop(panel)
    assert commands == []


def test_not_a_number_in_an_image_is_shown(panel):
    pixels = np.zeros((32, 32), dtype=np.float32)
    pixels[0, 0] = np.nan
    show(panel, source=RandomImage(), pixels=pixels)
    assert panel.findChild(TilePage).legend.marks[2] == "not finite: 1"


def test_both_parts_can_be_seen_in_a_narrow_dock(panel):
    panel.resize(340, 320)
    show(panel, **BATCH)
    for index in (0, 1):
        panel.findChild(QTabWidget, "input_tabs").setCurrentIndex(index)
        assert panel.minimumSizeHint().width() <= 340
        assert panel.minimumSizeHint().height() <= 320
