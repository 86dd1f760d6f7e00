"""What each panel offers to be printed, without ever having been seen."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.watches import Watch, WatchView
from lenet_gui.gui.loss.loss_export import png, svg
from lenet_gui.gui.panels import PANELS
from lenet_gui.gui.panels.panel import Panel
from lenet_gui.gui.plot_style import LIGHT
from lenet_gui.gui.plots.picture import Picture, on_paper
from tests.gui.report.reports import GRADIENT
from tests.ledgers import account, deposit, ledger_snapshot
from tests.snapshots import accumulation_report, comparison, curve, frozen, history, make_snapshot
from tests.timelines import branch, timeline

WATCHED = WatchView(
    Watch("loss"), 0.5, None, frozen(np.arange(3)), frozen(np.array([0.5, 0.25, 0.125]))
)


def everything() -> Snapshot:
    bias = account(deposit([0.5] * 6), deposit([0.25] * 6, 2), total=[0.75] * 6)
    return make_snapshot(
        with_gradients=True,
        computed=True,
        curve=curve([0.5, 0.25, 0.125]),
        comparison=comparison(),
        watches=(WATCHED,),
        gradient_history=history([GRADIENT, GRADIENT]),
        ledger=ledger_snapshot(bias).ledger,
        accumulation=accumulation_report(),
        timeline=timeline(branch("ZFLBS")),
    )


@pytest.fixture
def pictures(qtbot):
    """The pictures of every panel of a moment, by their names."""

    def make(snapshot: Snapshot, prepare=lambda _panel: None) -> dict[str, Picture]:
        found = {}
        for kind in PANELS:
            panel: Panel = kind()
            qtbot.addWidget(panel)
            panel.take(snapshot)
            prepare(panel)
            for picture in panel.pictures():
                assert picture.name not in found
                found[picture.name] = picture
        return found

    return make


def show_ledger(panel: Panel) -> None:
    if panel.key == "ledger":
        panel.redraw(panel.snapshot)
        panel.parameter = "conv1.bias"


def test_a_fresh_start_has_nothing_to_print(pictures):
    assert pictures(make_snapshot()) == {}


def test_every_plot_can_be_printed(pictures):
    assert list(pictures(everything(), show_ledger)) == [
        "loss", "compare_zero_grad", "watches", "graph",
        "gradients_histograms", "gradients_over_time", "gradients_rms",
        "ledger", "output", "accumulation", "accumulation_rounding", "accumulation_updates",
        "timeline",
    ]  # fmt: skip


def test_every_picture_has_something_on_white(pictures):
    for picture in pictures(everything(), show_ledger).values():
        with on_paper(picture) as sheet:
            image = QImage.fromData(png(sheet))
            drawn = svg(sheet, picture.title)
        shades = {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 2)
            for y in range(0, image.height(), 2)
        }
        assert LIGHT.surface in shades, picture.name
        assert len(shades) > 5, picture.name
        assert b"<path" in drawn or b"<poly" in drawn or b"<rect" in drawn, picture.name


def test_captions_say_what_was_found(pictures):
    found = pictures(everything(), show_ledger)
    assert "identical to the last bit" in found["compare_zero_grad"].caption
    assert "added in this order" in found["ledger"].caption
    assert found["accumulation"].caption.startswith("<p><b>")


def test_ledger_is_as_high_as_its_bands(pictures):
    few = pictures(everything(), show_ledger)["ledger"]
    deposits = [deposit([0.5] * 6, call) for call in range(1, 9)]
    many = account(*deposits, total=[4.0] * 6)
    more = pictures(
        replace(everything(), ledger=ledger_snapshot(many).ledger), show_ledger
    )["ledger"]  # fmt: skip
    heights = []
    for picture in (few, more):
        with on_paper(picture) as sheet:
            heights.append(sheet.height())
    assert heights[1] > 3 * heights[0]


def test_ledger_that_nobody_has_seen_shows_the_first_parameter(pictures):
    weight = replace(account(deposit([0.5] * 150), total=[0.5] * 150), name="conv1.weight")
    found = pictures(replace(everything(), ledger=ledger_snapshot(weight).ledger))
    assert found["ledger"].title == "Ledger · conv1.weight.grad"
