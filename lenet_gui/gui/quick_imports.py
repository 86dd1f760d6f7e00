"""Imports that PySide6 does not slow down."""

import importlib
import sys
from contextlib import ExitStack
from types import ModuleType
from typing import Any

import PySide6.QtCore  # noqa: F401 - brings the module that is changed here


def leave_sources_unread() -> None:
    """Have PySide6 not read the source of every module that is imported after it.

    It looks there for its own name, so that ``from __feature__ import snake_case`` can hold for
    one module and not for another. This program has no such import, and torch has a thousand
    modules: reading them takes a fifth of the time of importing it (measured: 0.4 of 2.4 s).
    PySide6 has no switch for it. Where a release does it otherwise, nothing is changed.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_no_feature


def _uses_no_feature(_module: ModuleType) -> bool:
    return False


def import_pyqtgraph() -> None:
    """Import pyqtgraph without a copy of all of Qt.

    It copies every name of three modules of PySide6 into modules of its own, and so has PySide6
    make all the classes and enums of Qt, of which a twentieth is used: half of the time of the
    import (measured: 0.2 of 0.45 s). Here its modules fetch each name when it is asked for.
    """
    if "pyqtgraph" in sys.modules:
        return
    with ExitStack() as copies:
        for name in ("QtCore", "QtGui", "QtWidgets"):
            source: Any = importlib.import_module(f"PySide6.{name}")
            sys.modules[f"pyqtgraph.Qt.{name}"] = _Mirror(f"pyqtgraph.Qt.{name}", source)
            source.__dir__ = list  # while it is being copied, it seems to have no names
            copies.callback(delattr, source, "__dir__")
        importlib.import_module("pyqtgraph")


class _Mirror(ModuleType):
    """A module with all names of another one, each fetched once."""

    def __init__(self, name: str, source: ModuleType) -> None:
        super().__init__(name)
        self._source = source

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._source, name)
        setattr(self, name, value)
        return value
