"""Where the network is flat: units that are never on, and windows with equal maxima."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.flats import NO_FLATS, Flats, PoolMap, ReluMap
from lenet_gui.core.snapshot import Array
from lenet_gui.gui.inspector.fitted_tiles import FittedTiles
from lenet_gui.gui.network.colour_scale import Scale
from lenet_gui.gui.network.tile_view import TileView
from lenet_gui.gui.widgets.explain_action import explain_tip
from lenet_gui.gui.widgets.steady_label import SteadyLabel
from lenet_gui.gui.words.number_text import count


@dataclass(frozen=True, slots=True, eq=False)
class _Map:
    """One layer's picture."""

    layer: str
    values: Array
    words: str


class FlatsPage(QScrollArea):
    """A picture a layer; the more a unit stands out, the more of the batch it is on for."""

    number_chosen = Signal(object)
    """The `Element` of a unit."""

    wanted = Signal(bool)
    """The page is seen, or is not any more: whether its numbers are to be measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_flats")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its parts take the keys
        self._flats = NO_FLATS
        self._sample = 0
        self.text = SteadyLabel("inspector_flats_text", self)
        self.views: list[TileView] = []
        self.captions: list[SteadyLabel] = []
        content = QWidget(self)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(2, 4, 2, 4)
        self._column.setSpacing(4)
        self._column.addWidget(self.text)
        self._column.addStretch(1)
        self.setWidget(content)

    def show_flats(self, flats: Flats, sample: int) -> None:
        """Show the maps of a batch.

        Args:
            flats: the maps.
            sample: the shown sample, of which a unit is explained.
        """
        self._sample = sample
        if flats is not self._flats:
            self._flats = flats
            self._draw()

    def retranslate(self) -> None:
        """Set every text again."""
        self._draw()

    def _draw(self) -> None:
        maps = [*map(self._relu, self._flats.relus), *map(self._pool, self._flats.pools)]
        while len(self.views) < len(maps):
            self._add()
        for index, (view, caption) in enumerate(zip(self.views, self.captions, strict=True)):
            there = index < len(maps)
            view.setVisible(there)
            caption.setVisible(there)
            if there:
                shown = maps[index]
                caption.set_text(shown.words)
                view.set_scale(Scale.INK)
                view.show_values(shown.values)
                view.setAccessibleName(shown.layer)
                view.setAccessibleDescription(shown.words)
                view.setToolTip(explain_tip())
        self.text.set_text(self._introduction(bool(maps)))

    def _introduction(self, there: bool) -> str:
        if not there:
            return self.tr("Press forward to see which units of each relu are on.")
        return self.tr(
            "The more a unit stands out from the ground, the more images of the batch it is on "
            "for. One that does not stand out is on for none: dead for this batch, it gets no "
            "gradient. At a single image that is normal for many units; a unit that stays dead for "
            "every batch does not learn any more."
        )

    def _relu(self, shown: ReluMap) -> _Map:
        text = self.tr("{layer}: dead units {dead} of {units}; inputs that are exactly 0: {zero}")
        words = text.format(
            layer=shown.layer, dead=count(shown.dead), units=count(shown.units),
            zero=count(shown.at_zero),
        )  # fmt: skip
        return _Map(shown.layer, shown.on, words)

    def _pool(self, shown: PoolMap) -> _Map:
        text = self.tr(
            "{layer}: windows with equal maxima {tied} of {windows}, of which above 0: {above}. "
            "The first place gets the whole gradient; where all are 0, relu lets none through "
            "anyway."
        )
        words = text.format(
            layer=shown.layer, tied=count(shown.tied), windows=count(shown.windows),
            above=count(shown.tied_above_zero),
        )  # fmt: skip
        return _Map(shown.layer, shown.ties.astype(np.float32), words)

    def _add(self) -> None:
        number = len(self.views)
        view = FittedTiles(f"inspector_flats_{number}", self)
        caption = SteadyLabel(f"inspector_flats_caption_{number}", self)
        view.cell_activated.connect(self._choose)
        self.views.append(view)
        self.captions.append(caption)
        place = self._column.count() - 1  # before the stretch
        self._column.insertWidget(place, caption)
        self._column.insertWidget(place + 1, view)

    def _choose(self, index: tuple[int, ...]) -> None:
        layer = self.sender()
        if isinstance(layer, TileView):
            place = (self._sample, *index)
            self.number_chosen.emit(Element(Quantity.ACTIVATION, layer.accessibleName(), place))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.wanted.emit(True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is minimised is looked at again
            self.wanted.emit(False)
