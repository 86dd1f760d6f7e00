"""Imports that PySide6 does not slow down."""

import sys
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
