from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from lenet_gui.gui.loss.loss_export import Format
from lenet_gui.gui.report.files import file_stem, plot_files, write_files
from tests.gui.report.reports import MADE, panels, trained


def test_names_carry_the_day_and_the_seed_and_if_asked_the_time():
    assert file_stem(trained(seed=7), MADE) == "lenet_2026-11-24_seed7"
    assert file_stem(trained(), MADE, exact=True) == "lenet_2026-11-24_140530_seed0"


def test_plots_are_named_after_what_they_show(qtbot):
    files = plot_files(panels(qtbot, trained()), Format.PNG)
    assert list(files) == ["loss"]
    assert not QImage.fromData(files["loss"]).isNull()


def test_drawings_are_svg(qtbot):
    assert b"<svg" in plot_files(panels(qtbot, trained()), Format.SVG)["loss"]


def fail_at(monkeypatch, name: str) -> None:
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if target.name == name:
            raise OSError(28, "No space left on device", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_files_that_cannot_all_be_written_leave_none(tmp_path, monkeypatch):
    fail_at(monkeypatch, "c")
    with pytest.raises(OSError, match="No space"):
        write_files({tmp_path / name: b"new" for name in "abc"})
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_is_not_taken_away(tmp_path, monkeypatch):
    (tmp_path / "c").write_bytes(b"old")
    fail_at(monkeypatch, "c")
    with pytest.raises(OSError, match="No space"):
        write_files({tmp_path / name: b"new" for name in "abc"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"c": b"old"}
