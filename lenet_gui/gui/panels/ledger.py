"""The Ledger panel: the backward calls that a gradient is the sum of, and the proof."""

from functools import partial
from html import escape
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.explanation import Element, Quantity
from lenet_gui.core.ledger_sums import Level, norm_levels, number_levels, values_of
from lenet_gui.core.ledger_view import Account, LedgerEvent
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.ledger.bands import LedgerBands, bands_on
from lenet_gui.gui.ledger.life_strip import LifeStrip
from lenet_gui.gui.ledger.number_choice import NumberChoice
from lenet_gui.gui.ledger.rows import account_bands, life_mark
from lenet_gui.gui.ledger.sum_view import SumView
from lenet_gui.gui.ledger.words import empty_words, proof_words
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.plots.picture import Picture
from lenet_gui.gui.widgets.explain_action import ExplainAction
from lenet_gui.gui.widgets.panel_toolbar import PanelToolbar, set_words
from lenet_gui.gui.widgets.steady import Steady
from lenet_gui.gui.widgets.steady_label import SteadyLabel
from lenet_gui.gui.widgets.turning_splitter import TurningSplitter
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate

LIFE = 100
"""Events in the strip of an account's life; no dock is so wide that more have room."""


class LedgerPanel(Panel):
    """``.grad = g1 + g2 + ...`` of one parameter, or of one number in it."""

    key: ClassVar[str] = "ledger"
    area: ClassVar[Area] = Area.RIGHT_TOP
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events: tuple[LedgerEvent, ...] = ()
        self._levels: tuple[Level, ...] = ()
        self._parameter = QComboBox(self)
        self._parameter.setObjectName("ledger_parameter")
        self._parameter.setMinimumContentsLength(12)
        self._parameter.currentIndexChanged.connect(self._choose_parameter)
        self.number = NumberChoice(self)
        self.number.chosen.connect(self._redraw)
        self._build_toolbar()
        self.life = LifeStrip(self)
        self.life.chosen.connect(self._point_at_event)
        self._problem = QLabel(self)
        self._problem.setObjectName("ledger_problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.proof = SteadyLabel("ledger_proof", self)
        self.bands = LedgerBands(self)
        self.bands.chosen.connect(self._choose_band)
        self.bands.hovered.connect(self._hover_band)
        self.bands.activated.connect(self._explain_band)
        self._explain_in_band = ExplainAction(self.bands)
        self._explain_in_band.triggered.connect(self._explain_band)
        self.sum = SumView(self)
        self._lay_out()
        self.setFocusProxy(self.bands)
        self.refresh_texts()

    @property
    def parameter(self) -> str:
        """Name of the chosen parameter; empty: there is none yet."""
        return self._parameter.currentText()

    @parameter.setter
    def parameter(self, name: str) -> None:
        self._parameter.setCurrentText(name)

    @property
    def account(self) -> Account | None:
        """The chosen parameter's account; ``None``: there is none yet."""
        ledger = None if self.snapshot is None else self.snapshot.ledger
        return None if ledger is None else ledger.accounts.get(self.parameter)

    @override
    @classmethod
    def title(cls) -> str:
        return translate("LedgerPanel", "Ledger")

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        names = [row.name for row in snapshot.rows]
        if names != [self._parameter.itemText(i) for i in range(self._parameter.count())]:
            self._parameter.blockSignals(True)
            self._parameter.clear()
            self._parameter.addItems(names)
            self._parameter.blockSignals(False)
        shapes = {row.name: row.shape for row in snapshot.rows}
        self.number.set_shape(shapes.get(self.parameter, ()))
        self._redraw()

    @override
    def retranslate(self) -> None:
        self._parameter.setAccessibleName(self.tr("Parameter whose account is shown"))
        self._parameter.setToolTip(self.tr("Parameter whose account is shown"))
        set_words(
            self._largest, self.tr("Largest"), self.tr("Choose the number with the largest .grad")
        )
        set_words(
            self._explain, self.tr("Explain"),
            self.tr("Explain the chosen number in the Inspector; if none is, the largest"),
        )  # fmt: skip
        set_words(
            self._order, self.tr("Rounding"),
            self.tr("Show how each addition was rounded, in the order in which it was made"),
        )  # fmt: skip
        set_words(
            self._overlay, self.tr("Histogram"),
            self.tr("Outline the chosen deposit on the histogram of the whole gradient"),
        )  # fmt: skip
        self.bands.setAccessibleName(self.tr("Deposits of the account, in call order"))
        self._explain_in_band.set_words(self.tr("Explain its chosen number, or else its largest"))
        self.life.setAccessibleName(self.tr("Life of the account: None, zeros or values"))
        self.number.retranslate()
        self.sum.retranslate()
        self._redraw()

    @override
    def show_account(self, parameter: str) -> bool:
        if self.snapshot is not None:
            self.redraw(self.snapshot)  # nobody may have seen it yet
        self.parameter = parameter
        return self.parameter == parameter

    @override
    def restyle(self) -> None:
        for part in (self.bands, self.life):
            part.restyle(self.colours)
        self.sum.restyle()
        set_writing(self._problem, self.colours.error)

    def _build_toolbar(self) -> None:
        self._bar = PanelToolbar("ledger_toolbar", self)
        self._bar.addWidget(self._parameter)
        self.number.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.number.setFixedWidth(11 * self.fontMetrics().averageCharWidth())
        self._bar.addWidget(self.number)
        self._largest = self._bar.add("ledger_largest")
        self._largest.triggered.connect(self.choose_largest)
        self._explain = self._bar.add("ledger_explain")
        self._explain.triggered.connect(self.explain)
        self._order = self._bar.add("ledger_order", checkable=True)
        self._order.toggled.connect(self._show_order)
        self._overlay = self._bar.add("ledger_histogram", checkable=True)
        self._overlay.toggled.connect(self._show_overlay)

    def _lay_out(self) -> None:
        for part, lines in ((self.bands, 3), (self.sum.text, 2), (self.sum.histogram, 2)):
            part.setMinimumHeight(lines * self.fontMetrics().height())  # theirs: too high for 720
        self._splitter = TurningSplitter(self.bands, self.sum, (0.62, 0.5), characters=130)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 4)
        layout.setSpacing(2)
        for widget in (Steady(self._bar, self), self._problem, self.life):
            layout.addWidget(widget)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.proof)

    @override
    def pictures(self) -> tuple[Picture, ...]:
        if not self.parameter and self.snapshot is not None:
            self.redraw(self.snapshot)  # nobody has seen it yet, so no parameter is chosen
        account = self.account
        if account is None or not (account.entries or account.earlier):
            return ()
        index = self.number.index
        levels = norm_levels(account) if index is None else number_levels(account, index)
        shown = f"{account.name}.grad" + ("" if index is None else f" [{self.number.text()}]")
        drawn = partial(bands_on, account_bands(account, levels, index))
        caption = f"<p>{escape(proof_words(account))}</p>"
        title = f"{self.title()} · {shown}"
        return (Picture("ledger", title, drawn, height=0, caption=caption),)

    def choose_largest(self) -> None:
        """Choose the number with the largest gradient."""
        account = self.account
        if account is not None and account.total is not None:
            self.number.choose_largest(account.total)

    def explain(self) -> None:
        """Ask for an explanation of the chosen number, or else of the largest."""
        if self.number.index is None:
            self.choose_largest()
        places = self.number.places
        if places is not None:
            self.number_chosen.emit(Element(Quantity.GRADIENT, self.parameter, places))

    @Slot()
    def _explain_band(self) -> None:
        """The same for a band, of which the largest number is another one."""
        account, row = self.account, self.bands.row
        if account is not None and self.number.index is None and 0 <= row < len(self._levels):
            values = values_of(account, self._levels[row])
            if values is not None:
                self.number.choose_largest(values)
        self.explain()

    def show_rounding(self) -> None:
        """Write out how each addition was rounded."""
        self._order.setChecked(True)

    # -- drawing ----------------------------------------------------------------------------

    def _redraw(self) -> None:
        account = self.account
        if account is None or self.snapshot is None:
            return
        self._problem.setText(self.number.problem)
        self._problem.setVisible(bool(self.number.problem))
        self._show_life(account.name)
        empty = not account.entries and account.earlier is None
        for action in (self._largest, self._explain, self._order, self._overlay):
            action.setEnabled(account.total is not None)
        self.proof.set_text(proof_words(account))
        set_writing(self.proof.label, self._proof_colour(account))
        index = self.number.index
        self._levels = norm_levels(account) if index is None else number_levels(account, index)
        # Nothing is hidden or shown: all panels would be laid out anew at each first deposit.
        if empty:
            reasons = {row.name: row.none_reason for row in self.snapshot.rows}
            last = self._events[-1] if self._events else None
            self.bands.show_hint(empty_words(account, reasons.get(account.name), last))
            self.sum.clear()
        else:
            self.bands.show_bands(account_bands(account, self._levels, index))
            self._show_below(account, index)

    def _proof_colour(self, account: Account) -> str:
        if not account.proved:
            return self.colours.error
        return self.colours.text if account.explained else self.colours.notice

    def _show_life(self, name: str) -> None:
        assert self.snapshot is not None  # noqa: S101 - the caller has looked
        ledger = self.snapshot.ledger
        events = [event for event in ledger.events if name in event.names]
        self._events = tuple(events[-LIFE:])
        self.life.show_marks(
            [life_mark(event) for event in self._events],
            ledger.forgotten + len(events) - len(self._events),
        )

    def _show_below(self, account: Account, index: int | None) -> None:
        if self._overlay.isChecked():
            self._show_histogram(account)
        else:
            self.sum.write(account, self._levels, index, rounding=self._order.isChecked())

    def _show_histogram(self, account: Account) -> None:
        row = self.bands.row
        if 0 <= row < len(self._levels):
            title = self.bands.bands[row].text.partition(" · ")[0]
            self.sum.draw(account, self._levels[row], title)
        else:
            self.sum.draw(account, None, "")

    # -- choosing ---------------------------------------------------------------------------

    def _choose_parameter(self) -> None:
        if self.snapshot is not None:
            self.redraw(self.snapshot)

    def _show_order(self, shown: bool) -> None:
        if shown:
            self._overlay.setChecked(False)
            if self.number.index is None:
                self.choose_largest()
        self._redraw()

    def _show_overlay(self, shown: bool) -> None:
        if shown:
            self._order.setChecked(False)
        size = sum(self._splitter.sizes())
        self._splitter.setSizes(
            [size // 3, size - size // 3] if shown else [size * 5 // 8, size * 3 // 8]
        )
        self._redraw()

    def _choose_band(self, row: int) -> None:
        account = self.account
        if account is None or not 0 <= row < len(self._levels):
            return
        if self._overlay.isChecked():
            self._show_histogram(account)
        entry = self._levels[row].entry
        if entry is not None and entry.origin is not None:
            self.call_chosen.emit(entry.origin)

    def _hover_band(self, row: int) -> None:
        entry = self._levels[row].entry if 0 <= row < len(self._levels) else None
        self.call_hovered.emit(None if entry is None else entry.origin)

    def _point_at_event(self, index: int) -> None:
        origin = self._events[index].origin
        if origin is not None:
            self.call_chosen.emit(origin)
