"""The report on pages of A4."""

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from lenet_gui.gui.plot_style import LIGHT
from lenet_gui.gui.report.page import paper_page
from lenet_gui.gui.report.pdf_breaks import break_pages
from lenet_gui.gui.report.pdf_letters import with_readable_letters
from lenet_gui.gui.report.report import Report
from lenet_gui.gui.report.sections import title
from lenet_gui.gui.theme import make_palette

translate = QCoreApplication.translate

DPI = 96
"""Units an inch in which a page is laid out: those of CSS. Letters and plots are much finer."""

MARGINS = QMarginsF(18, 16, 18, 14)
"""White around a page, in millimetres."""

FOOT = 30
"""Height of the line at the foot of a page, in units."""

BORDER = 2
"""Units by which a table of the whole width is wider than the page: its own border."""

POINT_SIZE = 10

LATIN = ("Noto Sans", "DejaVu Sans", "Segoe UI", "Helvetica Neue", "Arial")
"""Fonts for all other letters. They come first: in the PDF, digits of a Chinese font have no code
point and could not be copied (PySide6 6.11.3)."""

CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
"""Fonts with the Chinese forms of characters that are written otherwise in Japan."""


def report_pdf(report: Report) -> bytes:
    """The PDF: text that can be selected, and page numbers.

    Raises:
        OSError: it could not be made.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            MARGINS,
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setTitle(title())
    writer.setCreator("lenet_gui")
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError("the PDF could not be made")
    room = QSizeF(writer.width(), writer.height() - FOOT)
    document = lay_out(report, room, writer)
    _print(document, painter, writer, room)
    if not painter.end():
        raise OSError("the PDF could not be made")
    return with_readable_letters(bytes(buffer.data().data()))


def lay_out(report: Report, room: QSizeF, writer: QPdfWriter) -> QTextDocument:
    """The report on pages of which no heading stands last and no row is cut in two.

    Args:
        report: what is said.
        room: a page without margins and foot, in units of `DPI`.
        writer: whose fonts are measured.
    """
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font())
    document.setUseDesignMetrics(True)  # letters lie where a fine printer puts them
    document.documentLayout().setPaintDevice(writer)
    document.setHtml(paper_page(report, int(room.width())))
    break_pages(document, room)
    return document


def _print(document: QTextDocument, painter: QPainter, writer: QPdfWriter, room: QSizeF) -> None:
    palette = make_palette(dark=False)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * room.height())
        area = QRectF(0, page * room.height(), room.width() + BORDER, room.height())
        painter.setClipRect(area)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = area
        context.palette = palette
        document.documentLayout().draw(painter, context)
        painter.restore()
        _write_foot(painter, QRectF(0, room.height(), room.width(), FOOT), page, document)


def _write_foot(painter: QPainter, area: QRectF, page: int, document: QTextDocument) -> None:
    font = QFont(document.defaultFont())
    font.setPointSize(8)
    painter.setFont(font)
    painter.setPen(QColor(LIGHT.muted))
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(area, bottom | Qt.AlignmentFlag.AlignLeft, title())
    number = translate("report", "page {page} of {pages}").format(
        page=page + 1, pages=document.pageCount()
    )
    painter.drawText(area, bottom | Qt.AlignmentFlag.AlignRight, number)


def _font() -> QFont:
    font = QFont()
    font.setFamilies([*LATIN, *CHINESE])
    font.setPointSize(POINT_SIZE)
    return font
