"""What lies below the bands: the sum of an account in numbers, or how a deposit is distributed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from lenet_gui.core.ledger_sums import Level, overlay, values_of
from lenet_gui.core.ledger_view import Account
from lenet_gui.gui.ledger.deposit_histogram import DepositHistogram
from lenet_gui.gui.ledger.formula import formula, in_order
from lenet_gui.gui.ledger.rows import norm_words
from lenet_gui.gui.writing import set_writing

translate = QCoreApplication.translate


class SumView(QStackedWidget):
    """The sum written out, and in its place, where that is wanted, a histogram."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("ledger_text")
        self.text.setReadOnly(True)
        # One that came and went would have the window laid out and painted twice for a press.
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.histogram = DepositHistogram(self)
        for part in (self.text, self.histogram):
            self.addWidget(part)

    def clear(self) -> None:
        """Show that there is no sum."""
        self.setCurrentWidget(self.text)
        self.text.clear()

    def write(
        self, account: Account, levels: Sequence[Level], index: int | None, *, rounding: bool
    ) -> None:
        """Write the sum out.

        Args:
            account: the account.
            levels: what its entries come to one after the other.
            index: the number's place in the flattened tensor; ``None``: the sum of the norm.
            rounding: write how each addition to the number was rounded, too.
        """
        self.setCurrentWidget(self.text)
        text = norm_words(levels) if index is None else formula(account, index)
        if index is not None and rounding:
            text += "\n\n" + in_order(account, index)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def draw(self, account: Account, level: Level | None, title: str) -> None:
        """Outline a deposit on the histogram of the whole gradient.

        Args:
            account: the account.
            level: the deposit's; ``None``: none is chosen.
            title: what the deposit is called.
        """
        self.setCurrentWidget(self.histogram)
        if account.total is not None:
            values = None if level is None else values_of(account, level)
            self.histogram.show_deposit(account.name, *overlay(account, values), title)

    def retranslate(self) -> None:
        """Set the fixed texts."""
        self.text.setAccessibleName(translate("LedgerPanel", "The sum, written out"))
        self.text.setPlaceholderText(
            translate("LedgerPanel", "Here the sum is written out: what each backward has added.")
        )
        self.histogram.retranslate()

    def restyle(self) -> None:
        """Take on the colours and the font of the theme."""
        self.histogram.restyle()
        set_writing(self.text, fixed=True)
