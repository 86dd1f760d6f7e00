"""What a report says, gathered from the window at one moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.loss.loss_export import png
from lenet_gui.gui.panels.log import LogPanel
from lenet_gui.gui.panels.panel import Panel
from lenet_gui.gui.plots.picture import Picture, on_paper
from lenet_gui.gui.report.answers import Answer, session_answers
from lenet_gui.gui.words.log_row import LogRow


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture that has been drawn.

    Attributes:
        title: its heading.
        png: the file.
        width: in pixels of the screen; the file has more of them.
        height: as above.
        caption: what is to be said of it, as rich text; empty: nothing.
    """

    title: str
    png: bytes
    width: int
    height: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that is reported.

    Attributes:
        made: when.
        snapshot: the present moment.
        plots: of all panels, in their order.
        log: the calls that were made.
        answers: to the tutorial's questions.
    """

    made: datetime
    snapshot: Snapshot
    plots: tuple[Plot, ...] = ()
    log: tuple[LogRow, ...] = ()
    answers: tuple[Answer, ...] = ()


def report_of(snapshot: Snapshot, panels: Sequence[Panel], made: datetime) -> Report:
    """The report on what these panels show.

    Raises:
        OSError: a plot could not be drawn.
    """
    plots = tuple(_plot(picture) for panel in panels for picture in panel.pictures())
    return Report(made, snapshot, plots, log_rows(panels), session_answers(snapshot))


def log_rows(panels: Iterable[Panel]) -> tuple[LogRow, ...]:
    """What the Log among these panels has written down; none, if it is not among them."""
    return tuple(row for panel in panels if isinstance(panel, LogPanel) for row in panel.rows())


def _plot(picture: Picture) -> Plot:
    with on_paper(picture) as sheet:
        return Plot(picture.title, png(sheet), sheet.width(), sheet.height(), picture.caption)
