"""What the panels ask for, passed on to those who do it."""

from PySide6.QtCore import QObject, Signal, Slot

from lenet_gui.core.explanation import Element, Inspect
from lenet_gui.gui.display import Display
from lenet_gui.gui.docks import Docks
from lenet_gui.gui.history_actions import HistoryActions
from lenet_gui.gui.panels import Panel
from lenet_gui.gui.panels.inspector import InspectorPanel
from lenet_gui.gui.panels.log import LogPanel
from lenet_gui.gui.requests import Requests
from lenet_gui.gui.settings import Settings

INSPECTOR_PAGE = "inspector/page"
"""Where the settings keep which of the Inspector's tabs was shown."""


class PanelHost(QObject):
    """Listens to each panel from the moment that it is built."""

    problem_found = Signal(object)
    """An exception of something that the person asked a panel for."""

    def __init__(
        self,
        docks: Docks,
        requests: Requests,
        display: Display,
        history: HistoryActions,
        settings: Settings,
        parent: QObject,
    ) -> None:
        """Wait for the panels to be built.

        Args:
            docks: where they lie.
            requests: sends what they ask of the training thread.
            display: has the other panels show what one of them points at.
            history: knows which branch is chosen.
            settings: where the Inspector's tab is remembered.
            parent: the window.
        """
        super().__init__(parent)
        self._docks = docks
        self._requests = requests
        self._display = display
        self._history = history
        self._settings = settings
        docks.panel_built.connect(self._connect)

    @Slot()
    def show_last_call(self) -> None:
        """Bring up the log with the call that was made last."""
        self._docks.build_all()
        for panel in self._docks.panels:
            if isinstance(panel, LogPanel):
                self._docks.bring_up(panel)
                panel.show_last()

    def save(self) -> None:
        """Remember what the layout of the docks does not tell."""
        for panel in self._docks.panels:
            if isinstance(panel, InspectorPanel):
                self._settings.set_value(INSPECTOR_PAGE, panel.page)

    @Slot(object)
    def _connect(self, panel: Panel) -> None:
        panel.command_issued.connect(self._requests.issue)
        panel.run_requested.connect(self._requests.request_run)
        panel.problem_found.connect(self.problem_found)
        panel.call_chosen.connect(self._display.show_call)
        panel.call_hovered.connect(self._display.hover_call)
        panel.branch_chosen.connect(self._history.choose_branch)
        panel.account_chosen.connect(self._display.show_account)
        panel.number_chosen.connect(self._explain_number)
        panel.unexplained.connect(self._display.say_why)
        if isinstance(panel, InspectorPanel):
            panel.page = self._settings.value(INSPECTOR_PAGE, "")

    @Slot(object)
    def _explain_number(self, element: Element) -> None:
        self._docks.build_all()
        self._requests.issue(Inspect(element))
        for panel in self._docks.panels:
            if isinstance(panel, InspectorPanel):
                self._docks.bring_up(panel)
