"""The base of all panels: take a snapshot at once, draw it when it can be seen."""

from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.snapshot import Curve, Snapshot
from lenet_gui.gui.plot_style import Colours, colours
from lenet_gui.gui.plots.picture import Picture


class Area(StrEnum):
    """Where a panel lies at first; panels of one area share it as tabs."""

    LEFT_TOP = "left_top"
    LEFT_BOTTOM = "left_bottom"
    CENTRE_TOP = "centre_top"
    CENTRE_BOTTOM = "centre_bottom"
    RIGHT_TOP = "right_top"
    RIGHT_BOTTOM = "right_bottom"
    BOTTOM = "bottom"  # as wide as the window, below the others


class Panel(QWidget):
    """One view of the snapshot.

    A subclass sets `key`, `area` and perhaps `period`, overrides `title`, `redraw` and
    `retranslate` (and `restyle` where it holds colours), and calls `refresh_texts` as the last
    line of its ``__init__``. It never looks at another panel.
    """

    command_issued = Signal(object)
    """A `Command` for the trainer."""

    run_requested = Signal(object)
    """A `Run` of the program."""

    problem_found = Signal(object)
    """An exception of something that the person asked for, such as an `InputError`."""

    call_chosen = Signal(object)
    """The person has chosen a call that was made: its `Origin`."""

    call_hovered = Signal(object)
    """The mouse is over such a call: its `Origin`; ``None``: over none."""

    number_chosen = Signal(object)
    """The person wants one number explained: its `Element`."""

    unexplained = Signal(object)
    """A number was to be explained and cannot be: a function to the reason, which is said."""

    branch_chosen = Signal(int)
    """The person has chosen a branch of the history, by its number, and has not gone there."""

    account_chosen = Signal(str)
    """The person wants to see the gradient account of this parameter."""

    key: ClassVar[str]
    """Names the panel in settings; never translated."""

    area: ClassVar[Area]
    """Where it lies at first."""

    period: ClassVar[float] = 0.0
    """Seconds between two redraws while the training runs freely; 0: every frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"panel_{self.key}")
        # With a ground of its own, so that what lies behind is not painted with each frame.
        self.setAutoFillBackground(True)
        self.snapshot: Snapshot | None = None
        self._stale = False
        self._drawn_at = -1.0
        self._built = False

    @classmethod
    def title(cls) -> str:
        """The panel's name in the reader's language; its dock has it before the panel is built."""
        raise NotImplementedError

    def redraw(self, snapshot: Snapshot) -> None:
        """Draw `snapshot`."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set every fixed text again, in the language that is now installed."""

    def restyle(self) -> None:
        """Set every colour that does not come from the palette by itself."""

    def start_session(self) -> None:
        """What is taken from now on belongs to another session."""

    def set_running(self, *, running: bool) -> None:
        """A free run begins or has ended; its frames lie between the two calls."""

    def take_refusal(self) -> None:
        """A command was refused, or failed as a fault of the program; nothing has changed."""

    def show_call(self, origin: Origin) -> None:
        """Show what this panel knows of a call that was chosen elsewhere."""

    def hover_call(self, origin: Origin | None) -> None:
        """Mark it while the mouse is over it elsewhere; ``None``: mark none."""

    def show_account(self, _parameter: str) -> bool:
        """Show a parameter's gradient account; False: this panel shows none."""
        return False

    def pictures(self) -> tuple[Picture, ...]:
        """What there is to be printed of it, drawn from the snapshot that it took last."""
        return ()

    @property
    def colours(self) -> Colours:
        """The colours that go with the present palette."""
        return colours(self.palette())

    def take(self, snapshot: Snapshot) -> None:
        """Remember what is to be shown; cheap, because hidden panels get it as well."""
        self.snapshot = snapshot
        self._stale = True

    def take_curve(self, curve: Curve) -> None:
        """Remember a longer curve of losses; most frames of a free run bring nothing else."""

    def is_due(self, now: float) -> bool:
        """Whether it would draw in a free run: there is something new, visible, and it is time.

        Args:
            now: seconds on a monotonic clock.
        """
        return now - self._drawn_at >= self.period and self._wants_drawing()

    def overdue(self, now: float) -> float:
        """How many of its periods have passed since it was drawn; only for a period above 0."""
        return (now - self._drawn_at) / self.period

    def refresh(self, now: float) -> None:
        """Draw if there is something new and somebody can see it.

        Args:
            now: seconds on a monotonic clock.
        """
        if self.snapshot is not None and self._wants_drawing():
            self._stale = False
            self._drawn_at = now
            self.redraw(self.snapshot)

    def _wants_drawing(self) -> bool:
        # A dock behind another tab counts as visible, but none of it can be seen.
        return self._stale and self.isVisible() and not self.visibleRegion().isEmpty()

    def refresh_texts(self) -> None:
        """Set texts and colours, and draw again; for a new panel, language or theme."""
        self._built = True
        self.setAccessibleName(self.title())
        self.retranslate()
        self.restyle()
        self._stale = self.snapshot is not None
        self.refresh(0.0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt sends some of these while the subclass is still being built.
        if self._built and event.type() in (
            QEvent.Type.LanguageChange,
            QEvent.Type.PaletteChange,
            QEvent.Type.FontChange,
        ):
            self.refresh_texts()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh(0.0)
