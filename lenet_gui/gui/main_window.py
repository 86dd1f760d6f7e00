"""The main window: docks for the panels, the tool bar, the status area, and a clean end."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.commands import Command
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.about import show_about
from lenet_gui.gui.closing import Closing
from lenet_gui.gui.command_actions import CommandActions
from lenet_gui.gui.display import Display
from lenet_gui.gui.docks import Docks
from lenet_gui.gui.error_report import ErrorReporter, NoticeBar, log_file
from lenet_gui.gui.exports import Exports
from lenet_gui.gui.history_actions import HistoryActions
from lenet_gui.gui.icons import program_icon
from lenet_gui.gui.menus import Menus
from lenet_gui.gui.panel_host import PanelHost
from lenet_gui.gui.panels import Panel
from lenet_gui.gui.past_bar import PastBar
from lenet_gui.gui.plot_style import colours
from lenet_gui.gui.preferences import Preferences
from lenet_gui.gui.remembered import remember, remembered
from lenet_gui.gui.requests import Requests
from lenet_gui.gui.run_drawing import RunDrawing
from lenet_gui.gui.sessions.autosave_folder import AutosaveFolder
from lenet_gui.gui.sessions.file_names import dropped_files, first_session
from lenet_gui.gui.sessions.questions import Questions
from lenet_gui.gui.sessions.sessions import Sessions
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.status_area import StatusArea
from lenet_gui.gui.tool_bar import TrainingToolBar
from lenet_gui.gui.training_thread import TrainingThread
from lenet_gui.gui.words.explanations import explain_refusal
from lenet_gui.gui.words.messages import Level, Message
from lenet_gui.gui.words.session_texts import explain_several

FIRST_SIZE = (1280, 720)


class MainWindow(QMainWindow):
    """Sends commands to the training thread and shows the snapshots that come back."""

    complete = Signal()
    """There is a trainer, and every panel has been built."""

    def __init__(
        self,
        training: TrainingThread,
        panels: Sequence[type[Panel]],
        settings: Settings,
        preferences: Preferences,
        reporter: ErrorReporter,
        give_up: Callable[[], None],
        ask: Callable[[QWidget], Questions],
        copies: AutosaveFolder | None,
    ) -> None:
        """Build the window.

        Args:
            training: the thread to drive; started by the caller.
            panels: what to show.
            settings: where the layout is remembered.
            preferences: language, theme and size.
            reporter: where faults come from.
            give_up: ends the program at once, for a training thread that does not stop, such as
                one that is still loading torch.
            ask: makes what asks the person about files, over this window.
            copies: where the program's own copies of a session lie; ``None``: it makes none.
        """
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowIcon(program_icon())
        self.training = training
        self._settings = settings
        self.reporter = reporter
        self.preferences = preferences
        self.commands = CommandActions(self)
        self.addActions(self.commands.all_actions)
        self.history = HistoryActions(self)
        self.addActions(self.history.all_actions)
        self.tool_bar = TrainingToolBar(self.commands, self.history, self)
        self.addToolBar(self.tool_bar)
        self.notice = NoticeBar(self)
        self.past = PastBar(self)
        self.status = StatusArea(self)
        self.docks = Docks(panels, self)
        self.exports = Exports(training, settings, lambda: self.snapshot, lambda: self.panels, self)
        self.sessions = Sessions(training, settings, ask(self), copies, self.exports.menu, self)
        self.menus = Menus(
            self, self.commands, self.history, preferences, self.docks, self.sessions.menu
        )
        self.setAcceptDrops(True)
        frames = RunDrawing(training, self.docks, self)
        self.display = Display(frames, self.docks, self.status, self)
        self._requests = Requests(training, self.sessions, self)
        self._panel_host = PanelHost(
            self.docks, self._requests, self.display, self.history, settings, self
        )
        self._closing = Closing(training, self.sessions, self._leave, give_up, self)
        self._connect()
        self._stack()
        self._open()

    @property
    def panels(self) -> list[Panel]:
        """All panels, in the order of `PANELS`; those that nobody has seen yet are built now."""
        self.docks.build_all()
        return self.docks.panels

    @property
    def snapshot(self) -> Snapshot | None:
        """The state that is shown; ``None`` until torch has been loaded."""
        return self.display.snapshot

    @property
    def running(self) -> bool:
        """A free run is going on."""
        return self.display.running

    @Slot(object)
    def issue(self, command: Command) -> None:
        """Send a command to the training thread."""
        self._requests.issue(command)

    @Slot(object)
    def show_refusal(self, error: Exception) -> None:
        """A command or a file was refused; nothing has changed."""
        self.notice.show_refusal(explain_refusal(error))

    @Slot(object)
    def _show_around(self, snapshot: Snapshot) -> None:
        """Draw what lies around the panels and the status area."""
        self.tool_bar.show_expected(None if self.running else snapshot.expected)
        self.tool_bar.show_seed(snapshot.seed)
        self.commands.show_state(snapshot)
        self.menus.show_state(snapshot)
        self.sessions.show_view(snapshot.session)
        self.history.show_timeline(snapshot.timeline)
        self.past.show_timeline(snapshot.timeline, self.history.end)

    @Slot(bool)
    def _set_running(self, running: bool) -> None:
        self.commands.set_running(running=running)
        self.history.set_running(running=running)

    # -- building ---------------------------------------------------------------------------

    def _connect(self) -> None:
        training = self.training
        self.commands.command_issued.connect(self.issue)
        self.commands.run_requested.connect(self._requests.request_run)
        self.commands.pause_requested.connect(training.pause_requested)
        self.history.command_issued.connect(self.issue)
        self.past.newest_requested.connect(self.history.go_to_newest)
        self.menus.command_issued.connect(self.issue)
        self.menus.explain_requested.connect(self._panel_host.show_last_call)
        self.menus.layout_reset_requested.connect(self.docks.arrange)
        self.menus.about_requested.connect(self._about)
        self.menus.log_file_requested.connect(self._show_log_file)
        self.status.explain_requested.connect(self._panel_host.show_last_call)
        self._panel_host.problem_found.connect(self.show_refusal)
        self._connect_sessions()
        display = self.display
        training.ready.connect(display.begin_session)
        # Behind others nobody sees them: what is built before takes its time from torch's import.
        training.ready.connect(self._build_next, Qt.ConnectionType.QueuedConnection)
        training.applied.connect(display.show_snapshot)
        training.refused.connect(self.show_refusal)
        training.broken.connect(self.reporter.report)
        for failed in (training.refused, training.broken):
            failed.connect(self.history.take_refusal)
            failed.connect(display.take_refusal)
        training.run_started.connect(display.begin_run)
        training.run_ended.connect(display.end_run)
        training.halted.connect(display.show_halt)
        display.shown.connect(self._show_around)
        display.running_changed.connect(self._set_running)
        self._requests.waiting.connect(display.show_waiting)
        self._closing.ready.connect(self.close)
        self.reporter.reported.connect(self.notice.show_fault)
        self.preferences.changed.connect(self._dress)

    def _connect_sessions(self) -> None:
        self.exports.written.connect(self.notice.show_done)
        self.exports.problem_found.connect(self.show_refusal)
        sessions, filing = self.sessions, self.sessions.filing
        sessions.new_wanted.connect(self._start_anew)
        sessions.busy_changed.connect(self._offer_cancel)
        sessions.released.connect(self.close)
        filing.opened.connect(self.display.begin_session)
        filing.said.connect(self.display.say)
        filing.noticed.connect(self.notice.show_notice)
        filing.problem_found.connect(self.show_refusal)
        self.commands.pause_requested.connect(self.training.cancel_opening)

    @Slot()
    def _build_next(self) -> None:
        """Build what nobody has seen yet, a panel at each turn of the event loop."""
        if self._closing.begun:
            return
        if self.docks.build_next():
            QTimer.singleShot(0, self._build_next)
        else:
            self.complete.emit()

    def _stack(self) -> None:
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        for strip in self.sessions.strips:
            layout.addWidget(strip)
        layout.addWidget(self.past)
        layout.addWidget(self.docks, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(centre)

    def _open(self) -> None:
        """Look as when the program was left, or as at the first start."""
        self.resize(*FIRST_SIZE)
        self.docks.arrange()
        self.docks.restore(self._settings)
        self._dress()
        # Not on the first button, where it would look like the expected next call.
        self.docks.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.docks.setFocus()
        self.status.show_message(
            Message(Level.DONE, self.tr("Loading PyTorch. What you press now waits its turn."))
        )

    @Slot()
    def _dress(self) -> None:
        self.sessions.entitle()
        self.commands.restyle(colours(self.palette()))
        self.history.restyle(colours(self.palette()))
        self.history.retranslate()
        self.menus.retranslate()

    @Slot()
    def _about(self) -> None:
        show_about(self, None if self.snapshot is None else self.snapshot.torch_version)

    @Slot()
    def _show_log_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file().parent)))

    @Slot(bool)
    def _offer_cancel(self, busy: bool) -> None:
        self.commands.set_running(running=busy)  # pause ends an opening, too

    @Slot()
    def _start_anew(self) -> None:
        if self.snapshot is not None:
            remember(self._settings, self.snapshot)  # watches and alarms stay
            self.training.new_requested.emit(remembered(self._settings))

    # -- the end ----------------------------------------------------------------------------

    def _leave(self) -> None:
        """Remember the window as it is, and take nothing more."""
        self.docks.save(self._settings)
        if self.snapshot is not None:
            remember(self._settings, self.snapshot)
        self._panel_host.save()
        self._settings.save()
        self.setEnabled(False)
        self.status.show_message(Message(Level.DONE, self.tr("Stopping the training.")))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # An exception here would let the window close all the same, with the thread alive.
        try:
            event.setAccepted(self._closing.may_close())
        except Exception as error:
            self._closing.call_off()
            self.setEnabled(True)
            event.ignore()
            self.reporter.report(error)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        files = dropped_files(event.mimeData())
        if len(files) > 1 or first_session(files) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        session = first_session(files)
        event.acceptProposedAction()
        if len(files) > 1:
            self.notice.show_notice(explain_several(len(files), session))
        if session is not None:
            self.sessions.open(session)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.UpdateRequest and self.running:
            # Everything that has changed in this window is painted now.
            with self.training.turnstile.held():
                return super().event(event)
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and hasattr(self, "menus"):
            self._dress()
            self.display.say_again()
