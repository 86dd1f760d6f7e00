"""Reads a picture file as an array of greys: PNG, JPEG and BMP, and nothing else.

A picture comes from anywhere. Qt has readers for some fifteen formats, they believe a file's
claims, and two of them pass a file that ends early (measured on Qt 6.11: the rest of a JPEG comes
out grey, of a BMP black). So the format is told by the first bytes, the one reader is named, and
size and completeness are checked before it decodes.
"""

import stat
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from lenet_gui.core.errors import InputError, InputProblem

MAX_SIDE = 4096
"""Largest width and height, in pixels."""

MAX_BYTES = 72 * 2**20
"""Largest file: 4096 x 4096 pixels of 4 bytes, and some room for a header."""

MAX_SCANS = 50
"""Most passes over a progressive JPEG. Usual are 10; each costs time however short it is."""

MAX_SEGMENTS = 10_000
"""Most segments before the first scan of a JPEG, so that a file of nothing else ends soon."""

_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"BM": "bmp"}


def read_grey(path: Path) -> npt.NDArray[np.uint8]:
    """Read a picture and turn its colours to greys; what is transparent becomes white.

    Args:
        path: a PNG, JPEG or BMP file, whatever its name ends with.

    Returns:
        Shape ``(height, width)``; 0 is black, 255 is white.

    Raises:
        InputError: the file cannot be read, is too large, or is no whole picture of these formats.
    """
    name = path.name or str(path)
    data = _read_bytes(path, name)
    kind = next((kind for mark, kind in _SIGNATURES.items() if data.startswith(mark)), None)
    if kind is None:
        raise _no_image(name)
    if kind == "jpeg":
        _check_jpeg(data, name)
    elif kind == "bmp":
        _check_bmp(data, name)
    return _greys(_decode(data, kind, name))


def _no_image(name: str) -> InputError:
    return InputError(InputProblem.NOT_AN_IMAGE, name, expected="PNG, JPEG, BMP")


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would block, a device would never end
            raise InputError(InputProblem.UNREADABLE, name, reason="not a file")
        if status.st_size > MAX_BYTES:
            raise InputError(InputProblem.TOO_LARGE, name, limit=MAX_BYTES, actual=status.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES)
    except InputError:
        raise
    except FileNotFoundError as error:
        raise InputError(InputProblem.MISSING, name) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(InputProblem.UNREADABLE, name, reason=str(reason)) from error
    if not data:
        raise InputError(InputProblem.EMPTY, name)
    return data


def _check_jpeg(data: bytes, name: str) -> None:
    """Walk to the first scan, and look for the end after it; a preview may hold another end."""
    at = 2
    for _ in range(MAX_SEGMENTS):
        if data[at : at + 1] != b"\xff" or data[at + 1 : at + 2] == b"\xda":
            break
        filler = data[at + 1 : at + 2] == b"\xff"
        at += 1 if filler else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    if at < len(data) - 1 and data[at : at + 2] != b"\xff\xda":
        raise InputError(InputProblem.DAMAGED, name, reason="no scan where one is due")
    if data.find(b"\xff\xd9", at) < 0:
        raise InputError(InputProblem.TRUNCATED, name, actual=len(data))
    if (scans := data.count(b"\xff\xda", at)) > MAX_SCANS:
        raise InputError(InputProblem.DAMAGED, name, reason=f"{scans} scans")


def _check_bmp(data: bytes, name: str) -> None:
    """Compare the length with what the header claims (Microsoft's BITMAPINFOHEADER)."""

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], "little")

    if len(data) < 34:  # as far as the fields below reach; the oldest header is shorter
        raise InputError(InputProblem.TRUNCATED, name, actual=len(data))
    start, header = number(10, 4), number(14, 4)
    if header not in _BMP_HEADERS:
        raise _no_image(name)
    if header == 12:
        width, height, bits, packing = number(18, 2), number(20, 2), number(24, 2), 0
    else:
        width, bits, packing = number(18, 4), number(28, 2), number(30, 4)
        height = abs(int.from_bytes(data[22:26], "little", signed=True))  # < 0: top row first
    _check_side(name, width, height)
    if packing not in (0, 3, 6):  # 1, 2: run lengths, whose end is not told; 4, 5: printers
        raise InputError(
            InputProblem.WRONG_FORMAT, name, expected="uncompressed", actual=f"type {packing}"
        )
    expected = max(start, 14 + header) + (width * bits + 31) // 32 * 4 * height
    if len(data) < expected:
        raise InputError(InputProblem.TRUNCATED, name, expected=expected, actual=len(data))


def _decode(data: bytes, kind: str, name: str) -> QImage:
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind.encode())
    reader.setAutoDetectImageFormat(False)  # else Qt tries its other readers, too
    reader.setAutoTransform(True)  # a camera stores which way it was held
    size = reader.size()
    readable = size.isValid() or kind == "bmp"  # a BMP from the top down has a height below 0
    if kind != "bmp" and readable:
        _check_side(name, size.width(), size.height())
    image = reader.read() if readable else QImage()
    if image.isNull():
        whole = kind != "png" or b"IEND" in data
        problem = InputProblem.DAMAGED if whole else InputProblem.TRUNCATED
        reason = reader.errorString() if readable else "its header tells no size"
        raise InputError(problem, name, reason=reason)
    return image


def _check_side(name: str, width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise InputError(InputProblem.EMPTY, name, width=width, height=height)
    if width > MAX_SIDE or height > MAX_SIDE:
        raise InputError(InputProblem.TOO_LARGE, name, limit=MAX_SIDE, width=width, height=height)


def _greys(image: QImage) -> npt.NDArray[np.uint8]:
    if image.hasAlphaChannel():
        paper = QImage(image.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(QPoint(0, 0), image)
        painter.end()
        image = paper
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), dtype=np.uint8).reshape(-1, grey.bytesPerLine())
    return rows[:, : grey.width()].copy()  # a row is padded to whole words
