"""The docks that hold the panels: where they lie at first, and how that is remembered."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget
from typing_extensions import override

from lenet_gui.gui.enlarging import Enlarging
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.settings import Settings

SHARES = {
    Area.LEFT_TOP: (30, 50),
    Area.LEFT_BOTTOM: (30, 50),
    Area.CENTRE_TOP: (40, 46),
    Area.CENTRE_BOTTOM: (40, 54),
    Area.RIGHT_TOP: (30, 54),
    Area.RIGHT_BOTTOM: (30, 46),
}
"""Width and height of each area, in hundredths of what the three columns have."""

BOTTOM_SHARE, LOWEST_BOTTOM = 17, 132
"""Height of the strip below them, in hundredths of the window, and its fewest pixels."""


class Docks(QMainWindow):
    """One dock a panel; they move, float, close and come back.

    A main window inside the main window: only so can strips lie above and below all docks. A panel
    is built when its dock is first seen, or when `build_next` comes to it.
    """

    panel_built = Signal(object)
    """A new `Panel`."""

    def __init__(self, kinds: Sequence[type[Panel]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("docks")
        self.setWindowFlags(Qt.WindowType.Widget)
        # Nested and tabbed, not animated: every new layout would be animated, during runs, too.
        options = QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks
        self.setDockOptions(options)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.docks = [TitledDock(kind, self) for kind in kinds]
        for dock in self.docks:
            dock.built.connect(self.panel_built)
        self.enlarging = Enlarging(self)
        # Without a widget in the centre, Qt would give all the height that a window grows by to the
        # strip at the bottom, and let nobody make that lower again.
        centre = QWidget(self)
        centre.setMaximumWidth(0)
        self.setCentralWidget(centre)

    @property
    def panels(self) -> list[Panel]:
        """The panels that have been built, in the order of their docks."""
        return [dock.panel for dock in self.docks if dock.panel is not None]

    def build_next(self) -> bool:
        """Build one more panel; False: all are there."""
        missing = next((dock for dock in self.docks if dock.panel is None), None)
        if missing is not None:
            missing.build()
        return missing is not None

    def build_all(self) -> None:
        """Build every panel that is not there yet."""
        while self.build_next():
            pass

    def arrange(self) -> None:
        """Lay the docks out as at the first start: three columns, a strip below, and tabs."""
        self.enlarging.forget()
        firsts: dict[Area, QDockWidget] = {}
        for dock in self.docks:
            dock.setFloating(False)
            # Off first, and then each to its place at once: stacked in one column, however
            # briefly, they would make the window as high as all of them together.
            self.removeDockWidget(dock)
            firsts.setdefault(dock.kind.area, dock)
        self._split(firsts)
        for dock in self.docks:
            if dock is not firsts[dock.kind.area]:
                self.tabifyDockWidget(firsts[dock.kind.area], dock)
            dock.show()
        self._resize(firsts)
        for first in firsts.values():
            first.raise_()

    def bring_up(self, panel: Panel) -> None:
        """Show a panel's dock, in front of its tabs."""
        dock = next(dock for dock in self.docks if dock.panel is panel)
        if self.enlarging.dock is not dock:
            self.enlarging.end()
        self.enlarging.use(dock)
        dock.show()
        dock.raise_()

    def restore(self, settings: Settings) -> None:
        """Lay the docks out as they were, if that is remembered and whole."""
        geometry = settings.take_layout("geometry")
        if geometry is not None:
            self.window().restoreGeometry(geometry)
        state = settings.take_layout("state")
        if state is not None:
            self.restoreState(state)

    def save(self, settings: Settings) -> None:
        """Remember where the docks lie."""
        settings.set_layout("geometry", self.window().saveGeometry())
        settings.set_layout("state", self.enlarging.layout)

    def _split(self, firsts: dict[Area, QDockWidget]) -> None:
        columns = [
            [firsts[area] for area in (top, bottom) if area in firsts]
            for top, bottom in (
                (Area.LEFT_TOP, Area.LEFT_BOTTOM),
                (Area.CENTRE_TOP, Area.CENTRE_BOTTOM),
                (Area.RIGHT_TOP, Area.RIGHT_BOTTOM),
            )
        ]
        columns = [column for column in columns if column]
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, columns[0][0])
        if Area.BOTTOM in firsts:
            self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, firsts[Area.BOTTOM])
        for left, right in pairwise(columns):
            self.splitDockWidget(left[0], right[0], Qt.Orientation.Horizontal)
        for column in columns:
            for upper, lower in pairwise(column):
                self.splitDockWidget(upper, lower, Qt.Orientation.Vertical)

    def _resize(self, firsts: dict[Area, QDockWidget]) -> None:
        # Before it is shown for the first time, it has no size of its own.
        size = self.size() if self.isVisible() else self.window().size()
        width, height = size.width(), size.height()
        areas = [area for area in firsts if area in SHARES]
        docks = [firsts[area] for area in areas]
        if Area.BOTTOM in firsts:
            strip = max(LOWEST_BOTTOM, BOTTOM_SHARE * height // 100)
            self.resizeDocks([firsts[Area.BOTTOM]], [strip], Qt.Orientation.Vertical)
            height -= strip
        widths = [SHARES[area][0] * width // 100 for area in areas]
        heights = [SHARES[area][1] * height // 100 for area in areas]
        self.resizeDocks(docks, widths, Qt.Orientation.Horizontal)
        self.resizeDocks(docks, heights, Qt.Orientation.Vertical)


class TitledDock(QDockWidget):
    """A dock that is called as its panel is, in whatever language.

    Attributes:
        kind: what panel it is for.
        panel: the panel; ``None``: it has not been built yet.
    """

    built = Signal(object)
    """The `Panel`."""

    def __init__(self, kind: type[Panel], parent: "Docks") -> None:
        super().__init__(parent)
        self.setObjectName(f"dock_{kind.key}")
        self.kind = kind
        self._docks = parent
        self.panel: Panel | None = None
        if kind.area is Area.BOTTOM:  # it is low, and has more width than it needs
            self.setFeatures(
                self.features() | QDockWidget.DockWidgetFeature.DockWidgetVerticalTitleBar
            )
        self.visibilityChanged.connect(self._draw_if_seen)
        self._rename()

    def build(self) -> None:
        """Make the panel, if that has not been done."""
        if self.panel is None:
            self.panel = self.kind(self)
            self.setWidget(self.panel)
            self.built.emit(self.panel)

    @Slot(bool)
    def _draw_if_seen(self, seen: bool) -> None:
        if seen:
            self.build()
        if seen and self.panel is not None:
            self.panel.refresh(0.0)

    def _rename(self) -> None:
        self.setWindowTitle(self.kind.title())
        self.setAccessibleName(self.kind.title())

    @override
    def event(self, event: QEvent) -> bool:
        # Qt would let it float, for which there is a button beside.
        if event.type() is QEvent.Type.MouseButtonDblClick and not self.isFloating():
            self._docks.enlarging.toggle(self)
            return True
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._rename()
