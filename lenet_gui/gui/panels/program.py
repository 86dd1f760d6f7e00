"""The Program panel: the training loop as code that is stepped, stopped and edited."""

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from typing_extensions import override

from lenet_gui.core.commands import phase_of
from lenet_gui.core.ledger_view import Origin
from lenet_gui.core.listing import Row, listing, script, setting_of
from lenet_gui.core.program import SetProgram
from lenet_gui.core.recipes import PROGRAMS, Recipe
from lenet_gui.core.running import Run, Unit
from lenet_gui.core.snapshot import Snapshot
from lenet_gui.core.watch_language import parse
from lenet_gui.core.watch_problems import WatchError
from lenet_gui.gui.panels.panel import Area, Panel
from lenet_gui.gui.program.arguments import Value, written_out
from lenet_gui.gui.program.edits import Edits
from lenet_gui.gui.program.line_form import LineForm
from lenet_gui.gui.program.program_code import ProgramCode
from lenet_gui.gui.program.recipe_names import recipe_hint, recipe_name
from lenet_gui.gui.widgets.panel_toolbar import PanelToolbar, set_words
from lenet_gui.gui.words.watch_sentences import explain_watch

translate = QCoreApplication.translate

SCRIPT_STEPS = 10
"""Iterations of a copied script: the tutorial's."""


