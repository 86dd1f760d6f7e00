"""The pages of the Gradients panel: their buttons, and what the legend says of each."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup

from lenet_gui.gui.plot_style import Colours
from lenet_gui.gui.widgets.legend import Entry, Sample
from lenet_gui.gui.widgets.panel_toolbar import PanelToolbar, set_words

translate = QCoreApplication.translate


class Page(StrEnum):
    """The views of the gradients."""

    HISTOGRAMS = "histograms"
    OVER_TIME = "over_time"
    RMS = "rms"


HEIGHTS = {Page.HISTOGRAMS: 480, Page.OVER_TIME: 480, Page.RMS: 280}
"""Of the pictures, in pixels."""


class PageButtons(QObject):
    """A button a page in a tool bar; one of them is always pressed."""

    turned = Signal()
    """Another page, or the same again, was chosen."""

    def __init__(self, bar: PanelToolbar) -> None:
        """Put them into a bar, and a separator behind them."""
        super().__init__(bar)
        group = QActionGroup(self)
        self._actions: dict[Page, QAction] = {}
        for page in Page:
            action = bar.add(f"gradients_{page.value}", checkable=True)
            action.triggered.connect(self.turned)
            group.addAction(action)
            self._actions[page] = action
        self._actions[Page.HISTOGRAMS].setChecked(True)
        bar.addSeparator()

    @property
    def page(self) -> Page:
        """The chosen page."""
        return next(page for page, action in self._actions.items() if action.isChecked())

    @page.setter
    def page(self, page: Page) -> None:
        self._actions[page].trigger()

    def text(self, page: Page) -> str:
        """What is written on the button of a page."""
        return self._actions[page].text()

    def retranslate(self) -> None:
        """Set every text again."""
        set_words(
            self._actions[Page.HISTOGRAMS],
            translate("GradientsPanel", "Histograms"),
            translate("GradientsPanel", "How the entries of each gradient are distributed now"),
        )
        set_words(
            self._actions[Page.OVER_TIME],
            translate("GradientsPanel", "Over time"),
            translate(
                "GradientsPanel",
                "How they were distributed since the start, at each recorded moment",
            ),
        )
        set_words(
            self._actions[Page.RMS],
            translate("GradientsPanel", "RMS"),
            translate(
                "GradientsPanel",
                "How large each gradient is, compared with the others and with its parameter",
            ),
        )


def legend_entries(page: Page, look: Colours, *, compared: bool, known: bool) -> list[Entry]:
    """What the legend says of a page.

    Args:
        page: the page.
        look: the colours.
        compared: the histograms before are drawn as well.
        known: there were gradients before.
    """
    now = (Sample.SQUARES, look.accounts, translate("GradientsPanel", "now"))
    before = translate("GradientsPanel", "before the last change")
    if page is Page.HISTOGRAMS and compared:
        none = translate("GradientsPanel", "before: every .grad was None")
        return [now, (Sample.OUTLINE, look.accent, before if known else none)]
    if page is Page.RMS:
        first = translate("GradientsPanel", "after the first backward")
        return [
            (Sample.DOTS, *now[1:]),
            (Sample.OUTLINE, look.accent, before),
            (Sample.BAR, look.muted, first),
        ]
    return []


def nothing_yet(page: Page) -> str:
    """What to do where there is nothing to show."""
    if page is Page.OVER_TIME:
        return translate(
            "GradientsPanel",
            "Nothing is recorded yet. Press forward, loss and then backward: from the first "
            "one on, each backward adds a column for every gradient.",
        )
    return translate(
        "GradientsPanel",
        "No parameter has a gradient: every .grad is None. Press forward, loss and then "
        "backward, and each one gets a deposit.",
    )
