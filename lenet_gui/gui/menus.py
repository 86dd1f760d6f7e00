"""The menus: everything that can be done, with its key."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from lenet_gui.core.commands import (
    Command,
    LoadInput,
    LossKind,
    Reset,
    SetDevice,
    SetLoss,
    SetOptimizer,
    SetThreads,
)
from lenet_gui.core.experiments import GROUPS, Experiment, Group
from lenet_gui.core.inputs import Digits, RandomImage
from lenet_gui.core.optimizers import SGD, Adam
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.command_actions import CommandActions
from lenet_gui.gui.docks import Docks
from lenet_gui.gui.history_actions import HistoryActions
from lenet_gui.gui.language import Language
from lenet_gui.gui.preferences import Preferences
from lenet_gui.gui.sessions.file_menu import FileMenu
from lenet_gui.gui.theme import Scheme
from lenet_gui.gui.words.experiment_names import experiment_lines, experiment_name, group_name

_FULL_SCREEN = Qt.WindowState.WindowFullScreen
THREADS = (1, 2, 4, 8)

TUTORIAL: tuple[Command, ...] = (
    LoadInput(RandomImage()),
    SetLoss(LossKind.MSE),
    SetOptimizer(SGD()),
    Reset(0),
)
"""The start of the tutorial."""

DIGITS: tuple[Command, ...] = (
    LoadInput(Digits(batch_size=32)),
    SetLoss(LossKind.CROSS_ENTROPY),
    SetOptimizer(Adam()),
    Reset(0),
)
"""A start that learns to read the digits."""


class Menus(QObject):
    """Builds the menu bar and keeps its texts and its check marks right."""

    command_issued = Signal(object)
    """A `Command`."""

    explain_requested = Signal()
    layout_reset_requested = Signal()
    about_requested = Signal()
    log_file_requested = Signal()

    def __init__(
        self,
        window: QMainWindow,
        actions: CommandActions,
        history: HistoryActions,
        preferences: Preferences,
        docks: Docks,
        files: FileMenu,
    ) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._files = files
        self._titles: list[tuple[QMenu, Callable[[], str]]] = []
        self._texts: list[tuple[QAction, Callable[[], str]]] = []
        self._threads: dict[int, QAction] = {}
        self._devices: dict[str, QAction] = {}
        self._languages: dict[Language, QAction] = {}
        self._schemes: dict[Scheme, QAction] = {}
        bar = window.menuBar()
        self._fill_file(self._menu(bar.addMenu(""), lambda: self.tr("&File")), window)
        self._fill_train(self._menu(bar.addMenu(""), lambda: self.tr("&Train")), actions)
        self._fill_history(self._menu(bar.addMenu(""), lambda: self.tr("H&istory")), history)
        self._fill_experiments(
            self._menu(bar.addMenu(""), lambda: self.tr("&Experiments")), actions
        )
        self._fill_view(self._menu(bar.addMenu(""), lambda: self.tr("&View")), window, docks)
        self._fill_help(self._menu(bar.addMenu(""), lambda: self.tr("&Help")))
        self.retranslate()

    def show_state(self, snapshot: Snapshot) -> None:
        """Check what holds now, and offer the devices that are there."""
        if snapshot.threads in self._threads:
            self._threads[snapshot.threads].setChecked(True)
        for name, action in self._devices.items():
            action.setVisible(name in snapshot.devices)
            action.setChecked(name == snapshot.device)

    def retranslate(self) -> None:
        """Set every text, and check the choices that hold."""
        for menu, title in self._titles:
            menu.setTitle(title())
        for action, text in self._texts:
            action.setText(text())
        self._files.retranslate()
        self._languages[self._preferences.language].setChecked(True)
        self._schemes[self._preferences.scheme].setChecked(True)

    def _menu(self, menu: QMenu, title: Callable[[], str]) -> QMenu:
        self._titles.append((menu, title))
        return menu

    def _item(
        self,
        menu: QMenu,
        name: str,
        text: Callable[[], str],
        call: Callable[[], object],
        keys: str | QKeySequence.StandardKey | None = None,
    ) -> QAction:
        action = QAction(menu)
        action.setObjectName(name)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: call())
        menu.addAction(action)
        self._texts.append((action, text))
        return action

    def _choice(
        self, menu: QMenu, group: QActionGroup, name: str, text: Callable[[], str],
        call: Callable[[], object],
    ) -> QAction:  # fmt: skip
        action = self._item(menu, name, text, call)
        action.setCheckable(True)
        group.addAction(action)
        return action

    def _fill_file(self, menu: QMenu, window: QMainWindow) -> None:
        self._files.fill(menu)
        self._item(
            menu, "quit", lambda: self.tr("&Quit"), window.close, QKeySequence.StandardKey.Quit
        )

    def _fill_train(self, menu: QMenu, actions: CommandActions) -> None:
        for action in actions.phases.values():
            menu.addAction(action)
        menu.addAction(actions.backward_output)
        menu.addSeparator()
        for action in (
            actions.next_batch, actions.run_line, actions.run_one, actions.run_update,
            actions.run_many, actions.run, actions.pause, actions.reset,
        ):  # fmt: skip
            menu.addAction(action)
        menu.addSeparator()
        choices = actions.choices
        menu.addActions(
            [choices.loop_zero_grad, choices.to_zeros, choices.of_optimizer, choices.retain_graph]
        )
        menu.addSeparator()
        menu.addActions([choices.by_optimizer, choices.manual])
        menu.addSeparator()
        menu.addActions(list(actions.units.values()))
        menu.addSeparator()
        threads = self._menu(menu.addMenu(""), lambda: self.tr("torch's threads"))
        group = QActionGroup(self)
        for count in THREADS:
            if count > QThread.idealThreadCount():
                break  # more threads than cores only wait for each other
            self._threads[count] = self._choice(
                threads, group, f"threads_{count}", partial(str, count),
                partial(self.command_issued.emit, SetThreads(count)),
            )  # fmt: skip
        devices = self._menu(menu.addMenu(""), lambda: self.tr("Device"))
        group = QActionGroup(self)
        for name in ("cpu", "cuda", "mps"):
            self._devices[name] = self._choice(
                devices, group, f"device_{name}", partial(str, name),
                partial(self.command_issued.emit, SetDevice(name)),
            )  # fmt: skip

    def _fill_history(self, menu: QMenu, history: HistoryActions) -> None:
        menu.addActions([history.back, history.forward])
        menu.addSeparator()
        menu.addActions([history.back_step, history.forward_step])
        menu.addSeparator()
        menu.addActions([history.first, history.newest])
        menu.addSeparator()
        menu.addAction(history.memory)

    def _fill_experiments(self, menu: QMenu, actions: CommandActions) -> None:
        menu.addAction(actions.compare)
        menu.addSeparator()
        for group, experiments in GROUPS.items():
            self._fill_group(menu, group, experiments)
        menu.addSeparator()
        self._item(
            menu, "start_tutorial", lambda: self.tr("Start as the tutorial does"),
            lambda: self._issue_all(TUTORIAL),
        )  # fmt: skip
        self._item(
            menu, "start_digits", lambda: self.tr("Start with handwritten digits"),
            lambda: self._issue_all(DIGITS),
        )  # fmt: skip

    def _fill_group(
        self, menu: QMenu, group: Group, experiments: Mapping[Experiment, tuple[Command, ...]]
    ) -> None:
        """What people do wrong: it runs line by line, and ends where it is explained."""
        submenu = self._menu(menu.addMenu(""), partial(group_name, group))
        submenu.setObjectName(f"experiments_{group}")
        submenu.setToolTipsVisible(True)
        for experiment, calls in experiments.items():
            action = self._item(
                submenu, f"experiment_{experiment}", partial(experiment_name, experiment),
                partial(self._issue_all, calls),
            )  # fmt: skip
            action.setToolTip(experiment_lines(experiment))

    def _fill_view(self, menu: QMenu, window: QMainWindow, docks: Docks) -> None:
        for dock in docks.docks:
            menu.addAction(dock.toggleViewAction())
        menu.addSeparator()
        enlarge = self._item(
            menu, "enlarge_panel", lambda: self.tr("Enlarge the panel in use"),
            docks.enlarging.toggle, "F12",
        )  # fmt: skip
        enlarge.setCheckable(True)
        docks.enlarging.changed.connect(enlarge.setChecked)
        self._item(
            menu, "reset_layout", lambda: self.tr("Reset the layout"),
            self.layout_reset_requested.emit,
        )  # fmt: skip
        self._item(
            menu, "full_screen", lambda: self.tr("Full screen"),
            lambda: window.setWindowState(window.windowState() ^ _FULL_SCREEN), "F11",
        )  # fmt: skip
        menu.addSeparator()
        self._fill_appearance(menu)

    def _fill_appearance(self, menu: QMenu) -> None:
        preferences = self._preferences
        self._item(
            menu, "larger", lambda: self.tr("Larger writing"),
            lambda: preferences.change_point_size(1), "Ctrl++",
        ).setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])  # fmt: skip
        self._item(
            menu, "smaller", lambda: self.tr("Smaller writing"),
            lambda: preferences.change_point_size(-1), "Ctrl+-",
        )  # fmt: skip
        self._item(
            menu, "normal_size", lambda: self.tr("Normal writing"),
            lambda: preferences.change_point_size(0), "Ctrl+0",
        )  # fmt: skip
        themes = self._menu(menu.addMenu(""), lambda: self.tr("Theme"))
        group = QActionGroup(self)
        for scheme, text in (
            (Scheme.SYSTEM, lambda: self.tr("As the system")),
            (Scheme.LIGHT, lambda: self.tr("Light")),
            (Scheme.DARK, lambda: self.tr("Dark")),
        ):
            self._schemes[scheme] = self._choice(
                themes, group, f"scheme_{scheme.value}", text,
                partial(preferences.set_scheme, scheme),
            )  # fmt: skip
        languages = self._menu(menu.addMenu(""), lambda: self.tr("Language"))
        group = QActionGroup(self)
        for language, text in (
            (Language.SYSTEM, lambda: self.tr("As the system")),
            # A language is named in itself, so that whoever is lost finds the way back.
            (Language.ENGLISH, lambda: "English"),
            (Language.CHINESE, lambda: "简体中文"),
        ):
            self._languages[language] = self._choice(
                languages, group, f"language_{language.value}", text,
                partial(preferences.set_language, language),
            )  # fmt: skip

    def _fill_help(self, menu: QMenu) -> None:
        self._item(
            menu, "explain", lambda: self.tr("Explain what just happened"),
            self.explain_requested.emit, "F1",
        )  # fmt: skip
        self._item(
            menu, "log_file", lambda: self.tr("Show the file of faults"),
            self.log_file_requested.emit,
        )  # fmt: skip
        self._item(menu, "about", lambda: self.tr("About lenet_gui"), self.about_requested.emit)

    def _issue_all(self, commands: tuple[Command, ...]) -> None:
        for command in commands:
            self.command_issued.emit(command)
