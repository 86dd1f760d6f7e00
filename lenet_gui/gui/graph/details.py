"""What is known of the chosen node and of the whole graph, in words, numbers and tiles."""

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lenet_gui.gui.graph.flow_page import FlowPage
from lenet_gui.gui.graph.node_text import NODE, SURPRISE
from lenet_gui.gui.widgets.elided_label import ElidedLabel
from lenet_gui.gui.widgets.panel_toolbar import LOW


class GraphDetails(QWidget):
    """Three pages: the chosen node, its gradients, the graph; below them what can be done."""

    node_wanted = Signal(int)
    """A link to another node was clicked: its place in the graph."""

    surprise_wanted = Signal()
    """The tutorial's surprise is to be shown."""

    account_wanted = Signal(str)
    """The account of this parameter is to be shown elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph_details")
        self._path = ""
        self._variable = ""
        self.node = self._browser("graph_node_text")
        self.flows = FlowPage(self)
        self.overview = self._browser("graph_overview")
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("graph_tabs")
        self.tabs.setDocumentMode(True)
        # Where there is no room for tiles, one scrolls to them.
        scroll = QScrollArea(self)
        scroll.setObjectName("graph_flow_page")
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumHeight(2 * self.fontMetrics().height())
        scroll.setWidget(self.flows)
        for page in (self.node, scroll, self.overview):
            self.tabs.addTab(page, "")
        self.tabs.setCurrentWidget(self.overview)
        self.copy = self._button("graph_copy", self.copy_path)
        self.account = self._button("graph_account", self._want_account)
        self.confirmation = ElidedLabel(self)
        self.confirmation.setObjectName("graph_confirmation")
        foot = QHBoxLayout()
        for part in (self.copy, self.account):
            foot.addWidget(part)
        foot.addWidget(self.confirmation, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)

    def show_node(self, path: str, variable: str, html: str) -> None:
        """Show a node.

        Args:
            path: how a script reaches it; empty: none is chosen.
            variable: the parameter whose account it adds to; empty: it is no leaf.
            html: what is known of it.
        """
        if path != self._path:
            self.confirmation.set_text("")
        self._path, self._variable = path, variable
        _show(self.node, html)
        self.copy.setEnabled(bool(path))
        self.account.setVisible(bool(variable))

    def show_overview(self, html: str) -> None:
        """Show what is known of the whole graph."""
        _show(self.overview, html)

    def show_stop(self, *, failed: bool) -> None:
        """Put in front what the node of a stop has to tell: its gradients, or why it failed."""
        self.tabs.setCurrentIndex(0 if failed else 1)

    @Slot()
    def copy_path(self) -> None:
        """Copy the path of the chosen node, and say so."""
        if self._path:
            QGuiApplication.clipboard().setText(self._path)
            self._confirm()

    def retranslate(self) -> None:
        """Set the fixed texts again."""
        for place, (text, tip) in enumerate(
            (
                (self.tr("Node"), self.tr("The chosen node, and what it saved")),
                (self.tr("Gradient"), self.tr("What came into the node, and what went out")),
                (self.tr("Graph"), self.tr("The whole graph")),
            )
        ):
            self.tabs.setTabText(place, text)
            self.tabs.setTabToolTip(place, tip)
        self.tabs.tabBar().setAccessibleName(self.tr("Node, gradient and graph"))
        self.node.setAccessibleName(self.tr("The chosen node"))
        self.overview.setAccessibleName(self.tr("The whole graph"))
        self.copy.setText(self.tr("Copy path"))
        self.copy.setToolTip(self.tr("Copy the path, to be pasted into a script (Ctrl+C)"))
        self.copy.setAccessibleName(self.tr("Copy the path"))
        self.account.setText(self.tr("Ledger"))
        tip = self.tr("Show this parameter's account in the Ledger")
        self.account.setToolTip(tip)
        self.account.setAccessibleName(tip)
        if self.confirmation.text():
            self._confirm()
        self.flows.retranslate()

    def restyle(self) -> None:
        """Follow the size of the writing."""
        self.flows.restyle()

    def _confirm(self) -> None:
        self.confirmation.set_text(self.tr("✓ copied: {path}").format(path=self._path))

    def _want_account(self) -> None:
        self.account_wanted.emit(self._variable)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        if link.toString() == SURPRISE:
            self.surprise_wanted.emit()
        place = link.toString().removeprefix(NODE)
        if place.isdecimal():
            self.node_wanted.emit(int(place))

    def _browser(self, name: str) -> QTextBrowser:
        browser = QTextBrowser(self)
        browser.setObjectName(name)
        browser.setOpenLinks(False)
        browser.setTabChangesFocus(True)
        # The arrow keys of the graph go along the same links.
        browser.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        browser.setMinimumHeight(2 * self.fontMetrics().height())
        browser.anchorClicked.connect(self._follow)
        return browser

    def _button(self, name: str, deed: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setStyleSheet(LOW)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(deed)
        return button


def _show(browser: QTextBrowser, html: str) -> None:
    """Show another text, where it is one, and stay where one has read to."""
    if browser.property("source_text") != html:
        browser.setProperty("source_text", html)
        down = browser.verticalScrollBar().value()
        # Qt takes a narrow space between digits for one at which a line may break.
        browser.setHtml(html.replace("\N{NARROW NO-BREAK SPACE}", "&nbsp;"))
        browser.verticalScrollBar().setValue(down)
