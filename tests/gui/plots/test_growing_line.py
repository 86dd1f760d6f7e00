"""The growing curve draws the same picture in pieces as at once."""

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem

from lenet_gui.gui.plots.growing_line import GrowingLine

VIEW = QRectF(0, -1.2, 100, 2.4)


@pytest.fixture
def plot(qtbot) -> pg.PlotWidget:
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    plot.resize(420, 240)
    plot.setXRange(0, 100, padding=0)
    plot.setYRange(-1.2, 1.2, padding=0)
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def line_in(plot) -> GrowingLine:
    line = GrowingLine()
    line.set_pen(pg.mkPen("w", width=1))
    plot.addItem(line, ignoreBounds=True)
    return line


def points(count: int, *, gap: bool = False):
    xs = np.linspace(0, 90, 200)[:count]
    ys = np.sin(xs / 5)
    if gap:
        ys[40:44] = np.nan
    return xs, ys


@pytest.mark.parametrize("gap", [False, True])
def test_what_is_asked_for_covers_all_that_changes(plot, monkeypatch, gap):
    line = line_in(plot)
    line.show_points(*points(50, gap=gap), VIEW, 380)
    screen = plot.grab().toImage()
    asked = []
    monkeypatch.setattr(line, "update", lambda *area: asked.append(area))
    for count in (51, 80, 81, 140, 200):
        asked.clear()
        line.show_points(*points(count, gap=gap), VIEW, 380)
        whole = plot.grab()
        painter = QPainter(screen)
        for area in asked:
            place = line.mapRectToScene(area[0] if area else VIEW).toAlignedRect()
            painter.drawPixmap(place, whole, place)
        painter.end()
    assert screen == plot.grab().toImage()
    line.hide()
    assert screen != plot.grab().toImage()


def test_only_what_is_new_is_asked_for(plot, monkeypatch):
    line = line_in(plot)
    line.show_points(*points(100), VIEW, 380)
    asked = []
    monkeypatch.setattr(line, "update", lambda *area: asked.append(area))
    line.show_points(*points(110), VIEW, 380)
    [(area,)] = asked
    xs, _ = points(100)
    assert xs[-1] - 2 < area.left() < xs[-1]
    assert points(110)[0][-1] < area.right() < points(110)[0][-1] + 2


def test_point_that_changed_is_painted_again(plot, monkeypatch):
    line = line_in(plot)
    xs, ys = points(100)
    line.show_points(xs, ys, VIEW, 380)
    asked = []
    monkeypatch.setattr(line, "update", lambda *area: asked.append(area))
    changed = ys.copy()
    changed[60] = 1.0
    line.show_points(xs, changed, VIEW, 380)
    assert asked[0][0].left() < xs[60]


def test_other_curve_is_painted_whole(plot, monkeypatch):
    line = line_in(plot)
    xs, ys = points(100)
    line.show_points(xs, ys, VIEW, 380)
    asked = []
    monkeypatch.setattr(line, "update", lambda *area: asked.append(area))
    line.show_points(xs, -ys + 0.5, VIEW, 380)
    assert asked == [()]


def test_its_place_is_what_the_plot_shows(plot):
    line = line_in(plot)
    line.show_points(*points(10), VIEW, 380)
    assert isinstance(line, QGraphicsItem)
    assert line.boundingRect() == VIEW


def test_empty_curve_draws_nothing(plot, qapp):
    line = line_in(plot)
    line.show_points(np.empty(0), np.empty(0), VIEW, 380)
    qapp.processEvents()
    assert len(line.xs) == 0
