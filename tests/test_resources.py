import pytest

from lenet_gui import resources
from lenet_gui.resources import resource_path


def test_clone_has_the_icons_and_the_digits():
    assert resource_path("icons", "forward.svg").read_text(encoding="utf-8").startswith("<")
    assert resource_path("samples", "digits.npz").stat().st_size > 0


def test_folder_is_found_as_well_as_a_file():
    assert resource_path("icons").is_dir()


def test_installed_package_comes_before_a_folder_beside_it(tmp_path, monkeypatch):
    inside, beside = tmp_path / "package" / "_resources", tmp_path / "resources"
    for folder in (inside, beside):
        folder.mkdir(parents=True)
        (folder / "a.txt").touch()
    monkeypatch.setattr(resources, "_FOLDERS", (inside, beside))
    assert resource_path("a.txt") == inside / "a.txt"


def test_missing_file_is_named_with_the_places_where_it_was_looked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_FOLDERS", (tmp_path / "one", tmp_path / "two"))
    with pytest.raises(FileNotFoundError) as caught:
        resource_path("icons", "run.svg")
    message = str(caught.value)
    assert "icons/run.svg is missing" in message
    assert str(tmp_path / "one") in message
    assert str(tmp_path / "two") in message
