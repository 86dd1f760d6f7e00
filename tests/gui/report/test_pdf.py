import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSizeF
from PySide6.QtGui import QPdfWriter, QTextDocument, QTextTable

from lenet_gui.gui.report.pdf import BORDER, DPI, lay_out, report_pdf
from lenet_gui.gui.report.pdf_breaks import goal_of, page_of, row_pages
from lenet_gui.gui.report.pdf_letters import with_readable_letters
from lenet_gui.gui.report.report import Plot
from tests.gui.report.reports import report, row

ROOM = QSizeF(650, 950)


@pytest.fixture
def writer(qapp) -> QPdfWriter:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.kept = buffer
    return writer


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def headings(document: QTextDocument) -> list[tuple[int, int]]:
    """The page of each heading, and that of what it is over."""
    blocks = (document.findBlockByNumber(k) for k in range(document.blockCount()))
    return [
        (page_of(document, block), page_of(document, goal_of(block)))
        for block in blocks
        if block.blockFormat().headingLevel()
    ]


def test_a_pdf_has_pages_and_a_title(qtbot):
    pdf = report_pdf(report(qtbot))
    assert pdf.startswith(b"%PDF")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert pages(pdf) >= 2


def test_a_long_log_takes_more_pages(qtbot):
    long = report_pdf(report(qtbot, log=tuple(row(k) for k in range(1, 200))))
    assert pages(long) > pages(report_pdf(report(qtbot)))


def test_text_stays_text(qtbot):
    # Letters that are only drawn have no map from glyphs to code points.
    assert b"/ToUnicode" in report_pdf(report(qtbot))


def test_no_heading_is_parted_from_what_it_is_over(qtbot, writer):
    plot = report(qtbot).plots[0]
    for height in range(100, 700, 60):
        plots = tuple(Plot(f"plot {k}", plot.png, 720, height) for k in range(12))
        document = lay_out(report(qtbot, plots=plots), ROOM, writer)
        found = headings(document)
        assert len(found) == 8 + 7 + 12
        assert [here for here, there in found if here != there] == []


LONG = "Each parameter received a deposit in its .grad; the norm went from 0.3 to 0.4. "


@pytest.mark.parametrize("shift", range(8))
def test_no_row_of_a_table_is_cut_in_two(qtbot, writer, shift):
    log = tuple(row(k, headline=LONG * (1 + (5 * k + shift) % 7)) for k in range(1, 60))
    document = lay_out(report(qtbot, log=log, plots=()), ROOM, writer)
    tables = [f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)]
    places = [row_pages(document, table, k) for table in tables for k in range(table.rows())]
    assert len(places) > 80
    assert [(first, last) for first, last in places if first != last] == []
    assert places == sorted(places)
    # No page is left empty: the rows of the log follow each other page by page.
    pages = [first for first, _ in places[-60:]]
    assert {later - earlier for earlier, later in pairwise(pages)} == {0, 1}


def test_a_row_that_no_page_can_hold_is_cut_and_those_after_it_are_not(qtbot, writer):
    log = tuple(row(k, headline=LONG * (200 if k == 5 else 3)) for k in range(1, 60))
    document = lay_out(report(qtbot, log=log, plots=()), ROOM, writer)
    *_, table = (f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable))
    places = [row_pages(document, table, k) for k in range(table.rows())]
    assert [k for k, (first, last) in enumerate(places) if first != last] == [5]


def test_pages_hold_everything_in_order(qtbot, writer):
    plots = tuple(Plot(f"plot {k}", b"", 720, 300) for k in range(9))
    document = lay_out(report(qtbot, plots=plots), ROOM, writer)
    places = [here for here, _ in headings(document)]
    assert places == sorted(places)
    # 300 pixels of width 720 are 271 of 650: no more than three of them on a page.
    assert document.pageCount() >= 4


def test_nothing_is_wider_than_the_page(qtbot, writer):
    document = lay_out(report(qtbot), ROOM, writer)
    assert document.idealWidth() <= ROOM.width() + BORDER


def test_letters_are_named_by_what_they_look_like():
    before = (
        b"2 beginbfrange\n<0009> <0009> <0009>\n<0001> <0003> [<2F47> <2EDA> <0041> ]\nendbfrange"
    )
    after = (
        b"2 beginbfrange\n<0009> <0009> <0020>\n<0001> <0003> [<65E5> <9875> <0041> ]\nendbfrange"
    )
    assert with_readable_letters(before) == after


def test_nothing_but_the_maps_of_letters_is_touched():
    assert with_readable_letters(b"[<0009> <2F47> ]\nstream <0009>") == (
        b"[<0009> <2F47> ]\nstream <0009>"
    )