class ProgramPanel(Panel):
    """The loop's rows, and below them what can be changed of the chosen one as a whole."""

    key: ClassVar[str] = "program"
    area: ClassVar[Area] = Area.LEFT_TOP
    period: ClassVar[float] = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._drawn: Snapshot | None = None  # what the rows show; `snapshot` may be newer
        self._running = False
        self._recipe = QComboBox(self)
        self._recipe.setObjectName("program_recipe")
        self._recipe.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._recipe.setMinimumContentsLength(16)
        for recipe in Recipe:
            self._recipe.addItem("", recipe.value)
        self._recipe.activated.connect(self._take_recipe)
        self._bar = PanelToolbar("program_toolbar", self)
        self._bar.addWidget(self._recipe)
        self._to_row = self._add("program_to_cursor", "Ctrl+F10", self.run_to_cursor)
        self._up = self._add("program_up", "Alt+Up", self._move_up)
        self._down = self._add("program_down", "Alt+Down", self._move_down)
        self._copy = self._add("program_copy", "", self._copy_script)
        self._edits = Edits(self)
        self._edits.command_issued.connect(self.command_issued)
        self.code = ProgramCode("program_code", self)
        self.code.row_chosen.connect(self._choose)
        self.code.stop_toggled.connect(self._toggle_stop)
        self.code.argument_edited.connect(self._edit_argument)
        self.form = LineForm(self._edits, self._problem_of, self)
        for keys, call in (("F9", self._toggle_stop), ("Ctrl+/", self._toggle_line)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 6)
        layout.setSpacing(3)
        layout.addWidget(self._bar)
        layout.addWidget(self.code, 1)
        layout.addWidget(self.form)
        self.setFocusProxy(self.code)
        self.refresh_texts()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, row by row."""
        return self._rows

    @override
    @classmethod
    def title(cls) -> str:
        return translate("ProgramPanel", "Program")

    @override
    def redraw(self, snapshot: Snapshot) -> None:
        self._drawn = snapshot
        self._rows = listing(snapshot.program, setting_of(snapshot))
        self._edits.show(snapshot.program, snapshot.optimizer)
        self.code.show_rows(
            [written_out(row, snapshot.program, snapshot.optimizer) for row in self._rows]
        )
        if not self._running:
            self._mark(snapshot)
        self._show_recipe(snapshot)
        self._choose(self.code.row)

    @override
    def set_running(self, *, running: bool) -> None:
        # In a run the mark would only flicker; it comes back with the last snapshot.
        self._running = running
        if self._drawn is not None:
            self._mark(self._drawn)

    @override
    def retranslate(self) -> None:
        for index, recipe in enumerate(Recipe):
            self._recipe.setItemText(index, recipe_name(recipe))
            self._recipe.setItemData(index, recipe_hint(recipe), Qt.ItemDataRole.ToolTipRole)
        self._recipe.setPlaceholderText(self.tr("edited"))
        self._recipe.setAccessibleName(self.tr("Training loop to start from"))
        self._recipe.setToolTip(self.tr("Choose a training loop; the network stays as it is"))
        set_words(
            self._to_row, self.tr("To cursor"),
            self.tr("Run until the chosen line comes next (Ctrl+F10)"),
        )  # fmt: skip
        set_words(self._up, "↑", self.tr("Move the chosen line up (Alt+Up)"))
        set_words(self._down, "↓", self.tr("Move the chosen line down (Alt+Down)"))
        set_words(self._copy, self.tr("Copy script"), self.tr("Copy it all as a script that runs"))
        self.code.retranslate()
        self.form.retranslate()

    @override
    def restyle(self) -> None:
        self.code.restyle(self.colours)
        if self._drawn is not None and not self._running:
            self._mark(self._drawn)

    @override
    def take_refusal(self) -> None:
        if self._drawn is not None:
            self._edits.show(self._drawn.program, self._drawn.optimizer)

    @override
    def show_call(self, origin: Origin) -> None:
        row = self._row_of(origin.line)
        if row is not None:
            self.code.choose(row)

    @override
    def hover_call(self, origin: Origin | None) -> None:
        self.code.point_at(None if origin is None else self._row_of(origin.line))

    def run_to_cursor(self) -> None:
        """Run until the chosen line comes next."""
        line = self._chosen_line()
        if line is not None:
            self.run_requested.emit(Run(None, Unit.ITERATION, to_line=line))

    def _add(self, name: str, keys: str, call: object) -> QAction:
        action = self._bar.add(name)
        action.triggered.connect(call)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        return action

    def _mark(self, snapshot: Snapshot) -> None:
        lines = snapshot.program.lines
        row_of = {row.line: index for index, row in enumerate(self._rows) if row.line is not None}
        stops = {
            row_of[index]: line.stop.hits > 1 or bool(line.stop.condition)
            for index, line in enumerate(lines)
            if line.stop is not None and index in row_of
        }
        bars = {
            row_of[index]: self.colours.phase(phase)
            for index, line in enumerate(lines)
            if (phase := phase_of(line.call)) is not None and index in row_of
        }
        next_row = None
        if snapshot.line is not None and not self._running:
            next_row = row_of.get(snapshot.line)
        self.code.mark(next_row, stops, bars)

    def _show_recipe(self, snapshot: Snapshot) -> None:
        # A breakpoint is no part of a recipe.
        bare = snapshot.program.without_stops()
        known = [index for index, recipe in enumerate(Recipe) if PROGRAMS[recipe] == bare]
        self._recipe.setCurrentIndex(known[0] if known else -1)

    def _row_of(self, line: int | None) -> int | None:
        """The row of a line of the program; ``None``: it has none."""
        rows = (index for index, row in enumerate(self._rows) if row.line == line is not None)
        return next(rows, None)

    def _chosen_line(self) -> int | None:
        row = self.code.row
        return self._rows[row].line if row < len(self._rows) else None

    def _problem_of(self, condition: str) -> str:
        """What is wrong with the condition of a breakpoint; empty: nothing."""
        if self.snapshot is None or not condition.strip():
            return ""
        try:
            parse(condition, self.snapshot.watchable)
        except WatchError as error:
            return explain_watch(error)
        return ""

    @Slot(int)
    def _choose(self, row: int) -> None:
        if self._drawn is None or not row < len(self._rows):
            return
        self.form.show_row(self._drawn.program, self._rows[row])
        chosen = self._rows[row].line is not None
        for action in (self._to_row, self._up, self._down):
            action.setEnabled(chosen)

    @Slot(int)
    def _take_recipe(self, index: int) -> None:
        self.command_issued.emit(SetProgram(PROGRAMS[list(Recipe)[index]]))

    @Slot(int, str, object)
    def _edit_argument(self, row: int, name: str, value: Value) -> None:
        self._edits.set_argument(self._rows[row], name, value)

    @Slot()
    def _toggle_line(self) -> None:
        self.form.toggle_line()

    @Slot()
    def _toggle_stop(self) -> None:
        self.form.toggle_stop()

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        line = self._chosen_line()
        if line is None or self._drawn is None:
            return
        before = self._edits.program
        after = before.moved(line, by)
        if after is before:
            return
        self.command_issued.emit(SetProgram(after))
        # The cursor goes with the line; where it only changed its indentation, it stays.
        moved = line + by if after.lines[line].call != before.lines[line].call else line
        rows = listing(after, setting_of(self._drawn))
        self.code.choose(next(i for i, row in enumerate(rows) if row.line == moved))

    @Slot()
    def _copy_script(self) -> None:
        if self._drawn is not None:
            text = script(self._drawn.program, setting_of(self._drawn), SCRIPT_STEPS)
            QGuiApplication.clipboard().setText(text)
