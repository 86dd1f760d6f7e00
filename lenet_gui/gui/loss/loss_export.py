"""The curves as a file: a picture in pixels, a picture in lines, or a table."""

import contextlib
import csv
import io
import os
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from lenet_gui.core.snapshot import Curve
from lenet_gui.gui.loss.branch_curves import BranchLosses, plain_name

PIXELS_PER_POINT = 2
"""A picture in pixels is twice as fine as the screen, so that it can be printed."""

HEADER = ("run", "seed", "call", "updates", "loss", "batch_accuracy", "test_accuracy")


class Format(StrEnum):
    """What a file can be; the value is the ending of its name."""

    PNG = "png"
    SVG = "svg"
    CSV = "csv"


def png(widget: QWidget) -> bytes:
    """The widget as it stands on the screen, in pixels."""
    image = QImage(widget.size() * PIXELS_PER_POINT, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(PIXELS_PER_POINT)
    image.fill(widget.palette().window().color())
    widget.render(image)
    return _bytes_of(lambda buffer: QImageWriter(buffer, QByteArray(b"png")).write(image))


def svg(widget: QWidget, title: str) -> bytes:
    """The widget in lines and letters, to be scaled at will."""

    def draw(buffer: QBuffer) -> bool:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(widget.size())
        generator.setViewBox(QRect(0, 0, widget.width(), widget.height()))
        generator.setTitle(title)
        painter = QPainter(generator)
        painter.fillRect(widget.rect(), widget.palette().window())
        widget.render(painter, QPoint())
        return painter.end()

    return _bytes_of(draw)


def table(curves: Sequence[tuple[str, Curve]], beside: Iterable[BranchLosses] = ()) -> bytes:
    """Every point of named curves, every number with all of its digits.

    A row holds a loss, or an accuracy on the test part; what it does not hold is empty. The call
    is the one that computed it, as the timeline counts them.

    Args:
        curves: names and curves.
        beside: losses of branches, below them; the history keeps neither seeds nor accuracies.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for name, curve in curves:
        rows = zip(
            curve.calls.tolist(), curve.steps.tolist(), curve.losses.tolist(),
            curve.accuracies.tolist(), strict=True,
        )  # fmt: skip
        # A NaN differs from itself: there is no accuracy.
        writer.writerows(
            (
                name, curve.seed, call or "", step, repr(loss),
                repr(share) if share == share else "", "",
            )
            for call, step, loss, share in rows
        )  # fmt: skip
        tests = zip(
            curve.test_calls.tolist(), curve.test_steps.tolist(), curve.test_accuracies.tolist(),
            strict=True,
        )  # fmt: skip
        writer.writerows(
            (name, curve.seed, call or "", step, "", "", repr(share)) for call, step, share in tests
        )
    for found in beside:
        name = plain_name(found.branch) + (" (later)" if found.later else "")
        places = zip(found.calls.tolist(), found.steps.tolist(), strict=True)
        writer.writerows(
            (name, "", call, step, repr(loss), "", "")
            for (call, step), loss in zip(places, found.losses.tolist(), strict=True)
        )
    return text.getvalue().encode("utf-8")


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: it cannot be written; what was at `path` before is still there. It names `path`.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        if error.errno is not None:
            error.filename = str(path)  # of a full disk it names none, else the part
        raise


def _bytes_of(draw: Callable[[QBuffer], bool]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not draw(buffer):
        raise OSError("the picture could not be made")
    return bytes(buffer.data().data())
