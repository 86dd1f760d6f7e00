"""PySide6 reads no sources of what is imported, and pyqtgraph copies nothing of it."""

import importlib
import inspect
import sys

import PySide6.QtWidgets
import pytest
from pyqtgraph.Qt import QtWidgets

from lenet_gui.gui.quick_imports import leave_sources_unread

feature = sys.modules["shibokensupport.feature"]


@pytest.fixture
def sources_read(monkeypatch, tmp_path):
    """Imports a new module of a given name, and tells which sources were read meanwhile."""
    monkeypatch.syspath_prepend(tmp_path)

    def read_by(name: str) -> list[str]:
        (tmp_path / f"{name}.py").write_text("ready = True\n", encoding="utf-8")
        read: list[str] = []

        def getsource(module):
            read.append(module.__name__)
            return ""

        monkeypatch.setattr(inspect, "getsource", getsource)
        assert importlib.import_module("builtins").__import__(name).ready
        monkeypatch.undo()
        del sys.modules[name]
        return read

    return read_by


def test_no_source_is_read(sources_read):
    assert sources_read("planted_one") == []


def test_pyside_read_them_by_itself(sources_read, monkeypatch):
    original = feature._mod_uses_pyside
    feature._mod_uses_pyside = lambda module: "PySide6" in feature.inspect.getsource(module)
    try:
        assert sources_read("planted_two") == ["planted_two"]
        leave_sources_unread()
        assert feature._mod_uses_pyside is original
    finally:
        feature._mod_uses_pyside = original


def test_pyqtgraph_has_fetched_only_what_was_asked_for():
    fetched = vars(QtWidgets)
    assert "QUndoView" not in fetched
    assert QtWidgets.QUndoView is PySide6.QtWidgets.QUndoView
    assert fetched["QUndoView"] is PySide6.QtWidgets.QUndoView
    with pytest.raises(AttributeError):
        QtWidgets.QNothing  # noqa: B018 - is to fail
    assert "QUndoView" in dir(PySide6.QtWidgets)
