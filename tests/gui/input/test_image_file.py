"""Picture files: the three formats, and everything that only pretends to be one of them."""

import os
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, QLoggingCategory, QPoint
from PySide6.QtGui import QColor, QImage, qRgb

from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.gui.input import image_file
from lenet_gui.gui.input.image_file import MAX_SIDE, read_grey

Format = QImage.Format


@pytest.fixture(autouse=True)
def quiet_readers() -> Iterator[None]:
    """Qt's readers warn of damaged files, as they should; here that is the point."""
    QLoggingCategory.setFilterRules("qt.gui.imageio*=false")
    yield
    QLoggingCategory.setFilterRules("")


def encoded(image: QImage, kind: str, quality: int = -1) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind, quality)
    return bytes(buffer.data().data())


def stripes(width: int = 13, height: int = 7, form: Format = Format.Format_RGB32) -> QImage:
    """Columns of black and white in turn; 13 pixels are no whole number of words."""
    image = QImage(width, height, Format.Format_RGB32)
    for x in range(width):
        for y in range(height):
            image.setPixelColor(x, y, QColor("white" if x % 2 else "black"))
    return image.convertToFormat(form)


def noise(width: int = 64, height: int = 48) -> QImage:
    values = np.random.default_rng(0).integers(0, 256, (height, width, 4)).astype(np.uint8)
    return QImage(values.tobytes(), width, height, width * 4, Format.Format_RGB32).copy()


def expected_stripes(width: int = 13, height: int = 7) -> np.ndarray:
    return np.tile(np.where(np.arange(width) % 2, 255, 0), (height, 1))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int = 8, height: int = 8, depth: int = 8, colour: int = 0, data: bytes | None = None
) -> bytes:
    head = chunk(b"IHDR", struct.pack(">2I5B", width, height, depth, colour, 0, 0, 0))
    rows = bytes((1 + 8) * 8) if data is None else data
    return SIGNATURE + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def bmp(
    width: int = 8, height: int = 8, bits: int = 24, packing: int = 0, start: int = 54
) -> bytes:
    pixels = bytes((width * bits + 31) // 32 * 4 * abs(height)) if 0 <= width < 100 else bytes(64)
    head = struct.pack("<2sIHHI", b"BM", 54 + len(pixels), 0, 0, start)
    head += struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, packing, 0, 0, 0, 0, 0)
    return head + pixels


SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG, JPEG, BMP = (encoded(noise(), kind) for kind in ("PNG", "JPG", "BMP"))


def saved(folder: Path, data: bytes, name: str = "picture.png") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_grey(path)
    assert caught.value.name == path.name
    return caught.value


@pytest.mark.parametrize("kind", ["PNG", "BMP"])
@pytest.mark.parametrize(
    "form",
    [
        Format.Format_Mono,
        Format.Format_Indexed8,
        Format.Format_Grayscale8,
        Format.Format_Grayscale16,
        Format.Format_RGB888,
        Format.Format_RGB32,
        Format.Format_ARGB32,
        Format.Format_RGBA64,
    ],
)
def test_every_depth_gives_the_same_greys(kind: str, form: Format, tmp_path: Path) -> None:
    grey = read_grey(saved(tmp_path, encoded(stripes(form=form), kind)))
    assert grey.dtype == np.uint8
    assert np.array_equal(grey, expected_stripes())


@pytest.mark.parametrize("form", [Format.Format_Grayscale8, Format.Format_RGB32])
def test_a_jpeg_gives_nearly_the_same_greys(form: Format, tmp_path: Path) -> None:
    grey = read_grey(saved(tmp_path, encoded(stripes(form=form), "JPG", 100))).astype(int)
    assert abs(grey - expected_stripes()).max() < 8


