"""The tool bar: the five phases, the runs, going back and forward, and the reset."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QSpinBox, QToolBar, QToolButton, QWidget
from typing_extensions import override

from lenet_gui.core.commands import Phase
from lenet_gui.gui.command_actions import CommandActions
from lenet_gui.gui.history_actions import HistoryActions

MAX_RUN = 1_000_000
MAX_SHOWN_SEED = 2**31 - 1  # what a QSpinBox can hold


class TrainingToolBar(QToolBar):
    """Every action of the training, with the numbers that go with them."""

    def __init__(
        self, actions: CommandActions, history: HistoryActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("training_tool_bar")
        self.setMovable(False)
        self._actions = actions
        self._history = history
        self._buttons: dict[QAction, QToolButton] = {}
        self.count = self._spin("run_count", 1, MAX_RUN, actions.run_count)
        self.count.valueChanged.connect(self._set_count)
        self.seed = self._spin("seed", 0, MAX_SHOWN_SEED, 0)
        self.seed.valueChanged.connect(self._set_seed)
        self.loop_zero_grad = QCheckBox(self)
        self.loop_zero_grad.setObjectName("loop_zero_grad_box")
        choice = actions.choices.loop_zero_grad
        self.loop_zero_grad.setChecked(choice.isChecked())
        self.loop_zero_grad.toggled.connect(choice.setChecked)
        choice.toggled.connect(self.loop_zero_grad.setChecked)
        self._seed_label = QLabel(self)
        self._seed_label.setBuddy(self.seed)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(2, 3, 2, 4)
        self._fill()
        self.retranslate()

    def show_expected(self, phase: Phase | None) -> None:
        """Highlight the call that the canonical loop makes next; ``None``: a run does it all."""
        for key, action in self._actions.phases.items():
            button = self._buttons[action]
            expected = key is phase
            if button.property("expected") != expected:
                button.setProperty("expected", expected)
                button.style().unpolish(button)
                button.style().polish(button)
                name = button.text()
                button.setAccessibleDescription(
                    self.tr("{name}: the expected next call").format(name=name) if expected else ""
                )

    def show_seed(self, seed: int) -> None:
        """Show the seed of the present start, unless the person is typing another."""
        if self.seed.value() != seed <= MAX_SHOWN_SEED and not self.seed.hasFocus():
            self.seed.setValue(seed)

    def retranslate(self) -> None:
        """Set the fixed texts."""
        self.setWindowTitle(self.tr("Training"))
        self.loop_zero_grad.setText(self.tr("zero_grad in the loop"))
        self.loop_zero_grad.setToolTip(self._actions.choices.loop_zero_grad.toolTip())
        self.count.setToolTip(self.tr("How many Run N makes"))
        self.count.setAccessibleName(self.tr("How many Run N makes"))
        self._seed_label.setText(self.tr("seed"))
        self.seed.setToolTip(self.tr("Seed of the next reset"))
        self.seed.setAccessibleName(self.tr("Seed of the next reset"))
        for action, button in self._buttons.items():
            button.setAccessibleName(action.text())

    def _fill(self) -> None:
        actions, choices = self._actions, self._actions.choices
        menus = {
            actions.zero_grad: (choices.to_zeros, choices.of_optimizer),
            actions.backward: (choices.retain_graph, None, actions.backward_output),
            actions.step: (choices.by_optimizer, choices.manual),
            actions.run_many: (*actions.units.values(),),
            actions.run_one: (actions.run_update,),
        }
        for action in actions.phases.values():
            self._add(action, text=True, menu=menus.get(action, ()))
        self.addSeparator()
        self._add(actions.run_line)
        self._add(actions.run_one, menu=menus[actions.run_one])
        self._add(actions.run_many, menu=menus[actions.run_many])
        self.addWidget(self.count)
        self._add(actions.run)
        self._add(actions.pause)
        self.addWidget(self.loop_zero_grad)
        self._add(self._history.back)
        self._add(self._history.forward)
        self.addSeparator()
        self._add(actions.next_batch)
        self._add(actions.reset)
        self.addWidget(self._seed_label)
        self.addWidget(self.seed)

    def _add(
        self, action: QAction, *, text: bool = False, menu: tuple[QAction | None, ...] = ()
    ) -> None:
        button = QToolButton(self)
        button.setObjectName(f"button_{action.objectName()}")
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if menu:
            choices = QMenu(button)
            choices.setToolTipsVisible(True)
            for entry in menu:
                if entry is None:
                    choices.addSeparator()
                else:
                    choices.addAction(entry)
            button.setMenu(choices)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.addWidget(button)
        self._buttons[action] = button

    def _spin(self, name: str, lowest: int, highest: int, value: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setObjectName(name)
        spin.setRange(lowest, highest)
        spin.setValue(value)
        spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        spin.setKeyboardTracking(False)
        self._fit(spin)
        return spin

    def _fit(self, spin: QSpinBox) -> None:
        # Room for seven digits; a QSpinBox asks for its largest value, ten of them.
        spin.setFixedWidth(spin.fontMetrics().horizontalAdvance("0000000") + 18)

    def _set_count(self, value: int) -> None:
        self._actions.run_count = value

    def _set_seed(self, value: int) -> None:
        self._actions.reset_seed = value
        self._actions.retranslate()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._actions.retranslate()
            self._history.retranslate()
            self.retranslate()
        elif event.type() is QEvent.Type.FontChange and hasattr(self, "seed"):
            self._fit(self.count)
            self._fit(self.seed)
