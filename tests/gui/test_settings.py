import random

import pytest
from PySide6.QtCore import QByteArray

from lenet_gui.gui.settings import Settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.ini"


def test_values_come_back_with_their_kind(path):
    settings = Settings(path)
    settings.set_value("number", 7)
    settings.set_value("flag", True)
    settings.set_value("name", "Ü 字")
    settings.save()
    again = Settings(path)
    assert again.value("number", 0) == 7
    assert again.value("flag", False) is True
    assert again.value("name", "") == "Ü 字"


@pytest.mark.parametrize("garbage", ["banana", "", "1e999", "@Variant(\\0\\0)", "[1, 2]"])
def test_garbage_gives_the_default(path, garbage):
    settings = Settings(path)
    settings.set_value("number", garbage)
    settings.set_value("flag", garbage)
    assert settings.value("number", 3) == 3
    assert settings.value("flag", True) is True


def test_layout_comes_back_once_and_whole(path):
    data = QByteArray(bytes(range(256)))
    settings = Settings(path)
    settings.set_layout("state", data)
    settings.save()
    again = Settings(path)
    assert again.take_layout("state") == data
    assert again.take_layout("state") is None
    assert Settings(path).take_layout("state") is None


def test_layout_with_any_single_changed_byte_is_not_used(path):
    data = bytes(random.Random(1).randbytes(60))
    for index in range(len(data)):
        settings = Settings(path)
        settings.set_layout("state", QByteArray(data))
        damaged = bytearray(data)
        damaged[index] ^= 1
        settings._store.setValue("layout/state", QByteArray(bytes(damaged)))
        assert settings.take_layout("state") is None


def test_damaged_file_of_settings_gives_defaults(path):
    settings = Settings(path)
    settings.set_value("number", 5)
    settings.set_layout("state", QByteArray(b"layout"))
    settings.save()
    whole = path.read_bytes()
    for index in range(len(whole)):
        path.write_bytes(whole[:index] + bytes([whole[index] ^ 0x55]) + whole[index + 1 :])
        damaged = Settings(path)
        assert isinstance(damaged.value("number", 0), int)
        layout = damaged.take_layout("state")
        assert layout is None or layout == QByteArray(b"layout")


def test_forgetting_drops_everything(path):
    settings = Settings(path)
    settings.set_value("number", 5)
    settings.set_layout("state", QByteArray(b"layout"))
    settings.forget()
    assert settings.value("number", 0) == 0
    assert settings.take_layout("state") is None
