import os
from pathlib import Path

import pytest

from lenet_gui.core.snapshot import Snapshot
from lenet_gui.gui.export_menu import ENDINGS, Export, ExportMenu
from lenet_gui.gui.settings import Settings
from lenet_gui.gui.words.explanations import explain_refusal
from tests.gui.report.reports import MADE, panels, recorded
from tests.snapshots import make_snapshot

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


class Asker:
    """Answers the menu's questions, and writes down what was asked and told."""

    def __init__(self, menu: ExportMenu, folder: Path) -> None:
        self.folder, self.menu = folder, menu
        self.asked: list[str] = []
        self.told: list[tuple[str, str]] = []
        self.problems: list[Exception] = []
        self.paths: list[str] = []
        menu.ask_file = self.file
        menu.ask_folder = self.of_folder
        menu.now = lambda: MADE
        menu.written.connect(lambda text, place: self.told.append((text, place)))
        menu.problem_found.connect(self.problems.append)
        for signal in (menu.script_chosen, menu.notebook_chosen, menu.torchrun_chosen):
            signal.connect(self.paths.append)

    def file(self, _title: str, path: str, _ending: str) -> str:
        self.asked.append(path)
        return str(self.folder / Path(path).name)

    def of_folder(self, _title: str, folder: str) -> str:
        self.asked.append(folder)
        return str(self.folder)

    @property
    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def made(qtbot, settings, tmp_path):
    """Makes a menu over the panels of a moment, and who answers it."""

    def make(snapshot: Snapshot | None) -> Asker:
        shown = panels(qtbot, *([] if snapshot is None else [snapshot]))
        menu = ExportMenu(settings, lambda: snapshot, lambda: shown)
        qtbot.addWidget(menu)
        folder = tmp_path / "导出 1"
        folder.mkdir(exist_ok=True)
        return Asker(menu, folder)

    return make


def choose(asker: Asker, kind: Export) -> None:
    actions = {action.objectName(): action for action in asker.menu.actions()}
    actions[f"export_{kind}"].trigger()


@pytest.mark.parametrize(
    ("kind", "head"), [(Export.REPORT_PDF, b"%PDF"), (Export.REPORT_HTML, b"<!DOCTYPE html>")]
)
def test_report_is_written_where_it_was_asked_for(made, kind, head):
    asker = made(recorded())
    choose(asker, kind)
    assert asker.names == [f"lenet_2026-11-24_seed0.{ENDINGS[kind]}"]
    assert (asker.folder / asker.names[0]).read_bytes().startswith(head)
    [(text, place)] = asker.told
    assert asker.names[0] in text
    assert place == str(asker.folder)
    assert asker.problems == []


def test_plots_go_into_a_folder_with_the_time_in_their_names(made):
    asker = made(recorded())
    choose(asker, Export.PLOTS_PNG)
    choose(asker, Export.PLOTS_SVG)
    stem = "lenet_2026-11-24_140530_seed0_loss"
    assert asker.names == [f"{stem}.png", f"{stem}.svg"]
    assert asker.told[0][0].endswith(": 1")


def test_data_goes_into_four_tables(made):
    asker = made(recorded())
    choose(asker, Export.DATA_CSV)
    stem = "lenet_2026-11-24_140530_seed0"
    tables = ("gradient_norms", "log", "losses", "parameters")
    assert asker.names == [f"{stem}_{name}.csv" for name in tables]
    assert asker.told[0][0].endswith(": 4")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Export.SCRIPT, "lenet_2026-11-24_seed0.py"),
        (Export.NOTEBOOK, "lenet_2026-11-24_seed0.ipynb"),
        (Export.TORCHRUN, "lenet_2026-11-24_seed0_torchrun.py"),
    ],
)
def test_what_others_write_is_passed_on_with_its_path(made, kind, name):
    asker = made(recorded())
    choose(asker, kind)
    assert asker.paths == [str(asker.folder / name)]
    assert asker.names == []
    assert asker.told == []
    asker.menu.announce(asker.paths[0])
    assert name in asker.told[0][0]


def test_last_folder_is_remembered(made, settings: Settings):
    asker = made(recorded())
    choose(asker, Export.REPORT_HTML)
    assert Path(asker.asked[0]).parent != asker.folder
    again = made(recorded())
    choose(again, Export.DATA_CSV)
    assert again.asked == [str(asker.folder)]


def test_a_folder_that_is_gone_is_not_offered(made, settings: Settings):
    settings.set_value("export/folder", "/no/such/folder")
    asker = made(recorded())
    choose(asker, Export.DATA_CSV)
    assert asker.asked != ["/no/such/folder"]


@pytest.mark.parametrize("kind", list(Export))
def test_whoever_changes_his_mind_changes_nothing(made, kind):
    asker = made(recorded())
    asker.menu.ask_file = lambda *_asked: ""
    asker.menu.ask_folder = lambda *_asked: ""
    choose(asker, kind)
    assert (asker.names, asker.told, asker.problems, asker.paths) == ([], [], [], [])


@pytest.mark.parametrize("kind", [Export.REPORT_PDF, Export.PLOTS_PNG, Export.DATA_CSV])
def test_a_folder_that_is_missing_is_told_in_a_sentence(made, kind):
    asker = made(recorded())
    asker.folder.rmdir()
    choose(asker, kind)
    assert asker.told == []
    [error] = asker.problems
    assert "could not be written: No such file or directory." in explain_refusal(error)


@pytest.mark.skipif(AS_ROOT or os.name == "nt", reason="nothing is forbidden to root")
def test_a_folder_that_is_read_only_keeps_no_part(made):
    asker = made(recorded())
    asker.folder.chmod(0o500)
    try:
        choose(asker, Export.DATA_CSV)
        assert asker.names == []
    finally:
        asker.folder.chmod(0o700)
    assert "Permission denied" in explain_refusal(asker.problems[0])


def test_a_full_disk_leaves_nothing_behind(made, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    asker = made(recorded())
    for kind in (Export.REPORT_HTML, Export.PLOTS_SVG, Export.DATA_CSV):
        choose(asker, kind)
    assert asker.names == []
    assert len(asker.problems) == 3
    for error in asker.problems:
        said = explain_refusal(error)
        assert str(asker.folder) in said
        assert said.endswith("could not be written: No space left on device.")


def test_without_a_plot_it_says_what_to_press(made):
    asker = made(make_snapshot())
    choose(asker, Export.PLOTS_PNG)
    assert asker.asked == []
    assert "Press forward, loss and backward first" in explain_refusal(asker.problems[0])


def test_before_torch_is_loaded_nothing_is_offered(made):
    asker = made(None)
    asker.menu.aboutToShow.emit()
    offered = [action for action in asker.menu.actions() if not action.isSeparator()]
    assert not any(action.isEnabled() for action in offered)
    asker.menu.export(Export.REPORT_PDF)
    assert asker.asked == []


def test_every_action_has_a_text_and_says_what_it_writes(made):
    asker = made(recorded())
    asker.menu.aboutToShow.emit()
    offered = [action for action in asker.menu.actions() if not action.isSeparator()]
    assert len(offered) == len(Export)
    for action in offered:
        assert action.isEnabled()
        assert action.text().endswith("…")
        assert len(action.toolTip()) > len(action.text())