def test_a_jpeg_of_four_inks_is_read(tmp_path: Path) -> None:
    data = encoded(stripes().convertToFormat(Format.Format_CMYK8888), "JPG", 100)
    grey = read_grey(saved(tmp_path, data)).astype(int)
    assert grey.shape == (7, 13)
    assert (grey[:, 1::2] > 200).all()
    assert (grey[:, ::2] < 60).all()


@pytest.mark.parametrize("width", range(1, 10))
def test_rows_end_where_the_picture_ends(width: int, tmp_path: Path) -> None:
    grey = read_grey(saved(tmp_path, encoded(stripes(width, 3, Format.Format_Grayscale8), "PNG")))
    assert np.array_equal(grey, expected_stripes(width, 3))


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    image = QImage(3, 1, Format.Format_ARGB32)
    for x, alpha in enumerate((0, 128, 255)):
        image.setPixelColor(x, 0, QColor(0, 0, 0, alpha))
    grey = read_grey(saved(tmp_path, encoded(image, "PNG")))
    assert grey[0].tolist() == [255, 127, 0]


def test_a_transparent_colour_of_a_palette_becomes_white(tmp_path: Path) -> None:
    image = QImage(2, 1, Format.Format_Indexed8)
    image.setColorTable([0x00000000, qRgb(0, 0, 0)])
    image.setPixel(QPoint(0, 0), 0)
    image.setPixel(QPoint(1, 0), 1)
    assert read_grey(saved(tmp_path, encoded(image, "PNG"))).tolist() == [[255, 0]]


def test_colours_become_greys_by_their_lightness(tmp_path: Path) -> None:
    image = QImage(4, 1, Format.Format_RGB32)
    for x, colour in enumerate(("blue", "red", "lime", "white")):
        image.setPixelColor(x, 0, QColor(colour))
    blue, red, green, white = read_grey(saved(tmp_path, encoded(image, "PNG")))[0].tolist()
    assert 0 < blue < red < green < white == 255


def test_a_camera_that_was_held_sideways_is_believed(tmp_path: Path) -> None:
    turned = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    exif = b"Exif\0\0" + turned
    data = encoded(stripes(), "JPG", 100)
    data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]
    assert read_grey(saved(tmp_path, data)).shape == (13, 7)


@pytest.mark.parametrize("name", ["数字.png", "no ending", "wrong.svg", "upper.PNG", "a b.jpeg"])
@pytest.mark.parametrize("data", [PNG, JPEG, BMP], ids=["png", "jpeg", "bmp"])
def test_the_content_tells_the_format_and_not_the_name(
    data: bytes, name: str, tmp_path: Path
) -> None:
    assert read_grey(saved(tmp_path, data, name)).shape == (48, 64)


def test_a_picture_of_the_largest_side_is_read(tmp_path: Path) -> None:
    image = QImage(MAX_SIDE, 2, Format.Format_Grayscale8)
    image.fill(7)
    assert read_grey(saved(tmp_path, encoded(image, "PNG"))).shape == (2, MAX_SIDE)


def test_a_bmp_may_start_with_its_top_row(tmp_path: Path) -> None:
    assert read_grey(saved(tmp_path, bmp(height=-8))).shape == (8, 8)


SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>"
JPEG_SCAN = JPEG.index(b"\xff\xda")
PREVIEW = b"\xff\xe1\x00\x0aExif\0\0\xff\xd9"
NOT_AN_IMAGE, TRUNCATED, DAMAGED, TOO_LARGE, EMPTY, WRONG_FORMAT = (
    InputProblem.NOT_AN_IMAGE,
    InputProblem.TRUNCATED,
    InputProblem.DAMAGED,
    InputProblem.TOO_LARGE,
    InputProblem.EMPTY,
    InputProblem.WRONG_FORMAT,
)
BAD_FILES: dict[str, tuple[bytes, InputProblem]] = {
    "empty": (b"", EMPTY),
    "one byte": (b"\x89", NOT_AN_IMAGE),
    "text": (b"this is no picture\n", NOT_AN_IMAGE),
    "NUL bytes": (bytes(4000), NOT_AN_IMAGE),
    "svg": (SVG, NOT_AN_IMAGE),
    "svg with a script": (SVG.replace(b"/>", b"><script/></svg>"), NOT_AN_IMAGE),
    "tiff": (b"II*\0\x08\0\0\0" + bytes(100), NOT_AN_IMAGE),
    "gif": (b"GIF89a\x08\0\x08\0\0\0\0;", NOT_AN_IMAGE),
    "webp": (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(40), NOT_AN_IMAGE),
    "icns": (b"icns\0\0\0\x10" + bytes(100), NOT_AN_IMAGE),
    "ico": (b"\0\0\1\0\1\0" + bytes(100), NOT_AN_IMAGE),
    "ppm": (encoded(noise(), "PPM"), NOT_AN_IMAGE),
    "xpm": (encoded(stripes(), "XPM"), NOT_AN_IMAGE),
    "pdf": (b"%PDF-1.7\n%%EOF", NOT_AN_IMAGE),
    "html": (b"<!DOCTYPE html><html>404</html>", NOT_AN_IMAGE),
    "zip": (b"PK\x03\x04" + bytes(100), NOT_AN_IMAGE),
    "a space before": (b" " + PNG, NOT_AN_IMAGE),
    "png signature only": (SIGNATURE, TRUNCATED),
    "png header cut": (PNG[:20], TRUNCATED),
    "png header only": (PNG[:33], TRUNCATED),
    "png half": (PNG[: len(PNG) // 2], TRUNCATED),
    "png without end": (PNG[:-12], TRUNCATED),
    "png without data": (png()[:33] + chunk(b"IEND", b""), DAMAGED),
    "png with too little data": (png(data=bytes(20)), DAMAGED),
    "png checksum": (PNG[:60] + bytes([PNG[60] ^ 1]) + PNG[61:], DAMAGED),
    "png line ends": (PNG.replace(b"\r\n", b"\n"), NOT_AN_IMAGE),
    "png no width": (png(width=0), DAMAGED),
    "png no height": (png(height=0), DAMAGED),
    "png negative width": (png(width=2**32 - 1), DAMAGED),
    "png depth of 3": (png(depth=3), DAMAGED),
    "png unknown colour": (png(colour=7), DAMAGED),
    "png palette missing": (png(colour=3), DAMAGED),
    "png 20000 x 20000": (png(20_000, 20_000), TOO_LARGE),
    "png 4097 wide": (png(MAX_SIDE + 1, 1, data=bytes(MAX_SIDE + 2)), TOO_LARGE),
    "png 4097 high": (png(1, MAX_SIDE + 1, data=bytes(2 * MAX_SIDE + 2)), TOO_LARGE),
    "png 2 thousand million wide": (png(2**31 - 1, 1), DAMAGED),
    "jpeg signature only": (JPEG[:3], TRUNCATED),
    "jpeg header cut": (JPEG[:100], TRUNCATED),
    "jpeg before the scan": (JPEG[:JPEG_SCAN], TRUNCATED),
    "jpeg half": (JPEG[: JPEG_SCAN + 500], TRUNCATED),
    "jpeg without end": (JPEG[:-2], TRUNCATED),
    "jpeg half with a preview": (JPEG[:2] + PREVIEW + JPEG[2:-2], TRUNCATED),
    "jpeg end only": (b"\xff\xd8\xff\xd9", TRUNCATED),
    "jpeg noise": (b"\xff\xd8\xff" + PNG, TRUNCATED),
    "jpeg of marks": (b"\xff\xd8" + b"\xff" * 50_000, DAMAGED),
    "jpeg of comments": (b"\xff\xd8" + b"\xff\xfe\0\x02" * 20_000 + JPEG[2:], DAMAGED),
    "jpeg of scans": (JPEG[:-2] + JPEG[JPEG_SCAN:-2] * 100 + JPEG[-2:], DAMAGED),
    "jpeg 60000 x 60000": (
        JPEG.replace(b"\x08\0\x30\0\x40", b"\x08\xea\x60\xea\x60"),
        TOO_LARGE,
    ),
    "jpeg no height": (JPEG.replace(b"\x08\0\x30\0\x40", b"\x08\0\0\0\x40"), DAMAGED),
    "bmp signature only": (b"BM", TRUNCATED),
    "bmp header cut": (BMP[:33], TRUNCATED),
    "bmp header only": (BMP[:54], TRUNCATED),
    "bmp half": (BMP[:4000], TRUNCATED),
    "bmp one byte short": (BMP[:-1], TRUNCATED),
    "bmp text": (b"BM is how this text begins, and it is long enough", NOT_AN_IMAGE),
    "bmp no width": (bmp(width=0), EMPTY),
    "bmp no height": (bmp(height=0), EMPTY),
    "bmp 20000 wide": (bmp(width=20_000), TOO_LARGE),
    "bmp 20000 high": (bmp(height=20_000)[:500], TOO_LARGE),
    "bmp negative width": (bmp(width=-8), TOO_LARGE),
    "bmp lowest height": (bmp()[:22] + b"\0\0\0\x80" + bmp()[26:], TOO_LARGE),
    "bmp 65535 bits": (bmp()[:28] + b"\xff\xff" + bmp()[30:], TRUNCATED),
    "bmp 0 bits": (bmp(bits=0), DAMAGED),
    "bmp 5 bits": (bmp(bits=5), DAMAGED),
    "bmp run lengths": (bmp(bits=8, packing=1), WRONG_FORMAT),
    "bmp with a jpeg": (bmp(packing=4), WRONG_FORMAT),
    "bmp data far away": (bmp(start=2**32 - 1), TRUNCATED),
    "bmp odd header": (bmp()[:14] + b"\x11" + bmp()[15:], NOT_AN_IMAGE),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_refused_by_name(case: str, tmp_path: Path) -> None:
    data, problem = BAD_FILES[case]
    assert refusal(saved(tmp_path, data)).problem is problem


def test_the_size_is_told_before_anything_is_decoded(tmp_path: Path) -> None:
    facts = refusal(saved(tmp_path, png(20_000, 20_000))).facts
    assert facts == {"limit": MAX_SIDE, "width": 20_000, "height": 20_000}


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = saved(tmp_path, PNG)
    with path.open("r+b") as file:
        file.truncate(image_file.MAX_BYTES + 1)
    assert refusal(path).problem is TOO_LARGE


def test_names_that_lead_to_no_file_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.png").problem is InputProblem.MISSING
    assert refusal(tmp_path).problem is InputProblem.UNREADABLE
    assert refusal(saved(tmp_path, PNG) / "below").problem is InputProblem.UNREADABLE
    assert refusal(tmp_path / "NUL\0byte.png").problem is InputProblem.UNREADABLE
    assert refusal(tmp_path / "lone surrogate \ud800").problem is InputProblem.UNREADABLE


def never_ends(path: Path) -> None:
    path.symlink_to("/dev/zero")


def blocks(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are made differently on Windows")
@pytest.mark.parametrize("make", [never_ends, blocks])
def test_what_is_no_file_is_not_opened(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "picture.png")
    assert refusal(tmp_path / "picture.png").problem is InputProblem.UNREADABLE


@given(st.data())
@settings(
    derandomize=True,
    deadline=None,
    max_examples=400,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_changed_bytes_are_refused_or_make_a_picture(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([PNG, JPEG, BMP])))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, 60) | st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.just(len(content)) | st.integers(0, len(content)))
    try:
        grey = read_grey(saved(tmp_path, bytes(content[:end])))
    except InputError:
        return
    assert grey.ndim == 2
    assert max(grey.shape) <= MAX_SIDE
