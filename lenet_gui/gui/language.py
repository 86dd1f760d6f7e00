"""The two languages of the interface, switched while it runs."""

from enum import StrEnum

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from lenet_gui.resources import resource_path


class Language(StrEnum):
    """The languages; `SYSTEM` is whichever of the two fits the system."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


def resolve(language: Language) -> Language:
    """The language itself, for `SYSTEM` the one that the system is set to."""
    if language is not Language.SYSTEM:
        return language
    chinese = QLocale.system().language() is QLocale.Language.Chinese
    return Language.CHINESE if chinese else Language.ENGLISH


class LanguageSwitch:
    """Installs translators. Widgets follow by themselves, on ``QEvent.LanguageChange``."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def use(self, language: Language) -> None:
        """Switch to a language.

        English is the language of the source, so it needs no file. A missing file leaves the
        English texts in place.
        """
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()
        resolved = resolve(language)
        QLocale.setDefault(QLocale(resolved.value))
        if resolved is Language.ENGLISH:
            return
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for folder, name in (
            (qt_folder, f"qtbase_{resolved.value}"),
            (str(resource_path("i18n")), f"lenet_gui_{resolved.value}"),
        ):
            translator = QTranslator()
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._installed.append(translator)
