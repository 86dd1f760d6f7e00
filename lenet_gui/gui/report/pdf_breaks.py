"""Where the pages of a report end: no heading stands last on one, and no row is cut in two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat, QTextTable

ENDLESS = 1e7
"""Height of a page on which nothing has to be broken."""

SLACK = 5.0
"""Units left at the foot of a page by a row that was made longer. No line has room in it, and what
borders and rounding take is less."""

HEAD = 2.5
"""Units above the text of a head that is repeated on a page: padding and border."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table where no page ends.

    Attributes:
        heights: of each row's text.
        pitches: from each row's text to the next one's.
    """

    heights: Sequence[float]
    pitches: Sequence[float]


def break_pages(document: QTextDocument, room: QSizeF) -> None:
    """Lay a document out on pages of a size, and move what would be parted to the next one."""
    document.setPageSize(QSizeF(room.width(), ENDLESS))
    measured = {
        frame.firstPosition(): _measured(document, frame)
        for frame in document.rootFrame().childFrames()
        if isinstance(frame, QTextTable)
    }
    document.setPageSize(room)
    # In their order: whatever is moved moves all that comes after it.
    block, table = document.begin(), None
    while block.isValid():
        found = QTextCursor(block).currentTable()
        if found is not None and found != table:
            _keep_rows(document, found, measured)
        elif block.blockFormat().headingLevel():
            _keep_heading(document, block)
        table, block = found, block.next()


def page_of(document: QTextDocument, block: QTextBlock, *, last: bool = False) -> int:
    """The page on which a block's first line stands, or its last one, from 0.

    A line that has no room is moved to the next page, but not the block that it is in.
    """
    top, bottom = _extent(document, block)
    return int((bottom - 1 if last else top) / document.pageSize().height())


def goal_of(heading: QTextBlock) -> QTextBlock:
    """What must stand on a heading's page: the next text, plot, or first row below a head."""
    block = heading.next()
    while block.isValid() and block.blockFormat().headingLevel():
        block = block.next()
    if not block.isValid():
        return heading
    table = QTextCursor(block).currentTable()
    if table is not None and table.rows() > 1:
        return table.cellAt(1, 0).firstCursorPosition().block()
    return block


def row_pages(document: QTextDocument, table: QTextTable, row: int) -> tuple[int, int]:
    """The pages on which a row's first line stands and its last one, from 0."""
    blocks = list(_blocks(table, row))
    return (
        min(page_of(document, block) for block in blocks),
        max(page_of(document, block, last=True) for block in blocks),
    )


def _keep_heading(document: QTextDocument, heading: QTextBlock) -> None:
    """Move a heading to the next page if it would be parted from what it is over."""
    goal = goal_of(heading)
    table = QTextCursor(goal).currentTable()
    page = page_of(document, goal)
    if table is not None:
        _, page = row_pages(document, table, min(1, table.rows() - 1))
    if page_of(document, heading) != page:
        form = heading.blockFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(heading).setBlockFormat(form)
        _lay_out_anew(document)


def _keep_rows(document: QTextDocument, table: QTextTable, measured: Mapping[int, Rows]) -> None:
    """Make each row longer after which one would be cut in two, so that its page ends there."""
    rows = measured[table.firstPosition()]
    first = table.format().toTableFormat().headerRowCount()
    if first < table.rows() and len(set(row_pages(document, table, first))) > 1:
        _begin_page(document, table)
    height = document.pageSize().height()
    anew = HEAD + (rows.pitches[0] if first else 0.0)  # below a head that is repeated
    while first < table.rows():
        top = min(_extent(document, block)[0] for block in _blocks(table, first)) % height
        longer, first = _to_lengthen(rows, first, top, anew, height)
        if longer:
            _pad(table, longer)
            _lay_out_anew(document)


def _to_lengthen(
    rows: Rows, first: int, top: float, anew: float, height: float
) -> tuple[dict[int, float], int]:
    """By how much which rows must be longer, up to one that no page can hold; the next after that.

    Args:
        rows: all rows of the table.
        first: a row.
        top: where its text begins on its page.
        anew: where it would begin on a new page.
        height: of a page.
    """
    longer: dict[int, float] = {}
    for row in range(first, len(rows.heights)):
        if top + rows.heights[row] > height - SLACK:
            if anew + rows.heights[row] > height - SLACK:
                return longer, row + 1
            if row > first:
                longer[row - 1] = height - SLACK - top
                top = anew
        if row < len(rows.pitches):
            top += rows.pitches[row]
    return longer, len(rows.heights)


def _pad(table: QTextTable, longer: Mapping[int, float]) -> None:
    edit = table.firstCursorPosition()
    edit.beginEditBlock()  # or Qt would lay all of it out at each cell
    for row, by in longer.items():
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            form = cell.format().toTableCellFormat()
            form.setBottomPadding(form.bottomPadding() + by)
            cell.setFormat(form)
    edit.endEditBlock()


def _begin_page(document: QTextDocument, table: QTextTable) -> None:
    form = table.format().toTableFormat()
    form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    table.setFormat(form)
    _lay_out_anew(document)


def _measured(document: QTextDocument, table: QTextTable) -> Rows:
    extents = []
    for row in range(table.rows()):
        found = [_extent(document, block) for block in _blocks(table, row)]
        extents.append((min(top for top, _ in found), max(bottom for _, bottom in found)))
    return Rows(
        [bottom - top for top, bottom in extents],
        [lower - upper for (upper, _), (lower, _) in pairwise(extents)],
    )


def _blocks(table: QTextTable, row: int) -> Iterator[QTextBlock]:
    """All blocks of a row."""
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
        yield block
        while block != last:
            block = block.next()
            yield block


def _extent(document: QTextDocument, block: QTextBlock) -> tuple[float, float]:
    """Top of a block's first line, and bottom of its last one."""
    top = document.documentLayout().blockBoundingRect(block).top()
    lines = block.layout()
    if not lines.lineCount():
        return top, top
    first, last = lines.lineAt(0).rect(), lines.lineAt(lines.lineCount() - 1).rect()
    return top + first.top(), top + last.bottom()


def _lay_out_anew(document: QTextDocument) -> None:
    """All of it: what Qt lays out by itself after a change lies over each other."""
    room = document.pageSize()
    document.setPageSize(QSizeF(room.width(), ENDLESS))
    document.setPageSize(room)
