import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from lenet_gui.gui.loss.loss_export import png
from lenet_gui.gui.plot_style import is_dark
from lenet_gui.gui.plots.picture import POINT_SIZE, on_paper
from lenet_gui.gui.theme import Scheme, apply_theme
from tests.gui.report.reports import picture


@pytest.fixture
def dark(qapp: QApplication):
    """A dark program with large writing."""
    look = (qapp.palette(), qapp.styleSheet(), qapp.font())
    apply_theme(qapp, Scheme.DARK, 20)
    yield qapp
    qapp.setPalette(look[0])
    qapp.setStyleSheet(look[1])
    qapp.setFont(look[2])


def test_picture_is_light_and_of_its_own_size_in_a_dark_program(dark, qtbot):
    with on_paper(picture(width=300, height=100)) as sheet:
        label = sheet.layout().itemAt(0).widget()
        assert not is_dark(label.palette())
        assert label.font().pointSize() == POINT_SIZE
        image = QImage.fromData(png(sheet))
    assert (image.width(), image.height()) == (600, 200)
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert min(image.pixelColor(x, 100).lightness() for x in range(600)) < 128


def test_the_program_stays_dark_meanwhile(dark, qtbot):
    palette = dark.palette()
    with on_paper(picture()):
        assert dark.palette() == palette


def test_what_needs_more_height_gets_it(qtbot):
    with on_paper(picture("\n".join("0123456789"), height=10)) as sheet:
        label = sheet.layout().itemAt(0).widget()
        assert label.height() >= label.minimumSizeHint().height() > 10


def test_nobody_sees_the_sheet(qtbot):
    with on_paper(picture()) as sheet:
        assert sheet.windowHandle() is None or not sheet.windowHandle().isExposed()


def test_the_sheet_is_gone_afterwards(qapp, qtbot):
    with on_paper(picture()) as sheet:
        gone = []
        sheet.destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(lambda: bool(gone))
