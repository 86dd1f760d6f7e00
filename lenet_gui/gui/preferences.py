"""Language, theme and size of the writing: chosen in the View menu, remembered, applied live."""

from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from lenet_gui.gui.language import Language, LanguageSwitch
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.theme import Scheme, apply_theme, clamp_point_size

E = TypeVar("E", Language, Scheme)


class Preferences(QObject):
    """Owns the three choices and dresses the program by them."""

    changed = Signal()
    """A choice was made, or the system turned light or dark."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._switch = LanguageSwitch(app)
        self._system_point_size = app.font().pointSize()
        self.language = _member(Language, settings.value("language", Language.SYSTEM.value))
        self.scheme = _member(Scheme, settings.value("scheme", Scheme.SYSTEM.value))
        self.point_size = clamp_point_size(settings.value("point_size", self._system_point_size))
        self._dress()
        self._switch.use(self.language)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def set_language(self, language: Language, *, remember: bool = True) -> None:
        """Switch the language; not remembered where the command line asked for it."""
        self.language = language
        if remember:
            self._settings.set_value("language", language.value)
        self._switch.use(language)
        self.changed.emit()

    def set_scheme(self, scheme: Scheme) -> None:
        """Switch between light, dark and the system's choice."""
        self.scheme = scheme
        self._settings.set_value("scheme", scheme.value)
        self._dress()
        self.changed.emit()

    def change_point_size(self, by: int) -> None:
        """Make all writing larger or smaller; 0 goes back to the system's size."""
        wanted = self.point_size + by if by else self._system_point_size
        self.point_size = clamp_point_size(wanted)
        self._settings.set_value("point_size", self.point_size)
        self._dress()
        self.changed.emit()

    def _system_changed(self) -> None:
        if self.scheme is Scheme.SYSTEM:
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        apply_theme(self._app, self.scheme, self.point_size)


def _member(kind: type[E], value: str) -> E:
    """The member that `value` names; the first one, where the settings hold garbage."""
    members = list(kind)
    return next((member for member in members if member.value == value), members[0])
